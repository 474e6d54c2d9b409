/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "ctl/invy-ctl-field.h"
#include "phone/invy-phone.h"

#include <glib/gi18n.h>

static gboolean
check_country (const char *country, GError **error)
{
  if (invy_phone_is_country (country))
    return TRUE;

  g_set_error (error, INVY_FIELD_ERROR, INVY_FIELD_ERROR_BAD_COUNTRY,
               /* Translators: two letters that are no country's */
               _ ("No country has the letters %s: type two letters, like IL for Israel."), country);
  return FALSE;
}

/**
 * invy_ctl_read_field:
 * @text: (nullable): an option of a wedding's field, as it was given
 * @value: (out) (transfer full) (nullable): what to keep; %NULL for an empty one
 *
 * Returns: %FALSE with an #InvyFieldError if @text cannot be understood
 */
gboolean
invy_ctl_read_field (InvyEventField field, const char *text, char **value, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *value = invy_event_field_normalize (field, text, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return *value == NULL || field != INVY_EVENT_COUNTRY || check_country (*value, error);
}
