/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-test-table.h"

#include "table-reader/invy-table-reader.h"

#include <sys/mman.h>
#include <unistd.h>

/**
 * invy_test_table_describe:
 * @tables: (element-type InvyTable): some tables
 *
 * Returns: (transfer full): a line TITLE for each table and below it a line NUMBER:CELL|CELL for each row, for
 * comparing at a glance
 */
char *
invy_test_table_describe (GPtrArray *tables)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < tables->len; i++)
    {
      InvyTable *table = g_ptr_array_index (tables, i);

      g_string_append_printf (text, "%s\n", table->title != NULL ? table->title : "-");
      for (guint j = 0; j < table->rows->len; j++)
        {
          InvyTableRow *row = g_ptr_array_index (table->rows, j);
          g_autofree char *cells = g_strjoinv ("|", row->cells);

          g_assert_cmpuint (g_strv_length (row->cells), ==, row->n_cells);
          g_assert_cmpuint (row->n_cells, <=, table->n_columns);
          g_assert_true (g_utf8_validate (cells, -1, NULL));
          g_string_append_printf (text, "%u:%s\n", row->number, cells);
        }
    }

  return g_string_free_and_steal (text);
}

/**
 * invy_test_table_check_answer:
 * @kind: what was found
 * @tables: (element-type InvyTable): with what is in it
 *
 * Fails unless the helper program can say this, and is believed.
 */
void
invy_test_table_check_answer (InvyTableWireKind kind, GPtrArray *tables)
{
  g_autoptr (GBytes) answer = invy_table_wire_write (kind, tables);
  InvyTableWireKind heard = INVY_TABLE_WIRE_EMPTY;
  g_autoptr (GPtrArray) read = invy_table_wire_read (answer, &heard);
  g_autofree char *description = invy_test_table_describe (tables);

  g_assert_nonnull (read);
  g_assert_cmpuint (read->len, >, 0);
  g_assert_cmpuint (read->len, <=, tables->len);
  g_assert_cmpint (heard, ==, kind);
  g_assert_true (g_utf8_validate (description, -1, NULL));
}

/**
 * invy_test_table_parse:
 * @bytes: a file
 * @tables: (out) (transfer full) (nullable) (element-type InvyTable): what is in it
 *
 * Has the helper program's parsers read @bytes in this process, where sanitizers and debuggers see them.
 *
 * Returns: what @bytes is
 */
InvyTableWireKind
invy_test_table_parse (GBytes *bytes, GPtrArray **tables)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  int fd = memfd_create ("test", MFD_CLOEXEC);
  InvyTableWireKind kind;

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  kind = invy_table_reader_read (fd, tables);
  g_assert_cmpint (close (fd), ==, 0);

  return kind;
}
