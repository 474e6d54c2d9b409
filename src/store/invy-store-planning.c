/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-access-private.h"
#include "store/invy-campaign-sql-private.h"
#include "store/invy-lease-private.h"
#include "store/invy-message-sql-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  InvyCampaign *campaign; /* NULL when messages join one that is there */
  char *campaign_id;
  char *settings; /* NULL when they stay */
  GPtrArray *messages;
} Planning;

static void
planning_free (gpointer data)
{
  Planning *planning = data;

  g_clear_object (&planning->campaign);
  g_ptr_array_unref (planning->messages);
  g_free (planning->campaign_id);
  g_free (planning->settings);
  g_free (planning);
}

/* Somebody else may have invited the guest since the dry run, perhaps under another row of the same person. */
static gboolean
was_invited (InvyDatabase *database, InvyMessage *message, gboolean *invited, GError **error)
{
  g_autoptr (InvyRows) rows = invy_database_query (
      database,
      "SELECT 1 FROM messages WHERE guest_id IN (SELECT $1 UNION ALL SELECT id FROM guests WHERE merged_into = $1)"
      " AND purpose = $2 AND round >= $3 AND kind = 'real'"
      " AND " INVY_SQL_STANDS " LIMIT 1",
      INVY_VALUES (INVY_TEXT (invy_message_get (message, INVY_MESSAGE_GUEST_ID)),
                   INVY_TEXT (invy_enum_to_nick (INVY_TYPE_PURPOSE, (int) invy_message_get_purpose (message))),
                   INVY_INTEGER (invy_message_get_round (message))),
      error);

  if (rows == NULL)
    return FALSE;

  *invited = invy_rows_next (rows, NULL);
  return TRUE;
}

static gboolean
insert_messages (InvyDatabase *database, GPtrArray *messages, gint64 now, GError **error)
{
  for (guint i = 0; i < messages->len; i++)
    {
      InvyMessage *message = messages->pdata[i];
      gboolean invited = FALSE;

      if (invy_message_get_kind (message) == INVY_CAMPAIGN_REAL
          && invy_message_get_state (message) == INVY_MESSAGE_PLANNED
          && !was_invited (database, message, &invited, error))
        return FALSE;
      if (invited)
        {
          invy_message_set_state (message, INVY_MESSAGE_SKIPPED);
          invy_message_set (message, INVY_MESSAGE_SKIP_REASON, "already-invited");
        }
      if (!invy_message_sql_insert (database, message, now, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_practice_only (InvyDatabase *database, InvyCampaign *campaign)
{
  g_autoptr (InvyRows) rows =
      invy_database_query (database, "SELECT 1 FROM events WHERE id = $1 AND practice_only = 1",
                           INVY_VALUES (INVY_TEXT (invy_campaign_get (campaign, INVY_CAMPAIGN_EVENT_ID))), NULL);

  return rows != NULL && invy_rows_next (rows, NULL);
}

static gboolean
insert_planned (InvyDatabase *database, Planning *planning, GError **error)
{
  const gint64 now = invy_database_now (database);

  return invy_campaign_sql_insert (database, planning->campaign, now, error)
         && insert_messages (database, planning->messages, now, error);
}

static gboolean
plan_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Planning *planning = data;

  if (invy_campaign_get_kind (planning->campaign) != INVY_CAMPAIGN_PRACTICE
      && is_practice_only (database, planning->campaign))
    {
      g_set_error_literal (
          error, INVY_STORE_ERROR, INVY_STORE_ERROR_PRACTICE_ONLY,
          _ ("This is a sample wedding: it can only be practised with. Make a wedding of your own to "
             "send invitations."));
      return FALSE;
    }

  if (!invy_database_begin (database, error)
      || !invy_database_end (database, insert_planned (database, planning, error), error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_MESSAGES, invy_campaign_get (planning->campaign, INVY_CAMPAIGN_EVENT_ID));
  return invy_campaign_sql_resolve (database, planning->campaign_id, result, error);
}

static GPtrArray *
copy_messages (GPtrArray *messages)
{
  GPtrArray *copies = invy_records_new ();

  for (guint i = 0; i < messages->len; i++)
    {
      InvyMessage *copy = g_object_new (INVY_TYPE_MESSAGE, NULL);

      invy_message_assign (copy, messages->pdata[i]);
      g_ptr_array_add (copies, copy);
    }

  return copies;
}

/**
 * invy_store_plan_campaign:
 * @messages: (element-type InvyMessage): planned and skipped rows; copied
 *
 * Keeps a campaign with all its messages, in one transaction. A guest whom somebody else has invited since the dry
 * run is left out, with the reason.
 *
 * Returns: (transfer full): a future that resolves to the #InvyCampaign with its counts, or rejects with
 *   %INVY_STORE_ERROR_PRACTICE_ONLY
 */
DexFuture *
invy_store_plan_campaign (InvyStore *self, InvyCampaign *campaign, GPtrArray *messages)
{
  Planning *planning = g_new0 (Planning, 1);

  planning->campaign = g_object_new (INVY_TYPE_CAMPAIGN, NULL);
  invy_campaign_assign (planning->campaign, campaign);
  planning->campaign_id = g_strdup (invy_campaign_get_id (campaign));
  planning->messages = copy_messages (messages);

  return invy_store_run (self, INVY_LANE_WRITE, plan_job, planning, planning_free);
}

/* New rows come behind all others. */
static gboolean
number_messages (InvyDatabase *database, const char *campaign_id, GPtrArray *messages, GError **error)
{
  g_autoptr (InvyRows) rows =
      invy_database_query (database, "SELECT coalesce (max (position), -1) FROM messages WHERE campaign_id = $1",
                           INVY_VALUES (INVY_TEXT (campaign_id)), error);
  guint position;

  if (rows == NULL || !invy_rows_next (rows, error))
    return FALSE;

  position = (guint) (invy_rows_get_integer (rows, 0) + 1);
  for (guint i = 0; i < messages->len; i++)
    invy_message_set_position (messages->pdata[i], position++);

  return TRUE;
}

static gboolean
reopen_campaign (InvyDatabase *database, const char *campaign_id, GError **error)
{
  gint64 n_changed;

  if (!invy_database_execute (database,
                              "UPDATE campaigns SET state = CASE state WHEN 'finished' THEN 'paused' ELSE state END"
                              " WHERE id = $1 AND state <> 'cancelled'",
                              INVY_VALUES (INVY_TEXT (campaign_id)), &n_changed, error))
    return FALSE;
  if (n_changed > 0)
    return TRUE;
  if (!invy_access_check (database, "campaigns", campaign_id, error))
    return FALSE;

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_STATE,
                       _ ("This campaign was cancelled. Send a new one instead."));
  return FALSE;
}

static gboolean
add_messages_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Planning *planning = data;

  if (!invy_database_begin (database, error)
      || !invy_database_end (
          database,
          number_messages (database, planning->campaign_id, planning->messages, error)
              && insert_messages (database, planning->messages, invy_database_now (database), error)
              && reopen_campaign (database, planning->campaign_id, error),
          error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_MESSAGES, NULL);
  return invy_campaign_sql_resolve (database, planning->campaign_id, result, error);
}

/**
 * invy_store_add_messages:
 * @messages: (element-type InvyMessage): new rows for guests whose message failed or was left out; copied, and
 * numbered behind the others
 *
 * Adds messages to a campaign, which can then be resumed. The old rows stay as they are.
 *
 * Returns: (transfer full): a future that resolves to the #InvyCampaign, or rejects with %INVY_STORE_ERROR_STATE when
 * it was cancelled
 */
DexFuture *
invy_store_add_messages (InvyStore *self, const char *campaign_id, GPtrArray *messages)
{
  Planning *planning = g_new0 (Planning, 1);

  planning->campaign_id = g_strdup (campaign_id);
  planning->messages = copy_messages (messages);

  return invy_store_run (self, INVY_LANE_WRITE, add_messages_job, planning, planning_free);
}

static gboolean
rewrite_message (InvyDatabase *database, InvyMessage *message, gint64 now, GError **error)
{
  const char *message_id = invy_message_get_id (message);

  if (invy_message_get_state (message) == INVY_MESSAGE_SKIPPED)
    return invy_database_execute (
        database,
        "UPDATE messages SET state = 'skipped', skipped_at = $2, skip_reason = $3, state_source = 'planner'"
        " WHERE id = $1 AND state = 'planned'",
        INVY_VALUES (INVY_TEXT (message_id), INVY_TIME (now),
                     INVY_TEXT (invy_message_get (message, INVY_MESSAGE_SKIP_REASON))),
        NULL, error);

  return invy_database_execute (
      database,
      "UPDATE messages SET guest_name = $2, phone_e164 = $3, template_name = $4, language = $5, parameters = $6,"
      " error_code = NULL, error_detail = NULL WHERE id = $1 AND state = 'planned'",
      INVY_VALUES (INVY_TEXT (message_id), INVY_TEXT (invy_message_get (message, INVY_MESSAGE_GUEST_NAME)),
                   INVY_TEXT (invy_message_get (message, INVY_MESSAGE_PHONE_E164)),
                   INVY_TEXT (invy_message_get (message, INVY_MESSAGE_TEMPLATE_NAME)),
                   INVY_TEXT (invy_message_get (message, INVY_MESSAGE_LANGUAGE)),
                   INVY_TEXT (invy_message_get (message, INVY_MESSAGE_PARAMETERS))),
      NULL, error);
}

static gboolean
rewrite_in_transaction (InvyDatabase *database, Planning *planning, GError **error)
{
  const gint64 now = invy_database_now (database);
  gint64 n_changed = 0;
  gboolean held;

  /* Running without anybody who sends: its sender is gone. */
  if (!invy_lease_is_held (database, planning->campaign_id, &held, error)
      || (!held
          && !invy_database_execute (
              database,
              "UPDATE campaigns SET settings = $2 WHERE id = $1 AND state IN ('planned', 'paused', 'running')",
              INVY_VALUES (INVY_TEXT (planning->campaign_id), INVY_TEXT (planning->settings)), &n_changed, error)))
    return FALSE;
  if (n_changed == 0)
    {
      if (!invy_access_check (database, "campaigns", planning->campaign_id, error))
        return FALSE;
      g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_STATE,
                           _ ("This campaign is being sent or is over. Pause it before its messages are changed."));
      return FALSE;
    }
  for (guint i = 0; i < planning->messages->len; i++)
    if (!rewrite_message (database, planning->messages->pdata[i], now, error))
      return FALSE;

  return TRUE;
}

static gboolean
rewrite_messages_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Planning *planning = data;

  if (!invy_database_begin (database, error)
      || !invy_database_end (database, rewrite_in_transaction (database, planning, error), error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_MESSAGES, NULL);
  return invy_campaign_sql_resolve (database, planning->campaign_id, result, error);
}

/**
 * invy_store_rewrite_messages:
 * @settings: JSON: the details that the messages are rendered from now
 * @messages: (element-type InvyMessage): rows of the campaign that still wait, with new parameters, numbers and
 * names, or skipped with a reason; copied
 *
 * Freezes the waiting rows of a campaign anew. Rows that do not wait any more stay as they are.
 *
 * Returns: (transfer full): a future that resolves to the #InvyCampaign, or rejects with %INVY_STORE_ERROR_STATE
 * while somebody sends it, and when it is over
 */
DexFuture *
invy_store_rewrite_messages (InvyStore *self, const char *campaign_id, const char *settings, GPtrArray *messages)
{
  Planning *planning = g_new0 (Planning, 1);

  planning->campaign_id = g_strdup (campaign_id);
  planning->settings = g_strdup (settings);
  planning->messages = copy_messages (messages);

  return invy_store_run (self, INVY_LANE_WRITE, rewrite_messages_job, planning, planning_free);
}
