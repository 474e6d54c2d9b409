/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaign/invy-dry-run.h"

G_BEGIN_DECLS

DexFuture *invy_plan_campaign (InvyStore *store, InvyDryRun *dry_run, InvyAccount *account);
DexFuture *invy_plan_retry (InvyStore *store, const char *campaign_id, InvyAccount *account);

G_END_DECLS
