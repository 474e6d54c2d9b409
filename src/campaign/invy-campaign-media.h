/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-account.h"
#include "store/invy-store.h"

G_BEGIN_DECLS

DexFuture *invy_campaign_media_upload (InvyStore *store, InvyCampaign *campaign, InvyAccount *account);

G_END_DECLS
