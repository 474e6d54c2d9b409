/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"
#include "invy-test-proxy.h"

/* A server that is far away: what counts then is how often somebody waits for an answer. The way is made so long that
 * the computer's own time is none. */

#define ONE_WAY_MS "500"
#define ROUND_TRIP_US G_USEC_PER_SEC
/* To the same weddings with psql. */
#define MOST_ROUND_TRIPS_MORE 3

typedef struct
{
  char *folder;
  char *uri;
  char *event_id;
  InvyTestProxy *proxy;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyStore) store = NULL;
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (InvyGuest) guest = NULL;

  self->folder = invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  store = invy_test_open_store (self->uri);
  event = invy_test_add_event (store);
  guest = invy_test_add_guest (store, event, "Noa", "0501234567");
  self->event_id = g_strdup (invy_event_get_id (event));
  invy_test_close_store (g_steal_pointer (&store));
  self->proxy = invy_test_proxy_new (self->uri);
  invy_test_proxy_tell (self->proxy, "delay " ONE_WAY_MS);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->proxy);
  invy_test_remove_folder (self->folder);
  g_free (self->event_id);
  g_free (self->uri);
}

static gint64
read_with_psql (Fixture *self)
{
  const gint64 began = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) psql = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, "psql", "-Xq", invy_test_proxy_get_uri (self->proxy), "-c",
      "SELECT * FROM invy.events", "-c", "SELECT * FROM invy.guests", "-c", "SELECT * FROM invy.messages", NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (psql, NULL, &error));
  g_assert_no_error (error);

  return g_get_monotonic_time () - began;
}

static gint64
open_and_read (Fixture *self, InvyStore **store)
{
  const gint64 began = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (GPtrArray) messages = NULL;

  *store = invy_test_open_store (invy_test_proxy_get_uri (self->proxy));
  events = invy_test_await_boxed (invy_store_list_events (*store), &error);
  g_assert_no_error (error);
  guests = invy_test_await_boxed (invy_store_list_guests (*store, self->event_id), &error);
  g_assert_no_error (error);
  messages = invy_test_await_boxed (
      invy_store_list_current_messages (*store, self->event_id, INVY_PURPOSE_INVITATION, INVY_CAMPAIGN_REAL), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpuint (guests->len, ==, 1);

  return g_get_monotonic_time () - began;
}

static void
test_opening (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyStore) store = NULL;
  const gint64 with_psql = read_with_psql (self);
  const gint64 here = open_and_read (self, &store);

  g_test_message ("psql: %.2f s, here: %.2f s", (double) with_psql / G_USEC_PER_SEC, (double) here / G_USEC_PER_SEC);
  /* Less than another one is for what the computer does in between. */
  g_assert_cmpint (here, <, with_psql + (MOST_ROUND_TRIPS_MORE + 1) * ROUND_TRIP_US);
  invy_test_close_store (g_steal_pointer (&store));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add ("/invy/postgres-far/opening", Fixture, NULL, set_up, test_opening, tear_down);

  return g_test_run ();
}
