/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"

#include "model/invy-log-entry.h"

/* Campaigns and the ledger, as any store keeps them. */

typedef struct
{
  char *folder;
  char *uri;
  InvyStore *store;
  InvyEvent *event;
  GPtrArray *guests;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  self->store = invy_test_open_store (self->uri);
  self->event = invy_test_add_event (self->store);
  self->guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->guests, invy_test_add_guest (self->store, self->event, "נועה", "0501234567"));
  g_ptr_array_add (self->guests, invy_test_add_guest (self->store, self->event, "Sarah", "+1-555-123-4567"));
  g_ptr_array_add (self->guests, invy_test_add_guest (self->store, self->event, "Omar", "0521112233"));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->guests, g_ptr_array_unref);
  g_clear_object (&self->event);
  invy_test_close_store (g_steal_pointer (&self->store));
  invy_test_remove_folder (self->folder);
  g_free (self->uri);
}

static InvyMessage *
load_only_message (Fixture *self, InvyCampaign *campaign, guint index)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages =
      invy_test_await_boxed (invy_store_list_messages (self->store, invy_campaign_get_id (campaign)), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (messages->len, >, index);
  return g_object_ref (messages->pdata[index]);
}

static void
assert_state (Fixture *self, InvyCampaign *campaign, guint index, InvyMessageState state)
{
  g_autoptr (InvyMessage) message = load_only_message (self, campaign, index);

  g_assert_cmpint (invy_message_get_state (message), ==, state);
}

static gint64
take_lease (Fixture *self, InvyCampaign *campaign)
{
  g_autoptr (GError) error = NULL;
  gint64 epoch = invy_test_await_int64 (
      invy_store_take_lease (self->store, invy_campaign_get_id (campaign), "tests on this computer"), &error);

  g_assert_no_error (error);
  return epoch;
}

static InvyClaim *
claim (Fixture *self, InvyCampaign *campaign, gint64 epoch, guint n)
{
  g_autoptr (GError) error = NULL;
  InvyClaim *claimed =
      invy_test_await_boxed (invy_store_claim (self->store, invy_campaign_get_id (campaign), epoch, n, 0), &error);

  g_assert_no_error (error);
  return claimed;
}

static InvyMessage *
record (Fixture *self, InvyMessage *message, InvyMessageState state, const char *wamid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyMessage) outcome = g_object_new (INVY_TYPE_MESSAGE, NULL);
  InvyMessage *kept;

  invy_message_assign (outcome, message);
  invy_message_set_state (outcome, state);
  invy_message_set (outcome, INVY_MESSAGE_WAMID, wamid);
  kept = invy_test_await_object (invy_store_record_outcome (self->store, outcome), &error);
  g_assert_no_error (error);

  return kept;
}

static void
test_plan_counts (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  const InvyCampaignCounts *counts = invy_campaign_get_counts (campaign);

  g_assert_cmpuint (counts->total, ==, 3);
  g_assert_cmpuint (counts->waiting, ==, 3);
  g_assert_cmpint (invy_campaign_get_state (campaign), ==, INVY_CAMPAIGN_PLANNED);
}

static void
test_already_invited (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) first = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  g_autoptr (InvyCampaign) second = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  g_autoptr (InvyCampaign) practice = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_PRACTICE, self->guests);
  g_autoptr (InvyMessage) skipped = load_only_message (self, second, 0);

  g_assert_cmpuint (invy_campaign_get_counts (second)->skipped, ==, 3);
  g_assert_cmpstr (invy_message_get (skipped, INVY_MESSAGE_SKIP_REASON), ==, "already-invited");
  g_assert_cmpuint (invy_campaign_get_counts (practice)->waiting, ==, 3);
}

static void
test_cancelled_may_be_invited (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) first = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyCampaign) cancelled =
      invy_test_await_object (invy_store_cancel_campaign (self->store, invy_campaign_get_id (first)), &error);
  g_autoptr (InvyCampaign) second = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (invy_campaign_get_state (cancelled), ==, INVY_CAMPAIGN_CANCELLED);
  g_assert_cmpuint (invy_campaign_get_counts (cancelled)->cancelled, ==, 3);
  second = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  g_assert_cmpuint (invy_campaign_get_counts (second)->waiting, ==, 3);
}

static void
test_practice_only (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyEvent) sample = invy_event_new ();
  g_autoptr (InvyCampaign) campaign = invy_campaign_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyEvent) saved = NULL;

  invy_event_set (sample, INVY_EVENT_TITLE, "Sample");
  invy_event_set_practice_only (sample, TRUE);
  saved = invy_test_await_object (invy_store_save_event (self->store, sample), &error);
  g_assert_no_error (error);
  invy_campaign_set (campaign, INVY_CAMPAIGN_EVENT_ID, invy_event_get_id (sample));
  for (guint kind = INVY_CAMPAIGN_REAL; kind <= INVY_CAMPAIGN_TEST; kind++)
    {
      if (kind == INVY_CAMPAIGN_PRACTICE)
        continue;
      invy_campaign_set_kind (campaign, kind);
      invy_test_await_error (invy_store_plan_campaign (self->store, campaign, none), INVY_STORE_ERROR,
                             INVY_STORE_ERROR_PRACTICE_ONLY);
    }
}

static void
test_claim_and_answer (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  const gint64 epoch = take_lease (self, campaign);
  g_autoptr (InvyClaim) claimed = claim (self, campaign, epoch, 1);
  g_autoptr (InvyMessage) kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) guests = NULL;

  g_assert_cmpuint (claimed->messages->len, ==, 1);
  g_assert_cmpint (claimed->next_due_ms, ==, 0);
  g_assert_cmpuint (invy_message_get_attempt (claimed->messages->pdata[0]), ==, 1);
  assert_state (self, campaign, 0, INVY_MESSAGE_POSTING);

  kept = record (self, claimed->messages->pdata[0], INVY_MESSAGE_ACCEPTED, "wamid.1");
  g_assert_cmpint (invy_message_get_state (kept), ==, INVY_MESSAGE_ACCEPTED);
  g_assert_cmpstr (invy_message_get (kept, INVY_MESSAGE_WAMID), ==, "wamid.1");
  g_assert_cmpint (invy_message_get_state_at (kept), >, 0);

  guests = invy_test_await_boxed (invy_store_list_guests (self->store, invy_event_get_id (self->event)), &error);
  for (guint i = 0; i < guests->len; i++)
    g_assert_cmpint (invy_guest_get_delivery (guests->pdata[i]), ==,
                     g_str_equal (invy_guest_get_id (guests->pdata[i]), invy_guest_get_id (self->guests->pdata[0]))
                         ? INVY_DELIVERY_SENT
                         : INVY_DELIVERY_WAITING);
}

static void
test_states_only_rise (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  g_autoptr (InvyClaim) claimed = claim (self, campaign, take_lease (self, campaign), 1);
  g_autoptr (InvyMessage) accepted = record (self, claimed->messages->pdata[0], INVY_MESSAGE_ACCEPTED, "wamid.1");
  g_autoptr (InvyMessage) failed = record (self, claimed->messages->pdata[0], INVY_MESSAGE_FAILED, NULL);
  g_autoptr (InvyMessage) planned = record (self, claimed->messages->pdata[0], INVY_MESSAGE_PLANNED, NULL);

  g_assert_cmpint (invy_message_get_state (accepted), ==, INVY_MESSAGE_ACCEPTED);
  g_assert_cmpint (invy_message_get_state (failed), ==, INVY_MESSAGE_ACCEPTED);
  g_assert_cmpint (invy_message_get_state (planned), ==, INVY_MESSAGE_ACCEPTED);
}

static void
test_takeover (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  const char *id = invy_campaign_get_id (campaign);
  const gint64 first = take_lease (self, campaign);
  g_autoptr (InvyClaim) claimed = claim (self, campaign, first, 1);
  gint64 second;
  g_autoptr (InvyMessage) late = NULL;

  /* The same connection may take its own lock again, as a new sender does after a crash. */
  second = take_lease (self, campaign);
  g_assert_cmpint (second, >, first);
  assert_state (self, campaign, 0, INVY_MESSAGE_UNKNOWN);
  invy_test_await_error (invy_store_claim (self->store, id, first, 1, 0), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_LEASE_LOST);
  invy_test_await_error (invy_store_renew_lease (self->store, id, first), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_LEASE_LOST);

  /* The row's own answer is taken, whoever has the lease. */
  late = record (self, claimed->messages->pdata[0], INVY_MESSAGE_ACCEPTED, "wamid.late");
  g_assert_cmpint (invy_message_get_state (late), ==, INVY_MESSAGE_ACCEPTED);
}

static void
test_late_refusal_is_no_plan (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  g_autoptr (InvyClaim) claimed = claim (self, campaign, take_lease (self, campaign), 1);
  g_autoptr (InvyMessage) late = NULL;

  take_lease (self, campaign);
  late = record (self, claimed->messages->pdata[0], INVY_MESSAGE_PLANNED, NULL);
  g_assert_cmpint (invy_message_get_state (late), ==, INVY_MESSAGE_FAILED);
}

static void
expect (Fixture *self, InvyMessage *claimed, InvyMessageState outcome, InvyMessageState expected)
{
  g_autoptr (InvyMessage) kept = record (self, claimed, outcome, NULL);

  g_assert_cmpint (invy_message_get_state (kept), ==, expected);
}

/* An answer that was kept, but nobody heard so, is written down again while the message is posted once more. */
static void
test_answer_of_earlier_attempt (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  const gint64 epoch = take_lease (self, campaign);
  g_autoptr (InvyClaim) first = claim (self, campaign, epoch, 1);
  g_autoptr (InvyClaim) second = NULL;
  InvyMessage *earlier = first->messages->pdata[0];

  expect (self, earlier, INVY_MESSAGE_PLANNED, INVY_MESSAGE_PLANNED);
  second = claim (self, campaign, epoch, 1);
  g_assert_cmpstr (invy_message_get_id (second->messages->pdata[0]), ==, invy_message_get_id (earlier));

  expect (self, earlier, INVY_MESSAGE_PLANNED, INVY_MESSAGE_POSTING);
  expect (self, earlier, INVY_MESSAGE_FAILED, INVY_MESSAGE_POSTING);
  expect (self, earlier, INVY_MESSAGE_UNKNOWN, INVY_MESSAGE_POSTING);
  expect (self, earlier, INVY_MESSAGE_ACCEPTED, INVY_MESSAGE_ACCEPTED);
}

/* Who was away goes on if nobody else was there; what it claimed without hearing of it is unknown. */
static void
test_retake (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  const char *id = invy_campaign_get_id (campaign);
  const gint64 epoch = take_lease (self, campaign);
  g_autoptr (InvyClaim) unheard = claim (self, campaign, epoch, 1);
  g_autoptr (InvyClaim) claimed = NULL;
  g_autoptr (InvyCampaign) paused = NULL;
  g_autoptr (GError) error = NULL;
  gint64 again;

  again = invy_test_await_int64 (invy_store_retake_lease (self->store, id, epoch), &error);
  g_assert_no_error (error);
  g_assert_cmpint (again, >, epoch);
  assert_state (self, campaign, 0, INVY_MESSAGE_UNKNOWN);
  claimed = claim (self, campaign, again, 1);
  g_assert_cmpuint (claimed->messages->len, ==, 1);
  invy_test_await_error (invy_store_retake_lease (self->store, id, epoch), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_LEASE_LOST);

  /* Whoever pauses it meanwhile wants it paused. */
  paused = invy_test_await_object (invy_store_pause_campaign (self->store, id, "paused-by-user"), &error);
  g_assert_no_error (error);
  invy_test_await_error (invy_store_retake_lease (self->store, id, again), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_LEASE_LOST);
}

static void
test_second_sender (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  const char *id = invy_campaign_get_id (campaign);
  InvyStore *other = invy_test_open_store (self->uri);
  g_autoptr (GError) error = NULL;
  gint64 epoch = take_lease (self, campaign);
  g_autoptr (InvyCampaign) released = NULL;

  g_assert_cmpint (invy_test_await_int64 (invy_store_take_lease (other, id, "another one"), &error), ==, -1);
  g_assert_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_ALREADY_SENDING);
  g_assert_nonnull (strstr (error->message, "tests on this computer"));
  g_clear_error (&error);

  released = invy_test_await_object (invy_store_release_lease (self->store, id, epoch, "paused-by-user"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_campaign_get_state (released), ==, INVY_CAMPAIGN_PAUSED);
  g_assert_cmpstr (invy_campaign_get (released, INVY_CAMPAIGN_STOP_REASON), ==, "paused-by-user");
  g_assert_cmpint (invy_test_await_int64 (invy_store_take_lease (other, id, "another one"), &error), >, epoch);
  g_assert_no_error (error);
  invy_test_close_store (other);
}

static void
test_pause_from_elsewhere (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  const char *id = invy_campaign_get_id (campaign);
  const gint64 epoch = take_lease (self, campaign);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyCampaign) paused =
      invy_test_await_object (invy_store_pause_campaign (self->store, id, "paused-by-user"), &error);
  g_autoptr (InvyCampaign) released = NULL;

  g_assert_cmpint (invy_campaign_get_state (paused), ==, INVY_CAMPAIGN_PAUSED);
  invy_test_await_error (invy_store_claim (self->store, id, epoch, 1, 0), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_LEASE_LOST);
  released = invy_test_await_object (invy_store_release_lease (self->store, id, epoch, NULL), &error);
  g_assert_cmpint (invy_campaign_get_state (released), ==, INVY_CAMPAIGN_PAUSED);
  g_assert_cmpstr (invy_campaign_get (released, INVY_CAMPAIGN_STOP_REASON), ==, "paused-by-user");
}

static void
test_finish (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  const char *id = invy_campaign_get_id (campaign);
  const gint64 epoch = take_lease (self, campaign);
  g_autoptr (InvyClaim) claimed = claim (self, campaign, epoch, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyCampaign) finished = NULL;

  g_assert_cmpuint (claimed->messages->len, ==, 3);
  g_assert_cmpint (claimed->next_due_ms, ==, -1);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *wamid = g_strdup_printf ("wamid.%u", i);
      g_autoptr (InvyMessage) kept =
          record (self, claimed->messages->pdata[i], i == 2 ? INVY_MESSAGE_FAILED : INVY_MESSAGE_ACCEPTED,
                  i == 2 ? NULL : wamid);

      g_assert_nonnull (kept);
    }
  finished = invy_test_await_object (invy_store_release_lease (self->store, id, epoch, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_campaign_get_state (finished), ==, INVY_CAMPAIGN_FINISHED);
  g_assert_cmpuint (invy_campaign_get_counts (finished)->succeeded, ==, 2);
  g_assert_cmpuint (invy_campaign_get_counts (finished)->failed, ==, 1);
  invy_test_await_error (invy_store_take_lease (self->store, id, "x"), INVY_STORE_ERROR, INVY_STORE_ERROR_STATE);
}

static void
test_skipped_at_the_last_moment (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  const gint64 epoch = take_lease (self, campaign);
  const char *removed[] = { invy_guest_get_id (self->guests->pdata[0]), NULL };
  g_autoptr (InvyGuest) changed = invy_guest_copy (self->guests->pdata[1]);
  g_autoptr (InvyGuest) answered = invy_guest_copy (self->guests->pdata[2]);
  g_autoptr (GPtrArray) edits = g_ptr_array_new ();
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (InvyClaim) claimed = NULL;
  g_autoptr (GError) error = NULL;
  const char *reasons[] = { "deleted", "phone-changed", "answered" };

  invy_guest_set (changed, INVY_GUEST_PHONE_NUMBER, "+1-555-123-9999");
  invy_guest_set_rsvp (answered, INVY_RSVP_NO, 0, 1);
  g_ptr_array_add (edits, changed);
  g_ptr_array_add (edits, answered);
  saved = invy_test_await_boxed (invy_store_save_guests (self->store, edits), &error);
  g_assert_true (invy_test_await (invy_store_remove_guests (self->store, removed), &error));
  g_assert_no_error (error);

  claimed = claim (self, campaign, epoch, 3);
  g_assert_cmpuint (claimed->messages->len, ==, 0);
  g_assert_cmpuint (claimed->skipped->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (InvyMessage) message = load_only_message (self, campaign, i);

      g_assert_cmpint (invy_message_get_state (message), ==, INVY_MESSAGE_SKIPPED);
      g_assert_cmpstr (invy_message_get (message, INVY_MESSAGE_SKIP_REASON), ==, reasons[i]);
    }
}

static void
test_same_number_written_otherwise (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  g_autoptr (InvyGuest) rewritten = invy_guest_copy (self->guests->pdata[0]);
  g_autoptr (GPtrArray) edits = g_ptr_array_new ();
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (InvyClaim) claimed = NULL;
  g_autoptr (GError) error = NULL;

  invy_guest_set (rewritten, INVY_GUEST_PHONE_NUMBER, "+972 50-123-4567");
  g_ptr_array_add (edits, rewritten);
  saved = invy_test_await_boxed (invy_store_save_guests (self->store, edits), &error);
  g_assert_no_error (error);
  claimed = claim (self, campaign, take_lease (self, campaign), 1);
  g_assert_cmpuint (claimed->messages->len, ==, 1);
}

static void
test_settle_arrived (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  g_autoptr (InvyClaim) claimed = claim (self, campaign, take_lease (self, campaign), 1);
  InvyMessage *message = claimed->messages->pdata[0];
  g_autoptr (InvyMessage) unknown = record (self, message, INVY_MESSAGE_UNKNOWN, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyMessage) settled =
      invy_test_await_object (invy_store_settle_message (self->store, invy_message_get_id (message), TRUE), &error);

  g_assert_no_error (error);
  g_assert_cmpint (invy_message_get_state (settled), ==, INVY_MESSAGE_SENT);
  invy_test_await_error (invy_store_settle_message (self->store, invy_message_get_id (message), FALSE),
                         INVY_STORE_ERROR, INVY_STORE_ERROR_STATE);
}

static void
test_settle_send_again (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  const gint64 epoch = take_lease (self, campaign);
  g_autoptr (InvyClaim) claimed = claim (self, campaign, epoch, 3);
  InvyMessage *message = claimed->messages->pdata[0];
  g_autoptr (InvyMessage) unknown = record (self, message, INVY_MESSAGE_UNKNOWN, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyMessage) resent =
      invy_test_await_object (invy_store_settle_message (self->store, invy_message_get_id (message), FALSE), &error);
  g_autoptr (InvyMessage) fresh = NULL;
  g_autoptr (InvyMessage) late = NULL;
  g_autoptr (InvyCampaign) again = NULL;
  g_autoptr (GPtrArray) guests = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (invy_message_get_state (resent), ==, INVY_MESSAGE_RESENT);
  fresh = load_only_message (self, campaign, 3);
  g_assert_cmpint (invy_message_get_state (fresh), ==, INVY_MESSAGE_PLANNED);
  g_assert_cmpstr (invy_message_get (fresh, INVY_MESSAGE_GUEST_ID), ==,
                   invy_message_get (message, INVY_MESSAGE_GUEST_ID));
  g_assert_cmpstr (invy_message_get_id (fresh), !=, invy_message_get_id (message));

  /* Proof that the first one arrived makes the second one needless. */
  late = record (self, message, INVY_MESSAGE_ACCEPTED, "wamid.late");
  g_assert_cmpint (invy_message_get_state (late), ==, INVY_MESSAGE_RESENT);
  assert_state (self, campaign, 3, INVY_MESSAGE_CANCELLED);

  /* And the guest has an invitation: another one would be the second. */
  again = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  g_assert_cmpuint (invy_campaign_get_counts (again)->skipped, ==, 3);
  guests = invy_test_await_boxed (invy_store_list_guests (self->store, invy_event_get_id (self->event)), &error);
  for (guint i = 0; i < guests->len; i++)
    if (g_str_equal (invy_guest_get_id (guests->pdata[i]), invy_message_get (message, INVY_MESSAGE_GUEST_ID)))
      g_assert_cmpint (invy_guest_get_delivery (guests->pdata[i]), ==, INVY_DELIVERY_SENT);
}

static void
on_changed (InvyStore *store, InvyStoreTopic topic, const char *event_id, gboolean *seen)
{
  if (topic == INVY_STORE_GUESTS)
    *seen = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
test_others_changes_are_noticed (Fixture *self, gconstpointer data)
{
  InvyStore *other = invy_test_open_store (self->uri);
  gboolean seen = FALSE;
  g_autoptr (InvyGuest) guest = NULL;

  g_signal_connect (other, "changed", G_CALLBACK (on_changed), &seen);
  guest = invy_test_add_guest (self->store, self->event, "Late", "0501112222");
  invy_test_wait_until (is_true, &seen);
  g_signal_handlers_disconnect_by_data (other, &seen);
  invy_test_close_store (other);
}

static void
test_check (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (invy_test_await (invy_store_check (self->store), &error));
  g_assert_no_error (error);
}

/* Three later attempts at most, each a row of its own. */
static void
test_later_attempts (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (InvyCampaign) campaign = NULL;
  gint64 epoch;

  g_ptr_array_add (one, self->guests->pdata[0]);
  campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, one);
  epoch = take_lease (self, campaign);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (InvyClaim) claimed = claim (self, campaign, epoch, 3);
      g_autoptr (InvyMessage) kept = NULL;
      InvyMessage *message;

      g_assert_cmpuint (claimed->messages->len, ==, 1);
      message = claimed->messages->pdata[0];
      g_assert_cmpuint (invy_message_get_position (message), ==, i);
      invy_message_set_error_code (message, 131049);
      invy_message_set_next_attempt_at (message, 1);
      kept = record (self, message, INVY_MESSAGE_FAILED, NULL);
      g_assert_cmpint (invy_message_get_state (kept), ==, INVY_MESSAGE_FAILED);
    }
  {
    g_autoptr (InvyClaim) nothing = claim (self, campaign, epoch, 3);

    g_assert_cmpuint (nothing->messages->len, ==, 0);
    g_assert_cmpint (nothing->next_due_ms, ==, -1);
  }
}

static void
test_log (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  g_autoptr (InvyClaim) claimed = claim (self, campaign, take_lease (self, campaign), 1);
  InvyMessage *message = claimed->messages->pdata[0];
  g_autoptr (InvyMessage) unknown = record (self, message, INVY_MESSAGE_UNKNOWN, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyMessage) settled =
      invy_test_await_object (invy_store_settle_message (self->store, invy_message_get_id (message), TRUE), &error);
  g_autoptr (GPtrArray) entries =
      invy_test_await_boxed (invy_store_list_log (self->store, invy_message_get_id (message)), &error);
  const InvyMessageState states[] = { INVY_MESSAGE_PLANNED, INVY_MESSAGE_POSTING, INVY_MESSAGE_UNKNOWN,
                                      INVY_MESSAGE_SENT };

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (states));
  for (guint i = 0; i < entries->len; i++)
    {
      const InvyLogEntry *entry = entries->pdata[i];

      g_assert_cmpint (entry->state, ==, states[i]);
      g_assert_cmpint (entry->at_ms, >, 0);
      g_assert_cmpstr (entry->source, ==, states[i] == INVY_MESSAGE_SENT ? "planner" : "app");
    }
}

#define N_READINGS 500

static GThread *own_thread;
static guint n_let_go;

static void
let_go (gpointer data)
{
  g_assert_true (g_thread_self () == own_thread);
  n_let_go++;
}

static DexFuture *
read_cb (DexFuture *read, gpointer data)
{
  return dex_future_new_true ();
}

static gboolean
are_let_go (gpointer data)
{
  return n_let_go == N_READINGS;
}

/* What is done with an answer may hold a window, which must not go on the thread of a connection. */
static void
test_own_thread (Fixture *self, gconstpointer data)
{
  own_thread = g_thread_self ();
  for (guint i = 0; i < N_READINGS; i++)
    {
      dex_future_disown (dex_future_then (invy_store_list_events (self->store), read_cb, self, let_go));
      g_main_context_iteration (NULL, FALSE);
    }
  invy_test_wait_until (are_let_go, NULL);
}

#define ADD(name, test) g_test_add ("/invy/store/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("plan-counts", test_plan_counts);
  ADD ("already-invited", test_already_invited);
  ADD ("cancelled-may-be-invited", test_cancelled_may_be_invited);
  ADD ("practice-only", test_practice_only);
  ADD ("claim-and-answer", test_claim_and_answer);
  ADD ("states-only-rise", test_states_only_rise);
  ADD ("takeover", test_takeover);
  ADD ("late-refusal-is-no-plan", test_late_refusal_is_no_plan);
  ADD ("answer-of-earlier-attempt", test_answer_of_earlier_attempt);
  ADD ("retake", test_retake);
  ADD ("second-sender", test_second_sender);
  ADD ("pause-from-elsewhere", test_pause_from_elsewhere);
  ADD ("finish", test_finish);
  ADD ("skipped-at-the-last-moment", test_skipped_at_the_last_moment);
  ADD ("same-number-written-otherwise", test_same_number_written_otherwise);
  ADD ("settle-arrived", test_settle_arrived);
  ADD ("settle-send-again", test_settle_send_again);
  ADD ("others-changes-are-noticed", test_others_changes_are_noticed);
  ADD ("later-attempts", test_later_attempts);
  ADD ("log", test_log);
  ADD ("check", test_check);
  ADD ("own-thread", test_own_thread);

  return g_test_run ();
}
