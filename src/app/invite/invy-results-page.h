/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/messages/invy-outbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_RESULTS_PAGE (invy_results_page_get_type ())

/* What became of a campaign, guest by guest. Used by the invite dialog and by the messages page. Signal "resumed"
 * (InvySender *) when the planner had something sent again from here. */
G_DECLARE_FINAL_TYPE (InvyResultsPage, invy_results_page, INVY, RESULTS_PAGE, AdwNavigationPage)

AdwNavigationPage *
invy_results_page_new (InvyOutbox *outbox, InvyStore *store, InvyEvent *event, InvyCampaign *campaign);

G_END_DECLS
