/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaign/invy-dry-run.h"

G_BEGIN_DECLS

/* A campaign that was planned before, looked at with its guests as they are now. */

GPtrArray *invy_frozen_campaign_pick_guests (GPtrArray *guests, GHashTable *messages);
DexFuture *invy_frozen_campaign_load_dry_run (InvyStore *store,
                                              InvyCampaign *campaign,
                                              InvyEvent *event,
                                              InvyTemplateSet *templates,
                                              InvyAccount *account,
                                              GPtrArray *guests,
                                              GHashTable *messages);

G_END_DECLS
