/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"

G_BEGIN_DECLS

DexFuture *invy_store_setting_load (InvySettings *settings);
DexFuture *
invy_store_setting_save (InvySettings *settings, const char *address, const char *password, gboolean is_trusted);
gboolean invy_store_setting_is_trusted (InvySettings *settings);
char *invy_store_setting_add_password (const char *address, const char *password);

G_END_DECLS
