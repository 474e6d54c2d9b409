/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"

/* What a book is told of since it was read last: all that changed, and not much more. */

#define N_GUESTS 50

typedef struct
{
  char *folder;
  char *uri;
  InvyStore *store;
  InvyStore *other; /* somebody else's */
  InvyEvent *event;
  GPtrArray *guests;
  InvyBookNews *news; /* what was read last */
} Fixture;

static void
read_since (Fixture *self, InvyBookMark *since)
{
  g_autoptr (GError) error = NULL;
  InvyBookNews *news = invy_test_await_boxed (
      invy_store_read_book (self->store, invy_event_get_id (self->event), INVY_CAMPAIGN_REAL, since), &error);

  g_assert_no_error (error);
  g_clear_pointer (&self->news, invy_book_news_free);
  self->news = news;
}

static void
read_on (Fixture *self)
{
  g_autoptr (InvyBookMark) since = g_steal_pointer (&self->news->mark);

  read_since (self, since);
}

static GPtrArray *
save (InvyStore *store, GPtrArray *guests)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *saved = invy_test_await_boxed (invy_store_save_guests (store, guests), &error);

  g_assert_no_error (error);
  return saved;
}

static GPtrArray *
make_guests (InvyEvent *event, guint n)
{
  GPtrArray *guests = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      InvyGuest *guest = invy_guest_new (invy_event_get_id (event));

      invy_guest_set (guest, INVY_GUEST_FIRST_NAME, "Guest");
      invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, "0501234567");
      g_ptr_array_add (guests, guest);
    }

  return guests;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) guests = NULL;

  self->folder = invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  self->store = invy_test_open_store (self->uri);
  self->other = invy_test_open_store (self->uri);
  self->event = invy_test_add_event (self->store);
  guests = make_guests (self->event, N_GUESTS);
  self->guests = save (self->store, guests);
  read_since (self, NULL);
  g_assert_true (self->news->is_all);
  g_assert_cmpuint (self->news->guests->len, ==, N_GUESTS);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->news, invy_book_news_free);
  g_clear_pointer (&self->guests, g_ptr_array_unref);
  g_clear_object (&self->event);
  invy_test_close_store (g_steal_pointer (&self->other));
  invy_test_close_store (g_steal_pointer (&self->store));
  g_free (self->uri);
  invy_test_remove_folder (self->folder);
}

static InvyGuest *
find_told (Fixture *self, const char *guest_id)
{
  for (guint i = 0; i < self->news->guests->len; i++)
    if (g_str_equal (invy_guest_get_id (self->news->guests->pdata[i]), guest_id))
      return self->news->guests->pdata[i];

  return NULL;
}

static InvyMessage *
find_message (Fixture *self, const char *guest_id)
{
  for (guint i = 0; i < self->news->messages->len; i++)
    if (g_str_equal (invy_message_get (self->news->messages->pdata[i], INVY_MESSAGE_GUEST_ID), guest_id))
      return self->news->messages->pdata[i];

  return NULL;
}

static void
change (Fixture *self, guint i, InvyGuestField field, const char *text)
{
  g_autoptr (InvyGuest) copy = invy_guest_copy (self->guests->pdata[i]);
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GPtrArray) saved = NULL;

  invy_guest_set (copy, field, text);
  g_ptr_array_add (guests, copy);
  saved = save (self->other, guests);
  invy_guest_assign (self->guests->pdata[i], saved->pdata[0]);
}

static const char *
get_id (Fixture *self, guint i)
{
  return invy_guest_get_id (self->guests->pdata[i]);
}

static void
test_quiet (Fixture *self, gconstpointer data)
{
  read_on (self);
  g_assert_false (self->news->is_all);
  g_assert_cmpuint (self->news->guests->len, ==, 0);
  g_assert_cmpuint (self->news->messages->len, ==, 0);
}

static void
test_changed (Fixture *self, gconstpointer data)
{
  change (self, 7, INVY_GUEST_FIRST_NAME, "Noa");
  change (self, 8, INVY_GUEST_TAGS, "family");
  read_on (self);
  g_assert_false (self->news->is_all);
  g_assert_cmpuint (self->news->guests->len, ==, 2);
  g_assert_cmpstr (invy_guest_get (find_told (self, get_id (self, 7)), INVY_GUEST_FIRST_NAME), ==, "Noa");
  g_assert_cmpstr (invy_guest_get (find_told (self, get_id (self, 8)), INVY_GUEST_TAGS), ==, "family");

  read_on (self);
  g_assert_cmpuint (self->news->guests->len, ==, 0);
}

static void
test_added (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyGuest) guest = invy_test_add_guest (self->other, self->event, "Noa", "0501234567");

  read_on (self);
  g_assert_cmpuint (self->news->guests->len, ==, 1);
  g_assert_nonnull (find_told (self, invy_guest_get_id (guest)));
}

/* A removed guest is told of, too, and so is one who comes back. */
static void
test_removed (Fixture *self, gconstpointer data)
{
  const char *const ids[] = { get_id (self, 3), NULL };
  g_autoptr (GError) error = NULL;

  invy_test_await (invy_store_remove_guests (self->other, ids), &error);
  g_assert_no_error (error);
  read_on (self);
  g_assert_cmpuint (self->news->guests->len, ==, 1);
  g_assert_cmpint (invy_record_get_deleted_at (INVY_RECORD (find_told (self, ids[0]))), >, 0);

  invy_test_await (invy_store_restore_guests (self->other, ids), &error);
  g_assert_no_error (error);
  read_on (self);
  g_assert_cmpuint (self->news->guests->len, ==, 1);
  g_assert_cmpint (invy_record_get_deleted_at (INVY_RECORD (find_told (self, ids[0]))), ==, 0);
}

/* The one who stays may count as invited now, though nobody wrote into that row. */
static void
test_merged (Fixture *self, gconstpointer data)
{
  change (self, 3, INVY_GUEST_MERGED_INTO, get_id (self, 4));
  read_on (self);
  g_assert_cmpuint (self->news->guests->len, ==, 2);
  g_assert_nonnull (invy_guest_get (find_told (self, get_id (self, 3)), INVY_GUEST_MERGED_INTO));
  g_assert_nonnull (find_told (self, get_id (self, 4)));
}

static void
test_messages (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) invited = g_ptr_array_new ();
  g_autoptr (InvyCampaign) campaign = NULL;

  change (self, 6, INVY_GUEST_MERGED_INTO, get_id (self, 7));
  read_on (self);
  g_ptr_array_add (invited, self->guests->pdata[5]);
  g_ptr_array_add (invited, self->guests->pdata[6]);
  campaign = invy_test_plan (self->other, self->event, INVY_CAMPAIGN_REAL, invited);
  read_on (self);

  /* What goes to a duplicate counts for the guest. */
  g_assert_false (self->news->is_all);
  g_assert_cmpuint (self->news->messages->len, ==, 2);
  g_assert_nonnull (find_message (self, get_id (self, 5)));
  g_assert_nonnull (find_message (self, get_id (self, 7)));
  g_assert_cmpint (invy_guest_get_delivery (find_told (self, get_id (self, 5))), ==, INVY_DELIVERY_WAITING);
  g_assert_cmpint (invy_guest_get_delivery (find_told (self, get_id (self, 7))), ==, INVY_DELIVERY_WAITING);
  g_assert_null (find_told (self, get_id (self, 8)));
}

/* Of another wedding nothing is told. */
static void
test_other_wedding (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyEvent) event = invy_test_add_event (self->other);
  g_autoptr (InvyGuest) guest = invy_test_add_guest (self->other, event, "Noa", "0501234567");

  read_on (self);
  g_assert_false (self->news->is_all);
  g_assert_cmpuint (self->news->guests->len, ==, 0);
}

/* Where almost everything changed, everything is told, in the list's order. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) guests = make_guests (self->event, 2000);
  g_autoptr (GPtrArray) saved = save (self->other, guests);

  read_on (self);
  g_assert_true (self->news->is_all);
  g_assert_cmpuint (self->news->guests->len, ==, N_GUESTS + saved->len);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, function) g_test_add ("/invy/store-book/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("quiet", test_quiet);
  ADD ("changed", test_changed);
  ADD ("added", test_added);
  ADD ("removed", test_removed);
  ADD ("merged", test_merged);
  ADD ("messages", test_messages);
  ADD ("other-wedding", test_other_wedding);
  ADD ("many", test_many);

  return g_test_run ();
}
