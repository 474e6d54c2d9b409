/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-slice.h"

/* A third of a frame, and time rather than a number of guests: computers differ. */
#define SLICE_US 5000

/* That of redrawing. Above it, a window would answer but stand still; below it, a busy one would never let us go on.
 */
#define TURN_PRIORITY (G_PRIORITY_HIGH_IDLE + 20)

static gboolean
turn_cb (gpointer promise)
{
  dex_promise_resolve_boolean (promise, TRUE);
  return G_SOURCE_REMOVE;
}

/**
 * invy_slice_begin:
 *
 * Begins the first piece.
 */
void
invy_slice_begin (InvySlice *self)
{
  self->until_us = g_get_monotonic_time () + SLICE_US;
}

/**
 * invy_slice_pause:
 *
 * To be called between any two steps of the work. When the piece has lasted long enough, the main loop has its turn
 * before this returns: everything may have changed then.
 */
void
invy_slice_pause (InvySlice *self)
{
  DexPromise *promise;

  if (g_get_monotonic_time () < self->until_us)
    return;

  promise = dex_promise_new ();
  g_idle_add_full (TURN_PRIORITY, turn_cb, dex_ref (promise), dex_unref);
  dex_await (DEX_FUTURE (promise), NULL);
  invy_slice_begin (self);
}

/**
 * invy_slice_drop_array:
 *
 * Empties @array, which nobody else uses: to free a hundred thousand objects takes its time, too.
 */
void
invy_slice_drop_array (InvySlice *self, GPtrArray *array)
{
  while (array->len > 0)
    {
      g_ptr_array_set_size (array, (int) array->len - 1);
      invy_slice_pause (self);
    }
}

/**
 * invy_slice_drop_table:
 *
 * Empties @table, which nobody else uses.
 */
void
invy_slice_drop_table (InvySlice *self, GHashTable *table)
{
  GHashTableIter iter;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, NULL))
    {
      g_hash_table_iter_remove (&iter);
      invy_slice_pause (self);
    }
}
