/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench.h"
#include "invy-test.h"

#include <stdio.h>

/* bench-start INVY BARE: from the start of the program to its first frame, and what its window needs in memory, with
 * a small wedding and with a large one. The yardstick is a program with a bare list in its window. Both count from
 * the moment at which they are spawned. */

#define N_SMALL 300
#define N_LARGE 100000
#define N_PAIRS 5

static const InvyBench small_first = {
  .what = "start to first frame, 300 guests / a bare window with an empty list",
  .unit = "ms",
  .reach = 1.4,
};

static const InvyBench small_shown = {
  .what = "start until 300 guests are shown / a bare window with as many strings",
  .unit = "ms",
};

static const InvyBench large_first = {
  .what = "start to first frame, 100,000 guests / a bare window with as many strings",
  .unit = "ms",
  .reach = 1.5,
};

static const InvyBench large_shown = {
  .what = "start until 100,000 guests are shown / a bare window with as many strings",
  .unit = "ms",
};

/* Not beside the empty list: GTK makes the widgets of two hundred rows, however few of them are seen, and 17 MB are
 * theirs. */
static const InvyBench small_memory = {
  .what = "memory with 300 guests, more than a bare window with as many strings / 15 MB",
  .unit = "MB",
  .reach = 1,
};

static const InvyBench large_memory = {
  .what = "memory of each of 100,000 guests, more than a bare window with strings / 1 KB",
  .unit = "bytes",
  .reach = 1,
};

typedef struct
{
  double first_ms;
  double shown_ms;
  double memory_mb;
} Start;

/* Runs a program that prints what invy_bench_first_frame_watch() says. */
static Start
start (const char *program, const char *database, guint n_rows)
{
  g_autofree char *rows = g_strdup_printf ("%u", n_rows);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *started = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  Start figures;

  g_subprocess_launcher_setenv (launcher, "INVY_STORE", database, TRUE);
  started = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  process = g_subprocess_launcher_spawn (launcher, &error, program, started, rows, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  g_assert_cmpint (sscanf (output, "%lf %lf %lf", &figures.first_ms, &figures.shown_ms, &figures.memory_mb), ==, 3);

  return figures;
}

static char *
make_database (const char *folder, guint n_guests)
{
  char *uri = g_strdup_printf ("sqlite:%s/%u.db", folder, n_guests);
  InvyStore *store = invy_test_open_store (uri);
  g_autoptr (InvyEvent) event = invy_test_add_event (store);
  g_autoptr (GPtrArray) guests = invy_bench_new_guests (event, n_guests);
  g_autoptr (GPtrArray) saved = invy_bench_save_guests (store, guests);

  g_clear_object (&event);
  invy_test_close_store (store);
  return uri;
}

int
main (int argc, char *argv[])
{
  char *folder = invy_test_make_folder ();
  g_autofree char *few = NULL;
  g_autofree char *many = NULL;

  g_assert_cmpint (argc, ==, 3);
  dex_init ();
  few = make_database (folder, N_SMALL);
  many = make_database (folder, N_LARGE);

  /* The first time of each is not counted: the libraries come from the disk then, and the fonts are looked up. */
  for (guint i = 0; i <= N_PAIRS; i++)
    {
      const Start small = start (argv[1], few, N_SMALL);
      const Start small_bare = start (argv[2], few, 0);
      const Start small_filled = start (argv[2], few, N_SMALL);
      const Start large = start (argv[1], many, N_LARGE);
      const Start large_bare = start (argv[2], many, N_LARGE);

      if (i == 0)
        continue;
      invy_bench_print (&small_first, small.first_ms, small_bare.first_ms);
      invy_bench_print (&small_shown, small.shown_ms, small_filled.shown_ms);
      invy_bench_print (&large_first, large.first_ms, large_bare.first_ms);
      invy_bench_print (&large_shown, large.shown_ms, large_bare.shown_ms);
      invy_bench_print (&small_memory, small.memory_mb - small_filled.memory_mb, 15);
      invy_bench_print (&large_memory, (large.memory_mb - large_bare.memory_mb) * 1e6 / N_LARGE, 1024);
    }

  invy_test_remove_folder (folder);
  return 0;
}
