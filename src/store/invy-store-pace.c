/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-pace-private.h"

/* A token bucket that holds one token, whose next moment is kept for each sending number: neither a restart nor a
 * second program can double the pace, and what WhatsApp asks one program to wait, all of them wait. */

/* Practice has no sending number, and shares a pace all the same. */
#define PRACTICE_NUMBER "practice"

/* What is stored further ahead than this was stored by a clock that jumped. */
#define LONGEST_PACE_MS (60 * 1000)
#define LONGEST_HOLD_MS (60 * 60 * 1000)

static const char *
get_key (const char *phone_number_id)
{
  return phone_number_id != NULL ? phone_number_id : PRACTICE_NUMBER;
}

static gint64
count_wait (gint64 until_ms, gint64 now_ms, gint64 longest_ms)
{
  return until_ms > now_ms && until_ms <= now_ms + longest_ms ? until_ms - now_ms : 0;
}

/**
 * invy_pace_read:
 * @phone_number_id: (nullable): %NULL for practice
 * @wait_ms: (out): milliseconds until something may be sent from the number; 0 for now
 * @waiting_reason: (out) (transfer full): why it waits, if that is more than the pace; else %NULL
 *
 * Inside a transaction.
 *
 * Returns: %FALSE with an #InvyStoreError if it could not be read
 */
gboolean
invy_pace_read (InvyDatabase *database,
                const char *phone_number_id,
                gint64 *wait_ms,
                char **waiting_reason,
                GError **error)
{
  const gint64 now = invy_database_now (database);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = invy_database_query (
      database,
      "SELECT next_send_at, waiting_until, waiting_reason, interval_us FROM senders WHERE phone_number_id = $1",
      INVY_VALUES (INVY_TEXT (get_key (phone_number_id))), error);
  gint64 hold_ms;

  *wait_ms = 0;
  *waiting_reason = NULL;
  if (rows == NULL)
    return FALSE;
  if (!invy_rows_next (rows, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return local_error == NULL;
    }

  *wait_ms = count_wait (invy_rows_get_time (rows, 0), now,
                         LONGEST_PACE_MS + (invy_rows_get_integer (rows, 3) + 999) / 1000);
  hold_ms = count_wait (invy_rows_get_time (rows, 1), now, LONGEST_HOLD_MS);
  if (hold_ms > *wait_ms)
    {
      *wait_ms = hold_ms;
      *waiting_reason = g_strdup (invy_rows_get_text (rows, 2));
    }

  return TRUE;
}

/**
 * invy_pace_take:
 * @phone_number_id: (nullable): %NULL for practice
 * @interval_us: microseconds from the start of one message to the start of the next
 *
 * Keeps the next @n_messages moments for whoever calls. The pace counts from now, which on a busy computer is later
 * than the moment that was waited for: never are two messages closer together than the interval. Inside a
 * transaction.
 *
 * Returns: %FALSE with an #InvyStoreError if that could not be kept
 */
gboolean
invy_pace_take (InvyDatabase *database,
                const char *phone_number_id,
                guint n_messages,
                gint64 interval_us,
                GError **error)
{
  const gint64 next = invy_database_now (database) + (n_messages * interval_us + 999) / 1000;
  const char *key = get_key (phone_number_id);

  if (invy_database_is_shared (database))
    return invy_database_execute (
        database, "SELECT sender_reserve ($1, $2, $3)",
        INVY_VALUES (INVY_TEXT (key), INVY_INTEGER (n_messages), INVY_INTEGER (interval_us)), NULL, error);

  return invy_database_execute (database,
                                "INSERT INTO senders (phone_number_id, next_send_at, interval_us) VALUES ($1, $2, $3)"
                                " ON CONFLICT (phone_number_id) DO UPDATE SET next_send_at = excluded.next_send_at,"
                                " interval_us = excluded.interval_us",
                                INVY_VALUES (INVY_TEXT (key), INVY_TIME (next), INVY_INTEGER (interval_us)), NULL,
                                error);
}

typedef struct
{
  char *phone_number_id;
  char *reason;
  gint64 wait_ms;
} Hold;

static void
hold_free (gpointer data)
{
  Hold *hold = data;

  g_free (hold->phone_number_id);
  g_free (hold->reason);
  g_free (hold);
}

/* A shorter wait does not end a longer one. */
static gboolean
hold_number (InvyDatabase *database, Hold *hold, GError **error)
{
  const gint64 now = invy_database_now (database);
  const char *key = get_key (hold->phone_number_id);

  if (invy_database_is_shared (database))
    return invy_database_execute (
        database, "SELECT sender_hold ($1, $2, $3)",
        INVY_VALUES (INVY_TEXT (key), INVY_INTEGER (hold->wait_ms), INVY_TEXT (hold->reason)), NULL, error);

  return invy_database_execute (
      database,
      "INSERT INTO senders (phone_number_id, next_send_at, waiting_until, waiting_reason) VALUES ($1, $2, $3, $4)"
      " ON CONFLICT (phone_number_id) DO UPDATE SET waiting_until = excluded.waiting_until,"
      " waiting_reason = excluded.waiting_reason"
      " WHERE coalesce (senders.waiting_until, 0) < excluded.waiting_until OR senders.waiting_until > $5",
      INVY_VALUES (INVY_TEXT (key), INVY_TIME (now), INVY_TIME (now + hold->wait_ms), INVY_TEXT (hold->reason),
                   INVY_TIME (now + LONGEST_HOLD_MS)),
      NULL, error);
}

static gboolean
hold_number_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  if (!hold_number (database, data, error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_MESSAGES, NULL);
  return TRUE;
}

/**
 * invy_store_hold_number:
 * @phone_number_id: (nullable): %NULL for practice
 * @wait_ms: milliseconds; more than an hour is kept as an hour
 * @reason: a word that says why
 *
 * Nothing is sent from a number for a while, by nobody who uses this database: WhatsApp asked for it.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *
invy_store_hold_number (InvyStore *self, const char *phone_number_id, gint64 wait_ms, const char *reason)
{
  Hold *hold = g_new0 (Hold, 1);

  hold->phone_number_id = g_strdup (phone_number_id);
  hold->reason = g_strdup (reason);
  hold->wait_ms = CLAMP (wait_ms, 0, LONGEST_HOLD_MS);

  return invy_store_run (self, INVY_LANE_LEDGER, hold_number_job, hold, hold_free);
}
