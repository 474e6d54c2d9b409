/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/messages/invy-outbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_PROGRESS_PAGE (invy_progress_page_get_type ())

/* How a campaign is getting on, with pause and stop. Signal "done" (InvyCampaign *) when it ended for now. */
G_DECLARE_FINAL_TYPE (InvyProgressPage, invy_progress_page, INVY, PROGRESS_PAGE, AdwNavigationPage)

AdwNavigationPage *invy_progress_page_new (InvyOutbox *outbox, InvySender *sender);

G_END_DECLS
