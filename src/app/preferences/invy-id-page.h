/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_ID_PAGE (invy_id_page_get_type ())

/* Where a business account or a number is chosen from what the access token may use, or its id typed. Signals
 * "kept" when the setting changed, "chosen" when a row was taken and the page is done. */
G_DECLARE_FINAL_TYPE (InvyIdPage, invy_id_page, INVY, ID_PAGE, AdwNavigationPage)

AdwNavigationPage *invy_id_page_new (InvySettings *settings, InvySetting setting);

G_END_DECLS
