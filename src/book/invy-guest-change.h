/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

G_BEGIN_DECLS

guint invy_guest_change_get_n_parts (void);
const char *invy_guest_change_get_title (guint part);
char *invy_guest_change_dup_value (InvyGuest *guest, guint part);
void invy_guest_change_take (InvyGuest *guest, InvyGuest *source, guint part);
gboolean invy_guest_change_is_changed (InvyGuest *from, InvyGuest *to, guint part);
gboolean invy_guest_change_is_conflict (InvyGuest *guest, InvyGuest *from, InvyGuest *to, guint part);
gboolean invy_guest_change_is_empty (InvyGuest *from, InvyGuest *to);
void invy_guest_change_apply (InvyGuest *guest, InvyGuest *from, InvyGuest *to);
GStrv invy_guest_change_dup_conflicts (InvyGuest *guest, InvyGuest *from, InvyGuest *to);
GStrv invy_guest_change_dup_differences (InvyGuest *guest, InvyGuest *to);

G_END_DECLS
