/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

G_BEGIN_DECLS

DexFuture *invy_largest_wedding_count_guests (InvyStore *store);

G_END_DECLS
