/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test-campaign.h"
#include "invy-test.h"

#include "campaign/invy-plan.h"
#include "campaign/invy-reasons.h"

static InvyAccount *
new_account (void)
{
  InvyAccount *account = invy_account_new ();

  account->token = g_strdup ("EAAG");
  account->phone_number_id = g_strdup ("106540352242922");

  return account;
}

static InvyCampaign *
plan (InvyStore *store, InvyEvent *event, InvyCampaignKind kind, GPtrArray *guests)
{
  const InvyDryRunOptions options = { .kind = kind };
  g_autoptr (InvyAccount) account = new_account ();
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyTemplateSet) templates = invy_template_set_new_single (tmpl);
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autoptr (GError) error = NULL;
  InvyCampaign *campaign;

  dry_run = invy_test_await_object (invy_dry_run_load (store, event, guests, templates, account, &options), &error);
  g_assert_no_error (error);
  campaign = invy_test_await_object (invy_plan_campaign (store, dry_run, account), &error);
  g_assert_no_error (error);

  return campaign;
}

static void
record (InvyStore *store, InvyMessage *message, const InvyTestOutcome *outcome)
{
  g_autoptr (InvyMessage) answered = g_object_new (INVY_TYPE_MESSAGE, NULL);
  g_autoptr (GError) error = NULL;

  invy_message_assign (answered, message);
  invy_message_set_state (answered, outcome->state);
  if (outcome->state == INVY_MESSAGE_FAILED)
    invy_message_set_error_code (answered, outcome->code);
  g_assert_true (invy_test_await (invy_store_record_outcome (store, answered), &error));
  g_assert_no_error (error);
}

static const InvyTestOutcome *
find_outcome (InvyMessage *message, const InvyTestOutcome *outcomes, guint n_outcomes)
{
  for (guint i = 0; i < n_outcomes; i++)
    if (g_strcmp0 (invy_message_get (message, INVY_MESSAGE_GUEST_NAME), outcomes[i].first_name) == 0)
      return &outcomes[i];

  g_assert_not_reached ();
}

/**
 * invy_test_send_as:
 * @outcomes: (array length=n_outcomes): the guests and what becomes of their messages. Who has a number that nothing
 *   can be sent to is left out
 *
 * Plans a campaign as the program does and writes down answers as a sender does, without sending. It is paused by the
 * user if anything stays planned.
 *
 * Returns: (transfer full): the campaign as it was left
 */
InvyCampaign *
invy_test_send_as (InvyStore *store,
                   InvyEvent *event,
                   InvyCampaignKind kind,
                   const InvyTestOutcome *outcomes,
                   guint n_outcomes)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (GError) error = NULL;
  guint n_sent = 0;
  const char *campaign_id;
  gint64 epoch;
  InvyCampaign *left;

  for (guint i = 0; i < n_outcomes; i++)
    {
      g_ptr_array_add (guests, invy_test_add_guest (store, event, outcomes[i].first_name, outcomes[i].phone_number));
      n_sent += outcomes[i].state != INVY_MESSAGE_PLANNED && outcomes[i].state != INVY_MESSAGE_SKIPPED;
    }
  campaign = plan (store, event, kind, guests);
  campaign_id = invy_campaign_get_id (campaign);

  epoch = invy_test_await_int64 (invy_store_take_lease (store, campaign_id, "test"), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_sent; i++)
    {
      g_autoptr (InvyClaim) claim =
          invy_test_await_boxed (invy_store_claim (store, campaign_id, epoch, 1, 0), &error);

      g_assert_no_error (error);
      g_assert_cmpuint (claim->messages->len, ==, 1);
      record (store, claim->messages->pdata[0], find_outcome (claim->messages->pdata[0], outcomes, n_outcomes));
    }

  left = invy_test_await_object (invy_store_release_lease (store, campaign_id, epoch, INVY_STOP_USER), &error);
  g_assert_no_error (error);

  return left;
}
