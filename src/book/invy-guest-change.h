/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

G_BEGIN_DECLS

gboolean invy_guest_change_is_empty (InvyGuest *from, InvyGuest *to);
void invy_guest_change_apply (InvyGuest *guest, InvyGuest *from, InvyGuest *to);
GStrv invy_guest_change_dup_conflicts (InvyGuest *guest, InvyGuest *from, InvyGuest *to);
GStrv invy_guest_change_dup_differences (InvyGuest *guest, InvyGuest *to);

G_END_DECLS
