/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-report-dialog.h"

#include "transfer/invy-report-writer.h"

#include <glib/gi18n.h>

/* Keeps @text in @texts, since rows of a report borrow theirs. */
static const char *
keep (GPtrArray *texts, char *text)
{
  g_ptr_array_add (texts, text);
  return text;
}

static InvyReportRow
make_row (InvyResult *result, GPtrArray *texts)
{
  InvyMessage *message = invy_result_get_message (result);
  const InvyReportRow row = {
    .name = invy_message_get (message, INVY_MESSAGE_GUEST_NAME),
    .phone = keep (texts, invy_result_dup_number (result)),
    .state = invy_result_get_state_title (result),
    .reason = keep (texts, invy_result_dup_reason (result)),
    .error_code = invy_message_get_error_code (message),
    .at_ms = invy_message_get_state_at (message),
    .message_id = invy_message_get (message, INVY_MESSAGE_WAMID),
  };

  return row;
}

/**
 * invy_report_save:
 * @results: of #InvyResult, in the order of the report, which has each guest once: earlier attempts are left out
 * @file: replaced as a whole, or not at all
 *
 * Returns: (transfer full): a future that resolves when the report is there, or rejects with one of
 *   #InvyTransferError
 */
DexFuture *
invy_report_save (GListModel *results, GFile *file)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (InvyReportRow));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (G_IS_LIST_MODEL (results), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      InvyResult *result = g_list_model_get_item (results, i);
      const InvyReportRow row = make_row (result, texts);

      g_ptr_array_add (kept, result);
      if (invy_result_get_section (result) != INVY_RESULT_EARLIER)
        g_array_append_val (rows, row);
    }

  return invy_report_writer_write_file ((const InvyReportRow *) (gpointer) rows->data, rows->len, file);
}

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  DexPromise *promise = data;
  GError *error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (object), result, &error);

  if (file != NULL)
    dex_promise_resolve_object (promise, file);
  else
    dex_promise_reject (promise, error);
  dex_unref (promise);
}

static DexFuture *
save_cb (DexFuture *chosen, gpointer results)
{
  return invy_report_save (results, g_value_get_object (dex_future_get_value (chosen, NULL)));
}

/**
 * invy_report_choose_and_save:
 * @name: what the file is called unless the planner says otherwise, without a suffix
 * @parent: what the dialog is shown over
 *
 * Asks where to, and saves the report there.
 *
 * Returns: (transfer full): a future that resolves when the report is there. It rejects with %GTK_DIALOG_ERROR when
 *   no file was chosen, and with one of #InvyTransferError
 */
DexFuture *
invy_report_choose_and_save (GListModel *results, const char *name, GtkWidget *parent)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *file_name = g_strdup_printf ("%s.csv", name);
  DexPromise *promise = dex_promise_new ();

  g_return_val_if_fail (G_IS_LIST_MODEL (results), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  /* A name may hold what no file can be called. */
  g_strdelimit (file_name, "/\\", '-');
  gtk_file_dialog_set_title (dialog, _ ("Export Report"));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, chosen_cb, dex_ref (promise));

  return dex_future_then (DEX_FUTURE (promise), save_cb, g_object_ref (results), g_object_unref);
}
