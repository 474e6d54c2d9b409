/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/guests/invy-guest-list.h"
#include "app/guests/invy-guest-toasts.h"

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_TRANSFERS (invy_guest_transfers_get_type ())

/* How guests come into the book and leave it: the actions "guests.import", "guests.paste", "guests.export" and
 * "guests.export-chosen", with what is said afterwards. */
G_DECLARE_FINAL_TYPE (InvyGuestTransfers, invy_guest_transfers, INVY, GUEST_TRANSFERS, GObject)

InvyGuestTransfers *invy_guest_transfers_new (GActionMap *actions, InvyGuestList *list, InvyGuestToasts *toasts);
void invy_guest_transfers_set_book (InvyGuestTransfers *self, InvyGuestBook *book);
void invy_guest_transfers_update (InvyGuestTransfers *self);
DexFuture *invy_guest_transfers_import_file (InvyGuestTransfers *self, GFile *file);

G_END_DECLS
