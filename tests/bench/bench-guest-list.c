/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench-memory.h"
#include "invy-bench-plain-list.h"
#include "invy-bench-stall.h"
#include "invy-bench.h"
#include "invy-finder.h"
#include "invy-test.h"

#include "app/guests/invy-guest-list.h"
#include "app/guests/invy-guests-page.h"

/* The guest list of a wedding with a hundred thousand guests, beside a bare list of as many strings in as many
 * columns: how long the main loop is away in each act. */

#define N_GUESTS 100000
#define N_PAIRS 3
#define MEMORY_LIMIT_MB 300.0

/* So long the effects of an act are watched; also between two acts. */
#define REST_MS 1000

/* Five seconds of frames, each a good bit further down: two or three new rows. */
#define N_FRAMES 300
#define SCROLL_STEP 120.0

typedef enum
{
  ACT_OPEN,
  ACT_SEARCH,
  ACT_SORT,
  ACT_TICK,
  N_ACTS,
} Act;

static const InvyBench stalls[N_ACTS] = {
  [ACT_OPEN] = { .what = "longest stall, opening 100,000 guests / a bare list", .unit = "ms", .reach = 1.2 },
  [ACT_SEARCH] = { .what = "longest stall, one keystroke of search / a bare list", .unit = "ms", .reach = 1.2 },
  [ACT_SORT] = { .what = "longest stall, sorting 100,000 guests / a bare list", .unit = "ms", .reach = 1.2 },
  [ACT_TICK] = { .what = "longest stall, ticking 100,000 guests / a bare list", .unit = "ms", .reach = 1.2 },
};

/* A list that drops one frame is as good as one that drops none, so that neither is less than one. */
static const InvyBench scrolling = {
  .what = "scrolling 100,000 guests, frames dropped / a bare list",
  .unit = "of 300",
  .reach = 1.1,
};

static const InvyBench keystroke = {
  .what = "one keystroke of search until the list is right / GtkStringFilter",
  .unit = "ms",
  .reach = 0.3,
};

/* Beyond what a bare list needs in the same window. */
static const InvyBench memory_each = { .what = "memory for each of 100,000 guests / 1 KB",
                                       .unit = "bytes",
                                       .reach = 1 };

static const InvyBench memory = { .what = "memory with 100,000 guests / the limit", .unit = "MB", .reach = 1 };

typedef struct
{
  InvyStore *store;
  InvyEvent *event;
  GtkWindow *window;
  InvyGuestBook *book;
  InvyGuestsPage *page;
  InvyBenchPlainList *plain;
  GPtrArray *names;
} Fixture;

static void
time_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
rest (void)
{
  gboolean is_over = FALSE;

  g_timeout_add_once (REST_MS, time_cb, &is_over);
  invy_bench_wait_until (is_true, &is_over);
}

static gboolean
is_loaded (gpointer data)
{
  InvyGuestBook *book = data;

  return !invy_guest_book_is_loading (book) && g_list_model_get_n_items (G_LIST_MODEL (book)) == N_GUESTS;
}

static InvyGuestList *
get_list (Fixture *fixture)
{
  return invy_find (fixture->page, INVY_TYPE_GUEST_LIST, NULL);
}

static void
open_guests (Fixture *fixture)
{
  fixture->book = invy_guest_book_new (fixture->store, fixture->event);
  invy_guests_page_set_book (fixture->page, fixture->book);
  dex_future_disown (invy_guest_book_load (fixture->book));
  invy_bench_wait_until (is_loaded, fixture->book);
}

/* Our list sorts little by little; that is the act of sorting, and none of what comes after it. */
static gboolean
is_sorted (gpointer data)
{
  InvyGuestSelection *selection = data;
  g_autoptr (GtkFilterListModel) filtered = NULL;

  g_object_get (selection, "model", &filtered, NULL);
  return gtk_sort_list_model_get_pending (GTK_SORT_LIST_MODEL (gtk_filter_list_model_get_model (filtered))) == 0;
}

static void
finish_act (Fixture *fixture)
{
  if (fixture->book != NULL)
    invy_bench_wait_until (is_sorted, invy_guest_list_get_selection (get_list (fixture)));
}

static void
act_on_guests (Fixture *fixture, Act act)
{
  switch (act)
    {
    case ACT_OPEN:
      open_guests (fixture);
      break;
    case ACT_SEARCH:
      invy_guest_filter_set_search (invy_guest_list_get_filter (get_list (fixture)), "n");
      break;
    case ACT_SORT:
      invy_guest_list_sort_by (get_list (fixture), "name");
      break;
    case ACT_TICK:
      gtk_selection_model_select_all (GTK_SELECTION_MODEL (invy_guest_list_get_selection (get_list (fixture))));
      break;
    case N_ACTS:
    default:
      g_assert_not_reached ();
    }
}

static void
act_on_plain (Fixture *fixture, Act act)
{
  switch (act)
    {
    case ACT_OPEN:
      invy_bench_plain_list_fill (fixture->plain, (const char *const *) fixture->names->pdata);
      break;
    case ACT_SEARCH:
      invy_bench_plain_list_search (fixture->plain, "n");
      break;
    case ACT_SORT:
      invy_bench_plain_list_sort (fixture->plain);
      break;
    case ACT_TICK:
      invy_bench_plain_list_tick_all (fixture->plain);
      break;
    case N_ACTS:
    default:
      g_assert_not_reached ();
    }
}

static double
measure (Fixture *fixture, Act act, void (*perform) (Fixture *fixture, Act act), double *used_ms)
{
  rest ();
  invy_bench_stall_begin ();
  *used_ms = -invy_bench_now_ms ();
  perform (fixture, act);
  *used_ms += invy_bench_now_ms ();
  finish_act (fixture);
  rest ();
  return invy_bench_stall_end ();
}

static gboolean
scroll_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  guint *n_drawn = data;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + SCROLL_STEP);
  (*n_drawn)++;
  return G_SOURCE_CONTINUE;
}

/* How many frames are missing after the time that all of them would have needed. */
static double
measure_scrolling (GtkWidget *view)
{
  gboolean is_over = FALSE;
  guint n_drawn = 0;
  gint64 interval_us = 0;
  guint tick;

  gdk_frame_clock_get_refresh_info (gtk_widget_get_frame_clock (view), 0, &interval_us, NULL);
  tick = gtk_widget_add_tick_callback (view, scroll_cb, &n_drawn, NULL);
  g_timeout_add_once ((guint) (N_FRAMES * interval_us / 1000), time_cb, &is_over);
  invy_bench_wait_until (is_true, &is_over);
  gtk_widget_remove_tick_callback (view, tick);

  return MAX ((double) N_FRAMES - n_drawn, 1);
}

static void
measure_pair (Fixture *fixture)
{
  double values[N_ACTS], yardsticks[N_ACTS];
  double used[N_ACTS], plainly_used[N_ACTS];
  double memory_mb, dropped, plainly_dropped;

  fixture->page = INVY_GUESTS_PAGE (invy_guests_page_new ());
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->page));
  for (guint act = 0; act < N_ACTS; act++)
    values[act] = measure (fixture, (Act) act, act_on_guests, &used[act]);
  dropped = measure_scrolling (invy_find (fixture->page, GTK_TYPE_COLUMN_VIEW, NULL));
  memory_mb = invy_bench_memory_mb ();
  invy_bench_print (&memory, memory_mb, MEMORY_LIMIT_MB);
  gtk_window_set_child (fixture->window, NULL);
  g_clear_object (&fixture->book);

  fixture->plain = invy_bench_plain_list_new ();
  gtk_window_set_child (fixture->window, invy_bench_plain_list_get_widget (fixture->plain));
  for (guint act = 0; act < N_ACTS; act++)
    yardsticks[act] = measure (fixture, (Act) act, act_on_plain, &plainly_used[act]);
  plainly_dropped =
      measure_scrolling (invy_find (gtk_window_get_child (fixture->window), GTK_TYPE_COLUMN_VIEW, NULL));
  invy_bench_print (&scrolling, dropped, plainly_dropped);
  invy_bench_print (&memory_each, (memory_mb - invy_bench_memory_mb ()) * 1e6 / N_GUESTS, 1024);
  g_clear_pointer (&fixture->plain, invy_bench_plain_list_free);

  for (guint act = 0; act < N_ACTS; act++)
    invy_bench_print (&stalls[act], values[act], yardsticks[act]);
  invy_bench_print (&keystroke, used[ACT_SEARCH], plainly_used[ACT_SEARCH]);
}

static void
keep_names (Fixture *fixture, GPtrArray *guests)
{
  fixture->names = g_ptr_array_new_null_terminated (guests->len, g_free, TRUE);
  for (guint i = 0; i < guests->len; i++)
    g_ptr_array_add (fixture->names, invy_guest_dup_name (guests->pdata[i]));
}

static void
activate_cb (GtkApplication *application)
{
  char *folder = invy_test_make_folder ();
  g_autofree char *uri = g_strdup_printf ("sqlite:%s/invy.db", folder);
  Fixture fixture = { .store = invy_test_open_store (uri) };

  fixture.event = invy_test_add_event (fixture.store);
  {
    g_autoptr (GPtrArray) guests = invy_bench_new_guests (fixture.event, N_GUESTS);
    g_autoptr (GPtrArray) saved = invy_bench_save_guests (fixture.store, guests);

    keep_names (&fixture, guests);
  }

  fixture.window = GTK_WINDOW (gtk_application_window_new (application));
  gtk_window_set_default_size (fixture.window, 1100, 700);
  gtk_window_present (fixture.window);
  for (guint i = 0; i < N_PAIRS; i++)
    measure_pair (&fixture);

  gtk_window_destroy (fixture.window);
  g_clear_pointer (&fixture.names, g_ptr_array_unref);
  g_clear_object (&fixture.event);
  invy_test_close_store (fixture.store);
  invy_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;

  dex_init ();
  invy_bench_stall_watch ();
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", APPLICATION_ID, "resource-base-path",
                              "/io/github/invy_app/Invy", "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 0, NULL);
}
