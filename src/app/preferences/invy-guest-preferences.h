/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_PREFERENCES (invy_guest_preferences_get_type ())

/* The country of new weddings, and what the list of guests shows. */
G_DECLARE_FINAL_TYPE (InvyGuestPreferences, invy_guest_preferences, INVY, GUEST_PREFERENCES, AdwPreferencesPage)

void invy_guest_preferences_set_settings (InvyGuestPreferences *self, InvySettings *settings);

G_END_DECLS
