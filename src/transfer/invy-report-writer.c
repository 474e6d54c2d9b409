/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-report-writer.h"
#include "transfer/invy-sheet-file.h"

#include <glib/gi18n-lib.h>

static void
add_row (InvySheet *sheet, const InvyReportRow *row)
{
  g_autofree char *code =
      row->error_code != INVY_MESSAGE_NO_CODE ? g_strdup_printf ("%d", row->error_code) : g_strdup ("");
  g_autofree char *time = invy_sheet_dup_time (row->at_ms);
  const char *cells[] = { row->name, row->phone, row->state, row->reason, code, time, row->message_id };

  invy_sheet_add_row (sheet, cells);
}

/**
 * invy_report_writer_make_sheet:
 * @rows: (array length=n_rows): the guests, in the order of the report
 *
 * Returns: (transfer full): who got a message and who did not, and why, under titles in the language in use and with
 *   local times
 */
InvySheet *
invy_report_writer_make_sheet (const InvyReportRow *rows, guint n_rows)
{
  const InvySheetColumn columns[] = {
    { _ ("Name"), INVY_SHEET_TEXT, INVY_GUEST_COLUMN_IGNORED },
    { _ ("Phone"), INVY_SHEET_PHONE, INVY_GUEST_COLUMN_IGNORED },
    { _ ("State"), INVY_SHEET_TEXT, INVY_GUEST_COLUMN_IGNORED },
    { _ ("Reason"), INVY_SHEET_TEXT, INVY_GUEST_COLUMN_IGNORED },
    { _ ("Error Code"), INVY_SHEET_NUMBER, INVY_GUEST_COLUMN_IGNORED },
    { _ ("Time"), INVY_SHEET_TIME, INVY_GUEST_COLUMN_IGNORED },
    { _ ("WhatsApp Message ID"), INVY_SHEET_TEXT, INVY_GUEST_COLUMN_IGNORED },
  };
  InvySheet *sheet;

  g_return_val_if_fail (rows != NULL || n_rows == 0, NULL);

  /* Translators: the name of a sheet in a spreadsheet; at most 31 characters, none of them [ ] : * ? / \ */
  sheet = invy_sheet_new (C_ ("sheet", "Report"), columns, G_N_ELEMENTS (columns), NULL);
  for (guint i = 0; i < n_rows; i++)
    add_row (sheet, &rows[i]);

  return sheet;
}

/**
 * invy_report_writer_write_file:
 * @rows: (array length=n_rows): the guests; read before this returns
 * @file: where to; the end of its name says what kind of file it becomes. One that is there is replaced as a whole,
 * or not at all
 *
 * Writes what invy_report_writer_make_sheet() gives.
 *
 * Returns: (transfer full): a future that resolves when the file is there, or rejects with one of #InvyTransferError
 */
DexFuture *
invy_report_writer_write_file (const InvyReportRow *rows, guint n_rows, GFile *file)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return invy_sheet_file_write (invy_report_writer_make_sheet (rows, n_rows), file);
}
