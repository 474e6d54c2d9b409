/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "model/invy-record.h"
#include "model/invy-template-parts.h"

G_BEGIN_DECLS

/**
 * InvyTemplateField:
 *
 * The texts of a template; what comes from Meta is kept as Meta wrote it.
 */
typedef enum
{
  INVY_TEMPLATE_WABA_ID,
  INVY_TEMPLATE_NAME,
  INVY_TEMPLATE_LANGUAGE,
  INVY_TEMPLATE_STATUS,           /* APPROVED, PAUSED, …; NULL until it was read from the account */
  INVY_TEMPLATE_CATEGORY,         /* MARKETING, UTILITY, …; NULL until it was read from the account */
  INVY_TEMPLATE_PARAMETER_FORMAT, /* POSITIONAL, NAMED */
  INVY_TEMPLATE_COMPONENTS,       /* JSON: the array that Graph lists; see invy_template_get_parts() */
  INVY_TEMPLATE_QUALITY,          /* GREEN, YELLOW, RED, UNKNOWN; NULL until it was read from the account */
  INVY_TEMPLATE_N_FIELDS,
} InvyTemplateField;

#define INVY_TYPE_TEMPLATE (invy_template_get_type ())

G_DECLARE_FINAL_TYPE (InvyTemplate, invy_template, INVY, TEMPLATE, InvyRecord)

InvyTemplate *invy_template_new (void);
InvyTemplate *invy_template_new_from_graph (JsonObject *object, const char *waba_id);

const char *invy_template_get (InvyTemplate *self, InvyTemplateField field);
void invy_template_set (InvyTemplate *self, InvyTemplateField field, const char *text);
void invy_template_set_body (InvyTemplate *self, const char *body);
const InvyTemplateParts *invy_template_get_parts (InvyTemplate *self);
const char *invy_template_get_body (InvyTemplate *self);
gboolean invy_template_is_named (InvyTemplate *self);
char *invy_template_dup_fingerprint (InvyTemplate *self);
gint64 invy_template_get_synced_at (InvyTemplate *self);
void invy_template_set_synced_at (InvyTemplate *self, gint64 at_ms);

G_END_DECLS
