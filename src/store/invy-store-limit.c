/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-limit-private.h"

/* How many different people may be written to in 24 hours that roll on, counted over all numbers of a business (fact
 * sheet, section 3, "Messaging limit"). Meta shares it between the accounts of a portfolio too, which we cannot see.
 */

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

/* Whoever WhatsApp refused was not written to; whoever may have got it was. */
#define RECIPIENTS                                                                                            \
  "SELECT phone_e164, max (posting_at) AS last_at FROM messages WHERE posting_at > $1 AND kind <> 'practice'" \
  " AND state NOT IN ('planned', 'failed', 'skipped', 'cancelled')"                                           \
  " AND campaign_id IN (SELECT id FROM campaigns WHERE coalesce (waba_id, '') = coalesce ($2, ''))"           \
  " GROUP BY phone_e164"

typedef struct
{
  char *phone_number_id;
  guint limit;
} Limit;

static Limit *
limit_new (const char *phone_number_id, guint limit)
{
  Limit *self = g_new0 (Limit, 1);

  self->phone_number_id = g_strdup (phone_number_id);
  self->limit = limit;

  return self;
}

static void
limit_free (gpointer data)
{
  Limit *self = data;

  g_free (self->phone_number_id);
  g_free (self);
}

static gboolean
count_recipients (InvyDatabase *database, const char *waba_id, guint *n_recipients, gint64 *oldest_at, GError **error)
{
  g_autoptr (InvyRows) rows = invy_database_query (
      database, "SELECT count(*), min (last_at) FROM (" RECIPIENTS ") AS recipients",
      INVY_VALUES (INVY_TIME (invy_database_now (database) - DAY_MS), INVY_TEXT (waba_id)), error);

  if (rows == NULL || !invy_rows_next (rows, error))
    return FALSE;

  *n_recipients = (guint) invy_rows_get_integer (rows, 0);
  *oldest_at = invy_rows_get_time (rows, 1);
  return TRUE;
}

static gboolean
read_limit (InvyDatabase *database, const char *phone_number_id, guint *limit, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows =
      invy_database_query (database, "SELECT recipient_limit FROM senders WHERE phone_number_id = $1",
                           INVY_VALUES (INVY_TEXT (phone_number_id)), error);

  if (rows == NULL)
    return FALSE;

  *limit = invy_rows_next (rows, &local_error) ? (guint) invy_rows_get_integer (rows, 0) : 0;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return local_error == NULL;
}

/**
 * invy_limit_read:
 * @n_left: (out): how many more people may be written to now; %G_MAXUINT without a limit
 * @wait_ms: (out): if nobody, milliseconds until one more may; else 0
 *
 * Inside a transaction.
 *
 * Returns: %FALSE with an #InvyStoreError if it could not be read
 */
gboolean
invy_limit_read (InvyDatabase *database,
                 const char *phone_number_id,
                 const char *waba_id,
                 guint *n_left,
                 gint64 *wait_ms,
                 GError **error)
{
  guint limit, n_recipients;
  gint64 oldest_at;

  *n_left = G_MAXUINT;
  *wait_ms = 0;
  if (!read_limit (database, phone_number_id, &limit, error))
    return FALSE;
  if (limit == 0)
    return TRUE;
  if (!count_recipients (database, waba_id, &n_recipients, &oldest_at, error))
    return FALSE;

  *n_left = limit > n_recipients ? limit - n_recipients : 0;
  if (*n_left == 0)
    *wait_ms = MAX (1, oldest_at + DAY_MS - invy_database_now (database));
  return TRUE;
}

static gboolean
count_recipients_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  guint n_recipients;
  gint64 oldest_at;

  if (!count_recipients (database, data, &n_recipients, &oldest_at, error))
    return FALSE;

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, n_recipients);
  return TRUE;
}

/**
 * invy_store_count_recipients:
 * @waba_id: (nullable): a business account
 *
 * Returns: (transfer full): a future that resolves to how many different people its numbers wrote to in the last 24
 * hours (gint64)
 */
DexFuture *
invy_store_count_recipients (InvyStore *self, const char *waba_id)
{
  return invy_store_run (self, INVY_LANE_READ, count_recipients_job, g_strdup (waba_id), g_free);
}

static gboolean
set_limit_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Limit *limit = data;

  return invy_database_execute (
      database,
      "INSERT INTO senders (phone_number_id, next_send_at, recipient_limit) VALUES ($1, $2, $3)"
      " ON CONFLICT (phone_number_id) DO UPDATE SET recipient_limit = excluded.recipient_limit",
      INVY_VALUES (INVY_TEXT (limit->phone_number_id), INVY_TIME (invy_database_now (database)),
                   INVY_INTEGER (limit->limit)),
      NULL, error);
}

/**
 * invy_store_set_recipient_limit:
 * @limit: how many different people its business may write to in 24 hours; 0 when there is no limit, or none is known
 *
 * Keeps what the account said. From here on no claim goes beyond it.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *
invy_store_set_recipient_limit (InvyStore *self, const char *phone_number_id, guint limit)
{
  return invy_store_run (self, INVY_LANE_WRITE, set_limit_job, limit_new (phone_number_id, limit), limit_free);
}
