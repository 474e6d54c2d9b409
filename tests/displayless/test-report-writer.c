/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/invy-csv-writer.h"
#include "transfer/invy-csv.h"
#include "transfer/invy-report-writer.h"

#include "invy-test.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static const InvyReportRow rows[] = {
  { "Yossi Mizrahi", "+972549901122", "Sent to WhatsApp", NULL, INVY_MESSAGE_NO_CODE, 1803575045000, "wamid.HBgM" },
  { "ד\"ר נוי, ליאור", "05412", "Left out", "The phone number is too short:\nask for the whole number.",
    INVY_MESSAGE_NO_CODE, 0, NULL },
  { "=1+1", "@no number", "Failed", "-", 131026, 0, NULL },
  { "Noa", NULL, "Failed", NULL, 0, 0, NULL },
  { NULL, NULL, "Cancelled", NULL, INVY_MESSAGE_NO_CODE, 0, NULL },
};

static char *
write_csv (void)
{
  g_autoptr (InvySheet) sheet = invy_report_writer_make_sheet (rows, G_N_ELEMENTS (rows));
  g_autoptr (GBytes) bytes = invy_csv_writer_write (sheet, NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_cells (void)
{
  g_autofree char *text = write_csv ();
  g_autoptr (InvyTable) table = NULL;
  GPtrArray *read;
  InvyTableRow *row;

  g_assert_true (g_str_has_prefix (text, BYTE_ORDER_MARK "Name,Phone,State,Reason,Error Code,Time,"));
  table = invy_csv_parse (text + strlen (BYTE_ORDER_MARK), NULL);
  read = table->rows;
  g_assert_cmpuint (read->len, ==, 1 + G_N_ELEMENTS (rows));

  /* A tab keeps the number text in a spreadsheet. */
  row = read->pdata[1];
  g_assert_cmpstr (row->cells[0], ==, "Yossi Mizrahi");
  g_assert_cmpstr (row->cells[1], ==, "\t+972549901122");
  g_assert_cmpstr (row->cells[2], ==, "Sent to WhatsApp");
  g_assert_cmpstr (row->cells[5], ==, "2027-02-25 19:04:05");
  g_assert_cmpstr (row->cells[6], ==, "wamid.HBgM");

  row = read->pdata[2];
  g_assert_cmpstr (row->cells[0], ==, rows[1].name);
  g_assert_cmpstr (row->cells[3], ==, rows[1].reason);
  g_assert_cmpstr (row->cells[4], ==, "");
  g_assert_cmpstr (row->cells[5], ==, "");

  /* Nothing that a spreadsheet would run. */
  row = read->pdata[3];
  g_assert_cmpstr (row->cells[0], ==, "'=1+1");
  g_assert_cmpstr (row->cells[1], ==, "'@no number");
  g_assert_cmpstr (row->cells[3], ==, "'-");
  g_assert_cmpstr (row->cells[4], ==, "131026");

  /* One of Graph's codes, and not the same as none. */
  row = read->pdata[4];
  g_assert_cmpstr (row->cells[4], ==, "0");
}

static void
test_file (void)
{
  char *folder = invy_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "report.csv", NULL);
  g_autofree char *expected = write_csv ();
  g_autofree char *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) nowhere = g_file_new_build_filename (folder, "no", "such", "folder.csv", NULL);
  g_autoptr (GFile) card = g_file_new_build_filename (folder, "report.vcf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (invy_test_await (invy_report_writer_write_file (rows, G_N_ELEMENTS (rows), file), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_cmpstr (text, ==, expected);

  invy_test_await_error (invy_report_writer_write_file (rows, G_N_ELEMENTS (rows), nowhere), INVY_TRANSFER_ERROR,
                         INVY_TRANSFER_ERROR_NOT_FOUND);
  invy_test_await_error (invy_report_writer_write_file (rows, G_N_ELEMENTS (rows), card), INVY_TRANSFER_ERROR,
                         INVY_TRANSFER_ERROR_UNKNOWN_FORMAT);
  invy_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  /* Times are local. */
  g_setenv ("TZ", "Asia/Jerusalem", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/invy/report-writer/cells", test_cells);
  g_test_add_func ("/invy/report-writer/file", test_file);

  return g_test_run ();
}
