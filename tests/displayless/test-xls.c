/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table-reader/invy-biff.h"
#include "table-reader/invy-compound-file.h"
#include "table-reader/invy-xls.h"

#include "invy-test-table.h"

#include <string.h>

static GBytes *
load_workbook (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "guest-lists", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

/* Those of a short file lie in small sectors. */
static void
test_streams (void)
{
  g_autoptr (GBytes) file = load_workbook ("libreoffice.xls");
  g_autoptr (GBytes) workbook = invy_compound_file_dup_stream (file, "Workbook");
  g_autoptr (GBytes) about = invy_compound_file_dup_stream (file, "\001CompObj");
  gsize size;
  const char *data;

  g_assert_cmpuint (g_bytes_get_size (workbook), <, 4096);
  data = g_bytes_get_data (about, &size);
  g_assert_nonnull (memmem (data, size, "Biff8", strlen ("Biff8")));
  g_assert_null (invy_compound_file_dup_stream (file, "Book"));
}

/* More texts than one record holds, narrow and wide ones. */
static void
test_long_list (void)
{
  g_autoptr (GBytes) file = load_workbook ("three-hundred.xls");
  g_autoptr (GPtrArray) tables = NULL;
  InvyTable *table;

  g_assert_cmpint (invy_test_table_parse (file, &tables), ==, INVY_TABLE_WIRE_XLS);
  table = g_ptr_array_index (tables, 0);
  g_assert_cmpuint (table->rows->len, ==, 301);
  for (guint i = 1; i <= 300; i++)
    {
      InvyTableRow *row = g_ptr_array_index (table->rows, i);
      g_autofree char *name = g_strdup_printf (i % 3 != 0 ? "אורח %u" : "Guest %u", i);
      g_autofree char *phone = g_strdup_printf ("%u", 541000000 + i);
      g_autofree char *notes = g_strdup_printf (i % 2 != 0 ? "הערה ארוכה לאורח מספר %u" : "plain note %u", i);

      g_assert_cmpuint (row->number, ==, i + 1);
      g_assert_cmpuint (row->n_cells, ==, 3);
      g_assert_cmpstr (row->cells[0], ==, name);
      g_assert_cmpstr (row->cells[1], ==, phone);
      g_assert_cmpstr (row->cells[2], ==, notes);
    }
}

/* A text that begins in narrow letters and goes on in wide ones, in another piece; then what came before a record is
 * left without reading it. */
static void
test_pieces (void)
{
  static const guint8 records[] = {
    0x01, 0x00, 0x07, 0x00, 0x04, 0x00, 0x08, 0x01, 0x00, 'a',  'b',              /* 4 letters, 1 font */
    0x3c, 0x00, 0x09, 0x00, 0x01, 0xd3, 0x05, 0xe0, 0x05, 0xff, 0xff, 0xff, 0xff, /* two more, and the font */
    0x02, 0x00, 0x05, 0x00, 0x39, 0x30, 0x00, 0x00, 0x07, 0x03, 0x00, 0x02, 0x00, 0x01,
  };
  g_autoptr (GBytes) stream = g_bytes_new (records, sizeof records);
  g_autofree char *text = NULL;
  InvyBiff biff;

  invy_biff_init (&biff, stream);
  g_assert_true (invy_biff_next (&biff));
  g_assert_cmpuint (biff.type, ==, 1);
  text = invy_biff_read_text (&biff, invy_biff_read_16 (&biff));
  g_assert_cmpstr (text, ==, "abדנ");
  g_assert_false (biff.is_beyond);
  invy_biff_read_8 (&biff);
  g_assert_true (biff.is_beyond);

  g_assert_true (invy_biff_next (&biff));
  g_assert_cmpuint (biff.type, ==, 2);
  g_assert_cmpuint (invy_biff_read_32 (&biff), ==, 12345);
  g_assert_false (biff.is_beyond);
  /* the last one says that it is longer than it is */
  g_assert_false (invy_biff_next (&biff));
}

/* The file, cut off anywhere. */
static void
test_cut_off (void)
{
  g_autoptr (GBytes) file = load_workbook ("libreoffice.xls");
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  for (gsize length = 0; length < size; length += 61)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (data, length);
      g_autoptr (InvyTableBuilder) builder = invy_table_builder_new ();
      InvyXlsOutcome outcome = invy_xls_read (bytes, builder);

      if (length < 2048)
        g_assert_cmpint (outcome, ==, INVY_XLS_DAMAGED);
    }
}

static void
test_password (void)
{
  g_autoptr (GBytes) file = load_workbook ("libreoffice.xls");
  g_autoptr (GBytes) locked = NULL;
  g_autoptr (InvyTableBuilder) builder = invy_table_builder_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  g_autoptr (GBytes) stream = invy_compound_file_dup_stream (file, "Workbook");
  guint8 *records = memmem (copy, size, g_bytes_get_data (stream, NULL), 64);

  /* FilePass in the place of the record after the first. */
  g_assert_nonnull (records);
  records += 4 + records[2];
  records[0] = 0x2f;
  records[1] = 0;
  locked = g_bytes_new (copy, size);

  g_assert_cmpint (invy_xls_read (locked, builder), ==, INVY_XLS_PASSWORD);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/xls/streams", test_streams);
  g_test_add_func ("/invy/xls/long-list", test_long_list);
  g_test_add_func ("/invy/xls/pieces", test_pieces);
  g_test_add_func ("/invy/xls/cut-off", test_cut_off);
  g_test_add_func ("/invy/xls/password", test_password);

  return g_test_run ();
}
