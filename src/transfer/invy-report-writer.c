/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-csv-cell.h"
#include "transfer/invy-csv.h"
#include "transfer/invy-report-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_COLUMNS 7

/* In the form that spreadsheets take for a time in every language. */
static char *
dup_time (gint64 at_ms)
{
  g_autoptr (GDateTime) moment = at_ms != 0 ? g_date_time_new_from_unix_local (at_ms / 1000) : NULL;

  return moment != NULL ? g_date_time_format (moment, "%Y-%m-%d %H:%M:%S") : g_strdup ("");
}

static void
append_row (GString *text, const InvyReportRow *row)
{
  g_autofree char *name = invy_csv_cell_protect_text (row->name);
  g_autofree char *phone = invy_csv_cell_protect_phone (row->phone);
  g_autofree char *reason = invy_csv_cell_protect_text (row->reason);
  g_autofree char *code =
      row->error_code != INVY_MESSAGE_NO_CODE ? g_strdup_printf ("%d", row->error_code) : g_strdup ("");
  g_autofree char *time = dup_time (row->at_ms);
  g_autofree char *message_id = invy_csv_cell_protect_text (row->message_id);
  const char *cells[N_COLUMNS + 1] = { name, phone, row->state, reason, code, time, message_id, NULL };

  invy_csv_append_row (text, cells);
}

/**
 * invy_report_writer_write_csv:
 * @rows: (array length=n_rows): the guests, in the order of the report
 *
 * Writes who got a message and who did not, and why, so that spreadsheets open it as it is: UTF-8 with a byte order
 * mark, lines that end with CR LF, titles in the language in use, local times.
 *
 * Returns: (transfer full): the file's text
 */
char *
invy_report_writer_write_csv (const InvyReportRow *rows, guint n_rows)
{
  g_autoptr (GString) text = g_string_new (INVY_CSV_BYTE_ORDER_MARK);
  const char *titles[N_COLUMNS + 1] = {
    _ ("Name"), _ ("Phone"), _ ("State"), _ ("Reason"), _ ("Error Code"), _ ("Time"), _ ("WhatsApp Message ID"), NULL,
  };

  g_return_val_if_fail (rows != NULL || n_rows == 0, NULL);

  invy_csv_append_row (text, titles);
  for (guint i = 0; i < n_rows; i++)
    append_row (text, &rows[i]);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static DexFuture *
write_failed_cb (DexFuture *future, gpointer data)
{
  GError *system_error = NULL;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &system_error);
  invy_transfer_error_take (&error, system_error);

  return dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * invy_report_writer_write_file:
 * @rows: (array length=n_rows): the guests; read before this returns
 * @file: where to; one that is there is replaced as a whole, or not at all
 *
 * Writes what invy_report_writer_write_csv() gives. A new file can be read by its owner only: numbers are nobody
 * else's business.
 *
 * Returns: (transfer full): a future that resolves when the file is there, or rejects with one of #InvyTransferError
 */
DexFuture *
invy_report_writer_write_file (const InvyReportRow *rows, guint n_rows, GFile *file)
{
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  text = invy_report_writer_write_csv (rows, n_rows);
  bytes = g_bytes_new_take (text, strlen (text));

  return dex_future_catch (dex_file_replace_contents_bytes (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE),
                           write_failed_cb, NULL, NULL);
}
