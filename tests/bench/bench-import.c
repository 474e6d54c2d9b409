/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench-list.h"
#include "invy-bench-phone.h"
#include "invy-bench.h"
#include "invy-test.h"

#include "book/invy-guest-import.h"

#include <math.h>

/* A list of guests on its way from a file into the database, every number judged. The clock on the wall counts and
 * not the processors: what two of them do at the same time is done sooner. */

#define N_GUESTS 100000
#define N_PAIRS 5
#define SMALL_LIST 1000

static const InvyBench beside_both = {
  .what = "csv import, 100,000 rows / sqlite3 .import and the numbers parsed alone",
  .unit = "ms",
  .reach = 1.1,
};

static const InvyBench beside_sqlite = {
  .what = "csv import, 100,000 rows / sqlite3 .import",
  .unit = "ms",
  .reach = 10,
};

static const InvyBench processor = {
  .what = "csv import, 100,000 rows / the numbers parsed alone",
  .unit = "ms of processor",
};

static const InvyBench until_preview = {
  .what = "csv import, 100,000 rows, until it is shown / until it is saved",
  .unit = "ms",
};

static const InvyBench growth = {
  .what = "csv import, exponent of growth from 1,000 to 100,000 rows / linear",
  .unit = "",
  .reach = 1.1,
};

typedef struct
{
  double shown_ms;
  double saved_ms;
  double used_ms; /* of all processors */
} Times;

/* Each list comes into a database of its own. */
static Times
measure_import (const char *csv, guint n_rows)
{
  char *folder = invy_test_make_folder ();
  g_autofree char *uri = g_strdup_printf ("sqlite:%s/invy.db", folder);
  InvyStore *store = invy_test_open_store (uri);
  g_autoptr (InvyEvent) event = invy_test_add_event (store);
  g_autoptr (GFile) file = g_file_new_for_path (csv);
  g_autoptr (InvyTableFile) table_file = NULL;
  g_autoptr (InvyGuestImport) import = NULL;
  g_autoptr (InvyGuestMerge) merge = NULL;
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GError) error = NULL;
  const double started = invy_bench_now_ms ();
  const double used = invy_bench_used_ms ();
  Times times;

  table_file = invy_test_await_boxed (invy_table_file_read (file), &error);
  g_assert_no_error (error);
  import = invy_guest_import_new (store, invy_event_get_id (event), "IL", table_file);
  merge = invy_test_await_boxed (invy_guest_import_run (import), &error);
  g_assert_no_error (error);
  times.shown_ms = invy_bench_now_ms () - started;
  saved = invy_bench_save_guests (store, merge->added);
  times.saved_ms = invy_bench_now_ms () - started;
  times.used_ms = invy_bench_used_ms () - used;

  g_assert_cmpuint (saved->len, ==, n_rows);
  g_clear_pointer (&merge, invy_guest_merge_unref);
  g_clear_object (&import);
  g_clear_object (&event);
  invy_test_close_store (store);
  invy_test_remove_folder (folder);
  return times;
}

static double
measure_sqlite (const char *csv)
{
  char *folder = invy_test_make_folder ();
  g_autofree char *database = g_build_filename (folder, "plain.db", NULL);
  g_autofree char *import = g_strdup_printf (".import --csv %s guests", csv);
  const char *const command[] = { "sqlite3", database, import, NULL };
  g_autoptr (GError) error = NULL;
  const double started = invy_bench_now_ms ();
  double ended;
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  ended = invy_bench_now_ms ();
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));

  invy_test_remove_folder (folder);
  return ended - started;
}

static Times
measure_parsing (GPtrArray *guests)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  double started, used;

  for (guint i = 0; i < guests->len; i++)
    g_ptr_array_add (texts, (gpointer) invy_guest_get (guests->pdata[i], INVY_GUEST_PHONE_NUMBER));
  g_ptr_array_add (texts, NULL);

  started = invy_bench_now_ms ();
  used = invy_bench_used_ms ();
  g_assert_cmpuint (invy_bench_parse_alone ((const char *const *) texts->pdata, "IL"), >, guests->len / 2);
  return (Times) { .saved_ms = invy_bench_now_ms () - started, .used_ms = invy_bench_used_ms () - used };
}

int
main (int argc, char *argv[])
{
  char *folder = invy_test_make_folder ();
  g_autofree char *csv = g_build_filename (folder, "guests.csv", NULL);
  g_autofree char *small_csv = g_build_filename (folder, "few.csv", NULL);
  g_autoptr (InvyEvent) event = invy_event_new ();
  g_autoptr (GPtrArray) guests = invy_bench_new_guests (event, N_GUESTS);

  dex_init ();
  invy_bench_list_write (csv, guests, N_GUESTS);
  invy_bench_list_write (small_csv, guests, SMALL_LIST);

  /* The first time of each is not counted: the library compiles its rules then. */
  for (guint i = 0; i <= N_PAIRS; i++)
    {
      const Times parsing = measure_parsing (guests);
      const double sqlite = measure_sqlite (csv);
      const Times few = measure_import (small_csv, SMALL_LIST);
      const Times many = measure_import (csv, N_GUESTS);

      if (i == 0)
        continue;
      invy_bench_print (&beside_both, many.saved_ms, sqlite + parsing.saved_ms);
      invy_bench_print (&beside_sqlite, many.saved_ms, sqlite);
      invy_bench_print (&processor, many.used_ms, parsing.used_ms);
      invy_bench_print (&until_preview, many.shown_ms, many.saved_ms);
      invy_bench_print (&growth, log (many.saved_ms / few.saved_ms) / log ((double) N_GUESTS / SMALL_LIST), 1);
    }

  invy_test_remove_folder (folder);
  return 0;
}
