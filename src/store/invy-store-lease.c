/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-lease-private.h"
#include "store/invy-access-private.h"
#include "store/invy-campaign-sql-private.h"
#include "store/invy-message-sql-private.h"
#include "store/invy-server-change-private.h"

#include <glib/gi18n-lib.h>

/* Who sends a campaign: a lock of the system, which goes when the program dies, and an epoch in the database, which
 * goes up with each sender, so that one that was stopped and wakes up can post nothing. */

#define LEASE_MS (60 * 1000)
/* A second for a lock whose owner has no lease. */
#define N_LOOKS 20
#define LOOK_AGAIN_US (50 * 1000)

typedef struct
{
  char *campaign_id;
  char *text; /* the owner, or why it stops */
  gint64 epoch;
} Lease;

static Lease *
lease_new (const char *campaign_id, gint64 epoch, const char *text)
{
  Lease *lease = g_new0 (Lease, 1);

  lease->campaign_id = g_strdup (campaign_id);
  lease->epoch = epoch;
  lease->text = g_strdup (text);

  return lease;
}

static void
lease_free (gpointer data)
{
  Lease *lease = data;

  g_free (lease->campaign_id);
  g_free (lease->text);
  g_free (lease);
}

static gboolean
read_lease (InvyDatabase *database, const char *campaign_id, gboolean *held, char **owner, GError **error)
{
  g_autoptr (InvyRows) rows =
      invy_database_query (database, "SELECT lease_owner FROM campaigns WHERE id = $1 AND lease_until > $2",
                           INVY_VALUES (INVY_TEXT (campaign_id), INVY_TIME (invy_database_now (database))), error);

  if (rows == NULL)
    return FALSE;

  *held = invy_rows_next (rows, NULL);
  if (*held && owner != NULL)
    *owner = g_strdup (invy_rows_get_text (rows, 0));
  return TRUE;
}

/**
 * invy_lease_is_held:
 * @held: (out): whether somebody sends the campaign, this program included: the lock is taken and the lease has not
 * run out
 *
 * Returns: %FALSE with an #InvyStoreError if that could not be found out
 */
gboolean
invy_lease_is_held (InvyDatabase *database, const char *campaign_id, gboolean *held, GError **error)
{
  *held = FALSE;
  return !invy_database_is_locked (database, campaign_id) || read_lease (database, campaign_id, held, NULL, error);
}

static gboolean
write_unknown (InvyDatabase *database, const char *campaign_id, GError **error)
{
  return invy_database_execute (database,
                                "UPDATE messages SET state = 'unknown', unknown_at = $2, state_source = 'app',"
                                " error_detail = NULL WHERE campaign_id = $1 AND state = 'posting'",
                                INVY_VALUES (INVY_TEXT (campaign_id), INVY_TIME (invy_database_now (database))), NULL,
                                error);
}

/**
 * invy_lease_close_posting:
 *
 * What a sender that is gone had in flight is unknown; while somebody sends, it stays. Inside a transaction.
 */
gboolean
invy_lease_close_posting (InvyDatabase *database, const char *campaign_id, GError **error)
{
  gboolean held;

  return invy_lease_is_held (database, campaign_id, &held, error)
         && (held || write_unknown (database, campaign_id, error));
}

static GStrv
list_cancelled_posting (InvyDatabase *database, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows =
      invy_database_query (database,
                           "SELECT DISTINCT c.id FROM campaigns c JOIN messages m ON m.campaign_id = c.id"
                           " WHERE c.state = 'cancelled' AND m.state = 'posting'",
                           NULL, 0, error);

  if (rows == NULL)
    return NULL;
  while (invy_rows_next (rows, &local_error))
    g_strv_builder_add (ids, invy_rows_get_text (rows, 0));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_strv_builder_end (ids);
}

static gboolean
close_cancelled_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_auto (GStrv) ids = list_cancelled_posting (database, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; ids[i] != NULL; i++)
    if (!invy_database_begin (database, error)
        || !invy_database_end (database, invy_lease_close_posting (database, ids[i], error), error))
      return FALSE;

  if (ids[0] != NULL)
    invy_job_changed (job, INVY_STORE_MESSAGES, NULL);
  return TRUE;
}

/**
 * invy_lease_close_cancelled:
 *
 * A sender may die after its campaign was cancelled, and nobody resumes that: what it had in flight is unknown.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *
invy_lease_close_cancelled (InvyStore *store)
{
  return invy_store_run (store, INVY_LANE_LEDGER, close_cancelled_job, NULL, NULL);
}

static gboolean
begin_epoch (InvyDatabase *database, Lease *lease, GError **error)
{
  const gint64 now = invy_database_now (database);
  gint64 n_changed;

  if (!invy_database_execute (
          database,
          "UPDATE campaigns SET state = 'running', stop_reason = NULL, lease_owner = $2, lease_epoch = lease_epoch + "
          "1,"
          " lease_until = $3 WHERE id = $1 AND state IN ('planned', 'running', 'paused')",
          INVY_VALUES (INVY_TEXT (lease->campaign_id), INVY_TEXT (lease->text), INVY_TIME (now + LEASE_MS)),
          &n_changed, error))
    return FALSE;
  if (n_changed == 0)
    {
      if (!invy_access_check (database, "campaigns", lease->campaign_id, error))
        return FALSE;
      g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_STATE,
                           _ ("This campaign is finished or was cancelled: there is nothing left to send."));
      return FALSE;
    }

  /* Whatever a sender before this one had in flight may have arrived or not. Nobody sends it again but the planner.
   */
  return write_unknown (database, lease->campaign_id, error);
}

static gboolean
read_epoch (InvyDatabase *database, const char *campaign_id, GValue *result, GError **error)
{
  g_autoptr (InvyRows) rows = invy_database_query (database, "SELECT lease_epoch FROM campaigns WHERE id = $1",
                                                   INVY_VALUES (INVY_TEXT (campaign_id)), error);

  if (rows == NULL || !invy_rows_next (rows, error))
    return FALSE;

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, invy_rows_get_integer (rows, 0));
  return TRUE;
}

/* Takes the lock, or finds out whether whoever has it sends. Somebody who has just taken it and writes the lease now,
 * or is letting go, is given a moment; who does nothing with it for longer was stopped, or its computer sleeps. */
static gboolean
lock_or_find_owner (InvyDatabase *database, const char *campaign_id, gboolean *held, char **owner, GError **error)
{
  *held = FALSE;
  for (guint i = 0; i < N_LOOKS && !*held; i++)
    {
      g_autoptr (GError) lock_error = NULL;

      if (i > 0)
        g_usleep (LOOK_AGAIN_US);
      if (invy_database_try_lock (database, campaign_id, &lock_error))
        return TRUE;
      if (lock_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&lock_error));
          return FALSE;
        }
      if (!read_lease (database, campaign_id, held, owner, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_lease_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Lease *lease = data;
  g_autofree char *owner = NULL;
  gboolean held;

  if (!lock_or_find_owner (database, lease->campaign_id, &held, &owner, error))
    return FALSE;
  if (held)
    {
      g_set_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_ALREADY_SENDING,
                   /* Translators: %s is a program and computer, such as "invyctl on laptop" */
                   _ ("%s is sending this campaign already. Wait until it has finished, or pause it there."),
                   owner != NULL ? owner : _ ("Another program"));
      return FALSE;
    }

  if (!invy_server_change_stop (database, lease->campaign_id, error) || !invy_database_begin (database, error)
      || !invy_database_end (database,
                             begin_epoch (database, lease, error)
                                 && invy_server_change_remember (database, lease->campaign_id, error)
                                 && read_epoch (database, lease->campaign_id, result, error),
                             error))
    {
      invy_database_unlock (database, lease->campaign_id);
      return FALSE;
    }

  invy_job_changed (job, INVY_STORE_MESSAGES, NULL);
  return TRUE;
}

/**
 * invy_store_take_lease:
 * @owner: who sends, for people: "invyctl on laptop"
 *
 * Makes this program the campaign's only sender. What an earlier sender had in flight becomes unknown.
 *
 * Returns: (transfer full): a future that resolves to the epoch (gint64), or rejects with
 * %INVY_STORE_ERROR_ALREADY_SENDING, which names the other sender, or %INVY_STORE_ERROR_STATE when nothing is left to
 * send
 */
DexFuture *
invy_store_take_lease (InvyStore *self, const char *campaign_id, const char *owner)
{
  return invy_store_run (self, INVY_LANE_LEDGER, take_lease_job, lease_new (campaign_id, 0, owner), lease_free);
}

/**
 * invy_lease_check:
 *
 * Whether the campaign is still running under @epoch; extends the lease if it is. Inside a transaction.
 *
 * Returns: %FALSE with %INVY_STORE_ERROR_LEASE_LOST if somebody paused, cancelled or took it over
 */
gboolean
invy_lease_check (InvyDatabase *database, const char *campaign_id, gint64 epoch, GError **error)
{
  gint64 n_changed;

  if (!invy_database_execute (
          database, "UPDATE campaigns SET lease_until = $3 WHERE id = $1 AND lease_epoch = $2 AND state = 'running'",
          INVY_VALUES (INVY_TEXT (campaign_id), INVY_INTEGER (epoch),
                       INVY_TIME (invy_database_now (database) + LEASE_MS)),
          &n_changed, error))
    return FALSE;
  if (n_changed > 0)
    {
      /* Who took over from a sender that slept gets the lock when that one is gone, or the next would find it free.
       */
      invy_database_try_lock (database, campaign_id, NULL);
      return TRUE;
    }

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_LEASE_LOST,
                       _ ("The campaign was paused, cancelled or taken over by another program."));
  return FALSE;
}

/* The epoch is the proof that nobody else was there; whoever still has the lock is a connection of this sender's that
 * the server has not given up yet. */
static gboolean
begin_epoch_again (InvyDatabase *database, Lease *lease, GError **error)
{
  return invy_lease_check (database, lease->campaign_id, lease->epoch, error)
         && invy_database_execute (database, "UPDATE campaigns SET lease_epoch = lease_epoch + 1 WHERE id = $1",
                                   INVY_VALUES (INVY_TEXT (lease->campaign_id)), NULL, error)
         && write_unknown (database, lease->campaign_id, error);
}

static gboolean
retake_lease_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Lease *lease = data;

  if (!invy_server_change_stop (database, lease->campaign_id, error) || !invy_database_begin (database, error)
      || !invy_database_end (database,
                             begin_epoch_again (database, lease, error)
                                 && read_epoch (database, lease->campaign_id, result, error),
                             error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_MESSAGES, NULL);
  return TRUE;
}

/**
 * invy_store_retake_lease:
 * @epoch: of the lease that the sender has, for all it knows
 *
 * Goes on after the connection was lost, with nothing in flight any more: what the sender claimed without hearing of
 * it becomes unknown.
 *
 * Returns: (transfer full): a future that resolves to the new epoch (gint64), or rejects with
 *   %INVY_STORE_ERROR_LEASE_LOST if somebody paused, cancelled or took the campaign over meanwhile, or
 *   %INVY_STORE_ERROR_STATE if another server has taken the place of the one before
 */
DexFuture *
invy_store_retake_lease (InvyStore *self, const char *campaign_id, gint64 epoch)
{
  return invy_store_run (self, INVY_LANE_LEDGER, retake_lease_job, lease_new (campaign_id, epoch, NULL), lease_free);
}

static gboolean
renew_lease_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Lease *lease = data;

  return invy_lease_check (database, lease->campaign_id, lease->epoch, error);
}

/**
 * invy_store_renew_lease:
 *
 * To be called every few seconds while the sender waits.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %INVY_STORE_ERROR_LEASE_LOST
 */
DexFuture *
invy_store_renew_lease (InvyStore *self, const char *campaign_id, gint64 epoch)
{
  return invy_store_run (self, INVY_LANE_LEDGER, renew_lease_job, lease_new (campaign_id, epoch, NULL), lease_free);
}

/* A sender that lost the lease leaves the campaign as the other one has it. What is finished did not stop. */
static gboolean
release_lease_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Lease *lease = data;
  InvyCampaign *campaign;
  gboolean ok;

  ok = invy_database_execute (
      database,
      "UPDATE campaigns SET lease_until = NULL, stop_reason = CASE"
      " WHEN state IN ('running', 'paused') AND NOT EXISTS (SELECT 1 FROM messages WHERE campaign_id = $1"
      " AND state IN ('planned', 'posting')) THEN NULL"
      " WHEN state = 'running' THEN coalesce ($3, stop_reason) ELSE stop_reason END, state = CASE"
      " WHEN state NOT IN ('running', 'paused') THEN state"
      " WHEN EXISTS (SELECT 1 FROM messages WHERE campaign_id = $1 AND state IN ('planned', 'posting')) THEN 'paused'"
      " ELSE 'finished' END WHERE id = $1 AND lease_epoch = $2",
      INVY_VALUES (INVY_TEXT (lease->campaign_id), INVY_INTEGER (lease->epoch), INVY_TEXT (lease->text)), NULL,
      error);
  /* Whatever came of it: a lock that stays would keep everybody else out. */
  invy_database_unlock (database, lease->campaign_id);
  if (!ok)
    return FALSE;

  campaign = invy_campaign_sql_load (database, lease->campaign_id, error);
  if (campaign == NULL)
    return FALSE;

  invy_job_changed (job, INVY_STORE_MESSAGES, invy_campaign_get (campaign, INVY_CAMPAIGN_EVENT_ID));
  g_value_init (result, INVY_TYPE_CAMPAIGN);
  g_value_take_object (result, campaign);
  return TRUE;
}

/**
 * invy_store_release_lease:
 * @stop_reason: (nullable): why it stops; %NULL when there is nothing left to send
 *
 * Lets others send the campaign. It is finished when no row is planned or posting, else paused. A reason that
 * somebody else paused or cancelled it for stays.
 *
 * Returns: (transfer full): a future that resolves to the #InvyCampaign as it is now
 */
DexFuture *
invy_store_release_lease (InvyStore *self, const char *campaign_id, gint64 epoch, const char *stop_reason)
{
  return invy_store_run (self, INVY_LANE_LEDGER, release_lease_job, lease_new (campaign_id, epoch, stop_reason),
                         lease_free);
}
