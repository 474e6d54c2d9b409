/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_SENDING_PAGE (invy_sending_page_get_type ())

/* How invitations are sent, and what new weddings begin with. */
G_DECLARE_FINAL_TYPE (InvySendingPage, invy_sending_page, INVY, SENDING_PAGE, AdwPreferencesPage)

void invy_sending_page_set_settings (InvySendingPage *self, InvySettings *settings);

G_END_DECLS
