/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <libdex.h>

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_TOASTS (invy_guest_toasts_get_type ())

/* What the guest list says about what was done in it, and the offer to take the last of it back. */
G_DECLARE_FINAL_TYPE (InvyGuestToasts, invy_guest_toasts, INVY, GUEST_TOASTS, GObject)

InvyGuestToasts *invy_guest_toasts_new (AdwToastOverlay *overlay);
void invy_guest_toasts_say (InvyGuestToasts *self, const char *title);
void invy_guest_toasts_offer_undo (InvyGuestToasts *self, const char *title);
void invy_guest_toasts_withdraw_undo (InvyGuestToasts *self);
void invy_guest_toasts_follow (InvyGuestToasts *self, DexFuture *future, const char *done);
void invy_guest_toasts_follow_undo (InvyGuestToasts *self, DexFuture *future, const char *done);

G_END_DECLS
