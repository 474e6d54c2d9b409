/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"
#include "store/invy-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_PREFERENCES_DIALOG (invy_preferences_dialog_get_type ())

G_DECLARE_FINAL_TYPE (InvyPreferencesDialog, invy_preferences_dialog, INVY, PREFERENCES_DIALOG, AdwPreferencesDialog)

AdwDialog *invy_preferences_dialog_new (InvySettings *settings, InvyStore *store);

G_END_DECLS
