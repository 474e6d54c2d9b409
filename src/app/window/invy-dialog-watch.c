/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/window/invy-dialog-watch.h"

static void
closed_cb (AdwDialog *dialog)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (dialog));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (dialog)))
    gtk_root_set_focus (root, NULL);
}

/* The keys of the application do not get through to it while a dialog is open. */
static void
let_quit (AdwDialog *dialog)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcut *quit =
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_q, GDK_CONTROL_MASK), gtk_named_action_new ("app.quit"));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), quit);
  gtk_widget_add_controller (GTK_WIDGET (dialog), keys);
}

static void
items_changed_cb (GListModel *dialogs, guint position, guint n_removed, guint n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i);

      /* A dialog that is shown again is known already. */
      if (g_signal_handlers_disconnect_by_func (dialog, closed_cb, NULL) == 0)
        let_quit (dialog);
      g_signal_connect (dialog, "closed", G_CALLBACK (closed_cb), NULL);
    }
}

static AdwDialog *
get_front (GListModel *dialogs)
{
  const guint n = g_list_model_get_n_items (dialogs);

  return n > 0 ? g_list_model_get_item (dialogs, n - 1) : NULL;
}

/* What shall have the focus may be drawn a few frames later only. */
static gboolean
give_focus_cb (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  g_autoptr (AdwDialog) front = get_front (data);

  if (front == NULL || gtk_root_get_focus (GTK_ROOT (window)) != NULL
      || gtk_widget_child_focus (GTK_WIDGET (front), GTK_DIR_TAB_FORWARD))
    {
      g_object_set_data (G_OBJECT (window), "invy-gives-focus", NULL);
      return G_SOURCE_REMOVE;
    }

  return G_SOURCE_CONTINUE;
}

/* What had the focus in a dialog was taken out of it. */
static void
focus_changed_cb (GtkWidget *window, GParamSpec *pspec, GListModel *dialogs)
{
  if (gtk_root_get_focus (GTK_ROOT (window)) != NULL || g_list_model_get_n_items (dialogs) == 0
      || g_object_get_data (G_OBJECT (window), "invy-gives-focus") != NULL)
    return;

  g_object_set_data (G_OBJECT (window), "invy-gives-focus", GINT_TO_POINTER (TRUE));
  gtk_widget_add_tick_callback (window, give_focus_cb, g_object_ref (dialogs), g_object_unref);
}

/**
 * invy_dialog_watch_add:
 * @window: an #AdwWindow or #AdwApplicationWindow
 *
 * Lets the program be quit from each dialog of @window, and takes the focus from each that closes. A page of an
 * AdwNavigationView that has the focus when its dialog goes is never freed (libadwaita 1.7), and neither is what it
 * holds: the guest book, a whole file. While a dialog is open something in it has the focus: without, Escape would
 * not close it.
 */
void
invy_dialog_watch_add (GtkWindow *window)
{
  g_autoptr (GListModel) dialogs = NULL;

  g_return_if_fail (GTK_IS_WINDOW (window));

  g_object_get (window, "dialogs", &dialogs, NULL);
  g_signal_connect (dialogs, "items-changed", G_CALLBACK (items_changed_cb), NULL);
  g_signal_connect_object (window, "notify::focus-widget", G_CALLBACK (focus_changed_cb), dialogs, G_CONNECT_DEFAULT);
  g_object_set_data_full (G_OBJECT (window), "invy-dialogs", g_steal_pointer (&dialogs), g_object_unref);
}

/**
 * invy_dialog_watch_close_all:
 *
 * Closes the dialogs of @window, the one in front first. One that holds what is not saved yet asks what to do with
 * it, and stays.
 *
 * Returns: whether none stays
 */
gboolean
invy_dialog_watch_close_all (GtkWindow *window)
{
  GListModel *dialogs = g_object_get_data (G_OBJECT (window), "invy-dialogs");

  for (guint i = g_list_model_get_n_items (dialogs); i > 0; i--)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i - 1);

      if (dialog != NULL && !adw_dialog_close (dialog))
        return FALSE;
    }
  return TRUE;
}
