/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-table.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (InvyTable, invy_table, invy_table_ref, invy_table_unref)

/**
 * invy_table_new:
 * @title: (nullable): what the sheet is called
 *
 * Returns: (transfer full): a table without rows
 */
InvyTable *
invy_table_new (const char *title)
{
  InvyTable *self = g_atomic_rc_box_new0 (InvyTable);

  self->title = g_strdup (title);
  self->rows = g_ptr_array_new_with_free_func (g_free);

  return self;
}

InvyTable *
invy_table_ref (InvyTable *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (InvyTable *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
}

void
invy_table_unref (InvyTable *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

static guint
count_cells (const char *texts, gsize size)
{
  guint n = 0;

  for (gsize i = 0; i < size; i++)
    n += texts[i] == '\0';
  return n;
}

/* One block of memory: a list of a hundred thousand has a million cells. */
static InvyTableRow *
row_new (guint number, const char *texts, gsize size, guint n_cells)
{
  InvyTableRow *row = g_malloc (sizeof *row + (n_cells + 1) * sizeof (char *) + size);
  char *text;

  row->number = number;
  row->n_cells = n_cells;
  row->cells = (char **) (row + 1);
  text = (char *) (row->cells + n_cells + 1);
  memcpy (text, texts, size);
  for (guint i = 0; i < n_cells; i++, text += strlen (text) + 1)
    row->cells[i] = text;
  row->cells[n_cells] = NULL;

  return row;
}

/**
 * invy_table_add_row:
 * @number: as a spreadsheet shows it, from 1
 * @texts: (array length=size): the cells, UTF-8, each with its zero at the end
 * @size: of @texts, the last zero included
 *
 * Adds a row behind the others, unless there is nothing in it. Only for who makes the table.
 *
 * Returns: whether the table is not yet bigger than a guest list can be
 */
gboolean
invy_table_add_row (InvyTable *self, guint number, const char *texts, gsize size)
{
  guint n_cells = count_cells (texts, size);

  g_return_val_if_fail (size == 0 || texts[size - 1] == '\0', FALSE);

  if (n_cells == size)
    return TRUE;
  if (n_cells > INVY_TABLE_MAX_COLUMNS || n_cells > INVY_TABLE_MAX_CELLS - self->n_cells)
    return FALSE;

  self->n_cells += n_cells;
  self->n_columns = MAX (self->n_columns, n_cells);
  g_ptr_array_add (self->rows, row_new (number, texts, size, n_cells));

  return TRUE;
}
