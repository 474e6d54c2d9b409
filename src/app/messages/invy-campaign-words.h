/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/messages/invy-outbox.h"

G_BEGIN_DECLS

/* How a campaign is spoken of in lists and titles. All (transfer full) unless const. */
char *invy_campaign_words_dup_title (InvyCampaign *campaign);
char *invy_campaign_words_dup_counts (InvyCampaign *campaign);
const char *invy_campaign_words_get_state (InvyCampaignState state);
char *invy_campaign_words_dup_situation (InvyOutbox *outbox, InvyCampaign *campaign);

G_END_DECLS
