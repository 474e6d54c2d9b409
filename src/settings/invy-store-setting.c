/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "settings/invy-store-setting.h"

#include "settings/invy-keyring.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The address of a shared database is a preference, and its password a secret of the keyring. */

#define TRUST_KEY "store-trusted"

/* What the keyring would not take, until the program ends. */
#define UNSAVED_PASSWORD "invy-unsaved-database-password"

static void
wipe (gpointer secret)
{
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * invy_store_setting_add_password:
 * @password: (nullable): nothing is added if it is empty
 *
 * Returns: (transfer full): the address with the password; to be kept in memory only, and for as short as possible
 */
char *
invy_store_setting_add_password (const char *address, const char *password)
{
  g_autofree char *escaped = NULL;

  if (password == NULL || *password == '\0')
    return g_strdup (address);

  escaped = g_uri_escape_string (password, NULL, FALSE);
  return g_strdup_printf ("%s%cpassword=%s", address, strchr (address, '?') != NULL ? '&' : '?', escaped);
}

static char *
dup_password (InvySettings *settings)
{
  const char *unsaved = g_object_get_data (G_OBJECT (settings), UNSAVED_PASSWORD);
  g_autoptr (GError) error = NULL;
  SecretValue *value;
  char *password;

  if (unsaved != NULL)
    return g_strdup (unsaved);

  value = dex_await_boxed (
      invy_keyring_load (INVY_KEYRING_DATABASE_PASSWORD, invy_settings_get_keyring_wait (settings)), &error);
  if (value == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        g_message ("The keyring did not answer: %s", error->message);
      return NULL;
    }

  password = g_strdup (secret_value_get_text (value));
  secret_value_unref (value);
  return password;
}

static DexFuture *
load_fiber (gpointer data)
{
  InvySettings *settings = data;
  g_autofree char *address = invy_settings_dup_store_uri (settings);
  char *password;
  char *uri;

  /* What the environment says is said whole. */
  if (invy_settings_get_source (settings, INVY_SETTING_STORE) != INVY_SETTING_FROM_PREFERENCES)
    return dex_future_new_take_string (g_steal_pointer (&address));

  password = dup_password (settings);
  uri = invy_store_setting_add_password (address, password);
  if (password != NULL)
    wipe (password);

  return dex_future_new_take_string (uri);
}

/**
 * invy_store_setting_load:
 *
 * Asks the keyring for the password if there may be one, a limited time only.
 *
 * Returns: (transfer full): a future that resolves to where the weddings are kept, as invy_store_open() takes it
 */
DexFuture *
invy_store_setting_load (InvySettings *settings)
{
  dex_return_error_if_fail (INVY_IS_SETTINGS (settings));

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, load_fiber, g_object_ref (settings), g_object_unref);
}

typedef struct
{
  InvySettings *settings;
  char *address;
  char *password;
  gboolean is_trusted;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->settings);
  g_free (saving->address);
  if (saving->password != NULL)
    wipe (saving->password);
  g_free (saving);
}

static DexFuture *
change_keyring (Saving *saving)
{
  const guint wait_s = invy_settings_get_keyring_wait (saving->settings);

  if (saving->password == NULL || *saving->password == '\0')
    return invy_keyring_clear (INVY_KEYRING_DATABASE_PASSWORD, wait_s);

  /* Translators: the name of the secret in the user's keyring program. */
  return invy_keyring_store (INVY_KEYRING_DATABASE_PASSWORD, _ ("Invy: password of the shared weddings"),
                             saving->password, wait_s);
}

static DexFuture *
save_fiber (gpointer data)
{
  Saving *saving = data;
  GSettings *preferences = invy_settings_get_preferences (saving->settings);
  g_autoptr (GError) error = NULL;
  gboolean is_kept;

  if (!invy_settings_set (saving->settings, INVY_SETTING_STORE, saving->address, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (preferences != NULL)
    g_settings_set_boolean (preferences, TRUST_KEY, saving->is_trusted);

  is_kept = dex_await (change_keyring (saving), &error);
  g_object_set_data (G_OBJECT (saving->settings), UNSAVED_PASSWORD, NULL);
  if (is_kept || saving->password == NULL || *saving->password == '\0')
    return dex_future_new_true ();

  g_object_set_data_full (G_OBJECT (saving->settings), UNSAVED_PASSWORD, g_strdup (saving->password), wipe);
  g_message ("The keyring did not answer: %s", error->message);
  return dex_future_new_reject (INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_KEYRING, "%s",
                                _ ("The keyring of this computer did not answer. The password is kept until the "
                                   "program ends and is not saved."));
}

/**
 * invy_store_setting_save:
 * @address: without a password; "" for the file on this computer
 * @is_trusted: whether somebody said that it may be used although nobody checks who the server is
 * @password: (nullable): goes into the keyring; the one that is there is removed if it is empty
 *
 * Says where the weddings are kept from now on. Whoever has them open goes on with what it has.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %INVY_SETTINGS_ERROR_KEYRING when the
 *   password is only kept in memory; the address is kept even then
 */
DexFuture *
invy_store_setting_save (InvySettings *settings, const char *address, const char *password, gboolean is_trusted)
{
  Saving *saving;

  dex_return_error_if_fail (INVY_IS_SETTINGS (settings));
  dex_return_error_if_fail (address != NULL);

  saving = g_new0 (Saving, 1);
  saving->settings = g_object_ref (settings);
  saving->address = g_strdup (address);
  saving->password = g_strdup (password);
  saving->is_trusted = is_trusted;

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, save_fiber, saving, saving_free);
}

/**
 * invy_store_setting_is_trusted:
 *
 * Returns: whether the address of the preferences may be used although others could read along on the way; an address
 *   from anywhere else never is
 */
gboolean
invy_store_setting_is_trusted (InvySettings *settings)
{
  GSettings *preferences;

  g_return_val_if_fail (INVY_IS_SETTINGS (settings), FALSE);

  preferences = invy_settings_get_preferences (settings);
  return preferences != NULL
         && invy_settings_get_source (settings, INVY_SETTING_STORE) == INVY_SETTING_FROM_PREFERENCES
         && g_settings_get_boolean (preferences, TRUST_KEY);
}
