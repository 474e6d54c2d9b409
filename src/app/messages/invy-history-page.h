/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_HISTORY_PAGE (invy_history_page_get_type ())

/* Everything that ever became of a guest's messages in one campaign, as the log has it. */
G_DECLARE_FINAL_TYPE (InvyHistoryPage, invy_history_page, INVY, HISTORY_PAGE, AdwNavigationPage)

AdwNavigationPage *invy_history_page_new (InvyStore *store, InvyMessage *message);

G_END_DECLS
