/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaign/invy-sender.h"

G_BEGIN_DECLS

InvySender *
invy_sender_new_for_account (InvyStore *store, InvyCampaign *campaign, InvyAccount *account, gint64 interval_us);

G_END_DECLS
