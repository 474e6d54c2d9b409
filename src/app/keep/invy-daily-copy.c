/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/keep/invy-daily-copy.h"

#include "store/invy-store-copies.h"

/* The day that was looked at last, so that most changes cost nothing. */
static const char DAY_KEY[] = "invy-daily-copy-day";

static DexFuture *
failed_cb (DexFuture *kept, gpointer data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (kept, &error);
  g_info ("No copy of the day: %s", error->message);
  return dex_future_new_true ();
}

static int
get_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_get_year (now) * 1000 + g_date_time_get_day_of_year (now);
}

static void
keep (InvyStore *store)
{
  const int today = get_today ();

  if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (store), DAY_KEY)) == today)
    return;

  g_object_set_data (G_OBJECT (store), DAY_KEY, GINT_TO_POINTER (today));
  dex_future_disown (dex_future_catch (invy_store_keep_daily_copy (store), failed_cb, NULL, NULL));
}

/**
 * invy_daily_copy_follow:
 * @store: open
 *
 * Keeps a copy of today if there is none, and one of each day on which something changes as long as the store lives.
 * Nobody waits for it.
 */
void
invy_daily_copy_follow (InvyStore *store)
{
  g_return_if_fail (INVY_IS_STORE (store));

  g_signal_connect (store, "changed", G_CALLBACK (keep), NULL);
  keep (store);
}
