/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_TOKEN_GROUP (invy_token_group_get_type ())

/* Where the access token is pasted and removed; it is never shown. Signal "changed" when there is another, or none
 * any more. */
G_DECLARE_FINAL_TYPE (InvyTokenGroup, invy_token_group, INVY, TOKEN_GROUP, AdwPreferencesGroup)

void invy_token_group_set_settings (InvyTokenGroup *self, InvySettings *settings);

G_END_DECLS
