/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-campaign-sql-private.h"
#include "store/invy-current-messages-private.h"
#include "store/invy-message-sql-private.h"

#include <glib/gi18n-lib.h>

static gboolean
list_campaigns_job (InvyJob *job, InvyDatabase *database, gpointer event_id, GValue *result, GError **error)
{
  GPtrArray *campaigns =
      invy_campaign_sql_load_all (database, "event_id = $1 ORDER BY created_at DESC, id", event_id, error);

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
  GPtrArray *campaigns = invy_campaign_sql_load_all (
      database,
      invy_database_is_shared (database) ? "state IN ('planned', 'running', 'paused') AND event_id IN (SELECT "
                                           "editable ()) ORDER BY created_at DESC, id"
                                         : "state IN ('planned', 'running', 'paused') ORDER BY created_at DESC, id",
      NULL, error);

  if (campaigns == NULL)
    return FALSE;

  invy_value_take_records (result, campaigns);
  return TRUE;
}

/**
 * invy_store_list_unfinished_campaigns:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyCampaign of all weddings that still have
 *   something to send which this person may send
 */
DexFuture *
invy_store_list_unfinished_campaigns (InvyStore *self)
{
  return invy_store_run (self, INVY_LANE_READ, list_unfinished_job, NULL, NULL);
}

static gboolean
get_campaign_job (InvyJob *job, InvyDatabase *database, gpointer campaign_id, GValue *result, GError **error)
{
  return invy_campaign_sql_resolve (database, campaign_id, result, error);
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
  GPtrArray *messages =
      invy_current_messages_read (database, asked->event_id, asked->purpose, asked->kind, NULL, error);

  if (messages == NULL)
    return FALSE;

  invy_value_take_records (result, messages);
  return TRUE;
}

/**
 * invy_store_list_current_messages:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of one #InvyMessage for each guest who has any of
 * that purpose and kind: the one that counts as invited if there is one, else the newest. One that was sent again is
 * only among them if it arrived after all. A message to a guest who was merged into another one since is among them
 * as the other one's: its %INVY_MESSAGE_GUEST_ID names that one
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
