/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-account.h"

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

#define INVY_SETTINGS_ERROR (invy_settings_error_quark ())

/**
 * InvySettingsError:
 * @INVY_SETTINGS_ERROR_NO_TOKEN: no access token anywhere
 * @INVY_SETTINGS_ERROR_NO_PHONE_NUMBER_ID: no sending number
 * @INVY_SETTINGS_ERROR_BAD_VALUE: a value that cannot be used (an id with letters, a base address without https)
 * @INVY_SETTINGS_ERROR_FOREIGN_TOKEN: an address that is not Meta's, with a token from another source
 * @INVY_SETTINGS_ERROR_KEYRING: the keyring did not answer; what was to be kept is kept until the program ends
 */
typedef enum
{
  INVY_SETTINGS_ERROR_NO_TOKEN,
  INVY_SETTINGS_ERROR_NO_PHONE_NUMBER_ID,
  INVY_SETTINGS_ERROR_BAD_VALUE,
  INVY_SETTINGS_ERROR_FOREIGN_TOKEN,
  INVY_SETTINGS_ERROR_KEYRING,
} InvySettingsError;

GQuark invy_settings_error_quark (void);

/**
 * InvySetting:
 *
 * What can be set. Each may come from the environment, a .env file, or where the window keeps it, in this order.
 */
typedef enum
{
  INVY_SETTING_TOKEN,
  INVY_SETTING_PHONE_NUMBER_ID,
  INVY_SETTING_BUSINESS_ACCOUNT_ID,
  INVY_SETTING_API_VERSION,
  INVY_SETTING_API_BASE_URL,
  INVY_SETTING_TEMPLATE_NAME,
  INVY_SETTING_LANGUAGE_CODE,
  INVY_SETTING_RSVP_BASE_URL,
  INVY_SETTING_STORE,
  INVY_SETTING_DEFAULT_COUNTRY,
  INVY_SETTING_INTERVAL_MS,
  INVY_SETTING_LANGUAGE_FALLBACK, /* see invy_template_set_new() */
  INVY_SETTING_N,
} InvySetting;

typedef enum
{
  INVY_SETTING_FROM_DEFAULT,
  INVY_SETTING_FROM_PREFERENCES, /* GSettings, or the keyring for the token */
  INVY_SETTING_FROM_FILE,        /* .env */
  INVY_SETTING_FROM_ENVIRONMENT,
} InvySettingSource;

#define INVY_TYPE_SETTINGS (invy_settings_get_type ())

G_DECLARE_FINAL_TYPE (InvySettings, invy_settings, INVY, SETTINGS, GObject)

InvySettings *invy_settings_new (gboolean read_working_directory);
char *invy_settings_dup (InvySettings *self, InvySetting setting);
InvySettingSource invy_settings_get_source (InvySettings *self, InvySetting setting);
gboolean invy_settings_set (InvySettings *self, InvySetting setting, const char *text, GError **error);
char *invy_settings_dup_store_uri (InvySettings *self);
InvyAccount *invy_settings_dup_account_without_token (InvySettings *self);
DexFuture *invy_settings_load_account (InvySettings *self);
DexFuture *invy_settings_store_token (InvySettings *self, const char *token);
DexFuture *invy_settings_has_token (InvySettings *self);
gboolean invy_settings_has_unsaved_token (InvySettings *self);
void invy_settings_set_keyring_wait (InvySettings *self, guint wait_s);
guint invy_settings_get_keyring_wait (InvySettings *self);
GSettings *invy_settings_get_preferences (InvySettings *self);

G_END_DECLS
