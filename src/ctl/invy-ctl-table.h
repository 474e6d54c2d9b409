/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _InvyCtlTable InvyCtlTable;

InvyCtlTable *invy_ctl_table_new (const char *first_title, ...) G_GNUC_NULL_TERMINATED;
void invy_ctl_table_free (InvyCtlTable *self);
void invy_ctl_table_add (InvyCtlTable *self, const char *const *cells);
char *invy_ctl_table_dup_text (InvyCtlTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyCtlTable, invy_ctl_table_free)

G_END_DECLS
