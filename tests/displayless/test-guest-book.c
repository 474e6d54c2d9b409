/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"

#include "book/invy-guest-book.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *uri;
  InvyStore *store;
  InvyEvent *event;
  InvyGuest *noa;
  InvyGuest *dan;
  InvyGuestBook *book;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  self->store = invy_test_open_store (self->uri);
  self->event = invy_test_add_event (self->store);
  self->noa = invy_test_add_guest (self->store, self->event, "Noa", "0501234567");
  self->dan = invy_test_add_guest (self->store, self->event, "Dan", "05412");
  self->book = invy_guest_book_new (self->store, self->event);
  g_assert_true (invy_test_await (invy_guest_book_load (self->book), &error));
  g_assert_no_error (error);
}

static gboolean
is_quiet (gpointer book)
{
  return !invy_guest_book_is_loading (book);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  invy_test_wait_until (is_quiet, self->book);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->book);
  invy_test_close_store (g_steal_pointer (&self->store));
  g_clear_pointer (&self->uri, g_free);
  g_clear_object (&self->noa);
  g_clear_object (&self->dan);
  g_clear_object (&self->event);
  invy_test_remove_folder (self->folder);
}

static InvyGuest *
find (Fixture *self, InvyGuest *guest)
{
  return invy_guest_book_find (self->book, invy_guest_get_id (guest));
}

static void
await_true (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  const gboolean done = invy_test_await (future, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

/* Saves a copy of what the book holds with another first name. */
static void
rename_guest (Fixture *self, InvyGuest *guest, const char *name)
{
  g_autoptr (InvyGuest) copy = invy_guest_copy (find (self, guest));
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();

  invy_guest_set (copy, INVY_GUEST_FIRST_NAME, name);
  g_ptr_array_add (guests, copy);
  await_true (invy_guest_book_save (self->book, guests));
}

static void
assert_name (Fixture *self, InvyGuest *guest, const char *name)
{
  g_assert_nonnull (find (self, guest));
  g_assert_cmpstr (invy_guest_get (find (self, guest), INVY_GUEST_FIRST_NAME), ==, name);
}

static void
test_load (Fixture *self, gconstpointer data)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->book)), ==, 2);
  g_assert_cmpstr (invy_guest_get_phone_e164 (find (self, self->noa)), ==, "+972501234567");
  g_assert_nonnull (invy_guest_get_phone_problem (find (self, self->dan)));
  g_assert_cmpuint (invy_guest_book_get_count (self->book, INVY_COUNT_ALL)->rows, ==, 2);
  g_assert_cmpuint (invy_guest_book_get_count (self->book, INVY_COUNT_NOT_INVITED)->rows, ==, 2);
  g_assert_cmpuint (invy_guest_book_get_count (self->book, INVY_COUNT_NEED_ATTENTION)->rows, ==, 1);
  g_assert_false (invy_guest_book_is_loading (self->book));
}

static gboolean
is_understood (gpointer data)
{
  Fixture *self = data;

  return invy_guest_get_phone_e164 (find (self, self->noa)) != NULL;
}

static gboolean
is_not_understood (gpointer data)
{
  return !is_understood (data);
}

/* Where the wedding has no country, numbers are those of the country that sending takes. */
static void
test_default_country (Fixture *self, gconstpointer data)
{
  g_assert_cmpstr (invy_guest_book_get_country (self->book), ==, "IL");
  invy_guest_book_set_default_country (self->book, "FR");
  g_assert_cmpstr (invy_guest_book_get_country (self->book), ==, "IL");

  invy_guest_book_set_default_country (self->book, NULL);
  invy_event_set (self->event, INVY_EVENT_COUNTRY, NULL);
  invy_test_wait_until (is_not_understood, self);
  invy_guest_book_set_default_country (self->book, "IL");
  invy_test_wait_until (is_understood, self);
  g_assert_cmpstr (invy_guest_get_phone_e164 (find (self, self->noa)), ==, "+972501234567");
}

static void
count_changes_cb (GListModel *model, guint position, guint removed, guint added, guint *n)
{
  ++*n;
}

static void
test_objects_stay (Fixture *self, gconstpointer data)
{
  InvyGuest *before = find (self, self->noa);
  guint n_changes = 0;

  g_signal_connect (self->book, "items-changed", G_CALLBACK (count_changes_cb), &n_changes);
  rename_guest (self, self->noa, "Noah");
  g_assert_true (find (self, self->noa) == before);
  g_assert_cmpstr (invy_guest_get (before, INVY_GUEST_FIRST_NAME), ==, "Noah");
  g_assert_cmpuint (n_changes, ==, 0);
  g_signal_handlers_disconnect_by_data (self->book, &n_changes);
}

static gboolean
has_three (gpointer book)
{
  return g_list_model_get_n_items (book) == 3 && !invy_guest_book_is_loading (book);
}

static void
test_follows_the_store (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyGuest) late = invy_test_add_guest (self->store, self->event, "Late", "0521112233");

  invy_test_wait_until (has_three, self->book);
  g_assert_nonnull (find (self, late));
}

static void
test_undo_edits (Fixture *self, gconstpointer data)
{
  g_assert_false (invy_guest_book_can_undo (self->book));
  rename_guest (self, self->noa, "Noah");
  rename_guest (self, self->noa, "Noam");
  g_assert_true (invy_guest_book_can_undo (self->book));
  await_true (invy_guest_book_undo (self->book));
  assert_name (self, self->noa, "Noah");
  await_true (invy_guest_book_undo (self->book));
  assert_name (self, self->noa, "Noa");
  g_assert_false (invy_guest_book_can_undo (self->book));
  invy_test_await_error (invy_guest_book_undo (self->book), INVY_STORE_ERROR, INVY_STORE_ERROR_STATE);
}

static void
test_undo_remove (Fixture *self, gconstpointer data)
{
  const char *ids[] = { invy_guest_get_id (self->noa), invy_guest_get_id (self->dan), NULL };

  rename_guest (self, self->noa, "Noah");
  await_true (invy_guest_book_remove (self->book, ids));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->book)), ==, 0);
  await_true (invy_guest_book_undo (self->book));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->book)), ==, 2);
  assert_name (self, self->noa, "Noah");
  /* What came before the removal can still be undone. */
  await_true (invy_guest_book_undo (self->book));
  assert_name (self, self->noa, "Noa");
}

static void
test_undo_import (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  InvyGuest *edited = invy_guest_copy (find (self, self->noa));
  InvyGuest *added = invy_guest_new (invy_event_get_id (self->event));

  invy_guest_set (edited, INVY_GUEST_GROUP_NAME, "Friends");
  invy_guest_set (added, INVY_GUEST_FIRST_NAME, "New");
  g_ptr_array_add (guests, edited);
  g_ptr_array_add (guests, added);
  await_true (invy_guest_book_save (self->book, guests));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->book)), ==, 3);
  await_true (invy_guest_book_undo (self->book));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->book)), ==, 2);
  g_assert_null (invy_guest_get (find (self, self->noa), INVY_GUEST_GROUP_NAME));
}

static void
count_up (guint *n)
{
  ++*n;
}

/* The store tells of the change, and whoever saved it hears that it is there: that is no reason to read all twice. */
static void
test_reads_once (Fixture *self, gconstpointer data)
{
  guint n_readings = 0;

  if (!g_str_has_prefix (self->uri, "sqlite:"))
    {
      g_test_skip ("A server tells of each change once more.");
      return;
    }

  g_signal_connect_swapped (self->book, "counts-changed", G_CALLBACK (count_up), &n_readings);
  rename_guest (self, self->noa, "Noah");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  invy_test_wait_until (is_quiet, self->book);
  assert_name (self, self->noa, "Noah");
  g_assert_cmpuint (n_readings, ==, 1);
  g_signal_handlers_disconnect_by_func (self->book, count_up, &n_readings);
}

/* What somebody else saves past this book. */
static void
change_elsewhere (Fixture *self, InvyGuest *guest, InvyGuestField field, const char *text)
{
  g_autoptr (InvyGuest) theirs = invy_guest_copy (find (self, guest));
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GError) error = NULL;

  invy_guest_set (theirs, field, text);
  g_ptr_array_add (guests, theirs);
  saved = invy_test_await_boxed (invy_store_save_guests (self->store, guests), &error);
  g_assert_no_error (error);
}

static void
test_undo_beside_others (Fixture *self, gconstpointer data)
{
  rename_guest (self, self->noa, "Noah");
  change_elsewhere (self, self->noa, INVY_GUEST_NOTES, "Allergic to nuts");
  await_true (invy_guest_book_undo (self->book));
  assert_name (self, self->noa, "Noa");
  g_assert_cmpstr (invy_guest_get (find (self, self->noa), INVY_GUEST_NOTES), ==, "Allergic to nuts");
}

static void
test_undo_conflict (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rename_guest (self, self->noa, "Noah");
  change_elsewhere (self, self->noa, INVY_GUEST_FIRST_NAME, "Naomi");
  g_assert_false (invy_test_await (invy_guest_book_undo (self->book), &error));
  g_assert_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Naomi"));
  g_assert_nonnull (strstr (error->message, "“Noa”"));
  await_true (invy_guest_book_load (self->book));
  assert_name (self, self->noa, "Naomi");
  g_assert_true (invy_guest_book_can_undo (self->book));
}

/* Two people edit one guest: what they did to different parts goes together, and of the same part they are told. */
static void
test_save_beside_others (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyGuest) mine = invy_guest_copy (find (self, self->noa));
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  DexFuture *saved;

  invy_guest_set (mine, INVY_GUEST_FIRST_NAME, "Noah");
  g_ptr_array_add (guests, mine);
  invy_test_run_sql (self->uri, "UPDATE guests SET notes = 'Allergic', version = version + 1");
  saved = invy_guest_book_save (self->book, guests);
  await_true (saved);
  assert_name (self, self->noa, "Noah");
  g_assert_cmpstr (invy_guest_get (find (self, self->noa), INVY_GUEST_NOTES), ==, "Allergic");
  await_true (invy_guest_book_undo (self->book));
  assert_name (self, self->noa, "Noa");
  g_assert_cmpstr (invy_guest_get (find (self, self->noa), INVY_GUEST_NOTES), ==, "Allergic");
}

static void
test_save_conflict (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyGuest) mine = invy_guest_copy (find (self, self->noa));
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  invy_guest_set (mine, INVY_GUEST_MEAL, "fish");
  g_ptr_array_add (guests, mine);
  invy_test_run_sql (self->uri, "UPDATE guests SET meal = 'vegan', version = version + 1");
  g_assert_false (invy_test_await (invy_guest_book_save (self->book, guests), &error));
  g_assert_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "vegan"));
  g_assert_nonnull (strstr (error->message, "fish"));
  g_assert_false (invy_guest_book_can_undo (self->book));
}

/* Keys pressed faster than the list follows. */
static void
test_quick_edits (Fixture *self, gconstpointer data)
{
  const InvyRsvp answers[] = { INVY_RSVP_YES, INVY_RSVP_NO, INVY_RSVP_MAYBE };
  DexFuture *last = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);

      g_ptr_array_add (guests, invy_guest_copy (find (self, self->noa)));
      invy_guest_set_rsvp (guests->pdata[0], answers[i], 0, 1);
      dex_clear (&last);
      last = invy_guest_book_save (self->book, guests);
    }
  await_true (last);
  g_assert_cmpint (invy_guest_get_rsvp (find (self, self->noa)), ==, INVY_RSVP_MAYBE);
  dex_future_disown (invy_guest_book_undo (self->book));
  await_true (invy_guest_book_undo (self->book));
  g_assert_cmpint (invy_guest_get_rsvp (find (self, self->noa)), ==, INVY_RSVP_YES);
  await_true (invy_guest_book_redo (self->book));
  g_assert_cmpint (invy_guest_get_rsvp (find (self, self->noa)), ==, INVY_RSVP_NO);
}

static void
test_merge (Fixture *self, gconstpointer data)
{
  const char *from[] = { invy_guest_get_id (self->dan), NULL };

  await_true (invy_guest_book_merge (self->book, from, invy_guest_get_id (self->noa)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->book)), ==, 1);
  g_assert_cmpstr (invy_guest_book_get_undo_title (self->book), ==, "Merged: Noa");
  await_true (invy_guest_book_undo (self->book));
  g_assert_nonnull (find (self, self->dan));
  g_assert_null (invy_guest_get (find (self, self->dan), INVY_GUEST_MERGED_INTO));
  await_true (invy_guest_book_redo (self->book));
  g_assert_null (find (self, self->dan));
}

static void
test_empty_guest (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (guests, invy_guest_new (invy_event_get_id (self->event)));
  invy_test_await_error (invy_guest_book_save (self->book, guests), INVY_FIELD_ERROR, INVY_FIELD_ERROR_EMPTY);
  g_assert_false (invy_guest_book_can_undo (self->book));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, func) g_test_add ("/invy/guest-book/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("load", test_load);
  ADD ("default-country", test_default_country);
  ADD ("objects-stay", test_objects_stay);
  ADD ("follows-the-store", test_follows_the_store);
  ADD ("undo-edits", test_undo_edits);
  ADD ("undo-remove", test_undo_remove);
  ADD ("undo-import", test_undo_import);
  ADD ("reads-once", test_reads_once);
  ADD ("undo-beside-others", test_undo_beside_others);
  ADD ("undo-conflict", test_undo_conflict);
  ADD ("save-beside-others", test_save_beside_others);
  ADD ("save-conflict", test_save_conflict);
  ADD ("quick-edits", test_quick_edits);
  ADD ("merge", test_merge);
  ADD ("empty-guest", test_empty_guest);
#undef ADD

  return g_test_run ();
}
