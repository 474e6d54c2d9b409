/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-book-difference.h"

#include "store/invy-store-copies.h"

#include <glib/gi18n-lib.h>

G_DEFINE_ENUM_TYPE (InvyBookFate,
                    invy_book_fate,
                    G_DEFINE_ENUM_VALUE (INVY_BOOK_SAME, "same"),
                    G_DEFINE_ENUM_VALUE (INVY_BOOK_CHANGED, "changed"),
                    G_DEFINE_ENUM_VALUE (INVY_BOOK_REMOVED, "removed"),
                    G_DEFINE_ENUM_VALUE (INVY_BOOK_MISSING, "missing"))

static void
guest_change_free (gpointer data)
{
  InvyGuestChange *change = data;

  g_object_unref (change->now);
  g_object_unref (change->then);
  g_free (change);
}

static InvyBookDifference *
new_difference (InvyEvent *now, InvyEvent *then)
{
  InvyBookDifference *self = g_new0 (InvyBookDifference, 1);

  g_set_object (&self->now, now);
  self->then = g_object_ref (then);
  self->back = g_ptr_array_new_with_free_func (g_object_unref);
  self->changed = g_ptr_array_new_with_free_func (guest_change_free);
  self->gone = g_ptr_array_new_with_free_func (g_object_unref);
  self->writes = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
invy_book_difference_free (InvyBookDifference *self)
{
  g_clear_object (&self->now);
  g_object_unref (self->then);
  g_ptr_array_unref (self->back);
  g_ptr_array_unref (self->changed);
  g_ptr_array_unref (self->gone);
  g_ptr_array_unref (self->writes);
  g_free (self);
}

/* --- comparing --- */

/* All texts but the personal link's token, which a guest never changes. */
static gboolean
have_same_texts (InvyRecord *now, InvyRecord *then)
{
  for (guint i = 0; i < invy_record_get_n_fields (now); i++)
    if (!(INVY_IS_GUEST (now) && i == INVY_GUEST_RSVP_TOKEN)
        && g_strcmp0 (invy_record_get_text (now, i), invy_record_get_text (then, i)) != 0)
      return FALSE;

  return TRUE;
}

static gboolean
is_same_guest (InvyGuest *now, InvyGuest *then)
{
  return have_same_texts (INVY_RECORD (now), INVY_RECORD (then))
         && invy_guest_get_party_size (now) == invy_guest_get_party_size (then)
         && invy_guest_get_rsvp (now) == invy_guest_get_rsvp (then)
         && invy_guest_get_rsvp_count (now) == invy_guest_get_rsvp_count (then)
         && invy_guest_get_rsvp_at (now) == invy_guest_get_rsvp_at (then);
}

static gboolean
is_removed (InvyGuest *guest)
{
  return invy_record_get_deleted_at (INVY_RECORD (guest)) != 0;
}

static gboolean
is_in_sight (InvyGuest *guest)
{
  return guest != NULL && !is_removed (guest) && invy_guest_get (guest, INVY_GUEST_MERGED_INTO) == NULL;
}

/* The guest as it was, to be written over the guest that is there. */
static void
write_then (InvyBookDifference *self, InvyGuest *now, InvyGuest *then)
{
  InvyGuest *copy = invy_guest_copy (then);

  invy_record_set_version (INVY_RECORD (copy), now != NULL ? invy_record_get_version (INVY_RECORD (now)) : 0);
  g_ptr_array_add (self->writes, copy);
}

static void
write_gone (InvyBookDifference *self, InvyGuest *now)
{
  InvyGuest *copy = invy_guest_copy (now);

  invy_record_set_deleted_at (INVY_RECORD (copy), g_get_real_time () / 1000);
  g_ptr_array_add (self->writes, copy);
}

static gboolean
was_invited (InvyGuest *guest)
{
  const InvyDelivery delivery = guest != NULL ? invy_guest_get_delivery (guest) : INVY_DELIVERY_NONE;

  return delivery != INVY_DELIVERY_NONE && delivery != INVY_DELIVERY_LEFT_OUT && delivery != INVY_DELIVERY_FAILED;
}

/* What is not in sight is written too, so that who was merged is so again; but a person only sees who comes, changes
 * and goes in the list. */
static void
compare_guest (InvyBookDifference *self, InvyGuest *now, InvyGuest *then)
{
  if (was_invited (then) && !was_invited (now))
    self->n_forgotten++;
  if (now != NULL && is_removed (now) == is_removed (then) && is_same_guest (now, then))
    return;

  if (is_in_sight (then) && is_in_sight (now))
    {
      InvyGuestChange *change = g_new0 (InvyGuestChange, 1);

      change->now = g_object_ref (now);
      change->then = g_object_ref (then);
      g_ptr_array_add (self->changed, change);
    }
  else if (is_in_sight (then))
    g_ptr_array_add (self->back, g_object_ref (then));
  else if (is_in_sight (now))
    g_ptr_array_add (self->gone, g_object_ref (now));
  else
    return;

  write_then (self, now, then);
}

static GHashTable *
index_guests (GPtrArray *guests)
{
  GHashTable *by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < guests->len; i++)
    g_hash_table_insert (by_id, (gpointer) invy_guest_get_id (guests->pdata[i]), guests->pdata[i]);

  return by_id;
}

static void
compare_guests (InvyBookDifference *self, GPtrArray *now, GPtrArray *then)
{
  g_autoptr (GHashTable) now_by_id = index_guests (now);
  g_autoptr (GHashTable) then_by_id = index_guests (then);

  for (guint i = 0; i < then->len; i++)
    compare_guest (self, g_hash_table_lookup (now_by_id, invy_guest_get_id (then->pdata[i])), then->pdata[i]);

  for (guint i = 0; i < now->len; i++)
    if (is_in_sight (now->pdata[i]) && !g_hash_table_contains (then_by_id, invy_guest_get_id (now->pdata[i])))
      {
        g_ptr_array_add (self->gone, g_object_ref (now->pdata[i]));
        write_gone (self, now->pdata[i]);
      }
}

static InvyBookFate
find_fate (InvyBookDifference *self)
{
  if (self->now == NULL)
    return INVY_BOOK_MISSING;
  if (invy_record_get_deleted_at (INVY_RECORD (self->now)) != 0)
    return INVY_BOOK_REMOVED;

  return self->details_differ || self->writes->len > 0 ? INVY_BOOK_CHANGED : INVY_BOOK_SAME;
}

static InvyBookDifference *
compare_event (InvyStore *store, InvyStore *copy, InvyEvent *now, InvyEvent *then, GError **error)
{
  const char *event_id = invy_event_get_id (then);
  g_autoptr (InvyBookDifference) self = new_difference (now, then);
  g_autoptr (GPtrArray) guests_now = dex_await_boxed (invy_store_list_all_guests (store, event_id), error);
  g_autoptr (GPtrArray) guests_then = NULL;

  if (guests_now == NULL || !(guests_then = dex_await_boxed (invy_store_list_all_guests (copy, event_id), error)))
    return NULL;

  self->details_differ = now != NULL && !have_same_texts (INVY_RECORD (now), INVY_RECORD (then));
  compare_guests (self, guests_now, guests_then);
  self->fate = find_fate (self);
  /* Nobody is really invited to a wedding for practice. */
  if (invy_event_get_practice_only (then))
    self->n_forgotten = 0;

  return g_steal_pointer (&self);
}

static InvyEvent *
find_event (GPtrArray *events, const char *event_id)
{
  for (guint i = 0; i < events->len; i++)
    if (g_str_equal (invy_event_get_id (events->pdata[i]), event_id))
      return events->pdata[i];

  return NULL;
}

static GPtrArray *
compare_stores (InvyStore *store, InvyStore *copy, GError **error)
{
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_book_difference_free);
  g_autoptr (GPtrArray) then = NULL;
  g_autoptr (GPtrArray) now = NULL;
  g_autoptr (GPtrArray) removed = NULL;

  if (!(then = dex_await_boxed (invy_store_list_events (copy), error))
      || !(now = dex_await_boxed (invy_store_list_events (store), error))
      || !(removed = dex_await_boxed (invy_store_list_removed_events (store), error)))
    return NULL;

  g_ptr_array_extend_and_steal (now, g_steal_pointer (&removed));
  for (guint i = 0; i < then->len; i++)
    {
      InvyEvent *event = then->pdata[i];
      InvyBookDifference *difference =
          compare_event (store, copy, find_event (now, invy_event_get_id (event)), event, error);

      if (difference == NULL)
        return NULL;
      g_ptr_array_add (differences, difference);
    }

  return g_steal_pointer (&differences);
}

typedef struct
{
  InvyStore *store;
  char *path;
  GPtrArray *differences;
} Args;

static void
args_free (gpointer data)
{
  Args *args = data;

  g_object_unref (args->store);
  g_free (args->path);
  g_clear_pointer (&args->differences, g_ptr_array_unref);
  g_free (args);
}

static DexFuture *
list_fiber (gpointer data)
{
  Args *args = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyStore) copy = dex_await_object (invy_store_open_copy (args->path), &error);
  g_autoptr (GPtrArray) differences = NULL;

  if (copy == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  differences = compare_stores (args->store, copy, &error);
  dex_await (invy_store_close_copy (copy), NULL);
  if (differences == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&differences));
}

/**
 * invy_book_difference_list:
 * @store: as it is
 * @path: a backup or a copy; it is only read
 *
 * Finds out what restoring a backup would do, wedding by wedding. Nothing is changed. Weddings that are not in the
 * backup are not listed: they stay as they are.
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyBookDifference, by date, or rejects as
 *   invy_store_open_copy() does
 */
DexFuture *
invy_book_difference_list (InvyStore *store, const char *path)
{
  Args *args = g_new0 (Args, 1);

  args->store = g_object_ref (store);
  args->path = g_strdup (path);
  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, list_fiber, args, args_free);
}

/**
 * invy_book_difference_can_restore:
 *
 * Returns: whether there is something to restore, and nobody would be invited twice for it
 */
gboolean
invy_book_difference_can_restore (const InvyBookDifference *self)
{
  return self->fate != INVY_BOOK_SAME && self->n_forgotten == 0;
}

/* --- restoring --- */

static InvyEvent *
dup_restored_event (const InvyBookDifference *difference)
{
  InvyEvent *event = invy_event_copy (difference->then);

  invy_record_set_version (INVY_RECORD (event),
                           difference->now != NULL ? invy_record_get_version (INVY_RECORD (difference->now)) : 0);
  /* Putting a wedding away is no change of the book. */
  if (difference->fate == INVY_BOOK_CHANGED)
    invy_event_set_archived_at (event, invy_event_get_archived_at (difference->now));

  return event;
}

static DexFuture *
restore_fiber (gpointer data)
{
  Args *args = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autofree char *before = NULL;

  for (guint i = 0; i < args->differences->len; i++)
    {
      const InvyBookDifference *difference = args->differences->pdata[i];

      if (!invy_book_difference_can_restore (difference))
        return dex_future_new_reject (INVY_STORE_ERROR, INVY_STORE_ERROR_STATE, "%s",
                                      _ ("This wedding cannot be restored here."));
      g_ptr_array_add (events, dup_restored_event (difference));
      g_ptr_array_extend (guests, difference->writes, NULL, NULL);
    }

  if (!(before = dex_await_string (invy_store_keep_copy (args->store, INVY_COPY_RESTORE), &error))
      || !dex_await (invy_store_put_book (args->store, events, guests), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_string (g_steal_pointer (&before));
}

/**
 * invy_book_difference_restore:
 * @differences: (element-type InvyBookDifference): those that can be restored and should be
 *
 * Makes the guest book of these weddings what it was, all of them or none. Before that it keeps a copy, so that
 * restoring that one takes this back.
 *
 * Returns: (transfer full): a future that resolves to the path of the copy, or rejects with
 *   %INVY_STORE_ERROR_CONFLICT when somebody changed one of the guests since the differences were listed
 */
DexFuture *
invy_book_difference_restore (InvyStore *store, GPtrArray *differences)
{
  Args *args = g_new0 (Args, 1);

  args->store = g_object_ref (store);
  args->differences = g_ptr_array_ref (differences);
  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, restore_fiber, args, args_free);
}
