/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"

#include "book/invy-book-difference.h"
#include "book/invy-event-copy.h"
#include "book/invy-guest-book.h"
#include "model/invy-log-entry.h"
#include "store/invy-store-copies.h"

typedef struct
{
  char *folder;
  char *backup;
  InvyStore *store;
  InvyEvent *event;
  GPtrArray *guests; /* Noa, Sarah, Omar */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = NULL;

  self->folder = invy_test_make_folder ();
  self->backup = g_build_filename (self->folder, "backup.db", NULL);
  uri = g_strconcat ("sqlite:", self->folder, "/invy.db", NULL);
  self->store = invy_test_open_store (uri);
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
  g_free (self->backup);
}

static void
back_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = invy_test_await_string (invy_store_backup (self->store, self->backup), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (path, ==, self->backup);
}

static GPtrArray *
compare (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *differences = invy_test_await_boxed (invy_book_difference_list (self->store, self->backup), &error);

  g_assert_no_error (error);
  return differences;
}

static const InvyBookDifference *
assert_only (GPtrArray *differences, InvyBookFate fate, guint n_back, guint n_changed, guint n_gone)
{
  const InvyBookDifference *difference = differences->pdata[0];

  g_assert_cmpuint (differences->len, ==, 1);
  g_assert_cmpint (difference->fate, ==, fate);
  g_assert_cmpuint (difference->back->len, ==, n_back);
  g_assert_cmpuint (difference->changed->len, ==, n_changed);
  g_assert_cmpuint (difference->gone->len, ==, n_gone);
  return difference;
}

static char *
restore (Fixture *self, GPtrArray *differences)
{
  g_autoptr (GError) error = NULL;
  char *before = invy_test_await_string (invy_book_difference_restore (self->store, differences), &error);

  g_assert_no_error (error);
  return before;
}

static void
save_guest (Fixture *self, InvyGuest *guest)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (guests, guest);
  kept = invy_test_await_boxed (invy_store_save_guests (self->store, guests), &error);
  g_assert_no_error (error);
}

static void
remove_guest (Fixture *self, InvyGuest *guest)
{
  const char *const ids[] = { invy_guest_get_id (guest), NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (invy_test_await (invy_store_remove_guests (self->store, ids), &error));
  g_assert_no_error (error);
}

static InvyGuest *
find_guest (Fixture *self, const char *guest_id)
{
  g_autoptr (GError) error = NULL;
  InvyGuest *guest = invy_test_await_object (invy_store_get_guest (self->store, guest_id), &error);

  g_assert_no_error (error);
  return guest;
}

static void
test_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) differences = NULL;
  const InvyBookDifference *difference;

  back_up (self);
  differences = compare (self);
  difference = assert_only (differences, INVY_BOOK_SAME, 0, 0, 0);
  g_assert_false (invy_book_difference_can_restore (difference));
}

/* Everything that a guest has comes back, and restoring the restore point takes that back again. */
static void
test_guests (Fixture *self, gconstpointer data)
{
  InvyGuest *noa = self->guests->pdata[0];
  g_autoptr (InvyGuest) later = NULL;
  g_autoptr (InvyGuest) restored = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *before = NULL;
  const InvyBookDifference *difference;
  const InvyGuestChange *change;

  invy_guest_set (noa, INVY_GUEST_HOUSEHOLD, "משפחת לוי");
  invy_guest_set (noa, INVY_GUEST_TAGS, "dance, vip");
  invy_guest_set_rsvp (noa, INVY_RSVP_YES, 2, 1000);
  save_guest (self, noa);
  invy_record_set_version (INVY_RECORD (noa), 2);
  back_up (self);

  invy_guest_set (noa, INVY_GUEST_HOUSEHOLD, NULL);
  invy_guest_set (noa, INVY_GUEST_TAGS, "late");
  invy_guest_set (noa, INVY_GUEST_PHONE_NUMBER, "0509999999");
  invy_guest_set_rsvp (noa, INVY_RSVP_NO, 0, 2000);
  save_guest (self, noa);
  remove_guest (self, self->guests->pdata[1]);
  later = invy_test_add_guest (self->store, self->event, "Later", NULL);

  differences = compare (self);
  difference = assert_only (differences, INVY_BOOK_CHANGED, 1, 1, 1);
  g_assert_false (difference->details_differ);
  change = difference->changed->pdata[0];
  g_assert_cmpstr (invy_guest_get (change->now, INVY_GUEST_PHONE_NUMBER), ==, "0509999999");
  g_assert_cmpstr (invy_guest_get (change->then, INVY_GUEST_PHONE_NUMBER), ==, "0501234567");
  g_assert_cmpstr (invy_guest_get_id (difference->gone->pdata[0]), ==, invy_guest_get_id (later));

  before = restore (self, differences);
  restored = find_guest (self, invy_guest_get_id (noa));
  g_assert_cmpstr (invy_guest_get (restored, INVY_GUEST_HOUSEHOLD), ==, "משפחת לוי");
  g_assert_cmpstr (invy_guest_get (restored, INVY_GUEST_TAGS), ==, "dance, vip");
  g_assert_cmpint (invy_guest_get_rsvp (restored), ==, INVY_RSVP_YES);
  g_assert_cmpint (invy_guest_get_rsvp_at (restored), ==, 1000);
  after = compare (self);
  assert_only (after, INVY_BOOK_SAME, 0, 0, 0);

  g_set_str (&self->backup, before);
  g_clear_pointer (&differences, g_ptr_array_unref);
  differences = compare (self);
  assert_only (differences, INVY_BOOK_CHANGED, 1, 1, 1);
  g_free (restore (self, differences));
  g_clear_object (&restored);
  restored = find_guest (self, invy_guest_get_id (noa));
  g_assert_cmpstr (invy_guest_get (restored, INVY_GUEST_TAGS), ==, "late");
}

static void
test_merged (Fixture *self, gconstpointer data)
{
  InvyGuest *sarah = self->guests->pdata[1];
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GError) error = NULL;

  invy_guest_set (sarah, INVY_GUEST_MERGED_INTO, invy_guest_get_id (self->guests->pdata[0]));
  save_guest (self, sarah);
  invy_record_set_version (INVY_RECORD (sarah), 2);
  back_up (self);
  invy_guest_set (sarah, INVY_GUEST_MERGED_INTO, NULL);
  save_guest (self, sarah);

  differences = compare (self);
  assert_only (differences, INVY_BOOK_CHANGED, 0, 0, 1);
  g_free (restore (self, differences));
  listed = invy_test_await_boxed (invy_store_list_guests (self->store, invy_event_get_id (self->event)), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listed->len, ==, 2);
}

static void
test_removed_wedding (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (GError) error = NULL;

  back_up (self);
  g_assert_true (invy_test_await (invy_store_remove_event (self->store, invy_event_get_id (self->event)), &error));

  differences = compare (self);
  assert_only (differences, INVY_BOOK_REMOVED, 0, 0, 0);
  g_free (restore (self, differences));
  event = invy_test_await_object (invy_store_get_event (self->store, invy_event_get_id (self->event)), &error);
  g_assert_no_error (error);
}

/* On another computer, where nobody was invited yet. */
static void
test_missing_wedding (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = g_strconcat ("sqlite:", self->folder, "/other.db", NULL);
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (GError) error = NULL;

  back_up (self);
  invy_test_close_store (g_steal_pointer (&self->store));
  self->store = invy_test_open_store (uri);

  differences = compare (self);
  assert_only (differences, INVY_BOOK_MISSING, 3, 0, 0);
  g_free (restore (self, differences));
  guests = invy_test_await_boxed (invy_store_list_guests (self->store, invy_event_get_id (self->event)), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (guests->len, ==, 3);
}

/* --- the ledger --- */

static GPtrArray *
list_log (Fixture *self, InvyMessage *message)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *log = invy_test_await_boxed (invy_store_list_log (self->store, invy_message_get_id (message)), &error);

  g_assert_no_error (error);
  return log;
}

static InvyMessage *
send_one (Fixture *self, InvyCampaign *campaign)
{
  const char *id = invy_campaign_get_id (campaign);
  g_autoptr (GError) error = NULL;
  const gint64 epoch = invy_test_await_int64 (invy_store_take_lease (self->store, id, "tests"), &error);
  g_autoptr (InvyClaim) claim = invy_test_await_boxed (invy_store_claim (self->store, id, epoch, 1, 0), &error);
  g_autoptr (InvyMessage) outcome = g_object_new (INVY_TYPE_MESSAGE, NULL);
  InvyMessage *kept;

  g_assert_no_error (error);
  g_assert_cmpuint (claim->messages->len, ==, 1);
  invy_message_assign (outcome, claim->messages->pdata[0]);
  invy_message_set_state (outcome, INVY_MESSAGE_ACCEPTED);
  invy_message_set (outcome, INVY_MESSAGE_WAMID, "wamid.1");
  kept = invy_test_await_object (invy_store_record_outcome (self->store, outcome), &error);
  g_assert_no_error (error);
  g_assert_true (invy_test_await (invy_store_release_lease (self->store, id, epoch, "user"), &error));

  return kept;
}

/* Messages that were sent after the backup stay sent, and their guest cannot be invited again. */
static void
test_ledger (Fixture *self, gconstpointer data)
{
  InvyGuest *noa = self->guests->pdata[0];
  g_autoptr (GPtrArray) only_noa = g_ptr_array_new ();
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (InvyMessage) sent = NULL;
  g_autoptr (InvyMessage) after = NULL;
  g_autoptr (InvyGuest) guest = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GPtrArray) log_before = NULL;
  g_autoptr (GPtrArray) log_after = NULL;
  g_autoptr (InvyCampaign) again = invy_campaign_new ();
  g_autoptr (InvyCampaign) planned = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  back_up (self);
  g_ptr_array_add (only_noa, noa);
  campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, only_noa);
  sent = send_one (self, campaign);
  log_before = list_log (self, sent);
  remove_guest (self, noa);

  differences = compare (self);
  assert_only (differences, INVY_BOOK_CHANGED, 1, 0, 0);
  g_free (restore (self, differences));

  after = invy_test_await_object (invy_store_get_message (self->store, invy_message_get_id (sent)), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_message_get_state (after), ==, INVY_MESSAGE_ACCEPTED);
  g_assert_cmpstr (invy_message_get (after, INVY_MESSAGE_WAMID), ==, "wamid.1");
  log_after = list_log (self, sent);
  g_assert_cmpuint (log_after->len, ==, log_before->len);
  guest = find_guest (self, invy_guest_get_id (noa));
  g_assert_cmpint (invy_guest_get_delivery (guest), ==, INVY_DELIVERY_SENT);

  invy_campaign_set (again, INVY_CAMPAIGN_EVENT_ID, invy_event_get_id (self->event));
  invy_campaign_set (again, INVY_CAMPAIGN_PHONE_NUMBER_ID, "106540352242922");
  invy_campaign_set_kind (again, INVY_CAMPAIGN_REAL);
  g_ptr_array_add (messages, invy_test_new_message (again, noa, 0));
  planned = invy_test_await_object (invy_store_plan_campaign (self->store, again, messages), &error);
  g_assert_no_error (error);
  listed = invy_test_await_boxed (invy_store_list_messages (self->store, invy_campaign_get_id (planned)), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_message_get_state (listed->pdata[0]), ==, INVY_MESSAGE_SKIPPED);
}

/* A database that does not know who was invited would invite them once more. */
static void
test_forgotten (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = g_strconcat ("sqlite:", self->folder, "/other.db", NULL);
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  g_autoptr (InvyMessage) sent = send_one (self, campaign);
  g_autoptr (GPtrArray) differences = NULL;
  const InvyBookDifference *difference;

  back_up (self);
  invy_test_close_store (g_steal_pointer (&self->store));
  self->store = invy_test_open_store (uri);

  differences = compare (self);
  difference = assert_only (differences, INVY_BOOK_MISSING, 3, 0, 0);
  g_assert_cmpuint (difference->n_forgotten, ==, 3);
  g_assert_false (invy_book_difference_can_restore (difference));
  invy_test_await_error (invy_book_difference_restore (self->store, differences), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_STATE);
}

static void
test_conflict (Fixture *self, gconstpointer data)
{
  InvyGuest *noa = self->guests->pdata[0];
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (InvyGuest) kept = NULL;

  back_up (self);
  remove_guest (self, self->guests->pdata[1]);
  invy_guest_set (noa, INVY_GUEST_NOTES, "first");
  save_guest (self, noa);
  differences = compare (self);
  invy_record_set_version (INVY_RECORD (noa), 2);
  invy_guest_set (noa, INVY_GUEST_NOTES, "second");
  save_guest (self, noa);

  invy_test_await_error (invy_book_difference_restore (self->store, differences), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_CONFLICT);
  kept = find_guest (self, invy_guest_get_id (noa));
  g_assert_cmpstr (invy_guest_get (kept, INVY_GUEST_NOTES), ==, "second");
}

static void
test_details (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyEvent) kept = NULL;
  g_autoptr (InvyEvent) restored = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GError) error = NULL;
  const InvyBookDifference *difference;

  back_up (self);
  invy_event_set (self->event, INVY_EVENT_VENUE, "Elsewhere");
  invy_event_set_archived_at (self->event, 1000);
  kept = invy_test_await_object (invy_store_save_event (self->store, self->event), &error);
  g_assert_no_error (error);

  differences = compare (self);
  difference = assert_only (differences, INVY_BOOK_CHANGED, 0, 0, 0);
  g_assert_true (difference->details_differ);
  g_free (restore (self, differences));
  restored = invy_test_await_object (invy_store_get_event (self->store, invy_event_get_id (kept)), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (invy_event_get (restored, INVY_EVENT_VENUE), ==, "גן האלה");
  g_assert_cmpint (invy_event_get_archived_at (restored), ==, 1000);
}

/* An import can be taken back long after undo is gone. */
static void
test_import (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyGuestBook) book = invy_guest_book_new (self->store, self->event);
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GError) error = NULL;
  InvyGuest *guest = invy_guest_new (invy_event_get_id (self->event));

  g_assert_true (invy_test_await (invy_guest_book_load (book), &error));
  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, "Imported");
  g_ptr_array_add (guests, guest);
  g_assert_true (invy_test_await (invy_guest_book_import (book, -1, guests), &error));
  g_assert_no_error (error);

  copies = invy_store_list_copies (self->store);
  g_assert_cmpuint (copies->len, ==, 1);
  g_set_str (&self->backup, ((const InvyCopy *) copies->pdata[0])->path);
  differences = compare (self);
  assert_only (differences, INVY_BOOK_CHANGED, 0, 0, 1);
  g_clear_pointer (&guests, g_ptr_array_unref);
  invy_test_finalize (g_steal_pointer (&book));
}

/* --- another wedding like this one --- */

static void
test_duplicate (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, self->guests);
  g_autoptr (InvyMessage) sent = send_one (self, campaign);
  g_autoptr (InvyEvent) copy = invy_event_copy_new (self->event);
  g_autoptr (InvyEvent) kept = NULL;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (GPtrArray) campaigns = NULL;
  g_autoptr (GError) error = NULL;

  kept = invy_test_await_object (invy_event_copy_save (self->store, self->event, copy, TRUE), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (invy_event_get_id (kept), !=, invy_event_get_id (self->event));
  g_assert_cmpstr (invy_event_get (kept, INVY_EVENT_VENUE), ==, invy_event_get (self->event, INVY_EVENT_VENUE));

  guests = invy_test_await_boxed (invy_store_list_guests (self->store, invy_event_get_id (kept)), &error);
  g_assert_cmpuint (guests->len, ==, self->guests->len);
  for (guint i = 0; i < guests->len; i++)
    for (guint k = 0; k < self->guests->len; k++)
      {
        g_assert_cmpstr (invy_guest_get_id (guests->pdata[i]), !=, invy_guest_get_id (self->guests->pdata[k]));
        g_assert_cmpstr (invy_guest_get (guests->pdata[i], INVY_GUEST_RSVP_TOKEN), !=,
                         invy_guest_get (self->guests->pdata[k], INVY_GUEST_RSVP_TOKEN));
        g_assert_cmpint (invy_guest_get_delivery (guests->pdata[i]), ==, INVY_DELIVERY_NONE);
      }

  campaigns = invy_test_await_boxed (invy_store_list_campaigns (self->store, invy_event_get_id (kept)), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (campaigns->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, func) g_test_add ("/invy/book-difference/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("nothing", test_nothing);
  ADD ("guests", test_guests);
  ADD ("merged", test_merged);
  ADD ("removed-wedding", test_removed_wedding);
  ADD ("missing-wedding", test_missing_wedding);
  ADD ("ledger", test_ledger);
  ADD ("forgotten", test_forgotten);
  ADD ("conflict", test_conflict);
  ADD ("details", test_details);
  ADD ("import", test_import);
  ADD ("duplicate", test_duplicate);
#undef ADD

  return g_test_run ();
}
