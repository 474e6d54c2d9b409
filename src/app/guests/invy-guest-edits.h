/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/guests/invy-cell.h"
#include "app/guests/invy-guest-toasts.h"
#include "book/invy-guest-book.h"

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_EDITS (invy_guest_edits_get_type ())

/* Cells that were edited in the list, kept one after the other: whoever goes on to the next cell before the last one
 * is kept loses neither. */
G_DECLARE_FINAL_TYPE (InvyGuestEdits, invy_guest_edits, INVY, GUEST_EDITS, GObject)

InvyGuestEdits *invy_guest_edits_new (InvyGuestToasts *toasts);
void
invy_guest_edits_push (InvyGuestEdits *self, InvyGuestBook *book, InvyGuest *guest, InvyCell cell, const char *text);

G_END_DECLS
