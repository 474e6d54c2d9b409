/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-event-copy.h"

/**
 * invy_event_copy_new:
 *
 * Returns: (transfer full): another wedding with the details of @event, which was never kept; it is not put away
 */
InvyEvent *
invy_event_copy_new (InvyEvent *event)
{
  InvyEvent *copy = invy_event_copy (event);

  invy_record_make_id (INVY_RECORD (copy));
  invy_record_set_version (INVY_RECORD (copy), 0);
  invy_record_set_deleted_at (INVY_RECORD (copy), 0);
  invy_event_set_archived_at (copy, 0);
  invy_event_set_moved_to (copy, NULL);

  return copy;
}

/* Another person as far as the ledger and the personal link are concerned. What was answered was answered for the
 * other wedding. */
static InvyGuest *
copy_guest (InvyGuest *guest, InvyEvent *event)
{
  InvyGuest *copy = invy_guest_new (invy_event_get_id (event));

  for (guint field = 0; field < INVY_GUEST_N_FIELDS; field++)
    if (field != INVY_GUEST_RSVP_TOKEN && field != INVY_GUEST_MERGED_INTO)
      invy_guest_set (copy, (InvyGuestField) field, invy_guest_get (guest, (InvyGuestField) field));
  invy_guest_set_party_size (copy, invy_guest_get_party_size (guest));

  return copy;
}

typedef struct
{
  InvyStore *store;
  InvyEvent *event;
  InvyEvent *copy;
  gboolean with_guests;
} Args;

static void
args_free (gpointer data)
{
  Args *args = data;

  g_object_unref (args->store);
  g_object_unref (args->event);
  g_object_unref (args->copy);
  g_free (args);
}

static DexFuture *
save_fiber (gpointer data)
{
  Args *args = data;
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (GError) error = NULL;

  if (args->with_guests)
    {
      guests = dex_await_boxed (invy_store_list_guests (args->store, invy_event_get_id (args->event)), &error);
      if (guests == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));
      for (guint i = 0; i < guests->len; i++)
        g_ptr_array_add (copies, copy_guest (guests->pdata[i], args->copy));
    }

  return invy_store_add_event_with_guests (args->store, args->copy, copies);
}

/**
 * invy_event_copy_save:
 * @event: the wedding whose guests are copied
 * @copy: from invy_event_copy_new(), perhaps changed
 * @with_guests: whether its guests come along: with new ids and new personal links, without answers, and not invited
 *
 * Adds another wedding like @event. Campaigns and messages stay with the old one.
 *
 * Returns: (transfer full): a future that resolves to the kept #InvyEvent
 */
DexFuture *
invy_event_copy_save (InvyStore *store, InvyEvent *event, InvyEvent *copy, gboolean with_guests)
{
  Args *args = g_new0 (Args, 1);

  args->store = g_object_ref (store);
  args->event = g_object_ref (event);
  args->copy = g_object_ref (copy);
  args->with_guests = with_guests;
  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, save_fiber, args, args_free);
}
