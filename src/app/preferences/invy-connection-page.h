/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"
#include "store/invy-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_CONNECTION_PAGE (invy_connection_page_get_type ())

/* Tries step by step whether messages could be sent, and shows each step when it was taken. */
G_DECLARE_FINAL_TYPE (InvyConnectionPage, invy_connection_page, INVY, CONNECTION_PAGE, AdwNavigationPage)

AdwNavigationPage *invy_connection_page_new (InvySettings *settings, InvyStore *store);

G_END_DECLS
