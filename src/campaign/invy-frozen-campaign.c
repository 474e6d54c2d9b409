/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-frozen-campaign.h"

/**
 * invy_frozen_campaign_pick_guests:
 * @guests: (element-type InvyGuest): all of the wedding
 * @messages: guest id to #InvyMessage
 *
 * Returns: (transfer full) (element-type InvyGuest): those of @guests who have one of @messages
 */
GPtrArray *
invy_frozen_campaign_pick_guests (GPtrArray *guests, GHashTable *messages)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < guests->len; i++)
    {
      InvyGuest *guest = g_ptr_array_index (guests, i);

      if (g_hash_table_contains (messages, invy_guest_get_id (guest)))
        g_ptr_array_add (picked, g_object_ref (guest));
    }

  return picked;
}

/**
 * invy_frozen_campaign_load_dry_run:
 * @guests: (element-type InvyGuest): as they are now
 * @messages: guest id to the #InvyMessage of the campaign that is to be filled anew
 *
 * Looks at guests with what @campaign was planned with. Their rows count as invited already, so that everybody is
 * asked for *again*; the rounds are the caller's business. Where everything goes to one number, the rows know it.
 *
 * Returns: (transfer full): a future that resolves to an #InvyDryRun, as invy_dry_run_load() does
 */
DexFuture *
invy_frozen_campaign_load_dry_run (InvyStore *store,
                                   InvyCampaign *campaign,
                                   InvyEvent *event,
                                   InvyTemplateSet *templates,
                                   InvyAccount *account,
                                   GPtrArray *guests,
                                   GHashTable *messages)
{
  InvyDryRunOptions options = {
    .purpose = invy_campaign_get_purpose (campaign),
    .kind = invy_campaign_get_kind (campaign),
    .again = TRUE,
  };
  GHashTableIter iter;
  gpointer any = NULL;

  g_hash_table_iter_init (&iter, messages);
  if (g_hash_table_iter_next (&iter, NULL, &any))
    options.phone_override = (char *) invy_message_get (any, INVY_MESSAGE_PHONE_E164);

  return invy_dry_run_load (store, event, guests, templates, account, &options);
}
