/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "ctl/invy-ctl-error.h"
#include "ctl/invy-ctl-store-uri.h"
#include "store/invy-store.h"

#include <glib/gi18n.h>
#include <string.h>

/* Percent signs taken away as often as there are any: %2570assword is a password, too. */
static char *
dup_decoded (const char *uri)
{
  g_autofree char *text = g_strdup (uri);

  for (;;)
    {
      char *decoded = g_uri_unescape_string (text, NULL);

      if (decoded == NULL || g_str_equal (decoded, text))
        {
          g_free (decoded);
          return g_steal_pointer (&text);
        }
      g_free (text);
      text = decoded;
    }
}

/* "user:secret@" between the scheme and the path. */
static gboolean
has_password_before_host (const char *uri)
{
  const char *authority = strstr (uri, "://");
  const char *at = strrchr (uri, '@');
  const char *colon;

  if (authority == NULL || at == NULL)
    return FALSE;

  colon = strchr (authority + strlen ("://"), ':');
  return colon != NULL && colon < at;
}

/* "password=" in a query, or between the spaces of libpq's own notation. */
static gboolean
has_password_parameter (const char *uri)
{
  return g_regex_match_simple ("(^|[?&;\\s])\\s*(ssl)?password\\s*=", uri, G_REGEX_CASELESS, 0);
}

/**
 * invy_ctl_store_uri_check:
 * @uri: what --store says
 *
 * Whether @uri is free of passwords: everybody on the computer can read the arguments of a program. The sentence does
 * not repeat it.
 *
 * Returns: %FALSE with %INVY_CTL_ERROR_USAGE if not
 */
gboolean
invy_ctl_store_uri_check (const char *uri, GError **error)
{
  g_autofree char *decoded = NULL;

  /* The path of a file may contain anything. */
  if (g_ascii_strncasecmp (uri, "sqlite:", strlen ("sqlite:")) == 0)
    return TRUE;

  decoded = dup_decoded (uri);
  if (!has_password_before_host (decoded) && !has_password_parameter (decoded))
    return TRUE;

  return invy_ctl_refuse (error,
                          _ ("Leave the password out of the command: others on this computer can read it there. Put "
                             "the address into INVY_STORE, or the password into PGPASSWORD or .pgpass."));
}

/**
 * invy_ctl_store_uri_check_protected:
 * @may_be_unprotected: whether --unprotected was given
 *
 * Returns: %FALSE with %INVY_CTL_ERROR_USAGE if others could read along on the way to the server
 */
gboolean
invy_ctl_store_uri_check_protected (const char *uri, gboolean may_be_unprotected, GError **error)
{
  if (may_be_unprotected || invy_store_is_protected (uri))
    return TRUE;

  return invy_ctl_refuse (error,
                          _ ("On the way to this server others could read along or pretend to be it. Add "
                             "sslmode=verify-full to the address, or say --unprotected if you trust the network."));
}

/**
 * invy_ctl_store_uri_check_exists:
 * @uri: of a store
 *
 * Returns: %FALSE with %INVY_STORE_ERROR_NOT_FOUND if opening @uri would make a new file
 */
gboolean
invy_ctl_store_uri_check_exists (const char *uri, GError **error)
{
  if (g_ascii_strncasecmp (uri, "sqlite:", strlen ("sqlite:")) != 0
      || g_file_test (uri + strlen ("sqlite:"), G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_FOUND,
                       _ ("There is no database there: check the address, or make one with invyctl db migrate."));
  return FALSE;
}
