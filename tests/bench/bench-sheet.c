/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench-phone.h"
#include "invy-bench.h"
#include "invy-test.h"

#include "book/invy-guest-import.h"
#include "transfer/invy-guest-writer.h"

/* bench-sheet READ-BARE: guests on their way from a spreadsheet into the database, every number judged. The file is
 * read by our helper program; its yardstick is a program, too, that reads the same file with FreeXL and does nothing
 * else. To parse the numbers takes longer than to read the file, so that the whole import is compared with both. */

#define N_GUESTS 20000
#define N_PAIRS 7

static const InvyBench reading = {
  .what = "xlsx import, 20,000 rows, until they are read / read by FreeXL alone",
  .unit = "ms",
  .reach = 1.3,
};

static const InvyBench importing = {
  .what = "xlsx import, 20,000 rows, until they are saved / read by FreeXL and the numbers parsed alone",
  .unit = "ms",
  .reach = 1.3,
};

static void
measure_import (const char *path, double *read_ms, double *saved_ms)
{
  char *folder = invy_test_make_folder ();
  g_autofree char *uri = g_strdup_printf ("sqlite:%s/invy.db", folder);
  InvyStore *store = invy_test_open_store (uri);
  g_autoptr (InvyEvent) event = invy_test_add_event (store);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (InvyTableFile) table_file = NULL;
  g_autoptr (InvyGuestImport) import = NULL;
  g_autoptr (InvyGuestMerge) merge = NULL;
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GError) error = NULL;
  const double started = invy_bench_now_ms ();

  table_file = invy_test_await_boxed (invy_table_file_read (file), &error);
  g_assert_no_error (error);
  *read_ms = invy_bench_now_ms () - started;
  import = invy_guest_import_new (store, invy_event_get_id (event), "IL", table_file);
  merge = invy_test_await_boxed (invy_guest_import_run (import), &error);
  g_assert_no_error (error);
  saved = invy_bench_save_guests (store, merge->added);
  *saved_ms = invy_bench_now_ms () - started;

  g_assert_cmpuint (saved->len, ==, N_GUESTS);
  g_clear_pointer (&merge, invy_guest_merge_unref);
  g_clear_object (&import);
  g_clear_object (&event);
  invy_test_close_store (store);
  invy_test_remove_folder (folder);
}

static double
measure_bare (const char *program, const char *path)
{
  const char *const command[] = { program, path, NULL };
  g_autoptr (GError) error = NULL;
  const double started = invy_bench_now_ms ();
  double ended;
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error);
  ended = invy_bench_now_ms ();
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));

  return ended - started;
}

static double
measure_parsing (GPtrArray *guests)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_null_terminated (guests->len, NULL, TRUE);
  double started;

  for (guint i = 0; i < guests->len; i++)
    g_ptr_array_add (texts, (gpointer) invy_guest_get (guests->pdata[i], INVY_GUEST_PHONE_NUMBER));

  started = invy_bench_now_ms ();
  g_assert_cmpuint (invy_bench_parse_alone ((const char *const *) texts->pdata, "IL"), >, guests->len / 2);
  return invy_bench_now_ms () - started;
}

static char *
write_sheet (const char *folder, GPtrArray *guests)
{
  char *path = g_build_filename (folder, "guests.xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_true (invy_test_await (invy_guest_writer_write_file (guests, "en", file), &error));
  g_assert_no_error (error);
  return path;
}

int
main (int argc, char *argv[])
{
  char *folder = invy_test_make_folder ();
  g_autoptr (InvyEvent) event = invy_event_new ();
  g_autoptr (GPtrArray) guests = invy_bench_new_guests (event, N_GUESTS);
  g_autofree char *path = NULL;

  g_assert_cmpint (argc, ==, 2);
  dex_init ();
  path = write_sheet (folder, guests);

  /* The first time of each is not counted: the libraries compile their rules then. */
  for (guint i = 0; i <= N_PAIRS; i++)
    {
      const double bare_ms = measure_bare (argv[1], path);
      const double parsing_ms = measure_parsing (guests);
      double read_ms, saved_ms;

      measure_import (path, &read_ms, &saved_ms);
      if (i == 0)
        continue;
      invy_bench_print (&reading, read_ms, bare_ms);
      invy_bench_print (&importing, saved_ms, bare_ms + parsing_ms);
    }

  invy_test_remove_folder (folder);
  return 0;
}
