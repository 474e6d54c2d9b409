/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaign/invy-waves.h"
#include "ctl/invy-ctl.h"

G_BEGIN_DECLS

InvyWaves *invy_ctl_waves_load (InvyStore *store,
                                InvyCampaignKind kind,
                                const char *phone_number_id,
                                const char *waba_id,
                                guint n_messages,
                                GError **error);
void invy_ctl_say_waves (InvyCtl *ctl, const InvyWaves *waves);
void invy_ctl_build_waves (JsonBuilder *builder, const InvyWaves *waves);

G_END_DECLS
