/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "table-reader/invy-cell-format.h"
#include "table-reader/invy-xls-old.h"

#include <freexl.h>
#include <string.h>

/* FreeXL writes every time with its seconds. */
static char *
dup_moment (const char *moment)
{
  return g_str_has_suffix (moment, ":00") ? g_strndup (moment, strlen (moment) - strlen (":00")) : g_strdup (moment);
}

static char *
dup_cell (const FreeXL_CellValue *cell)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  switch (cell->type)
    {
    case FREEXL_CELL_INT:
      return g_strdup_printf ("%d", cell->value.int_value);
    case FREEXL_CELL_DOUBLE:
      return invy_cell_format_apply (NULL, g_ascii_dtostr (buffer, sizeof buffer, cell->value.double_value), FALSE);
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
      return g_strdup (cell->value.text_value);
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
      return dup_moment (cell->value.text_value);
    default:
      return NULL;
    }
}

static void
read_row (const void *book, guint row, guint n_columns, InvyTableBuilder *builder)
{
  for (guint column = 0; column < n_columns; column++)
    {
      FreeXL_CellValue cell;
      g_autofree char *text = NULL;

      if (freexl_get_cell_value (book, row, (unsigned short) column, &cell) == FREEXL_OK)
        text = dup_cell (&cell);
      if (text != NULL)
        invy_table_builder_set_cell (builder, column, text);
    }
  invy_table_builder_end_row (builder, row + 1);
}

static int
read_sheet (const void *book, guint index, InvyTableBuilder *builder)
{
  const char *title = NULL;
  unsigned int n_rows = 0;
  unsigned short n_columns = 0;
  int status = freexl_get_worksheet_name (book, (unsigned short) index, &title);

  if (status == FREEXL_OK)
    status = freexl_select_active_worksheet (book, (unsigned short) index);
  if (status == FREEXL_OK)
    status = freexl_worksheet_dimensions (book, &n_rows, &n_columns);
  if (status != FREEXL_OK)
    return status;

  invy_table_builder_begin_table (builder, title);
  for (guint row = 0; row < n_rows && !builder->is_full; row++)
    read_row (book, row, n_columns, builder);

  return FREEXL_OK;
}

static int
read_sheets (const void *book, InvyTableBuilder *builder)
{
  unsigned int n_sheets = 0;
  int status = freexl_get_info (book, FREEXL_BIFF_SHEET_COUNT, &n_sheets);

  for (guint i = 0; status == FREEXL_OK && i < n_sheets; i++)
    status = read_sheet (book, i, builder);
  return status;
}

static gboolean
has (const void *book, unsigned short what, unsigned int value)
{
  unsigned int info = 0;

  return freexl_get_info (book, what, &info) == FREEXL_OK && info == value;
}

/**
 * invy_xls_old_read:
 * @path: a workbook as Excel wrote them until 1993
 * @builder: where the sheets go
 *
 * Has FreeXL read it. What formulas came to is lost, and so are the zeros that a format shows; nobody has met such a
 * guest list. Of Hebrew the library mixes up the letters (1.0.6 and 2.0.0 never end a conversion, and that of Hebrew
 * holds the last letter back for points to come), so it is better not read at all.
 *
 * Returns: how it went
 */
InvyXlsOutcome
invy_xls_old_read (const char *path, InvyTableBuilder *builder)
{
  const void *book = NULL;
  int status = freexl_open (path, &book);
  InvyXlsOutcome outcome = INVY_XLS_READ;

  if (status == FREEXL_OK && has (book, FREEXL_BIFF_PASSWORD, FREEXL_BIFF_OBFUSCATED))
    outcome = INVY_XLS_PASSWORD;
  else if (status == FREEXL_OK && has (book, FREEXL_BIFF_CODEPAGE, FREEXL_BIFF_CP1255))
    outcome = INVY_XLS_TOO_OLD;
  else if (status == FREEXL_OK)
    status = read_sheets (book, builder);
  freexl_close (book);

  if (status == FREEXL_INSUFFICIENT_MEMORY)
    return INVY_XLS_NO_MEMORY;
  return status == FREEXL_OK ? outcome : INVY_XLS_DAMAGED;
}
