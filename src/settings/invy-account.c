/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "settings/invy-account.h"
#include "settings/invy-setting-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Used until the preferences say something else: Invy's default pace. */
#define DEFAULT_INTERVAL_MS 500

G_DEFINE_BOXED_TYPE (InvyAccount, invy_account, invy_account_ref, invy_account_unref)

static void
clear (gpointer data)
{
  InvyAccount *self = data;

  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&self->base_url, g_free);
  g_clear_pointer (&self->api_version, g_free);
  g_clear_pointer (&self->phone_number_id, g_free);
  g_clear_pointer (&self->business_account_id, g_free);
  g_clear_pointer (&self->template_name, g_free);
  g_clear_pointer (&self->language_code, g_free);
  g_clear_pointer (&self->language_fallback, g_free);
  g_clear_pointer (&self->default_country, g_free);
  g_clear_pointer (&self->rsvp_base_url, g_free);
}

/**
 * invy_account_new:
 *
 * Returns: (transfer full): an account with the defaults, without token and ids. Whoever makes it may fill it before
 *   handing it out; from then on it does not change.
 */
InvyAccount *
invy_account_new (void)
{
  InvyAccount *self = g_atomic_rc_box_new0 (InvyAccount);

  self->base_url = g_strdup (invy_setting_get_default (INVY_SETTING_API_BASE_URL));
  self->api_version = g_strdup (invy_setting_get_default (INVY_SETTING_API_VERSION));
  self->template_name = g_strdup (invy_setting_get_default (INVY_SETTING_TEMPLATE_NAME));
  self->language_code = g_strdup (invy_setting_get_default (INVY_SETTING_LANGUAGE_CODE));
  self->default_country = g_strdup (invy_setting_get_default (INVY_SETTING_DEFAULT_COUNTRY));
  self->interval_ms = DEFAULT_INTERVAL_MS;

  return self;
}

/**
 * invy_account_ref:
 *
 * Returns: (transfer full): @self
 */
InvyAccount *
invy_account_ref (InvyAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * invy_account_unref:
 *
 * Gives a reference back. With the last one the token's memory is overwritten.
 */
void
invy_account_unref (InvyAccount *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

/**
 * invy_account_check_values:
 *
 * Looks at what goes into requests; what is missing is no error here. Whoever asks WhatsApp anything looks first, so
 * that nothing mistyped becomes part of an address.
 *
 * Returns: whether all that is set can be right; else %INVY_SETTINGS_ERROR_BAD_VALUE with a sentence that says what
 * to do
 */
gboolean
invy_account_check_values (InvyAccount *self, GError **error)
{
  const struct
  {
    InvySetting setting;
    const char *text;
  } values[] = {
    { INVY_SETTING_TOKEN, self->token },
    { INVY_SETTING_PHONE_NUMBER_ID, self->phone_number_id },
    { INVY_SETTING_BUSINESS_ACCOUNT_ID, self->business_account_id },
    { INVY_SETTING_API_VERSION, self->api_version },
    { INVY_SETTING_API_BASE_URL, self->base_url },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      if (values[i].text != NULL && !invy_setting_check (values[i].setting, values[i].text, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * invy_account_check:
 *
 * Looks at everything a real campaign needs before the first message, so that a missing key is not found out by it.
 *
 * Returns: whether messages can be sent with @self; else an error of #INVY_SETTINGS_ERROR with a sentence that says
 *   what to do
 */
gboolean
invy_account_check (InvyAccount *self, GError **error)
{
  if (self->token == NULL)
    {
      g_set_error_literal (error, INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_NO_TOKEN,
                           _ ("There is no access token for WhatsApp yet. Enter it in Preferences, or with “invyctl "
                              "account set”."));
      return FALSE;
    }
  if (self->phone_number_id == NULL)
    {
      g_set_error_literal (
          error, INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_NO_PHONE_NUMBER_ID,
          _ ("There is no phone number ID to send from yet. Enter it in Preferences, or with “invyctl "
             "account set”."));
      return FALSE;
    }

  return invy_account_check_values (self, error);
}
