/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "table-reader/invy-table-builder.h"

#include <string.h>

/* What all texts together may have; as much as a text file may have. */
#define MAX_BYTES (64 * 1024 * 1024)

InvyTableBuilder *
invy_table_builder_new (void)
{
  InvyTableBuilder *self = g_new0 (InvyTableBuilder, 1);

  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_table_unref);
  self->cells = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
invy_table_builder_free (InvyTableBuilder *self)
{
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self);
}

/**
 * invy_table_builder_begin_table:
 * @title: (nullable): what the sheet is called
 *
 * Begins a sheet; its first row follows.
 */
void
invy_table_builder_begin_table (InvyTableBuilder *self, const char *title)
{
  g_autofree char *valid = title != NULL ? g_utf8_make_valid (title, -1) : NULL;

  g_ptr_array_add (self->tables, invy_table_new (valid));
  g_ptr_array_set_size (self->cells, 0);
  self->number = 0;
}

/**
 * invy_table_builder_set_cell:
 * @column: from 0; one that no spreadsheet can have is left out
 * @text: what the cell shows; bytes that are no UTF-8 are replaced
 *
 * Sets a cell of the row that invy_table_builder_end_row() ends.
 */
void
invy_table_builder_set_cell (InvyTableBuilder *self, guint column, const char *text)
{
  gsize size = strlen (text) + 1;

  if (size == 1 || self->is_full || column >= INVY_TABLE_MAX_COLUMNS)
    return;

  if (column >= self->cells->len)
    g_ptr_array_set_size (self->cells, (gint) column + 1);
  g_free (self->cells->pdata[column]);
  self->cells->pdata[column] = g_utf8_make_valid (text, -1);

  self->n_bytes += size;
  if (self->n_bytes > MAX_BYTES)
    self->is_full = TRUE;
}

/**
 * invy_table_builder_end_row:
 * @number: the row's, from 1; one that is not greater than the last is taken for the next
 *
 * Puts the cells that were set into the table and begins another row.
 */
void
invy_table_builder_end_row (InvyTableBuilder *self, guint number)
{
  g_autoptr (GString) texts = NULL;
  guint n_cells = self->cells->len;

  self->number = number > self->number ? number : self->number + 1;
  if (self->tables->len == 0 || n_cells == 0)
    return;

  self->n_cells += n_cells;
  if (self->n_cells > INVY_TABLE_MAX_PACKED_CELLS)
    self->is_full = TRUE;
  if (!self->is_full)
    {
      texts = g_string_new (NULL);
      for (guint i = 0; i < n_cells; i++)
        {
          const char *text = g_ptr_array_index (self->cells, i);

          g_string_append_len (texts, text != NULL ? text : "", text != NULL ? (gssize) strlen (text) + 1 : 1);
        }
      invy_table_add_row (g_ptr_array_index (self->tables, self->tables->len - 1), self->number, texts->str,
                          texts->len);
    }
  g_ptr_array_set_size (self->cells, 0);
}
