/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"

#include "campaign/invy-frozen-details.h"
#include "campaign/invy-plan.h"
#include "campaign/invy-template-choice.h"
#include "campaign/invy-reasons.h"
#include "settings/invy-settings.h"

#include <string.h>

typedef struct
{
  char *folder;
  InvyStore *store;
  InvyEvent *event;
  InvyAccount *account;
  GPtrArray *guests;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = NULL;

  fixture->folder = invy_test_make_folder ();
  uri = invy_test_make_uri (fixture->folder);
  fixture->store = invy_test_open_store (uri);
  fixture->event = invy_test_add_event (fixture->store);
  fixture->account = invy_account_new ();
  fixture->account->token = g_strdup ("token");
  fixture->account->phone_number_id = g_strdup ("106540352242922");
  fixture->account->business_account_id = g_strdup ("215589313241560");
  fixture->guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (fixture->guests, invy_test_add_guest (fixture->store, fixture->event, "נועה", "+15555550101"));
  g_ptr_array_add (fixture->guests, invy_test_add_guest (fixture->store, fixture->event, "Bad", "12"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->guests);
  invy_account_unref (fixture->account);
  g_object_unref (fixture->event);
  invy_test_close_store (fixture->store);
  invy_test_remove_folder (fixture->folder);
}

static InvyDryRun *
load (Fixture *fixture, InvyCampaignKind kind)
{
  const InvyDryRunOptions options = { .kind = kind, .phone_override = (char *) "+15555550109" };
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyTemplateSet) templates = invy_template_set_new_single (tmpl);
  g_autoptr (GError) error = NULL;
  InvyDryRun *dry_run = invy_test_await_object (
      invy_dry_run_load (fixture->store, fixture->event, fixture->guests, templates, fixture->account, &options),
      &error);

  g_assert_no_error (error);
  return dry_run;
}

static InvyCampaign *
plan (Fixture *fixture, InvyCampaignKind kind)
{
  g_autoptr (InvyDryRun) dry_run = load (fixture, kind);
  g_autoptr (GError) error = NULL;
  InvyCampaign *campaign =
      invy_test_await_object (invy_plan_campaign (fixture->store, dry_run, fixture->account), &error);

  g_assert_no_error (error);
  return campaign;
}

static GPtrArray *
list_messages (Fixture *fixture, InvyCampaign *campaign)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *messages =
      invy_test_await_boxed (invy_store_list_messages (fixture->store, invy_campaign_get_id (campaign)), &error);

  g_assert_no_error (error);
  return messages;
}

static DexFuture *
plan_again (Fixture *fixture)
{
  g_autoptr (InvyDryRun) dry_run = load (fixture, INVY_CAMPAIGN_REAL);

  return invy_plan_campaign (fixture->store, dry_run, fixture->account);
}

/* Lets the next message of @campaign end in @state. */
static void
send_one (Fixture *fixture, InvyCampaign *campaign, InvyMessageState state)
{
  const char *id = invy_campaign_get_id (campaign);
  gint64 epoch = invy_test_await_int64 (invy_store_take_lease (fixture->store, id, "test"), NULL);
  g_autoptr (InvyClaim) claim = invy_test_await_boxed (invy_store_claim (fixture->store, id, epoch, 1, 0), NULL);

  g_assert_cmpuint (claim->messages->len, ==, 1);
  invy_message_set_state (claim->messages->pdata[0], state);
  g_assert_true (invy_test_await (invy_store_record_outcome (fixture->store, claim->messages->pdata[0]), NULL));
  g_assert_true (invy_test_await (invy_store_release_lease (fixture->store, id, epoch, NULL), NULL));
}

/* Everything that a message needs is in its row, and everybody asked for has one. */
static void
test_frozen (Fixture *fixture, gconstpointer data)
{
  const char *const parameters[] = { "נועה", "דביר", "ורד", "גן האלה", "25/02", "19:00", "https://rsvp.example/d-v",
                                     NULL };
  g_autoptr (InvyCampaign) campaign = plan (fixture, INVY_CAMPAIGN_REAL);
  g_autoptr (GPtrArray) messages = list_messages (fixture, campaign);
  g_auto (GStrv) frozen = NULL;
  InvyMessage *ready, *skipped;

  g_assert_cmpint (invy_campaign_get_state (campaign), ==, INVY_CAMPAIGN_PLANNED);
  g_assert_cmpint (invy_campaign_get_kind (campaign), ==, INVY_CAMPAIGN_REAL);
  g_assert_cmpstr (invy_campaign_get (campaign, INVY_CAMPAIGN_TEMPLATE_NAME), ==, "wedding_invitation");
  g_assert_cmpstr (invy_campaign_get (campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID), ==, "106540352242922");
  g_assert_cmpstr (invy_campaign_get (campaign, INVY_CAMPAIGN_WABA_ID), ==, "215589313241560");
  g_assert_cmpuint (invy_campaign_get_counts (campaign)->total, ==, 2);

  g_assert_cmpuint (messages->len, ==, 2);
  ready = messages->pdata[0];
  g_assert_cmpint (invy_message_get_state (ready), ==, INVY_MESSAGE_PLANNED);
  g_assert_cmpstr (invy_message_get (ready, INVY_MESSAGE_GUEST_NAME), ==, "נועה");
  g_assert_cmpstr (invy_message_get (ready, INVY_MESSAGE_PHONE_E164), ==, "+15555550101");
  g_assert_cmpstr (invy_message_get (ready, INVY_MESSAGE_TEMPLATE_NAME), ==, "wedding_invitation");
  g_assert_cmpstr (invy_message_get (ready, INVY_MESSAGE_LANGUAGE), ==, "he");
  g_assert_cmpstr (invy_message_get (ready, INVY_MESSAGE_PHONE_NUMBER_ID), ==, "106540352242922");
  frozen = invy_message_dup_parameters (ready);
  g_assert_cmpstrv (frozen, parameters);

  skipped = messages->pdata[1];
  g_assert_cmpint (invy_message_get_state (skipped), ==, INVY_MESSAGE_SKIPPED);
  g_assert_cmpstr (invy_message_get (skipped, INVY_MESSAGE_SKIP_REASON), ==, "phone-too-short");
}

static void
test_no_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) practice = NULL;
  g_autoptr (GPtrArray) campaigns = NULL;

  g_clear_pointer (&fixture->account->token, g_free);
  g_clear_pointer (&fixture->account->phone_number_id, g_free);
  invy_test_await_error (plan_again (fixture), INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_NO_TOKEN);

  practice = plan (fixture, INVY_CAMPAIGN_PRACTICE);
  g_assert_cmpstr (invy_campaign_get (practice, INVY_CAMPAIGN_PHONE_NUMBER_ID), ==, "practice");
  campaigns =
      invy_test_await_boxed (invy_store_list_campaigns (fixture->store, invy_event_get_id (fixture->event)), NULL);
  g_assert_cmpuint (campaigns->len, ==, 1);
}

static void
test_incomplete_wedding (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) campaigns = NULL;

  invy_event_set (fixture->event, INVY_EVENT_VENUE, NULL);
  invy_test_await_error (plan_again (fixture), INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_EVENT);
  campaigns =
      invy_test_await_boxed (invy_store_list_campaigns (fixture->store, invy_event_get_id (fixture->event)), NULL);
  g_assert_cmpuint (campaigns->len, ==, 0);
}

static void
test_retry (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = plan (fixture, INVY_CAMPAIGN_REAL);
  g_autoptr (InvyCampaign) retried = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GError) error = NULL;

  send_one (fixture, campaign, INVY_MESSAGE_FAILED);
  /* The bad number is corrected, and so is the one that failed. */
  for (guint i = 0; i < fixture->guests->len; i++)
    {
      invy_guest_set (fixture->guests->pdata[i], INVY_GUEST_PHONE_NUMBER, i == 0 ? "+15555550111" : "+15555550112");
      g_ptr_array_add (changed, fixture->guests->pdata[i]);
    }
  saved = invy_test_await_boxed (invy_store_save_guests (fixture->store, changed), &error);
  g_assert_no_error (error);

  retried = invy_test_await_object (
      invy_plan_retry (fixture->store, invy_campaign_get_id (campaign), fixture->account), &error);
  g_assert_no_error (error);
  g_assert_cmpint (invy_campaign_get_state (retried), ==, INVY_CAMPAIGN_PAUSED);
  g_assert_cmpuint (invy_campaign_get_counts (retried)->total, ==, 2);
  g_assert_cmpuint (invy_campaign_get_counts (retried)->waiting, ==, 2);

  messages = list_messages (fixture, campaign);
  g_assert_cmpuint (messages->len, ==, 4);
  g_assert_cmpint (invy_message_get_state (messages->pdata[0]), ==, INVY_MESSAGE_FAILED);
  for (guint i = 2; i < 4; i++)
    {
      g_assert_cmpint (invy_message_get_state (messages->pdata[i]), ==, INVY_MESSAGE_PLANNED);
      g_assert_cmpuint (invy_message_get_round (messages->pdata[i]), ==, 1);
      g_assert_true (
          g_str_has_prefix (invy_message_get (messages->pdata[i], INVY_MESSAGE_PHONE_E164), "+1555555011"));
    }
}

static void
assert_nothing_to_retry (Fixture *fixture, InvyCampaign *campaign)
{
  invy_test_await_error (invy_plan_retry (fixture->store, invy_campaign_get_id (campaign), fixture->account),
                         INVY_PLAN_ERROR, INVY_PLAN_ERROR_NOTHING_TO_RETRY);
}

/* What may have arrived is never tried again by itself. */
static void
test_retry_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = plan (fixture, INVY_CAMPAIGN_REAL);

  send_one (fixture, campaign, INVY_MESSAGE_UNKNOWN);
  assert_nothing_to_retry (fixture, campaign);
}

/* Invited by another campaign since. */
static void
test_retry_invited_since (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) first = plan (fixture, INVY_CAMPAIGN_REAL);
  g_autoptr (InvyCampaign) second = NULL;

  send_one (fixture, first, INVY_MESSAGE_FAILED);
  second = plan (fixture, INVY_CAMPAIGN_REAL);
  send_one (fixture, second, INVY_MESSAGE_ACCEPTED);
  assert_nothing_to_retry (fixture, first);
}

static void
test_retry_override (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = plan (fixture, INVY_CAMPAIGN_OVERRIDE);
  g_autoptr (InvyCampaign) retried = NULL;
  g_autoptr (GPtrArray) messages = NULL;

  send_one (fixture, campaign, INVY_MESSAGE_FAILED);
  retried = invy_test_await_object (
      invy_plan_retry (fixture->store, invy_campaign_get_id (campaign), fixture->account), NULL);
  messages = list_messages (fixture, campaign);
  g_assert_cmpuint (messages->len, ==, 3);
  g_assert_cmpstr (invy_message_get (messages->pdata[2], INVY_MESSAGE_PHONE_E164), ==, "+15555550109");
}

static void
test_other_number (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = plan (fixture, INVY_CAMPAIGN_REAL);
  g_autoptr (GError) error = NULL;

  g_assert_true (invy_plan_check_account (campaign, fixture->account, &error));
  g_assert_no_error (error);
  g_set_str (&fixture->account->phone_number_id, "999");
  g_assert_false (invy_plan_check_account (campaign, fixture->account, &error));
  g_assert_error (error, INVY_PLAN_ERROR, INVY_PLAN_ERROR_OTHER_NUMBER);
}

static void
test_changed_details (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    InvyEventField field;
    const char *text;
    gboolean matters;
  } cases[] = {
    { INVY_EVENT_PARTNER1_NAME, "another", TRUE },
    { INVY_EVENT_PARTNER2_NAME, "another", TRUE },
    { INVY_EVENT_VENUE, "another", TRUE },
    { INVY_EVENT_DATE, "another", TRUE },
    { INVY_EVENT_EVENT_TIME, "another", TRUE },
    { INVY_EVENT_GUEST_LINK, "another", TRUE },
    { INVY_EVENT_PARAMETER_MAPPING, "{\"wedding_invitation\": {\"1\": {\"text\": \"x\"}}}", TRUE },
    { INVY_EVENT_PARAMETER_MAPPING, "{\"save_the_date\": {\"1\": {\"text\": \"x\"}}}", FALSE },
    { INVY_EVENT_TITLE, "another", FALSE },
    { INVY_EVENT_TIMEZONE, "another", FALSE },
  };
  g_autoptr (InvyCampaign) campaign = plan (fixture, INVY_CAMPAIGN_REAL);
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyTemplateSet) templates = invy_template_set_new_single (tmpl);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (InvyEvent) event = invy_event_copy (fixture->event);
      g_autoptr (GError) error = NULL;

      g_assert_true (invy_plan_check_details (campaign, event, templates, NULL));
      invy_event_set (event, cases[i].field, cases[i].text);
      g_assert_cmpint (invy_plan_check_details (campaign, event, templates, &error), !=, cases[i].matters);
      if (cases[i].matters)
        g_assert_error (error, INVY_PLAN_ERROR, INVY_PLAN_ERROR_DETAILS_CHANGED);
    }

  invy_template_set_body (tmpl, "another");
  g_assert_false (invy_plan_check_details (campaign, fixture->event, templates, NULL));
}

/* What an older program froze, or nobody, differs in everything and breaks nothing. */
static void
test_damaged_details (Fixture *fixture, gconstpointer data)
{
  const char *const frozen[] = { NULL, "", "{}", "[]", "{\"event\": 7}", "{\"event\": {\"venue\": [1]}}", "no JSON" };
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyTemplateSet) templates = invy_template_set_new_single (tmpl);

  for (guint i = 0; i < G_N_ELEMENTS (frozen); i++)
    {
      g_auto (GStrv) changed = invy_frozen_details_compare (frozen[i], fixture->event, templates);

      g_assert_cmpuint (g_strv_length (changed), ==, 7);
    }
}

static void
test_template_choice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyTemplateSet) ours = invy_test_await_object (
      invy_template_choice_load (fixture->store, fixture->event, fixture->account, NULL), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (invy_template_set_get_name (ours), ==, "wedding_invitation");
  invy_test_await_error (
      invy_template_choice_load (fixture->store, fixture->event, fixture->account, "save_the_date"),
      INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_TEMPLATE);
  invy_event_set (fixture->event, INVY_EVENT_TEMPLATE_NAME, "save_the_date");
  invy_test_await_error (invy_template_choice_load (fixture->store, fixture->event, fixture->account, NULL),
                         INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_TEMPLATE);
}

#define ADD(name, function) g_test_add ("/invy/plan/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("frozen", test_frozen);
  ADD ("no-account", test_no_account);
  ADD ("incomplete-wedding", test_incomplete_wedding);
  ADD ("retry", test_retry);
  ADD ("retry-unknown", test_retry_unknown);
  ADD ("retry-invited-since", test_retry_invited_since);
  ADD ("retry-override", test_retry_override);
  ADD ("other-number", test_other_number);
  ADD ("changed-details", test_changed_details);
  ADD ("damaged-details", test_damaged_details);
  ADD ("template-choice", test_template_choice);

  return g_test_run ();
}
