/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/keep/invy-backup-commands.h"

#include "app/announce/invy-toast.h"
#include "app/keep/invy-backup.h"
#include "app/keep/invy-restore-dialog.h"

#include <glib/gi18n.h>

struct _InvyBackupCommands
{
  GObject parent_instance;

  InvyStore *store;
  AdwToastOverlay *toasts;
  GActionMap *actions; /* weak */
};

G_DEFINE_FINAL_TYPE (InvyBackupCommands, invy_backup_commands, G_TYPE_OBJECT)

static DexFuture *
backed_up_cb (DexFuture *written, gpointer data)
{
  invy_toast_say (data, _ ("The backup is written."));
  return dex_future_new_true ();
}

static DexFuture *
taken_back_cb (DexFuture *restored, gpointer data)
{
  invy_toast_say (data, _ ("The guests are as they were before you restored."));
  return dex_future_new_true ();
}

static void
restored_cb (InvyBackupCommands *self, const char *before)
{
  AdwToast *toast = invy_toast_new (_ ("The guests are restored."));

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-restore");
  adw_toast_set_action_target (toast, "s", before);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static InvyRestoreDialog *
open_restore_dialog (InvyBackupCommands *self)
{
  AdwDialog *dialog = invy_restore_dialog_new (self->store);

  g_signal_connect_object (dialog, "restored", G_CALLBACK (restored_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self->toasts));
  return INVY_RESTORE_DIALOG (dialog);
}

/* --- actions --- */

static void
back_up_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyBackupCommands *self = user_data;
  DexFuture *written = invy_backup_choose_and_write (GTK_WIDGET (self->toasts), self->store);

  invy_toast_tell_failure (self->toasts,
                           dex_future_then (written, backed_up_cb, g_object_ref (self->toasts), g_object_unref));
}

static void
restore_backup_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_restore_dialog (user_data);
}

static void
undo_restore_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  InvyBackupCommands *self = user_data;
  DexFuture *restored = invy_backup_restore_all (self->store, g_variant_get_string (parameter, NULL));

  invy_toast_tell_failure (self->toasts,
                           dex_future_then (restored, taken_back_cb, g_object_ref (self->toasts), g_object_unref));
}

static const GActionEntry action_entries[] = {
  { .name = "back-up", .activate = back_up_action },
  { .name = "restore-backup", .activate = restore_backup_action },
  { .name = "undo-restore", .activate = undo_restore_action, .parameter_type = "s" },
};

/* Of a copy that is looked at while the server is away there is nothing to keep. */
static void
update_actions (InvyBackupCommands *self)
{
  const gboolean has_store = invy_store_get_as_of (self->store) == 0;

  for (guint i = 0; self->actions != NULL && i < G_N_ELEMENTS (action_entries); i++)
    {
      GAction *action = g_action_map_lookup_action (self->actions, action_entries[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), has_store);
    }
}

static void
invy_backup_commands_dispose (GObject *object)
{
  InvyBackupCommands *self = INVY_BACKUP_COMMANDS (object);

  g_clear_object (&self->store);
  g_clear_object (&self->toasts);
  g_clear_weak_pointer (&self->actions);

  G_OBJECT_CLASS (invy_backup_commands_parent_class)->dispose (object);
}

static void
invy_backup_commands_class_init (InvyBackupCommandsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_backup_commands_dispose;
}

static void
invy_backup_commands_init (InvyBackupCommands *self)
{
}

/**
 * invy_backup_commands_new:
 * @actions: the window, whose actions they become; it must not outlive what is returned in use
 * @toasts: where to say what was done; dialogs open above it
 *
 * Returns: (transfer full): commands that are off while @store is only a copy of what a server has
 */
InvyBackupCommands *
invy_backup_commands_new (GActionMap *actions, InvyStore *store, AdwToastOverlay *toasts)
{
  InvyBackupCommands *self;

  g_return_val_if_fail (G_IS_ACTION_MAP (actions), NULL);
  g_return_val_if_fail (INVY_IS_STORE (store), NULL);

  self = g_object_new (INVY_TYPE_BACKUP_COMMANDS, NULL);
  self->store = g_object_ref (store);
  self->toasts = g_object_ref (toasts);
  g_set_weak_pointer (&self->actions, actions);
  g_action_map_add_action_entries (actions, action_entries, G_N_ELEMENTS (action_entries), self);
  g_signal_connect_object (store, "notify::trouble", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_actions (self);

  return self;
}

/**
 * invy_backup_commands_look_into:
 * @path: of a backup
 *
 * Shows what that would bring back, unless nothing can be changed now.
 */
void
invy_backup_commands_look_into (InvyBackupCommands *self, const char *path)
{
  g_return_if_fail (INVY_IS_BACKUP_COMMANDS (self));

  if (invy_store_get_as_of (self->store) == 0)
    invy_restore_dialog_look_into (open_restore_dialog (self), path);
}
