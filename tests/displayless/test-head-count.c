/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test-database.h"
#include "invy-test.h"

#include "book/invy-head-count.h"

typedef struct
{
  char *folder;
  InvyStore *store;
  InvyEvent *event;
  InvyGuestBook *book;
  InvyHeadCount *heads;
} Fixture;

static void
save (Fixture *self, InvyGuest *guest)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (guests, guest);
  g_assert_true (invy_test_await (invy_guest_book_save (self->book, guests), &error));
  g_assert_no_error (error);
}

static InvyGuest *
add (Fixture *self, const char *name, const char *side, const char *tags, guint party_size)
{
  InvyGuest *guest = invy_guest_new (invy_event_get_id (self->event));

  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, name);
  invy_guest_set (guest, INVY_GUEST_SIDE, side);
  invy_guest_set (guest, INVY_GUEST_TAGS, tags);
  invy_guest_set_party_size (guest, party_size);
  save (self, guest);

  return guest;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = NULL;

  self->folder = invy_test_make_folder ();
  uri = invy_test_make_uri (self->folder);
  self->store = invy_test_open_store (uri);
  self->event = invy_test_add_event (self->store);
  self->book = invy_guest_book_new (self->store, self->event);
  self->heads = invy_head_count_new (self->book);
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
  g_assert_finalize_object (self->heads);
  g_assert_finalize_object (self->book);
  invy_test_close_store (g_steal_pointer (&self->store));
  g_clear_object (&self->event);
  invy_test_remove_folder (self->folder);
}

typedef struct
{
  InvyHeadCount *heads;
  InvyFacet facet;
  const char *expected;
} Expectation;

static gboolean
is_met (gpointer data)
{
  const Expectation *expectation = data;
  g_autoptr (GPtrArray) list = invy_head_count_list (expectation->heads, expectation->facet);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const InvyHeads *heads = list->pdata[i];

      g_string_append_printf (found, "%s:%u/%u/%u ", heads->value, heads->rows, heads->people, heads->coming);
    }

  return g_str_equal (found->str, expectation->expected);
}

/* What is counted may be ready before one looks, or long after: only waiting for the result is sure to end. */
static void
assert_heads (Fixture *self, InvyFacet facet, const char *expected)
{
  Expectation expectation = { self->heads, facet, expected };

  invy_test_wait_until (is_met, &expectation);
}

static void
test_counts (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyGuest) noa = add (self, "Noa", "Bride", "family, work", 2);
  g_autoptr (InvyGuest) dan = add (self, "Dan", "Groom", "work", 3);
  g_autoptr (InvyGuest) tal = add (self, "Tal", "Bride", NULL, 1);

  assert_heads (self, INVY_FACET_SIDE, "Bride:2/3/0 Groom:1/3/0 ");
  assert_heads (self, INVY_FACET_TAG, "family:1/2/0 work:2/5/0 :1/1/0 ");
  assert_heads (self, INVY_FACET_ANSWER, "none:3/6/0 ");
  assert_heads (self, INVY_FACET_STATE, "not-invited:3/6/0 ");
  assert_heads (self, INVY_FACET_PROBLEM, "number:3/6/0 ");
}

static void
test_follows (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyGuest) noa = add (self, "Noa", "Bride", NULL, 4);
  g_autoptr (InvyGuest) copy = NULL;
  const char *ids[] = { invy_guest_get_id (noa), NULL };
  g_autoptr (GError) error = NULL;

  assert_heads (self, INVY_FACET_SIDE, "Bride:1/4/0 ");
  copy = invy_guest_copy (invy_guest_book_find (self->book, ids[0]));
  invy_guest_set (copy, INVY_GUEST_SIDE, "Groom");
  invy_guest_set_rsvp (copy, INVY_RSVP_YES, 3, 1);
  save (self, copy);
  assert_heads (self, INVY_FACET_SIDE, "Groom:1/4/3 ");
  assert_heads (self, INVY_FACET_ANSWER, "yes:1/4/3 ");

  g_assert_true (invy_test_await (invy_guest_book_remove (self->book, ids), &error));
  g_assert_no_error (error);
  assert_heads (self, INVY_FACET_SIDE, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add ("/invy/head-count/counts", Fixture, NULL, set_up, test_counts, tear_down);
  g_test_add ("/invy/head-count/follows", Fixture, NULL, set_up, test_follows, tear_down);

  return g_test_run ();
}
