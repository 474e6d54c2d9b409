/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <freexl.h>
#include <stdio.h>

/* read-bare FILE: the yardstick of bench-sheet.c. FreeXL alone opens a spreadsheet and looks at each cell of its
 * first sheet once. */

static long
count_cells (const void *handle)
{
  unsigned int n_rows = 0;
  unsigned short n_columns = 0;
  long n_cells = 0;

  if (freexl_worksheet_dimensions (handle, &n_rows, &n_columns) != FREEXL_OK)
    return 0;

  for (unsigned int row = 0; row < n_rows; row++)
    for (unsigned short column = 0; column < n_columns; column++)
      {
        FreeXL_CellValue cell;

        if (freexl_get_cell_value (handle, row, column, &cell) == FREEXL_OK && cell.type != FREEXL_CELL_NULL)
          n_cells++;
      }

  return n_cells;
}

int
main (int argc, char *argv[])
{
  const void *handle = NULL;
  long n_cells = 0;

  if (argc != 2 || freexl_open_xlsx (argv[1], &handle) != FREEXL_OK)
    return 1;
  if (freexl_select_active_worksheet (handle, 0) == FREEXL_OK)
    n_cells = count_cells (handle);
  freexl_close (handle);

  printf ("%ld\n", n_cells);
  return n_cells > 0 ? 0 : 1;
}
