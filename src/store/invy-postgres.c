/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-postgres.h"

#include "store/invy-postgres-error.h"
#include "store/invy-postgres-link.h"
#include "store/invy-postgres-rows.h"
#include "store/invy-postgres-schema.h"
#include "store/invy-store.h"

#include <glib/gi18n-lib.h>
#include <time.h>

/* The space of our advisory locks, which every program on the server shares: "Invy". */
#define LOCK_SPACE "1232107129"
/* One writes at a time, as with a file: what a transaction looked at is still so when it commits. */
#define LOCK_WRITER "0"

#define OID_INT8 20

struct _InvyPostgres
{
  InvyDatabase parent_instance;

  InvyPostgresLink *link;
  GHashTable *statements; /* SQL → the name it is prepared under; "" when it was used once */
  GHashTable *locks;      /* the names of the locks that this connection has */
  char *identity;         /* of the server, once it was asked for */
  gint64 clock_ahead_us;  /* the server's clock, less this computer's, which goes on while it sleeps */
  guint n_prepared;
  gboolean in_transaction;
  gint64 n_changes; /* notifications of other connections, and times when there may have been some */
};

G_DEFINE_FINAL_TYPE (InvyPostgres, invy_postgres, INVY_TYPE_DATABASE)

static gint64
boot_time_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gboolean
is_fine (const PGresult *result)
{
  const ExecStatusType status = PQresultStatus (result);

  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

static void
set_error (InvyPostgres *self, const PGresult *result, GError **error)
{
  invy_postgres_error_set (invy_postgres_link_get_connection (self->link), result, error);
}

static gboolean
invy_postgres_run_script (InvyDatabase *database, const char *sql, GError **error)
{
  InvyPostgres *self = INVY_POSTGRES (database);
  PGresult *result = invy_postgres_link_run (self->link, sql);
  const gboolean fine = is_fine (result);

  if (!fine)
    set_error (self, result, error);
  PQclear (result);

  return fine;
}

static void
forget_session (InvyPostgres *self)
{
  g_hash_table_remove_all (self->statements);
  g_hash_table_remove_all (self->locks);
  g_clear_pointer (&self->identity, g_free);
  self->n_changes++;
}

/* A connection that was lost is made again before something new begins. The rest of a transaction would be kept by
 * itself there: it fails. */
static gboolean
ensure_connected (InvyPostgres *self, GError **error)
{
  gboolean is_new;

  if (self->in_transaction && invy_postgres_link_is_lost (self->link))
    {
      set_error (self, NULL, error);
      return FALSE;
    }
  if (!invy_postgres_link_ensure (self->link, &is_new, error))
    return FALSE;
  if (is_new)
    {
      forget_session (self);
      self->clock_ahead_us = invy_postgres_link_get_server_time (self->link) - boot_time_us ();
    }
  return TRUE;
}

static gboolean
invy_postgres_open (InvyDatabase *database, const char *location, GError **error)
{
  InvyPostgres *self = INVY_POSTGRES (database);

  self->link = invy_postgres_link_new (location);
  return ensure_connected (self, error);
}

/* The server notices some time after it that a connection is gone; the locks are let go of before. */
static void
invy_postgres_close (InvyDatabase *database)
{
  InvyPostgres *self = INVY_POSTGRES (database);

  if (g_hash_table_size (self->locks) > 0 && !invy_postgres_link_is_lost (self->link))
    invy_postgres_run_script (database, "SELECT pg_advisory_unlock_all ()", NULL);
  forget_session (self);
  g_clear_pointer (&self->link, invy_postgres_link_free);
}

static gboolean
invy_postgres_revive (InvyDatabase *database, GError **error)
{
  InvyPostgres *self = INVY_POSTGRES (database);

  return ensure_connected (self, error);
}

static int
invy_postgres_get_socket (InvyDatabase *database)
{
  InvyPostgres *self = INVY_POSTGRES (database);

  return PQsocket (invy_postgres_link_get_connection (self->link));
}

static Oid *
list_types (const InvyValue *values, guint n_values)
{
  Oid *types = g_new0 (Oid, n_values + 1);

  for (guint i = 0; i < n_values; i++)
    types[i] = values[i].type == INVY_VALUE_TEXT ? 0 : OID_INT8;
  return types;
}

static const char *
prepare (InvyPostgres *self, const char *sql, const Oid *types, guint n_values, PGresult **failure)
{
  const char *known = g_hash_table_lookup (self->statements, sql);
  g_autofree char *name = NULL;
  PGresult *result;

  if (*known != '\0')
    return known;

  name = g_strdup_printf ("s%u", self->n_prepared++);
  result = invy_postgres_link_prepare (self->link, name, sql, types, n_values);
  if (!is_fine (result))
    {
      *failure = result;
      return NULL;
    }
  PQclear (result);

  known = name;
  g_hash_table_insert (self->statements, g_strdup (sql), g_steal_pointer (&name));
  return known;
}

/* To prepare a statement takes a round trip, which is for those that are used more than once. */
static PGresult *
execute (InvyPostgres *self, const char *sql, const InvyValue *values, guint n_values)
{
  g_autofree const char **texts = g_new0 (const char *, n_values + 1);
  g_auto (GStrv) numbers = g_new0 (char *, n_values + 1);
  g_autofree Oid *types = list_types (values, n_values);
  PGresult *failure = NULL;
  const char *name;
  guint n_numbers = 0;

  for (guint i = 0; i < n_values; i++)
    if (values[i].type == INVY_VALUE_TEXT)
      texts[i] = values[i].text;
    else if (values[i].type == INVY_VALUE_INTEGER || values[i].integer != 0)
      texts[i] = numbers[n_numbers++] = g_strdup_printf ("%" G_GINT64_FORMAT, values[i].integer);

  if (!g_hash_table_contains (self->statements, sql))
    {
      g_hash_table_insert (self->statements, g_strdup (sql), g_strdup (""));
      return invy_postgres_link_run_once (self->link, sql, types, texts, n_values);
    }

  name = prepare (self, sql, types, n_values, &failure);
  return name != NULL ? invy_postgres_link_run_prepared (self->link, name, texts, n_values) : failure;
}

/* To commit a transaction in which something failed goes well, and commits nothing. */
static gboolean
is_taken_back (const char *sql, const PGresult *result)
{
  return g_str_equal (sql, "COMMIT") && g_str_equal (PQcmdStatus ((PGresult *) result), "ROLLBACK");
}

/* The server may have kept it, and only its answer was lost. */
static void
set_query_error (InvyPostgres *self, const char *sql, const PGresult *result, GError **error)
{
  if (g_str_equal (sql, "COMMIT") && invy_postgres_link_is_lost (self->link))
    g_set_error_literal (
        error, INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE,
        _ ("The connection to the server broke off at the moment of saving. Look whether it was saved "
           "before you do it again."));
  else
    set_error (self, result, error);
}

static gboolean
ends_transaction (const char *sql)
{
  return g_str_equal (sql, "COMMIT") || g_str_equal (sql, "ROLLBACK");
}

static InvyRows *
invy_postgres_query (InvyDatabase *database,
                     const char *sql,
                     const InvyValue *values,
                     guint n_values,
                     gint64 *n_changed,
                     GError **error)
{
  InvyPostgres *self = INVY_POSTGRES (database);
  PGresult *result;

  if (!ensure_connected (self, error))
    {
      self->in_transaction = self->in_transaction && !ends_transaction (sql);
      return NULL;
    }
  result = execute (self, sql, values, n_values);
  self->in_transaction = self->in_transaction && !ends_transaction (sql);
  if (!is_fine (result) || is_taken_back (sql, result))
    {
      set_query_error (self, sql, result, error);
      PQclear (result);
      return NULL;
    }
  if (n_changed != NULL)
    *n_changed = g_ascii_strtoll (PQcmdTuples (result), NULL, 10);

  return invy_postgres_rows_new (result);
}

/* The time comes with the lock, in one round trip. It is this statement's, not the transaction's, which would be the
 * moment before the wait. */
static gboolean
try_begin (InvyPostgres *self, GError **error)
{
  static const char sql[] = "BEGIN; SELECT pg_advisory_xact_lock (" LOCK_SPACE ", " LOCK_WRITER ");"
                            "SELECT (extract (epoch FROM clock_timestamp ()) * 1000000)::bigint";
  PGresult *result;
  gboolean fine;

  if (!ensure_connected (self, error))
    return FALSE;

  result = invy_postgres_link_run (self->link, sql);
  fine = is_fine (result);
  self->in_transaction = fine;
  if (fine)
    self->clock_ahead_us = g_ascii_strtoll (PQgetvalue (result, 0, 0), NULL, 10) - boot_time_us ();
  else
    set_error (self, result, error);
  PQclear (result);
  return fine;
}

/* That the connection is gone is often only noticed when it is used; nothing was done then, and it may begin on
 * another one. */
static gboolean
invy_postgres_begin (InvyDatabase *database, GError **error)
{
  InvyPostgres *self = INVY_POSTGRES (database);
  g_autoptr (GError) first_error = NULL;

  if (try_begin (self, &first_error))
    return TRUE;
  if (invy_postgres_link_is_lost (self->link))
    return try_begin (self, error);

  if (PQtransactionStatus (invy_postgres_link_get_connection (self->link)) != PQTRANS_IDLE)
    invy_postgres_run_script (database, "ROLLBACK", NULL);
  g_propagate_error (error, g_steal_pointer (&first_error));
  return FALSE;
}

/* Without the lock of those who write: who reads everything may take long, and nobody waits for it. */
static gboolean
invy_postgres_begin_reading (InvyDatabase *database, GError **error)
{
  InvyPostgres *self = INVY_POSTGRES (database);

  self->in_transaction =
      ensure_connected (self, error)
      && invy_postgres_run_script (database, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", error);
  return self->in_transaction;
}

/* The clock of this computer decides nothing; the time that passes on it is the same everywhere. */
static gint64
invy_postgres_now (InvyDatabase *database)
{
  InvyPostgres *self = INVY_POSTGRES (database);

  return (self->clock_ahead_us + boot_time_us ()) / 1000;
}

static gboolean
invy_postgres_settle (InvyDatabase *database, GError **error)
{
  return TRUE;
}

static int
lock_number (const char *name)
{
  return (int) g_str_hash (name);
}

/* A session may take its own lock again and again, and then has to let go as often: it takes it once. */
static gboolean
invy_postgres_try_lock (InvyDatabase *database, const char *name, GError **error)
{
  InvyPostgres *self = INVY_POSTGRES (database);
  g_autoptr (InvyRows) rows = NULL;

  if (!ensure_connected (self, error))
    return FALSE;
  if (g_hash_table_contains (self->locks, name))
    return TRUE;

  rows = invy_database_query (database, "SELECT pg_try_advisory_lock (" LOCK_SPACE ", $1::int)",
                              INVY_VALUES (INVY_INTEGER (lock_number (name))), error);
  if (rows == NULL || !invy_rows_next (rows, NULL) || invy_rows_get_integer (rows, 0) == 0)
    return FALSE;

  g_hash_table_add (self->locks, g_strdup (name));
  return TRUE;
}

static void
invy_postgres_unlock (InvyDatabase *database, const char *name)
{
  InvyPostgres *self = INVY_POSTGRES (database);

  if (g_hash_table_remove (self->locks, name))
    invy_database_execute (database, "SELECT pg_advisory_unlock (" LOCK_SPACE ", $1::int)",
                           INVY_VALUES (INVY_INTEGER (lock_number (name))), NULL, NULL);
}

/* Locks of two numbers have 2 for their objsubid (PostgreSQL's documentation, view pg_locks). */
static gboolean
invy_postgres_is_locked (InvyDatabase *database, const char *name)
{
  g_autoptr (InvyRows) rows =
      invy_database_query (database,
                           "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND database ="
                           " (SELECT oid FROM pg_database WHERE datname = current_database ())"
                           " AND classid = " LOCK_SPACE " AND objid::bigint = $1 AND objsubid = 2",
                           INVY_VALUES (INVY_INTEGER (g_str_hash (name))), NULL);

  return rows == NULL || invy_rows_next (rows, NULL);
}

/* Every change is announced; those of this connection are no news. */
static gint64
invy_postgres_change_counter (InvyDatabase *database)
{
  InvyPostgres *self = INVY_POSTGRES (database);
  PGconn *connection = invy_postgres_link_get_connection (self->link);
  PGnotify *notice;

  PQconsumeInput (connection);
  while ((notice = PQnotifies (connection)) != NULL)
    {
      if (notice->be_pid != PQbackendPID (connection))
        self->n_changes++;
      PQfreemem (notice);
    }

  return self->n_changes;
}

/* Which database it is, and how often a standby of its took over: the names of its log files begin with that number.
 */
static const char *
invy_postgres_get_identity (InvyDatabase *database, GError **error)
{
  InvyPostgres *self = INVY_POSTGRES (database);
  g_autoptr (InvyRows) rows = NULL;

  if (self->identity != NULL)
    return self->identity;

  rows = invy_postgres_query (database,
                              "SELECT (pg_control_system ()).system_identifier || '/' ||"
                              " left (pg_walfile_name (pg_current_wal_lsn ()), 8)",
                              NULL, 0, NULL, error);
  if (rows != NULL && invy_rows_next (rows, error))
    self->identity = g_strdup (invy_rows_get_text (rows, 0));
  return self->identity;
}

/* The server looks after its own files; what can be asked is whether everything can be read. */
static gboolean
invy_postgres_check (InvyDatabase *database, GError **error)
{
  const char *const tables[] = { "events",    "households", "guests",     "guest_tags",
                                 "campaigns", "messages",   "message_log" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", tables[i]);

      if (!invy_database_execute (database, sql, NULL, 0, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static void
invy_postgres_finalize (GObject *object)
{
  InvyPostgres *self = INVY_POSTGRES (object);

  g_assert (self->link == NULL);
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->locks, g_hash_table_unref);

  G_OBJECT_CLASS (invy_postgres_parent_class)->finalize (object);
}

static void
invy_postgres_class_init (InvyPostgresClass *klass)
{
  InvyDatabaseClass *database_class = INVY_DATABASE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = invy_postgres_finalize;
  database_class->dialect = "postgres";
  database_class->open = invy_postgres_open;
  database_class->close = invy_postgres_close;
  database_class->query = invy_postgres_query;
  database_class->run_script = invy_postgres_run_script;
  database_class->begin = invy_postgres_begin;
  database_class->begin_reading = invy_postgres_begin_reading;
  database_class->now = invy_postgres_now;
  database_class->is_shared = TRUE;
  database_class->get_schema_version = invy_postgres_schema_get_version;
  database_class->get_oldest_writer = invy_postgres_schema_get_oldest_writer;
  database_class->set_schema_version = invy_postgres_schema_set_version;
  database_class->prepare_migration = invy_postgres_schema_prepare;
  database_class->settle = invy_postgres_settle;
  database_class->try_lock = invy_postgres_try_lock;
  database_class->unlock = invy_postgres_unlock;
  database_class->is_locked = invy_postgres_is_locked;
  database_class->change_counter = invy_postgres_change_counter;
  database_class->get_identity = invy_postgres_get_identity;
  database_class->get_socket = invy_postgres_get_socket;
  database_class->revive = invy_postgres_revive;
  database_class->check = invy_postgres_check;
}

static void
invy_postgres_init (InvyPostgres *self)
{
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->locks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * invy_postgres_set_patience:
 * @patience_ms: how long the server may take to answer before it counts as gone
 *
 * For an open database. Otherwise it is a little longer than the server itself works on a statement.
 */
void
invy_postgres_set_patience (InvyPostgres *self, guint patience_ms)
{
  g_return_if_fail (INVY_IS_POSTGRES (self));

  invy_postgres_link_set_patience (self->link, patience_ms);
}
