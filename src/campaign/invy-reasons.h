/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-campaign.h"
#include "model/invy-message.h"

G_BEGIN_DECLS

/* Sentences for the words that the ledger keeps; window and command line say the same. All (transfer full), NULL when there
 * is nothing to say. */
char *invy_reasons_dup_for_message (InvyMessage *message);
char *invy_reasons_dup_for_skip (const char *skip_reason);
char *invy_reasons_dup_for_stop (InvyCampaign *campaign);
/* The word of the contract's "status": sent, held, failed, skipped, unknown, planned, posting, cancelled. */
const char *invy_reasons_get_status (InvyMessageState state);

G_END_DECLS
