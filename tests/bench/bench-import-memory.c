/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench-list.h"
#include "invy-bench.h"
#include "invy-test.h"

#include "book/invy-guest-book.h"
#include "book/invy-guest-import.h"

#include <sys/resource.h>

/* What a program of its own needs at most while a list comes into the guest book and is taken back again. It does
 * nothing else, so that the most it ever needed is what the import did. */

#define N_GUESTS 100000
#define MAX_MB 300

static const InvyBench importing = {
  .what = "csv import into the guest book, 100,000 rows, memory / 300 MB",
  .unit = "MB",
  .reach = 1,
};

static const InvyBench undoing = {
  .what = "csv import into the guest book and undo, 100,000 rows, memory / 300 MB",
  .unit = "MB",
  .reach = 1,
};

/* At most, since the program began. */
static double
get_peak_mb (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024;
}

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (invy_test_await (future, &error));
  g_assert_no_error (error);
}

static void
import_list (InvyGuestBook *book, InvyStore *store, InvyEvent *event, const char *csv)
{
  g_autoptr (GFile) file = g_file_new_for_path (csv);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyTableFile) table_file = invy_test_await_boxed (invy_table_file_read (file), &error);
  g_autoptr (InvyGuestImport) import = invy_guest_import_new (store, invy_event_get_id (event), "IL", table_file);
  g_autoptr (InvyGuestMerge) merge = invy_test_await_boxed (invy_guest_import_run (import), &error);

  g_assert_no_error (error);
  await (invy_guest_book_import (book, merge->n_known, merge->added));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (book)), ==, N_GUESTS);
}

/* Made by another process than the one that is measured. */
static void
write_list (const char *csv)
{
  g_autoptr (InvyEvent) event = invy_event_new ();
  g_autoptr (GPtrArray) guests = invy_bench_new_guests (event, N_GUESTS);

  invy_bench_list_write (csv, guests, N_GUESTS);
}

static void
measure (const char *folder, const char *csv)
{
  g_autofree char *uri = g_strdup_printf ("sqlite:%s/invy.db", folder);
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (InvyGuestBook) book = NULL;
  InvyStore *store;

  dex_init ();
  store = invy_test_open_store (uri);
  event = invy_test_add_event (store);
  book = invy_guest_book_new (store, event);
  await (invy_guest_book_load (book));

  import_list (book, store, event, csv);
  invy_bench_print (&importing, get_peak_mb (), MAX_MB);
  await (invy_guest_book_undo (book));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (book)), ==, 0);
  invy_bench_print (&undoing, get_peak_mb (), MAX_MB);

  g_clear_object (&book);
  g_clear_object (&event);
  invy_test_close_store (store);
}

int
main (int argc, char *argv[])
{
  char *folder;
  g_autofree char *csv = NULL;
  g_autoptr (GError) error = NULL;

  if (argc == 2)
    {
      write_list (argv[1]);
      return 0;
    }

  folder = invy_test_make_folder ();
  csv = g_build_filename (folder, "guests.csv", NULL);
  g_spawn_sync (NULL, (char *[]) { argv[0], csv, NULL }, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  measure (folder, csv);
  invy_test_remove_folder (folder);
  return 0;
}
