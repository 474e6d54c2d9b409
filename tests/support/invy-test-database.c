/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test-database.h"

#include <unistd.h>

/* The address of a server for its administrator, with this word for the name of a database; with-postgres sets it. */
#define SERVER "INVY_TEST_POSTGRES"
#define DATABASE_WORD "DATABASE"
#define ADMINISTRATOR "://invy@"
#define PLANNER "://planner@"

static guint n_databases;

static char *
replace (const char *text, const char *old, const char *new)
{
  GString *replaced = g_string_new (text);

  g_string_replace (replaced, old, new, 1);
  return g_string_free_and_steal (replaced);
}

static char *
make_server_uri (const char *server, const char *name)
{
  return replace (server, DATABASE_WORD, name);
}

static InvyDatabase *
open_database (const char *uri)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *location = NULL;
  InvyDatabase *database = invy_database_new_for_uri (uri, &location, &error);

  g_assert_no_error (error);
  invy_database_open (database, location, &error);
  g_assert_no_error (error);

  return database;
}

/* What "invyctl db migrate" does for an administrator. */
static void
migrate (const char *uri)
{
  g_autoptr (GError) error = NULL;
  InvyDatabase *database = open_database (uri);

  invy_database_migrate (database, TRUE, &error);
  g_assert_no_error (error);
  invy_test_close_database (database);
}

/**
 * invy_test_make_uri:
 * @folder: for a file
 *
 * Returns: (transfer full): the address of a database that nobody used yet: on the server that INVY_TEST_POSTGRES
 *   names, for a role with no rights of its own, else a file in @folder
 */
char *
invy_test_make_uri (const char *folder)
{
  const char *server = g_getenv (SERVER);
  g_autofree char *maintenance = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *name = NULL;
  g_autofree char *uri = NULL;

  if (server == NULL)
    return g_strconcat ("sqlite:", folder, "/invy.db", NULL);

  name = g_strdup_printf ("invy_%d_%u", getpid (), n_databases++);
  maintenance = make_server_uri (server, "postgres");
  sql = g_strdup_printf ("CREATE DATABASE %s STRATEGY file_copy", name);
  invy_test_run_sql (maintenance, sql);
  uri = make_server_uri (server, name);
  migrate (uri);

  return replace (uri, ADMINISTRATOR, PLANNER);
}

/**
 * invy_test_make_uri_of:
 * @uri: what invy_test_make_uri() returned for a server
 * @role: somebody else, who can log in from now on
 *
 * Returns: (transfer full): the address of the same database for @role
 */
char *
invy_test_make_uri_of (const char *uri, const char *role)
{
  g_autofree char *user = g_strdup_printf ("://%s@", role);
  g_autofree char *sql =
      g_strdup_printf ("DO $$ BEGIN CREATE ROLE %s LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$", role);

  invy_test_run_sql (uri, sql);
  return replace (uri, PLANNER, user);
}

/**
 * invy_test_open_database:
 *
 * Returns: (transfer full): a connection for this thread that may do anything; invy_test_close_database() frees it
 */
InvyDatabase *
invy_test_open_database (const char *uri)
{
  g_autofree char *administrator = replace (uri, PLANNER, ADMINISTRATOR);

  return open_database (administrator);
}

void
invy_test_close_database (InvyDatabase *database)
{
  invy_database_close (database);
  g_object_unref (database);
}

/**
 * invy_test_try_sql:
 *
 * Returns: %FALSE with an #InvyStoreError if the database refuses @sql
 */
gboolean
invy_test_try_sql (InvyDatabase *database, const char *sql, GError **error)
{
  return invy_database_execute (database, sql, NULL, 0, NULL, error);
}

/**
 * invy_test_run_sql:
 *
 * Runs one statement on a connection of its own, as another program would.
 */
void
invy_test_run_sql (const char *uri, const char *sql)
{
  g_autoptr (GError) error = NULL;
  InvyDatabase *database = invy_test_open_database (uri);

  invy_test_try_sql (database, sql, &error);
  g_assert_no_error (error);
  invy_test_close_database (database);
}

/**
 * invy_test_query_integer:
 *
 * Returns: the first column of the first row
 */
gint64
invy_test_query_integer (InvyDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyRows) rows = invy_database_query (database, sql, NULL, 0, &error);

  g_assert_no_error (error);
  g_assert_true (invy_rows_next (rows, &error));
  g_assert_no_error (error);

  return invy_rows_get_integer (rows, 0);
}
