/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-campaign.h"

G_BEGIN_DECLS

/* What the desktop is told while messages are sent. All of it works without an application, too: in tests. */
guint invy_sending_notice_keep_awake (void);
void invy_sending_notice_let_sleep (guint cookie);
void invy_sending_notice_tell_end (InvyCampaign *campaign);
void invy_sending_notice_tell_error (InvyCampaign *campaign, const GError *error);

G_END_DECLS
