/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-campaign-sql-private.h"
#include "store/invy-lease-private.h"
#include "store/invy-message-sql-private.h"
#include "store/invy-pace-private.h"

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
      "SELECT state, count(*) FROM (SELECT state, row_number () OVER (PARTITION BY guest_id ORDER BY position DESC)"
      " AS age FROM messages WHERE campaign_id = $1) AS numbered WHERE age = 1 GROUP BY state",
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

/* Whether somebody is at it. */
static gboolean
load_held (InvyDatabase *database, InvyCampaign *campaign, GError **error)
{
  gboolean held;

  if (invy_campaign_get_state (campaign) != INVY_CAMPAIGN_RUNNING)
    return TRUE;
  if (!invy_lease_is_held (database, invy_campaign_get_id (campaign), &held, error))
    return FALSE;

  invy_campaign_set_held (campaign, held);
  return TRUE;
}

static gboolean
load_waiting (InvyDatabase *database, InvyCampaign *campaign, GError **error)
{
  g_autofree char *reason = NULL;
  gint64 wait_ms = 0;

  if (invy_campaign_get_state (campaign) != INVY_CAMPAIGN_RUNNING)
    return TRUE;
  if (!invy_pace_read (database, invy_campaign_get (campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID), &wait_ms, &reason,
                       error))
    return FALSE;

  if (reason != NULL)
    invy_campaign_set_waiting (campaign, invy_database_now (database) + wait_ms, reason);
  return TRUE;
}

/**
 * invy_campaign_sql_load_all:
 * @where: behind WHERE, with $1 for @value
 * @value: (nullable)
 *
 * Returns: (transfer full) (element-type InvyCampaign): the campaigns with their counts, or %NULL with an
 * #InvyStoreError
 */
GPtrArray *
invy_campaign_sql_load_all (InvyDatabase *database, const char *where, const char *value, GError **error)
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
    {
      InvyCampaign *campaign = campaigns->pdata[i];

      if (load_counts (database, campaign, &local_error) && load_held (database, campaign, &local_error))
        load_waiting (database, campaign, &local_error);
    }
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
  g_autoptr (GPtrArray) campaigns = invy_campaign_sql_load_all (database, "id = $1", campaign_id, error);

  if (campaigns == NULL)
    return NULL;
  if (campaigns->len == 0)
    {
      invy_store_not_found (error, _ ("There is no such campaign."));
      return NULL;
    }

  return g_object_ref (campaigns->pdata[0]);
}

/**
 * invy_campaign_sql_insert:
 *
 * Adds a planned campaign inside a transaction of the caller's.
 */
gboolean
invy_campaign_sql_insert (InvyDatabase *database, InvyCampaign *campaign, gint64 now, GError **error)
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

/**
 * invy_campaign_sql_resolve:
 * @result: set to the campaign as it is now
 *
 * The end of a job that changed a campaign: what its future resolves to.
 */
gboolean
invy_campaign_sql_resolve (InvyDatabase *database, const char *campaign_id, GValue *result, GError **error)
{
  InvyCampaign *campaign = invy_campaign_sql_load (database, campaign_id, error);

  if (campaign == NULL)
    return FALSE;

  g_value_init (result, INVY_TYPE_CAMPAIGN);
  g_value_take_object (result, campaign);
  return TRUE;
}
