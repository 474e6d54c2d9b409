/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_RESTORE_DIALOG (invy_restore_dialog_get_type ())

/* The copies and backups, what each would bring back, and then that. Signal "restored" (path): a copy that was made
 * before, which takes it back. */
G_DECLARE_FINAL_TYPE (InvyRestoreDialog, invy_restore_dialog, INVY, RESTORE_DIALOG, AdwDialog)

AdwDialog *invy_restore_dialog_new (InvyStore *store);
void invy_restore_dialog_look_into (InvyRestoreDialog *self, const char *path);

G_END_DECLS
