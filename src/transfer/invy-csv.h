/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InvyCsvRow:
 * @number: as a spreadsheet counts, from 1; empty rows count
 * @cells: (array zero-terminated=1): the texts
 * @n_cells: how many; never 0
 */
typedef struct
{
  guint number;
  char **cells;
  guint n_cells;
} InvyCsvRow;

GPtrArray *invy_csv_parse (const char *text);
void invy_csv_append_row (GString *text, const char *const *cells);

G_END_DECLS
