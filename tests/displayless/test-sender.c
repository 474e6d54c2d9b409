/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"

#include "campaign/invy-reasons.h"
#include "campaign/invy-sender-setup.h"
#include "whatsapp/invy-clock.h"

/* The sender with a real store and a transport that answers what the test tells it. */

#define TEST_TYPE_TRANSPORT (test_transport_get_type ())
G_DECLARE_FINAL_TYPE (TestTransport, test_transport, TEST, TRANSPORT, GObject)

typedef struct
{
  InvySendOutcome outcome;
  int code;
  gint64 retry_after_ms;
} Answer;

struct _TestTransport
{
  GObject parent_instance;

  InvyStore *store;
  const Answer *answers;
  guint n_answers;
  guint n_sent;
  guint n_in_flight;
  guint most_in_flight;
  guint delay_ms;
  GHashTable *accepted; /* guest id -> how often */
  gint64 started_at[64];
};

static void test_transport_interface_init (InvyTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestTransport,
                               test_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (INVY_TYPE_TRANSPORT, test_transport_interface_init))

static void
test_transport_finalize (GObject *object)
{
  g_hash_table_unref (TEST_TRANSPORT (object)->accepted);
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
  self->accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

typedef struct
{
  TestTransport *transport;
  InvyMessage *message;
  guint number;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_object_unref (sending->transport);
  g_object_unref (sending->message);
  g_free (sending);
}

static void
count_accepted (TestTransport *self, InvyMessage *message)
{
  const char *guest_id = invy_message_get (message, INVY_MESSAGE_GUEST_ID);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->accepted, guest_id));

  g_hash_table_insert (self->accepted, g_strdup (guest_id), GUINT_TO_POINTER (n + 1));
}

static DexFuture *
send_fiber (gpointer data)
{
  Sending *sending = data;
  TestTransport *self = sending->transport;
  const Answer accepted = { INVY_SEND_ACCEPTED, 0, -1 };
  const Answer *answer = sending->number < self->n_answers ? &self->answers[sending->number] : &accepted;
  g_autoptr (GPtrArray) kept = NULL;
  InvySendReply *reply;

  /* The promise of the ledger: that it is posting is on the disk before the request goes out. */
  kept = dex_await_boxed (
      invy_store_list_messages (self->store, invy_message_get (sending->message, INVY_MESSAGE_CAMPAIGN_ID)), NULL);
  for (guint i = 0; i < kept->len; i++)
    if (g_str_equal (invy_message_get_id (kept->pdata[i]), invy_message_get_id (sending->message)))
      g_assert_cmpint (invy_message_get_state (kept->pdata[i]), ==, INVY_MESSAGE_POSTING);

  if (self->delay_ms > 0)
    dex_await (dex_timeout_new_msec ((int) self->delay_ms), NULL);

  reply = invy_send_reply_new (answer->outcome);
  if (answer->outcome == INVY_SEND_REFUSED)
    reply->code = answer->code;
  reply->retry_after_ms = answer->retry_after_ms;
  if (answer->outcome == INVY_SEND_ACCEPTED)
    {
      reply->wamid = g_strdup_printf ("wamid.%u", sending->number);
      count_accepted (self, sending->message);
    }
  self->n_in_flight--;

  return dex_future_new_take_boxed (INVY_TYPE_SEND_REPLY, reply);
}

static DexFuture *
test_transport_send (InvyTransport *transport, InvyMessage *message, gint64 start_before_ms)
{
  TestTransport *self = TEST_TRANSPORT (transport);
  Sending *sending = g_new0 (Sending, 1);

  /* Whoever wakes up later than this finds somebody else sending: the lease is a minute. */
  g_assert_cmpint (start_before_ms, >, invy_clock_now_ms ());
  g_assert_cmpint (start_before_ms, <=, invy_clock_now_ms () + 30 * 1000);
  self->started_at[self->n_sent % G_N_ELEMENTS (self->started_at)] = g_get_monotonic_time ();
  sending->transport = g_object_ref (self);
  sending->message = g_object_ref (message);
  sending->number = self->n_sent++;
  self->n_in_flight++;
  self->most_in_flight = MAX (self->most_in_flight, self->n_in_flight);

  return dex_scheduler_spawn (NULL, 0, send_fiber, sending, sending_free);
}

static void
test_transport_interface_init (InvyTransportInterface *iface)
{
  iface->send = test_transport_send;
}

typedef struct
{
  char *folder;
  char *uri;
  InvyStore *store;
  InvyEvent *event;
  GPtrArray *guests;
  TestTransport *transport;
  InvyCampaign *campaign;
  InvySender *sender;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  self->store = invy_test_open_store (self->uri);
  self->event = invy_test_add_event (self->store);
  self->guests = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *phone = g_strdup_printf ("05012345%02u", i);

      g_ptr_array_add (self->guests, invy_test_add_guest (self->store, self->event, "Guest", phone));
    }
  self->transport = g_object_new (TEST_TYPE_TRANSPORT, NULL);
  self->transport->store = self->store;
  self->campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->sender);
  g_clear_object (&self->campaign);
  g_clear_object (&self->transport);
  g_clear_object (&self->event);
  g_clear_pointer (&self->guests, g_ptr_array_unref);
  invy_test_close_store (self->store);
  invy_test_remove_folder (self->folder);
  g_free (self->uri);
}

static void
use_answers (Fixture *self, const Answer *answers, guint n_answers)
{
  self->transport->answers = answers;
  self->transport->n_answers = n_answers;
}

static InvyCampaign *
run (Fixture *self, gint64 interval_us)
{
  g_autoptr (GError) error = NULL;
  InvyCampaign *campaign;

  g_clear_object (&self->sender);
  self->sender = invy_sender_new (self->store, INVY_TRANSPORT (self->transport), self->campaign, interval_us);
  campaign = invy_test_await_object (invy_sender_run (self->sender), &error);
  g_assert_no_error (error);

  return campaign;
}

static void
assert_nobody_twice (Fixture *self)
{
  GHashTableIter iter;
  gpointer n;

  g_hash_table_iter_init (&iter, self->transport->accepted);
  while (g_hash_table_iter_next (&iter, NULL, &n))
    g_assert_cmpuint (GPOINTER_TO_UINT (n), ==, 1);
}

static void
test_all (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = run (self, 1000);

  g_assert_cmpint (invy_campaign_get_state (campaign), ==, INVY_CAMPAIGN_FINISHED);
  g_assert_cmpuint (invy_campaign_get_counts (campaign)->succeeded, ==, 8);
  g_assert_cmpuint (g_hash_table_size (self->transport->accepted), ==, 8);
  assert_nobody_twice (self);
  g_assert_false (invy_sender_is_running (self->sender));
}

static void
test_pace (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = run (self, 200 * 1000);
  TestTransport *transport = self->transport;

  g_assert_cmpuint (invy_campaign_get_counts (campaign)->succeeded, ==, 8);
  /* Never faster; how much slower is the machine's business. A commit may take a while,
   * which brings two starts closer together. */
  for (guint i = 1; i < transport->n_sent; i++)
    g_assert_cmpint (transport->started_at[i] - transport->started_at[i - 1], >=, 100 * 1000);
}

static void
test_in_flight (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = NULL;

  self->transport->delay_ms = 300;
  campaign = run (self, 10 * 1000);
  g_assert_cmpuint (invy_campaign_get_counts (campaign)->succeeded, ==, 8);
  g_assert_cmpuint (self->transport->most_in_flight, >, 1);
  /* A run's first request travels alone until it is answered. */
  g_assert_cmpint (self->transport->started_at[1] - self->transport->started_at[0], >=, 290 * 1000);
}

static void
test_slow_answers (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = NULL;
  TestTransport *transport = self->transport;

  transport->delay_ms = 1200;
  campaign = run (self, 500 * 1000);
  g_assert_cmpuint (invy_campaign_get_counts (campaign)->succeeded, ==, 8);
  /* The pace is kept all the same, and few are in flight. */
  g_assert_cmpuint (transport->most_in_flight, <=, 4);
  g_assert_cmpint (transport->started_at[7] - transport->started_at[1], <, 5 * 1200 * 1000);
  for (guint i = 1; i < transport->n_sent; i++)
    g_assert_cmpint (transport->started_at[i] - transport->started_at[i - 1], >=, 450 * 1000);
}

static void
test_mixed (Fixture *self, gconstpointer data)
{
  const Answer answers[] = {
    { INVY_SEND_ACCEPTED, 0, -1 }, { INVY_SEND_REFUSED, 131026, -1 }, { INVY_SEND_UNKNOWN, 0, -1 },
    { INVY_SEND_HELD, 0, -1 },     { INVY_SEND_REFUSED, 131021, -1 },
  };
  g_autoptr (InvyCampaign) campaign = NULL;
  const InvyCampaignCounts *counts;

  use_answers (self, answers, G_N_ELEMENTS (answers));
  campaign = run (self, 1000);
  counts = invy_campaign_get_counts (campaign);
  g_assert_cmpint (invy_campaign_get_state (campaign), ==, INVY_CAMPAIGN_FINISHED);
  g_assert_cmpuint (counts->succeeded, ==, 4);
  g_assert_cmpuint (counts->failed, ==, 2);
  g_assert_cmpuint (counts->unknown, ==, 1);
  g_assert_cmpuint (counts->held, ==, 1);
  g_assert_cmpuint (counts->total, ==, 8);
}

static void
test_backoff (Fixture *self, gconstpointer data)
{
  const Answer answers[] = { { INVY_SEND_ACCEPTED, 0, -1 }, { INVY_SEND_REFUSED, 130429, 400 } };
  g_autoptr (InvyCampaign) campaign = NULL;

  use_answers (self, answers, G_N_ELEMENTS (answers));
  campaign = run (self, 500 * 1000 / 100);
  g_assert_cmpuint (invy_campaign_get_counts (campaign)->succeeded, ==, 8);
  g_assert_cmpuint (self->transport->n_sent, ==, 9);
  assert_nobody_twice (self);
}

static void
test_not_sent (Fixture *self, gconstpointer data)
{
  const Answer answers[] = { { INVY_SEND_NOT_SENT, 0, -1 } };
  g_autoptr (InvyCampaign) campaign = NULL;

  use_answers (self, answers, G_N_ELEMENTS (answers));
  campaign = run (self, 1000);
  g_assert_cmpuint (invy_campaign_get_counts (campaign)->succeeded, ==, 8);
  assert_nobody_twice (self);
}

static void
test_no_network (Fixture *self, gconstpointer data)
{
  Answer answers[64];
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyCampaign) campaign = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    answers[i] = (Answer) { INVY_SEND_NOT_SENT, 0, -1 };
  use_answers (self, answers, G_N_ELEMENTS (answers));
  self->sender = invy_sender_new (self->store, INVY_TRANSPORT (self->transport), self->campaign, 1000);
  invy_sender_set_wait_limit (self->sender, 2);
  campaign = invy_test_await_object (invy_sender_run (self->sender), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_campaign_get_state (campaign), ==, INVY_CAMPAIGN_PAUSED);
  g_assert_cmpstr (invy_campaign_get (campaign, INVY_CAMPAIGN_STOP_REASON), ==, INVY_STOP_NO_NETWORK);
  g_assert_cmpuint (invy_campaign_get_counts (campaign)->waiting, ==, 8);
}

static void
pause_when_planned_again (InvySender *sender, InvyMessage *message, gpointer data)
{
  if (invy_message_get_state (message) == INVY_MESSAGE_PLANNED)
    invy_sender_pause (sender, INVY_STOP_USER);
}

static void
test_long_pace_is_no_wait (Fixture *self, gconstpointer data)
{
  const Answer answers[] = { { INVY_SEND_REFUSED, 130429, 100 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyCampaign) paused = NULL;

  use_answers (self, answers, G_N_ELEMENTS (answers));
  self->sender = invy_sender_new (self->store, INVY_TRANSPORT (self->transport), self->campaign, 60 * G_USEC_PER_SEC);
  invy_sender_set_wait_limit (self->sender, 5);
  g_signal_connect (self->sender, "message-changed", G_CALLBACK (pause_when_planned_again), NULL);
  paused = invy_test_await_object (invy_sender_run (self->sender), &error);
  g_assert_no_error (error);
  /* Not that it waited too long: a tenth of a second was asked for. */
  g_assert_cmpstr (invy_campaign_get (paused, INVY_CAMPAIGN_STOP_REASON), ==, INVY_STOP_USER);
}

typedef struct
{
  InvyStore *store;
  char *unknown_id;
  guint n_accepted;
} LastMoment;

static void
settle_at_the_last (InvySender *sender, InvyMessage *message, gpointer data)
{
  LastMoment *moment = data;

  if (invy_message_get_state (message) == INVY_MESSAGE_UNKNOWN)
    moment->unknown_id = g_strdup (invy_message_get_id (message));
  if (invy_message_get_state (message) == INVY_MESSAGE_ACCEPTED && ++moment->n_accepted == 7)
    dex_future_disown (invy_store_settle_message (moment->store, moment->unknown_id, FALSE));
}

static void
test_more_at_the_last_moment (Fixture *self, gconstpointer data)
{
  const Answer answers[] = { { INVY_SEND_UNKNOWN, 0, -1 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyCampaign) paused = NULL;
  LastMoment moment = { .store = self->store };

  use_answers (self, answers, G_N_ELEMENTS (answers));
  self->sender = invy_sender_new (self->store, INVY_TRANSPORT (self->transport), self->campaign, 100 * 1000);
  g_signal_connect (self->sender, "message-changed", G_CALLBACK (settle_at_the_last), &moment);
  paused = invy_test_await_object (invy_sender_run (self->sender), &error);
  g_assert_no_error (error);
  /* Whoever looks sees that something is left, and why. */
  g_assert_cmpint (invy_campaign_get_state (paused), ==, INVY_CAMPAIGN_PAUSED);
  g_assert_cmpstr (invy_campaign_get (paused, INVY_CAMPAIGN_STOP_REASON), ==, INVY_STOP_SETTLED);
  g_assert_cmpuint (invy_campaign_get_counts (paused)->waiting, ==, 1);
  g_free (moment.unknown_id);
}

static void
test_token_expired (Fixture *self, gconstpointer data)
{
  const Answer answers[] = { { INVY_SEND_ACCEPTED, 0, -1 }, { INVY_SEND_REFUSED, 190, -1 } };
  g_autoptr (InvyCampaign) paused = NULL;
  g_autoptr (InvyCampaign) finished = NULL;

  use_answers (self, answers, G_N_ELEMENTS (answers));
  paused = run (self, 1000 * 1000 / 2);
  g_assert_cmpint (invy_campaign_get_state (paused), ==, INVY_CAMPAIGN_PAUSED);
  g_assert_cmpstr (invy_campaign_get (paused, INVY_CAMPAIGN_STOP_REASON), ==, "code:190");
  g_assert_cmpuint (invy_campaign_get_counts (paused)->succeeded, ==, 1);
  g_assert_cmpuint (invy_campaign_get_counts (paused)->waiting, ==, 7);
  g_assert_cmpuint (self->transport->n_sent, ==, 2);

  finished = run (self, 1000);
  g_assert_cmpint (invy_campaign_get_state (finished), ==, INVY_CAMPAIGN_FINISHED);
  g_assert_cmpuint (invy_campaign_get_counts (finished)->succeeded, ==, 8);
  assert_nobody_twice (self);
}

static void
pause_after_two (InvySender *sender, InvyMessage *message, guint *n)
{
  if (invy_message_get_state (message) == INVY_MESSAGE_ACCEPTED && ++*n == 2)
    invy_sender_pause (sender, INVY_STOP_USER);
}

static void
test_pause_and_resume (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyCampaign) paused = NULL;
  g_autoptr (InvyCampaign) finished = NULL;
  guint n = 0;

  self->sender = invy_sender_new (self->store, INVY_TRANSPORT (self->transport), self->campaign, 500 * 1000);
  g_signal_connect (self->sender, "message-changed", G_CALLBACK (pause_after_two), &n);
  paused = invy_test_await_object (invy_sender_run (self->sender), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_campaign_get_state (paused), ==, INVY_CAMPAIGN_PAUSED);
  g_assert_cmpstr (invy_campaign_get (paused, INVY_CAMPAIGN_STOP_REASON), ==, INVY_STOP_USER);
  g_assert_cmpuint (invy_campaign_get_counts (paused)->succeeded, ==, 2);
  g_assert_cmpuint (invy_campaign_get_counts (paused)->waiting, ==, 6);

  finished = run (self, 1000);
  g_assert_cmpuint (invy_campaign_get_counts (finished)->succeeded, ==, 8);
  assert_nobody_twice (self);
}

static void
stop_after_two (InvySender *sender, InvyMessage *message, guint *n)
{
  if (invy_message_get_state (message) == INVY_MESSAGE_ACCEPTED && ++*n == 2)
    dex_future_disown (invy_sender_stop (sender));
}

static void
test_stop (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyCampaign) stopped = NULL;
  const InvyCampaignCounts *counts;
  guint n = 0;

  self->sender = invy_sender_new (self->store, INVY_TRANSPORT (self->transport), self->campaign, 500 * 1000);
  g_signal_connect (self->sender, "message-changed", G_CALLBACK (stop_after_two), &n);
  stopped = invy_test_await_object (invy_sender_run (self->sender), &error);
  g_assert_no_error (error);
  counts = invy_campaign_get_counts (stopped);
  g_assert_cmpint (invy_campaign_get_state (stopped), ==, INVY_CAMPAIGN_CANCELLED);
  g_assert_cmpuint (counts->succeeded, ==, 2);
  g_assert_cmpuint (counts->cancelled, ==, 6);
}

static void
test_three_unknown (Fixture *self, gconstpointer data)
{
  Answer answers[8];
  g_autoptr (InvyCampaign) paused = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    answers[i] = (Answer) { INVY_SEND_UNKNOWN, 0, -1 };
  use_answers (self, answers, G_N_ELEMENTS (answers));
  paused = run (self, 500 * 1000);
  g_assert_cmpstr (invy_campaign_get (paused, INVY_CAMPAIGN_STOP_REASON), ==, INVY_STOP_UNKNOWNS);
  g_assert_cmpuint (invy_campaign_get_counts (paused)->unknown, ==, 3);
  g_assert_cmpuint (self->transport->n_sent, ==, 3);
}

static void
test_unknown_is_not_sent_again (Fixture *self, gconstpointer data)
{
  const Answer answers[] = { { INVY_SEND_UNKNOWN, 0, -1 } };
  g_autoptr (InvyCampaign) first = NULL;
  g_autoptr (GError) error = NULL;

  use_answers (self, answers, G_N_ELEMENTS (answers));
  first = run (self, 1000);
  g_assert_cmpint (invy_campaign_get_state (first), ==, INVY_CAMPAIGN_FINISHED);
  g_assert_cmpuint (invy_campaign_get_counts (first)->unknown, ==, 1);
  g_clear_object (&self->sender);
  self->sender = invy_sender_new (self->store, INVY_TRANSPORT (self->transport), self->campaign, 1000);
  invy_test_await_error (invy_sender_run (self->sender), INVY_STORE_ERROR, INVY_STORE_ERROR_STATE);
  g_assert_cmpuint (self->transport->n_sent, ==, 8);
}

static void
test_tomorrow (Fixture *self, gconstpointer data)
{
  const Answer answers[] = { { INVY_SEND_REFUSED, 131049, -1 } };
  g_autoptr (InvyCampaign) paused = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GError) error = NULL;
  InvyMessage *again;

  use_answers (self, answers, G_N_ELEMENTS (answers));
  paused = run (self, 1000);
  g_assert_cmpint (invy_campaign_get_state (paused), ==, INVY_CAMPAIGN_PAUSED);
  g_assert_cmpstr (invy_campaign_get (paused, INVY_CAMPAIGN_STOP_REASON), ==, INVY_STOP_TOMORROW);
  g_assert_cmpuint (invy_campaign_get_counts (paused)->succeeded, ==, 7);
  g_assert_cmpuint (invy_campaign_get_counts (paused)->waiting, ==, 1);
  g_assert_cmpuint (self->transport->n_sent, ==, 8);

  messages =
      invy_test_await_boxed (invy_store_list_messages (self->store, invy_campaign_get_id (self->campaign)), &error);
  g_assert_cmpuint (messages->len, ==, 9);
  again = messages->pdata[8];
  g_assert_cmpint (invy_message_get_state (messages->pdata[0]), ==, INVY_MESSAGE_FAILED);
  g_assert_cmpstr (invy_message_get (again, INVY_MESSAGE_GUEST_ID), ==,
                   invy_message_get (messages->pdata[0], INVY_MESSAGE_GUEST_ID));
  g_assert_cmpint (invy_message_get_next_attempt_at (again), >, g_get_real_time () / 1000 + 23 * 3600 * 1000);
}

/* Another program writes just when the sender is about to send its first message. */
typedef struct
{
  InvySender *sender;
  InvyDatabase *database;
} Interruption;

static gboolean
pause_and_let_go (gpointer data)
{
  Interruption *interruption = data;

  invy_sender_pause (interruption->sender, INVY_STOP_USER);
  g_assert_true (invy_database_end (interruption->database, TRUE, NULL));
  return G_SOURCE_REMOVE;
}

static void
hold_up (InvyCampaign *campaign, GParamSpec *pspec, gpointer data)
{
  Interruption *interruption = data;

  if (invy_campaign_get_state (campaign) != INVY_CAMPAIGN_RUNNING)
    return;
  g_assert_true (invy_database_begin (interruption->database, NULL));
  g_timeout_add (50, pause_and_let_go, interruption);
}

static void
test_pause_before_first (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyCampaign) paused = NULL;
  Interruption interruption = { NULL, NULL };

  interruption.database = invy_test_open_database (self->uri);
  self->sender = invy_sender_new (self->store, INVY_TRANSPORT (self->transport), self->campaign, 1000);
  interruption.sender = self->sender;
  g_signal_connect (invy_sender_get_campaign (self->sender), "notify::state", G_CALLBACK (hold_up), &interruption);
  paused = invy_test_await_object (invy_sender_run (self->sender), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_campaign_get_state (paused), ==, INVY_CAMPAIGN_PAUSED);
  g_assert_cmpuint (self->transport->n_sent, ==, 0);
  invy_test_close_database (interruption.database);
}

/* From elsewhere, before there was a sender to hear of it. */
static void
test_paused_while_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) planned = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_PRACTICE, self->guests);
  g_autoptr (InvyAccount) account = invy_account_new ();
  g_autoptr (InvyCampaign) paused = NULL;
  g_autoptr (InvyCampaign) left = NULL;
  g_autoptr (GError) error = NULL;

  paused = invy_test_await_object (
      invy_store_pause_campaign (self->store, invy_campaign_get_id (planned), INVY_STOP_USER), &error);
  g_assert_no_error (error);
  self->sender = invy_test_await_object (invy_sender_setup (self->store, planned, account, 0, FALSE), &error);
  g_assert_no_error (error);
  left = invy_test_await_object (invy_sender_run (self->sender), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_campaign_get_state (left), ==, INVY_CAMPAIGN_PAUSED);
  g_assert_cmpstr (invy_campaign_get (left, INVY_CAMPAIGN_STOP_REASON), ==, INVY_STOP_USER);
  g_assert_cmpuint (invy_campaign_get_counts (left)->waiting, ==, 8);

  /* Resumed, it goes on. */
  g_clear_object (&self->sender);
  self->sender = invy_test_await_object (invy_sender_setup (self->store, paused, account, 0, FALSE), &error);
  g_assert_no_error (error);
  g_clear_object (&left);
  left = invy_test_await_object (invy_sender_run (self->sender), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_campaign_get_state (left), ==, INVY_CAMPAIGN_FINISHED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, func) g_test_add ("/invy/sender/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("all", test_all);
  ADD ("pace", test_pace);
  ADD ("in-flight", test_in_flight);
  ADD ("slow-answers", test_slow_answers);
  ADD ("mixed", test_mixed);
  ADD ("backoff", test_backoff);
  ADD ("not-sent", test_not_sent);
  ADD ("no-network", test_no_network);
  ADD ("long-pace-is-no-wait", test_long_pace_is_no_wait);
  ADD ("more-at-the-last-moment", test_more_at_the_last_moment);
  ADD ("token-expired", test_token_expired);
  ADD ("pause-and-resume", test_pause_and_resume);
  ADD ("pause-before-first", test_pause_before_first);
  ADD ("paused-while-set-up", test_paused_while_set_up);
  ADD ("stop", test_stop);
  ADD ("tomorrow", test_tomorrow);
  ADD ("three-unknown", test_three_unknown);
  ADD ("unknown-is-not-sent-again", test_unknown_is_not_sent_again);
#undef ADD

  return g_test_run ();
}
