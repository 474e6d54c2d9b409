/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/messages/invy-outbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_CAMPAIGN_DIALOG (invy_campaign_dialog_get_type ())

/* A campaign: how it is getting on while it is being sent from here, else what became of it. */
G_DECLARE_FINAL_TYPE (InvyCampaignDialog, invy_campaign_dialog, INVY, CAMPAIGN_DIALOG, AdwDialog)

AdwDialog *invy_campaign_dialog_new (InvyOutbox *outbox, InvyStore *store, InvyEvent *event, InvyCampaign *campaign);

G_END_DECLS
