/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-message-sql-private.h"
#include "store/invy-outcome-private.h"

#include <glib/gi18n-lib.h>

/* What WhatsApp says about a message on its own, after its answer or before it: statuses come late, twice, and in any
 * order. */

/* Read implies delivered, and one may come without the other. A failure is believed until the message is known to
 * have been delivered (fact sheet, section 7.4). */
static gboolean
rises (InvyMessageState from, InvyMessageState to)
{
  switch (from)
    {
    case INVY_MESSAGE_POSTING:
    case INVY_MESSAGE_UNKNOWN:
      return TRUE;
    case INVY_MESSAGE_ACCEPTED:
    case INVY_MESSAGE_HELD:
      return to != INVY_MESSAGE_ACCEPTED && to != INVY_MESSAGE_HELD;
    case INVY_MESSAGE_SENT:
      return to == INVY_MESSAGE_DELIVERED || to == INVY_MESSAGE_READ || to == INVY_MESSAGE_FAILED;
    case INVY_MESSAGE_DELIVERED:
      return to == INVY_MESSAGE_READ;
    case INVY_MESSAGE_PLANNED:
    case INVY_MESSAGE_FAILED:
    case INVY_MESSAGE_SKIPPED:
    case INVY_MESSAGE_CANCELLED:
    case INVY_MESSAGE_RESENT:
    case INVY_MESSAGE_READ:
    default:
      return FALSE;
    }
}

/* WhatsApp answered that it did not take the message, and has it all the same: it must not be sent another time. One
 * that was never posted cannot have arrived, whoever says so. */
static gboolean
post_refused_one (InvyDatabase *database, InvyMessage *message, gint64 at_ms, GError **error)
{
  return invy_database_execute (database,
                                "UPDATE messages SET state = 'posting', posting_at = $2, next_attempt_at = NULL,"
                                " state_source = 'webhook' WHERE id = $1 AND state = 'planned'",
                                INVY_VALUES (INVY_TEXT (invy_message_get_id (message)), INVY_TIME (at_ms)), NULL,
                                error);
}

static gboolean
write_risen (InvyDatabase *database, InvyMessage *status, gint64 at_ms, GError **error)
{
  const InvyMessageState to = invy_message_get_state (status);

  return invy_outcome_write (database, status, to, "webhook", at_ms, error)
         && (to != INVY_MESSAGE_FAILED || invy_outcome_plan_again (database, status, error));
}

/* Our id is that of a row, which may have been posted more than once: an attempt that WhatsApp refused says nothing
 * about the one that it took. */
static gboolean
is_of_other_attempt (InvyMessage *status, InvyMessage *message)
{
  const char *reported = invy_message_get (status, INVY_MESSAGE_WAMID);
  const char *known = invy_message_get (message, INVY_MESSAGE_WAMID);

  return reported != NULL && known != NULL && !g_str_equal (reported, known);
}

static gboolean
write_status (InvyDatabase *database, InvyMessage *status, InvyMessage *message, gint64 at_ms, GError **error)
{
  const InvyMessageState from = invy_message_get_state (message);
  const InvyMessageState to = invy_message_get_state (status);

  if (to == INVY_MESSAGE_FAILED && is_of_other_attempt (status, message))
    return TRUE;
  if (from == INVY_MESSAGE_RESENT)
    return invy_outcome_note_resent (database, status, at_ms, error);
  if (from == INVY_MESSAGE_PLANNED && invy_message_get_attempt (message) > 0 && to != INVY_MESSAGE_FAILED)
    return post_refused_one (database, message, at_ms, error) && write_risen (database, status, at_ms, error);
  if (rises (from, to))
    return write_risen (database, status, at_ms, error);

  /* A failure is final in the ledger; only what waits in its place can still be saved. */
  return invy_outcome_learn_wamid (database, status, error)
         && (from != INVY_MESSAGE_FAILED || !invy_message_state_is_taken (to)
             || invy_outcome_cancel_others (database, invy_message_get_id (status), error));
}

/* By what we sent along with the message first: a status may come before the answer that brings WhatsApp's id. */
static InvyMessage *
find_message (InvyDatabase *database, InvyMessage *status, GError **error)
{
  g_autofree char *columns = invy_message_sql_columns ("");
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM messages WHERE id = $1 OR wamid = $2 ORDER BY id = $1 DESC LIMIT 1", columns);
  g_autoptr (GPtrArray) messages = invy_message_sql_read_all (
      invy_database_query (database, sql,
                           INVY_VALUES (INVY_TEXT (invy_message_get_id (status)),
                                        INVY_TEXT (invy_message_get (status, INVY_MESSAGE_WAMID))),
                           error),
      error);

  if (messages == NULL)
    return NULL;
  if (messages->len == 0)
    {
      invy_store_not_found (error, _ ("There is no such message."));
      return NULL;
    }

  return g_object_ref (messages->pdata[0]);
}

static gboolean
record_status (InvyDatabase *database, InvyMessage *status, GError **error)
{
  g_autoptr (InvyMessage) message = find_message (database, status, error);
  const gint64 at_ms = invy_message_get_state_at (status);

  if (message == NULL)
    return FALSE;

  invy_record_set_id (INVY_RECORD (status), invy_message_get_id (message));
  return write_status (database, status, message, at_ms > 0 ? at_ms : invy_database_now (database), error);
}

static gboolean
record_status_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  InvyMessage *status = data;

  if (!invy_database_begin (database, error)
      || !invy_database_end (database, record_status (database, status, error), error))
    return FALSE;

  return invy_message_sql_resolve (job, database, invy_message_get_id (status), result, error);
}

static gboolean
is_status (InvyMessageState state)
{
  return state == INVY_MESSAGE_HELD || state == INVY_MESSAGE_FAILED || invy_message_state_is_taken (state);
}

/**
 * invy_store_record_status:
 * @status: what a webhook says of a message: its id if our own came back (biz_opaque_callback_data), WhatsApp's id,
 *   the state (accepted, held, sent, delivered, read or failed), when it came to be so (0 for now), and for a failure
 *   the code, the detail and when to try again (0 for never); copied
 *
 * Keeps a status that WhatsApp reported by itself. The message is the one with our id, else the one with WhatsApp's,
 * which it learns. States only rise, in whatever order statuses come and however often; any failure is failed, an
 * unclear one too, since WhatsApp had the message. A message that was sent again stays closed, but what waits in its
 * place is cancelled when it turns out to have arrived. Ranks of the statuses: fact sheet, section 7.4.
 *
 * Returns: (transfer full): a future that resolves to the #InvyMessage as it is now, or rejects with
 *   %INVY_STORE_ERROR_NOT_FOUND when no message has one of the ids: the answer that brings it may still come
 */
DexFuture *
invy_store_record_status (InvyStore *self, InvyMessage *status)
{
  InvyMessage *copy;

  g_return_val_if_fail (INVY_IS_STORE (self), NULL);
  g_return_val_if_fail (is_status (invy_message_get_state (status)), NULL);

  copy = g_object_new (INVY_TYPE_MESSAGE, NULL);
  invy_message_assign (copy, status);

  return invy_store_run (self, INVY_LANE_ANSWER, record_status_job, copy, g_object_unref);
}
