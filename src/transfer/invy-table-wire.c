/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-table-wire.h"

#include <string.h>

/* Between two programs of the same build on the same machine, so numbers are as the machine has them: the magic, the
 * kind, how many tables; of each its title and how many rows; of each row its number, how many bytes its cells have,
 * and these. A text is its length and its bytes. */
#define MAGIC 0x49545742u

typedef struct
{
  const char *data;
  gsize n_left;
} Cursor;

static void
append_number (GByteArray *out, guint32 number)
{
  g_byte_array_append (out, (const guint8 *) &number, sizeof number);
}

static void
append_text (GByteArray *out, const char *text, gsize size)
{
  append_number (out, (guint32) size);
  if (size > 0)
    g_byte_array_append (out, (const guint8 *) text, (guint) size);
}

static void
append_row (GByteArray *out, const InvyTableRow *row)
{
  guint32 size = 0;

  for (guint i = 0; i < row->n_cells; i++)
    size += (guint32) strlen (row->cells[i]) + 1;
  append_number (out, row->number);
  append_number (out, size);
  for (guint i = 0; i < row->n_cells; i++)
    g_byte_array_append (out, (const guint8 *) row->cells[i], (guint) strlen (row->cells[i]) + 1);
}

/**
 * invy_table_wire_write:
 * @kind: what was found
 * @tables: (nullable) (element-type InvyTable): only for a @kind that has some
 *
 * Returns: (transfer full): what the helper program says
 */
GBytes *
invy_table_wire_write (InvyTableWireKind kind, GPtrArray *tables)
{
  GByteArray *out = g_byte_array_new ();

  append_number (out, MAGIC);
  append_number (out, kind);
  append_number (out, tables != NULL ? tables->len : 0);
  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      InvyTable *table = g_ptr_array_index (tables, i);
      const char *title = table->title != NULL ? table->title : "";

      append_text (out, title, strlen (title));
      append_number (out, table->rows->len);
      for (guint j = 0; j < table->rows->len; j++)
        append_row (out, g_ptr_array_index (table->rows, j));
    }

  return g_byte_array_free_to_bytes (out);
}

static gboolean
read_number (Cursor *cursor, guint32 *number)
{
  if (cursor->n_left < sizeof *number)
    return FALSE;

  memcpy (number, cursor->data, sizeof *number);
  cursor->data += sizeof *number;
  cursor->n_left -= sizeof *number;

  return TRUE;
}

/* UTF-8, but for the zeros between cells. */
static gboolean
is_text (const char *data, gsize size)
{
  const char *end = data + size;

  while (data < end)
    {
      const char *stop;

      if (!g_utf8_validate (data, end - data, &stop) && (stop == end || *stop != '\0'))
        return FALSE;
      data = stop + 1;
    }

  return TRUE;
}

static gboolean
read_text (Cursor *cursor, const char **text, guint32 *size)
{
  if (!read_number (cursor, size) || *size > cursor->n_left || !is_text (cursor->data, *size))
    return FALSE;

  *text = cursor->data;
  cursor->data += *size;
  cursor->n_left -= *size;

  return TRUE;
}

static gboolean
read_row (Cursor *cursor, InvyTable *table, guint *last_number)
{
  const char *texts;
  guint32 number, size;

  if (!read_number (cursor, &number) || number <= *last_number || !read_text (cursor, &texts, &size) || size == 0
      || texts[size - 1] != '\0')
    return FALSE;
  *last_number = number;

  return invy_table_add_row (table, number, texts, size);
}

static InvyTable *
read_table (Cursor *cursor)
{
  g_autoptr (InvyTable) table = NULL;
  g_autofree char *title = NULL;
  const char *text;
  guint32 size, n_rows;
  guint last_number = 0;

  if (!read_text (cursor, &text, &size) || !read_number (cursor, &n_rows))
    return NULL;

  title = g_strndup (text, size);
  table = invy_table_new (*title != '\0' ? title : NULL);
  for (guint32 i = 0; i < n_rows; i++)
    if (!read_row (cursor, table, &last_number))
      return NULL;

  return g_steal_pointer (&table);
}

/**
 * invy_table_wire_read:
 * @bytes: what the helper program said; it read a file that may have been made to take it over, so nothing in there
 * is taken for granted
 * @kind: (out): what it found
 *
 * Returns: (transfer full) (nullable) (element-type InvyTable): the tables that have rows, or %NULL if @bytes is not
 *   exactly what invy_table_wire_write() writes
 */
GPtrArray *
invy_table_wire_read (GBytes *bytes, InvyTableWireKind *kind)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_table_unref);
  Cursor cursor;
  guint32 magic, number, n_tables;
  guint n_cells = 0;

  cursor.data = g_bytes_get_data (bytes, &cursor.n_left);
  if (!read_number (&cursor, &magic) || magic != MAGIC || !read_number (&cursor, &number)
      || number >= INVY_TABLE_WIRE_N_KINDS || !read_number (&cursor, &n_tables))
    return NULL;

  for (guint32 i = 0; i < n_tables; i++)
    {
      InvyTable *table = read_table (&cursor);

      if (table == NULL)
        return NULL;
      g_ptr_array_add (tables, table);
      n_cells += table->n_cells;
      if (n_cells > INVY_TABLE_MAX_PACKED_CELLS)
        return NULL;
      if (table->rows->len == 0)
        g_ptr_array_remove_index (tables, tables->len - 1);
    }
  if (cursor.n_left > 0)
    return NULL;
  *kind = (InvyTableWireKind) number;

  return g_steal_pointer (&tables);
}
