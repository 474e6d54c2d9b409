/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "settings/invy-setting-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef gboolean (*Check) (const char *text, GError **error);

/**
 * Rule:
 * @variable: (nullable): its name in the environment and in .env files
 * @key: (nullable): its key in GSettings
 * @fallback: (nullable): its value when it is set nowhere
 * @check: (nullable): whether a text can be used, with a sentence when it cannot
 */
typedef struct
{
  const char *variable;
  const char *key;
  const char *fallback;
  Check check;
} Rule;

/* Nothing that people type here by hand is longer. */
#define MAX_REPEATED 32

/* How much of what is longer is repeated: enough to see what it is. */
#define N_SHOWN 6

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_BAD_VALUE, sentence);

  return FALSE;
}

/* What a sentence may repeat of @text, which may be an access token that was put into the wrong place: sentences end
 * up in logs and screenshots. */
static char *
dup_shown (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= MAX_REPEATED)
    return g_strdup (text);

  start = g_utf8_substring (text, 0, N_SHOWN);
  return g_strconcat (start, "…", NULL);
}

static gboolean
is_all (const char *text, const char *allowed)
{
  return *text != '\0' && strspn (text, allowed) == strlen (text);
}

/* The sentence must not repeat any of it. */
static gboolean
check_token (const char *text, GError **error)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p) || strchr ("\"'`", *p) != NULL)
        return refuse (error,
                       _ ("The access token has a space, a quotation mark or a line break in it. Copy it again, "
                          "from its first character to its last."));
    }

  return *text != '\0' || refuse (error, _ ("The access token is empty."));
}

static gboolean
check_phone_number_id (const char *text, GError **error)
{
  return is_all (text, "0123456789")
         || refuse (error, _ ("The phone number ID has to be digits only. It is an ID that Meta shows beside the "
                              "number, not the number itself."));
}

static gboolean
check_business_account_id (const char *text, GError **error)
{
  return is_all (text, "0123456789")
         || refuse (error, _ ("The business account ID has to be digits only, as Meta shows it."));
}

/* "v" and the number that Meta gave: v25.0 (Graph API, versioning). */
static gboolean
check_api_version (const char *text, GError **error)
{
  g_autofree char *shown = dup_shown (text);

  return g_regex_match_simple ("^v[0-9]{1,3}\\.0$", text, G_REGEX_DOLLAR_ENDONLY, 0)
         || refuse (error, _ ("“%s” is not a version of the Graph API. Write it like v25.0."), shown);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

static gboolean
check_api_base_url (const char *text, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL
      || g_uri_get_fragment (uri) != NULL)
    return refuse (error, _ ("The address of the Graph API cannot be used. Write it like %s."), INVY_META_BASE_URL);

  return g_strcmp0 (g_uri_get_scheme (uri), "https") == 0
         || (g_strcmp0 (g_uri_get_scheme (uri), "http") == 0 && is_loopback (host))
         || refuse (error,
                    _ ("The address of the Graph API has to begin with https://, or the access token could be read "
                       "on the way."));
}

static gboolean
check_template_name (const char *text, GError **error)
{
  g_autofree char *shown = dup_shown (text);

  return is_all (text, "abcdefghijklmnopqrstuvwxyz0123456789_")
         || refuse (error, _ ("“%s” is not the name of a template. They are small letters, digits and underscores."),
                    shown);
}

static gboolean
check_language_code (const char *text, GError **error)
{
  g_autofree char *shown = dup_shown (text);

  return g_regex_match_simple ("^[a-z]{2,3}(_[A-Za-z]{2,4})?$", text, G_REGEX_DOLLAR_ENDONLY, 0)
         || refuse (error,
                    _ ("“%s” is not the code of a language. Write it as the template has it, like he or en_US."),
                    shown);
}

static gboolean
check_rsvp_base_url (const char *text, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  g_autofree char *shown = dup_shown (text);

  return (uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0'
          && (g_str_equal (g_uri_get_scheme (uri), "https") || g_str_equal (g_uri_get_scheme (uri), "http")))
         || refuse (error, _ ("“%s” is not a web address that personal links can begin with."), shown);
}

static gboolean
check_default_country (const char *text, GError **error)
{
  g_autofree char *shown = dup_shown (text);

  return (strlen (text) == 2 && is_all (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
         || refuse (error, _ ("“%s” is not a country. Write its two letters, like IL."), shown);
}

static gboolean
check_interval_ms (const char *text, GError **error)
{
  g_autofree char *shown = dup_shown (text);

  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, NULL, NULL)
         || refuse (error, _ ("“%s” is not a time in milliseconds."), shown);
}

static gboolean
check_language_fallback (const char *text, GError **error)
{
  return g_str_equal (text, "wedding") || g_str_equal (text, "leave-out") || check_language_code (text, error);
}

static const Rule rules[INVY_SETTING_N] = {
  [INVY_SETTING_TOKEN] = { "WHATSAPP_ACCESS_TOKEN", NULL, NULL, check_token },
  [INVY_SETTING_PHONE_NUMBER_ID] = { "WHATSAPP_PHONE_NUMBER_ID", "phone-number-id", NULL, check_phone_number_id },
  [INVY_SETTING_BUSINESS_ACCOUNT_ID] = { "WHATSAPP_BUSINESS_ACCOUNT_ID", "business-account-id", NULL,
                                         check_business_account_id },
  [INVY_SETTING_API_VERSION] = { "WHATSAPP_API_VERSION", "api-version", "v25.0", check_api_version },
  [INVY_SETTING_API_BASE_URL] = { "WHATSAPP_API_BASE_URL", NULL, INVY_META_BASE_URL, check_api_base_url },
  [INVY_SETTING_TEMPLATE_NAME] = { "WHATSAPP_TEMPLATE_NAME", "template-name", "wedding_invitation",
                                   check_template_name },
  [INVY_SETTING_LANGUAGE_CODE] = { "WHATSAPP_LANGUAGE_CODE", "language-code", "he", check_language_code },
  [INVY_SETTING_RSVP_BASE_URL] = { "INVY_RSVP_BASE_URL", NULL, NULL, check_rsvp_base_url },
  [INVY_SETTING_STORE] = { "INVY_STORE", "store-address", NULL, NULL },
  [INVY_SETTING_DEFAULT_COUNTRY] = { NULL, "default-country", "IL", check_default_country },
  [INVY_SETTING_INTERVAL_MS] = { NULL, "interval-ms", "500", check_interval_ms },
  [INVY_SETTING_LANGUAGE_FALLBACK] = { NULL, "language-fallback", "wedding", check_language_fallback },
};

/**
 * invy_setting_get_variable:
 *
 * Returns: (nullable): the name of @setting in the environment and in .env files; %NULL when it cannot be set there
 */
const char *
invy_setting_get_variable (InvySetting setting)
{
  return rules[setting].variable;
}

/**
 * invy_setting_get_key:
 *
 * Returns: (nullable): the GSettings key of @setting; %NULL when it is not a preference
 */
const char *
invy_setting_get_key (InvySetting setting)
{
  return rules[setting].key;
}

/**
 * invy_setting_get_default:
 *
 * Returns: (nullable): the value of @setting when it is set nowhere
 */
const char *
invy_setting_get_default (InvySetting setting)
{
  return rules[setting].fallback;
}

/**
 * invy_setting_check:
 * @text: what it is to be, without spaces around it
 *
 * Returns: whether @setting can be @text; else #INVY_SETTINGS_ERROR_BAD_VALUE with a sentence that never holds a
 * token
 */
gboolean
invy_setting_check (InvySetting setting, const char *text, GError **error)
{
  return rules[setting].check == NULL || rules[setting].check (text, error);
}

/**
 * invy_setting_is_meta_url:
 * @url: a base address that passed invy_setting_check()
 *
 * Returns: whether @url is Meta's own Graph API, to which any token may go
 */
gboolean
invy_setting_is_meta_url (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_ascii_strcasecmp (g_uri_get_host (uri), "graph.facebook.com") == 0;
}

/**
 * invy_setting_is_loopback_url:
 * @url: a base address that passed invy_setting_check()
 *
 * Returns: whether what is sent to @url stays on this computer, as in tests
 */
gboolean
invy_setting_is_loopback_url (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && is_loopback (g_uri_get_host (uri));
}
