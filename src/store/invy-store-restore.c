/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-guest-saving-private.h"
#include "store/invy-store-events-private.h"

/* So many guests are laid out before others have their turn. */
#define SLICE 500

typedef struct
{
  GPtrArray *events; /* of InvyEvent */
  GPtrArray *guests; /* of InvyGuest, those that were merged into others last */
  InvyGuestSaving *saving;
  gboolean has_started;
  guint n_staged;
} Putting;

static void
putting_free (gpointer data)
{
  Putting *putting = data;

  g_ptr_array_unref (putting->events);
  g_ptr_array_unref (putting->guests);
  invy_guest_saving_free (putting->saving);
  g_free (putting);
}

/* A household needs its wedding, so weddings that are new come first; out of sight until all is there. */
static gboolean
prepare (Putting *putting, InvyDatabase *database, GError **error)
{
  for (guint i = 0; i < putting->events->len; i++)
    {
      InvyEvent *event = putting->events->pdata[i];

      if (invy_record_get_version (INVY_RECORD (event)) > 0)
        continue;
      invy_record_set_deleted_at (INVY_RECORD (event), invy_database_now (database));
      if (!invy_store_insert_event (database, event, error))
        return FALSE;
    }

  return invy_guest_saving_start (putting->saving, database, error);
}

static gboolean
stage_slice (Putting *putting, InvyDatabase *database, GError **error)
{
  const guint n = MIN (putting->guests->len - putting->n_staged, SLICE);

  if (!putting->has_started && !prepare (putting, database, error))
    return FALSE;

  putting->has_started = TRUE;
  if (!invy_guest_saving_stage (putting->saving, database,
                                (InvyGuest *const *) putting->guests->pdata + putting->n_staged, n, error))
    return FALSE;

  putting->n_staged += n;
  return TRUE;
}

static gboolean
commit (Putting *putting, InvyDatabase *database, GError **error)
{
  for (guint i = 0; i < putting->events->len; i++)
    {
      invy_record_set_deleted_at (INVY_RECORD (putting->events->pdata[i]), 0);
      if (!invy_store_update_event (database, putting->events->pdata[i], TRUE, error))
        return FALSE;
    }

  return invy_guest_saving_commit (putting->saving, database, error);
}

static gboolean
put_book_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Putting *putting = data;
  const gboolean is_staged = putting->has_started && putting->n_staged == putting->guests->len;

  if (!invy_database_begin (database, error)
      || !invy_database_end (
          database, is_staged ? commit (putting, database, error) : stage_slice (putting, database, error), error))
    return FALSE;

  if (!is_staged)
    {
      invy_job_again (job);
      return TRUE;
    }

  invy_job_changed (job, INVY_STORE_EVENTS, NULL);
  invy_job_changed (job, INVY_STORE_GUESTS, NULL);
  return TRUE;
}

static int
compare_merged (gconstpointer a, gconstpointer b)
{
  InvyGuest *first = *(InvyGuest *const *) a;
  InvyGuest *second = *(InvyGuest *const *) b;

  return (invy_guest_get (first, INVY_GUEST_MERGED_INTO) != NULL)
         - (invy_guest_get (second, INVY_GUEST_MERGED_INTO) != NULL);
}

/**
 * invy_store_put_book:
 * @events: (element-type InvyEvent): weddings with the version that is there now, or 0 for those that are not; those
 *   that were removed come back
 * @guests: (element-type InvyGuest): guests of any weddings, likewise; one that has a deleted_at goes
 *
 * Writes weddings and guests of a backup over those that are there, all of them or none, even if the computer is
 * switched off in the middle. Nothing else is touched: campaigns, messages, log, opt-outs and pace stay as they are.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %INVY_STORE_ERROR_CONFLICT when somebody
 *   else changed one of them
 */
DexFuture *
invy_store_put_book (InvyStore *self, GPtrArray *events, GPtrArray *guests)
{
  Putting *putting = g_new0 (Putting, 1);

  putting->events = invy_records_new ();
  putting->guests = invy_records_new ();
  putting->saving = invy_guest_saving_new ();
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (putting->events, invy_event_copy (events->pdata[i]));
  for (guint i = 0; i < guests->len; i++)
    g_ptr_array_add (putting->guests, invy_guest_copy (guests->pdata[i]));
  g_ptr_array_sort (putting->guests, compare_merged);

  return invy_store_run (self, INVY_LANE_LONG, put_book_job, putting, putting_free);
}
