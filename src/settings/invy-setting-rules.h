/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"

G_BEGIN_DECLS

#define INVY_META_BASE_URL "https://graph.facebook.com"

const char *invy_setting_get_variable (InvySetting setting);
const char *invy_setting_get_key (InvySetting setting);
const char *invy_setting_get_default (InvySetting setting);
gboolean invy_setting_check (InvySetting setting, const char *text, GError **error);
gboolean invy_setting_is_meta_url (const char *url);
gboolean invy_setting_is_loopback_url (const char *url);

G_END_DECLS
