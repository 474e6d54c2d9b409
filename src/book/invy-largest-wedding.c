/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-largest-wedding.h"

static DexFuture *
count_fiber (gpointer data)
{
  InvyStore *store = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = dex_await_boxed (invy_store_list_events (store), &error);
  guint most = 0;

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      g_autoptr (GPtrArray) guests =
          dex_await_boxed (invy_store_list_guests (store, invy_event_get_id (g_ptr_array_index (events, i))), &error);

      if (guests == NULL)
        break;
      most = MAX (most, guests->len);
    }

  return error == NULL ? dex_future_new_for_uint (most) : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * invy_largest_wedding_count_guests:
 * @store: where the weddings are
 *
 * Counts the guests of the wedding that has most, to compare with how many may be written to in a day.
 *
 * Returns: (transfer full): a future that resolves to the number as an unsigned integer, 0 without a wedding; it
 *   rejects with #INVY_STORE_ERROR
 */
DexFuture *
invy_largest_wedding_count_guests (InvyStore *store)
{
  dex_return_error_if_fail (INVY_IS_STORE (store));

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, count_fiber, g_object_ref (store), g_object_unref);
}
