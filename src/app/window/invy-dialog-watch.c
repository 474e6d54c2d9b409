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

static void
items_changed_cb (GListModel *dialogs, guint position, guint n_removed, guint n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (AdwDialog) dialog = g_list_model_get_item (dialogs, i);

      g_signal_handlers_disconnect_by_func (dialog, closed_cb, NULL);
      g_signal_connect (dialog, "closed", G_CALLBACK (closed_cb), NULL);
    }
}

/**
 * invy_dialog_watch_add:
 * @window: an #AdwWindow or #AdwApplicationWindow
 *
 * Takes the focus from each dialog of @window that closes. A page of an AdwNavigationView that has the focus when its
 * dialog goes is never freed (libadwaita 1.7), and neither is what it holds: the guest book, a whole file.
 */
void
invy_dialog_watch_add (GtkWindow *window)
{
  g_autoptr (GListModel) dialogs = NULL;

  g_return_if_fail (GTK_IS_WINDOW (window));

  g_object_get (window, "dialogs", &dialogs, NULL);
  g_signal_connect (dialogs, "items-changed", G_CALLBACK (items_changed_cb), NULL);
  g_object_set_data_full (G_OBJECT (window), "invy-dialogs", g_steal_pointer (&dialogs), g_object_unref);
}
