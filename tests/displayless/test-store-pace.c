/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"

/* The pace of a sending number: kept in the database, so that nobody who uses it can double it. */

#define N_GUESTS 5
#define LONG_INTERVAL_US (20 * G_USEC_PER_SEC)

typedef struct
{
  char *folder;
  char *uri;
  InvyStore *store;
  InvyCampaign *campaign;
  gint64 epoch;
} Fixture;

static InvyCampaign *
plan (Fixture *self, gint64 *epoch)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyEvent) event = invy_test_add_event (self->store);
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  InvyCampaign *campaign;

  for (guint i = 0; i < N_GUESTS; i++)
    {
      g_autofree char *number = g_strdup_printf ("050123456%u", i);

      g_ptr_array_add (guests, invy_test_add_guest (self->store, event, "Noa", number));
    }
  campaign = invy_test_plan (self->store, event, INVY_CAMPAIGN_REAL, guests);
  *epoch =
      invy_test_await_int64 (invy_store_take_lease (self->store, invy_campaign_get_id (campaign), "tests"), &error);
  g_assert_no_error (error);

  return campaign;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  self->store = invy_test_open_store (self->uri);
  self->campaign = plan (self, &self->epoch);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->campaign);
  invy_test_close_store (g_steal_pointer (&self->store));
  invy_test_remove_folder (self->folder);
  g_free (self->uri);
}

static InvyClaim *
claim (InvyStore *store, InvyCampaign *campaign, gint64 epoch, guint n_messages, gint64 interval_us)
{
  g_autoptr (GError) error = NULL;
  InvyClaim *claimed = invy_test_await_boxed (
      invy_store_claim (store, invy_campaign_get_id (campaign), epoch, n_messages, interval_us), &error);

  g_assert_no_error (error);
  return claimed;
}

/* Two weddings, two programs, one number. */
static void
test_is_shared (Fixture *self, gconstpointer data)
{
  gint64 epoch;
  InvyStore *other = invy_test_open_store (self->uri);
  g_autoptr (InvyCampaign) campaign = plan (self, &epoch);
  g_autoptr (InvyClaim) first = claim (self->store, self->campaign, self->epoch, 1, LONG_INTERVAL_US);
  g_autoptr (InvyClaim) second = claim (other, campaign, epoch, 1, LONG_INTERVAL_US);

  g_assert_cmpuint (first->messages->len, ==, 1);
  g_assert_cmpint (first->wait_ms, ==, LONG_INTERVAL_US / 1000);
  g_assert_cmpuint (second->messages->len, ==, 0);
  g_assert_cmpint (second->wait_ms, >, 10000);
  g_assert_cmpint (second->wait_ms, <=, 20000);
  g_assert_null (second->waiting_reason);
  invy_test_close_store (other);
}

static void
test_of_another_number (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyClaim) first = claim (self->store, self->campaign, self->epoch, 1, LONG_INTERVAL_US);
  g_autoptr (InvyClaim) second = NULL;

  invy_test_run_sql (self->uri, "UPDATE senders SET phone_number_id = 'another'");
  second = claim (self->store, self->campaign, self->epoch, 1, LONG_INTERVAL_US);
  g_assert_cmpuint (second->messages->len, ==, 1);
}

/* A group takes the moments of all that are in it. */
static void
test_of_a_group (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyClaim) first = claim (self->store, self->campaign, self->epoch, 3, LONG_INTERVAL_US / 2);
  g_autoptr (InvyClaim) second = claim (self->store, self->campaign, self->epoch, 3, LONG_INTERVAL_US / 2);

  g_assert_cmpuint (first->messages->len, ==, 3);
  g_assert_cmpint (first->wait_ms, ==, 30000);
  g_assert_cmpuint (second->messages->len, ==, 0);
  g_assert_cmpint (second->wait_ms, >, 20000);
}

static void
hold (Fixture *self, gint64 wait_ms, const char *reason)
{
  g_autoptr (GError) error = NULL;

  invy_test_await (invy_store_hold_number (self->store,
                                           invy_campaign_get (self->campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID), wait_ms,
                                           reason),
                   &error);
  g_assert_no_error (error);
}

/* What WhatsApp asks one program, another one finds out before it sends; and a shorter wait ends no longer one. */
static void
test_of_a_hold (Fixture *self, gconstpointer data)
{
  InvyStore *other = invy_test_open_store (self->uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyClaim) claimed = NULL;
  g_autoptr (InvyCampaign) loaded = NULL;

  hold (self, 40000, "code:130429");
  hold (self, 1000, "code:4");
  claimed = claim (other, self->campaign, self->epoch, 1, 0);
  g_assert_cmpuint (claimed->messages->len, ==, 0);
  g_assert_cmpint (claimed->wait_ms, >, 20000);
  g_assert_cmpstr (claimed->waiting_reason, ==, "code:130429");

  loaded = invy_test_await_object (invy_store_get_campaign (other, invy_campaign_get_id (self->campaign)), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_campaign_get_waiting_until (loaded), >, g_get_real_time () / 1000 + 20000);
  g_assert_cmpstr (invy_campaign_get_waiting_reason (loaded), ==, "code:130429");
  invy_test_close_store (other);
}

/* A clock that stood a year ahead for a moment must not stop the sending for a year. */
static void
test_after_a_jump (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyClaim) first = claim (self->store, self->campaign, self->epoch, 1, 1000);
  g_autoptr (InvyClaim) second = NULL;

  hold (self, 1000, "code:4");
  invy_test_run_sql (self->uri, "UPDATE senders SET next_send_at = next_send_at + 31536000000,"
                                " waiting_until = waiting_until + 31536000000");
  second = claim (self->store, self->campaign, self->epoch, 1, 1000);
  g_assert_cmpuint (second->messages->len, ==, 1);
}

/* Two people in 24 hours: the third waits until the first is a day old, and whoever was refused does not count. */
static void
test_of_a_limit (Fixture *self, gconstpointer data)
{
  const char *number_id = invy_campaign_get (self->campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyClaim) first = NULL, second = NULL, third = NULL, fourth = NULL;
  g_autoptr (InvyRecipientLimit) limit = NULL;

  invy_test_await (invy_store_set_recipient_limit (self->store, number_id, 2), &error);
  g_assert_no_error (error);
  first = claim (self->store, self->campaign, self->epoch, N_GUESTS, 0);
  g_assert_cmpuint (first->messages->len, ==, 2);
  second = claim (self->store, self->campaign, self->epoch, N_GUESTS, 0);
  g_assert_cmpuint (second->messages->len, ==, 0);
  g_assert_cmpstr (second->waiting_reason, ==, INVY_STORE_WAIT_LIMIT);
  g_assert_cmpint (second->wait_ms, >, 23 * 3600 * 1000);
  limit = invy_test_await_boxed (invy_store_get_recipient_limit (self->store, number_id, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (limit->limit, ==, 2);
  g_assert_cmpuint (limit->n_recipients, ==, 2);
  g_assert_cmpint (g_get_real_time () / 1000 - limit->newest_at_ms, <, 60 * 1000);

  invy_test_run_sql (self->uri,
                     "UPDATE messages SET state = 'failed', failed_at = 1 WHERE state = 'posting' AND position = 0");
  third = claim (self->store, self->campaign, self->epoch, N_GUESTS, 0);
  g_assert_cmpuint (third->messages->len, ==, 1);
  invy_test_run_sql (self->uri, "UPDATE messages SET posting_at = posting_at - 86400001 WHERE state = 'posting'");
  fourth = claim (self->store, self->campaign, self->epoch, N_GUESTS, 0);
  g_assert_cmpuint (fourth->messages->len, ==, 2);
}

static DexFuture *
answer (Fixture *self, InvyMessage *message, const char *wamid)
{
  g_autoptr (InvyMessage) outcome = g_object_new (INVY_TYPE_MESSAGE, NULL);

  invy_message_assign (outcome, message);
  invy_message_set_state (outcome, INVY_MESSAGE_ACCEPTED);
  invy_message_set (outcome, INVY_MESSAGE_WAMID, wamid);

  return invy_store_record_outcome (self->store, outcome);
}

/* Answers that come together are committed together. One that has another message's id says nothing about its own. */
static void
test_answers_together (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyClaim) claimed = claim (self->store, self->campaign, self->epoch, N_GUESTS, 0);
  DexFuture *answers[N_GUESTS];

  g_assert_cmpuint (claimed->messages->len, ==, N_GUESTS);
  for (guint i = 0; i < N_GUESTS; i++)
    {
      g_autofree char *wamid = g_strdup_printf ("wamid.%u", i == 2 ? 1 : i);

      answers[i] = answer (self, claimed->messages->pdata[i], wamid);
    }

  for (guint i = 0; i < N_GUESTS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (InvyMessage) kept = invy_test_await_object (answers[i], &error);

      g_assert_no_error (error);
      g_assert_cmpint (invy_message_get_state (kept), ==, i == 2 ? INVY_MESSAGE_UNKNOWN : INVY_MESSAGE_ACCEPTED);
    }
}

/* An answer that cannot be kept does not take the others with it. */
static void
test_bad_answer_among_others (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyClaim) claimed = claim (self->store, self->campaign, self->epoch, N_GUESTS, 0);
  DexFuture *answers[N_GUESTS];

  if (g_str_has_prefix (self->uri, "sqlite:"))
    invy_test_run_sql (self->uri, "CREATE TRIGGER broken BEFORE UPDATE ON messages WHEN NEW.wamid = 'wamid.2'"
                                  " BEGIN SELECT RAISE (ABORT, 'broken'); END");
  else
    invy_test_run_sql (self->uri, "ALTER TABLE messages ADD CONSTRAINT broken CHECK (wamid <> 'wamid.2')");
  for (guint i = 0; i < N_GUESTS; i++)
    {
      g_autofree char *wamid = g_strdup_printf ("wamid.%u", i);

      answers[i] = answer (self, claimed->messages->pdata[i], wamid);
    }

  for (guint i = 0; i < N_GUESTS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (InvyMessage) kept = invy_test_await_object (answers[i], &error);

      if (i == 2)
        g_assert_nonnull (error);
      else
        g_assert_cmpint (invy_message_get_state (kept), ==, INVY_MESSAGE_ACCEPTED);
    }
}

#define ADD(name, test) g_test_add ("/invy/store-pace/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("is-shared", test_is_shared);
  ADD ("of-another-number", test_of_another_number);
  ADD ("of-a-group", test_of_a_group);
  ADD ("of-a-hold", test_of_a_hold);
  ADD ("after-a-jump", test_after_a_jump);
  ADD ("of-a-limit", test_of_a_limit);
  ADD ("answers-together", test_answers_together);
  ADD ("bad-answer-among-others", test_bad_answer_among_others);

  return g_test_run ();
}
