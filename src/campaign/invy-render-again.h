/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-account.h"
#include "store/invy-store.h"

G_BEGIN_DECLS

DexFuture *invy_render_again (InvyStore *store, const char *campaign_id, InvyAccount *account);

G_END_DECLS
