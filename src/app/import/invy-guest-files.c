/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/import/invy-guest-files.h"

#include <glib/gi18n.h>

static GListModel *
new_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) lists = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) everything = gtk_file_filter_new ();

  gtk_file_filter_set_name (lists, _ ("Guest Lists"));
  gtk_file_filter_add_suffix (lists, "csv");
  gtk_file_filter_add_suffix (lists, "tsv");
  gtk_file_filter_add_suffix (lists, "txt");
  gtk_file_filter_add_suffix (lists, "xlsx");
  gtk_file_filter_add_suffix (lists, "xls");
  gtk_file_filter_add_suffix (lists, "ods");
  gtk_file_filter_add_suffix (lists, "vcf");
  gtk_file_filter_add_mime_type (lists, "text/csv");
  g_list_store_append (filters, lists);

  gtk_file_filter_set_name (everything, _ ("All Files"));
  gtk_file_filter_add_pattern (everything, "*");
  g_list_store_append (filters, everything);

  return G_LIST_MODEL (filters);
}

static GtkFileDialog *
new_dialog (const char *title, const char *accept_label)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = new_filters ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, accept_label);
  gtk_file_dialog_set_filters (dialog, filters);

  return dialog;
}

static GtkWindow *
get_window (GtkWidget *widget)
{
  return GTK_WINDOW (gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW));
}

/* Closing the dialog is no failure that anybody has to read about. */
static void
settle (DexPromise *promise, GFile *file, GError *error)
{
  if (file != NULL)
    dex_promise_resolve_object (promise, file);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    {
      dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, error->message));
      g_error_free (error);
    }
  else
    dex_promise_reject (promise, error);
  dex_unref (promise);
}

static void
opened_cb (GObject *dialog, GAsyncResult *result, gpointer promise)
{
  GError *error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, &error);

  settle (promise, file, error);
}

/**
 * invy_guest_files_choose:
 * @parent: anything in the window that asks
 *
 * Asks for a file with guests.
 *
 * Returns: (transfer full): a future that resolves to a #GFile, or rejects with %G_IO_ERROR_CANCELLED
 */
DexFuture *
invy_guest_files_choose (GtkWidget *parent)
{
  g_autoptr (GtkFileDialog) dialog = new_dialog (_ ("Import Guests"), _ ("_Import"));
  DexPromise *promise = dex_promise_new ();

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  gtk_file_dialog_open (dialog, get_window (parent), NULL, opened_cb, dex_ref (promise));
  return DEX_FUTURE (promise);
}
