/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InvyApiVersionState:
 * @INVY_API_VERSION_CURRENT: usable for longer than %INVY_API_VERSION_WARNING_DAYS, or its end is not known yet
 * @INVY_API_VERSION_EXPIRING: usable, not for long
 * @INVY_API_VERSION_EXPIRED: Meta answers as the oldest version that is still usable
 */
typedef enum
{
  INVY_API_VERSION_CURRENT,
  INVY_API_VERSION_EXPIRING,
  INVY_API_VERSION_EXPIRED,
} InvyApiVersionState;

#define INVY_API_VERSION_WARNING_DAYS 90

const char *invy_api_version_get_end (const char *version);
InvyApiVersionState invy_api_version_judge (const char *version, GDateTime *now);
char *invy_api_version_dup_warning (const char *version, const char *served, GDateTime *now);

G_END_DECLS
