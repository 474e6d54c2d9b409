/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-stage-data.h"

#include "book/invy-sample-wedding.h"
#include "campaign/invy-account-reading.h"
#include "invy-test-campaign.h"
#include "invy-test.h"

/* "Message undeliverable": the number is not on WhatsApp. */
#define NOT_ON_WHATSAPP 131026

static const InvyTestOutcome ended[] = {
  { "Yossi Mizrahi", "054-990-1122", INVY_MESSAGE_ACCEPTED, 0 },
  { "רוני ברק", "058-321-0099", INVY_MESSAGE_FAILED, NOT_ON_WHATSAPP },
  { "עדי רוזן", "050-202-3030", INVY_MESSAGE_UNKNOWN, 0 },
  { "דנה ישראלי", "05412", INVY_MESSAGE_SKIPPED, 0 },
  { "محمد خوري", "052-111-2233", INVY_MESSAGE_ACCEPTED, 0 },
  { "Maximiliane Oberhuber-Schwarzenbach von Hohenlohe", "052-600-7008", INVY_MESSAGE_ACCEPTED, 0 },
};

/* Paused after the first. */
static const InvyTestOutcome paused[] = {
  { "Hélène Beaurivage", "050-330-4040", INVY_MESSAGE_ACCEPTED, 0 },
  { "Noa Levi", "050-765-4321", INVY_MESSAGE_PLANNED, 0 },
  { "גיל שחר", "054-777-1212", INVY_MESSAGE_PLANNED, 0 },
};

#define TEMPLATE                                                                                               \
  "{\"name\": \"save_the_date\", \"language\": \"en\", \"status\": \"APPROVED\", \"category\": \"MARKETING\"," \
  " \"parameter_format\": \"NAMED\", \"components\": ["                                                        \
  " {\"type\": \"BODY\", \"text\": \"Dear {{guest}}, bring {{thing}} to {{venue}}.\","                         \
  "  \"example\": {\"body_text_named_params\": [{\"param_name\": \"guest\", \"example\": \"Dana\"},"           \
  "   {\"param_name\": \"thing\", \"example\": \"a song\"}, {\"param_name\": \"venue\", \"example\": \"Gan "   \
  "Eden\"}]}},"                                                                                                \
  " {\"type\": \"BUTTONS\", \"buttons\": [{\"type\": \"URL\", \"text\": \"Answer\","                           \
  "  \"url\": \"https://rsvp.example/{{1}}\", \"example\": [\"https://rsvp.example/x\"]}]}]}"

/* The sample wedding, but one that may send. */
static InvyEvent *
add_wedding (InvyStore *store)
{
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyEvent) event = invy_sample_wedding_new (&guests, &error);

  g_assert_no_error (error);
  invy_event_set_practice_only (event, FALSE);
  g_assert_true (invy_test_await (invy_store_add_event_with_guests (store, event, guests), &error));
  g_assert_no_error (error);

  return invy_test_await_object (invy_store_get_event (store, invy_event_get_id (event)), &error);
}

static void
read_account (InvyStage *stage)
{
  g_autoptr (InvyAccount) account = invy_test_await_boxed (invy_settings_load_account (stage->settings), NULL);
  g_autoptr (GPtrArray) templates = NULL;

  g_assert_nonnull (account);
  invy_emulator_process_add_template (stage->emulator, TEMPLATE);
  templates = invy_test_await_boxed (invy_account_reading_sync_templates (stage->store, account), NULL);
  g_assert_nonnull (templates);
}

/**
 * invy_stage_data_add:
 *
 * Puts a wedding into the store that has something in every place, and another one that is for practice.
 */
void
invy_stage_data_add (InvyStage *stage)
{
  stage->other = invy_test_add_event (stage->store);
  stage->event = add_wedding (stage->store);
  stage->campaign = invy_test_send_as (stage->store, stage->event, INVY_CAMPAIGN_REAL, ended, G_N_ELEMENTS (ended));
  stage->paused =
      invy_test_send_as (stage->store, stage->event, INVY_CAMPAIGN_PRACTICE, paused, G_N_ELEMENTS (paused));
  stage->without_number = invy_test_add_guest (stage->store, stage->event, "Dana", "05412");
  read_account (stage);
}
