/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"

G_BEGIN_DECLS

char *invy_setting_origin_dup (InvySettings *settings, InvySetting setting);

G_END_DECLS
