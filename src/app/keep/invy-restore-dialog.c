/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/announce/invy-announce.h"
#include "app/keep/invy-restore-dialog.h"

#include "app/keep/invy-backup.h"
#include "app/keep/invy-difference-row.h"
#include "app/keep/invy-restore-words.h"

#include <glib/gi18n.h>

struct _InvyRestoreDialog
{
  AdwDialog parent_instance;

  InvyStore *store;
  char *path;             /* what is looked into */
  GPtrArray *differences; /* of InvyBookDifference; NULL until they are known */
  GPtrArray *rows;        /* of InvyDifferenceRow, borrowed from the group */
  gboolean is_restoring;

  AdwNavigationView *view;
  AdwPreferencesGroup *copies_group;
  AdwNavigationPage *differences_page;
  GtkStack *stack;
  AdwStatusPage *failure_page;
  AdwPreferencesGroup *differences_group;
};

G_DEFINE_FINAL_TYPE (InvyRestoreDialog, invy_restore_dialog, ADW_TYPE_DIALOG)

enum
{
  RESTORED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GPtrArray *
list_chosen (InvyRestoreDialog *self)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    if (invy_difference_row_get_chosen (self->rows->pdata[i]))
      g_ptr_array_add (chosen, invy_difference_row_get_difference (self->rows->pdata[i]));

  return chosen;
}

static void
update_actions (InvyRestoreDialog *self)
{
  g_autoptr (GPtrArray) chosen = list_chosen (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "restore.restore", chosen->len > 0 && !self->is_restoring);
}

/* --- what differs --- */

static void
clear_rows (InvyRestoreDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->differences_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->differences, g_ptr_array_unref);
}

static void
show_differences (InvyRestoreDialog *self, GPtrArray *differences)
{
  clear_rows (self);
  self->differences = g_ptr_array_ref (differences);
  for (guint i = 0; i < differences->len; i++)
    {
      GtkWidget *row = invy_difference_row_new (differences->pdata[i]);

      g_signal_connect_object (row, "notify::chosen", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->differences_group, row);
    }
  gtk_stack_set_visible_child_name (self->stack, "differences");
  update_actions (self);
}

static void
show_failure (InvyRestoreDialog *self, const char *sentence)
{
  clear_rows (self);
  invy_announce_failure (self->failure_page, sentence);
  gtk_stack_set_visible_child_name (self->stack, "failure");
  update_actions (self);
}

/* What comes when another file was chosen meanwhile, or the dialog was closed, is of no interest. */
typedef struct
{
  InvyRestoreDialog *dialog;
  char *path;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_object_unref (look->dialog);
  g_free (look->path);
  g_free (look);
}

static DexFuture *
listed_cb (DexFuture *listed, gpointer data)
{
  Look *look = data;
  InvyRestoreDialog *self = look->dialog;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (listed, &error);

  if (self->stack == NULL || g_strcmp0 (self->path, look->path) != 0)
    return dex_future_new_true ();
  if (value != NULL)
    show_differences (self, g_value_get_boxed (value));
  else
    show_failure (self, error->message);

  return dex_future_new_true ();
}

/**
 * invy_restore_dialog_look_into:
 * @path: a backup or a copy
 *
 * Shows what restoring it would do.
 */
void
invy_restore_dialog_look_into (InvyRestoreDialog *self, const char *path)
{
  Look *look;

  g_return_if_fail (INVY_IS_RESTORE_DIALOG (self));

  look = g_new0 (Look, 1);
  look->dialog = g_object_ref (self);
  look->path = g_strdup (path);
  g_set_str (&self->path, path);
  clear_rows (self);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  update_actions (self);
  adw_navigation_view_push (self->view, self->differences_page);
  dex_future_disown (dex_future_finally (invy_book_difference_list (self->store, path), listed_cb, look, look_free));
}

/* --- the copies --- */

static void
copy_activated_cb (AdwActionRow *row, InvyRestoreDialog *self)
{
  invy_restore_dialog_look_into (self, gtk_widget_get_name (GTK_WIDGET (row)));
}

static GtkWidget *
new_copy_row (InvyRestoreDialog *self, const InvyCopy *copy)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *moment = invy_restore_words_dup_moment (copy->made_at);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), moment);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), invy_restore_words_get_reason (copy->reason));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_name (row, copy->path);
  g_signal_connect_object (row, "activated", G_CALLBACK (copy_activated_cb), self, G_CONNECT_DEFAULT);

  return row;
}

static void
list_copies (InvyRestoreDialog *self)
{
  g_autoptr (GPtrArray) copies = invy_store_list_copies (self->store);

  for (guint i = 0; i < copies->len; i++)
    adw_preferences_group_add (self->copies_group, new_copy_row (self, copies->pdata[i]));
  if (copies->len == 0)
    adw_preferences_group_set_description (self->copies_group, _ ("There is none yet. Invy makes one every day."));
}

static DexFuture *
file_chosen_cb (DexFuture *chosen, gpointer data)
{
  InvyRestoreDialog *self = data;
  GFile *file = g_value_get_object (dex_future_get_value (chosen, NULL));

  if (self->stack != NULL && g_file_peek_path (file) != NULL)
    invy_restore_dialog_look_into (self, g_file_peek_path (file));
  return dex_future_new_true ();
}

static void
choose_file_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  dex_future_disown (
      dex_future_then (invy_backup_choose_to_read (widget), file_chosen_cb, g_object_ref (widget), g_object_unref));
}

/* --- restoring --- */

static DexFuture *
restored_cb (DexFuture *restored, gpointer data)
{
  InvyRestoreDialog *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (restored, &error);

  self->is_restoring = FALSE;
  if (value != NULL)
    g_signal_emit (self, signals[RESTORED], 0, g_value_get_string (value));
  if (self->stack == NULL)
    return dex_future_new_true ();

  if (value != NULL)
    adw_dialog_force_close (ADW_DIALOG (self));
  else
    show_failure (self, error->message);
  return dex_future_new_true ();
}

static void
restore_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  InvyRestoreDialog *self = INVY_RESTORE_DIALOG (widget);
  g_autoptr (GPtrArray) chosen = list_chosen (self);

  self->is_restoring = TRUE;
  update_actions (self);
  dex_future_disown (dex_future_finally (invy_book_difference_restore (self->store, chosen), restored_cb,
                                         g_object_ref (self), g_object_unref));
}

static void
invy_restore_dialog_dispose (GObject *object)
{
  InvyRestoreDialog *self = INVY_RESTORE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_RESTORE_DIALOG);
  g_clear_object (&self->store);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->differences, g_ptr_array_unref);

  G_OBJECT_CLASS (invy_restore_dialog_parent_class)->dispose (object);
}

static void
invy_restore_dialog_class_init (InvyRestoreDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_restore_dialog_dispose;

  /**
   * InvyRestoreDialog::restored:
   * @before: the path of a copy that takes it back
   */
  signals[RESTORED] = g_signal_new ("restored", INVY_TYPE_RESTORE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-restore-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyRestoreDialog, view);
  gtk_widget_class_bind_template_child (widget_class, InvyRestoreDialog, copies_group);
  gtk_widget_class_bind_template_child (widget_class, InvyRestoreDialog, differences_page);
  gtk_widget_class_bind_template_child (widget_class, InvyRestoreDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, InvyRestoreDialog, failure_page);
  gtk_widget_class_bind_template_child (widget_class, InvyRestoreDialog, differences_group);

  gtk_widget_class_install_action (widget_class, "restore.choose-file", NULL, choose_file_action);
  gtk_widget_class_install_action (widget_class, "restore.restore", NULL, restore_action);
}

static void
invy_restore_dialog_init (InvyRestoreDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

/**
 * invy_restore_dialog_new:
 *
 * Returns: (transfer floating): a dialog that lists the copies of @store
 */
AdwDialog *
invy_restore_dialog_new (InvyStore *store)
{
  InvyRestoreDialog *self;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);

  self = g_object_new (INVY_TYPE_RESTORE_DIALOG, NULL);
  self->store = g_object_ref (store);
  list_copies (self);

  return ADW_DIALOG (self);
}
