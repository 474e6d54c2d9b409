/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-access-private.h"
#include "store/invy-campaign-sql-private.h"
#include "store/invy-lease-private.h"
#include "store/invy-message-sql-private.h"

#include <glib/gi18n-lib.h>

/* What the planner decides about a campaign or a message, whoever sends it. */

typedef struct
{
  char *id;
  char *reason;
  gboolean arrived;
} Decision;

static Decision *
decision_new (const char *id, const char *reason, gboolean arrived)
{
  Decision *decision = g_new0 (Decision, 1);

  decision->id = g_strdup (id);
  decision->reason = g_strdup (reason);
  decision->arrived = arrived;

  return decision;
}

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  g_free (decision->id);
  g_free (decision->reason);
  g_free (decision);
}

static gboolean
resolve_campaign (InvyJob *job, InvyDatabase *database, const char *campaign_id, GValue *result, GError **error)
{
  if (!invy_campaign_sql_resolve (database, campaign_id, result, error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_MESSAGES,
                    invy_campaign_get (g_value_get_object (result), INVY_CAMPAIGN_EVENT_ID));
  return TRUE;
}

static gboolean
pause_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Decision *decision = data;
  gint64 n_changed;

  if (!invy_database_execute (database,
                              "UPDATE campaigns SET state = 'paused', stop_reason = $2"
                              " WHERE id = $1 AND state IN ('planned', 'running')",
                              INVY_VALUES (INVY_TEXT (decision->id), INVY_TEXT (decision->reason)), &n_changed, error)
      || (n_changed == 0 && !invy_access_check (database, "campaigns", decision->id, error)))
    return FALSE;

  return resolve_campaign (job, database, decision->id, result, error);
}

/**
 * invy_store_pause_campaign:
 * @stop_reason: a word that says why
 *
 * Stops a campaign before its next message, in whatever program it is sent. What is in flight is answered as usual. A
 * campaign that is not running stays as it is.
 *
 * Returns: (transfer full): a future that resolves to the #InvyCampaign
 */
DexFuture *
invy_store_pause_campaign (InvyStore *self, const char *campaign_id, const char *stop_reason)
{
  return invy_store_run (self, INVY_LANE_LEDGER, pause_job, decision_new (campaign_id, stop_reason, FALSE),
                         decision_free);
}

static gboolean
cancel_in_transaction (InvyDatabase *database, const char *campaign_id, GError **error)
{
  gint64 n_changed;

  if (!invy_database_execute (database,
                              "UPDATE campaigns SET state = 'cancelled', stop_reason = 'cancelled'"
                              " WHERE id = $1 AND state IN ('planned', 'running', 'paused')",
                              INVY_VALUES (INVY_TEXT (campaign_id)), &n_changed, error)
      || (n_changed == 0 && !invy_access_check (database, "campaigns", campaign_id, error)))
    return FALSE;

  if (n_changed > 0
      && !invy_database_execute (
          database,
          "UPDATE messages SET state = 'cancelled', cancelled_at = $2, state_source = 'planner'"
          " WHERE campaign_id = $1 AND state = 'planned'",
          INVY_VALUES (INVY_TEXT (campaign_id), INVY_TIME (invy_database_now (database))), NULL, error))
    return FALSE;

  return invy_lease_close_posting (database, campaign_id, error);
}

static gboolean
cancel_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Decision *decision = data;

  if (!invy_database_begin (database, error)
      || !invy_database_end (database, cancel_in_transaction (database, decision->id, error), error))
    return FALSE;

  return resolve_campaign (job, database, decision->id, result, error);
}

/**
 * invy_store_cancel_campaign:
 *
 * Gives up what was not sent yet: planned messages are cancelled, and their guests count as not invited. What is in
 * flight is answered as usual, and unknown if its sender is gone. A finished campaign stays as it is.
 *
 * Returns: (transfer full): a future that resolves to the #InvyCampaign
 */
DexFuture *
invy_store_cancel_campaign (InvyStore *self, const char *campaign_id)
{
  return invy_store_run (self, INVY_LANE_LEDGER, cancel_job, decision_new (campaign_id, NULL, FALSE), decision_free);
}

static gboolean
get_message_job (InvyJob *job, InvyDatabase *database, gpointer message_id, GValue *result, GError **error)
{
  InvyMessage *message = invy_message_sql_load (database, message_id, error);

  if (message == NULL)
    return FALSE;

  g_value_init (result, INVY_TYPE_MESSAGE);
  g_value_take_object (result, message);
  return TRUE;
}

/**
 * invy_store_get_message:
 *
 * Returns: (transfer full): a future that resolves to an #InvyMessage, or rejects with %INVY_STORE_ERROR_NOT_FOUND
 */
DexFuture *
invy_store_get_message (InvyStore *self, const char *message_id)
{
  return invy_store_run (self, INVY_LANE_READ, get_message_job, g_strdup (message_id), g_free);
}

static gboolean
settle_as_arrived (InvyDatabase *database, const char *message_id, GError **error)
{
  return invy_database_execute (database,
                                "UPDATE messages SET state = 'sent', sent_at = $2, state_source = 'planner'"
                                " WHERE id = $1 AND state IN ('unknown', 'held')",
                                INVY_VALUES (INVY_TEXT (message_id), INVY_TIME (invy_database_now (database))), NULL,
                                error);
}

/* The old row is closed before the new one is made: the database lets only one of them live. */
static gboolean
replace_row (InvyDatabase *database, InvyMessage *old, const char *new_id, GError **error)
{
  const gint64 now = invy_database_now (database);

  return invy_database_execute (database,
                                "UPDATE messages SET state = 'resent', resent_at = $2, state_source = 'planner'"
                                " WHERE id = $1 AND state IN ('unknown', 'held')",
                                INVY_VALUES (INVY_TEXT (invy_message_get_id (old)), INVY_TIME (now)), NULL, error)
         && invy_database_execute (
             database,
             "INSERT INTO messages (id, campaign_id, event_id, guest_id, guest_name, purpose, round, kind, position,"
             " replaces, phone_e164, template_name, language, parameters, phone_number_id, state, state_source, "
             "planned_at)"
             " SELECT $2, campaign_id, event_id, guest_id, guest_name, purpose, round, kind,"
             " (SELECT max (position) + 1 FROM messages WHERE campaign_id = m.campaign_id), id, phone_e164,"
             " template_name, language, parameters, phone_number_id, 'planned', 'planner', $3"
             " FROM messages m WHERE id = $1",
             INVY_VALUES (INVY_TEXT (invy_message_get_id (old)), INVY_TEXT (new_id), INVY_TIME (now)), NULL, error);
}

/* Nobody resumes a cancelled campaign: the new row is cancelled like everything else in it that was not sent, so that
 * the guest can be invited with another campaign. */
static gboolean
send_again (InvyDatabase *database, InvyMessage *old, GError **error)
{
  const char *campaign_id = invy_message_get (old, INVY_MESSAGE_CAMPAIGN_ID);
  g_autofree char *new_id = g_uuid_string_random ();

  return replace_row (database, old, new_id, error)
         && invy_database_execute (
             database,
             "UPDATE messages SET state = 'cancelled', cancelled_at = $2, state_source = 'planner'"
             " WHERE id = $1 AND (SELECT state FROM campaigns WHERE id = $3) = 'cancelled'",
             INVY_VALUES (INVY_TEXT (new_id), INVY_TIME (invy_database_now (database)), INVY_TEXT (campaign_id)),
             NULL, error)
         && invy_database_execute (database,
                                   "UPDATE campaigns SET state = 'paused', stop_reason = 'settled'"
                                   " WHERE id = $1 AND state = 'finished'",
                                   INVY_VALUES (INVY_TEXT (campaign_id)), NULL, error);
}

static gboolean
settle_in_transaction (InvyDatabase *database, Decision *decision, GError **error)
{
  g_autoptr (InvyMessage) message = invy_message_sql_load (database, decision->id, error);
  InvyMessageState state;

  if (message == NULL)
    return FALSE;

  state = invy_message_get_state (message);
  if (state != INVY_MESSAGE_UNKNOWN && state != INVY_MESSAGE_HELD)
    {
      g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_STATE,
                           _ ("There is nothing to settle: what became of this message is known."));
      return FALSE;
    }

  if (!invy_access_check (database, "messages", decision->id, error))
    return FALSE;

  return decision->arrived ? settle_as_arrived (database, decision->id, error)
                           : send_again (database, message, error);
}

static gboolean
settle_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Decision *decision = data;

  if (!invy_database_begin (database, error)
      || !invy_database_end (database, settle_in_transaction (database, decision, error), error))
    return FALSE;

  return invy_message_sql_resolve (job, database, decision->id, result, error);
}

/**
 * invy_store_settle_message:
 * @arrived: the guest has it; else it is to be sent again
 *
 * The planner's word on a message of which nobody knows whether it arrived. *Send again* closes the row and plans a
 * new one in the same campaign, which can then be resumed. In a cancelled campaign nothing is sent any more: there
 * the guest counts as not invited from now on.
 *
 * Returns: (transfer full): a future that resolves to the #InvyMessage as it is now, or rejects with
 *   %INVY_STORE_ERROR_STATE when what became of it is known
 */
DexFuture *
invy_store_settle_message (InvyStore *self, const char *message_id, gboolean arrived)
{
  return invy_store_run (self, INVY_LANE_LEDGER, settle_job, decision_new (message_id, NULL, arrived), decision_free);
}
