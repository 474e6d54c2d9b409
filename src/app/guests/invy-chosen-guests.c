/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-chosen-guests.h"

struct _InvyChosenGuests
{
  char *event_id;
  GHashTable
      *guests; /* set of InvyGuest, by object: everybody may be ticked at once, and ids take three times as long */
  GHashTable *away; /* wedding -> set of the ids of chosen guests whose objects are gone */
};

/**
 * invy_chosen_guests_new:
 *
 * Returns: (transfer full): nobody
 */
InvyChosenGuests *
invy_chosen_guests_new (void)
{
  InvyChosenGuests *self = g_new0 (InvyChosenGuests, 1);

  self->guests = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->away = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  return self;
}

void
invy_chosen_guests_free (InvyChosenGuests *self)
{
  g_free (self->event_id);
  g_hash_table_unref (self->guests);
  g_hash_table_unref (self->away);
  g_free (self);
}

/**
 * invy_chosen_guests_get_size:
 *
 * Returns: how many guests of the wedding are chosen
 */
guint
invy_chosen_guests_get_size (InvyChosenGuests *self)
{
  return g_hash_table_size (self->guests);
}

gboolean
invy_chosen_guests_contains (InvyChosenGuests *self, InvyGuest *guest)
{
  return g_hash_table_contains (self->guests, guest);
}

/**
 * invy_chosen_guests_take:
 * @guest: (transfer full): who is chosen now
 */
void
invy_chosen_guests_take (InvyChosenGuests *self, InvyGuest *guest)
{
  g_hash_table_add (self->guests, guest);
}

void
invy_chosen_guests_remove (InvyChosenGuests *self, InvyGuest *guest)
{
  g_hash_table_remove (self->guests, guest);
}

/**
 * invy_chosen_guests_clear:
 *
 * Chooses nobody of the wedding; what is known of other weddings stays.
 */
void
invy_chosen_guests_clear (InvyChosenGuests *self)
{
  g_hash_table_remove_all (self->guests);
  if (self->event_id != NULL)
    g_hash_table_remove (self->away, self->event_id);
}

static GHashTable *
get_away (InvyChosenGuests *self)
{
  GHashTable *ids = g_hash_table_lookup (self->away, self->event_id);

  if (ids == NULL)
    {
      ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->away, g_strdup (self->event_id), ids);
    }

  return ids;
}

/* Only the ids of those who are not in @present stay, for they may come back as other objects. */
static void
send_away (InvyChosenGuests *self, GHashTable *present)
{
  GHashTableIter iter;
  gpointer guest;

  g_hash_table_iter_init (&iter, self->guests);
  while (g_hash_table_iter_next (&iter, &guest, NULL))
    if (present == NULL || !g_hash_table_contains (present, guest))
      {
        if (self->event_id != NULL)
          g_hash_table_add (get_away (self), g_strdup (invy_guest_get_id (guest)));
        g_hash_table_iter_remove (&iter);
      }
}

/**
 * invy_chosen_guests_set_event:
 * @event_id: (nullable): another wedding
 *
 * Remembers who is chosen of the wedding so far.
 */
void
invy_chosen_guests_set_event (InvyChosenGuests *self, const char *event_id)
{
  send_away (self, NULL);
  g_set_str (&self->event_id, event_id);
}

/**
 * invy_chosen_guests_leave:
 * @guests: of #InvyGuest, the wedding's
 *
 * Finds out who of the chosen ones is no longer among @guests. They are chosen no more unless
 * invy_chosen_guests_come_back() finds them.
 */
void
invy_chosen_guests_leave (InvyChosenGuests *self, GListModel *guests)
{
  g_autoptr (GHashTable) present = NULL;
  const guint n_guests = g_list_model_get_n_items (guests);

  if (g_hash_table_size (self->guests) == 0)
    return;

  present = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  for (guint i = 0; i < n_guests; i++)
    {
      g_autoptr (InvyGuest) guest = g_list_model_get_item (guests, i);

      if (g_hash_table_contains (self->guests, guest))
        g_hash_table_add (present, g_steal_pointer (&guest));
    }

  if (g_hash_table_size (present) < g_hash_table_size (self->guests))
    send_away (self, present);
}

/**
 * invy_chosen_guests_come_back:
 * @guests: of #InvyGuest, all of the wedding
 *
 * Chooses those of @guests again who were chosen when they left, or when the wedding was looked at last. The others
 * who were are forgotten: who was removed and is brought back is not chosen.
 *
 * Returns: whether there was anybody
 */
gboolean
invy_chosen_guests_come_back (InvyChosenGuests *self, GListModel *guests)
{
  GHashTable *ids = self->event_id != NULL ? g_hash_table_lookup (self->away, self->event_id) : NULL;
  const guint n_guests = g_list_model_get_n_items (guests);
  const guint n_before = g_hash_table_size (self->guests);

  if (ids == NULL)
    return FALSE;

  for (guint i = 0; i < n_guests; i++)
    {
      g_autoptr (InvyGuest) guest = g_list_model_get_item (guests, i);

      if (g_hash_table_contains (ids, invy_guest_get_id (guest)))
        g_hash_table_add (self->guests, g_steal_pointer (&guest));
    }
  g_hash_table_remove (self->away, self->event_id);

  return g_hash_table_size (self->guests) > n_before;
}
