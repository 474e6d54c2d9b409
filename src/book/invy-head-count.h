/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-facet.h"
#include "book/invy-guest-book.h"

G_BEGIN_DECLS

/**
 * InvyHeads:
 * @value: of the facet; "" for the guests without one
 * @rows: guests
 * @people: the sum of their party sizes
 * @coming: how many people come, as they answered
 *
 * How many there are of a side, of a group, …
 */
typedef struct
{
  char *value;
  guint rows;
  guint people;
  guint coming;
} InvyHeads;

#define INVY_TYPE_HEAD_COUNT (invy_head_count_get_type ())

/* The heads of a guest book by side, group, tag, meal, answer, … It follows the book without holding the main loop
 * up: the numbers are those of a moment ago until "changed" is emitted. */
G_DECLARE_FINAL_TYPE (InvyHeadCount, invy_head_count, INVY, HEAD_COUNT, GObject)

InvyHeadCount *invy_head_count_new (InvyGuestBook *book);
GPtrArray *invy_head_count_list (InvyHeadCount *self, InvyFacet facet);

G_END_DECLS
