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

/* What other people's weddings count for is known to a shared database's own function alone. */
#define COUNT "SELECT count(*), min (last_at), max (last_at) FROM (" RECIPIENTS ") AS recipients"
#define COUNT_SHARED "SELECT n, oldest_at, newest_at FROM count_recipients ($1, $2)"

typedef struct
{
  char *phone_number_id;
  guint limit;
} Limit;

typedef struct
{
  char *phone_number_id;
  char *waba_id;
} Question;

typedef struct
{
  guint n;
  gint64 oldest_at;
  gint64 newest_at;
} Recipients;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->phone_number_id);
  g_free (question->waba_id);
  g_free (question);
}

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
count_recipients (InvyDatabase *database, const char *waba_id, Recipients *recipients, GError **error)
{
  g_autoptr (InvyRows) rows = invy_database_query (
      database, invy_database_is_shared (database) ? COUNT_SHARED : COUNT,
      INVY_VALUES (INVY_TIME (invy_database_now (database) - DAY_MS), INVY_TEXT (waba_id)), error);

  if (rows == NULL || !invy_rows_next (rows, error))
    return FALSE;

  recipients->n = (guint) invy_rows_get_integer (rows, 0);
  recipients->oldest_at = invy_rows_get_time (rows, 1);
  recipients->newest_at = invy_rows_get_time (rows, 2);
  return TRUE;
}

static gboolean
read_limit (InvyDatabase *database, const char *phone_number_id, guint *limit, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = invy_database_query (
      database,
      invy_database_is_shared (database) ? "SELECT recipient_limit FROM recipient_limits WHERE phone_number_id = $1"
                                         : "SELECT recipient_limit FROM senders WHERE phone_number_id = $1",
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
  Recipients recipients;
  guint limit;

  *n_left = G_MAXUINT;
  *wait_ms = 0;
  if (!read_limit (database, phone_number_id, &limit, error))
    return FALSE;
  if (limit == 0)
    return TRUE;
  if (!count_recipients (database, waba_id, &recipients, error))
    return FALSE;

  *n_left = limit > recipients.n ? limit - recipients.n : 0;
  if (*n_left == 0)
    *wait_ms = MAX (1, recipients.oldest_at + DAY_MS - invy_database_now (database));
  return TRUE;
}

static gboolean
get_limit_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Question *question = data;
  InvyRecipientLimit limit = { 0 };
  Recipients recipients;

  if (!read_limit (database, question->phone_number_id, &limit.limit, error)
      || !count_recipients (database, question->waba_id, &recipients, error))
    return FALSE;

  limit.n_recipients = recipients.n;
  limit.newest_at_ms = recipients.newest_at;
  g_value_init (result, INVY_TYPE_RECIPIENT_LIMIT);
  g_value_set_boxed (result, &limit);
  return TRUE;
}

/**
 * invy_store_get_recipient_limit:
 * @phone_number_id: a sending number
 * @waba_id: (nullable): its business account
 *
 * Returns: (transfer full): a future that resolves to an #InvyRecipientLimit: what the account said of the number
 * when it was last read, and whom all its numbers wrote to since yesterday at this time
 */
DexFuture *
invy_store_get_recipient_limit (InvyStore *self, const char *phone_number_id, const char *waba_id)
{
  Question *question = g_new0 (Question, 1);

  question->phone_number_id = g_strdup (phone_number_id);
  question->waba_id = g_strdup (waba_id);

  return invy_store_run (self, INVY_LANE_READ, get_limit_job, question, question_free);
}

static gboolean
set_limit_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Limit *limit = data;

  if (invy_database_is_shared (database))
    return invy_database_execute (
        database,
        "INSERT INTO recipient_limits (phone_number_id, recipient_limit) VALUES ($1, $2)"
        " ON CONFLICT (saved_by, phone_number_id) DO UPDATE SET recipient_limit = excluded.recipient_limit",
        INVY_VALUES (INVY_TEXT (limit->phone_number_id), INVY_INTEGER (limit->limit)), NULL, error);

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
