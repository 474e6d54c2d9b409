/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"

#include "app/invite/invy-invitation.h"
#include "app/messages/invy-outbox.h"
#include "campaign/invy-plan.h"
#include "campaign/invy-reasons.h"
#include "template/invy-builtin-template.h"

/* What is sent goes on and is told about, with a real store and practice in WhatsApp's place. */

typedef struct
{
  char *folder;
  InvyStore *store;
  InvySettings *settings;
  InvyOutbox *outbox;
  InvyEvent *event;
  GPtrArray *guests;
  guint n_finished;
  guint n_message_changes;
} Fixture;

static void
finished_cb (Fixture *fixture)
{
  fixture->n_finished++;
}

static void
message_changed_cb (Fixture *fixture)
{
  fixture->n_message_changes++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = invy_test_make_folder ();
  uri = g_strdup_printf ("sqlite:%s/invy.db", fixture->folder);
  fixture->store = invy_test_open_store (uri);
  fixture->settings = invy_settings_new (FALSE);
  g_assert_true (invy_settings_set (fixture->settings, INVY_SETTING_INTERVAL_MS, "20", &error));
  g_assert_no_error (error);
  fixture->outbox = invy_outbox_new (fixture->store, fixture->settings);
  g_signal_connect_swapped (fixture->outbox, "finished", G_CALLBACK (finished_cb), fixture);
  g_signal_connect_swapped (fixture->outbox, "message-changed", G_CALLBACK (message_changed_cb), fixture);

  fixture->event = invy_test_add_event (fixture->store);
  fixture->guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (fixture->guests, invy_test_add_guest (fixture->store, fixture->event, "רוני", "0583210001"));
  g_ptr_array_add (fixture->guests, invy_test_add_guest (fixture->store, fixture->event, "Dana", "050-12"));
  g_ptr_array_add (fixture->guests, invy_test_add_guest (fixture->store, fixture->event, "Maya", "0583210002"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->event);
  g_clear_pointer (&fixture->guests, g_ptr_array_unref);
  g_assert_false (invy_outbox_has_running (fixture->outbox));
  g_clear_object (&fixture->outbox);
  g_clear_object (&fixture->settings);
  invy_test_close_store (fixture->store);
  invy_test_remove_folder (fixture->folder);
}

static InvyDryRun *
dry_run (Fixture *fixture, InvyCampaignKind kind)
{
  const InvyDryRunOptions options = { .purpose = INVY_PURPOSE_INVITATION, .kind = kind };
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyTemplateSet) templates = invy_template_set_new_single (tmpl);
  g_autoptr (InvyAccount) account = invy_settings_dup_account_without_token (fixture->settings);
  g_autoptr (GError) error = NULL;
  InvyDryRun *loaded = invy_test_await_object (
      invy_dry_run_load (fixture->store, fixture->event, fixture->guests, templates, account, &options), &error);

  g_assert_no_error (error);
  return loaded;
}

static InvySender *
send_practice (Fixture *fixture)
{
  g_autoptr (InvyDryRun) practice = dry_run (fixture, INVY_CAMPAIGN_PRACTICE);
  g_autoptr (GError) error = NULL;
  InvySender *sender = invy_test_await_object (invy_outbox_send (fixture->outbox, practice), &error);

  g_assert_no_error (error);
  return sender;
}

static gboolean
is_quiet (gpointer data)
{
  return !invy_outbox_has_running (((Fixture *) data)->outbox);
}

static InvyCampaign *
get_campaign (Fixture *fixture, InvySender *sender)
{
  const char *campaign_id = invy_campaign_get_id (invy_sender_get_campaign (sender));

  return invy_test_await_object (invy_store_get_campaign (fixture->store, campaign_id), NULL);
}

static void
test_send (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySender) sender = send_practice (fixture);
  const char *campaign_id = invy_campaign_get_id (invy_sender_get_campaign (sender));
  g_autoptr (InvyCampaign) campaign = NULL;
  const InvyCampaignCounts *counts;

  g_assert_true (invy_outbox_has_running (fixture->outbox));
  g_assert_true (invy_outbox_find (fixture->outbox, campaign_id) == sender);
  invy_test_wait_until (is_quiet, fixture);

  campaign = get_campaign (fixture, sender);
  counts = invy_campaign_get_counts (campaign);
  g_assert_cmpint (invy_campaign_get_state (campaign), ==, INVY_CAMPAIGN_FINISHED);
  g_assert_cmpuint (counts->succeeded, ==, 2);
  g_assert_cmpuint (counts->skipped, ==, 1);
  g_assert_cmpuint (fixture->n_finished, ==, 1);
  g_assert_cmpuint (fixture->n_message_changes, >=, 2);
  g_assert_null (invy_outbox_find (fixture->outbox, campaign_id));
}

static void
assert_nothing_planned (Fixture *fixture)
{
  g_autoptr (GPtrArray) campaigns =
      invy_test_await_boxed (invy_store_list_campaigns (fixture->store, invy_event_get_id (fixture->event)), NULL);

  g_assert_cmpuint (campaigns->len, ==, 0);
  g_assert_false (invy_outbox_has_running (fixture->outbox));
}

static void
test_refuses_incomplete_wedding (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyDryRun) practice = NULL;

  invy_event_set (fixture->event, INVY_EVENT_VENUE, NULL);
  practice = dry_run (fixture, INVY_CAMPAIGN_PRACTICE);
  invy_test_await_error (invy_outbox_send (fixture->outbox, practice), INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_EVENT);
  assert_nothing_planned (fixture);
}

static void
test_refuses_without_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyDryRun) real = dry_run (fixture, INVY_CAMPAIGN_REAL);
  g_autoptr (GError) error = NULL;

  g_assert_false (invy_test_await (invy_outbox_send (fixture->outbox, real), &error));
  g_assert_true (error->domain == INVY_SETTINGS_ERROR);
  assert_nothing_planned (fixture);
}

#define WABA_ID "102290129340398"
#define CHANGED_BODY "{{1}} {{2}} {{3}} {{4}} {{5}} {{6}} {{7}}"

/* The account was read again after the planner looked at the text. */
static void
change_template (Fixture *fixture)
{
  g_autoptr (GPtrArray) templates = g_ptr_array_new_with_free_func (g_object_unref);
  InvyTemplate *tmpl = invy_template_new_builtin ();
  g_autoptr (GError) error = NULL;

  invy_template_set (tmpl, INVY_TEMPLATE_COMPONENTS, "[{\"type\":\"BODY\",\"text\":\"" CHANGED_BODY "\"}]");
  g_ptr_array_add (templates, tmpl);
  invy_test_await (invy_store_save_templates (fixture->store, WABA_ID, NULL, templates), &error);
  g_assert_no_error (error);
}

static void
use_account (gboolean use)
{
  static const char *const variables[][2] = {
    { "WHATSAPP_ACCESS_TOKEN", "EAAGtoken" },
    { "WHATSAPP_PHONE_NUMBER_ID", "106540352242922" },
    { "WHATSAPP_BUSINESS_ACCOUNT_ID", WABA_ID },
    { "WHATSAPP_API_BASE_URL", "http://127.0.0.1:1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    if (use)
      g_setenv (variables[i][0], variables[i][1], TRUE);
    else
      g_unsetenv (variables[i][0]);
}

static void
test_failed_set_up_keeps_nobody (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyDryRun) looked_at = dry_run (fixture, INVY_CAMPAIGN_REAL);
  g_autoptr (InvyDryRun) next = NULL;
  g_autoptr (GPtrArray) campaigns = NULL;

  use_account (TRUE);
  change_template (fixture);
  invy_test_await_error (invy_outbox_send (fixture->outbox, looked_at), INVY_PLAN_ERROR,
                         INVY_PLAN_ERROR_DETAILS_CHANGED);
  use_account (FALSE);

  campaigns =
      invy_test_await_boxed (invy_store_list_campaigns (fixture->store, invy_event_get_id (fixture->event)), NULL);
  g_assert_cmpuint (campaigns->len, ==, 1);
  g_assert_cmpint (invy_campaign_get_state (campaigns->pdata[0]), ==, INVY_CAMPAIGN_CANCELLED);
  next = dry_run (fixture, INVY_CAMPAIGN_REAL);
  g_assert_cmpuint (invy_dry_run_get_n_ready (next), ==, 2);
}

static gboolean
has_changed_template (gpointer data)
{
  InvyTemplateSet *templates = invy_dry_run_get_templates (invy_invitation_get_dry_run (data));

  return g_str_equal (invy_template_get_body (invy_template_set_get_main (templates)), CHANGED_BODY);
}

static gboolean
can_send (gpointer data)
{
  return invy_invitation_can_send (data);
}

static void
test_failed_set_up_is_looked_at_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyInvitation) invitation =
      invy_invitation_new (fixture->outbox, fixture->settings, fixture->store, fixture->event, fixture->guests);
  g_autoptr (GError) error = NULL;

  use_account (TRUE);
  invy_test_await (invy_invitation_load (invitation), &error);
  g_assert_no_error (error);
  g_assert_false (has_changed_template (invitation));
  change_template (fixture);
  invy_test_await_error (invy_invitation_send (invitation), INVY_PLAN_ERROR, INVY_PLAN_ERROR_DETAILS_CHANGED);
  invy_test_wait_until (has_changed_template, invitation);
  invy_test_wait_until (can_send, invitation);
  use_account (FALSE);
}

static InvyCampaign *
send_and_pause (Fixture *fixture)
{
  g_autoptr (InvySender) sender = send_practice (fixture);
  InvyCampaign *campaign;

  g_assert_true (invy_test_await (invy_outbox_pause_all (fixture->outbox, INVY_STOP_INTERRUPTED), NULL));
  g_assert_false (invy_outbox_has_running (fixture->outbox));
  campaign = get_campaign (fixture, sender);
  g_assert_cmpint (invy_campaign_get_state (campaign), ==, INVY_CAMPAIGN_PAUSED);

  return campaign;
}

static void
test_pause_and_resume (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = send_and_pause (fixture);
  g_autoptr (InvyCampaign) finished = NULL;
  g_autoptr (InvySender) sender = NULL;
  g_autoptr (InvySender) same = NULL;
  g_autoptr (GError) error = NULL;

  sender = invy_test_await_object (invy_outbox_resume (fixture->outbox, campaign), &error);
  g_assert_no_error (error);
  same = invy_test_await_object (invy_outbox_resume (fixture->outbox, campaign), &error);
  g_assert_no_error (error);
  g_assert_true (same == sender);
  invy_test_wait_until (is_quiet, fixture);

  finished = get_campaign (fixture, sender);
  g_assert_cmpint (invy_campaign_get_state (finished), ==, INVY_CAMPAIGN_FINISHED);
  g_assert_cmpuint (invy_campaign_get_counts (finished)->succeeded, ==, 2);
}

static void
test_pause_all_with_nothing (Fixture *fixture, gconstpointer data)
{
  g_assert_true (invy_test_await (invy_outbox_pause_all (fixture->outbox, INVY_STOP_USER), NULL));
}

static void
test_resume_asks_when_the_wedding_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = send_and_pause (fixture);
  g_autoptr (InvyEvent) saved = NULL;
  g_autoptr (InvySender) sender = NULL;
  g_autoptr (GError) error = NULL;

  invy_event_set (fixture->event, INVY_EVENT_VENUE, "Elsewhere");
  saved = invy_test_await_object (invy_store_save_event (fixture->store, fixture->event), &error);
  g_assert_no_error (error);

  invy_test_await_error (invy_outbox_resume (fixture->outbox, campaign), INVY_PLAN_ERROR,
                         INVY_PLAN_ERROR_DETAILS_CHANGED);
  sender = invy_test_await_object (invy_outbox_resume_as_planned (fixture->outbox, campaign), &error);
  g_assert_no_error (error);
  invy_test_wait_until (is_quiet, fixture);
}

static void
test_retry_a_corrected_guest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySender) sender = send_practice (fixture);
  const char *campaign_id = invy_campaign_get_id (invy_sender_get_campaign (sender));
  g_autoptr (InvySender) again = NULL;
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (GPtrArray) corrected = g_ptr_array_new ();
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GError) error = NULL;

  invy_test_await_error (invy_outbox_retry (fixture->outbox, campaign_id), INVY_STORE_ERROR, INVY_STORE_ERROR_STATE);
  invy_test_wait_until (is_quiet, fixture);
  invy_test_await_error (invy_outbox_retry (fixture->outbox, campaign_id), INVY_PLAN_ERROR,
                         INVY_PLAN_ERROR_NOTHING_TO_RETRY);

  invy_guest_set (fixture->guests->pdata[1], INVY_GUEST_PHONE_NUMBER, "0583210003");
  g_ptr_array_add (corrected, fixture->guests->pdata[1]);
  saved = invy_test_await_boxed (invy_store_save_guests (fixture->store, corrected), &error);
  g_assert_no_error (error);

  again = invy_test_await_object (invy_outbox_retry (fixture->outbox, campaign_id), &error);
  g_assert_no_error (error);
  invy_test_wait_until (is_quiet, fixture);
  campaign = get_campaign (fixture, again);
  g_assert_cmpuint (invy_campaign_get_counts (campaign)->succeeded, ==, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, func) g_test_add ("/invy/outbox/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("send", test_send);
  ADD ("refuses-incomplete-wedding", test_refuses_incomplete_wedding);
  ADD ("refuses-without-account", test_refuses_without_account);
  ADD ("failed-set-up-keeps-nobody", test_failed_set_up_keeps_nobody);
  ADD ("failed-set-up-is-looked-at-again", test_failed_set_up_is_looked_at_again);
  ADD ("pause-and-resume", test_pause_and_resume);
  ADD ("pause-all-with-nothing", test_pause_all_with_nothing);
  ADD ("resume-asks-when-the-wedding-changed", test_resume_asks_when_the_wedding_changed);
  ADD ("retry-a-corrected-guest", test_retry_a_corrected_guest);
#undef ADD

  return g_test_run ();
}
