/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaign/invy-sender.h"

G_BEGIN_DECLS

DexFuture *invy_sender_setup (InvyStore *store,
                              InvyCampaign *campaign,
                              InvyAccount *account,
                              gint64 interval_us,
                              gboolean as_planned);

G_END_DECLS
