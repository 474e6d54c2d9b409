/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "phone/invy-phone.h"
#include "store/invy-lease-private.h"
#include "store/invy-limit-private.h"
#include "store/invy-media-private.h"
#include "store/invy-message-sql-private.h"
#include "store/invy-outcome-private.h"
#include "store/invy-pace-private.h"
#include "store/invy-server-change-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (InvyClaim, invy_claim, invy_claim_copy, invy_claim_free)

/**
 * invy_claim_copy:
 *
 * Returns: (transfer full): a claim with the same messages
 */
InvyClaim *
invy_claim_copy (InvyClaim *self)
{
  InvyClaim *copy = g_new0 (InvyClaim, 1);

  copy->messages = g_ptr_array_ref (self->messages);
  copy->skipped = g_ptr_array_ref (self->skipped);
  copy->next_due_ms = self->next_due_ms;
  copy->wait_ms = self->wait_ms;
  copy->waiting_reason = g_strdup (self->waiting_reason);

  return copy;
}

void
invy_claim_free (InvyClaim *self)
{
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->skipped, g_ptr_array_unref);
  g_clear_pointer (&self->waiting_reason, g_free);
  g_free (self);
}

typedef struct
{
  char *campaign_id;
  char *phone_number_id; /* NULL for practice */
  char *waba_id;
  gint64 epoch;
  guint n_messages;
  gint64 interval_us;
} Claiming;

static void
claiming_free (gpointer data)
{
  Claiming *claiming = data;

  g_free (claiming->campaign_id);
  g_free (claiming->phone_number_id);
  g_free (claiming->waba_id);
  g_free (claiming);
}

static GPtrArray *
list_due (InvyDatabase *database, Claiming *claiming, GError **error)
{
  g_autofree char *columns = invy_message_sql_columns ("");
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM messages WHERE campaign_id = $1 AND state = 'planned'"
                       " AND (next_attempt_at IS NULL OR next_attempt_at <= $2) ORDER BY position LIMIT $3",
                       columns);

  return invy_message_sql_read_all (
      invy_database_query (database, sql,
                           INVY_VALUES (INVY_TEXT (claiming->campaign_id), INVY_TIME (invy_database_now (database)),
                                        INVY_INTEGER (claiming->n_messages)),
                           error),
      error);
}

static gboolean
has_opted_out (InvyDatabase *database, const char *e164, const char *bsuid, gboolean *opted_out, GError **error)
{
  g_autoptr (InvyRows) rows =
      invy_database_query (database, "SELECT 1 FROM opt_outs WHERE phone_e164 = $1 OR bsuid = $2 LIMIT 1",
                           INVY_VALUES (INVY_TEXT (e164), INVY_TEXT (bsuid)), error);

  if (rows == NULL)
    return FALSE;

  *opted_out = invy_rows_next (rows, NULL);
  return TRUE;
}

/* A wedding without a country was planned with the one of the preferences, which the number still knows. */
static gboolean
is_same_number (const char *typed, const char *country, const char *e164)
{
  g_autoptr (InvyPhone) planned = invy_phone_parse (e164, NULL, NULL);
  g_autoptr (InvyPhone) phone = NULL;

  if (country == NULL && planned != NULL)
    country = planned->country;
  phone = invy_phone_parse (typed, country, NULL);

  return phone != NULL && g_strcmp0 (phone->e164, e164) == 0;
}

/* The last look at the guest: what changed since the plan was made may forbid the message. Override, test and
 * practice messages do not go to the guest, and only a removed guest matters to them. FALSE with an error when the
 * look could not be taken: then nothing is known, neither that the message may go nor that it may not. */
static gboolean
find_reason_to_skip (InvyDatabase *database, InvyMessage *message, const char **reason, GError **error)
{
  const InvyPurpose purpose = invy_message_get_purpose (message);
  const char *e164 = invy_message_get (message, INVY_MESSAGE_PHONE_E164);
  g_autoptr (InvyRows) rows = invy_database_query (
      database,
      "SELECT coalesce (g.phone_number, g.phone), e.country, g.rsvp_status, g.bsuid FROM guests g"
      " JOIN events e ON e.id = g.event_id WHERE g.id = $1 AND g.deleted_at IS NULL AND g.merged_into IS NULL"
      " AND e.deleted_at IS NULL",
      INVY_VALUES (INVY_TEXT (invy_message_get (message, INVY_MESSAGE_GUEST_ID))), error);
  gboolean opted_out = FALSE;

  *reason = NULL;
  if (rows == NULL)
    return FALSE;

  if (!invy_rows_next (rows, NULL))
    *reason = "deleted";
  else if (invy_message_get_kind (message) != INVY_CAMPAIGN_REAL)
    return TRUE;
  else if (!has_opted_out (database, e164, invy_rows_get_text (rows, 3), &opted_out, error))
    return FALSE;
  else if (opted_out)
    *reason = "opted-out";
  else if (!is_same_number (invy_rows_get_text (rows, 0), invy_rows_get_text (rows, 1), e164))
    *reason = "phone-changed";
  else if ((purpose == INVY_PURPOSE_INVITATION || purpose == INVY_PURPOSE_REMINDER)
           && g_strcmp0 (invy_rows_get_text (rows, 2), "none") != 0)
    *reason = "answered";

  return TRUE;
}

static gboolean
skip_message (InvyDatabase *database, InvyMessage *message, const char *reason, GError **error)
{
  const gint64 now = invy_database_now (database);

  invy_message_set_state (message, INVY_MESSAGE_SKIPPED);
  invy_message_set (message, INVY_MESSAGE_SKIP_REASON, reason);
  invy_message_set_state_at (message, now);

  return invy_database_execute (
      database,
      "UPDATE messages SET state = 'skipped', skipped_at = $2, skip_reason = $3,"
      " state_source = 'app' WHERE id = $1 AND state = 'planned'",
      INVY_VALUES (INVY_TEXT (invy_message_get_id (message)), INVY_TIME (now), INVY_TEXT (reason)), NULL, error);
}

/* One UPDATE that names the epoch it believes in. */
static gboolean
post_message (InvyDatabase *database, Claiming *claiming, InvyMessage *message, GError **error)
{
  const gint64 now = invy_database_now (database);
  gint64 n_changed;

  if (!invy_database_execute (
          database,
          "UPDATE messages SET state = 'posting', posting_at = $2, attempt = attempt + 1, state_source = 'app',"
          " next_attempt_at = NULL WHERE id = $1 AND state = 'planned' AND EXISTS (SELECT 1 FROM campaigns"
          " WHERE id = $3 AND lease_epoch = $4 AND state = 'running')",
          INVY_VALUES (INVY_TEXT (invy_message_get_id (message)), INVY_TIME (now), INVY_TEXT (claiming->campaign_id),
                       INVY_INTEGER (claiming->epoch)),
          &n_changed, error))
    return FALSE;
  if (n_changed == 0)
    {
      g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_LEASE_LOST,
                           _ ("The campaign was paused, cancelled or taken over by another program."));
      return FALSE;
    }

  if (!invy_media_fill (database, message, error))
    return FALSE;

  if (invy_message_get_next_attempt_at (message) > 0)
    invy_message_set_put_off_ms (
        message, MAX (0, invy_message_get_next_attempt_at (message) - invy_message_get_state_at (message)));
  invy_message_set_state (message, INVY_MESSAGE_POSTING);
  invy_message_set_state_at (message, now);
  invy_message_set_next_attempt_at (message, 0);
  invy_message_set_attempt (message, invy_message_get_attempt (message) + 1);
  return TRUE;
}

static gboolean
find_next_due (InvyDatabase *database, const char *campaign_id, gint64 *next_due_ms, GError **error)
{
  g_autoptr (InvyRows) rows = invy_database_query (database,
                                                   "SELECT count(*), min (coalesce (next_attempt_at, 0)) FROM "
                                                   "messages WHERE campaign_id = $1 AND state = 'planned'",
                                                   INVY_VALUES (INVY_TEXT (campaign_id)), error);

  if (rows == NULL || !invy_rows_next (rows, error))
    return FALSE;

  if (invy_rows_get_integer (rows, 0) == 0)
    *next_due_ms = -1;
  else
    *next_due_ms = MAX (0, invy_rows_get_time (rows, 1) - invy_database_now (database));
  return TRUE;
}

static gboolean
claim_due (InvyDatabase *database, Claiming *claiming, InvyClaim *claim, GError **error)
{
  g_autoptr (GPtrArray) due = list_due (database, claiming, error);

  if (due == NULL)
    return FALSE;

  for (guint i = 0; i < due->len; i++)
    {
      InvyMessage *message = due->pdata[i];
      const char *reason;

      if (!find_reason_to_skip (database, message, &reason, error))
        return FALSE;
      if (reason != NULL ? !skip_message (database, message, reason, error)
                         : !post_message (database, claiming, message, error))
        return FALSE;
      g_ptr_array_add (reason != NULL ? claim->skipped : claim->messages, g_object_ref (message));
    }

  return claim->messages->len == 0
         || invy_pace_take (database, claiming->phone_number_id, claim->messages->len, claiming->interval_us, error);
}

static gboolean
find_number (InvyDatabase *database, Claiming *claiming, GError **error)
{
  g_autoptr (InvyRows) rows =
      invy_database_query (database, "SELECT phone_number_id, waba_id FROM campaigns WHERE id = $1",
                           INVY_VALUES (INVY_TEXT (claiming->campaign_id)), error);

  if (rows == NULL || !invy_rows_next (rows, error))
    return FALSE;

  g_set_str (&claiming->phone_number_id, invy_rows_get_text (rows, 0));
  g_set_str (&claiming->waba_id, invy_rows_get_text (rows, 1));
  return TRUE;
}

static gboolean
apply_limit (InvyDatabase *database, Claiming *claiming, InvyClaim *claim, GError **error)
{
  guint n_left;

  if (!invy_limit_read (database, claiming->phone_number_id, claiming->waba_id, &n_left, &claim->wait_ms, error))
    return FALSE;

  claiming->n_messages = MIN (claiming->n_messages, n_left);
  if (n_left == 0)
    g_set_str (&claim->waiting_reason, INVY_STORE_WAIT_LIMIT);
  return TRUE;
}

/* In the middle of a campaign, too, a standby may take over. */
static gboolean
check_server (InvyDatabase *database, Claiming *claiming, GError **error)
{
  gboolean changed;

  if (!invy_server_change_check (database, claiming->campaign_id, &changed, error))
    return FALSE;
  if (!changed)
    return TRUE;

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_LEASE_LOST,
                       _ ("Another server has taken the place of the one that this was sent from."));
  return FALSE;
}

static gboolean
fill_claim (InvyDatabase *database, Claiming *claiming, InvyClaim *claim, GError **error)
{
  if (!invy_lease_check (database, claiming->campaign_id, claiming->epoch, error)
      || !check_server (database, claiming, error) || !find_number (database, claiming, error)
      || !invy_pace_read (database, claiming->phone_number_id, &claim->wait_ms, &claim->waiting_reason, error))
    return FALSE;
  if (claim->wait_ms == 0 && !apply_limit (database, claiming, claim, error))
    return FALSE;
  if (claim->wait_ms == 0 && !claim_due (database, claiming, claim, error))
    return FALSE;
  if (claim->messages->len > 0)
    claim->wait_ms = (claim->messages->len * claiming->interval_us + 999) / 1000;

  return find_next_due (database, claiming->campaign_id, &claim->next_due_ms, error);
}

static gboolean
claim_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Claiming *claiming = data;
  g_autoptr (InvyClaim) claim = g_new0 (InvyClaim, 1);

  claim->messages = invy_records_new ();
  claim->skipped = invy_records_new ();
  if (!invy_database_begin (database, error)
      || !invy_database_end (database, fill_claim (database, claiming, claim, error), error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_MESSAGES, NULL);
  g_value_init (result, INVY_TYPE_CLAIM);
  g_value_take_boxed (result, g_steal_pointer (&claim));
  return TRUE;
}

/**
 * invy_store_claim:
 * @epoch: what invy_store_take_lease() resolved to
 * @n_messages: no more than are about to be sent
 * @interval_us: microseconds from the start of one of them to the start of the next from the same number
 *
 * Takes the next messages for sending, if the pace of their number allows any now: when the future resolves, that
 * they are posting is on the disk. A message whose guest was removed, opted out, changed the number or answered is
 * left out instead, and the next one is not taken for it.
 *
 * Returns: (transfer full): a future that resolves to an #InvyClaim, or rejects with %INVY_STORE_ERROR_LEASE_LOST
 * when somebody paused, cancelled or took over the campaign
 */
DexFuture *
invy_store_claim (InvyStore *self, const char *campaign_id, gint64 epoch, guint n_messages, gint64 interval_us)
{
  Claiming *claiming = g_new0 (Claiming, 1);

  claiming->campaign_id = g_strdup (campaign_id);
  claiming->epoch = epoch;
  claiming->n_messages = n_messages;
  claiming->interval_us = interval_us;

  return invy_store_run (self, INVY_LANE_LEDGER, claim_job, claiming, claiming_free);
}

/* Which states an answer may lead to, by the state that the row is in when it comes. A late answer may find the row
 * unknown already: that nothing was sent then is a failure to look at, not a plan to send again. */
static gboolean
is_allowed (InvyMessageState from, InvyMessageState to)
{
  if (from == INVY_MESSAGE_POSTING)
    return TRUE;
  if (from == INVY_MESSAGE_UNKNOWN)
    return to == INVY_MESSAGE_ACCEPTED || to == INVY_MESSAGE_HELD || to == INVY_MESSAGE_FAILED;

  return FALSE;
}

/* An answer may be written down a second time, because nobody heard that it was. Meanwhile the message may have been
 * posted once more; that the attempt before failed, or never left, says nothing about this one. */
static gboolean
is_of_earlier_attempt (InvyMessage *outcome, InvyMessage *message)
{
  const InvyMessageState to = invy_message_get_state (outcome);

  return invy_message_get_attempt (outcome) > 0
         && invy_message_get_attempt (outcome) < invy_message_get_attempt (message)
         && (to == INVY_MESSAGE_PLANNED || to == INVY_MESSAGE_FAILED || to == INVY_MESSAGE_UNKNOWN);
}

static gboolean
write_outcome (InvyDatabase *database, InvyMessage *outcome, InvyMessage *message, GError **error)
{
  const gint64 now = invy_database_now (database);
  const InvyMessageState from = invy_message_get_state (message);
  InvyMessageState to = invy_message_get_state (outcome);

  if (is_of_earlier_attempt (outcome, message))
    return TRUE;
  if (from == INVY_MESSAGE_UNKNOWN && to == INVY_MESSAGE_PLANNED)
    to = INVY_MESSAGE_FAILED;
  if (from == INVY_MESSAGE_RESENT && invy_message_state_is_taken (to))
    return invy_outcome_note_resent (database, outcome, now, error);
  if (!is_allowed (from, to))
    return invy_outcome_learn_wamid (database, outcome, error);
  if (!invy_outcome_write (database, outcome, to, "app", now, error))
    return FALSE;
  if (to == INVY_MESSAGE_PLANNED)
    return invy_outcome_cancel_needless (database, invy_message_get_id (outcome), error);

  return invy_message_get_state (outcome) != INVY_MESSAGE_FAILED
         || invy_outcome_plan_again (database, outcome, error);
}

/* An id that another message has already says nothing about this one: what became of it is not known. */
static gboolean
distrust_known_id (InvyDatabase *database, InvyMessage *outcome, GError **error)
{
  const char *wamid = invy_message_get (outcome, INVY_MESSAGE_WAMID);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = NULL;

  if (wamid == NULL)
    return TRUE;

  rows = invy_database_query (database, "SELECT 1 FROM messages WHERE wamid = $1 AND id <> $2",
                              INVY_VALUES (INVY_TEXT (wamid), INVY_TEXT (invy_message_get_id (outcome))), error);
  if (rows == NULL)
    return FALSE;
  if (invy_rows_next (rows, &local_error))
    {
      invy_message_set (outcome, INVY_MESSAGE_WAMID, NULL);
      invy_message_set (outcome, INVY_MESSAGE_ERROR_DETAIL,
                        _ ("WhatsApp answered with the ID of another message. This one may have arrived."));
      invy_message_set_state (outcome, INVY_MESSAGE_UNKNOWN);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
record_outcome (InvyDatabase *database, InvyMessage *outcome, GError **error)
{
  g_autoptr (InvyMessage) message = invy_message_sql_load (database, invy_message_get_id (outcome), error);

  return message != NULL && distrust_known_id (database, outcome, error)
         && write_outcome (database, outcome, message, error);
}

static gboolean
record_outcome_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  InvyMessage *outcome = data;

  if (!invy_database_begin (database, error)
      || !invy_database_end (database, record_outcome (database, outcome, error), error))
    return FALSE;

  return invy_message_sql_resolve (job, database, invy_message_get_id (outcome), result, error);
}

/**
 * invy_store_record_outcome:
 * @outcome: the id of a message and the attempt, as it was claimed (0 if that is not known), and what came of it:
 *   state, error code, detail, fbtrace id, wamid, next attempt; copied
 *
 * Keeps the answer to a request. The row's own answer is always taken, however late and whoever has the lease; a
 * state that is further already stays. What would wait again in a cancelled campaign is cancelled.
 *
 * Returns: (transfer full): a future that resolves to the #InvyMessage as it is now
 */
DexFuture *
invy_store_record_outcome (InvyStore *self, InvyMessage *outcome)
{
  InvyMessage *copy = g_object_new (INVY_TYPE_MESSAGE, NULL);

  invy_message_assign (copy, outcome);

  return invy_store_run (self, INVY_LANE_ANSWER, record_outcome_job, copy, g_object_unref);
}
