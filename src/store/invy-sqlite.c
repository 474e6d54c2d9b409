/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-sqlite.h"

#include "store/invy-file-watch-private.h"
#include "store/invy-sqlite-copy.h"
#include "store/invy-sqlite-error-private.h"
#include "store/invy-store.h"
#include "store/invy-sqlite-locks-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the triggers of 0003-moving.sql say. */
#define MOVED "this wedding has moved"
#define BUSY_TIMEOUT_MS 5000
/* So many statements are kept for their next use: an import runs the same few a hundred thousand times. */
#define MAX_STATEMENTS 64
/* So many pages in the write-ahead log are enough to move them to where they belong: 16 MB. The sender writes some
 * pages again with every answer, and each move waits for the disk twice. */
#define CHECKPOINT_PAGES 4000

typedef struct
{
  char *sql;
  sqlite3_stmt *stmt;
} Statement;

struct _InvySqlite
{
  InvyDatabase parent_instance;

  sqlite3 *db;
  GHashTable *statements; /* SQL -> Statement, those that are not in use */
  char *path;
  int lock_fd;
  int n_pages_waiting;  /* in the write-ahead log, since the last checkpoint */
  InvyFileWatch *watch; /* of the write-ahead log, once somebody wants to know what others write */
};

G_DEFINE_FINAL_TYPE (InvySqlite, invy_sqlite, INVY_TYPE_DATABASE)

#define INVY_TYPE_SQLITE_ROWS (invy_sqlite_rows_get_type ())
G_DECLARE_FINAL_TYPE (InvySqliteRows, invy_sqlite_rows, INVY, SQLITE_ROWS, InvyRows)

struct _InvySqliteRows
{
  InvyRows parent_instance;

  GHashTable *statements; /* where the statement goes back to */
  Statement *statement;
  int first; /* the result of the step that query () took; SQLITE_OK once it was used */
};

G_DEFINE_FINAL_TYPE (InvySqliteRows, invy_sqlite_rows, INVY_TYPE_ROWS)

static void
statement_free (gpointer data)
{
  Statement *self = data;

  sqlite3_finalize (self->stmt);
  g_free (self->sql);
  g_free (self);
}

/* To SQLite $7 is a name, which it looks up among all others of the statement, and ?7 the place that everybody means.
 * An insert of a hundred guests has more than two thousand. */
static char *
number_places (const char *sql)
{
  GString *numbered = g_string_new (sql);
  gboolean is_quoted = FALSE;

  for (char *c = numbered->str; *c != '\0'; c++)
    if (*c == '\'')
      is_quoted = !is_quoted;
    else if (*c == '$' && !is_quoted && g_ascii_isdigit (c[1]))
      *c = '?';
  return g_string_free_and_steal (numbered);
}

/* NULL if @sql is no statement. */
static Statement *
statement_new (sqlite3 *db, const char *sql, int *code)
{
  g_autofree char *numbered = number_places (sql);
  sqlite3_stmt *stmt = NULL;
  Statement *self;

  *code = sqlite3_prepare_v3 (db, numbered, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);
  if (*code != SQLITE_OK)
    return NULL;

  self = g_new0 (Statement, 1);
  self->sql = g_strdup (sql);
  self->stmt = stmt;
  return self;
}

/* Statements are long, and differ at their ends. */
static guint
hash_sql (gconstpointer sql)
{
  const gsize length = strlen (sql);

  return g_str_hash ((const char *) sql + (length > 32 ? length - 32 : 0)) ^ (guint) length;
}

static gboolean
is_unwritable (int code)
{
  return code == SQLITE_READONLY || code == SQLITE_PERM;
}

/* The disk is full, or what this user may put on it is used up. */
static gboolean
is_full (sqlite3 *db, int code)
{
  const int reason = db != NULL ? sqlite3_system_errno (db) : 0;

  return code == SQLITE_FULL || (code == SQLITE_IOERR && (reason == ENOSPC || reason == EDQUOT || reason == EFBIG));
}

/**
 * invy_sqlite_set_error:
 * @db: (nullable): where it happened
 * @code: an extended result code
 *
 * Sets an #InvyStoreError with the sentence for what SQLite says. Decides on the result code: SQLite's texts are for
 * developers. What our own triggers say has no code of its own.
 */
void
invy_sqlite_set_error (sqlite3 *db, int code, GError **error)
{
  const int primary = code & 0xff;
  InvyStoreError kind = INVY_STORE_ERROR_FAILED;
  const char *sentence;

  if (is_unwritable (primary))
    {
      kind = INVY_STORE_ERROR_READ_ONLY;
      sentence = _ ("The database can be read but not changed. Give yourself the right to write to the file and its "
                    "folder, then try again.");
    }
  else if (primary == SQLITE_NOTADB || primary == SQLITE_CORRUPT)
    {
      kind = INVY_STORE_ERROR_NOT_A_DATABASE;
      sentence =
          _ ("This file is not a database of Invy, or it is damaged. Nothing was changed. Choose another file, or "
             "restore a backup.");
    }
  else if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED)
    {
      kind = INVY_STORE_ERROR_BUSY;
      sentence = _ ("Another program is using the database and does not let go. Close it and try again.");
    }
  else if (is_full (db, primary))
    {
      kind = INVY_STORE_ERROR_FULL;
      sentence = _ ("The disk is full. Nothing was lost; make some room and try again.");
    }
  else if (primary == SQLITE_CANTOPEN || primary == SQLITE_IOERR)
    {
      kind = INVY_STORE_ERROR_UNREACHABLE;
      sentence = _ ("The database cannot be opened. Check that its folder exists and that you may write to it.");
    }
  else if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
    {
      kind = INVY_STORE_ERROR_CONFLICT;
      sentence = _ ("Somebody else has just saved the same. Look at it again before you go on.");
    }
  else if (code == SQLITE_CONSTRAINT_TRIGGER && g_str_equal (sqlite3_errmsg (db), MOVED))
    {
      kind = INVY_STORE_ERROR_MOVED;
      sentence = _ ("This wedding has moved to another database. Nothing was changed; open it there.");
    }
  else if (code == SQLITE_CONSTRAINT_TRIGGER)
    {
      kind = INVY_STORE_ERROR_STATE;
      sentence = _ ("The database refused a step that the records do not allow. Nothing was changed.");
    }
  else
    sentence = _ ("The database could not do this. Nothing was changed.");

  g_debug ("SQLite %d: %s", code, db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (code));
  g_set_error_literal (error, INVY_STORE_ERROR, kind, sentence);
}

static gboolean
invy_sqlite_rows_next (InvyRows *rows, GError **error)
{
  InvySqliteRows *self = INVY_SQLITE_ROWS (rows);
  int code = self->first;

  self->first = SQLITE_OK;
  if (code == SQLITE_OK)
    code = sqlite3_step (self->statement->stmt);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_FAILED,
                         _ ("The database stopped answering while it was read. Try again."));
  self->first = SQLITE_DONE;
  return FALSE;
}

static const char *
invy_sqlite_rows_get_text (InvyRows *rows, guint column)
{
  return (const char *) sqlite3_column_text (INVY_SQLITE_ROWS (rows)->statement->stmt, (int) column);
}

static gint64
invy_sqlite_rows_get_integer (InvyRows *rows, guint column)
{
  return sqlite3_column_int64 (INVY_SQLITE_ROWS (rows)->statement->stmt, (int) column);
}

static void
invy_sqlite_rows_finalize (GObject *object)
{
  InvySqliteRows *self = INVY_SQLITE_ROWS (object);

  if (self->statement != NULL)
    {
      sqlite3_reset (self->statement->stmt);
      sqlite3_clear_bindings (self->statement->stmt);
      if (g_hash_table_size (self->statements) < MAX_STATEMENTS)
        {
          char *sql = self->statement->sql;

          g_hash_table_replace (self->statements, sql, g_steal_pointer (&self->statement));
        }
    }
  g_clear_pointer (&self->statement, statement_free);
  g_clear_pointer (&self->statements, g_hash_table_unref);

  G_OBJECT_CLASS (invy_sqlite_rows_parent_class)->finalize (object);
}

static void
invy_sqlite_rows_class_init (InvySqliteRowsClass *klass)
{
  InvyRowsClass *rows_class = INVY_ROWS_CLASS (klass);

  rows_class->next = invy_sqlite_rows_next;
  rows_class->get_text = invy_sqlite_rows_get_text;
  rows_class->get_integer = invy_sqlite_rows_get_integer;
  G_OBJECT_CLASS (klass)->finalize = invy_sqlite_rows_finalize;
}

static void
invy_sqlite_rows_init (InvySqliteRows *self)
{
}

/* A statement that brings no rows is over with its first step, as long as whoever asks still has the values; others
 * need copies. */
static void
bind_value (sqlite3_stmt *stmt, int place, const InvyValue *value)
{
  int code;

  if (value->type == INVY_VALUE_TEXT)
    code = sqlite3_bind_text (stmt, place, value->text, -1,
                              sqlite3_column_count (stmt) == 0 ? SQLITE_STATIC : SQLITE_TRANSIENT);
  else if (value->type == INVY_VALUE_TIME && value->integer == 0)
    code = sqlite3_bind_null (stmt, place);
  else
    code = sqlite3_bind_int64 (stmt, place, value->integer);
  g_assert (code == SQLITE_OK);
}

/* One that was used before if there is one, else a new one. */
static int
take_statement (InvySqlite *self, InvySqliteRows *rows, const char *sql)
{
  gpointer known;
  int code = SQLITE_OK;

  rows->statements = g_hash_table_ref (self->statements);
  if (g_hash_table_steal_extended (self->statements, sql, NULL, &known))
    rows->statement = known;
  else
    rows->statement = statement_new (self->db, sql, &code);
  return code;
}

static InvyRows *
invy_sqlite_query (InvyDatabase *database,
                   const char *sql,
                   const InvyValue *values,
                   guint n_values,
                   gint64 *n_changed,
                   GError **error)
{
  InvySqlite *self = INVY_SQLITE (database);
  g_autoptr (InvySqliteRows) rows = g_object_new (INVY_TYPE_SQLITE_ROWS, NULL);
  int code;

  code = take_statement (self, rows, sql);
  if (code == SQLITE_OK)
    {
      for (guint i = 0; i < n_values; i++)
        bind_value (rows->statement->stmt, (int) i + 1, &values[i]);
      code = rows->first = sqlite3_step (rows->statement->stmt);
    }
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    {
      invy_sqlite_set_error (self->db, sqlite3_extended_errcode (self->db), error);
      return NULL;
    }
  if (n_changed != NULL)
    *n_changed = sqlite3_changes64 (self->db);

  return INVY_ROWS (g_steal_pointer (&rows));
}

static gboolean
invy_sqlite_run_script (InvyDatabase *database, const char *sql, GError **error)
{
  InvySqlite *self = INVY_SQLITE (database);

  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  invy_sqlite_set_error (self->db, sqlite3_extended_errcode (self->db), error);
  return FALSE;
}

/* The file is made by us and not by SQLite, so that it is nobody else's to read for not even a moment. */
static gboolean
make_private_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat info;
  int fd;

  if (g_stat (path, &info) == 0)
    {
      if (!S_ISREG (info.st_mode))
        {
          g_set_error_literal (
              error, INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_A_DATABASE,
              _ ("This is a folder or a device, not a database. Choose a file, for example invy.db in "
                 "that folder."));
          return FALSE;
        }
      return TRUE;
    }

  g_mkdir_with_parents (folder, 0700);
  fd = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (fd == -1)
    {
      g_set_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE,
                   /* Translators: a reason from the system, such as "Permission denied" */
                   _ ("The database cannot be made: %s. Check that its folder exists and that you may write to it."),
                   g_strerror (errno));
      return FALSE;
    }
  return g_close (fd, NULL);
}

/* A database that somebody made readable for others is made private again, once it is known to be ours. */
static void
make_private (InvySqlite *self)
{
  const char *const suffixes[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (self->path, suffixes[i], NULL);
      struct stat info;

      if (g_stat (path, &info) == 0 && info.st_uid == geteuid () && (info.st_mode & 0077) != 0)
        g_chmod (path, info.st_mode & 0700);
    }
}

static gint64
pragma_integer (InvySqlite *self, const char *pragma)
{
  g_autofree char *sql = g_strconcat ("PRAGMA ", pragma, NULL);
  g_autoptr (InvyRows) rows = invy_sqlite_query (INVY_DATABASE (self), sql, NULL, 0, NULL, NULL);

  return rows != NULL && invy_rows_next (rows, NULL) ? invy_rows_get_integer (rows, 0) : 0;
}

static int
count_pages_cb (gpointer database, sqlite3 *db, const char *name, int n_pages)
{
  INVY_SQLITE (database)->n_pages_waiting = n_pages;
  return SQLITE_OK;
}

/* Nobody asks SQLite how much memory it uses, and counting takes a lock that all threads share, twice for each piece
 * of it: a twentieth of a long import. Only a program that has not used SQLite yet can tell it so. */
static void
prepare_library (void)
{
  static gsize is_done = 0;

  if (g_once_init_enter (&is_done))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      invy_sqlite_locks_keep ();
      g_once_init_leave (&is_done, 1);
    }
}

static gboolean
invy_sqlite_open (InvyDatabase *database, const char *location, GError **error)
{
  InvySqlite *self = INVY_SQLITE (database);
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code;

  if (!make_private_file (location, error))
    return FALSE;

  prepare_library ();
  g_set_str (&self->path, location);
  code = sqlite3_open_v2 (location, &self->db, flags, NULL);
  if (code == SQLITE_OK && sqlite3_db_readonly (self->db, "main") == 1)
    code = SQLITE_READONLY;
  if (code != SQLITE_OK)
    {
      invy_sqlite_set_error (self->db, code, error);
      return FALSE;
    }

  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_wal_hook (self->db, count_pages_cb, self);
  /* These stand in the connection, not in the file. */
  return invy_sqlite_run_script (
      database, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;", error);
}

static void
invy_sqlite_close (InvyDatabase *database)
{
  InvySqlite *self = INVY_SQLITE (database);

  if (self->lock_fd != -1)
    g_clear_fd (&self->lock_fd, NULL);
  g_clear_pointer (&self->watch, invy_file_watch_free);
  g_hash_table_remove_all (self->statements);
  g_clear_pointer (&self->db, sqlite3_close_v2);
}

/* SQLite would do this within the commit, before anybody learns that what was written is safe. That others read just
 * now is no failure: the next time does the rest. */
static void
invy_sqlite_rest (InvyDatabase *database)
{
  InvySqlite *self = INVY_SQLITE (database);

  if (self->n_pages_waiting < CHECKPOINT_PAGES)
    return;

  self->n_pages_waiting = 0;
  sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
}

/* Somebody moved or replaced the file under us: what is written into it now, nobody would find again. */
static gboolean
is_moved (InvySqlite *self)
{
  int moved = 0;

  return sqlite3_file_control (self->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0;
}

static gboolean
invy_sqlite_begin (InvyDatabase *database, GError **error)
{
  if (is_moved (INVY_SQLITE (database)))
    {
      g_set_error_literal (
          error, INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE,
          _ ("The file of the database was moved or removed while it was in use. Put it back where it "
             "was, or close Invy and open it again."));
      return FALSE;
    }

  invy_sqlite_rest (database); /* for who never rests */
  return invy_sqlite_run_script (database, "BEGIN IMMEDIATE", error);
}

static gint64
invy_sqlite_now (InvyDatabase *database)
{
  return g_get_real_time () / 1000;
}

/* 0 if there is none: databases have noted it since a while after the first. */
static int
kept_schema_version (InvySqlite *self)
{
  g_autoptr (InvyRows) rows =
      invy_sqlite_query (INVY_DATABASE (self), "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'schema_version'",
                         NULL, 0, NULL, NULL);

  return rows != NULL && invy_rows_next (rows, NULL) ? (int) invy_rows_get_integer (rows, 0) : 0;
}

static gboolean
invy_sqlite_get_schema_version (InvyDatabase *database, int *version, GError **error)
{
  InvySqlite *self = INVY_SQLITE (database);
  g_autoptr (InvyRows) rows = NULL;
  gboolean is_empty;

  /* The first look at the file: this is where something that is no database is found out. */
  rows = invy_sqlite_query (database, "SELECT count(*) FROM sqlite_schema", NULL, 0, NULL, error);
  if (rows == NULL)
    return FALSE;
  is_empty = invy_rows_next (rows, NULL) && invy_rows_get_integer (rows, 0) == 0;
  g_clear_object (&rows);

  *version = (int) pragma_integer (self, "user_version");
  if (is_empty)
    return TRUE;
  if (pragma_integer (self, "application_id") == INVY_SQLITE_APPLICATION_ID)
    {
      /* Whichever is newer: the one in the header is copied by tools that do not know it, or not. */
      *version = MAX (*version, kept_schema_version (self));
      return TRUE;
    }

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_A_DATABASE,
                       _ ("This database belongs to another program. Nothing was changed. Choose another file."));
  return FALSE;
}

static gboolean
invy_sqlite_set_schema_version (InvyDatabase *database, int version, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;"
                                          "INSERT OR REPLACE INTO meta VALUES ('schema_version', '%d');",
                                          INVY_SQLITE_APPLICATION_ID, version, version);

  return invy_sqlite_run_script (database, sql, error);
}

/* The write-ahead log is a property of the file, so it waits until the file is known to be ours. Two programs that
 * begin at the same moment may hinder each other; the one that comes second finds the work done. */
static gboolean
invy_sqlite_settle (InvyDatabase *database, GError **error)
{
  const gint64 deadline = g_get_monotonic_time () + BUSY_TIMEOUT_MS * 1000;

  make_private (INVY_SQLITE (database));
  do
    {
      g_autoptr (GError) query_error = NULL;
      g_autoptr (InvyRows) rows =
          invy_sqlite_query (database, "PRAGMA journal_mode = WAL", NULL, 0, NULL, &query_error);

      if (query_error != NULL && !g_error_matches (query_error, INVY_STORE_ERROR, INVY_STORE_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&query_error));
          return FALSE;
        }
      if (rows != NULL && invy_rows_next (rows, NULL) && g_strcmp0 (invy_rows_get_text (rows, 0), "wal") == 0)
        return TRUE;
      g_usleep (20 * 1000);
    }
  while (g_get_monotonic_time () < deadline);

  invy_sqlite_set_error (INVY_SQLITE (database)->db, SQLITE_BUSY, error);
  return FALSE;
}

/* A byte of one file beside the database stands for each lock; the system lets go of it when the program dies. Locks
 * of the open file description keep two stores of one program apart, too. */
static struct flock
make_lock (const char *name, short type)
{
  return (struct flock) {
    .l_type = type,
    .l_whence = SEEK_SET,
    .l_start = (off_t) (g_str_hash (name) & G_MAXINT32),
    .l_len = 1,
  };
}

static gboolean
set_lock (InvySqlite *self, const char *name, short type)
{
  struct flock lock = make_lock (name, type);

  return fcntl (self->lock_fd, F_OFD_SETLK, &lock) == 0;
}

static int
open_lock_file (InvySqlite *self, int flags)
{
  g_autofree char *path = g_strconcat (self->path, "-senders", NULL);

  return g_open (path, flags | O_RDWR | O_CLOEXEC, 0600);
}

static gboolean
invy_sqlite_try_lock (InvyDatabase *database, const char *name, GError **error)
{
  InvySqlite *self = INVY_SQLITE (database);

  if (self->lock_fd == -1)
    self->lock_fd = open_lock_file (self, O_CREAT);
  if (self->lock_fd == -1)
    {
      invy_sqlite_set_error (self->db, SQLITE_CANTOPEN, error);
      return FALSE;
    }

  return set_lock (self, name, F_WRLCK);
}

static void
invy_sqlite_unlock (InvyDatabase *database, const char *name)
{
  InvySqlite *self = INVY_SQLITE (database);

  if (self->lock_fd != -1)
    set_lock (self, name, F_UNLCK);
}

/* Asked through a file description of its own, to which our own lock is one of somebody else. */
static gboolean
invy_sqlite_is_locked (InvyDatabase *database, const char *name)
{
  g_autofd int fd = open_lock_file (INVY_SQLITE (database), 0);
  struct flock lock = make_lock (name, F_WRLCK);

  if (fd == -1)
    return errno != ENOENT;

  return fcntl (fd, F_OFD_GETLK, &lock) != 0 || lock.l_type != F_UNLCK;
}

/* The log of a database that was read is there. */
static void
watch_log (InvySqlite *self)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);

  pragma_integer (self, "data_version");
  self->watch = invy_file_watch_new (log);
}

static gint64
invy_sqlite_change_counter (InvyDatabase *database)
{
  InvySqlite *self = INVY_SQLITE (database);

  if (self->watch == NULL)
    watch_log (self);
  else if (!invy_file_watch_note (self->watch))
    g_clear_pointer (&self->watch, invy_file_watch_free);

  return pragma_integer (self, "data_version");
}

static int
invy_sqlite_get_socket (InvyDatabase *database)
{
  InvySqlite *self = INVY_SQLITE (database);

  return self->watch != NULL ? invy_file_watch_get_fd (self->watch) : -1;
}

static gboolean
invy_sqlite_check (InvyDatabase *database, GError **error)
{
  g_autoptr (InvyRows) rows = invy_sqlite_query (database, "PRAGMA integrity_check(1)", NULL, 0, NULL, error);
  g_autoptr (InvyRows) keys = NULL;

  if (rows == NULL)
    return FALSE;
  if (!invy_rows_next (rows, error) || g_strcmp0 (invy_rows_get_text (rows, 0), "ok") != 0)
    {
      invy_sqlite_set_error (INVY_SQLITE (database)->db, SQLITE_CORRUPT, error);
      return FALSE;
    }

  keys = invy_sqlite_query (database, "PRAGMA foreign_key_check", NULL, 0, NULL, error);
  if (keys != NULL && invy_rows_next (keys, NULL))
    {
      invy_sqlite_set_error (INVY_SQLITE (database)->db, SQLITE_CORRUPT, error);
      return FALSE;
    }
  return keys != NULL;
}

static gboolean
invy_sqlite_copy (InvyDatabase *database, const char *path, gboolean only_book, GError **error)
{
  InvySqlite *self = INVY_SQLITE (database);

  return only_book ? invy_sqlite_copy_book (self->path, path, error)
                   : invy_sqlite_copy_whole (self->path, path, error);
}

static void
invy_sqlite_finalize (GObject *object)
{
  InvySqlite *self = INVY_SQLITE (object);

  g_assert (self->db == NULL);
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (invy_sqlite_parent_class)->finalize (object);
}

static void
invy_sqlite_class_init (InvySqliteClass *klass)
{
  InvyDatabaseClass *database_class = INVY_DATABASE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = invy_sqlite_finalize;
  database_class->dialect = "sqlite";
  database_class->open = invy_sqlite_open;
  database_class->close = invy_sqlite_close;
  database_class->query = invy_sqlite_query;
  database_class->run_script = invy_sqlite_run_script;
  database_class->begin = invy_sqlite_begin;
  database_class->rest = invy_sqlite_rest;
  database_class->now = invy_sqlite_now;
  database_class->get_schema_version = invy_sqlite_get_schema_version;
  database_class->set_schema_version = invy_sqlite_set_schema_version;
  database_class->settle = invy_sqlite_settle;
  database_class->try_lock = invy_sqlite_try_lock;
  database_class->unlock = invy_sqlite_unlock;
  database_class->is_locked = invy_sqlite_is_locked;
  database_class->change_counter = invy_sqlite_change_counter;
  database_class->get_socket = invy_sqlite_get_socket;
  database_class->check = invy_sqlite_check;
  database_class->copy = invy_sqlite_copy;
}

static void
invy_sqlite_init (InvySqlite *self)
{
  self->statements = g_hash_table_new_full (hash_sql, g_str_equal, NULL, statement_free);
  self->lock_fd = -1;
}
