/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-history-step.h"
#include "store/invy-store.h"

G_BEGIN_DECLS

void invy_guest_joining_fill (InvyGuest *into, InvyGuest *from);
InvyHistoryStep *invy_guest_joining_new_step (InvyStore *store, GPtrArray *from, InvyGuest *into, GError **error);

G_END_DECLS
