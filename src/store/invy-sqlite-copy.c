/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-sqlite-copy.h"

#include "store/invy-sqlite-error-private.h"
#include "store/invy-sqlite.h"
#include "store/invy-store.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define BUSY_TIMEOUT_MS 5000

/* What a copy of the guest book takes along, in an order in which references find what they refer to. */
static const char *const book_tables[] = { "events", "households", "guests", "guest_tags" };

static gboolean
run (sqlite3 *db, const char *sql, GError **error)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  invy_sqlite_set_error (db, sqlite3_extended_errcode (db), error);
  return FALSE;
}

/* A statement with a path in it, which must not become part of the SQL. */
static gboolean
run_with_path (sqlite3 *db, const char *sql, const char *path, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_bind_text (stmt, 1, path, -1, SQLITE_TRANSIENT);
      code = sqlite3_step (stmt);
    }
  if (code != SQLITE_DONE)
    invy_sqlite_set_error (db, sqlite3_extended_errcode (db), error);
  sqlite3_finalize (stmt);

  return code == SQLITE_DONE;
}

static gboolean
read_application_id (sqlite3 *db, int *id, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean ok = sqlite3_prepare_v2 (db, "PRAGMA application_id", -1, &stmt, NULL) == SQLITE_OK
                && sqlite3_step (stmt) == SQLITE_ROW;

  if (ok)
    *id = sqlite3_column_int (stmt, 0);
  else
    invy_sqlite_set_error (db, sqlite3_extended_errcode (db), error);
  sqlite3_finalize (stmt);

  return ok;
}

/* Only a file with something in it is looked into: SQLite takes an empty one for an empty database. */
static gboolean
check_file (const char *path, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_FOUND,
                           _ ("There is no such file. Choose another one."));
      return FALSE;
    }
  if (info.st_size == 0)
    {
      g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_A_DATABASE,
                           _ ("This file is empty. Choose another backup."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_is_ours (sqlite3 *db, GError **error)
{
  int id = 0;

  if (!read_application_id (db, &id, error))
    return FALSE;
  if (id == INVY_SQLITE_APPLICATION_ID)
    return TRUE;

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_A_DATABASE,
                       _ ("This database belongs to another program. Nothing was changed. Choose another file."));
  return FALSE;
}

static sqlite3 *
open_db (const char *path, int flags, GError **error)
{
  sqlite3 *db = NULL;
  const int code = sqlite3_open_v2 (path, &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

  if (code == SQLITE_OK)
    {
      sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
      return db;
    }

  invy_sqlite_set_error (db, code, error);
  sqlite3_close_v2 (db);
  return NULL;
}

/**
 * invy_sqlite_copy_whole:
 * @from: a database of Invy; it is only read
 * @to: an empty file
 *
 * Copies a database as it is at one moment. Others may read and write it meanwhile, and none of them waits.
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_sqlite_copy_whole (const char *from, const char *to, GError **error)
{
  sqlite3 *db;
  gboolean ok;

  if (!check_file (from, error) || (db = open_db (from, SQLITE_OPEN_READONLY, error)) == NULL)
    return FALSE;

  ok = check_is_ours (db, error) && run_with_path (db, "VACUUM INTO ?", to, error);
  sqlite3_close_v2 (db);

  return ok;
}

/* Tables of our own in an empty file. */
static gboolean
make_tables (const char *path, GError **error)
{
  g_autoptr (InvyDatabase) database = g_object_new (INVY_TYPE_SQLITE, NULL);
  const gboolean ok = invy_database_open (database, path, error) && invy_database_migrate (database, FALSE, error);

  invy_database_close (database);
  return ok;
}

/* All tables are read in one transaction, so they belong together. */
static gboolean
copy_tables (sqlite3 *db, GError **error)
{
  if (!run (db, "BEGIN IMMEDIATE", error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (book_tables); i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("INSERT INTO main.%s SELECT * FROM source.%s", book_tables[i], book_tables[i]);

      if (!run (db, sql, error))
        return FALSE;
    }

  return run (db, "COMMIT", error);
}

/**
 * invy_sqlite_copy_book:
 * @from: a database of Invy with the schema of this program; it is only read
 * @to: an empty file
 *
 * Copies the weddings, households, guests and tags as they are at one moment, and nothing else: no campaign, no
 * message. Others may read and write @from meanwhile.
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_sqlite_copy_book (const char *from, const char *to, GError **error)
{
  sqlite3 *db;
  gboolean ok;

  if (!check_file (from, error) || !make_tables (to, error)
      || (db = open_db (to, SQLITE_OPEN_READWRITE, error)) == NULL)
    return FALSE;

  /* A guest may be merged into one that comes later. */
  ok = run (db, "PRAGMA foreign_keys = OFF", error) && run_with_path (db, "ATTACH ? AS source", from, error)
       && copy_tables (db, error)
       && run (db, "DETACH source", error)
       /* One file, with nothing beside it. */
       && run (db, "PRAGMA journal_mode = DELETE", error);
  sqlite3_close_v2 (db);

  return ok;
}
