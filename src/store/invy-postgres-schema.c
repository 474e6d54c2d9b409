/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-postgres-schema.h"

#include "store/invy-store.h"

#include <glib/gi18n-lib.h>

/* Where our tables are: the schema "invy", which belongs to the role "invy_owner". Nobody logs in as that role; those
 * who belong to it look after the database and may migrate it. */

static gboolean
run_script (InvyDatabase *database, const char *sql, GError **error)
{
  return INVY_DATABASE_GET_CLASS (database)->run_script (database, sql, error);
}

/* One row and its first columns, as integers. */
static gboolean
query_row (InvyDatabase *database, const char *sql, gint64 *columns, guint n_columns, GError **error)
{
  g_autoptr (InvyRows) rows = invy_database_query (database, sql, NULL, 0, error);

  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < n_columns; i++)
    columns[i] = 0;
  if (invy_rows_next (rows, NULL))
    for (guint i = 0; i < n_columns; i++)
      columns[i] = invy_rows_get_integer (rows, i);

  return TRUE;
}

static gboolean
read_number (InvyDatabase *database, const char *key, int *number, GError **error)
{
  g_autoptr (InvyRows) rows = invy_database_query (database, "SELECT value::int FROM invy.meta WHERE key = $1",
                                                   INVY_VALUES (INVY_TEXT (key)), error);

  *number = 0;
  if (rows == NULL)
    return FALSE;

  if (invy_rows_next (rows, NULL))
    *number = (int) invy_rows_get_integer (rows, 0);
  return TRUE;
}

static gboolean
refuse_foreign (GError **error)
{
  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_A_DATABASE,
                       _ ("This database has a schema called “invy” that does not belong to the role “invy_owner”. "
                          "Invy leaves it alone. Choose another database."));
  return FALSE;
}

/**
 * invy_postgres_schema_get_version:
 * @version: (out): 0 when there are no tables of ours
 *
 * Whoever may make schemas could have made one of this name, to see what is written into it: one that is not
 * invy_owner's is not used.
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_postgres_schema_get_version (InvyDatabase *database, int *version, GError **error)
{
  enum
  {
    IS_FOREIGN,
    HAS_TABLES,
    N_COLUMNS,
  };
  gint64 columns[N_COLUMNS];

  *version = 0;
  if (!query_row (database,
                  "SELECT pg_get_userbyid (n.nspowner) <> 'invy_owner', c.oid IS NOT NULL FROM pg_namespace n"
                  " LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = 'meta' WHERE n.nspname = 'invy'",
                  columns, N_COLUMNS, error))
    return FALSE;
  if (columns[IS_FOREIGN])
    return refuse_foreign (error);

  return !columns[HAS_TABLES] || read_number (database, "schema_version", version, error);
}

/**
 * invy_postgres_schema_get_oldest_writer:
 * @version: (out): the oldest schema whose programs the database still serves
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_postgres_schema_get_oldest_writer (InvyDatabase *database, int *version, GError **error)
{
  return read_number (database, "oldest_writer", version, error);
}

/**
 * invy_postgres_schema_set_version:
 *
 * Inside the migration's transaction.
 */
gboolean
invy_postgres_schema_set_version (InvyDatabase *database, int version, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%d", version);

  return invy_database_execute (database,
                                "INSERT INTO invy.meta (key, value) VALUES ('schema_version', $1)"
                                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                                INVY_VALUES (INVY_TEXT (text)), NULL, error);
}

static gboolean
refuse_maker (GError **error)
{
  g_set_error_literal (
      error, INVY_STORE_ERROR, INVY_STORE_ERROR_FORBIDDEN,
      _ ("The role “invy_owner”, to which the weddings belong, is missing. Ask the administrator of "
         "the server to make it, and to let you in: CREATE ROLE invy_owner NOLOGIN; GRANT invy_owner "
         "TO you;"));
  return FALSE;
}

static gboolean
refuse_stranger (GError **error)
{
  g_set_error_literal (
      error, INVY_STORE_ERROR, INVY_STORE_ERROR_FORBIDDEN,
      _ ("Only members of the role “invy_owner” may bring this database up to date. Ask one of them, "
         "or the administrator of the server."));
  return FALSE;
}

static gboolean
refuse_login (GError **error)
{
  g_set_error_literal (
      error, INVY_STORE_ERROR, INVY_STORE_ERROR_FORBIDDEN,
      _ ("Somebody can log in as “invy_owner”, and would see every wedding. Ask the administrator of "
         "the server to forbid it first: ALTER ROLE invy_owner NOLOGIN;"));
  return FALSE;
}

/* Roles are the whole server's: who makes another database there may make it at the same moment. Who makes a role
 * without being a superuser may not act as it by that alone, as is usual where a server is rented. */
static gboolean
make_owner (InvyDatabase *database, gboolean may_make, GError **error)
{
  if (!may_make)
    return refuse_maker (error);

  return run_script (database,
                     "DO $$ BEGIN CREATE ROLE invy_owner NOLOGIN;"
                     " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;"
                     "DO $$ BEGIN IF current_setting ('is_superuser') = 'off' THEN"
                     " EXECUTE format ('GRANT invy_owner TO %I', current_user); END IF; END $$",
                     error);
}

/* Only the owner of the database, and whom they let, may make a schema there. */
static gboolean
make_schema (InvyDatabase *database, gboolean may_make, GError **error)
{
  if (may_make)
    return run_script (database, "CREATE SCHEMA invy AUTHORIZATION invy_owner", error);

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_FORBIDDEN,
                       _ ("You may not make anything new in this database. Ask its owner to let you: GRANT CREATE ON "
                          "DATABASE … TO you;"));
  return FALSE;
}

/**
 * invy_postgres_schema_prepare:
 *
 * Makes the owner and the schema if they are missing, and acts as the owner until the transaction ends, so that all
 * that is made belongs to it.
 *
 * Returns: %FALSE with %INVY_STORE_ERROR_FORBIDDEN for those who may not, or %INVY_STORE_ERROR_NOT_A_DATABASE
 */
gboolean
invy_postgres_schema_prepare (InvyDatabase *database, GError **error)
{
  enum
  {
    HAS_OWNER,
    CAN_LOGIN,
    IS_MEMBER,
    HAS_SCHEMA,
    MAY_MAKE_ROLE,
    MAY_MAKE_SCHEMA,
    N_COLUMNS,
  };
  gint64 columns[N_COLUMNS];

  if (!query_row (database,
                  "SELECT o.oid IS NOT NULL, coalesce (o.rolcanlogin, false),"
                  " coalesce (pg_has_role (me.oid, o.oid, 'MEMBER'), false),"
                  " EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'invy'), me.rolsuper OR me.rolcreaterole,"
                  " has_database_privilege (current_database (), 'CREATE')"
                  " FROM pg_roles me LEFT JOIN pg_roles o ON o.rolname = 'invy_owner'"
                  " WHERE me.rolname = current_user",
                  columns, N_COLUMNS, error))
    return FALSE;
  if (columns[CAN_LOGIN])
    return refuse_login (error);
  if (columns[HAS_OWNER] && !columns[IS_MEMBER])
    return refuse_stranger (error);

  return (columns[HAS_OWNER] || make_owner (database, columns[MAY_MAKE_ROLE], error))
         && (columns[HAS_SCHEMA] || make_schema (database, columns[MAY_MAKE_SCHEMA], error))
         && run_script (database, "SET LOCAL ROLE invy_owner", error);
}
