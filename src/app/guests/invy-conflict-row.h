/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_CONFLICT_ROW (invy_conflict_row_get_type ())

/* Two people changed the same: whose is kept is chosen here. */
G_DECLARE_FINAL_TYPE (InvyConflictRow, invy_conflict_row, INVY, CONFLICT_ROW, AdwComboRow)

GtkWidget *invy_conflict_row_new (const char *title, const char *mine, const char *theirs);
gboolean invy_conflict_row_is_mine (InvyConflictRow *self);

G_END_DECLS
