/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "search-provider/invy-found-guest.h"

struct _InvyFoundGuest
{
  GObject parent_instance;

  char *id;
  char *name;
  InvyEvent *event;
  InvySearchKey *key;
};

G_DEFINE_FINAL_TYPE (InvyFoundGuest, invy_found_guest, G_TYPE_OBJECT)

static void
invy_found_guest_finalize (GObject *object)
{
  InvyFoundGuest *self = INVY_FOUND_GUEST (object);

  g_free (self->id);
  g_free (self->name);
  g_object_unref (self->event);
  invy_search_key_free (self->key);

  G_OBJECT_CLASS (invy_found_guest_parent_class)->finalize (object);
}

static void
invy_found_guest_class_init (InvyFoundGuestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_found_guest_finalize;
}

static void
invy_found_guest_init (InvyFoundGuest *self)
{
}

/**
 * invy_found_guest_new:
 * @guest: whom the store read; its other texts are forgotten, so that nobody finds or learns them here
 * @event: the wedding
 *
 * Returns: (transfer full): what the search may know of @guest
 */
InvyFoundGuest *
invy_found_guest_new (InvyGuest *guest, InvyEvent *event)
{
  InvyFoundGuest *self;

  g_return_val_if_fail (INVY_IS_GUEST (guest), NULL);
  g_return_val_if_fail (INVY_IS_EVENT (event), NULL);

  for (guint field = 0; field < INVY_GUEST_N_FIELDS; field++)
    if (field != INVY_GUEST_FIRST_NAME && field != INVY_GUEST_LAST_NAME)
      invy_guest_set (guest, (InvyGuestField) field, "");

  self = g_object_new (INVY_TYPE_FOUND_GUEST, NULL);
  self->id = g_strdup (invy_guest_get_id (guest));
  self->name = invy_guest_dup_name (guest);
  self->event = g_object_ref (event);
  self->key = invy_search_key_new (guest);

  return self;
}

const char *
invy_found_guest_get_id (InvyFoundGuest *self)
{
  g_return_val_if_fail (INVY_IS_FOUND_GUEST (self), NULL);

  return self->id;
}

const char *
invy_found_guest_get_name (InvyFoundGuest *self)
{
  g_return_val_if_fail (INVY_IS_FOUND_GUEST (self), NULL);

  return self->name;
}

/**
 * invy_found_guest_dup_wedding:
 *
 * Returns: (transfer full): what the wedding is called
 */
char *
invy_found_guest_dup_wedding (InvyFoundGuest *self)
{
  g_return_val_if_fail (INVY_IS_FOUND_GUEST (self), NULL);

  return invy_event_dup_name (self->event);
}

/**
 * invy_found_guest_fits:
 *
 * Returns: whether @search finds the name, as the search of the window would
 */
gboolean
invy_found_guest_fits (InvyFoundGuest *self, const InvySearch *search)
{
  g_return_val_if_fail (INVY_IS_FOUND_GUEST (self), FALSE);
  g_return_val_if_fail (search != NULL, FALSE);

  return invy_search_finds (search, self->key);
}
