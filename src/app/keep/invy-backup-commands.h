/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_BACKUP_COMMANDS (invy_backup_commands_get_type ())

/* Writing a backup and bringing one back, with what is said afterwards. Actions: back-up, restore-backup, and
 * undo-restore (s: path), which the toast after restoring offers. */
G_DECLARE_FINAL_TYPE (InvyBackupCommands, invy_backup_commands, INVY, BACKUP_COMMANDS, GObject)

InvyBackupCommands *invy_backup_commands_new (GActionMap *actions, InvyStore *store, AdwToastOverlay *toasts);
void invy_backup_commands_look_into (InvyBackupCommands *self, const char *path);

G_END_DECLS
