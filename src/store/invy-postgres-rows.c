/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-postgres-rows.h"

#define INVY_TYPE_POSTGRES_ROWS (invy_postgres_rows_get_type ())
G_DECLARE_FINAL_TYPE (InvyPostgresRows, invy_postgres_rows, INVY, POSTGRES_ROWS, InvyRows)

struct _InvyPostgresRows
{
  InvyRows parent_instance;

  PGresult *result;
  int row; /* -1 before the first */
};

G_DEFINE_FINAL_TYPE (InvyPostgresRows, invy_postgres_rows, INVY_TYPE_ROWS)

static gboolean
invy_postgres_rows_next (InvyRows *rows, GError **error)
{
  InvyPostgresRows *self = INVY_POSTGRES_ROWS (rows);

  if (self->row + 1 >= PQntuples (self->result))
    return FALSE;

  self->row++;
  return TRUE;
}

static const char *
invy_postgres_rows_get_text (InvyRows *rows, guint column)
{
  InvyPostgresRows *self = INVY_POSTGRES_ROWS (rows);

  if (PQgetisnull (self->result, self->row, (int) column))
    return NULL;
  return PQgetvalue (self->result, self->row, (int) column);
}

/* A condition is an integer in SQLite, and "t" or "f" here. */
static gint64
invy_postgres_rows_get_integer (InvyRows *rows, guint column)
{
  const char *text = invy_postgres_rows_get_text (rows, column);

  if (text == NULL)
    return 0;
  if (*text == 't')
    return 1;
  return g_ascii_strtoll (text, NULL, 10);
}

static void
invy_postgres_rows_finalize (GObject *object)
{
  g_clear_pointer (&INVY_POSTGRES_ROWS (object)->result, PQclear);

  G_OBJECT_CLASS (invy_postgres_rows_parent_class)->finalize (object);
}

static void
invy_postgres_rows_class_init (InvyPostgresRowsClass *klass)
{
  InvyRowsClass *rows_class = INVY_ROWS_CLASS (klass);

  rows_class->next = invy_postgres_rows_next;
  rows_class->get_text = invy_postgres_rows_get_text;
  rows_class->get_integer = invy_postgres_rows_get_integer;
  G_OBJECT_CLASS (klass)->finalize = invy_postgres_rows_finalize;
}

static void
invy_postgres_rows_init (InvyPostgresRows *self)
{
  self->row = -1;
}

/**
 * invy_postgres_rows_new:
 * @result: (transfer full): of a statement that went well
 *
 * Returns: (transfer full): its rows
 */
InvyRows *
invy_postgres_rows_new (PGresult *result)
{
  InvyPostgresRows *self = g_object_new (INVY_TYPE_POSTGRES_ROWS, NULL);

  self->result = result;
  return INVY_ROWS (self);
}
