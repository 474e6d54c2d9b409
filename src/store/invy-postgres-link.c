/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-postgres-link.h"

#include "store/invy-postgres-error.h"
#include "store/invy-store.h"

#include <glib/gi18n-lib.h>
#include <sys/socket.h>

#define OLDEST_SERVER 150000

/* The server gives up a statement after a minute. Who does not answer for longer than that is not there any more,
 * even if something on the way still takes what it is sent. */
#define PATIENCE_MS (75 * 1000)
#define LONG_WAIT_US (5 * G_USEC_PER_SEC)
/* Whatever is asked of a server that could not be reached just now fails without another try: those who wait behind
 * each other would wait for each other's time-outs. */
#define REST_US (2 * G_USEC_PER_SEC)

/* What this program asks of every connection. A server may have other defaults; a claim has to be on the disk, and a
 * computer that went to sleep in the middle of a transaction must not keep the others waiting. The time comes in the
 * same round trip. */
static const char session_sql[] = "SET search_path = invy, pg_temp;"
                                  "SET synchronous_commit = on;"
                                  "SET TimeZone = 'UTC';"
                                  "SET lock_timeout = '5s';"
                                  "SET statement_timeout = '60s';"
                                  "SET idle_in_transaction_session_timeout = '60s';"
                                  "LISTEN invy;"
                                  "SELECT (extract (epoch FROM clock_timestamp ()) * 1000000)::bigint";

/* A connection to a server that may go away, and come back. */
struct _InvyPostgresLink
{
  char *location;
  PGconn *connection; /* NULL before the first try */
  GError *failure;    /* of the last try to connect */
  gint64 failed_at_us;
  gint64 server_time_us; /* when the session began */
  guint patience_ms;
};

/**
 * invy_postgres_link_new:
 * @location: an address of libpq's
 *
 * Returns: (transfer full): a connection that is not made yet
 */
InvyPostgresLink *
invy_postgres_link_new (const char *location)
{
  InvyPostgresLink *self = g_new0 (InvyPostgresLink, 1);

  self->location = g_strdup (location);
  self->patience_ms = PATIENCE_MS;
  return self;
}

void
invy_postgres_link_free (InvyPostgresLink *self)
{
  g_clear_pointer (&self->connection, PQfinish);
  g_clear_error (&self->failure);
  g_free (self->location);
  g_free (self);
}

/**
 * invy_postgres_link_set_patience:
 * @patience_ms: how long the server may take to answer
 */
void
invy_postgres_link_set_patience (InvyPostgresLink *self, guint patience_ms)
{
  self->patience_ms = patience_ms;
}

/**
 * invy_postgres_link_get_connection:
 *
 * Returns: (transfer none): for libpq's functions that do not wait
 */
PGconn *
invy_postgres_link_get_connection (InvyPostgresLink *self)
{
  return self->connection;
}

/**
 * invy_postgres_link_get_server_time:
 *
 * Returns: microseconds since 1970 by the server's clock, at the moment when the connection was made
 */
gint64
invy_postgres_link_get_server_time (InvyPostgresLink *self)
{
  return self->server_time_us;
}

/**
 * invy_postgres_link_is_lost:
 *
 * Returns: whether the connection broke off, as far as anybody noticed
 */
gboolean
invy_postgres_link_is_lost (InvyPostgresLink *self)
{
  return PQstatus (self->connection) != CONNECTION_OK;
}

static void
ignore_notice (void *data, const PGresult *result)
{
}

/* Why a server does not let us in comes as a text in its own language, unless one asks for the code; and to ask takes
 * a connection that was tried. Where nobody answered for long there is no code to wait for. */
static void
connect_first (InvyPostgresLink *self)
{
  const gint64 began_us = g_get_monotonic_time ();
  /* Later ones win: what the address says of these comes first only where it may. */
  const char *const names[] = {
    "connect_timeout",  "keepalives_idle",           "keepalives_interval",
    "keepalives_count", "tcp_user_timeout",          "dbname",
    "client_encoding",  "fallback_application_name", NULL,
  };
  const char *const values[] = { "10", "20", "5", "3", "20000", self->location, "UTF8", "Invy", NULL };

  self->connection = PQconnectdbParams (names, values, 1);
  PQsetNoticeReceiver (self->connection, ignore_notice, NULL);
  PQsetErrorVerbosity (self->connection, PQERRORS_SQLSTATE);
  if (invy_postgres_link_is_lost (self) && g_get_monotonic_time () - began_us < LONG_WAIT_US)
    PQreset (self->connection);
}

static gboolean
is_new_enough (InvyPostgresLink *self, GError **error)
{
  if (PQserverVersion (self->connection) >= OLDEST_SERVER)
    return TRUE;

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE,
                       _ ("This server is older than PostgreSQL 15. Choose a newer one."));
  return FALSE;
}

static gboolean
start_session (InvyPostgresLink *self, GError **error)
{
  PGresult *result;
  gboolean fine;

  if (invy_postgres_link_is_lost (self))
    {
      invy_postgres_error_set_for_connection (self->connection, error);
      return FALSE;
    }
  if (!is_new_enough (self, error))
    return FALSE;

  result = invy_postgres_link_run (self, session_sql);
  fine = PQresultStatus (result) == PGRES_TUPLES_OK;
  if (fine)
    self->server_time_us = g_ascii_strtoll (PQgetvalue (result, 0, 0), NULL, 10);
  else
    invy_postgres_error_set (self->connection, result, error);
  PQclear (result);
  return fine;
}

static gboolean
connect_now (InvyPostgresLink *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (self->connection == NULL)
    connect_first (self);
  else
    PQreset (self->connection);
  g_clear_error (&self->failure);
  if (start_session (self, &local_error))
    return TRUE;

  self->failure = g_error_copy (local_error);
  self->failed_at_us = g_get_monotonic_time ();
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * invy_postgres_link_ensure:
 * @is_new: (out): whether it was made just now: nothing of what the one before had is left
 *
 * Connects, if there is no connection or it was lost. What was under way then has failed already.
 *
 * Returns: %FALSE with an #InvyStoreError if the server cannot be reached, or could not a moment ago
 */
gboolean
invy_postgres_link_ensure (InvyPostgresLink *self, gboolean *is_new, GError **error)
{
  *is_new = FALSE;
  if (self->failure == NULL && self->connection != NULL && !invy_postgres_link_is_lost (self))
    return TRUE;
  if (self->failure != NULL && g_get_monotonic_time () < self->failed_at_us + REST_US)
    {
      g_propagate_error (error, g_error_copy (self->failure));
      return FALSE;
    }

  *is_new = connect_now (self, error);
  return *is_new;
}

/* Reads until the answer is complete. Whoever keeps us waiting for too long is hung up on. */
static void
await_answer (InvyPostgresLink *self)
{
  const gint64 until_us = g_get_monotonic_time () + self->patience_ms * (gint64) 1000;

  while (PQisBusy (self->connection))
    {
      const gint64 left_us = until_us - g_get_monotonic_time ();
      GPollFD fd = { .fd = PQsocket (self->connection), .events = G_IO_IN };

      if (left_us <= 0)
        shutdown (fd.fd, SHUT_RDWR);
      else
        g_poll (&fd, 1, (int) (left_us / 1000) + 1);
      if (!PQconsumeInput (self->connection))
        return;
    }
}

/* The last of the answers, or the first that is an error. */
static PGresult *
read_answer (InvyPostgresLink *self, gboolean is_sent)
{
  PGresult *answer = NULL;

  while (is_sent)
    {
      PGresult *next;

      await_answer (self);
      next = PQgetResult (self->connection);
      if (next == NULL)
        break;
      if (answer != NULL && PQresultStatus (answer) == PGRES_FATAL_ERROR)
        PQclear (next);
      else
        {
          PQclear (answer);
          answer = next;
        }
      if (invy_postgres_link_is_lost (self))
        break;
    }

  return answer != NULL ? answer : PQmakeEmptyPGresult (self->connection, PGRES_FATAL_ERROR);
}

/**
 * invy_postgres_link_run:
 * @sql: one statement or more, without parameters
 *
 * Returns: (transfer full): the answer to the last statement, or to the one that failed; PQclear() frees it
 */
PGresult *
invy_postgres_link_run (InvyPostgresLink *self, const char *sql)
{
  return read_answer (self, PQsendQuery (self->connection, sql));
}

/**
 * invy_postgres_link_prepare:
 *
 * Returns: (transfer full): the answer; PQclear() frees it
 */
PGresult *
invy_postgres_link_prepare (InvyPostgresLink *self,
                            const char *name,
                            const char *sql,
                            const Oid *types,
                            guint n_values)
{
  return read_answer (self, PQsendPrepare (self->connection, name, sql, (int) n_values, types));
}

/**
 * invy_postgres_link_run_prepared:
 *
 * Returns: (transfer full): the answer; PQclear() frees it
 */
PGresult *
invy_postgres_link_run_prepared (InvyPostgresLink *self, const char *name, const char *const *texts, guint n_values)
{
  return read_answer (self, PQsendQueryPrepared (self->connection, name, (int) n_values, texts, NULL, NULL, 0));
}

/**
 * invy_postgres_link_run_once:
 *
 * Runs a statement that is not prepared, in one round trip.
 *
 * Returns: (transfer full): the answer; PQclear() frees it
 */
PGresult *
invy_postgres_link_run_once (InvyPostgresLink *self,
                             const char *sql,
                             const Oid *types,
                             const char *const *texts,
                             guint n_values)
{
  return read_answer (self, PQsendQueryParams (self->connection, sql, (int) n_values, types, texts, NULL, NULL, 0));
}
