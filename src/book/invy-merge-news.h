/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

G_BEGIN_DECLS

/* What a row of a file says about a guest who is known already. */

gboolean invy_merge_has_news (InvyGuest *guest, InvyGuest *row, gboolean is_nameless);
void invy_merge_take_news (InvyGuest *guest, InvyGuest *row, gboolean is_nameless);
void invy_merge_put_into_notes (InvyGuest *guest, InvyGuest *row);

G_END_DECLS
