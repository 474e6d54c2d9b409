/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-message-sql-private.h"
#include "store/invy-outcome-private.h"

#include <glib/gi18n-lib.h>

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
