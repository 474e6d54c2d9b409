/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"
#include "invy-test-proxy.h"

#include "book/invy-guest-book.h"

/* One guest of many is changed by somebody else: the book reads that one, however many there are. */

#define N_GUESTS 5000
/* Which questions are asked, and at most one more for each that is asked for the second time. */
#define MOST_ROUND_TRIPS 12
/* All the guests are some hundred times as much. */
#define MOST_BYTES 20000

typedef struct
{
  char *folder;
  char *uri;
  InvyStore *other; /* somebody else's */
  InvyEvent *event;
  GPtrArray *guests;
  InvyTestProxy *proxy;
  InvyStore *store;
  InvyGuestBook *book;
  const char *expected; /* how the first guest is to be called */
} Fixture;

static void
add_guests (Fixture *self)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_GUESTS; i++)
    {
      InvyGuest *guest = invy_guest_new (invy_event_get_id (self->event));
      g_autofree char *name = g_strdup_printf ("Guest %05u", i);

      invy_guest_set (guest, INVY_GUEST_FIRST_NAME, name);
      g_ptr_array_add (guests, guest);
    }
  self->guests = invy_test_await_boxed (invy_store_save_guests (self->other, guests), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  self->other = invy_test_open_store (self->uri);
  self->event = invy_test_add_event (self->other);
  add_guests (self);
  self->proxy = invy_test_proxy_new (self->uri);
  self->store = invy_test_open_store (invy_test_proxy_get_uri (self->proxy));
  self->book = invy_guest_book_new (self->store, self->event);
  invy_test_await (invy_guest_book_load (self->book), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->book)), ==, N_GUESTS);
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
  invy_test_close_store (g_steal_pointer (&self->other));
  g_clear_object (&self->proxy);
  g_clear_object (&self->event);
  g_clear_pointer (&self->guests, g_ptr_array_unref);
  g_clear_pointer (&self->uri, g_free);
  invy_test_remove_folder (self->folder);
}

static void
rename_first (Fixture *self, const char *name)
{
  g_autoptr (InvyGuest) copy = invy_guest_copy (self->guests->pdata[0]);
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GError) error = NULL;

  invy_guest_set (copy, INVY_GUEST_FIRST_NAME, name);
  g_ptr_array_add (guests, copy);
  saved = invy_test_await_boxed (invy_store_save_guests (self->other, guests), &error);
  g_assert_no_error (error);
  invy_guest_assign (self->guests->pdata[0], saved->pdata[0]);
  self->expected = name;
}

static gboolean
is_as_expected (gpointer data)
{
  Fixture *self = data;
  InvyGuest *shown = invy_guest_book_find (self->book, invy_guest_get_id (self->guests->pdata[0]));

  return g_strcmp0 (invy_guest_get (shown, INVY_GUEST_FIRST_NAME), self->expected) == 0;
}

static void
test_one_of_many (Fixture *self, gconstpointer data)
{
  const char *const names[] = { "Noa", "Dana", "Tamar" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const gint64 n_trips = invy_test_proxy_tell (self->proxy, "trips");
      const gint64 n_bytes = invy_test_proxy_tell (self->proxy, "bytes");

      rename_first (self, names[i]);
      invy_test_wait_until (is_as_expected, self);
      g_test_message ("%" G_GINT64_FORMAT " round trips, %" G_GINT64_FORMAT " bytes",
                      invy_test_proxy_tell (self->proxy, "trips") - n_trips,
                      invy_test_proxy_tell (self->proxy, "bytes") - n_bytes);
      g_assert_cmpint (invy_test_proxy_tell (self->proxy, "trips") - n_trips, <=, MOST_ROUND_TRIPS);
      g_assert_cmpint (invy_test_proxy_tell (self->proxy, "bytes") - n_bytes, <=, MOST_BYTES);
      invy_test_wait_until (is_quiet, self->book);
    }
}

/* Whoever began earlier and is done later is not forgotten: the reading in between could not see it. */
static void
test_late (Fixture *self, gconstpointer data)
{
  InvyDatabase *late = invy_test_open_database (self->uri);
  g_autofree char *sql =
      g_strdup_printf ("UPDATE guests SET first_name = 'Late', version = version + 1 WHERE id = '%s'",
                       invy_guest_get_id (self->guests->pdata[1]));
  InvyGuest *shown = invy_guest_book_find (self->book, invy_guest_get_id (self->guests->pdata[1]));
  g_autoptr (GError) error = NULL;

  g_assert_true (invy_test_try_sql (late, "BEGIN", &error));
  g_assert_true (invy_test_try_sql (late, sql, &error));
  rename_first (self, "Early");
  invy_test_wait_until (is_as_expected, self);
  g_assert_cmpstr (invy_guest_get (shown, INVY_GUEST_FIRST_NAME), !=, "Late");

  g_assert_true (invy_test_try_sql (late, "COMMIT", &error));
  invy_test_await (invy_guest_book_load (self->book), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (invy_guest_get (shown, INVY_GUEST_FIRST_NAME), ==, "Late");
  invy_test_close_database (late);
}

/* The numbers of a connection are good for no other one. */
static void
test_reconnected (Fixture *self, gconstpointer data)
{
  invy_test_proxy_tell (self->proxy, "refuse");
  rename_first (self, "Meanwhile");
  invy_test_proxy_tell (self->proxy, "pass");
  invy_test_wait_until (is_as_expected, self);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, function) g_test_add ("/invy/postgres-changes/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("one-of-many", test_one_of_many);
  ADD ("late", test_late);
  ADD ("reconnected", test_reconnected);

  return g_test_run ();
}
