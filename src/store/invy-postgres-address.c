/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-postgres-address.h"

#include <gio/gio.h>
#include <libpq-fe.h>

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
