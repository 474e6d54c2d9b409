/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/preferences/invy-setting-origin.h"

#include "settings/invy-setting-rules.h"

#include <glib/gi18n.h>

/**
 * invy_setting_origin_dup:
 *
 * Returns: (transfer full) (nullable): a sentence about where @setting comes from when it cannot be changed in the
 *   window; %NULL when it can
 */
char *
invy_setting_origin_dup (InvySettings *settings, InvySetting setting)
{
  const char *variable = invy_setting_get_variable (setting);

  switch (invy_settings_get_source (settings, setting))
    {
    case INVY_SETTING_FROM_ENVIRONMENT:
      /* Translators: %s is a variable's name, such as WHATSAPP_PHONE_NUMBER_ID */
      return g_strdup_printf (_ ("Set by %s in the environment"), variable);
    case INVY_SETTING_FROM_FILE:
      /* Translators: %s is a variable's name, such as WHATSAPP_PHONE_NUMBER_ID */
      return g_strdup_printf (_ ("Set by %s in the .env file"), variable);
    case INVY_SETTING_FROM_PREFERENCES:
    case INVY_SETTING_FROM_DEFAULT:
    default:
      return NULL;
    }
}
