/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"
#include "invy-test-proxy.h"

/* Two laptops that would send the same campaign, and a server whose place another one takes. */

typedef struct
{
  char *folder;
  char *uri;
  InvyStore *store;
  InvyStore *other;
  InvyCampaign *campaign;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);

  self->folder = invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  self->store = invy_test_open_store (self->uri);
  self->other = invy_test_open_store (self->uri);
  event = invy_test_add_event (self->store);
  g_ptr_array_add (guests, invy_test_add_guest (self->store, event, "Noa", "0501234567"));
  g_ptr_array_add (guests, invy_test_add_guest (self->store, event, "Omar", "0521112233"));
  self->campaign = invy_test_plan (self->store, event, INVY_CAMPAIGN_REAL, guests);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->campaign);
  invy_test_close_store (g_steal_pointer (&self->other));
  invy_test_close_store (g_steal_pointer (&self->store));
  invy_test_remove_folder (self->folder);
  g_free (self->uri);
}

static DexFuture *
take (Fixture *self, InvyStore *store)
{
  return invy_store_take_lease (store, invy_campaign_get_id (self->campaign), "tests on a laptop");
}

static gint64
must_take (Fixture *self, InvyStore *store)
{
  g_autoptr (GError) error = NULL;
  const gint64 epoch = invy_test_await_int64 (take (self, store), &error);

  g_assert_no_error (error);
  return epoch;
}

static DexFuture *
claim (Fixture *self, InvyStore *store, gint64 epoch)
{
  return invy_store_claim (store, invy_campaign_get_id (self->campaign), epoch, 1, 0);
}

static gint64
ask (Fixture *self, const char *sql)
{
  InvyDatabase *database = invy_test_open_database (self->uri);
  const gint64 answer = invy_test_query_integer (database, sql);

  invy_test_close_database (database);
  return answer;
}

#define LOCKS                                                              \
  "FROM pg_locks WHERE locktype = 'advisory' AND pid <> pg_backend_pid ()" \
  " AND database = (SELECT oid FROM pg_database WHERE datname = current_database ())"

/* The connection of the first laptop breaks off, and its lock goes with it: the second one sends at once, and the
 * first one, which comes back, does not. */
static void
test_takes_over (Fixture *self, gconstpointer data)
{
  const gint64 epoch = must_take (self, self->store);
  g_autoptr (InvyClaim) claimed = NULL;
  g_autoptr (GError) error = NULL;
  gint64 next;

  claimed = invy_test_await_boxed (claim (self, self->store, epoch), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (claimed->messages->len, ==, 1);
  invy_test_await_error (take (self, self->other), INVY_STORE_ERROR, INVY_STORE_ERROR_ALREADY_SENDING);

  ask (self, "SELECT count(pg_terminate_backend (pid)) " LOCKS);
  /* A server ends what it was told to end when it comes to it. */
  while (ask (self, "SELECT count(*) " LOCKS) > 0)
    g_usleep (10 * 1000);
  next = must_take (self, self->other);
  g_assert_cmpint (next, ==, epoch + 1);
  invy_test_await_error (claim (self, self->store, epoch), INVY_STORE_ERROR, INVY_STORE_ERROR_LEASE_LOST);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM invy.messages WHERE state = 'unknown'"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM invy.messages WHERE state = 'posting'"), ==, 0);
}

#define N_AT_ONCE 40
/* The way of one claim, and at most one round trip more for each question that is asked for the second time. */
#define MOST_ROUND_TRIPS 25

/* However many messages are claimed at once, a server far away is asked as often. */
static void
test_claims_at_once (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyTestProxy) proxy = invy_test_proxy_new (self->uri);
  InvyStore *far = invy_test_open_store (invy_test_proxy_get_uri (proxy));
  g_autoptr (InvyEvent) event = invy_test_add_event (far);
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (InvyClaim) claimed = NULL;
  g_autoptr (GError) error = NULL;
  gint64 epoch, n_trips;

  for (guint i = 0; i < N_AT_ONCE; i++)
    g_ptr_array_add (guests, invy_test_add_guest (far, event, "Noa", "0501234567"));
  campaign = invy_test_plan (far, event, INVY_CAMPAIGN_REAL, guests);
  epoch = invy_test_await_int64 (invy_store_take_lease (far, invy_campaign_get_id (campaign), "tests"), &error);
  g_assert_no_error (error);

  n_trips = invy_test_proxy_tell (proxy, "trips");
  claimed =
      invy_test_await_boxed (invy_store_claim (far, invy_campaign_get_id (campaign), epoch, N_AT_ONCE, 0), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (claimed->messages->len, ==, N_AT_ONCE);
  n_trips = invy_test_proxy_tell (proxy, "trips") - n_trips;
  g_test_message ("%" G_GINT64_FORMAT " round trips", n_trips);
  g_assert_cmpint (n_trips, <=, MOST_ROUND_TRIPS);
  invy_test_close_store (far);
}

static void
change_server (Fixture *self)
{
  invy_test_run_sql (self->uri, "UPDATE invy.campaigns SET server = 'another/00000001'");
}

/* Nothing goes out from a server that took the place of another one before somebody has looked. */
static void
test_other_server (Fixture *self, gconstpointer data)
{
  const char *id = invy_campaign_get_id (self->campaign);
  const gint64 epoch = must_take (self, self->store);
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (GError) error = NULL;

  change_server (self);
  invy_test_await_error (claim (self, self->store, epoch), INVY_STORE_ERROR, INVY_STORE_ERROR_LEASE_LOST);
  g_assert_true (invy_test_await (invy_store_release_lease (self->store, id, epoch, NULL), NULL));

  invy_test_await_error (take (self, self->other), INVY_STORE_ERROR, INVY_STORE_ERROR_STATE);
  campaign = invy_test_await_object (invy_store_get_campaign (self->other, id), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_campaign_get_state (campaign), ==, INVY_CAMPAIGN_PAUSED);
  g_assert_cmpstr (invy_campaign_get (campaign, INVY_CAMPAIGN_STOP_REASON), ==, INVY_STORE_STOP_SERVER);

  /* Who resumes it now has read why it was paused. */
  must_take (self, self->other);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, function) g_test_add ("/invy/postgres-senders/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("takes-over", test_takes_over);
  ADD ("claims-at-once", test_claims_at_once);
  ADD ("other-server", test_other_server);

  return g_test_run ();
}
