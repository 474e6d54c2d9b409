/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaign/invy-dry-run.h"
#include "campaign/invy-waves.h"
#include "ctl/invy-ctl.h"

G_BEGIN_DECLS

void invy_ctl_build_message (JsonBuilder *builder, InvyMessage *message);
void invy_ctl_build_message_members (JsonBuilder *builder, InvyMessage *message);
void invy_ctl_build_counts (JsonBuilder *builder, const InvyCampaignCounts *counts);
void invy_ctl_build_waiting (JsonBuilder *builder, InvyCampaign *campaign);
int invy_ctl_report_campaign (InvyCtl *ctl,
                              InvyCampaign *campaign,
                              gboolean was_sent,
                              const InvyWaves *waves,
                              GError **error);
int invy_ctl_write_report (InvyCtl *ctl, InvyCampaign *campaign, const char *path, GError **error);
int invy_ctl_report_dry_run (InvyCtl *ctl, InvyDryRun *dry_run, const InvyWaves *waves);

G_END_DECLS
