/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/guests/invy-guest-words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_BADGE (invy_guest_badge_get_type ())

/* A word in a pill: what became of an invitation, what a guest answered. Properties "label" (a dash without one) and
 * "kind" (InvyBadgeKind). */
G_DECLARE_FINAL_TYPE (InvyGuestBadge, invy_guest_badge, INVY, GUEST_BADGE, GtkWidget)

void invy_guest_badge_show (InvyGuestBadge *self, const char *label, InvyBadgeKind kind);

G_END_DECLS
