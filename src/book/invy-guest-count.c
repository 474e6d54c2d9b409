/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-guest-count.h"

/* How many people a guest stands for in a counter: those who said that they come are counted as they said. */
static guint
count_people (InvyGuest *guest, InvyCountKind kind)
{
  return kind == INVY_COUNT_COMING ? invy_guest_count_coming (guest) : invy_guest_get_party_size (guest);
}

/**
 * invy_guest_count_coming:
 *
 * Returns: how many people come with @guest: as many as answered, or all of the party if that was not said; 0 if the
 *   answer is not yes
 */
guint
invy_guest_count_coming (InvyGuest *guest)
{
  if (invy_guest_get_rsvp (guest) != INVY_RSVP_YES)
    return 0;

  return invy_guest_get_rsvp_count (guest) > 0 ? invy_guest_get_rsvp_count (guest)
                                               : invy_guest_get_party_size (guest);
}

static gboolean
was_invited (InvyGuest *guest)
{
  const InvyDelivery delivery = invy_guest_get_delivery (guest);

  return delivery != INVY_DELIVERY_NONE && delivery != INVY_DELIVERY_FAILED && delivery != INVY_DELIVERY_LEFT_OUT;
}

static gboolean
needs_attention (InvyGuest *guest)
{
  const InvyDelivery delivery = invy_guest_get_delivery (guest);

  if (delivery == INVY_DELIVERY_FAILED || delivery == INVY_DELIVERY_UNKNOWN)
    return TRUE;

  return !was_invited (guest) && invy_guest_get_phone_problem (guest) != NULL;
}

/**
 * invy_guest_counts_as:
 *
 * Returns: whether @guest is counted by the counter, and so shown when it filters
 */
gboolean
invy_guest_counts_as (InvyGuest *guest, InvyCountKind kind)
{
  switch (kind)
    {
    case INVY_COUNT_NOT_INVITED:
      return !was_invited (guest);
    case INVY_COUNT_COMING:
      return invy_guest_get_rsvp (guest) == INVY_RSVP_YES;
    case INVY_COUNT_MAYBE:
      return invy_guest_get_rsvp (guest) == INVY_RSVP_MAYBE;
    case INVY_COUNT_NOT_COMING:
      return invy_guest_get_rsvp (guest) == INVY_RSVP_NO;
    case INVY_COUNT_NO_ANSWER:
      return was_invited (guest) && invy_guest_get_rsvp (guest) == INVY_RSVP_NONE;
    case INVY_COUNT_NEED_ATTENTION:
      return needs_attention (guest);
    case INVY_COUNT_ALL:
    case INVY_COUNT_N:
    default:
      return TRUE;
    }
}

/**
 * invy_guest_counts_add:
 * @counts: (array fixed-size=INVY_COUNT_N): the counters
 *
 * Counts @guest wherever the guest belongs.
 */
void
invy_guest_counts_add (InvyGuestCount *counts, InvyGuest *guest)
{
  for (guint kind = 0; kind < INVY_COUNT_N; kind++)
    if (invy_guest_counts_as (guest, (InvyCountKind) kind))
      {
        counts[kind].rows++;
        counts[kind].people += count_people (guest, (InvyCountKind) kind);
      }
}

/**
 * invy_guest_counts_remove:
 * @counts: (array fixed-size=INVY_COUNT_N): the counters
 *
 * Takes invy_guest_counts_add() back, before anything about @guest changes.
 */
void
invy_guest_counts_remove (InvyGuestCount *counts, InvyGuest *guest)
{
  for (guint kind = 0; kind < INVY_COUNT_N; kind++)
    if (invy_guest_counts_as (guest, (InvyCountKind) kind))
      {
        counts[kind].rows--;
        counts[kind].people -= count_people (guest, (InvyCountKind) kind);
      }
}

/**
 * invy_guest_counts_dup_guests:
 * @guests: of #InvyGuest
 *
 * Returns: (transfer full) (element-type InvyGuest): those of @guests that the counter counts, in their order
 */
GPtrArray *
invy_guest_counts_dup_guests (GListModel *guests, InvyCountKind kind)
{
  GPtrArray *counted = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (G_IS_LIST_MODEL (guests), counted);

  for (guint i = 0; i < g_list_model_get_n_items (guests); i++)
    {
      g_autoptr (InvyGuest) guest = g_list_model_get_item (guests, i);

      if (invy_guest_counts_as (guest, kind))
        g_ptr_array_add (counted, g_steal_pointer (&guest));
    }

  return counted;
}
