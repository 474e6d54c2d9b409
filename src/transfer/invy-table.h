/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define INVY_TYPE_TABLE (invy_table_get_type ())

/**
 * InvyTableRow:
 * @number: as a spreadsheet shows it, from 1; rows with nothing in them count
 * @cells: (array zero-terminated=1): the texts, UTF-8; "" where nothing is
 * @n_cells: how many; never 0, and no two rows need have as many
 */
typedef struct
{
  guint number;
  char **cells;
  guint n_cells;
} InvyTableRow;

/**
 * InvyTable:
 * @title: (nullable): what the sheet is called; %NULL if its file has only this one and no name for it
 * @rows: (element-type InvyTableRow): those that have anything in them, by number
 * @n_columns: how many cells the longest row has
 *
 * One sheet as a file held it, before anybody asks what its columns mean. Nothing in it changes once it was read, so
 * that any thread may look at it.
 */
typedef struct
{
  char *title;
  GPtrArray *rows;
  guint n_columns;
} InvyTable;

GType invy_table_get_type (void);
InvyTable *invy_table_new (const char *title);
InvyTable *invy_table_ref (InvyTable *self);
void invy_table_unref (InvyTable *self);
void invy_table_take_row (InvyTable *self, guint number, GPtrArray *cells);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyTable, invy_table_unref)

G_END_DECLS
