/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-book.h"
#include "book/invy-history.h"

G_BEGIN_DECLS

InvyStore *invy_guest_book_get_store (InvyGuestBook *self);
InvyHistory *invy_guest_book_get_history (InvyGuestBook *self);
DexFuture *invy_guest_book_catch_up (InvyGuestBook *self);

G_END_DECLS
