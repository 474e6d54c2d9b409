/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-table.h"

G_DEFINE_BOXED_TYPE (InvyTable, invy_table, invy_table_ref, invy_table_unref)

static void
row_free (InvyTableRow *row)
{
  g_clear_pointer (&row->cells, g_strfreev);
  g_free (row);
}

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
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);

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

static gboolean
is_empty (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (*(const char *) g_ptr_array_index (cells, i) != '\0')
      return FALSE;
  return TRUE;
}

/**
 * invy_table_take_row:
 * @number: as a spreadsheet shows it, from 1
 * @cells: (element-type utf8): the texts, which the table takes; the array is left empty
 *
 * Adds a row behind the others, unless there is nothing in it. Only for who makes the table.
 */
void
invy_table_take_row (InvyTable *self, guint number, GPtrArray *cells)
{
  InvyTableRow *row;

  if (is_empty (cells))
    {
      g_ptr_array_set_size (cells, 0);
      return;
    }

  row = g_new0 (InvyTableRow, 1);
  row->number = number;
  row->n_cells = cells->len;
  g_ptr_array_add (cells, NULL);
  row->cells = (char **) g_ptr_array_steal (cells, NULL);
  self->n_columns = MAX (self->n_columns, row->n_cells);
  g_ptr_array_add (self->rows, row);
}
