/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-store-private.h"

/* Every kept record has these in front of its texts: id, version, deleted_at. Messages and campaigns have no version:
 * nobody edits them. All statements are built from names that stand in our own tables. */

static gboolean
is_edited (GType type)
{
  return type == INVY_TYPE_EVENT || type == INVY_TYPE_GUEST;
}

static GPtrArray *
list_columns (GType type, const char *const *extra)
{
  GPtrArray *names = g_ptr_array_new ();
  InvyRecordClass *klass = g_type_class_ref (type);

  g_ptr_array_add (names, (gpointer) "id");
  if (is_edited (type))
    {
      g_ptr_array_add (names, (gpointer) "version");
      g_ptr_array_add (names, (gpointer) "deleted_at");
    }
  for (guint i = 0; i < klass->n_columns; i++)
    g_ptr_array_add (names, (gpointer) klass->field_names[i]);
  for (guint i = 0; extra != NULL && extra[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer) extra[i]);
  g_type_class_unref (klass);

  return names;
}

/**
 * invy_record_sql_columns:
 * @prefix: "" or an alias with its dot
 * @extra: (nullable): names of columns behind the record's
 *
 * Returns: (transfer full): the columns of a SELECT that invy_record_sql_read() understands
 */
char *
invy_record_sql_columns (GType type, const char *prefix, const char *const *extra)
{
  g_autoptr (GPtrArray) names = list_columns (type, extra);
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (sql, "%s%s%s", i > 0 ? ", " : "", prefix, (const char *) names->pdata[i]);

  return g_string_free_and_steal (sql);
}

/**
 * invy_record_sql_read:
 *
 * Fills @record from the first columns of the row, as invy_record_sql_columns() names them.
 */
void
invy_record_sql_read (InvyRecord *record, InvyRows *rows)
{
  guint column = 0;

  invy_record_set_id (record, invy_rows_get_text (rows, column++));
  if (is_edited (G_OBJECT_TYPE (record)))
    {
      invy_record_set_version (record, invy_rows_get_integer (rows, column++));
      invy_record_set_deleted_at (record, invy_rows_get_time (rows, column++));
    }
  for (guint i = 0; i < INVY_RECORD_GET_CLASS (record)->n_columns; i++)
    invy_record_set_text (record, i, invy_rows_get_text (rows, column++));
}

/**
 * invy_record_sql_insert_many:
 * @n_rows: how many records it adds
 *
 * Returns: (transfer full): an INSERT for the values of invy_record_sql_values() and then those of @extra, as often
 * as there are records
 */
char *
invy_record_sql_insert_many (const char *table, GType type, const char *const *extra, guint n_rows)
{
  g_autoptr (GPtrArray) names = list_columns (type, extra);
  g_autoptr (GString) places = g_string_new (NULL);
  g_autofree char *columns = invy_record_sql_columns (type, "", extra);

  for (guint i = 0; i < n_rows * names->len; i++)
    {
      const gboolean is_first = i % names->len == 0;

      g_string_append_printf (places, "%s$%u", !is_first ? ", " : i > 0 ? "), (" : "", i + 1);
    }

  return g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", table, columns, places->str);
}

/**
 * invy_record_sql_insert:
 *
 * Returns: (transfer full): an INSERT for the values of invy_record_sql_values() and then those of @extra
 */
char *
invy_record_sql_insert (const char *table, GType type, const char *const *extra)
{
  return invy_record_sql_insert_many (table, type, extra, 1);
}

/**
 * invy_record_sql_update:
 * @first: the number of the first place to use
 *
 * Returns: (transfer full): "name = $n, …" for the texts of the record
 */
char *
invy_record_sql_update (GType type, guint first)
{
  InvyRecordClass *klass = g_type_class_ref (type);
  GString *sql = g_string_new (NULL);

  for (guint i = 0; i < klass->n_columns; i++)
    g_string_append_printf (sql, "%s%s = $%u", i > 0 ? ", " : "", klass->field_names[i], first + i);
  g_type_class_unref (klass);

  return g_string_free_and_steal (sql);
}

/**
 * invy_record_sql_add_values:
 * @values: (element-type InvyValue): borrows the texts of @record
 *
 * Adds what the columns of @record hold.
 */
void
invy_record_sql_add_values (GArray *values, InvyRecord *record)
{
  InvyValue value = INVY_TEXT (invy_record_get_id (record));
  const char *const *texts = invy_record_get_texts (record);
  const guint n_columns = INVY_RECORD_GET_CLASS (record)->n_columns;

  g_array_append_val (values, value);
  if (is_edited (G_OBJECT_TYPE (record)))
    {
      value = INVY_INTEGER (invy_record_get_version (record));
      g_array_append_val (values, value);
      value = INVY_TIME (invy_record_get_deleted_at (record));
      g_array_append_val (values, value);
    }
  for (guint i = 0; i < n_columns; i++)
    {
      value = INVY_TEXT (texts[i]);
      g_array_append_val (values, value);
    }
}

/**
 * invy_record_sql_values:
 *
 * Returns: (transfer full) (element-type InvyValue): what the columns of @record hold; borrows its texts
 */
GArray *
invy_record_sql_values (InvyRecord *record)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (InvyValue));

  invy_record_sql_add_values (values, record);
  return values;
}
