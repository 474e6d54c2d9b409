/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"

/* A whole office at work on the same wedding: ten laptops, each with two hundred edits, and no guest that only one of
 * them would touch. Everybody edits as the guest dialog does: reads, changes, saves, and looks again where somebody
 * else was quicker. */

#define N_CLIENTS 10
#define N_EDITS 200
#define N_GUESTS 100

typedef struct
{
  InvyStore *store;
  GPtrArray *guest_ids; /* of all clients */
  guint number;
  guint n_conflicts;
} Client;

static gboolean
write_note (Client *self, const char *guest_id, const char *note, GError **error)
{
  g_autoptr (InvyGuest) guest = dex_await_object (invy_store_get_guest (self->store, guest_id), error);
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GPtrArray) saved = NULL;
  g_autofree char *notes = NULL;
  const char *before;

  if (guest == NULL)
    return FALSE;

  before = invy_guest_get (guest, INVY_GUEST_NOTES);
  notes = g_strconcat (before != NULL ? before : "", note, NULL);
  invy_guest_set (guest, INVY_GUEST_NOTES, notes);
  g_ptr_array_add (guests, guest);
  saved = dex_await_boxed (invy_store_save_guests (self->store, guests), error);
  return saved != NULL;
}

static DexFuture *
edit_fiber (gpointer data)
{
  Client *self = data;

  for (guint i = 0; i < N_EDITS; i++)
    {
      const char *guest_id = self->guest_ids->pdata[(i + self->number) % N_GUESTS];
      g_autofree char *note = g_strdup_printf ("[%u:%u]", self->number, i);
      g_autoptr (GError) error = NULL;

      while (!write_note (self, guest_id, note, &error))
        {
          g_assert_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT);
          g_clear_error (&error);
          self->n_conflicts++;
        }
    }

  return dex_future_new_true ();
}

static void
assert_all_noted (InvyStore *store, InvyEvent *event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) guests =
      invy_test_await_boxed (invy_store_list_guests (store, invy_event_get_id (event)), &error);
  g_autoptr (GString) notes = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (guests->len, ==, N_GUESTS);
  for (guint i = 0; i < guests->len; i++)
    g_string_append (notes, invy_guest_get (guests->pdata[i], INVY_GUEST_NOTES));
  for (guint i = 0; i < N_CLIENTS * N_EDITS; i++)
    {
      g_autofree char *note = g_strdup_printf ("[%u:%u]", i / N_EDITS, i % N_EDITS);
      const char *found = strstr (notes->str, note);

      g_assert_nonnull (found);
      g_assert_null (strstr (found + 1, note));
    }
}

static void
test_edits (void)
{
  g_autofree char *folder = invy_test_make_folder ();
  g_autofree char *uri = invy_test_make_uri (folder);
  g_autoptr (GPtrArray) guest_ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (InvyEvent) event = NULL;
  Client clients[N_CLIENTS] = { 0 };
  DexFuture *edits[N_CLIENTS];

  for (guint i = 0; i < N_CLIENTS; i++)
    {
      clients[i].store = invy_test_open_store (uri);
      clients[i].guest_ids = guest_ids;
      clients[i].number = i;
    }
  event = invy_test_add_event (clients[0].store);
  for (guint i = 0; i < N_GUESTS; i++)
    {
      g_autoptr (InvyGuest) guest = invy_test_add_guest (clients[0].store, event, "Noa", "0501234567");

      g_ptr_array_add (guest_ids, g_strdup (invy_guest_get_id (guest)));
    }

  for (guint i = 0; i < N_CLIENTS; i++)
    edits[i] = dex_scheduler_spawn (NULL, INVY_FIBER_STACK, edit_fiber, &clients[i], NULL);
  for (guint i = 0; i < N_CLIENTS; i++)
    g_assert_true (invy_test_await (edits[i], NULL));

  assert_all_noted (clients[0].store, event);
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      g_test_message ("Client %u was too late %u times", i, clients[i].n_conflicts);
      invy_test_close_store (g_steal_pointer (&clients[i].store));
    }
  invy_test_remove_folder (g_steal_pointer (&folder));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/invy/postgres-clients/edits", test_edits);

  return g_test_run ();
}
