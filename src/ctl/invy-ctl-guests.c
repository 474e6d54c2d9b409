/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "ctl/invy-ctl-guests.h"
#include "model/invy-guest.h"
#include "store/invy-store.h"

#include <glib/gi18n.h>

/**
 * invy_ctl_pick_guests:
 * @guests: (element-type InvyGuest): those of a wedding
 * @ids: (element-type utf8): of those who were named
 *
 * Returns: (transfer full) (nullable) (element-type InvyGuest): the guests in the order in which they were named,
 * each once; %NULL with %INVY_STORE_ERROR_NOT_FOUND if one of them is not there
 */
GPtrArray *
invy_ctl_pick_guests (GPtrArray *guests, GPtrArray *ids, GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) picked = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < guests->len; i++)
    g_hash_table_insert (by_id, (gpointer) invy_guest_get_id (guests->pdata[i]), guests->pdata[i]);

  for (guint i = 0; i < ids->len; i++)
    {
      InvyGuest *guest = g_hash_table_lookup (by_id, ids->pdata[i]);

      if (guest == NULL)
        {
          g_set_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_FOUND,
                       _ ("There is no guest %s in this wedding. See invyctl guest list."), (char *) ids->pdata[i]);
          return NULL;
        }
      if (!g_ptr_array_find (picked, guest, NULL))
        g_ptr_array_add (picked, g_object_ref (guest));
    }

  return g_steal_pointer (&picked);
}

/**
 * invy_ctl_dup_country:
 *
 * Returns: (transfer full) (nullable): the country that phone numbers of the wedding without a country code belong to
 */
char *
invy_ctl_dup_country (InvyCtl *ctl, InvyEvent *event)
{
  const char *country = invy_event_get (event, INVY_EVENT_COUNTRY);

  return country != NULL ? g_strdup (country)
                         : invy_settings_dup (invy_ctl_get_settings (ctl), INVY_SETTING_DEFAULT_COUNTRY);
}
