/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/keep/invy-backup.h"

#include "book/invy-book-difference.h"
#include "store/invy-store-copies.h"

#include <glib/gi18n.h>

static void
settle (DexPromise *promise, GFile *file, GError *error)
{
  if (file != NULL)
    dex_promise_resolve_object (promise, file);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    {
      /* Closing the dialog is no failure that anybody has to read about. */
      dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, error->message));
      g_error_free (error);
    }
  else
    dex_promise_reject (promise, error);
  dex_unref (promise);
}

static void
place_chosen_cb (GObject *dialog, GAsyncResult *result, gpointer promise)
{
  GError *error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, &error);

  settle (promise, file, error);
}

static void
file_chosen_cb (GObject *dialog, GAsyncResult *result, gpointer promise)
{
  GError *error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, &error);

  settle (promise, file, error);
}

static DexFuture *
write_cb (DexFuture *chosen, gpointer store)
{
  GFile *file = g_value_get_object (dex_future_get_value (chosen, NULL));

  if (g_file_peek_path (file) == NULL)
    return dex_future_new_reject (INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE, "%s",
                                  _ ("A backup needs a file on this computer."));
  return invy_store_backup (store, g_file_peek_path (file));
}

/**
 * invy_backup_choose_and_write:
 * @parent: anything in the window that asks
 *
 * Asks where to and writes everything there.
 *
 * Returns: (transfer full): a future that resolves to the path, or rejects with %G_IO_ERROR_CANCELLED or an
 *   #InvyStoreError
 */
DexFuture *
invy_backup_choose_and_write (GtkWidget *parent, InvyStore *store)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%F");
  /* Translators: the name of a file, with the day on which it was written */
  g_autofree char *name = g_strdup_printf (_ ("Invy backup %s.db"), day);
  DexPromise *promise = dex_promise_new ();

  gtk_file_dialog_set_title (dialog, _ ("Back Up"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, place_chosen_cb, dex_ref (promise));

  return dex_future_then (DEX_FUTURE (promise), write_cb, g_object_ref (store), g_object_unref);
}

/**
 * invy_backup_choose_to_read:
 * @parent: anything in the window that asks
 *
 * Returns: (transfer full): a future that resolves to a #GFile, or rejects with %G_IO_ERROR_CANCELLED
 */
DexFuture *
invy_backup_choose_to_read (GtkWidget *parent)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  DexPromise *promise = dex_promise_new ();

  gtk_file_dialog_set_title (dialog, _ ("Choose a Backup"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, file_chosen_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

static DexFuture *
restore_listed_cb (DexFuture *listed, gpointer store)
{
  GPtrArray *differences = g_value_get_boxed (dex_future_get_value (listed, NULL));
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  for (guint i = 0; i < differences->len; i++)
    if (invy_book_difference_can_restore (differences->pdata[i]))
      g_ptr_array_add (wanted, differences->pdata[i]);

  return invy_book_difference_restore (store, wanted);
}

/**
 * invy_backup_restore_all:
 * @path: a copy
 *
 * Restores every wedding of a copy without asking: to take a restoring back.
 *
 * Returns: (transfer full): a future as that of invy_book_difference_restore()
 */
DexFuture *
invy_backup_restore_all (InvyStore *store, const char *path)
{
  return dex_future_then (invy_book_difference_list (store, path), restore_listed_cb, g_object_ref (store),
                          g_object_unref);
}
