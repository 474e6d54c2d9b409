/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-sender-request.h"

#include "campaign/invy-plan.h"
#include "campaign/invy-render-again.h"
#include "campaign/invy-sender-setup.h"
#include "campaign/invy-template-choice.h"

typedef struct
{
  InvyStore *store;
  InvySettings *settings;
  InvyDryRun *dry_run;
  char *campaign_id;
  InvyChanges changes;
} Request;

static Request *
request_new (InvyStore *store, InvySettings *settings)
{
  Request *request = g_new0 (Request, 1);

  request->store = g_object_ref (store);
  request->settings = g_object_ref (settings);

  return request;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_object (&request->store);
  g_clear_object (&request->settings);
  g_clear_object (&request->dry_run);
  g_clear_pointer (&request->campaign_id, g_free);
  g_free (request);
}

static DexFuture *
spawn (Request *request, DexFiberFunc fiber)
{
  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, fiber, request, request_free);
}

/* Awaits. Practice asks neither the keyring nor for anything to be filled in. */
static InvyAccount *
load_account (Request *request, InvyCampaignKind kind, GError **error)
{
  if (kind == INVY_CAMPAIGN_PRACTICE)
    return invy_settings_dup_account_without_token (request->settings);

  return dex_await_boxed (invy_settings_load_account (request->settings), error);
}

static DexFuture *
new_sender (Request *request, InvyCampaign *campaign, InvyAccount *account)
{
  return invy_sender_setup (request->store, campaign, account, -1, request->changes == INVY_CHANGES_IGNORED);
}

static DexFuture *
plan_fiber (gpointer data)
{
  Request *request = data;
  g_autoptr (InvyAccount) account = NULL;
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (InvySender) sender = NULL;
  g_autoptr (GError) error = NULL;

  if (!(account = load_account (request, invy_dry_run_get_options (request->dry_run)->kind, &error))
      || !(campaign = dex_await_object (invy_plan_campaign (request->store, request->dry_run, account), &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!(sender = dex_await_object (new_sender (request, campaign, account), &error)))
    {
      /* Nothing of it was sent. Planned, it would keep its guests from being invited when the planner tries again. */
      dex_await (invy_store_cancel_campaign (request->store, invy_campaign_get_id (campaign)), NULL);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_for_object (sender);
}

/**
 * invy_sender_request_plan:
 * @dry_run: what to send; it must not be updated until the future is settled
 *
 * Plans a campaign.
 *
 * Returns: (transfer full): a future that resolves to an #InvySender. It rejects, and nothing waits to be sent,
 *   with #InvyDryRunError, #InvySettingsError, the store's errors, and those of invy_sender_setup()
 */
DexFuture *
invy_sender_request_plan (InvyStore *store, InvySettings *settings, InvyDryRun *dry_run)
{
  Request *request = request_new (store, settings);

  request->dry_run = g_object_ref (dry_run);
  return spawn (request, plan_fiber);
}

/* Awaits. */
static gboolean
check_details (Request *request, InvyCampaign *campaign, InvyAccount *account, GError **error)
{
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (InvyTemplateSet) templates = NULL;

  return (event = dex_await_object (
              invy_store_get_event (request->store, invy_campaign_get (campaign, INVY_CAMPAIGN_EVENT_ID)), error))
         && (templates = dex_await_object (
                 invy_template_choice_load (request->store, event, account,
                                            invy_campaign_get (campaign, INVY_CAMPAIGN_TEMPLATE_NAME)),
                 error))
         && invy_plan_check_details (campaign, event, templates, error);
}

/* Awaits. */
static gboolean
heed_changes (Request *request, InvyCampaign *campaign, InvyAccount *account, GError **error)
{
  switch (request->changes)
    {
    case INVY_CHANGES_IGNORED:
      return TRUE;
    case INVY_CHANGES_RENDERED:
      return dex_await (invy_render_again (request->store, request->campaign_id, account), error);
    case INVY_CHANGES_REFUSED:
    default:
      return check_details (request, campaign, account, error);
    }
}

static DexFuture *
resume_fiber (gpointer data)
{
  Request *request = data;
  g_autoptr (InvyAccount) account = NULL;
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (GError) error = NULL;

  if (!(campaign = dex_await_object (invy_store_get_campaign (request->store, request->campaign_id), &error))
      || !(account = load_account (request, invy_campaign_get_kind (campaign), &error))
      || !invy_plan_check_account (campaign, account, &error) || !heed_changes (request, campaign, account, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return new_sender (request, campaign, account);
}

/**
 * invy_sender_request_resume:
 * @changes: what to do if the wedding is another by now
 *
 * Looks whether a campaign that stopped can go on.
 *
 * Returns: (transfer full): a future that resolves to an #InvySender, or rejects with #InvyPlanError
 *   (%INVY_PLAN_ERROR_DETAILS_CHANGED if changes are refused), #InvyDryRunError (if they are rendered),
 *   #InvySettingsError, and the store's errors
 */
DexFuture *
invy_sender_request_resume (InvyStore *store, InvySettings *settings, const char *campaign_id, InvyChanges changes)
{
  Request *request = request_new (store, settings);

  request->campaign_id = g_strdup (campaign_id);
  request->changes = changes;
  return spawn (request, resume_fiber);
}

static DexFuture *
retry_fiber (gpointer data)
{
  Request *request = data;
  g_autoptr (InvyAccount) account = NULL;
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (InvyCampaign) planned = NULL;
  g_autoptr (GError) error = NULL;

  if (!(campaign = dex_await_object (invy_store_get_campaign (request->store, request->campaign_id), &error))
      || !(account = load_account (request, invy_campaign_get_kind (campaign), &error))
      || !(planned = dex_await_object (invy_plan_retry (request->store, request->campaign_id, account), &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return new_sender (request, planned, account);
}

/**
 * invy_sender_request_retry:
 *
 * Plans another message for the guests of a campaign whose message failed or who were left out, as they are now.
 *
 * Returns: (transfer full): a future that resolves to an #InvySender, or rejects with #InvyPlanError,
 *   #InvyDryRunError, #InvySettingsError, and the store's errors
 */
DexFuture *
invy_sender_request_retry (InvyStore *store, InvySettings *settings, const char *campaign_id)
{
  Request *request = request_new (store, settings);

  request->campaign_id = g_strdup (campaign_id);
  return spawn (request, retry_fiber);
}
