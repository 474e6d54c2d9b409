/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test-database.h"
#include "invy-test-proxy.h"
#include "invy-test.h"

#include "campaign/invy-reasons.h"
#include "campaign/invy-sender.h"

/* The server goes away while a campaign is being sent, and the sender waits for it: nobody gets two invitations, and
 * what was answered is written down when the server is back. */

#define N_GUESTS 12
#define INTERVAL_US (20 * 1000)

/* WhatsApp takes every message, and counts. */
#define TEST_TYPE_TRANSPORT (test_transport_get_type ())
G_DECLARE_FINAL_TYPE (TestTransport, test_transport, TEST, TRANSPORT, GObject)

struct _TestTransport
{
  GObject parent_instance;

  GHashTable *taken; /* of the guests */
  gboolean is_slow;  /* answers when it is not any more */
};

static void test_transport_interface_init (InvyTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestTransport,
                               test_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (INVY_TYPE_TRANSPORT, test_transport_interface_init))

static void
test_transport_finalize (GObject *object)
{
  g_hash_table_unref (TEST_TRANSPORT (object)->taken);
  G_OBJECT_CLASS (test_transport_parent_class)->finalize (object);
}

static void
test_transport_class_init (TestTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_transport_finalize;
}

static void
test_transport_init (TestTransport *self)
{
  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static DexFuture *
answer_fiber (gpointer data)
{
  TestTransport *self = data;
  InvySendReply *reply = invy_send_reply_new (INVY_SEND_ACCEPTED);

  reply->wamid = g_strdup_printf ("wamid.%u", g_hash_table_size (self->taken));
  while (self->is_slow)
    dex_await (dex_timeout_new_msec (10), NULL);

  return dex_future_new_take_boxed (INVY_TYPE_SEND_REPLY, reply);
}

static DexFuture *
test_transport_send (InvyTransport *transport, InvyMessage *message, gint64 start_before_ms)
{
  TestTransport *self = TEST_TRANSPORT (transport);
  char *guest_id = g_strdup (invy_message_get (message, INVY_MESSAGE_GUEST_ID));

  /* The first promise. */
  g_assert_true (g_hash_table_add (self->taken, guest_id));
  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, answer_fiber, g_object_ref (self), g_object_unref);
}

static void
test_transport_interface_init (InvyTransportInterface *iface)
{
  iface->send = test_transport_send;
}

typedef struct
{
  char *folder;
  char *uri; /* past the proxy */
  InvyTestProxy *proxy;
  InvyStore *store;
  InvyStore *neighbour;
  InvyCampaign *campaign;
  TestTransport *transport;
  InvySender *sender;
  DexFuture *run;
  guint n_awaited;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);

  self->folder = invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  self->proxy = invy_test_proxy_new (self->uri);
  self->store = invy_test_open_store (invy_test_proxy_get_uri (self->proxy));
  self->neighbour = invy_test_open_store (self->uri);
  event = invy_test_add_event (self->store);
  for (guint i = 0; i < N_GUESTS; i++)
    {
      g_autofree char *phone = g_strdup_printf ("05012345%02u", i);

      g_ptr_array_add (guests, invy_test_add_guest (self->store, event, "Guest", phone));
    }
  self->campaign = invy_test_plan (self->store, event, INVY_CAMPAIGN_REAL, guests);
  self->transport = g_object_new (TEST_TYPE_TRANSPORT, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  dex_clear (&self->run);
  g_clear_object (&self->sender);
  g_clear_object (&self->transport);
  g_clear_object (&self->campaign);
  g_clear_pointer (&self->neighbour, invy_test_close_store);
  g_clear_pointer (&self->store, invy_test_close_store);
  g_clear_object (&self->proxy);
  invy_test_remove_folder (self->folder);
  g_free (self->uri);
}

static gboolean
has_sent_awaited (gpointer data)
{
  Fixture *self = data;

  return g_hash_table_size (self->transport->taken) >= self->n_awaited;
}

static gboolean
waits_for_server (gpointer data)
{
  Fixture *self = data;

  return g_strcmp0 (invy_sender_get_waiting_reason (self->sender), INVY_WAIT_SERVER) == 0;
}

static void
start (Fixture *self, guint wait_s)
{
  self->sender = invy_sender_new (self->store, INVY_TRANSPORT (self->transport), self->campaign, INTERVAL_US);
  invy_sender_set_wait_limit (self->sender, wait_s);
  self->run = invy_sender_run (self->sender);
  self->n_awaited = 3;
  invy_test_wait_until (has_sent_awaited, self);
}

static void
lose_server (Fixture *self)
{
  invy_test_proxy_tell (self->proxy, "refuse");
  invy_test_wait_until (waits_for_server, self);
}

static InvyCampaign *
await_end (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  InvyCampaign *campaign = invy_test_await_object (g_steal_pointer (&self->run), &error);

  g_assert_no_error (error);
  return campaign;
}

static gint64
count (Fixture *self, const char *state)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM invy.messages WHERE state = '%s'", state);
  InvyDatabase *database = invy_test_open_database (self->uri);
  const gint64 n = invy_test_query_integer (database, sql);

  invy_test_close_database (database);
  return n;
}

/* What was claimed at the moment when the connection broke off is unknown; it never left. */
static void
test_goes_on (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = NULL;
  gint64 n_unknown;

  start (self, 600);
  lose_server (self);
  invy_test_proxy_tell (self->proxy, "pass");
  campaign = await_end (self);

  g_assert_cmpint (invy_campaign_get_state (campaign), ==, INVY_CAMPAIGN_FINISHED);
  n_unknown = count (self, "unknown");
  g_assert_cmpint (n_unknown, <=, 2);
  g_assert_cmpint (count (self, "accepted"), ==, N_GUESTS - n_unknown);
  g_assert_cmpuint (g_hash_table_size (self->transport->taken), ==, N_GUESTS - n_unknown);
  g_assert_cmpuint (invy_campaign_get_counts (invy_sender_get_campaign (self->sender))->unknown, ==, n_unknown);
}

/* They come while nobody can write them down. */
static void
test_answers_are_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = NULL;
  guint n_taken;

  start (self, 600);
  self->transport->is_slow = TRUE;
  self->n_awaited = g_hash_table_size (self->transport->taken) + 2;
  invy_test_wait_until (has_sent_awaited, self);
  invy_test_proxy_tell (self->proxy, "refuse");
  self->transport->is_slow = FALSE;
  invy_test_wait_until (waits_for_server, self);
  n_taken = g_hash_table_size (self->transport->taken);
  g_assert_cmpint (count (self, "posting"), >, 0);

  invy_test_proxy_tell (self->proxy, "pass");
  campaign = await_end (self);
  g_assert_cmpint (invy_campaign_get_state (campaign), ==, INVY_CAMPAIGN_FINISHED);
  g_assert_cmpint (count (self, "accepted"), ==, g_hash_table_size (self->transport->taken));
  g_assert_cmpint (count (self, "accepted"), >=, n_taken);
  g_assert_cmpint (count (self, "posting"), ==, 0);
}

/* Somebody else paused it, and wants it paused. */
static void
test_paused_meanwhile (Fixture *self, gconstpointer data)
{
  const char *id = invy_campaign_get_id (self->campaign);
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (GError) error = NULL;
  guint n_taken;

  start (self, 600);
  lose_server (self);
  n_taken = g_hash_table_size (self->transport->taken);
  invy_test_await (invy_store_pause_campaign (self->neighbour, id, INVY_STOP_USER), &error);
  g_assert_no_error (error);

  invy_test_proxy_tell (self->proxy, "pass");
  campaign = await_end (self);
  g_assert_cmpint (invy_campaign_get_state (campaign), ==, INVY_CAMPAIGN_PAUSED);
  g_assert_cmpstr (invy_campaign_get (campaign, INVY_CAMPAIGN_STOP_REASON), ==, INVY_STOP_USER);
  g_assert_cmpuint (g_hash_table_size (self->transport->taken), ==, n_taken);
}

/* Another laptop took over: that one sends the rest. */
static void
test_taken_over (Fixture *self, gconstpointer data)
{
  const char *id = invy_campaign_get_id (self->campaign);
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (GError) error = NULL;
  guint n_taken;

  start (self, 600);
  lose_server (self);
  n_taken = g_hash_table_size (self->transport->taken);
  invy_test_run_sql (self->uri, "UPDATE invy.campaigns SET lease_until = 1");
  invy_test_await_int64 (invy_store_take_lease (self->neighbour, id, "another laptop"), &error);
  g_assert_no_error (error);

  invy_test_proxy_tell (self->proxy, "pass");
  campaign = await_end (self);
  g_assert_cmpint (invy_campaign_get_state (campaign), ==, INVY_CAMPAIGN_RUNNING);
  g_assert_cmpuint (g_hash_table_size (self->transport->taken), ==, n_taken);
}

/* It does not wait for ever; who resumes it later sends the rest. */
static void
test_gone_for_good (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (GError) error = NULL;

  start (self, 2);
  invy_test_proxy_tell (self->proxy, "refuse");
  g_assert_false (invy_test_await (g_steal_pointer (&self->run), &error));
  g_assert_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE);
  g_assert_false (invy_sender_is_running (self->sender));

  g_clear_object (&self->sender);
  invy_test_proxy_tell (self->proxy, "pass");
  self->sender = invy_sender_new (self->neighbour, INVY_TRANSPORT (self->transport), self->campaign, INTERVAL_US);
  campaign = invy_test_await_object (invy_sender_run (self->sender), &error);
  g_assert_cmpint (invy_campaign_get_state (campaign), ==, INVY_CAMPAIGN_FINISHED);
  g_assert_cmpint (count (self, "accepted") + count (self, "unknown"), ==, N_GUESTS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, function) g_test_add ("/invy/postgres-outage/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("goes-on", test_goes_on);
  ADD ("answers-are-kept", test_answers_are_kept);
  ADD ("paused-meanwhile", test_paused_meanwhile);
  ADD ("taken-over", test_taken_over);
  ADD ("gone-for-good", test_gone_for_good);

  return g_test_run ();
}
