/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test-database.h"
#include "invy-test.h"

#include "book/invy-guest-book.h"

#define N_GUESTS 60
#define N_EDITS 500

typedef struct
{
  char *folder;
  InvyStore *store;
  InvyEvent *event;
  InvyGuestBook *book;
  GPtrArray *ids; /* of everybody who was ever in the book */
} Fixture;

static void
await_true (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  const gboolean done = invy_test_await (future, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

static guint
pick (guint n)
{
  return (guint) g_test_rand_int_range (0, (gint32) n);
}

static InvyGuest *
new_guest (Fixture *self)
{
  InvyGuest *guest = invy_guest_new (invy_event_get_id (self->event));
  g_autofree char *name = g_strdup_printf ("Guest %u", self->ids->len);

  invy_guest_set (guest, INVY_GUEST_LAST_NAME, name);
  g_ptr_array_add (self->ids, g_strdup (invy_guest_get_id (guest)));

  return guest;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  self->folder = invy_test_make_folder ();
  uri = invy_test_make_uri (self->folder);
  self->store = invy_test_open_store (uri);
  self->event = invy_test_add_event (self->store);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < N_GUESTS; i++)
    g_ptr_array_add (guests, new_guest (self));
  saved = invy_test_await_boxed (invy_store_save_guests (self->store, guests), &error);
  g_assert_no_error (error);
  self->book = invy_guest_book_new (self->store, self->event);
  await_true (invy_guest_book_load (self->book));
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
  g_clear_object (&self->event);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  invy_test_remove_folder (self->folder);
}

/* --- what a person does --- */

static GPtrArray *
pick_guests (Fixture *self, guint most)
{
  const guint n_there = g_list_model_get_n_items (G_LIST_MODEL (self->book));
  GPtrArray *guests = g_ptr_array_new_with_free_func (g_object_unref);
  const guint first = n_there > 0 ? pick (n_there) : 0;
  const guint n = 1 + pick (most);

  for (guint i = 0; i < MIN (n, n_there); i++)
    {
      g_autoptr (InvyGuest) guest = g_list_model_get_item (G_LIST_MODEL (self->book), (first + i) % n_there);

      g_ptr_array_add (guests, invy_guest_copy (guest));
    }

  return guests;
}

static GStrv
dup_ids (GPtrArray *guests)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < guests->len; i++)
    g_strv_builder_add (ids, invy_guest_get_id (guests->pdata[i]));

  return g_strv_builder_end (ids);
}

static void
edit (InvyGuest *guest)
{
  const InvyGuestField fields[] = { INVY_GUEST_FIRST_NAME, INVY_GUEST_PHONE_NUMBER, INVY_GUEST_SIDE,
                                    INVY_GUEST_GROUP_NAME, INVY_GUEST_MEAL,         INVY_GUEST_NOTES,
                                    INVY_GUEST_HOUSEHOLD,  INVY_GUEST_TAGS,         INVY_GUEST_LANGUAGE };
  const char *texts[] = { NULL, "a", "b", "c, d", "משפחה" };

  invy_guest_set (guest, fields[pick (G_N_ELEMENTS (fields))], texts[pick (G_N_ELEMENTS (texts))]);
  if (pick (3) == 0)
    invy_guest_set_party_size (guest, 1 + pick (5));
  if (pick (3) == 0)
    invy_guest_set_rsvp (guest, (InvyRsvp) pick (4), pick (4), 1 + pick (1000));
}

static void
edit_all (GPtrArray *guests)
{
  for (guint i = 0; i < guests->len; i++)
    edit (guests->pdata[i]);
}

static void
save_some (Fixture *self, guint most)
{
  g_autoptr (GPtrArray) guests = pick_guests (self, most);

  edit_all (guests);
  await_true (invy_guest_book_save (self->book, guests));
}

static void
import (Fixture *self)
{
  g_autoptr (GPtrArray) guests = pick_guests (self, 5);
  const guint n_new = 1 + pick (6);

  edit_all (guests);
  for (guint i = 0; i < n_new; i++)
    {
      g_ptr_array_add (guests, new_guest (self));
      edit (guests->pdata[guests->len - 1]);
    }
  await_true (invy_guest_book_import (self->book, -1, guests));
}

static void
remove_some (Fixture *self)
{
  g_autoptr (GPtrArray) guests = pick_guests (self, 6);
  g_auto (GStrv) ids = dup_ids (guests);

  await_true (invy_guest_book_remove (self->book, (const char *const *) ids));
}

static void
merge_some (Fixture *self)
{
  g_autoptr (GPtrArray) guests = pick_guests (self, 3);
  g_auto (GStrv) ids = dup_ids (guests);

  if (guests->len > 1)
    await_true (invy_guest_book_merge (self->book, (const char *const *) ids + 1, ids[0]));
}

static void
act (Fixture *self)
{
  switch (pick (8))
    {
    case 0:
      save_some (self, 30);
      break;
    case 1:
      remove_some (self);
      break;
    case 2:
      import (self);
      break;
    case 3:
      merge_some (self);
      break;
    case 4:
      if (invy_guest_book_can_undo (self->book))
        await_true (invy_guest_book_undo (self->book));
      if (invy_guest_book_can_redo (self->book) && pick (2) == 0)
        await_true (invy_guest_book_redo (self->book));
      break;
    default:
      save_some (self, 1);
    }
}

/* --- the whole book in one text --- */

static void
describe (GString *text, InvyGuest *guest)
{
  g_string_append (text, invy_guest_get_id (guest));
  for (guint i = 0; i < INVY_GUEST_N_FIELDS; i++)
    {
      const char *value = invy_guest_get (guest, (InvyGuestField) i);

      g_string_append_printf (text, "|%s", value != NULL ? value : "");
    }
  g_string_append_printf (text, "|%u|%d|%u\n", invy_guest_get_party_size (guest), (int) invy_guest_get_rsvp (guest),
                          invy_guest_get_rsvp_count (guest));
}

/* Everybody who is not removed, those who were merged into others, too; versions and times aside. */
static char *
describe_book (Fixture *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) wanted = NULL;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  guint n_shown = 0;

  for (guint i = 0; i < self->ids->len; i++)
    g_strv_builder_add (ids, self->ids->pdata[i]);
  wanted = g_strv_builder_end (ids);
  guests = invy_test_await_boxed (
      invy_store_get_guests (self->store, invy_event_get_id (self->event), (const char *const *) wanted), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < guests->len; i++)
    if (invy_record_get_deleted_at (guests->pdata[i]) == 0)
      {
        describe (text, guests->pdata[i]);
        n_shown += invy_guest_get (guests->pdata[i], INVY_GUEST_MERGED_INTO) == NULL;
      }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->book)), ==, n_shown);

  return g_string_free_and_steal (text);
}

static void
test_random_edits (Fixture *self, gconstpointer data)
{
  g_autofree char *start = describe_book (self);
  g_autofree char *end = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *undone_again = NULL;
  guint n_steps = 0;

  for (guint i = 0; i < N_EDITS; i++)
    act (self);
  while (invy_guest_book_can_redo (self->book))
    await_true (invy_guest_book_redo (self->book));
  end = describe_book (self);

  for (; invy_guest_book_can_undo (self->book); n_steps++)
    await_true (invy_guest_book_undo (self->book));
  undone = describe_book (self);
  g_assert_cmpstr (undone, ==, start);
  g_assert_cmpuint (n_steps, >, N_EDITS / 2);

  while (invy_guest_book_can_redo (self->book))
    await_true (invy_guest_book_redo (self->book));
  redone = describe_book (self);
  g_assert_cmpstr (redone, ==, end);

  while (invy_guest_book_can_undo (self->book))
    await_true (invy_guest_book_undo (self->book));
  undone_again = describe_book (self);
  g_assert_cmpstr (undone_again, ==, start);
}

/* More than one slice: new ones and changed ones in one step, and back. */
static void
test_long_import (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) guests = pick_guests (self, N_GUESTS);
  g_autofree char *start = describe_book (self);
  g_autofree char *end = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  edit_all (guests);
  for (guint i = 0; i < 1700; i++)
    {
      g_ptr_array_add (guests, new_guest (self));
      edit (guests->pdata[guests->len - 1]);
    }
  await_true (invy_guest_book_import (self->book, -1, guests));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->book)), ==, N_GUESTS + 1700);
  end = describe_book (self);
  await_true (invy_guest_book_undo (self->book));
  undone = describe_book (self);
  g_assert_cmpstr (undone, ==, start);
  await_true (invy_guest_book_redo (self->book));
  redone = describe_book (self);
  g_assert_cmpstr (redone, ==, end);
}

/* What was new when it was compared with the book may have come from somebody else since. */
static void
test_import_of_an_older_list (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) second = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_ptr_array_add (first, new_guest (self));
  await_true (invy_guest_book_import (self->book, N_GUESTS, first));
  before = describe_book (self);

  g_ptr_array_add (second, invy_guest_new (invy_event_get_id (self->event)));
  invy_guest_set (second->pdata[0], INVY_GUEST_LAST_NAME, "Guest once more");
  invy_test_await_error (invy_guest_book_import (self->book, N_GUESTS, second), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_CONFLICT);
  await_true (invy_guest_book_load (self->book));
  after = describe_book (self);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->book)), ==, N_GUESTS + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add ("/invy/history/500-random-edits", Fixture, NULL, set_up, test_random_edits, tear_down);
  g_test_add ("/invy/history/long-import", Fixture, NULL, set_up, test_long_import, tear_down);
  g_test_add ("/invy/history/import-of-an-older-list", Fixture, NULL, set_up, test_import_of_an_older_list,
              tear_down);

  return g_test_run ();
}
