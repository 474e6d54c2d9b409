/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_NUMBER_GROUP (invy_number_group_get_type ())

/* What WhatsApp says about the sending number; out of sight as long as there is none, or no access token. */
G_DECLARE_FINAL_TYPE (InvyNumberGroup, invy_number_group, INVY, NUMBER_GROUP, AdwPreferencesGroup)

void invy_number_group_load (InvyNumberGroup *self, InvySettings *settings);

G_END_DECLS
