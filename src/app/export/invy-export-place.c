/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/export/invy-export-place.h"

#include <glib/gi18n.h>

static void
add_filter (GListStore *filters, const char *name, const char *suffix, const char *content_type)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_filter_add_mime_type (filter, content_type);
  g_list_store_append (filters, filter);
}

static GListModel *
new_filters (gboolean has_people)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  add_filter (filters, _ ("Spreadsheet (.xlsx)"), "xlsx",
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  add_filter (filters, _ ("Text Table (.csv)"), "csv", "text/csv");
  if (has_people)
    add_filter (filters, _ ("Contacts (.vcf)"), "vcf", "text/vcard");

  return G_LIST_MODEL (filters);
}

/* Closing the dialog is no failure that anybody has to read about. */
static void
saved_cb (GObject *dialog, GAsyncResult *result, gpointer data)
{
  DexPromise *promise = data;
  g_autoptr (GError) error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, &error);

  if (file != NULL)
    dex_promise_resolve_object (promise, file);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, error->message));
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
  dex_unref (promise);
}

/**
 * invy_export_place_choose:
 * @parent: anything in the window that asks
 * @title: of the dialog
 * @name: what the file is called unless the planner says otherwise, without a suffix
 * @has_people: whether it is a guest list, which can become contacts as well
 *
 * Asks where something is to be written. A spreadsheet is suggested, which loses no digits.
 *
 * Returns: (transfer full): a future that resolves to a #GFile, or rejects with %G_IO_ERROR_CANCELLED
 */
DexFuture *
invy_export_place_choose (GtkWidget *parent, const char *title, const char *name, gboolean has_people)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = new_filters (has_people);
  g_autofree char *file_name = g_strconcat (name, ".xlsx", NULL);
  DexPromise *promise = dex_promise_new ();

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  /* A name may hold what no file can be called. */
  g_strdelimit (file_name, "/\\", '-');
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, _ ("_Export"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, saved_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}
