/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"

/* How a campaign may end while something of it is still under way: no guest may be left in a row that nobody will
 * ever send and that keeps everybody else from sending. */

typedef struct
{
  char *folder;
  char *uri;
  InvyStore *store;
  InvyEvent *event;
  GPtrArray *guests;
  InvyCampaign *campaign;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  self->store = invy_test_open_store (self->uri);
  self->event = invy_test_add_event (self->store);
  self->guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->guests, invy_test_add_guest (self->store, self->event, "Noa", "0501234567"));
  self->campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->campaign);
  g_clear_pointer (&self->guests, g_ptr_array_unref);
  g_clear_object (&self->event);
  invy_test_close_store (g_steal_pointer (&self->store));
  invy_test_remove_folder (self->folder);
  g_free (self->uri);
}

static InvyMessage *
claim (Fixture *self, InvyStore *store, gint64 *epoch)
{
  const char *id = invy_campaign_get_id (self->campaign);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyClaim) claimed = NULL;

  *epoch = invy_test_await_int64 (invy_store_take_lease (store, id, "tests on this computer"), &error);
  g_assert_no_error (error);
  claimed = invy_test_await_boxed (invy_store_claim (store, id, *epoch, 1, 0), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (claimed->messages->len, ==, 1);

  return g_object_ref (claimed->messages->pdata[0]);
}

static void
cancel (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyCampaign) cancelled = invy_test_await_object (
      invy_store_cancel_campaign (self->store, invy_campaign_get_id (self->campaign)), &error);

  g_assert_no_error (error);
  g_assert_cmpint (invy_campaign_get_state (cancelled), ==, INVY_CAMPAIGN_CANCELLED);
}

static InvyMessageState
record (Fixture *self, InvyMessage *message, InvyMessageState state, gint64 next_attempt_at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyMessage) outcome = g_object_new (INVY_TYPE_MESSAGE, NULL);
  g_autoptr (InvyMessage) kept = NULL;

  invy_message_assign (outcome, message);
  invy_message_set_state (outcome, state);
  invy_message_set_next_attempt_at (outcome, next_attempt_at);
  kept = invy_test_await_object (invy_store_record_outcome (self->store, outcome), &error);
  g_assert_no_error (error);

  return invy_message_get_state (kept);
}

static InvyMessageState
load_state (Fixture *self, InvyMessage *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyMessage) kept =
      invy_test_await_object (invy_store_get_message (self->store, invy_message_get_id (message)), &error);

  g_assert_no_error (error);
  return invy_message_get_state (kept);
}

/* Whether another campaign may invite the guest. */
static void
assert_can_be_invited (Fixture *self)
{
  g_autoptr (InvyCampaign) again = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);

  g_assert_cmpuint (invy_campaign_get_counts (again)->waiting, ==, 1);
}

static void
test_refused_after_cancel (Fixture *self, gconstpointer data)
{
  gint64 epoch;
  g_autoptr (InvyMessage) message = claim (self, self->store, &epoch);

  cancel (self);
  /* A refusal that would be tried again, in a campaign that nobody will resume. */
  g_assert_cmpint (record (self, message, INVY_MESSAGE_PLANNED, 0), ==, INVY_MESSAGE_CANCELLED);
  assert_can_be_invited (self);
}

static void
test_tomorrow_after_cancel (Fixture *self, gconstpointer data)
{
  gint64 epoch;
  g_autoptr (InvyMessage) message = claim (self, self->store, &epoch);

  cancel (self);
  g_assert_cmpint (record (self, message, INVY_MESSAGE_FAILED, g_get_real_time ()), ==, INVY_MESSAGE_FAILED);
  assert_can_be_invited (self);
}

/* Nobody resumes what is cancelled; another campaign can invite the guest. */
static void
test_send_again_after_cancel (Fixture *self, gconstpointer data)
{
  const char *id = invy_campaign_get_id (self->campaign);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  gint64 epoch;
  g_autoptr (InvyMessage) message = claim (self, self->store, &epoch);

  g_assert_cmpint (record (self, message, INVY_MESSAGE_UNKNOWN, 0), ==, INVY_MESSAGE_UNKNOWN);
  cancel (self);
  g_assert_true (
      invy_test_await (invy_store_settle_message (self->store, invy_message_get_id (message), FALSE), &error));
  g_assert_no_error (error);

  messages = invy_test_await_boxed (invy_store_list_messages (self->store, id), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (messages->len, ==, 2);
  g_assert_cmpint (invy_message_get_state (messages->pdata[0]), ==, INVY_MESSAGE_RESENT);
  g_assert_cmpint (invy_message_get_state (messages->pdata[1]), ==, INVY_MESSAGE_CANCELLED);
  assert_can_be_invited (self);
}

static InvyDelivery
load_delivery (Fixture *self)
{
  g_autoptr (InvyGuest) guest =
      invy_test_await_object (invy_store_get_guest (self->store, invy_guest_get_id (self->guests->pdata[0])), NULL);

  return invy_guest_get_delivery (guest);
}

/* WhatsApp holds a message back: for a day nobody has to do anything, then it is for the planner to settle. */
static void
test_held_for_long (Fixture *self, gconstpointer data)
{
  const gint64 now_ms = g_get_real_time () / 1000;
  const struct
  {
    gint64 since_ms;
    InvyDelivery delivery;
    gboolean needs_settling;
  } cases[] = {
    { now_ms - INVY_MESSAGE_HELD_LIMIT_MS + 60 * 1000, INVY_DELIVERY_HELD, FALSE },
    { now_ms - INVY_MESSAGE_HELD_LIMIT_MS - 60 * 1000, INVY_DELIVERY_UNKNOWN, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 epoch;
      g_autoptr (GError) error = NULL;
      g_autoptr (InvyMessage) message = claim (self, self->store, &epoch);
      g_autoptr (InvyMessage) held = NULL;

      invy_message_set_state (message, INVY_MESSAGE_HELD);
      invy_message_set_state_at (message, cases[i].since_ms);
      held = invy_test_await_object (invy_store_record_status (self->store, message), &error);
      g_assert_no_error (error);
      g_assert_cmpint (invy_message_needs_settling (held, now_ms), ==, cases[i].needs_settling);
      g_assert_cmpint (load_delivery (self), ==, cases[i].delivery);
      g_assert_true (
          invy_test_await (invy_store_settle_message (self->store, invy_message_get_id (held), FALSE), &error));
    }
}

/* The sender of another program dies with its message in flight; nobody can resume what is cancelled. */
static void
test_cancel_after_crash (Fixture *self, gconstpointer data)
{
  InvyStore *other = invy_test_open_store (self->uri);
  gint64 epoch;
  g_autoptr (InvyMessage) message = claim (self, other, &epoch);

  invy_test_close_store (other);
  cancel (self);
  g_assert_cmpint (load_state (self, message), ==, INVY_MESSAGE_UNKNOWN);
}

static void
test_crash_after_cancel (Fixture *self, gconstpointer data)
{
  InvyStore *other = invy_test_open_store (self->uri);
  gint64 epoch;
  g_autoptr (InvyMessage) message = claim (self, other, &epoch);

  cancel (self);
  /* Its answer may come any moment. */
  g_assert_cmpint (load_state (self, message), ==, INVY_MESSAGE_POSTING);
  invy_test_close_store (other);

  invy_test_close_store (self->store);
  self->store = invy_test_open_store (self->uri);
  /* It is done soon after; who is far from the server does not wait for it. */
  while (load_state (self, message) == INVY_MESSAGE_POSTING)
    g_usleep (10 * 1000);
  g_assert_cmpint (load_state (self, message), ==, INVY_MESSAGE_UNKNOWN);
}

static void
test_rewrite_after_crash (Fixture *self, gconstpointer data)
{
  InvyStore *other = invy_test_open_store (self->uri);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  const char *id = invy_campaign_get_id (self->campaign);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyCampaign) rewritten = NULL;
  gint64 epoch;
  g_autoptr (InvyMessage) message = claim (self, other, &epoch);

  invy_test_await_error (invy_store_rewrite_messages (self->store, id, "{}", none), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_STATE);
  invy_test_close_store (other);
  rewritten = invy_test_await_object (invy_store_rewrite_messages (self->store, id, "{}", none), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (invy_campaign_get (rewritten, INVY_CAMPAIGN_SETTINGS), ==, "{}");
}

/* Somebody pauses while the last message is in flight: when it is answered, nothing is left to resume. */
static void
test_pause_of_nothing (Fixture *self, gconstpointer data)
{
  const char *id = invy_campaign_get_id (self->campaign);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyCampaign) paused = NULL;
  g_autoptr (InvyCampaign) released = NULL;
  gint64 epoch;
  g_autoptr (InvyMessage) message = claim (self, self->store, &epoch);

  paused = invy_test_await_object (invy_store_pause_campaign (self->store, id, "user"), &error);
  g_assert_no_error (error);
  record (self, message, INVY_MESSAGE_ACCEPTED, 0);
  released = invy_test_await_object (invy_store_release_lease (self->store, id, epoch, NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_campaign_get_state (released), ==, INVY_CAMPAIGN_FINISHED);
  g_assert_null (invy_campaign_get (released, INVY_CAMPAIGN_STOP_REASON));
}

/* Sent again twice before the first one's own answer came: what still waits is not needed, however far down. */
static void
test_late_answer_reaches_the_last (Fixture *self, gconstpointer data)
{
  const char *id = invy_campaign_get_id (self->campaign);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  gint64 epoch;
  g_autoptr (InvyMessage) first = claim (self, self->store, &epoch);
  g_autoptr (InvyMessage) second = NULL;

  record (self, first, INVY_MESSAGE_UNKNOWN, 0);
  g_assert_true (
      invy_test_await (invy_store_settle_message (self->store, invy_message_get_id (first), FALSE), &error));
  second = claim (self, self->store, &epoch);
  record (self, second, INVY_MESSAGE_UNKNOWN, 0);
  g_assert_true (
      invy_test_await (invy_store_settle_message (self->store, invy_message_get_id (second), FALSE), &error));
  g_assert_no_error (error);

  record (self, first, INVY_MESSAGE_ACCEPTED, 0);
  messages = invy_test_await_boxed (invy_store_list_messages (self->store, id), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (messages->len, ==, 3);
  g_assert_cmpint (invy_message_get_state (messages->pdata[2]), ==, INVY_MESSAGE_CANCELLED);
}

static void
note_change (InvyStore *store, InvyStoreTopic topic, const char *event_id, gpointer data)
{
  if (topic == INVY_STORE_GUESTS)
    *(guint *) data += 1;
}

/* A long list comes in slices, but of an import that fails nothing is left. */
static void
test_half_an_import (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) many = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GError) error = NULL;
  guint n_changes = 0;

  for (guint i = 0; i < 1501; i++)
    {
      InvyGuest *guest = invy_guest_new (invy_event_get_id (self->event));

      invy_guest_set (guest, INVY_GUEST_FIRST_NAME, "Guest");
      g_ptr_array_add (many, guest);
    }
  /* Nobody ever saved the last one, so it cannot be changed. */
  invy_record_set_version (INVY_RECORD (many->pdata[1500]), 7);

  g_signal_connect (self->store, "changed", G_CALLBACK (note_change), &n_changes);
  invy_test_await_error (invy_store_save_guests (self->store, many), INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT);
  /* Signals and answers come in one order. */
  g_assert_true (invy_test_await (invy_store_check (self->store), NULL));
  g_assert_cmpuint (n_changes, ==, 0);
  listed = invy_test_await_boxed (invy_store_list_guests (self->store, invy_event_get_id (self->event)), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listed->len, ==, 1);

  /* What was laid out for it is not in the way of the next. */
  invy_record_set_version (INVY_RECORD (many->pdata[1500]), 0);
  g_clear_pointer (&listed, g_ptr_array_unref);
  listed = invy_test_await_boxed (invy_store_save_guests (self->store, many), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listed->len, ==, 1501);
  g_assert_cmpint (invy_record_get_version (listed->pdata[0]), ==, 1);
  g_signal_handlers_disconnect_by_data (self->store, &n_changes);
}

/* A last look that cannot be taken is no leave to send, and no reason to leave the guest out either. */
static void
test_last_look_fails (Fixture *self, gconstpointer data)
{
  const char *id = invy_campaign_get_id (self->campaign);
  g_autoptr (GError) error = NULL;
  const gint64 epoch = invy_test_await_int64 (invy_store_take_lease (self->store, id, "tests"), &error);
  const char *const breaks[][2] = {
    { "ALTER TABLE opt_outs RENAME TO hidden", "ALTER TABLE hidden RENAME TO opt_outs" },
    { "ALTER TABLE guests RENAME COLUMN bsuid TO hidden", "ALTER TABLE guests RENAME COLUMN hidden TO bsuid" },
  };

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      g_autoptr (InvyCampaign) campaign = NULL;

      invy_test_run_sql (self->uri, breaks[i][0]);
      invy_test_await_error (invy_store_claim (self->store, id, epoch, 1, 0), INVY_STORE_ERROR,
                             INVY_STORE_ERROR_FAILED);
      invy_test_run_sql (self->uri, breaks[i][1]);
      campaign = invy_test_await_object (invy_store_get_campaign (self->store, id), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (invy_campaign_get_counts (campaign)->waiting, ==, 1);
    }
}

#define ADD(name, test) g_test_add ("/invy/store-endings/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("refused-after-cancel", test_refused_after_cancel);
  ADD ("tomorrow-after-cancel", test_tomorrow_after_cancel);
  ADD ("send-again-after-cancel", test_send_again_after_cancel);
  ADD ("held-for-long", test_held_for_long);
  ADD ("cancel-after-crash", test_cancel_after_crash);
  ADD ("crash-after-cancel", test_crash_after_cancel);
  ADD ("rewrite-after-crash", test_rewrite_after_crash);
  ADD ("pause-of-nothing", test_pause_of_nothing);
  ADD ("late-answer-reaches-the-last", test_late_answer_reaches_the_last);
  ADD ("half-an-import", test_half_an_import);
  ADD ("last-look-fails", test_last_look_fails);

  return g_test_run ();
}
