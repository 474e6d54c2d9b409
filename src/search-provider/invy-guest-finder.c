/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "search-provider/invy-guest-finder.h"

#include "store/invy-store.h"

/* The desktop shows five or so. */
#define MOST_FOUND 20

struct _InvyGuestFinder
{
  GObject parent_instance;

  InvySettings *settings;
  InvyStore *store;   /* NULL until it is open */
  DexFuture *reading; /* of all guests; NULL while they have to be read */
};

G_DEFINE_FINAL_TYPE (InvyGuestFinder, invy_guest_finder, G_TYPE_OBJECT)

/* --- reading --- */

/* The path of the file that is there already: looking for somebody makes none. */
static char *
dup_path (InvyGuestFinder *self)
{
  g_autofree char *uri = invy_settings_dup_store_uri (self->settings);
  const char *path = g_ascii_strncasecmp (uri, "sqlite:", strlen ("sqlite:")) == 0 ? uri + strlen ("sqlite:") : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_strdup (path) : NULL;
}

static void
forget_guests (InvyGuestFinder *self)
{
  dex_clear (&self->reading);
}

static gboolean
open_store (InvyGuestFinder *self, GError **error)
{
  g_autofree char *path = dup_path (self);
  g_autofree char *uri = NULL;
  InvyStore *store;

  if (self->store != NULL || path == NULL)
    return TRUE;

  uri = g_strconcat ("sqlite:", path, NULL);
  store = dex_await_object (invy_store_open (uri), error);
  if (store == NULL)
    return FALSE;

  self->store = store;
  g_signal_connect_object (store, "changed", G_CALLBACK (forget_guests), self, G_CONNECT_SWAPPED);
  return TRUE;
}

static gboolean
read_wedding (InvyGuestFinder *self, InvyEvent *event, GPtrArray *found, GError **error)
{
  g_autoptr (GPtrArray) guests =
      dex_await_boxed (invy_store_list_guests (self->store, invy_event_get_id (event)), error);

  if (guests == NULL)
    return FALSE;

  for (guint i = 0; i < guests->len; i++)
    g_ptr_array_add (found, invy_found_guest_new (guests->pdata[i], event));
  return TRUE;
}

static GPtrArray *
read_guests (InvyGuestFinder *self, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) events = NULL;

  if (!open_store (self, error))
    return NULL;
  if (self->store == NULL)
    return g_steal_pointer (&found);

  events = dex_await_boxed (invy_store_list_events (self->store), error);
  if (events == NULL)
    return NULL;

  /* Those of the sample wedding are nobody. */
  for (guint i = 0; i < events->len; i++)
    if (!invy_event_get_practice_only (events->pdata[i]) && !read_wedding (self, events->pdata[i], found, error))
      return NULL;

  return g_steal_pointer (&found);
}

static DexFuture *
read_fiber (gpointer data)
{
  InvyGuestFinder *self = data;
  GError *error = NULL;
  GPtrArray *guests = read_guests (self, &error);

  if (guests == NULL)
    return dex_future_new_for_error (error);
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, guests);
}

/* Resolves to all guests: they are read once, and again after somebody changed something. */
static DexFuture *
load (InvyGuestFinder *self)
{
  if (self->reading == NULL || dex_future_is_rejected (self->reading))
    {
      dex_clear (&self->reading);
      self->reading = dex_scheduler_spawn (NULL, INVY_FIBER_STACK, read_fiber, g_object_ref (self), g_object_unref);
    }

  return dex_ref (self->reading);
}

/* --- finding --- */

/* Whose name comes first in the alphabet. */
static int
compare (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (invy_found_guest_get_name (*(InvyFoundGuest *const *) a),
                         invy_found_guest_get_name (*(InvyFoundGuest *const *) b));
}

static DexFuture *
find_cb (DexFuture *loaded, gpointer search)
{
  GPtrArray *guests = g_value_get_boxed (dex_future_get_value (loaded, NULL));
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < guests->len; i++)
    if (invy_found_guest_fits (guests->pdata[i], search))
      g_ptr_array_add (found, g_object_ref (guests->pdata[i]));

  g_ptr_array_sort (found, compare);
  if (found->len > MOST_FOUND)
    g_ptr_array_set_size (found, MOST_FOUND);
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, found);
}

static DexFuture *
look_up_cb (DexFuture *loaded, gpointer ids)
{
  GPtrArray *guests = g_value_get_boxed (dex_future_get_value (loaded, NULL));
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < guests->len; i++)
    if (g_strv_contains (ids, invy_found_guest_get_id (guests->pdata[i])))
      g_ptr_array_add (found, g_object_ref (guests->pdata[i]));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, found);
}

static void
invy_guest_finder_dispose (GObject *object)
{
  InvyGuestFinder *self = INVY_GUEST_FINDER (object);

  forget_guests (self);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (invy_guest_finder_parent_class)->dispose (object);
}

static void
invy_guest_finder_class_init (InvyGuestFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_guest_finder_dispose;
}

static void
invy_guest_finder_init (InvyGuestFinder *self)
{
}

/**
 * invy_guest_finder_new:
 * @settings: say where the weddings are
 *
 * Returns: (transfer full): somebody who reads nothing before a name is looked for
 */
InvyGuestFinder *
invy_guest_finder_new (InvySettings *settings)
{
  InvyGuestFinder *self;

  g_return_val_if_fail (INVY_IS_SETTINGS (settings), NULL);

  self = g_object_new (INVY_TYPE_GUEST_FINDER, NULL);
  self->settings = g_object_ref (settings);
  return self;
}

/**
 * invy_guest_finder_find:
 * @text: words, all of which have to be in a name
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyFoundGuest, by name, none for an empty
 *   text; or rejects with an #InvyStoreError
 */
DexFuture *
invy_guest_finder_find (InvyGuestFinder *self, const char *text)
{
  InvySearch *search;

  g_return_val_if_fail (INVY_IS_GUEST_FINDER (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  search = invy_search_new (text);
  if (invy_search_is_empty (search))
    {
      invy_search_free (search);
      return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_ptr_array_new ());
    }

  return dex_future_then (load (self), find_cb, search, (GDestroyNotify) invy_search_free);
}

/**
 * invy_guest_finder_look_up:
 * @ids: of guests
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyFoundGuest, without those who are gone; or
 *   rejects with an #InvyStoreError
 */
DexFuture *
invy_guest_finder_look_up (InvyGuestFinder *self, const char *const *ids)
{
  g_return_val_if_fail (INVY_IS_GUEST_FINDER (self), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  return dex_future_then (load (self), look_up_cb, g_strdupv ((char **) ids), (GDestroyNotify) g_strfreev);
}
