/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

G_BEGIN_DECLS

InvyEvent *invy_event_copy_new (InvyEvent *event);
DexFuture *invy_event_copy_save (InvyStore *store, InvyEvent *event, InvyEvent *copy, gboolean with_guests);

G_END_DECLS
