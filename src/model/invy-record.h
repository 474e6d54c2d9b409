/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define INVY_TYPE_RECORD (invy_record_get_type ())

G_DECLARE_DERIVABLE_TYPE (InvyRecord, invy_record, INVY, RECORD, GObject)

/**
 * InvyRecordClass:
 * @n_columns: so many of the texts, from the first on, are columns of the record's own table; all of them unless the
 *   subclass says otherwise
 * @clean_text: (nullable): what is kept for @text, transfer full; %NULL if that is @text itself
 * @field_changed: (nullable): called after the text was notified
 *
 * What a wedding, a guest and a message have in common: an id and a table of texts. A subclass calls
 * invy_record_class_install_fields() in its class_init; the texts are then its properties 1 to n_fields, and its own
 * properties start behind them and chain up for the rest.
 */
struct _InvyRecordClass
{
  GObjectClass parent_class;

  const char *const *field_names;
  GParamSpec **field_pspecs;
  guint n_fields;
  guint n_columns;

  char *(*clean_text) (InvyRecord *self, guint field, const char *text);
  void (*field_changed) (InvyRecord *self, guint field);
};

void invy_record_class_install_fields (InvyRecordClass *klass, const char *const *field_names, guint n_fields);

const char *invy_record_get_id (InvyRecord *self);
void invy_record_set_id (InvyRecord *self, const char *id);
void invy_record_make_id (InvyRecord *self);
guint invy_record_get_n_fields (InvyRecord *self);
const char *invy_record_get_text (InvyRecord *self, guint field);
const char *const *invy_record_get_texts (InvyRecord *self);
void invy_record_set_text (InvyRecord *self, guint field, const char *text);
void invy_record_assign (InvyRecord *self, InvyRecord *source);
gint64 invy_record_get_version (InvyRecord *self);
void invy_record_set_version (InvyRecord *self, gint64 version);
gint64 invy_record_get_deleted_at (InvyRecord *self);
void invy_record_set_deleted_at (InvyRecord *self, gint64 deleted_at_ms);

G_END_DECLS
