/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"

/* Two programs with the same weddings: what one writes, the other hears of by itself. */

typedef struct
{
  char *folder;
  InvyStore *store;
  InvyStore *other;
  InvyEvent *event;
  guint n_foreign; /* changes of guests that somebody else made, as "store" heard of them */
} Fixture;

static void
changed_cb (InvyStore *store, InvyStoreTopic topic, const char *event_id, gpointer data)
{
  Fixture *self = data;

  self->n_foreign += topic == INVY_STORE_GUESTS && event_id == NULL;
}

static gboolean
has_heard (gpointer data)
{
  Fixture *self = data;

  return self->n_foreign > 0;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = NULL;

  self->folder = invy_test_make_folder ();
  uri = invy_test_make_uri (self->folder);
  self->store = invy_test_open_store (uri);
  self->event = invy_test_add_event (self->store);
  self->other = invy_test_open_store (uri);
  g_signal_connect (self->store, "changed", G_CALLBACK (changed_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->event);
  g_signal_handlers_disconnect_by_data (self->store, self);
  invy_test_close_store (g_steal_pointer (&self->other));
  invy_test_close_store (g_steal_pointer (&self->store));
  invy_test_remove_folder (self->folder);
}

static void
test_heard (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyGuest) guest = invy_test_add_guest (self->other, self->event, "Noa", "0501234567");
  g_autoptr (InvyGuest) read = NULL;
  g_autoptr (GError) error = NULL;

  invy_test_wait_until (has_heard, self);
  read = invy_test_await_object (invy_store_get_guest (self->store, invy_guest_get_id (guest)), &error);
  g_assert_no_error (error);
}

/* Also while it is busy with jobs of its own. */
static void
test_heard_while_busy (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyGuest) guest = invy_test_add_guest (self->other, self->event, "Noa", "0501234567");

  while (!has_heard (self))
    {
      g_autoptr (InvyGuest) own = invy_test_add_guest (self->store, self->event, "Omar", "0521112233");
    }
}

/* Who wrote it knows it already, and which wedding it was. */
static void
test_own_is_no_news (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyGuest) own = invy_test_add_guest (self->store, self->event, "Omar", "0521112233");
  g_autoptr (InvyGuest) guest = NULL;

  g_assert_cmpuint (self->n_foreign, ==, 0);
  guest = invy_test_add_guest (self->other, self->event, "Noa", "0501234567");
  invy_test_wait_until (has_heard, self);
  g_assert_cmpuint (self->n_foreign, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, function) g_test_add ("/invy/store-live/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("heard", test_heard);
  ADD ("heard-while-busy", test_heard_while_busy);
  ADD ("own-is-no-news", test_own_is_no_news);

  return g_test_run ();
}
