/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-csv-cell.h"
#include "transfer/invy-csv-writer.h"
#include "transfer/invy-csv.h"

static char *
dup_cell (const char *text, InvySheetKind kind)
{
  switch (kind)
    {
    case INVY_SHEET_PHONE:
      return invy_csv_cell_protect_phone (text);
    case INVY_SHEET_TEXT:
      return invy_csv_cell_protect_text (text);
    case INVY_SHEET_NUMBER:
    case INVY_SHEET_TIME:
    default:
      return g_strdup (text);
    }
}

/* @cells has room for all columns and the NULL behind them, and is left full of NULLs. */
static void
append_row (GString *text, InvySheet *sheet, const InvyTableRow *row, char **cells)
{
  for (guint i = 0; i < row->n_cells; i++)
    cells[i] = dup_cell (row->cells[i], sheet->columns[i].kind);
  invy_csv_append_row (text, (const char *const *) cells);
  for (guint i = 0; i < row->n_cells; i++)
    g_clear_pointer (&cells[i], g_free);
}

/**
 * invy_csv_writer_write:
 *
 * Writes a table that spreadsheets open as it is and that an import reads back unchanged: UTF-8 with a byte order
 * mark, lines that end with CR LF, and nothing that would be run as a formula. Any thread may call it.
 *
 * Returns: (transfer full): the file
 */
GBytes *
invy_csv_writer_write (InvySheet *sheet, GError **error)
{
  g_autoptr (GString) text = g_string_new (INVY_CSV_BYTE_ORDER_MARK);
  g_autofree char **cells = g_new0 (char *, sheet->n_columns + 1);

  for (guint i = 0; i < sheet->n_columns; i++)
    cells[i] = (char *) sheet->columns[i].title;
  invy_csv_append_row (text, (const char *const *) cells);

  for (guint i = 0; i < sheet->table->rows->len; i++)
    append_row (text, sheet, g_ptr_array_index (sheet->table->rows, i), cells);

  return g_string_free_to_bytes (g_steal_pointer (&text));
}
