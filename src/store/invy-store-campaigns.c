/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-message-sql-private.h"

#include <glib/gi18n-lib.h>

static const char *const extra_columns[] = { "purpose", "kind", "state", "created_at", "lease_epoch", NULL };

enum
{
  COLUMN_PURPOSE = INVY_CAMPAIGN_N_FIELDS + 1,
  COLUMN_KIND,
  COLUMN_STATE,
  COLUMN_CREATED_AT,
  COLUMN_LEASE_EPOCH,
};

static InvyCampaign *
read_campaign (InvyRows *rows)
{
  InvyCampaign *campaign = g_object_new (INVY_TYPE_CAMPAIGN, NULL);
  int purpose = 0, kind = 0, state = 0;

  invy_record_sql_read (INVY_RECORD (campaign), rows);
  invy_enum_from_nick (INVY_TYPE_PURPOSE, invy_rows_get_text (rows, COLUMN_PURPOSE), &purpose);
  invy_enum_from_nick (INVY_TYPE_CAMPAIGN_KIND, invy_rows_get_text (rows, COLUMN_KIND), &kind);
  invy_enum_from_nick (INVY_TYPE_CAMPAIGN_STATE, invy_rows_get_text (rows, COLUMN_STATE), &state);
  invy_campaign_set_purpose (campaign, (InvyPurpose) purpose);
  invy_campaign_set_kind (campaign, (InvyCampaignKind) kind);
  invy_campaign_set_state (campaign, (InvyCampaignState) state);
  invy_campaign_set_created_at (campaign, invy_rows_get_time (rows, COLUMN_CREATED_AT));
  invy_campaign_set_lease_epoch (campaign, invy_rows_get_integer (rows, COLUMN_LEASE_EPOCH));

  return campaign;
}

/* A guest counts once, by the newest row. */
static gboolean
load_counts (InvyDatabase *database, InvyCampaign *campaign, GError **error)
{
  InvyCampaignCounts counts = { 0 };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = invy_database_query (
      database,
      "SELECT m.state, count(*) FROM messages m WHERE m.campaign_id = $1 AND NOT EXISTS (SELECT 1 FROM messages n "
      "WHERE n.campaign_id = m.campaign_id AND n.guest_id = m.guest_id AND n.position > m.position) GROUP BY m.state",
      INVY_VALUES (INVY_TEXT (invy_campaign_get_id (campaign))), error);

  if (rows == NULL)
    return FALSE;
  while (invy_rows_next (rows, &local_error))
    {
      int state;

      if (invy_enum_from_nick (INVY_TYPE_MESSAGE_STATE, invy_rows_get_text (rows, 0), &state))
        invy_campaign_counts_add (&counts, (InvyMessageState) state, (int) invy_rows_get_integer (rows, 1));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  invy_campaign_set_counts (campaign, &counts);
  return TRUE;
}

static GPtrArray *
load_campaigns (InvyDatabase *database, const char *where, const char *value, GError **error)
{
  g_autofree char *columns = invy_record_sql_columns (INVY_TYPE_CAMPAIGN, "", extra_columns);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM campaigns WHERE %s", columns, where);
  g_autoptr (GPtrArray) campaigns = invy_records_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = NULL;

  rows = value != NULL ? invy_database_query (database, sql, INVY_VALUES (INVY_TEXT (value)), error)
                       : invy_database_query (database, sql, NULL, 0, error);
  if (rows == NULL)
    return NULL;
  while (invy_rows_next (rows, &local_error))
    g_ptr_array_add (campaigns, read_campaign (rows));
  for (guint i = 0; i < campaigns->len && local_error == NULL; i++)
    load_counts (database, campaigns->pdata[i], &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&campaigns);
}

/**
 * invy_campaign_sql_load:
 *
 * Returns: (transfer full): the campaign with its counts, or %NULL with %INVY_STORE_ERROR_NOT_FOUND
 */
InvyCampaign *
invy_campaign_sql_load (InvyDatabase *database, const char *campaign_id, GError **error)
{
  g_autoptr (GPtrArray) campaigns = load_campaigns (database, "id = $1", campaign_id, error);

  if (campaigns == NULL)
    return NULL;
  if (campaigns->len == 0)
    {
      invy_store_not_found (error, _ ("There is no such campaign."));
      return NULL;
    }

  return g_object_ref (campaigns->pdata[0]);
}

static gboolean
resolve_campaign (InvyDatabase *database, const char *campaign_id, GValue *result, GError **error)
{
  InvyCampaign *campaign = invy_campaign_sql_load (database, campaign_id, error);

  if (campaign == NULL)
    return FALSE;

  g_value_init (result, INVY_TYPE_CAMPAIGN);
  g_value_take_object (result, campaign);
  return TRUE;
}

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

static gboolean
insert_campaign (InvyDatabase *database, InvyCampaign *campaign, gint64 now, GError **error)
{
  g_autofree char *sql = invy_record_sql_insert ("campaigns", INVY_TYPE_CAMPAIGN, extra_columns);
  g_autoptr (GArray) values = invy_record_sql_values (INVY_RECORD (campaign));

  g_array_append_vals (
      values,
      INVY_VALUES (INVY_TEXT (invy_enum_to_nick (INVY_TYPE_PURPOSE, (int) invy_campaign_get_purpose (campaign))),
                   INVY_TEXT (invy_enum_to_nick (INVY_TYPE_CAMPAIGN_KIND, (int) invy_campaign_get_kind (campaign))),
                   INVY_TEXT ("planned"), INVY_TIME (now), INVY_INTEGER (0)));

  return invy_database_execute (database, sql, (InvyValue *) values->data, values->len, NULL, error);
}

/* Somebody else may have invited the guest since the dry run, perhaps under another row of the same person. */
static gboolean
was_invited (InvyDatabase *database, InvyMessage *message, gboolean *invited, GError **error)
{
  g_autoptr (InvyRows) rows = invy_database_query (
      database,
      "SELECT 1 FROM messages WHERE (guest_id = $1 OR guest_id IN (SELECT id FROM guests WHERE merged_into = $1))"
      " AND purpose = $2 AND round >= $3 AND kind = 'real'"
      " AND state NOT IN ('failed', 'skipped', 'cancelled', 'resent') LIMIT 1",
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
plan_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Planning *planning = data;
  gint64 now;

  if (invy_campaign_get_kind (planning->campaign) != INVY_CAMPAIGN_PRACTICE
      && is_practice_only (database, planning->campaign))
    {
      g_set_error_literal (
          error, INVY_STORE_ERROR, INVY_STORE_ERROR_PRACTICE_ONLY,
          _ ("This is a sample wedding: it can only be practised with. Make a wedding of your own to "
             "send invitations."));
      return FALSE;
    }

  if (!invy_database_begin (database, error))
    return FALSE;
  now = invy_database_now (database);
  if (!insert_campaign (database, planning->campaign, now, error)
      || !insert_messages (database, planning->messages, now, error))
    {
      invy_database_rollback (database);
      return FALSE;
    }
  if (!invy_database_commit (database, error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_MESSAGES, invy_campaign_get (planning->campaign, INVY_CAMPAIGN_EVENT_ID));
  return resolve_campaign (database, planning->campaign_id, result, error);
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

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_STATE,
                       _ ("This campaign was cancelled. Send a new one instead."));
  return FALSE;
}

static gboolean
add_messages_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Planning *planning = data;

  if (!invy_database_begin (database, error))
    return FALSE;
  if (!number_messages (database, planning->campaign_id, planning->messages, error)
      || !insert_messages (database, planning->messages, invy_database_now (database), error)
      || !reopen_campaign (database, planning->campaign_id, error))
    {
      invy_database_rollback (database);
      return FALSE;
    }
  if (!invy_database_commit (database, error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_MESSAGES, NULL);
  return resolve_campaign (database, planning->campaign_id, result, error);
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
  gint64 n_changed;

  if (!invy_database_execute (
          database,
          "UPDATE campaigns SET settings = $2 WHERE id = $1 AND (state IN ('planned', 'paused')"
          " OR (state = 'running' AND coalesce (lease_until, 0) < $3))",
          INVY_VALUES (INVY_TEXT (planning->campaign_id), INVY_TEXT (planning->settings), INVY_TIME (now)),
          &n_changed, error))
    return FALSE;
  if (n_changed == 0)
    {
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

  if (!invy_database_begin (database, error))
    return FALSE;
  if (!rewrite_in_transaction (database, planning, error))
    {
      invy_database_rollback (database);
      return FALSE;
    }
  if (!invy_database_commit (database, error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_MESSAGES, NULL);
  return resolve_campaign (database, planning->campaign_id, result, error);
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

static gboolean
list_campaigns_job (InvyJob *job, InvyDatabase *database, gpointer event_id, GValue *result, GError **error)
{
  GPtrArray *campaigns = load_campaigns (database, "event_id = $1 ORDER BY created_at DESC, id", event_id, error);

  if (campaigns == NULL)
    return FALSE;

  invy_value_take_records (result, campaigns);
  return TRUE;
}

/**
 * invy_store_list_campaigns:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyCampaign with counts, newest first
 */
DexFuture *
invy_store_list_campaigns (InvyStore *self, const char *event_id)
{
  return invy_store_run (self, INVY_LANE_READ, list_campaigns_job, g_strdup (event_id), g_free);
}

static gboolean
list_unfinished_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  GPtrArray *campaigns = load_campaigns (
      database, "state IN ('planned', 'running', 'paused') ORDER BY created_at DESC, id", NULL, error);

  if (campaigns == NULL)
    return FALSE;

  invy_value_take_records (result, campaigns);
  return TRUE;
}

/**
 * invy_store_list_unfinished_campaigns:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyCampaign of all weddings that still have
 *   something to send
 */
DexFuture *
invy_store_list_unfinished_campaigns (InvyStore *self)
{
  return invy_store_run (self, INVY_LANE_READ, list_unfinished_job, NULL, NULL);
}

static gboolean
get_campaign_job (InvyJob *job, InvyDatabase *database, gpointer campaign_id, GValue *result, GError **error)
{
  return resolve_campaign (database, campaign_id, result, error);
}

/**
 * invy_store_get_campaign:
 *
 * Returns: (transfer full): a future that resolves to an #InvyCampaign with its counts, or rejects with
 *   %INVY_STORE_ERROR_NOT_FOUND
 */
DexFuture *
invy_store_get_campaign (InvyStore *self, const char *campaign_id)
{
  return invy_store_run (self, INVY_LANE_READ, get_campaign_job, g_strdup (campaign_id), g_free);
}

static gboolean
list_messages_job (InvyJob *job, InvyDatabase *database, gpointer campaign_id, GValue *result, GError **error)
{
  g_autofree char *columns = invy_message_sql_columns ("");
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM messages WHERE campaign_id = $1 ORDER BY position", columns);
  GPtrArray *messages = invy_message_sql_read_all (
      invy_database_query (database, sql, INVY_VALUES (INVY_TEXT (campaign_id)), error), error);

  if (messages == NULL)
    return FALSE;

  invy_value_take_records (result, messages);
  return TRUE;
}

/**
 * invy_store_list_messages:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of every #InvyMessage of the campaign by position;
 * a guest's newest row is the last one
 */
DexFuture *
invy_store_list_messages (InvyStore *self, const char *campaign_id)
{
  return invy_store_run (self, INVY_LANE_READ, list_messages_job, g_strdup (campaign_id), g_free);
}

typedef struct
{
  char *event_id;
  InvyPurpose purpose;
  InvyCampaignKind kind;
} CurrentMessages;

static void
current_messages_free (gpointer data)
{
  CurrentMessages *asked = data;

  g_free (asked->event_id);
  g_free (asked);
}

static gboolean
list_current_messages_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  CurrentMessages *asked = data;
  g_autofree char *columns = invy_message_sql_columns ("r.");
  /* One that counts as invited first, whatever came after it; then the newest. */
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s FROM (SELECT m.*, row_number () OVER (PARTITION BY guest_id ORDER BY"
                       " CASE WHEN state IN ('failed', 'skipped', 'cancelled', 'resent') THEN 1 ELSE 0 END, round "
                       "DESC, planned_at DESC,"
                       " position DESC) AS place FROM messages m WHERE event_id = $1 AND purpose = $2 AND kind = $3) "
                       "r WHERE place = 1",
                       columns);
  GPtrArray *messages = invy_message_sql_read_all (
      invy_database_query (database, sql,
                           INVY_VALUES (INVY_TEXT (asked->event_id),
                                        INVY_TEXT (invy_enum_to_nick (INVY_TYPE_PURPOSE, (int) asked->purpose)),
                                        INVY_TEXT (invy_enum_to_nick (INVY_TYPE_CAMPAIGN_KIND, (int) asked->kind))),
                           error),
      error);

  if (messages == NULL)
    return FALSE;

  invy_value_take_records (result, messages);
  return TRUE;
}

/**
 * invy_store_list_current_messages:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of one #InvyMessage for each guest who has any of
 * that purpose and kind: the one that counts as invited if there is one, else the newest
 */
DexFuture *
invy_store_list_current_messages (InvyStore *self, const char *event_id, InvyPurpose purpose, InvyCampaignKind kind)
{
  CurrentMessages *asked = g_new0 (CurrentMessages, 1);

  asked->event_id = g_strdup (event_id);
  asked->purpose = purpose;
  asked->kind = kind;

  return invy_store_run (self, INVY_LANE_READ, list_current_messages_job, asked, current_messages_free);
}

static gboolean
list_opt_outs_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = NULL;

  rows = invy_database_query (database,
                              "SELECT phone_e164 FROM opt_outs WHERE phone_e164 IS NOT NULL UNION ALL "
                              "SELECT bsuid FROM opt_outs WHERE bsuid IS NOT NULL",
                              NULL, 0, error);
  if (rows == NULL)
    return FALSE;
  while (invy_rows_next (rows, &local_error))
    g_strv_builder_add (builder, invy_rows_get_text (rows, 0));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, G_TYPE_STRV);
  g_value_take_boxed (result, g_strv_builder_end (builder));
  return TRUE;
}

/**
 * invy_store_list_opt_outs:
 *
 * Returns: (transfer full): a future that resolves to a #GStrv of the numbers (E.164) and WhatsApp ids of people who
 * asked not to be written to, whatever the wedding
 */
DexFuture *
invy_store_list_opt_outs (InvyStore *self)
{
  return invy_store_run (self, INVY_LANE_READ, list_opt_outs_job, NULL, NULL);
}
