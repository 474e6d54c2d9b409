/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench-list.h"
#include "invy-bench.h"
#include "invy-test.h"

#include "app/guests/invy-guest-filter.h"
#include "book/invy-guest-book.h"
#include "book/invy-guest-import.h"
#include "campaign/invy-dry-run.h"
#include "template/invy-builtin-template.h"

#include <math.h>

/* How the time of each act grows with the guest list, from a thousand guests to a million: the slope of the straight
 * line that fits the logarithms of both best. */

static const guint sizes[] = { 1000, 10000, 100000, 1000000 };

/* What takes a moment is easily disturbed, so the best of several counts. */
static const guint n_repeats[G_N_ELEMENTS (sizes)] = { 5, 3, 2, 1 };

typedef enum
{
  ACT_IMPORT,
  ACT_OPEN,
  ACT_SEARCH,
  ACT_DRY_RUN,
  N_ACTS,
} Act;

static const InvyBench benches[N_ACTS] = {
  [ACT_IMPORT] = { .what = "growth of a csv import from 1,000 to 1,000,000 guests, exponent / linear",
                   .unit = "",
                   .reach = 1.1 },
  [ACT_OPEN] = { .what = "growth of opening from 1,000 to 1,000,000 guests, exponent / linear",
                 .unit = "",
                 .reach = 1.1 },
  [ACT_SEARCH] = { .what = "growth of a search from 1,000 to 1,000,000 guests, exponent / linear",
                   .unit = "",
                   .reach = 1.1 },
  [ACT_DRY_RUN] = { .what = "growth of a dry run from 1,000 to 1,000,000 guests, exponent / linear",
                    .unit = "",
                    .reach = 1.1 },
};

static const char *const names[N_ACTS] = { "Import", "open", "search", "dry run" };

typedef struct
{
  InvyStore *store;
  InvyEvent *event;
  InvyGuestBook *book;
} Fixture;

static void
import_list (Fixture *fixture, const char *csv, guint n_rows)
{
  g_autoptr (GFile) file = g_file_new_for_path (csv);
  g_autoptr (InvyTableFile) table_file = NULL;
  g_autoptr (InvyGuestImport) import = NULL;
  g_autoptr (InvyGuestMerge) merge = NULL;
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GError) error = NULL;

  table_file = invy_test_await_boxed (invy_table_file_read (file), &error);
  g_assert_no_error (error);
  import = invy_guest_import_new (fixture->store, invy_event_get_id (fixture->event), "IL", table_file);
  merge = invy_test_await_boxed (invy_guest_import_run (import), &error);
  g_assert_no_error (error);
  saved = invy_bench_save_guests (fixture->store, merge->added);
  g_assert_cmpuint (saved->len, ==, n_rows);
}

static void
open_book (Fixture *fixture, guint n_rows)
{
  g_autoptr (GError) error = NULL;

  fixture->book = invy_guest_book_new (fixture->store, fixture->event);
  g_assert_true (invy_test_await (invy_guest_book_load (fixture->book), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->book)), ==, n_rows);
}

static void
search (GtkFilterListModel *shown, InvyGuestFilter *filter, guint n_rows)
{
  invy_guest_filter_set_search (filter, "7");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shown)), <, n_rows);
}

static GPtrArray *
dup_guests (InvyGuestBook *book)
{
  GPtrArray *guests = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (book)); i++)
    g_ptr_array_add (guests, g_list_model_get_item (G_LIST_MODEL (book), i));
  return guests;
}

static void
run_dry (Fixture *fixture, GPtrArray *guests)
{
  const InvyDryRunOptions options = { .purpose = INVY_PURPOSE_INVITATION, .kind = INVY_CAMPAIGN_REAL };
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyTemplateSet) templates = invy_template_set_new_single (tmpl);
  g_autoptr (InvyAccount) account = invy_account_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyDryRun) dry_run = invy_test_await_object (
      invy_dry_run_load (fixture->store, fixture->event, guests, templates, account, &options), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (invy_dry_run_get_n_ready (dry_run), >, guests->len / 2);
}

static double
lap (double *since_ms)
{
  const double before_ms = *since_ms;

  *since_ms = invy_bench_now_ms ();
  return *since_ms - before_ms;
}

static void
measure_once (const char *csv, guint n_rows, double times[N_ACTS])
{
  char *folder = invy_test_make_folder ();
  g_autofree char *uri = g_strdup_printf ("sqlite:%s/invy.db", folder);
  Fixture fixture = { .store = invy_test_open_store (uri) };
  double since_ms;

  fixture.event = invy_test_add_event (fixture.store);
  since_ms = invy_bench_now_ms ();
  import_list (&fixture, csv, n_rows);
  times[ACT_IMPORT] = lap (&since_ms);
  open_book (&fixture, n_rows);
  times[ACT_OPEN] = lap (&since_ms);
  {
    g_autoptr (InvyGuestFilter) filter = invy_guest_filter_new ();
    g_autoptr (GtkFilterListModel) shown =
        gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (fixture.book)), g_object_ref (GTK_FILTER (filter)));
    g_autoptr (GPtrArray) guests = dup_guests (fixture.book);

    lap (&since_ms);
    search (shown, filter, n_rows);
    times[ACT_SEARCH] = lap (&since_ms);
    run_dry (&fixture, guests);
    times[ACT_DRY_RUN] = lap (&since_ms);
  }

  g_clear_object (&fixture.book);
  g_clear_object (&fixture.event);
  invy_test_close_store (fixture.store);
  invy_test_remove_folder (folder);
}

static void
measure_size (const char *csv, guint size, double best[N_ACTS])
{
  for (guint i = 0; i < n_repeats[size]; i++)
    {
      double times[N_ACTS];

      measure_once (csv, sizes[size], times);
      for (guint act = 0; act < N_ACTS; act++)
        best[act] = i == 0 ? times[act] : MIN (best[act], times[act]);
    }
}

/* The exponent: the least squares of the logarithms. */
static double
fit_exponent (double times[G_N_ELEMENTS (sizes)][N_ACTS], guint act)
{
  const double n = G_N_ELEMENTS (sizes);
  double sum_x = 0, sum_y = 0, sum_xx = 0, sum_xy = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      const double x = log (sizes[i]);
      const double y = log (times[i][act]);

      sum_x += x;
      sum_y += y;
      sum_xx += x * x;
      sum_xy += x * y;
    }

  return (n * sum_xy - sum_x * sum_y) / (n * sum_xx - sum_x * sum_x);
}

static void
print_times (const double times[N_ACTS])
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) said = NULL;
  g_autofree char *list = NULL, *note = NULL;

  for (guint act = 0; act < N_ACTS; act++)
    g_strv_builder_take (parts, g_strdup_printf ("%s %.2f s", names[act], times[act] / 1000));
  said = g_strv_builder_end (parts);
  list = g_strjoinv (", ", said);
  note = g_strdup_printf ("%s for a million guests.", list);
  invy_bench_print_note (note);
}

static void
write_lists (const char *folder, char *paths[G_N_ELEMENTS (sizes)])
{
  g_autoptr (InvyEvent) event = invy_event_new ();
  g_autoptr (GPtrArray) guests = invy_bench_new_guests (event, sizes[G_N_ELEMENTS (sizes) - 1]);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      paths[i] = g_strdup_printf ("%s/%u.csv", folder, sizes[i]);
      invy_bench_list_write (paths[i], guests, sizes[i]);
    }
}

int
main (int argc, char *argv[])
{
  char *folder = invy_test_make_folder ();
  char *paths[G_N_ELEMENTS (sizes)];
  double times[G_N_ELEMENTS (sizes)][N_ACTS];

  dex_init ();
  write_lists (folder, paths);
  /* The first time is not counted: the libraries compile their rules then. */
  measure_size (paths[0], 0, times[0]);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      measure_size (paths[i], i, times[i]);
      g_free (paths[i]);
    }

  for (guint act = 0; act < N_ACTS; act++)
    invy_bench_print (&benches[act], fit_exponent (times, act), 1);
  print_times (times[G_N_ELEMENTS (sizes) - 1]);
  invy_test_remove_folder (folder);
  return 0;
}
