/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define INVY_TYPE_TABLE (invy_table_get_type ())

/* More than that is no guest list: a million guests in sixteen columns, and as wide as a spreadsheet can be. In a
 * file of text each cell takes a byte at least, so that this many cannot come out of a small one. */
#define INVY_TABLE_MAX_CELLS (16 * 1024 * 1024)
/* A spreadsheet is packed, and may hold more than anybody expects: a hundred thousand guests in forty columns. */
#define INVY_TABLE_MAX_PACKED_CELLS (4 * 1024 * 1024)
#define INVY_TABLE_MAX_COLUMNS (16 * 1024)

/**
 * InvyTableRow:
 * @number: as a spreadsheet shows it, from 1; rows with nothing in them count
 * @cells: (array zero-terminated=1): the texts, UTF-8; "" where nothing is; they lie in the row itself and are not to
 *   be freed
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
 * @n_cells: how many all rows have
 *
 * One sheet as a file held it, before anybody asks what its columns mean. Nothing in it changes once it was read, so
 * that any thread may look at it.
 */
typedef struct
{
  char *title;
  GPtrArray *rows;
  guint n_columns;
  guint n_cells;
} InvyTable;

GType invy_table_get_type (void);
InvyTable *invy_table_new (const char *title);
InvyTable *invy_table_ref (InvyTable *self);
void invy_table_unref (InvyTable *self);
gboolean invy_table_add_row (InvyTable *self, guint number, const char *texts, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyTable, invy_table_unref)

G_END_DECLS
