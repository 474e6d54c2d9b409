/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_DIALOG (invy_guest_dialog_get_type ())

/* Everything about one guest, new or old. Signal "saved" (InvyGuest *): what was kept. */
G_DECLARE_FINAL_TYPE (InvyGuestDialog, invy_guest_dialog, INVY, GUEST_DIALOG, AdwDialog)

AdwDialog *invy_guest_dialog_new (InvyGuestBook *book, InvyGuest *guest);

G_END_DECLS
