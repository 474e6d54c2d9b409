/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InvyGuestCount:
 * @rows: guests
 * @people: the sum of their party sizes (of the answered counts for those who come)
 */
typedef struct
{
  guint rows;
  guint people;
} InvyGuestCount;

typedef enum
{
  INVY_COUNT_ALL,
  INVY_COUNT_NOT_INVITED,
  INVY_COUNT_COMING,
  INVY_COUNT_MAYBE,
  INVY_COUNT_NOT_COMING,
  INVY_COUNT_NO_ANSWER, /* invited, and did not answer */
  INVY_COUNT_NEED_ATTENTION,
  INVY_COUNT_N,
} InvyCountKind;

gboolean invy_guest_counts_as (InvyGuest *guest, InvyCountKind kind);
guint invy_guest_count_coming (InvyGuest *guest);
void invy_guest_counts_add (InvyGuestCount *counts, InvyGuest *guest);
void invy_guest_counts_remove (InvyGuestCount *counts, InvyGuest *guest);
GPtrArray *invy_guest_counts_dup_guests (GListModel *guests, InvyCountKind kind);

G_END_DECLS
