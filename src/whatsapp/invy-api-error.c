/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-api-error.h"

#include "whatsapp/invy-graph-error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (invy - api - error - quark, invy_api_error)

#define WRONG_ID_SUBCODE 33

/* WhatsApp Cloud API and Graph API, error codes. Those of permissions are a family: 200 to 299. */
static InvyApiError
judge (int code, int subcode)
{
  if (code == 100 && subcode == WRONG_ID_SUBCODE)
    return INVY_API_ERROR_WRONG_ID;
  if (code >= 200 && code <= 299)
    return INVY_API_ERROR_PERMISSION;

  switch (code)
    {
    case 0:
    case 102:
    case 104:
    case 190:
      return INVY_API_ERROR_TOKEN;
    case 3:
    case 10:
    case 131005:
      return INVY_API_ERROR_PERMISSION;
    case 33:
    case 803:
      return INVY_API_ERROR_WRONG_ID;
    case 100:
      return INVY_API_ERROR_PARAMETER;
    default:
      return invy_graph_error_find (code)->retry == INVY_GRAPH_RETRY_BACKOFF ? INVY_API_ERROR_BUSY
                                                                             : INVY_API_ERROR_REFUSED;
    }
}

static const char *
get_sentence (InvyApiError reason, int code)
{
  switch (reason)
    {
    case INVY_API_ERROR_WRONG_ID:
      return _ ("WhatsApp knows nothing with this ID, or the access token may not see it. Check the ID, and that the "
                "system user of the token was given access.");
    case INVY_API_ERROR_BUSY:
      return _ ("WhatsApp is busy, or was asked too often. Try again in some minutes.");
    case INVY_API_ERROR_PARAMETER:
      return _ ("WhatsApp did not understand what was asked for. Check that the ID is one of the right kind.");
    case INVY_API_ERROR_TOKEN:
      return _ (
          "WhatsApp does not take the access token: it has run out, or was not copied whole. Make a lasting one "
          "for a system user in Meta’s settings, and enter it in Preferences.");
    case INVY_API_ERROR_PERMISSION:
      return _ (
          "The access token may not do this. Give its system user full access to the WhatsApp account in Meta’s "
          "settings, and make the token with both WhatsApp permissions.");
    case INVY_API_ERROR_REFUSED:
    case INVY_API_ERROR_UNREACHABLE:
    case INVY_API_ERROR_UNREADABLE:
    default:
      return invy_graph_error_get_sentence (code);
    }
}

/**
 * invy_api_error_new_for_graph:
 * @code: Graph's error code
 * @subcode: Graph's error_subcode, or 0
 * @detail: (nullable): Meta's own words, cleaned
 *
 * Returns: (transfer full): an error of #INVY_API_ERROR with our sentence, Meta's words and the code
 */
GError *
invy_api_error_new_for_graph (int code, int subcode, const char *detail)
{
  const InvyApiError reason = judge (code, subcode);

  /* Translators: %1$s is a sentence of Invy, %2$d the number of an error, %3$s what WhatsApp says about it, in
   * English */
  return g_error_new (INVY_API_ERROR, (int) reason, _ ("%1$s (WhatsApp’s error %2$d: %3$s)"),
                      get_sentence (reason, code), code, detail != NULL ? detail : "—");
}
