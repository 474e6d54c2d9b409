/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"
#include "store/invy-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_ACCOUNT_PAGE (invy_account_page_get_type ())

/* The WhatsApp account: token, business account, number, API version, and whether they work. It stands in an
 * AdwPreferencesDialog, whose subpages it opens. */
G_DECLARE_FINAL_TYPE (InvyAccountPage, invy_account_page, INVY, ACCOUNT_PAGE, AdwPreferencesPage)

void invy_account_page_set_settings (InvyAccountPage *self, InvySettings *settings, InvyStore *store);

G_END_DECLS
