/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"

/* Weddings and guests, as any store keeps them. */

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

static void
test_event_round_trip (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyEvent) read =
      invy_test_await_object (invy_store_get_event (self->store, invy_event_get_id (self->event)), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < INVY_EVENT_N_FIELDS; i++)
    g_assert_cmpstr (invy_event_get (read, i), ==, invy_event_get (self->event, i));
  g_assert_cmpint (invy_record_get_version (INVY_RECORD (read)), ==, 1);
}

static void
test_event_conflict (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyEvent) mine = invy_event_copy (self->event);
  g_autoptr (InvyEvent) theirs = invy_event_copy (self->event);
  g_autoptr (InvyEvent) saved = NULL;
  g_autoptr (InvyEvent) read = NULL;

  invy_event_set (theirs, INVY_EVENT_VENUE, "Villa");
  saved = invy_test_await_object (invy_store_save_event (self->store, theirs), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_record_get_version (INVY_RECORD (saved)), ==, 2);

  invy_event_set (mine, INVY_EVENT_VENUE, "Hall");
  invy_test_await_error (invy_store_save_event (self->store, mine), INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT);
  read = invy_test_await_object (invy_store_get_event (self->store, invy_event_get_id (mine)), &error);
  g_assert_cmpstr (invy_event_get (read, INVY_EVENT_VENUE), ==, "Villa");
}

static void
test_event_remove_restore (Fixture *self, gconstpointer data)
{
  const char *id = invy_event_get_id (self->event);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyEvent) read = NULL;

  g_assert_true (invy_test_await (invy_store_remove_event (self->store, id), &error));
  invy_test_await_error (invy_store_get_event (self->store, id), INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_FOUND);
  invy_test_await_error (invy_store_remove_event (self->store, id), INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_FOUND);
  g_assert_true (invy_test_await (invy_store_restore_event (self->store, id), &error));
  read = invy_test_await_object (invy_store_get_event (self->store, id), &error);
  g_assert_no_error (error);
}

static void
test_guest_round_trip (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyGuest) guest = invy_guest_copy (self->guests->pdata[0]);
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (InvyGuest) read = NULL;

  invy_guest_set (guest, INVY_GUEST_NOTES, "ד\"ר; vegan, \xF0\x9F\x8E\x89");
  invy_guest_set (guest, INVY_GUEST_HOUSEHOLD, " משפחת כהן ");
  invy_guest_set (guest, INVY_GUEST_TAGS, "work, VIP، work,");
  g_assert_cmpstr (invy_guest_get (guest, INVY_GUEST_TAGS), ==, "VIP, work");
  invy_guest_set_party_size (guest, 4);
  invy_guest_set_rsvp (guest, INVY_RSVP_YES, 3, 1795000000123);
  g_ptr_array_add (guests, guest);
  g_ptr_array_add (old, invy_guest_copy (guest));
  saved = invy_test_await_boxed (invy_store_save_guests (self->store, guests), &error);
  g_assert_no_error (error);

  read = invy_test_await_object (invy_store_get_guest (self->store, invy_guest_get_id (guest)), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < INVY_GUEST_N_FIELDS; i++)
    g_assert_cmpstr (invy_guest_get (read, i), ==, invy_guest_get (guest, i));
  g_assert_cmpuint (invy_guest_get_party_size (read), ==, 4);
  g_assert_cmpint (invy_guest_get_rsvp (read), ==, INVY_RSVP_YES);
  g_assert_cmpuint (invy_guest_get_rsvp_count (read), ==, 3);
  g_assert_cmpint (invy_guest_get_rsvp_at (read), ==, 1795000000123);
  g_assert_cmpint (invy_record_get_version (INVY_RECORD (read)), ==, 2);

  /* The version that was read before is old now. */
  invy_test_await_error (invy_store_save_guests (self->store, old), INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT);
}

static void
test_guests_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GPtrArray) listed = NULL;

  for (guint i = 0; i < 1234; i++)
    {
      InvyGuest *guest = invy_guest_new (invy_event_get_id (self->event));
      g_autofree char *name = g_strdup_printf ("Guest %u", i);

      invy_guest_set (guest, INVY_GUEST_LAST_NAME, name);
      if (i % 3 == 0)
        invy_guest_set (guest, INVY_GUEST_HOUSEHOLD, i % 2 == 0 ? "Even" : name);
      if (i % 5 == 0)
        invy_guest_set (guest, INVY_GUEST_TAGS, "early, work");
      g_ptr_array_add (guests, guest);
    }
  /* One that is there already among those that are new. */
  g_ptr_array_insert (guests, 700, invy_guest_copy (self->guests->pdata[0]));
  saved = invy_test_await_boxed (invy_store_save_guests (self->store, guests), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (saved->len, ==, 1235);
  for (guint i = 0; i < saved->len; i++)
    {
      g_autoptr (InvyGuest) read =
          invy_test_await_object (invy_store_get_guest (self->store, invy_guest_get_id (saved->pdata[i])), &error);

      g_assert_no_error (error);
      g_assert_cmpint (invy_record_get_version (INVY_RECORD (read)), ==, i == 700 ? 2 : 1);
      g_assert_cmpint (invy_record_get_version (saved->pdata[i]), ==, i == 700 ? 2 : 1);
      for (guint field = 0; field < INVY_GUEST_N_FIELDS; field++)
        g_assert_cmpstr (invy_guest_get (read, field), ==, invy_guest_get (guests->pdata[i], field));
    }

  listed = invy_test_await_boxed (invy_store_list_guests (self->store, invy_event_get_id (self->event)), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listed->len, ==, 1237);
}

static void
test_guests_all_or_none (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) listed = NULL;
  InvyGuest *old = invy_guest_copy (self->guests->pdata[0]);

  invy_record_set_version (INVY_RECORD (old), 77);
  g_ptr_array_add (guests, invy_guest_new (invy_event_get_id (self->event)));
  g_ptr_array_add (guests, old);
  invy_test_await_error (invy_store_save_guests (self->store, guests), INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT);
  g_assert_cmpint (invy_record_get_version (guests->pdata[0]), ==, 0);
  g_assert_cmpint (invy_record_get_version (INVY_RECORD (old)), ==, 77);

  listed = invy_test_await_boxed (invy_store_list_guests (self->store, invy_event_get_id (self->event)), &error);
  g_assert_cmpuint (listed->len, ==, 3);
}

static void
test_guests_remove_restore (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *ids[] = { invy_guest_get_id (self->guests->pdata[0]), invy_guest_get_id (self->guests->pdata[1]),
                        NULL };
  g_autoptr (GPtrArray) without = NULL;
  g_autoptr (GPtrArray) again = NULL;

  g_assert_true (invy_test_await (invy_store_remove_guests (self->store, ids), &error));
  without = invy_test_await_boxed (invy_store_list_guests (self->store, invy_event_get_id (self->event)), &error);
  g_assert_cmpuint (without->len, ==, 1);
  g_assert_true (invy_test_await (invy_store_restore_guests (self->store, ids), &error));
  again = invy_test_await_boxed (invy_store_list_guests (self->store, invy_event_get_id (self->event)), &error);
  g_assert_cmpuint (again->len, ==, 3);
}

static InvyGuest *
copy_guest (Fixture *self, guint place)
{
  return invy_guest_copy (self->guests->pdata[place]);
}

static void
save_one (Fixture *self, InvyGuest *guest)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (guests, guest);
  saved = invy_test_await_boxed (invy_store_save_guests (self->store, guests), &error);
  g_assert_no_error (error);
}

/* Two guests who name the same household have one, and a household that nobody names is left by its guests. */
static void
test_households (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyGuest) one = copy_guest (self, 0);
  g_autoptr (InvyGuest) other = copy_guest (self, 1);
  g_autoptr (InvyGuest) read = NULL;
  g_autoptr (GError) error = NULL;
  InvyDatabase *database;

  invy_guest_set (one, INVY_GUEST_HOUSEHOLD, "Cohen");
  invy_guest_set (other, INVY_GUEST_HOUSEHOLD, "Cohen");
  save_one (self, one);
  save_one (self, other);
  database = invy_test_open_database (self->uri);
  g_assert_cmpint (invy_test_query_integer (database, "SELECT count(*) FROM households"), ==, 1);
  g_assert_cmpint (invy_test_query_integer (database, "SELECT count(DISTINCT household_id) FROM guests"), ==, 1);
  invy_test_close_database (database);

  invy_record_set_version (INVY_RECORD (one), 2);
  invy_guest_set (one, INVY_GUEST_HOUSEHOLD, NULL);
  save_one (self, one);
  read = invy_test_await_object (invy_store_get_guest (self->store, invy_guest_get_id (one)), &error);
  g_assert_no_error (error);
  g_assert_null (invy_guest_get (read, INVY_GUEST_HOUSEHOLD));
}

/* A removed guest and a merged one are out of sight, but can be looked up. */
static void
test_get_guests (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyGuest) removed = copy_guest (self, 0);
  g_autoptr (InvyGuest) merged = copy_guest (self, 1);
  const char *event_id = invy_event_get_id (self->event);
  const char *ids[] = { invy_guest_get_id (merged), invy_guest_get_id (removed), NULL };
  const char *unknown[] = { "nobody", NULL };
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GPtrArray) duplicates = NULL;
  g_autoptr (GError) error = NULL;

  invy_record_set_deleted_at (INVY_RECORD (removed), 1795000000123);
  save_one (self, removed);
  invy_guest_set (merged, INVY_GUEST_MERGED_INTO, invy_guest_get_id (self->guests->pdata[2]));
  save_one (self, merged);

  listed = invy_test_await_boxed (invy_store_list_guests (self->store, event_id), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listed->len, ==, 1);
  found = invy_test_await_boxed (invy_store_get_guests (self->store, event_id, ids), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpstr (invy_guest_get_id (found->pdata[0]), ==, ids[0]);
  g_assert_cmpint (invy_record_get_deleted_at (found->pdata[1]), ==, 1795000000123);
  duplicates = invy_test_await_boxed (
      invy_store_list_merged_guests (self->store, invy_guest_get_id (self->guests->pdata[2])), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (duplicates->len, ==, 1);
  invy_test_await_error (invy_store_get_guests (self->store, event_id, unknown), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_NOT_FOUND);
}

/* What was sent to a duplicate was sent to the guest: in the list, and when messages are looked for. */
static void
test_merged_counts (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) asked = g_ptr_array_new ();
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (InvyGuest) merged = copy_guest (self, 0);
  g_autoptr (InvyGuest) kept = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GError) error = NULL;
  const char *kept_id = invy_guest_get_id (self->guests->pdata[1]);

  g_ptr_array_add (asked, self->guests->pdata[0]);
  campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, asked);
  invy_guest_set (merged, INVY_GUEST_MERGED_INTO, kept_id);
  save_one (self, merged);

  kept = invy_test_await_object (invy_store_get_guest (self->store, kept_id), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_guest_get_delivery (kept), ==, invy_delivery_from_state (INVY_MESSAGE_PLANNED));
  messages = invy_test_await_boxed (invy_store_list_current_messages (self->store, invy_event_get_id (self->event),
                                                                      INVY_PURPOSE_INVITATION, INVY_CAMPAIGN_REAL),
                                    &error);
  g_assert_no_error (error);
  g_assert_cmpuint (messages->len, ==, 1);
  g_assert_cmpstr (invy_message_get (messages->pdata[0], INVY_MESSAGE_GUEST_ID), ==, kept_id);
}

static void
assert_import (Fixture *self, gint64 n_known, guint n_new, gboolean is_taken)
{
  const char *event_id = invy_event_get_id (self->event);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) saved = NULL;

  for (guint i = 0; i < n_new; i++)
    g_ptr_array_add (guests, invy_guest_new (event_id));
  if (!is_taken)
    {
      invy_test_await_error (invy_store_import_guests (self->store, event_id, n_known, guests), INVY_STORE_ERROR,
                             INVY_STORE_ERROR_CONFLICT);
      return;
    }

  saved = invy_test_await_boxed (invy_store_import_guests (self->store, event_id, n_known, guests), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (saved->len, ==, n_new);
}

/* Who compared a file with an older list would bring those again who were added since. */
static void
test_import_of_an_older_list (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 n_known =
      invy_test_await_int64 (invy_store_count_all_guests (self->store, invy_event_get_id (self->event)), &error);

  g_assert_no_error (error);
  g_assert_cmpint (n_known, ==, self->guests->len);
  assert_import (self, n_known, 1, TRUE);
  assert_import (self, n_known, 1, FALSE);
  assert_import (self, n_known, 1237, FALSE);
  assert_import (self, n_known + 1, 1237, TRUE);
  assert_import (self, n_known + 1, 1237, FALSE);
}

#define ADD(name, test) g_test_add ("/invy/store-guests/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("event-round-trip", test_event_round_trip);
  ADD ("event-conflict", test_event_conflict);
  ADD ("event-remove-restore", test_event_remove_restore);
  ADD ("guest-round-trip", test_guest_round_trip);
  ADD ("guests-many", test_guests_many);
  ADD ("guests-all-or-none", test_guests_all_or_none);
  ADD ("import-of-an-older-list", test_import_of_an_older_list);
  ADD ("guests-remove-restore", test_guests_remove_restore);
  ADD ("households", test_households);
  ADD ("get-guests", test_get_guests);
  ADD ("merged-counts", test_merged_counts);

  return g_test_run ();
}
