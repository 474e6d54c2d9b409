/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/messages/invy-outbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_CAMPAIGN_ROW (invy_campaign_row_get_type ())

/* A campaign in the list of a wedding's messages, kept up to date with it. Its buttons activate the actions
 * messages.resume and messages.cancel with the campaign's id. */
G_DECLARE_FINAL_TYPE (InvyCampaignRow, invy_campaign_row, INVY, CAMPAIGN_ROW, AdwActionRow)

GtkWidget *invy_campaign_row_new (InvyOutbox *outbox, InvyCampaign *campaign);
InvyCampaign *invy_campaign_row_get_campaign (InvyCampaignRow *self);

G_END_DECLS
