/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/invy-ctl.h"

G_BEGIN_DECLS

/**
 * InvyCtlPace:
 * @interval_us: microseconds between messages; negative for the account's
 * @wait_s: how long to wait for WhatsApp before pausing
 *
 * What --interval-ms and --wait say.
 */
typedef struct
{
  gint64 interval_us;
  guint wait_s;
} InvyCtlPace;

gboolean invy_ctl_get_pace (InvyCtl *ctl, InvyCtlPace *pace, GError **error);
InvyAccount *invy_ctl_load_account (InvyCtl *ctl, gboolean needs_token, GError **error);
void invy_ctl_explain_change (GError **error);
void invy_ctl_say_waiting (InvyCtl *ctl, gint64 until_ms, const char *reason);
int invy_ctl_send_campaign (InvyCtl *ctl,
                            InvyCampaign *campaign,
                            InvyAccount *account,
                            const InvyCtlPace *pace,
                            GError **error);

G_END_DECLS
