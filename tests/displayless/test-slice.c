/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "book/invy-slice.h"
#include "invy-config.h"
#include "invy-test.h"

typedef DexFuture *(*Work) (gpointer data);

static void
run (Work work)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (invy_test_await (dex_scheduler_spawn (NULL, INVY_FIBER_STACK, work, NULL, NULL), &error));
  g_assert_no_error (error);
}

static void
turn_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static DexFuture *
pause_when_long (gpointer data)
{
  InvySlice slice = { .until_us = 0 };
  gboolean had_turn = FALSE;

  g_timeout_add_once (0, turn_cb, &had_turn);
  invy_slice_pause (&slice);
  g_assert_true (had_turn);
  /* the next piece has begun */
  g_assert_cmpint (slice.until_us, >, 0);
  return dex_future_new_true ();
}

static DexFuture *
go_on_when_short (gpointer data)
{
  InvySlice slice = { .until_us = G_MAXINT64 };
  gboolean had_turn = FALSE;

  g_timeout_add_once (0, turn_cb, &had_turn);
  invy_slice_pause (&slice);
  g_assert_false (had_turn);

  slice.until_us = 0;
  invy_slice_pause (&slice);
  g_assert_true (had_turn);
  return dex_future_new_true ();
}

static void
freed_cb (gpointer n_freed)
{
  *(guint *) n_freed += 1;
}

static DexFuture *
drop (gpointer data)
{
  g_autoptr (GPtrArray) array = g_ptr_array_new_with_free_func (freed_cb);
  g_autoptr (GHashTable) table = g_hash_table_new_full (NULL, NULL, NULL, freed_cb);
  InvySlice slice = { .until_us = 0 };
  guint n_freed = 0;

  for (guint i = 0; i < 100; i++)
    {
      g_ptr_array_add (array, &n_freed);
      g_hash_table_insert (table, GUINT_TO_POINTER (i), &n_freed);
    }

  invy_slice_drop_array (&slice, array);
  g_assert_cmpuint (n_freed, ==, 100);
  slice.until_us = 0;
  invy_slice_drop_table (&slice, table);
  g_assert_cmpuint (n_freed, ==, 200);
  g_assert_cmpuint (array->len + g_hash_table_size (table), ==, 0);
  return dex_future_new_true ();
}

static void
test_long (void)
{
  run (pause_when_long);
}

static void
test_short (void)
{
  run (go_on_when_short);
}

static void
test_drop (void)
{
  run (drop);
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/slice/long", test_long);
  g_test_add_func ("/invy/slice/short", test_short);
  g_test_add_func ("/invy/slice/drop", test_drop);

  return g_test_run ();
}
