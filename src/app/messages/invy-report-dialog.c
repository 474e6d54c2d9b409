/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/export/invy-export-place.h"
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
 * @file: where to; the end of its name says what kind of file it becomes. One that is there is replaced as a whole,
 * or not at all
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
 * Asks where to and as what kind of file, and saves the report there.
 *
 * Returns: (transfer full): a future that resolves when the report is there. It rejects with %G_IO_ERROR_CANCELLED
 *   when no file was chosen, and with one of #InvyTransferError
 */
DexFuture *
invy_report_choose_and_save (GListModel *results, const char *name, GtkWidget *parent)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (results), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  return dex_future_then (invy_export_place_choose (parent, _ ("Export Report"), name, FALSE), save_cb,
                          g_object_ref (results), g_object_unref);
}
