/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-postgres-address.h"

#include "store/invy-store.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libpq-fe.h>
#include <string.h>

/* What the address says, else what libpq takes instead: its own environment variables and defaults. */
static const char *
find_option (const PQconninfoOption *said, const PQconninfoOption *defaults, const char *keyword)
{
  const PQconninfoOption *const lists[] = { said, defaults };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const PQconninfoOption *option = lists[i]; option != NULL && option->keyword != NULL; option++)
      if (g_str_equal (option->keyword, keyword) && option->val != NULL && *option->val != '\0')
        return option->val;

  return NULL;
}

/* A folder of sockets, "@" for an abstract one, or this computer's name or number. */
static gboolean
is_here (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return *host == '\0' || *host == '/' || *host == '@' || g_ascii_strcasecmp (host, "localhost") == 0
         || (address != NULL && g_inet_address_get_is_loopback (address));
}

static gboolean
are_all_here (const char *hosts)
{
  g_auto (GStrv) names = g_strsplit (hosts, ",", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (!is_here (names[i]))
      return FALSE;

  return TRUE;
}

/* The number is what is connected to; the name is for the certificate then. */
static gboolean
is_protected (const PQconninfoOption *said, const PQconninfoOption *defaults)
{
  const char *hosts = find_option (said, defaults, "hostaddr");

  if (hosts == NULL)
    hosts = find_option (said, defaults, "host");

  return hosts == NULL || are_all_here (hosts)
         || g_strcmp0 (find_option (said, defaults, "sslmode"), "verify-full") == 0;
}

/**
 * invy_postgres_address_is_protected:
 * @uri: an address of libpq's
 *
 * Returns: whether nobody on the way can read along or pretend to be the server: it is on this computer, or has to
 *   show a certificate that is checked in full. An address that cannot be understood connects to nothing.
 */
gboolean
invy_postgres_address_is_protected (const char *uri)
{
  PQconninfoOption *said = PQconninfoParse (uri, NULL);
  PQconninfoOption *defaults = PQconndefaults ();
  const gboolean answer = said == NULL || is_protected (said, defaults);

  PQconninfoFree (said);
  PQconninfoFree (defaults);
  return answer;
}

static gboolean
is_address (const char *address)
{
  return g_str_has_prefix (address, "postgresql://") || g_str_has_prefix (address, "postgres://");
}

/**
 * invy_postgres_address_check:
 *
 * Whether a connection could be tried. In a sandbox the files of password and service definitions cannot be read.
 *
 * Returns: %FALSE with %INVY_STORE_ERROR_BAD_URI and a sentence if not
 */
gboolean
invy_postgres_address_check (const char *address, GError **error)
{
  PQconninfoOption *options = is_address (address) ? PQconninfoParse (address, NULL) : NULL;
  gboolean needs_file;

  if (options == NULL)
    {
      g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_BAD_URI,
                           _ ("This is no address of a PostgreSQL database. Write it like this: "
                              "postgresql://name@server/database"));
      return FALSE;
    }

  needs_file = find_option (options, NULL, "passfile") != NULL || find_option (options, NULL, "service") != NULL;
  PQconninfoFree (options);
  if (!needs_file || !g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_BAD_URI,
                       _ ("A file of passwords or services cannot be read from inside the sandbox. Write the whole "
                          "address, and the password where it is asked for."));
  return FALSE;
}

static void
append_option (GString *address, const PQconninfoOption *option)
{
  g_autofree char *value = g_uri_escape_string (option->val, "/,", FALSE);

  g_string_append_printf (address, "%c%s=%s", strchr (address->str, '?') != NULL ? '&' : '?', option->keyword, value);
}

/**
 * invy_postgres_address_take_password:
 * @password: (out) (transfer full) (nullable): what was in @address; to be wiped by the caller
 *
 * Returns: (transfer full): the address as it may be kept; the same text if there was no password in it
 */
char *
invy_postgres_address_take_password (const char *address, char **password)
{
  PQconninfoOption *options = PQconninfoParse (address, NULL);
  const char *found = options != NULL ? find_option (options, NULL, "password") : NULL;
  GString *rest;

  *password = g_strdup (found);
  if (found == NULL)
    {
      PQconninfoFree (options);
      return g_strdup (address);
    }

  rest = g_string_new ("postgresql://");
  for (const PQconninfoOption *option = options; option->keyword != NULL; option++)
    if (option->val != NULL && *option->val != '\0' && !g_str_equal (option->keyword, "password"))
      append_option (rest, option);
  PQconninfoFree (options);

  return g_string_free_and_steal (rest);
}

/**
 * invy_postgres_address_make_key:
 *
 * Returns: (transfer full): a short name for a file that is about this address; it is the same whatever the password
 *   is, and tells nothing about any part of it
 */
char *
invy_postgres_address_make_key (const char *address)
{
  PQconninfoOption *options = PQconninfoParse (address, NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (const PQconninfoOption *option = options; option != NULL && option->keyword != NULL; option++)
    if (option->val != NULL && !g_str_equal (option->keyword, "password"))
      {
        g_checksum_update (checksum, (const guchar *) option->keyword, (gssize) strlen (option->keyword) + 1);
        g_checksum_update (checksum, (const guchar *) option->val, (gssize) strlen (option->val) + 1);
      }
  PQconninfoFree (options);

  return g_strndup (g_checksum_get_string (checksum), 16);
}

/**
 * invy_postgres_address_describe:
 *
 * Returns: (transfer full): the server's name and the database's, for people: "db.example.com/weddings"
 */
char *
invy_postgres_address_describe (const char *address)
{
  PQconninfoOption *options = PQconninfoParse (address, NULL);
  const char *host = options != NULL ? find_option (options, NULL, "host") : NULL;
  const char *address_of_host = options != NULL ? find_option (options, NULL, "hostaddr") : NULL;
  const char *database = options != NULL ? find_option (options, NULL, "dbname") : NULL;
  char *text;

  if (host == NULL)
    host = address_of_host;
  if (host == NULL || *host == '/')
    host = "localhost";
  text = g_strdup_printf ("%s/%s", host, database != NULL ? database : "");
  PQconninfoFree (options);

  return text;
}
