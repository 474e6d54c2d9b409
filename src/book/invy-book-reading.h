/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-book.h"
#include "book/invy-slice.h"

G_BEGIN_DECLS

/**
 * InvyBookReading:
 * @country: (nullable): with which the numbers were judged
 * @kind: of @messages
 * @mark: (nullable): when the store was read; %NULL for never
 * @rows: (element-type InvyGuest): everybody, in order, with references
 * @by_id: guest id -> #InvyGuest, borrowed from @rows; only when @is_same is not set
 * @messages: guest id -> #InvyMessage
 * @counts: the counters of @rows
 * @is_same: whether nobody came or went
 *
 * What the store has of a wedding, made ready in slices, so that a book can take it in one step.
 */
typedef struct
{
  char *country;
  InvyCampaignKind kind;
  InvyBookMark *mark;
  GPtrArray *rows;
  GHashTable *by_id;
  GHashTable *messages;
  InvyGuestCount counts[INVY_COUNT_N];
  gboolean is_same;
} InvyBookReading;

gboolean invy_book_reading_read (InvyBookReading *self,
                                 InvyGuestBook *book,
                                 const InvyBookReading *shown,
                                 InvySlice *slice,
                                 InvyBookNews **changes,
                                 GError **error);
void invy_book_reading_clear (InvyBookReading *self, InvySlice *slice);

G_END_DECLS
