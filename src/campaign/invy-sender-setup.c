/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-sender-setup.h"
#include "settings/invy-setting-rules.h"
#include "whatsapp/invy-graph-client.h"
#include "whatsapp/invy-practice.h"

/* Eighty messages a second: more than that Meta refuses (WhatsApp Cloud API, throughput). */
#define META_INTERVAL_US 12500

/**
 * invy_sender_new_for_account:
 * @account: complete for anything but practice; see invy_plan_check_account()
 * @interval_us: microseconds from the start of one message to the start of the next; the account's pace if negative.
 * It is raised to what Meta allows where messages go to Meta
 *
 * Returns: (transfer full): the sender that @campaign needs: a practice goes nowhere, the others to WhatsApp
 */
InvySender *
invy_sender_new_for_account (InvyStore *store, InvyCampaign *campaign, InvyAccount *account, gint64 interval_us)
{
  const gboolean is_practice = invy_campaign_get_kind (campaign) == INVY_CAMPAIGN_PRACTICE;
  g_autoptr (InvyTransport) transport = NULL;

  g_return_val_if_fail (account != NULL, NULL);

  if (is_practice)
    transport = INVY_TRANSPORT (invy_practice_new ());
  else
    transport = INVY_TRANSPORT (invy_graph_client_new (account));

  if (interval_us < 0)
    interval_us = (gint64) account->interval_ms * 1000;
  if (!is_practice && !invy_setting_is_loopback_url (account->base_url))
    interval_us = MAX (interval_us, META_INTERVAL_US);

  return invy_sender_new (store, transport, campaign, interval_us);
}
