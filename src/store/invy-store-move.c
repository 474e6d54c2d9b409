/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-store-move.h"

#include "model/invy-event.h"
#include "store/invy-access-private.h"
#include "store/invy-lease-private.h"
#include "store/invy-moved-tables-private.h"
#include "store/invy-postgres-address.h"
#include "store/invy-promise-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A wedding moves in three steps, each a transaction: it is closed where it is (nothing waits to be sent any more,
 * and nothing can be planned), it arrives where it goes, all of it or nothing, and is compared. There is no moment at
 * which messages could be sent from both sides. If something cuts in between, the wedding stays closed, and the same
 * again goes on where it stopped. */

typedef struct
{
  char *from_uri;
  char *to_uri;
  char *event_id;        /* NULL for all */
  GMainContext *context; /* of who waits */
  DexPromise *promise;
} Work;

typedef struct
{
  InvyDatabase *source;
  InvyDatabase *target;
  char *to_name; /* what the source notes */
} Move;

typedef struct
{
  char *id;
  char *name;
  char *moved_to;
} Wedding;

static void
wedding_free (gpointer data)
{
  Wedding *wedding = data;

  g_free (wedding->id);
  g_free (wedding->name);
  g_free (wedding->moved_to);
  g_free (wedding);
}

void
invy_moved_event_free (InvyMovedEvent *self)
{
  g_free (self->event_id);
  g_free (self->name);
  g_free (self);
}

/* --- what there is --- */

static char *
dup_wedding_name (InvyRows *rows)
{
  g_autoptr (InvyEvent) event = invy_event_new ();

  invy_event_set (event, INVY_EVENT_TITLE, invy_rows_get_text (rows, 2));
  invy_event_set (event, INVY_EVENT_PARTNER1_NAME, invy_rows_get_text (rows, 3));
  invy_event_set (event, INVY_EVENT_PARTNER2_NAME, invy_rows_get_text (rows, 4));

  return invy_event_dup_name (event);
}

static GPtrArray *
list_weddings (InvyDatabase *source, const char *event_id, GError **error)
{
  g_autoptr (GPtrArray) weddings = g_ptr_array_new_with_free_func (wedding_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = invy_database_query (
      source,
      "SELECT id, moved_to, title, partner1_name, partner2_name FROM events WHERE $1 = '' OR id = $1 ORDER BY id",
      INVY_VALUES (INVY_TEXT (event_id != NULL ? event_id : "")), error);

  if (rows == NULL)
    return NULL;
  while (invy_rows_next (rows, &local_error))
    {
      Wedding *wedding = g_new0 (Wedding, 1);

      wedding->id = g_strdup (invy_rows_get_text (rows, 0));
      wedding->moved_to = g_strdup (invy_rows_get_text (rows, 1));
      wedding->name = dup_wedding_name (rows);
      g_ptr_array_add (weddings, wedding);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (weddings->len == 0 && event_id != NULL)
    {
      invy_store_not_found (error, _ ("There is no such wedding. It may have been removed."));
      return NULL;
    }

  return g_steal_pointer (&weddings);
}

typedef enum
{
  NOT_THERE,
  CLOSED_THERE, /* it was there once and moved on */
  OPEN_THERE,
} There;

static gboolean
look_there (Move *move, const char *event_id, There *there, GError **error)
{
  g_autoptr (InvyRows) rows = invy_database_query (move->target, "SELECT moved_to FROM events WHERE id = $1",
                                                   INVY_VALUES (INVY_TEXT (event_id)), error);

  if (rows == NULL)
    return FALSE;

  *there = !invy_rows_next (rows, NULL)           ? NOT_THERE
           : invy_rows_get_text (rows, 0) == NULL ? OPEN_THERE
                                                  : CLOSED_THERE;
  return TRUE;
}

/* --- closing --- */

static GPtrArray *
list_unfinished (InvyDatabase *source, const char *event_id, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = invy_database_query (
      source,
      "SELECT DISTINCT c.id FROM campaigns c LEFT JOIN messages m ON m.campaign_id = c.id AND m.state = 'posting'"
      " WHERE c.event_id = $1 AND (c.state IN ('planned', 'running', 'paused') OR m.id IS NOT NULL)",
      INVY_VALUES (INVY_TEXT (event_id)), error);

  if (rows == NULL)
    return NULL;
  while (invy_rows_next (rows, &local_error))
    g_ptr_array_add (ids, g_strdup (invy_rows_get_text (rows, 0)));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&ids);
}

/* Nobody else may be sending, neither now nor before this is done. */
static gboolean
lock_campaigns (InvyDatabase *source, GPtrArray *ids, const Wedding *wedding, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) lock_error = NULL;

      if (invy_database_try_lock (source, ids->pdata[i], &lock_error))
        continue;
      if (lock_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&lock_error));
          return FALSE;
        }
      g_set_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_ALREADY_SENDING,
                   /* Translators: the name of a wedding */
                   _ ("Messages of “%s” are being sent at this moment. Pause them, then try again."), wedding->name);
      return FALSE;
    }

  return TRUE;
}

static void
unlock_campaigns (InvyDatabase *source, GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    invy_database_unlock (source, ids->pdata[i]);
}

/* What waits is given up; what a sender that died had in flight may have reached its guest, so it is unknown, and its
 * guest counts as invited. */
static gboolean
give_up_waiting (InvyDatabase *source, const char *campaign_id, gint64 *n_cancelled, GError **error)
{
  const gint64 now = invy_database_now (source);
  gint64 n;

  if (!invy_lease_close_posting (source, campaign_id, error)
      || !invy_database_execute (source,
                                 "UPDATE messages SET state = 'cancelled', cancelled_at = $2, skip_reason = 'moved',"
                                 " next_attempt_at = NULL, state_source = 'planner'"
                                 " WHERE campaign_id = $1 AND state = 'planned'",
                                 INVY_VALUES (INVY_TEXT (campaign_id), INVY_TIME (now)), &n, error)
      || !invy_database_execute (
          source,
          "UPDATE campaigns SET state = 'cancelled', stop_reason = 'moved', lease_owner = NULL,"
          " lease_until = NULL, lease_epoch = lease_epoch + 1"
          " WHERE id = $1 AND state IN ('planned', 'running', 'paused')",
          INVY_VALUES (INVY_TEXT (campaign_id)), NULL, error))
    return FALSE;

  *n_cancelled += n;
  return TRUE;
}

static gboolean
close_in_transaction (Move *move, const Wedding *wedding, GPtrArray *campaigns, gint64 *n_cancelled, GError **error)
{
  for (guint i = 0; i < campaigns->len; i++)
    if (!give_up_waiting (move->source, campaigns->pdata[i], n_cancelled, error))
      return FALSE;

  return invy_access_check (move->source, "events", wedding->id, error)
         && invy_database_execute (move->source,
                                   "UPDATE events SET moved_to = $2, version = version + 1 WHERE id = $1",
                                   INVY_VALUES (INVY_TEXT (wedding->id), INVY_TEXT (move->to_name)), NULL, error);
}

static gboolean
close_wedding (Move *move, const Wedding *wedding, gint64 *n_cancelled, GError **error)
{
  g_autoptr (GPtrArray) campaigns = list_unfinished (move->source, wedding->id, error);
  gboolean ok;

  if (campaigns == NULL)
    return FALSE;

  ok =
      lock_campaigns (move->source, campaigns, wedding, error) && invy_database_begin (move->source, error)
      && invy_database_end (move->source, close_in_transaction (move, wedding, campaigns, n_cancelled, error), error);
  unlock_campaigns (move->source, campaigns);

  return ok;
}

/* The wedding did not arrive, and that is certain: it is what it was, but for the messages that were given up. */
static void
open_again (Move *move, const Wedding *wedding)
{
  invy_database_execute (move->source, "UPDATE events SET moved_to = NULL, version = version + 1 WHERE id = $1",
                         INVY_VALUES (INVY_TEXT (wedding->id)), NULL, NULL);
}

/* --- arriving --- */

/* Who asked not to be written to is known there before anybody could be. */
static gboolean
arrive_in_transaction (Move *move, const Wedding *wedding, InvyMovedCounts *counts, GError **error)
{
  const InvyValue id[] = { INVY_TEXT (wedding->id) };

  return invy_database_execute (move->target, "INSERT INTO arrivals (event_id) VALUES ($1)", id, 1, NULL, error)
         && invy_database_execute (move->target, "UPDATE events SET moved_to = NULL WHERE id = $1", id, 1, NULL,
                                   error)
         && invy_moved_tables_copy_event (move->source, move->target, wedding->id, counts, error)
         && invy_moved_tables_copy_shared (move->source, move->target, error)
         && invy_database_execute (move->target, "DELETE FROM arrivals WHERE event_id = $1", id, 1, NULL, error);
}

/* When only the last word is missing, nobody knows whether the wedding is there: it stays closed here. */
static gboolean
bring (Move *move, const Wedding *wedding, InvyMovedCounts *counts, GError **error)
{
  gboolean ok;

  if (!invy_database_begin (move->target, error))
    {
      open_again (move, wedding);
      return FALSE;
    }

  ok = arrive_in_transaction (move, wedding, counts, error);
  if (!ok)
    open_again (move, wedding);
  return invy_database_end (move->target, ok, error);
}

static gboolean
check_may_move (Move *move, const Wedding *wedding, There there, GError **error)
{
  if (wedding->moved_to != NULL && !g_str_equal (wedding->moved_to, move->to_name))
    {
      g_set_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_MOVED,
                   /* Translators: the name of a wedding, and the address of a database */
                   _ ("“%s” has moved to %s. Copy it from there."), wedding->name, wedding->moved_to);
      return FALSE;
    }
  if (wedding->moved_to == NULL && there == OPEN_THERE)
    {
      g_set_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT,
                   /* Translators: the name of a wedding */
                   _ ("“%s” is in the other database, too, and was not moved from there. Nothing was copied: its "
                      "guests could be invited twice. Work with one of the two."),
                   wedding->name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
move_wedding (Move *move, const Wedding *wedding, InvyMovedEvent *moved, GError **error)
{
  InvyMovedCounts counts = { 0 };
  gint64 n_cancelled = 0;
  There there;
  gboolean ok;

  if (!look_there (move, wedding->id, &there, error) || !check_may_move (move, wedding, there, error))
    return FALSE;

  /* It arrived the last time; what was done there since is what counts. */
  moved->was_there = there == OPEN_THERE;
  if (moved->was_there)
    return TRUE;

  ok = (wedding->moved_to != NULL || close_wedding (move, wedding, &n_cancelled, error))
       && bring (move, wedding, &counts, error);
  moved->n_cancelled = (guint) n_cancelled;
  moved->n_guests = counts.guests;
  moved->n_campaigns = counts.campaigns;
  moved->n_messages = counts.messages;
  moved->n_log = counts.log;

  return ok;
}
static GPtrArray *
move_all (Move *move, const char *event_id, GError **error)
{
  g_autoptr (GPtrArray) done = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_moved_event_free);
  g_autoptr (GPtrArray) weddings = list_weddings (move->source, event_id, error);

  if (weddings == NULL)
    return NULL;

  for (guint i = 0; i < weddings->len; i++)
    {
      const Wedding *wedding = weddings->pdata[i];
      InvyMovedEvent *moved = g_new0 (InvyMovedEvent, 1);

      g_ptr_array_add (done, moved);
      moved->event_id = g_strdup (wedding->id);
      moved->name = g_strdup (wedding->name);
      if (!move_wedding (move, wedding, moved, error))
        return NULL;
    }

  return g_steal_pointer (&done);
}

/* --- the thread --- */

static InvyDatabase *
open_database (const char *uri, GError **error)
{
  g_autofree char *location = NULL;
  g_autoptr (InvyDatabase) database = invy_database_new_for_uri (uri, &location, error);

  if (database == NULL)
    return NULL;
  if (invy_database_open (database, location, error) && invy_database_migrate (database, FALSE, error))
    return g_steal_pointer (&database);

  invy_database_close (database);
  return NULL;
}

static GPtrArray *
do_work (const Work *work, GError **error)
{
  Move move = { .source = open_database (work->from_uri, error) };
  GPtrArray *done = NULL;

  if (move.source == NULL)
    return NULL;

  move.target = open_database (work->to_uri, error);
  if (move.target != NULL)
    {
      move.to_name = invy_store_describe_uri (work->to_uri);
      done = move_all (&move, work->event_id, error);
      invy_database_close (move.target);
    }
  invy_database_close (move.source);
  g_clear_object (&move.target);
  g_clear_object (&move.source);
  g_free (move.to_name);

  return done;
}

static gpointer
work_main (gpointer data)
{
  Work *work = data;
  GError *error = NULL;
  GPtrArray *done = do_work (work, &error);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (&value, done);
  invy_promise_settle (work->promise, work->context, &value, error);
  g_main_context_unref (work->context);
  g_free (work->from_uri);
  g_free (work->to_uri);
  g_free (work->event_id);
  g_free (work);
  return NULL;
}

/**
 * invy_store_describe_uri:
 *
 * Returns: (transfer full): which database an address is of, for people and without anything secret: the path of a
 * file, or the server's name and the database's
 */
char *
invy_store_describe_uri (const char *uri)
{
  if (g_str_has_prefix (uri, "sqlite:"))
    {
      const char *path = uri + strlen ("sqlite:");

      return g_canonicalize_filename (g_str_has_prefix (path, "///") ? path + 2 : path, NULL);
    }

  return invy_postgres_address_describe (uri);
}

/**
 * invy_store_move:
 * @from_uri: where the weddings are
 * @to_uri: where they go; brought up to date
 * @event_id: (nullable): one wedding; all of them if %NULL
 *
 * Moves weddings with guests, campaigns, messages and log to another database, of either kind, and compares every
 * value there. Messages that still wait are given up first, with the reason "moved"; the guests can be invited from
 * the new place. What stays behind can be looked at, and nothing can be changed in it or sent from it. A wedding may
 * come back the same way. After an interruption the same call goes on. It runs on a thread of its own with
 * connections of its own.
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyMovedEvent, or rejects with
 *   %INVY_STORE_ERROR_ALREADY_SENDING while messages are being sent, %INVY_STORE_ERROR_MOVED for a wedding that went
 *   somewhere else, %INVY_STORE_ERROR_CONFLICT for one that is open on both sides, or another #InvyStoreError; those
 *   that had moved before it stay moved
 */
DexFuture *
invy_store_move (const char *from_uri, const char *to_uri, const char *event_id)
{
  Work *work;
  DexPromise *promise;

  g_return_val_if_fail (from_uri != NULL && to_uri != NULL, NULL);

  work = g_new0 (Work, 1);
  promise = dex_promise_new ();
  work->from_uri = g_strdup (from_uri);
  work->to_uri = g_strdup (to_uri);
  work->event_id = g_strdup (event_id);
  work->context = g_main_context_ref_thread_default ();
  work->promise = dex_ref (promise);
  g_thread_unref (g_thread_new ("invy-move", work_main, work));

  return DEX_FUTURE (promise);
}
