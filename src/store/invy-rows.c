/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-database.h"

G_DEFINE_ABSTRACT_TYPE (InvyRows, invy_rows, G_TYPE_OBJECT)

static void
invy_rows_class_init (InvyRowsClass *klass)
{
}

static void
invy_rows_init (InvyRows *self)
{
}

/**
 * invy_rows_next:
 *
 * Goes to the next row, and to the first one before anything is read.
 *
 * Returns: %FALSE behind the last row, and with @error set when reading failed
 */
gboolean
invy_rows_next (InvyRows *self, GError **error)
{
  g_return_val_if_fail (INVY_IS_ROWS (self), FALSE);

  return INVY_ROWS_GET_CLASS (self)->next (self, error);
}

/**
 * invy_rows_get_text:
 *
 * Returns: (nullable): the text of @column, borrowed until the next row
 */
const char *
invy_rows_get_text (InvyRows *self, guint column)
{
  return INVY_ROWS_GET_CLASS (self)->get_text (self, column);
}

/**
 * invy_rows_get_integer:
 *
 * Returns: the number in @column; 0 when there is none
 */
gint64
invy_rows_get_integer (InvyRows *self, guint column)
{
  return INVY_ROWS_GET_CLASS (self)->get_integer (self, column);
}

/**
 * invy_rows_get_time:
 *
 * Returns: milliseconds since 1970; 0 when there is none
 */
gint64
invy_rows_get_time (InvyRows *self, guint column)
{
  return INVY_ROWS_GET_CLASS (self)->get_integer (self, column);
}
