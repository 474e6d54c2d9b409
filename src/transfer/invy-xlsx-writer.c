/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-csv-cell.h"
#include "transfer/invy-transfer-error.h"
#include "transfer/invy-xlsx-writer.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <xlsxwriter.h>

/* How many rows say how wide a column has to be; the rest is cut off on the screen only. */
#define N_ROWS_MEASURED 200
#define MIN_WIDTH 8
#define MAX_WIDTH 40

/* Room for the arrow of the filter beside the title, in characters. */
#define FILTER_WIDTH 3

/* The number formats that every spreadsheet has; ECMA-376 part 1, 18.8.30 numFmt. */
#define FORMAT_TEXT 49

/* What a workbook needs on the disk besides its rows. */
#define ROOM_BESIDE_ROWS (1024 * 1024)

typedef struct
{
  InvySheet *sheet;
  lxw_workbook *workbook;
  lxw_worksheet *worksheet;
  lxw_format *title;
  lxw_format *text;
  lxw_format *time;
} Writing;

/* Guests are nobody else's business, so what is written on the way lies in a folder of the user's own. */
static char *
make_folder (GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "invy", NULL);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return g_steal_pointer (&folder);

  invy_transfer_error_take (error,
                            g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno)));
  return NULL;
}

/* XML has no control characters; the library writes them like _x0001_, and what looks like that must not be read as
 * one. ECMA-376 part 1, 22.9.2.19 ST_Xstring. */
static char *
escape (const char *cell)
{
  static gsize regex;
  g_autofree char *text = invy_csv_cell_keep_text (cell);

  if (strstr (text, "_x") == NULL)
    return g_steal_pointer (&text);
  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, (gsize) g_regex_new ("_(?=x[0-9A-Fa-f]{4}_)", G_REGEX_OPTIMIZE, 0, NULL));

  return g_regex_replace_literal ((GRegex *) regex, text, -1, 0, "_x005F_", 0, NULL);
}

static lxw_error
write_time (Writing *writing, lxw_row_t row, lxw_col_t column, const char *text)
{
  lxw_datetime time = { 0 };
  int second = 0;

  if (sscanf (text, "%4d-%2d-%2d %2d:%2d:%2d", &time.year, &time.month, &time.day, &time.hour, &time.min, &second)
      < 6)
    return worksheet_write_string (writing->worksheet, row, column, text, writing->text);
  time.sec = second;

  return worksheet_write_datetime (writing->worksheet, row, column, &time, writing->time);
}

static lxw_error
write_cell (Writing *writing, lxw_row_t row, lxw_col_t column, const char *text)
{
  g_autofree char *escaped = NULL;

  switch (writing->sheet->columns[column].kind)
    {
    case INVY_SHEET_NUMBER:
      return worksheet_write_number (writing->worksheet, row, column, g_ascii_strtod (text, NULL), NULL);
    case INVY_SHEET_TIME:
      return write_time (writing, row, column, text);
    case INVY_SHEET_TEXT:
    case INVY_SHEET_PHONE:
    default:
      escaped = escape (text);
      return worksheet_write_string (writing->worksheet, row, column, escaped, writing->text);
    }
}

static gboolean
write_row (Writing *writing, lxw_row_t number, const InvyTableRow *row, GError **error)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      lxw_error result =
          *row->cells[i] != '\0' ? write_cell (writing, number, (lxw_col_t) i, row->cells[i]) : LXW_NO_ERROR;

      if (result != LXW_NO_ERROR)
        {
          g_set_error (
              error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_TOO_BIG,
              /* Translators: the title of a column, and the number of a row */
              _ ("The text under “%s” in row %u is longer than a spreadsheet can hold: shorten it, or export "
                 "to a CSV file."),
              writing->sheet->columns[i].title, number + 1);
          return FALSE;
        }
    }

  return TRUE;
}

static double
measure_column (InvySheet *sheet, guint column)
{
  glong width = g_utf8_strlen (sheet->columns[column].title, -1) + FILTER_WIDTH;

  for (guint i = 0; i < MIN (sheet->table->rows->len, N_ROWS_MEASURED); i++)
    {
      const InvyTableRow *row = g_ptr_array_index (sheet->table->rows, i);

      width = MAX (width, g_utf8_strlen (row->cells[column], -1));
    }

  return (double) CLAMP (width, MIN_WIDTH, MAX_WIDTH);
}

/* A text column stays one when a person types a number there. */
static void
set_up_columns (Writing *writing)
{
  InvySheet *sheet = writing->sheet;
  const lxw_row_t last_row = sheet->table->rows->len;

  for (guint i = 0; i < sheet->n_columns; i++)
    {
      const InvySheetKind kind = sheet->columns[i].kind;
      const lxw_col_t column = (lxw_col_t) i;

      worksheet_set_column (writing->worksheet, column, column, measure_column (sheet, i),
                            kind == INVY_SHEET_TEXT || kind == INVY_SHEET_PHONE ? writing->text : NULL);
      worksheet_write_string (writing->worksheet, 0, column, sheet->columns[i].title, writing->title);
      /* Else each number gets a green corner that offers to spoil it. */
      if (kind == INVY_SHEET_PHONE)
        {
          g_autofree char *range = g_strdup_printf ("%c2:%c%u", 'A' + (int) i, 'A' + (int) i, last_row + 1);

          worksheet_ignore_errors (writing->worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
        }
    }
  worksheet_freeze_panes (writing->worksheet, 1, 0);
  worksheet_autofilter (writing->worksheet, 0, 0, last_row, (lxw_col_t) (sheet->n_columns - 1));
  if (sheet->is_rtl)
    worksheet_right_to_left (writing->worksheet);
}

/* The library does not look whether its own files could be written, and closing it copies the rows once more: on a
 * full disk the workbook would lack rows, and nobody would know. */
static gboolean
check_room (Writing *writing, const char *folder, GError **error)
{
  FILE *rows = writing->worksheet->optimize_tmpfile;
  struct statvfs disk;
  int code = 0;

  if (fflush (rows) != 0 || ferror (rows))
    code = errno != 0 ? errno : ENOSPC;
  else if (statvfs (folder, &disk) == 0
           && (guint64) disk.f_bavail * disk.f_frsize < 2 * (guint64) ftello (rows) + ROOM_BESIDE_ROWS)
    code = ENOSPC;
  if (code == 0)
    return TRUE;

  invy_transfer_error_take (error, g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code)));
  return FALSE;
}

static gboolean
fill (Writing *writing, const char *folder, GError **error)
{
  GPtrArray *rows = writing->sheet->table->rows;

  writing->title = workbook_add_format (writing->workbook);
  format_set_bold (writing->title);
  writing->text = workbook_add_format (writing->workbook);
  format_set_num_format_index (writing->text, FORMAT_TEXT);
  writing->time = workbook_add_format (writing->workbook);
  format_set_num_format (writing->time, "yyyy-mm-dd hh:mm:ss");
  set_up_columns (writing);

  for (guint i = 0; i < rows->len; i++)
    if (!write_row (writing, i + 1, g_ptr_array_index (rows, i), error))
      return FALSE;

  return check_room (writing, folder, error);
}

static gboolean
write_workbook (InvySheet *sheet, const char *path, char *folder, GError **error)
{
  /* The rows go to a file as they come, since a hundred thousand of them would take a quarter of a gigabyte. */
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = folder };
  Writing writing = { .sheet = sheet, .workbook = workbook_new_opt (path, &options) };
  gboolean is_filled = FALSE;
  lxw_error result = LXW_ERROR_CREATING_TMPFILE;

  if (writing.workbook != NULL)
    writing.worksheet = workbook_add_worksheet (writing.workbook, sheet->table->title);
  if (writing.worksheet != NULL)
    is_filled = fill (&writing, folder, error);
  if (writing.workbook != NULL)
    result = workbook_close (writing.workbook);
  if (writing.worksheet != NULL && !is_filled)
    return FALSE;

  if (result != LXW_NO_ERROR)
    invy_transfer_error_take (error, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, lxw_strerror (result)));

  return result == LXW_NO_ERROR;
}

/* The library prints numbers as the locale does; with a comma in them no spreadsheet opens the file. */
static gboolean
write_in_c_locale (InvySheet *sheet, const char *path, char *folder, GError **error)
{
  const locale_t with_points = newlocale (LC_NUMERIC_MASK, "C", duplocale (uselocale ((locale_t) 0)));
  const locale_t usual = uselocale (with_points);
  const gboolean is_written = write_workbook (sheet, path, folder, error);

  uselocale (usual);
  freelocale (with_points);

  return is_written;
}

/**
 * invy_xlsx_writer_write:
 * @error: one of #InvyTransferError
 *
 * Writes a workbook with one sheet: titles that stay in sight and filter, numbers that are text wherever a digit
 * could be lost, and the first column at the right edge where that is how people read. Blocks, and needs room in the
 * user's cache folder: for threads that may wait.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
invy_xlsx_writer_write (InvySheet *sheet, GError **error)
{
  g_autofree char *folder = make_folder (error);
  g_autofree char *path = NULL;
  char *data = NULL;
  gsize size;
  int descriptor;

  if (folder == NULL)
    return NULL;

  path = g_build_filename (folder, "export-XXXXXX.xlsx", NULL);
  descriptor = g_mkstemp (path);
  if (descriptor < 0)
    {
      const int code = errno;

      invy_transfer_error_take (error,
                                g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code)));
      return NULL;
    }
  g_close (descriptor, NULL);

  if (write_in_c_locale (sheet, path, folder, error))
    {
      g_autoptr (GError) local_error = NULL;

      if (!g_file_get_contents (path, &data, &size, &local_error))
        invy_transfer_error_take (error, g_steal_pointer (&local_error));
    }
  g_unlink (path);

  return data != NULL ? g_bytes_new_take (data, size) : NULL;
}
