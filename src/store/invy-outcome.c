/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-access-private.h"
#include "store/invy-outcome-private.h"

/* What becomes of a row when WhatsApp says something about it, in its answer or later in a webhook. All of it happens
 * inside a transaction of the caller's, who knows which state may follow which. */

/* A guest whom WhatsApp holds back for a day is tried again so many times. */
#define MAX_LATER_ATTEMPTS 3

/* Rows m and n bring the same thing to the same guest: one was made for the other, or a later campaign invited the
 * guest once more. */
#define SAME_FOR_THE_GUEST                                                      \
  "n.guest_id = m.guest_id AND n.id <> m.id AND (n.campaign_id = m.campaign_id" \
  " OR (n.kind = 'real' AND m.kind = 'real' AND n.purpose = m.purpose AND n.round = m.round))"

/* No code is not the code 0. */
static InvyValue
code_value (InvyMessage *outcome)
{
  const int code = invy_message_get_error_code (outcome);

  return code != INVY_MESSAGE_NO_CODE ? INVY_INTEGER (code) : INVY_TEXT (NULL);
}

/**
 * invy_outcome_write:
 * @outcome: the id of a message, and what came of it
 * @source: who says so: the word of the log
 * @at_ms: when it came to be so, in milliseconds since 1970
 *
 * Brings a message to the state @to.
 *
 * Returns: %FALSE with an #InvyStoreError, of the kind %INVY_STORE_ERROR_STATE if the ledger has no such step
 */
gboolean
invy_outcome_write (InvyDatabase *database,
                    InvyMessage *outcome,
                    InvyMessageState to,
                    const char *source,
                    gint64 at_ms,
                    GError **error)
{
  const char *nick = invy_enum_to_nick (INVY_TYPE_MESSAGE_STATE, (int) to);
  g_autofree char *sql =
      g_strdup_printf ("UPDATE messages SET state = $2, %s_at = $3, error_code = $4, error_detail = $5,"
                       " fbtrace_id = coalesce ($6, fbtrace_id), wamid = coalesce (wamid, $7), next_attempt_at = $8,"
                       " state_source = $9 WHERE id = $1",
                       nick);
  gint64 n_changed;

  return invy_database_execute (
             database, sql,
             INVY_VALUES (INVY_TEXT (invy_message_get_id (outcome)), INVY_TEXT (nick), INVY_TIME (at_ms),
                          code_value (outcome), INVY_TEXT (invy_message_get (outcome, INVY_MESSAGE_ERROR_DETAIL)),
                          INVY_TEXT (invy_message_get (outcome, INVY_MESSAGE_FBTRACE_ID)),
                          INVY_TEXT (invy_message_get (outcome, INVY_MESSAGE_WAMID)),
                          INVY_TIME (to == INVY_MESSAGE_PLANNED ? invy_message_get_next_attempt_at (outcome) : 0),
                          INVY_TEXT (source)),
             &n_changed, error)
         && (n_changed > 0 || invy_access_check (database, "messages", invy_message_get_id (outcome), error));
}

/**
 * invy_outcome_learn_wamid:
 *
 * Keeps WhatsApp's id of a message whose state is further than what @outcome says.
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_outcome_learn_wamid (InvyDatabase *database, InvyMessage *outcome, GError **error)
{
  return invy_database_execute (database,
                                "UPDATE messages SET wamid = $2 WHERE id = $1 AND wamid IS NULL"
                                " AND state NOT IN ('planned', 'skipped', 'cancelled')",
                                INVY_VALUES (INVY_TEXT (invy_message_get_id (outcome)),
                                             INVY_TEXT (invy_message_get (outcome, INVY_MESSAGE_WAMID))),
                                NULL, error);
}

/**
 * invy_outcome_note_resent:
 *
 * The planner had the message sent again, and now WhatsApp says what became of the first one. The row stays closed,
 * but when this came to be is kept: whether the guest counts as invited follows from these times. If so, what waits
 * in its place is cancelled.
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_outcome_note_resent (InvyDatabase *database, InvyMessage *outcome, gint64 at_ms, GError **error)
{
  const InvyMessageState to = invy_message_get_state (outcome);
  const char *message_id = invy_message_get_id (outcome);
  g_autofree char *sql = NULL;

  if (to != INVY_MESSAGE_FAILED && !invy_message_state_is_taken (to))
    return TRUE;

  sql = g_strdup_printf ("UPDATE messages SET wamid = coalesce (wamid, $2), %s_at = $3, error_code = $4,"
                         " error_detail = $5 WHERE id = $1 AND state = 'resent'",
                         invy_enum_to_nick (INVY_TYPE_MESSAGE_STATE, (int) to));

  return invy_database_execute (database, sql,
                                INVY_VALUES (INVY_TEXT (message_id),
                                             INVY_TEXT (invy_message_get (outcome, INVY_MESSAGE_WAMID)),
                                             INVY_TIME (at_ms), code_value (outcome),
                                             INVY_TEXT (invy_message_get (outcome, INVY_MESSAGE_ERROR_DETAIL))),
                                NULL, error)
         && invy_outcome_cancel_others (database, message_id, error);
}

/**
 * invy_outcome_cancel_others:
 *
 * It turned out that a message arrived that was sent again or taken for failed: what still waits to bring the guest
 * the same is not needed. Does nothing for a resent one that is not known to have arrived.
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_outcome_cancel_others (InvyDatabase *database, const char *message_id, GError **error)
{
  return invy_database_execute (
      database,
      "UPDATE messages SET state = 'cancelled', cancelled_at = $2, next_attempt_at = NULL, state_source = 'app'"
      " WHERE state = 'planned' AND id IN (SELECT n.id FROM (SELECT * FROM messages WHERE id = $1"
      " AND (state = 'failed' OR " INVY_SQL_STANDS ")) m JOIN messages n ON " SAME_FOR_THE_GUEST ")",
      INVY_VALUES (INVY_TEXT (message_id), INVY_TIME (invy_database_now (database))), NULL, error);
}

/**
 * invy_outcome_cancel_needless:
 *
 * A message waits again. In a cancelled campaign it would wait for ever, and keep its guest from being invited; and
 * if another one has turned out to have arrived meanwhile, it is not needed.
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_outcome_cancel_needless (InvyDatabase *database, const char *message_id, GError **error)
{
  return invy_database_execute (
      database,
      "UPDATE messages AS m SET state = 'cancelled', cancelled_at = $2, next_attempt_at = NULL, state_source = 'app'"
      " WHERE id = $1 AND state = 'planned'"
      " AND (campaign_id IN (SELECT id FROM campaigns WHERE state = 'cancelled')"
      " OR EXISTS (SELECT 1 FROM messages n WHERE " SAME_FOR_THE_GUEST " AND " INVY_SQL_STANDS "))",
      INVY_VALUES (INVY_TEXT (message_id), INVY_TIME (invy_database_now (database))), NULL, error);
}

/* Whoever had finished the campaign has to send once more. */
static gboolean
reopen_campaign (InvyDatabase *database, const char *message_id, GError **error)
{
  return invy_database_execute (database,
                                "UPDATE campaigns SET state = 'paused', stop_reason = 'tomorrow' WHERE state = "
                                "'finished' AND id = (SELECT campaign_id FROM messages WHERE id = $1)",
                                INVY_VALUES (INVY_TEXT (message_id)), NULL, error);
}

/**
 * invy_outcome_plan_again:
 * @outcome: of a message that failed; its next attempt is when the new one is due
 *
 * A failure that a later attempt may mend gets a new row; the failed one stays visible. Only so many times in one
 * campaign, not in one that was cancelled, and not if the guest has another message by now. Does nothing for an
 * outcome without a next attempt.
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_outcome_plan_again (InvyDatabase *database, InvyMessage *outcome, GError **error)
{
  const char *message_id = invy_message_get_id (outcome);
  const gint64 due = invy_message_get_next_attempt_at (outcome);
  g_autofree char *new_id = g_uuid_string_random ();
  gint64 n_added;

  if (due == 0)
    return TRUE;

  return invy_database_execute (
             database,
             "INSERT INTO messages (id, campaign_id, event_id, guest_id, guest_name, purpose, round, kind, position,"
             " replaces, phone_e164, template_name, language, parameters, phone_number_id, state, planned_at,"
             " next_attempt_at)"
             " SELECT $2, campaign_id, event_id, guest_id, guest_name, purpose, round, kind,"
             " (SELECT max (position) + 1 FROM messages WHERE campaign_id = m.campaign_id), id, phone_e164,"
             " template_name, language, parameters, phone_number_id, 'planned', $3, $4 FROM messages m WHERE id = $1"
             " AND campaign_id NOT IN (SELECT id FROM campaigns WHERE state = 'cancelled')"
             " AND (SELECT count(*) FROM messages n WHERE n.campaign_id = m.campaign_id AND n.guest_id = m.guest_id"
             " AND n.state = 'failed' AND n.error_code = m.error_code) <= $5"
             " AND NOT EXISTS (SELECT 1 FROM messages n WHERE n.guest_id = m.guest_id AND n.purpose = m.purpose"
             " AND n.round >= m.round AND n.kind = 'real' AND m.kind = 'real' AND " INVY_SQL_STANDS ")",
             INVY_VALUES (INVY_TEXT (message_id), INVY_TEXT (new_id), INVY_TIME (invy_database_now (database)),
                          INVY_TIME (due), INVY_INTEGER (MAX_LATER_ATTEMPTS)),
             &n_added, error)
         && (n_added == 0 || reopen_campaign (database, message_id, error));
}
