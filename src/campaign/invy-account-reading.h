/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-account.h"
#include "store/invy-store.h"

G_BEGIN_DECLS

DexFuture *invy_account_reading_sync_templates (InvyStore *store, InvyAccount *account);
DexFuture *invy_account_reading_refresh (InvyStore *store, InvyAccount *account, const char *template_name);

G_END_DECLS
