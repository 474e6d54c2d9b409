/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench-stall.h"
#include "invy-bench.h"
#include "invy-test-database.h"
#include "invy-test-proxy.h"
#include "invy-test.h"

#include "app/guests/invy-guests-page.h"

/* A wedding with a hundred thousand guests on a server that is 20 ms away, for the window and for somebody else: how
 * long opening it takes, and how soon a change of somebody else's stands in the list. */

#define N_GUESTS 100000
#define N_PAIRS 5
#define ONE_WAY_MS "20"
#define ROUND_TRIP_MS 40.0
#define MOST_ROUND_TRIPS_MORE 3

/* What nobody notices. */
#define STALL_LIMIT_MS 100.0
#define EDIT_LIMIT_MS 1000.0

static const InvyBench opening = { .what = "opening 100,000 guests 20 ms away / psql and three round trips",
                                   .unit = "ms",
                                   .reach = 1 };
static const InvyBench edit = { .what = "an edit until it stands in another's list, 20 ms away / the limit",
                                .unit = "ms",
                                .reach = 1 };
static const InvyBench stall = { .what = "longest stall, an edit of somebody else arrives / the limit",
                                 .unit = "ms",
                                 .reach = 1 };

typedef struct
{
  char *folder;
  char *uri;
  char *event_id;
  InvyTestProxy *proxy;
  InvyStore *store;
  InvyStore *other; /* somebody else's */
  InvyEvent *event;
  GtkWindow *window;
  InvyGuestBook *book;
  const char *guest_id; /* who is edited, and how the guest is called then */
  char *name;
} Fixture;

static void
fill (Fixture *self)
{
  InvyStore *store = invy_test_open_store (self->uri);
  g_autoptr (InvyEvent) event = invy_test_add_event (store);
  g_autoptr (GPtrArray) guests = invy_bench_new_guests (event, N_GUESTS);
  g_autoptr (GPtrArray) saved = invy_bench_save_guests (store, guests);

  self->event_id = g_strdup (invy_event_get_id (event));
  invy_test_close_store (store);
  invy_test_run_sql (self->uri, "ANALYZE");
}

static double
read_with_psql (Fixture *self)
{
  const double began = invy_bench_now_ms ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) psql = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, "psql", "-Xq", invy_test_proxy_get_uri (self->proxy), "-c",
      "SELECT * FROM invy.events", "-c", "SELECT * FROM invy.guests", "-c", "SELECT * FROM invy.messages", NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (psql, NULL, &error));

  return invy_bench_now_ms () - began;
}

/* Until all the rows are here, as with psql. */
static double
open_and_read (Fixture *self)
{
  const double began = invy_bench_now_ms ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (InvyBookNews) news = NULL;
  double used;

  self->store = invy_test_open_store (invy_test_proxy_get_uri (self->proxy));
  events = invy_test_await_boxed (invy_store_list_events (self->store), &error);
  g_assert_no_error (error);
  news = invy_test_await_boxed (invy_store_read_book (self->store, self->event_id, INVY_CAMPAIGN_REAL, NULL), &error);
  g_assert_no_error (error);
  used = invy_bench_now_ms () - began;
  g_assert_cmpuint (news->guests->len, ==, N_GUESTS);

  self->event = g_object_ref (events->pdata[0]);
  return used;
}

static gboolean
is_loaded (gpointer data)
{
  Fixture *self = data;

  return !invy_guest_book_is_loading (self->book) && g_list_model_get_n_items (G_LIST_MODEL (self->book)) == N_GUESTS;
}

static void
show (Fixture *self)
{
  GtkWidget *page = invy_guests_page_new ();

  self->book = invy_guest_book_new (self->store, self->event);
  gtk_window_set_child (self->window, page);
  invy_guests_page_set_book (INVY_GUESTS_PAGE (page), self->book);
  dex_future_disown (invy_guest_book_load (self->book));
  invy_bench_wait_until (is_loaded, self);
}

static gboolean
is_edited (gpointer data)
{
  Fixture *self = data;
  InvyGuest *guest = invy_guest_book_find (self->book, self->guest_id);

  return g_strcmp0 (invy_guest_get (guest, INVY_GUEST_FIRST_NAME), self->name) == 0;
}

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

/* What an act still does afterwards belongs to it. */
static void
rest (void)
{
  gboolean is_over = FALSE;

  g_timeout_add_once (1500, time_cb, &is_over);
  invy_bench_wait_until (is_true, &is_over);
}

/* Of a guest whose row is on the screen. */
static double
measure_edit (Fixture *self, guint number)
{
  g_autoptr (InvyGuest) guest = g_list_model_get_item (G_LIST_MODEL (self->book), number);
  g_autoptr (InvyGuest) edited = invy_guest_copy (guest);
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autofree char *name = g_strdup_printf ("Edited %u", number);
  double began;

  self->guest_id = invy_guest_get_id (guest);
  g_set_str (&self->name, name);
  invy_guest_set (edited, INVY_GUEST_FIRST_NAME, name);
  g_ptr_array_add (guests, edited);
  began = invy_bench_now_ms ();
  dex_future_disown (invy_store_save_guests (self->other, guests));
  invy_bench_wait_until (is_edited, self);

  return invy_bench_now_ms () - began;
}

static void
measure_pair (Fixture *self, guint number)
{
  const double with_psql = read_with_psql (self);

  invy_bench_print (&opening, open_and_read (self), with_psql + MOST_ROUND_TRIPS_MORE * ROUND_TRIP_MS);
  show (self);
  rest ();
  invy_bench_stall_begin ();
  invy_bench_print (&edit, measure_edit (self, number), EDIT_LIMIT_MS);
  rest ();
  invy_bench_print (&stall, invy_bench_stall_end (), STALL_LIMIT_MS);

  gtk_window_set_child (self->window, NULL);
  g_clear_object (&self->book);
  g_clear_object (&self->event);
  invy_test_close_store (g_steal_pointer (&self->store));
}

static void
activate_cb (GtkApplication *application)
{
  Fixture fixture = { .folder = invy_test_make_folder () };

  fixture.uri = invy_test_make_uri (fixture.folder);
  fill (&fixture);
  fixture.proxy = invy_test_proxy_new (fixture.uri);
  invy_test_proxy_tell (fixture.proxy, "delay " ONE_WAY_MS);
  fixture.other = invy_test_open_store (invy_test_proxy_get_uri (fixture.proxy));

  fixture.window = GTK_WINDOW (gtk_application_window_new (application));
  gtk_window_set_default_size (fixture.window, 1100, 700);
  gtk_window_present (fixture.window);
  for (guint i = 0; i < N_PAIRS; i++)
    measure_pair (&fixture, i);

  gtk_window_destroy (fixture.window);
  invy_test_close_store (fixture.other);
  g_object_unref (fixture.proxy);
  invy_test_remove_folder (fixture.folder);
  g_free (fixture.event_id);
  g_free (fixture.name);
  g_free (fixture.uri);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  invy_bench_stall_watch ();
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", APPLICATION_ID, "resource-base-path",
                              "/io/github/invy_app/Invy", "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 0, NULL);
}
