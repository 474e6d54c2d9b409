/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-account-reading.h"
#include "campaign/invy-campaign-media.h"
#include "campaign/invy-plan.h"
#include "campaign/invy-reasons.h"
#include "campaign/invy-sender-setup.h"
#include "campaign/invy-template-choice.h"
#include "settings/invy-setting-rules.h"
#include "whatsapp/invy-graph-client.h"
#include "whatsapp/invy-practice.h"

/* Eighty messages a second: more than that Meta refuses (WhatsApp Cloud API, throughput). */
#define META_INTERVAL_US 12500

typedef struct
{
  InvyStore *store;
  InvyCampaign *campaign;
  InvyAccount *account;
  gint64 interval_us;
  gboolean as_planned;
  gboolean was_planned; /* when it was asked for */
} Setup;

static void
setup_free (gpointer data)
{
  Setup *setup = data;

  g_clear_object (&setup->store);
  g_clear_object (&setup->campaign);
  g_clear_pointer (&setup->account, invy_account_unref);
  g_free (setup);
}

static gboolean
is_practice (Setup *setup)
{
  return invy_campaign_get_kind (setup->campaign) == INVY_CAMPAIGN_PRACTICE;
}

static gint64
get_interval (Setup *setup)
{
  gint64 interval_us = setup->interval_us;

  if (interval_us < 0)
    interval_us = (gint64) setup->account->interval_ms * 1000;
  if (!is_practice (setup) && !invy_setting_is_loopback_url (setup->account->base_url))
    interval_us = MAX (interval_us, META_INTERVAL_US);

  return interval_us;
}

static gboolean
check_templates (Setup *setup, GError **error)
{
  const char *event_id = invy_campaign_get (setup->campaign, INVY_CAMPAIGN_EVENT_ID);
  const char *name = invy_campaign_get (setup->campaign, INVY_CAMPAIGN_TEMPLATE_NAME);
  g_autoptr (InvyEvent) event = dex_await_object (invy_store_get_event (setup->store, event_id), error);
  g_autoptr (InvyTemplateSet) templates = NULL;

  return event != NULL
         && (templates =
                 dex_await_object (invy_template_choice_load (setup->store, event, setup->account, name), error))
         && invy_plan_check_templates (setup->campaign, templates, error);
}

/* The account could not be read: what was kept of it stays true as far as anybody knows, and the messages themselves
 * will tell. */
static void
read_account (Setup *setup)
{
  const char *name = invy_campaign_get (setup->campaign, INVY_CAMPAIGN_TEMPLATE_NAME);
  g_autoptr (GError) error = NULL;

  if (!dex_await (invy_account_reading_refresh (setup->store, setup->account, name), &error))
    g_message ("The account could not be read before sending: %s", error->message);
}

/* The caller may hold it as it was before it was rendered again. */
static gboolean
read_campaign (Setup *setup, GError **error)
{
  InvyCampaign *now =
      dex_await_object (invy_store_get_campaign (setup->store, invy_campaign_get_id (setup->campaign)), error);

  if (now == NULL)
    return FALSE;

  g_object_unref (setup->campaign);
  setup->campaign = now;
  return TRUE;
}

/* The template is another one, or gone. Any other error says nothing about it. */
static gboolean
is_about_template (const GError *error)
{
  return error->domain == INVY_PLAN_ERROR || error->domain == INVY_DRY_RUN_ERROR;
}

/* Awaits. Lets the campaign say that the template is why it waits, whatever stopped it before: what somebody else is
 * sending is theirs. */
static void
keep_reason (Setup *setup)
{
  const char *campaign_id = invy_campaign_get_id (setup->campaign);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyCampaign) paused = NULL;
  const gint64 epoch = dex_await_int64 (invy_store_take_lease (setup->store, campaign_id, g_get_prgname ()), &error);

  if (error == NULL)
    paused =
        dex_await_object (invy_store_release_lease (setup->store, campaign_id, epoch, INVY_STOP_TEMPLATE), &error);
  if (error != NULL)
    g_message ("What stopped the campaign could not be kept: %s", error->message);
}

static gboolean
stop_for_template (Setup *setup, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (check_templates (setup, &local_error))
    return FALSE;

  if (is_about_template (local_error))
    keep_reason (setup);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return TRUE;
}

static gboolean
prepare (Setup *setup, GError **error)
{
  if (!read_campaign (setup, error))
    return FALSE;
  if (is_practice (setup))
    return TRUE;

  read_account (setup);
  return (setup->as_planned || !stop_for_template (setup, error))
         && dex_await (invy_campaign_media_upload (setup->store, setup->campaign, setup->account), error);
}

static InvySender *
new_sender (Setup *setup)
{
  g_autoptr (InvyTransport) transport = NULL;

  if (is_practice (setup))
    transport = INVY_TRANSPORT (invy_practice_new ());
  else
    transport = INVY_TRANSPORT (invy_graph_client_new (setup->account));

  return invy_sender_new (setup->store, transport, setup->campaign, get_interval (setup));
}

/* Somebody may have paused what was planned while there was no sender to hear of it. */
static gboolean
heed_pause (Setup *setup, InvySender *sender, GError **error)
{
  g_autoptr (InvyCampaign) now =
      dex_await_object (invy_store_get_campaign (setup->store, invy_campaign_get_id (setup->campaign)), error);

  if (now == NULL)
    return FALSE;

  if (setup->was_planned && invy_campaign_get_state (now) == INVY_CAMPAIGN_PAUSED)
    invy_sender_pause (sender, invy_campaign_get (now, INVY_CAMPAIGN_STOP_REASON));
  return TRUE;
}

static DexFuture *
setup_fiber (gpointer data)
{
  Setup *setup = data;
  g_autoptr (InvySender) sender = NULL;
  GError *error = NULL;

  if (!prepare (setup, &error))
    return dex_future_new_for_error (error);

  sender = new_sender (setup);
  if (!heed_pause (setup, sender, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_for_object (sender);
}

/**
 * invy_sender_setup:
 * @campaign: planned or paused, as it was read when the planner chose to send it; if it was planned and is paused
 * meanwhile, the sender sends nothing
 * @account: complete for anything but practice; see invy_plan_check_account()
 * @interval_us: microseconds from the start of one message to the start of the next; the account's pace if negative.
 * It is raised to what Meta allows where messages go to Meta
 * @as_planned: whether the planner said that a template which is another one now does not matter
 *
 * Does what is left to do before the first message: reads the template and the number's limit again, and uploads the
 * files that messages have. A practice goes nowhere and needs none of it.
 *
 * Returns: (transfer full): a future that resolves to the #InvySender that @campaign needs. It rejects, and nothing
 * is sent, with %INVY_PLAN_ERROR_DETAILS_CHANGED when the template is another one than when the campaign was planned;
 *   with #InvyMediaError and #InvyApiError when a file could not be uploaded; and with the store's errors
 */
DexFuture *
invy_sender_setup (InvyStore *store,
                   InvyCampaign *campaign,
                   InvyAccount *account,
                   gint64 interval_us,
                   gboolean as_planned)
{
  Setup *setup;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  setup = g_new0 (Setup, 1);
  setup->store = g_object_ref (store);
  setup->campaign = g_object_ref (campaign);
  setup->account = invy_account_ref (account);
  setup->interval_us = interval_us;
  setup->as_planned = as_planned;
  setup->was_planned = invy_campaign_get_state (campaign) == INVY_CAMPAIGN_PLANNED;

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, setup_fiber, setup, setup_free);
}
