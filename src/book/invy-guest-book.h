/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-count.h"
#include "model/invy-event.h"
#include "model/invy-guest.h"
#include "store/invy-store.h"

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_BOOK (invy_guest_book_get_type ())

/* The guests of one wedding, kept the same as the store's: each guest is one object for as long as the book lives,
 * and a reload changes properties instead of rows. Signal "counts-changed". Property "loading". Also a GListModel of
 * InvyGuest. */
G_DECLARE_FINAL_TYPE (InvyGuestBook, invy_guest_book, INVY, GUEST_BOOK, GObject)

InvyGuestBook *invy_guest_book_new (InvyStore *store, InvyEvent *event);
InvyEvent *invy_guest_book_get_event (InvyGuestBook *self);
void invy_guest_book_set_default_country (InvyGuestBook *self, const char *country);
const char *invy_guest_book_get_country (InvyGuestBook *self);
DexFuture *invy_guest_book_load (InvyGuestBook *self);
gboolean invy_guest_book_is_loading (InvyGuestBook *self);
InvyGuest *invy_guest_book_find (InvyGuestBook *self, const char *guest_id);
InvyMessage *invy_guest_book_get_message (InvyGuestBook *self, const char *guest_id);
const InvyGuestCount *invy_guest_book_get_count (InvyGuestBook *self, InvyCountKind kind);

/* changing and undoing: invy-guest-book-changes.c */
DexFuture *invy_guest_book_save (InvyGuestBook *self, GPtrArray *guests);
DexFuture *invy_guest_book_import (InvyGuestBook *self, gint64 n_known, GPtrArray *guests);
DexFuture *invy_guest_book_remove (InvyGuestBook *self, const char *const *guest_ids);
DexFuture *invy_guest_book_merge (InvyGuestBook *self, const char *const *from_ids, const char *into_id);
gboolean invy_guest_book_can_undo (InvyGuestBook *self);
gboolean invy_guest_book_can_redo (InvyGuestBook *self);
const char *invy_guest_book_get_undo_title (InvyGuestBook *self);
const char *invy_guest_book_get_redo_title (InvyGuestBook *self);
DexFuture *invy_guest_book_undo (InvyGuestBook *self);
DexFuture *invy_guest_book_redo (InvyGuestBook *self);

G_END_DECLS
