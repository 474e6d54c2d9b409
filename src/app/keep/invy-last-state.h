/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

G_BEGIN_DECLS

void invy_last_state_follow (InvyStore *store);

G_END_DECLS
