/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"

#include "campaign/invy-dry-run.h"
#include "campaign/invy-plan.h"
#include "campaign/invy-reasons.h"

#include <string.h>

/* From ranges that nobody has. */
#define FIRST "+15555550101"
#define SECOND "+15555550102"

typedef struct
{
  char *folder;
  InvyStore *store;
  InvyEvent *event;
  InvyTemplate *tmpl;
  InvyTemplateSet *templates;
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
  fixture->tmpl = invy_template_new_builtin ();
  fixture->templates = invy_template_set_new_single (fixture->tmpl);
  fixture->account = invy_account_new ();
  fixture->account->token = g_strdup ("token");
  fixture->account->phone_number_id = g_strdup ("106540352242922");
  fixture->guests = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->guests);
  invy_account_unref (fixture->account);
  g_object_unref (fixture->templates);
  g_object_unref (fixture->tmpl);
  g_object_unref (fixture->event);
  invy_test_close_store (fixture->store);
  invy_test_remove_folder (fixture->folder);
}

static InvyGuest *
add_guest (Fixture *fixture, const char *name, const char *phone)
{
  InvyGuest *guest = invy_test_add_guest (fixture->store, fixture->event, name, phone);

  g_ptr_array_add (fixture->guests, guest);
  return guest;
}

static InvyDryRun *
load (Fixture *fixture, const InvyDryRunOptions *options)
{
  g_autoptr (GError) error = NULL;
  InvyDryRun *dry_run = invy_test_await_object (invy_dry_run_load (fixture->store, fixture->event, fixture->guests,
                                                                   fixture->templates, fixture->account, options),
                                                &error);

  g_assert_no_error (error);
  return dry_run;
}

static InvyDryRun *
load_real (Fixture *fixture)
{
  const InvyDryRunOptions options = { .kind = INVY_CAMPAIGN_REAL };

  return load (fixture, &options);
}

static InvyDryRunRow *
get_row (InvyDryRun *dry_run, guint i)
{
  g_autoptr (InvyDryRunRow) row = g_list_model_get_item (invy_dry_run_get_rows (dry_run), i);

  return row; /* the dry run keeps it */
}

static void
assert_left_out (InvyDryRun *dry_run, guint i, const char *reason)
{
  InvyDryRunRow *row = get_row (dry_run, i);

  g_assert_cmpstr (invy_dry_run_row_get_reason (row), ==, reason);
  g_assert_cmpint (invy_dry_run_row_is_ready (row), ==, reason == NULL);
  g_assert_true ((invy_dry_run_row_get_sentence (row) != NULL) == (reason != NULL));
  if (reason != NULL)
    g_assert_cmpstr (invy_dry_run_row_get_sentence (row), !=, reason);
}

static InvyCampaign *
plan (Fixture *fixture, InvyDryRun *dry_run)
{
  g_autoptr (GError) error = NULL;
  InvyCampaign *campaign =
      invy_test_await_object (invy_plan_campaign (fixture->store, dry_run, fixture->account), &error);

  g_assert_no_error (error);
  return campaign;
}

static void
set_state (Fixture *fixture, InvyCampaign *campaign, InvyMessageState state)
{
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (InvyClaim) claim = NULL;
  gint64 epoch;
  InvyMessage *message;

  epoch =
      invy_test_await_int64 (invy_store_take_lease (fixture->store, invy_campaign_get_id (campaign), "test"), NULL);
  claim =
      invy_test_await_boxed (invy_store_claim (fixture->store, invy_campaign_get_id (campaign), epoch, 1, 0), NULL);
  g_assert_cmpuint (claim->messages->len, ==, 1);
  message = g_ptr_array_index (claim->messages, 0);
  invy_message_set_state (message, state);
  g_assert_true (invy_test_await (invy_store_record_outcome (fixture->store, message), NULL));
  g_assert_true (invy_test_await (
      invy_store_release_lease (fixture->store, invy_campaign_get_id (campaign), epoch, NULL), NULL));
}

static void
test_ready (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autoptr (GError) error = NULL;
  const InvyRendering *rendering;

  add_guest (fixture, "נועה", "054-123-4567");
  dry_run = load_real (fixture);

  g_assert_true (invy_dry_run_check (dry_run, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (invy_dry_run_get_n_ready (dry_run), ==, 1);
  g_assert_cmpuint (invy_dry_run_get_n_left_out (dry_run), ==, 0);
  g_assert_cmpuint (invy_dry_run_get_event_problems (dry_run)->len, ==, 0);
  g_assert_cmpstr (invy_dry_run_row_get_phone_e164 (get_row (dry_run, 0)), ==, "+972541234567");
  g_assert_cmpuint (invy_dry_run_row_get_round (get_row (dry_run, 0)), ==, 1);
  rendering = invy_dry_run_row_get_rendering (get_row (dry_run, 0));
  g_assert_true (g_str_has_prefix (rendering->text, "היי נועה 🤍"));
}

static void
test_phones (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *phone;
    const char *reason;
  } cases[] = {
    { NULL, "no-phone" },
    { "call Dana", "phone-letters" },
    { "12", "phone-too-short" },
    { "054123456789012345", "phone-too-long" },
    { "5.41E+08", "phone-digits-lost" },
    { FIRST, NULL },
  };
  g_autoptr (InvyDryRun) dry_run = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    add_guest (fixture, "Guest", cases[i].phone);
  dry_run = load_real (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_left_out (dry_run, i, cases[i].reason);
  g_assert_cmpuint (invy_dry_run_get_n_ready (dry_run), ==, 1);
  g_assert_true (invy_dry_run_check (dry_run, NULL));
}

static void
test_another_country (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autoptr (InvyEvent) abroad = invy_event_copy (fixture->event);

  add_guest (fixture, "Guest", "054-123-4567");
  dry_run = load_real (fixture);
  assert_left_out (dry_run, 0, NULL);

  /* Another country, another number. */
  invy_event_set (abroad, INVY_EVENT_COUNTRY, "GB");
  invy_dry_run_update (dry_run, abroad);
  g_assert_cmpstr (invy_dry_run_row_get_phone_e164 (get_row (dry_run, 0)), !=, "+972541234567");
}

static void
test_invited_already (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    InvyMessageState state;
    const char *reason;
    guint next_round;
  } cases[] = {
    { INVY_MESSAGE_ACCEPTED, "already-invited", 2 },
    { INVY_MESSAGE_HELD, "already-invited", 2 },
    { INVY_MESSAGE_UNKNOWN, "already-invited", 2 },
    { INVY_MESSAGE_FAILED, NULL, 1 },
  };
  const InvyDryRunOptions again = { .kind = INVY_CAMPAIGN_REAL, .again = TRUE };
  const InvyDryRunOptions practice = { .kind = INVY_CAMPAIGN_PRACTICE };
  const InvyDryRunOptions reminder = { .kind = INVY_CAMPAIGN_REAL, .purpose = INVY_PURPOSE_REMINDER };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (InvyDryRun) first = NULL;
      g_autoptr (InvyDryRun) second = NULL;
      g_autoptr (InvyDryRun) next = NULL;
      g_autoptr (InvyDryRun) practised = NULL;
      g_autoptr (InvyDryRun) reminded = NULL;
      g_autoptr (InvyCampaign) campaign = NULL;

      g_ptr_array_set_size (fixture->guests, 0);
      add_guest (fixture, "נועה", FIRST);
      first = load_real (fixture);
      campaign = plan (fixture, first);
      set_state (fixture, campaign, cases[i].state);

      second = load_real (fixture);
      assert_left_out (second, 0, cases[i].reason);
      next = load (fixture, &again);
      assert_left_out (next, 0, NULL);
      g_assert_cmpuint (invy_dry_run_row_get_round (get_row (next, 0)), ==, cases[i].next_round);

      /* Neither practice nor another purpose cares. */
      practised = load (fixture, &practice);
      assert_left_out (practised, 0, NULL);
      reminded = load (fixture, &reminder);
      assert_left_out (reminded, 0, NULL);
    }
}

/* One that waits in a campaign counts; a practice does not. */
static void
test_planned_already (Fixture *fixture, gconstpointer data)
{
  const InvyDryRunOptions practice = { .kind = INVY_CAMPAIGN_PRACTICE };
  g_autoptr (InvyDryRun) practised = NULL;
  g_autoptr (InvyDryRun) first = NULL;
  g_autoptr (InvyDryRun) second = NULL;
  g_autoptr (InvyCampaign) practice_campaign = NULL;
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (GError) error = NULL;

  add_guest (fixture, "נועה", FIRST);
  practised = load (fixture, &practice);
  practice_campaign = plan (fixture, practised);
  first = load_real (fixture);
  assert_left_out (first, 0, NULL);
  campaign = plan (fixture, first);
  second = load_real (fixture);
  assert_left_out (second, 0, "already-invited");
  g_assert_false (invy_dry_run_check (second, &error));
  g_assert_error (error, INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_NOBODY);
}

static void
test_answered_and_deleted (Fixture *fixture, gconstpointer data)
{
  const InvyDryRunOptions update = { .kind = INVY_CAMPAIGN_REAL, .purpose = INVY_PURPOSE_UPDATE };
  g_autoptr (InvyDryRun) invitation = NULL;
  g_autoptr (InvyDryRun) news = NULL;
  const InvyDryRunOptions practice = { .kind = INVY_CAMPAIGN_PRACTICE, .purpose = INVY_PURPOSE_INVITATION };
  g_autoptr (InvyDryRun) sample = NULL;

  invy_guest_set_rsvp (add_guest (fixture, "Comes", FIRST), INVY_RSVP_YES, 2, 1);
  invy_record_set_deleted_at (INVY_RECORD (add_guest (fixture, "Deleted", SECOND)), 1);
  invy_guest_set (add_guest (fixture, "Merged", SECOND), INVY_GUEST_MERGED_INTO, "another");

  invitation = load_real (fixture);
  assert_left_out (invitation, 0, "answered");
  assert_left_out (invitation, 1, "deleted");
  assert_left_out (invitation, 2, "deleted");

  news = load (fixture, &update);
  assert_left_out (news, 0, NULL);

  invy_event_set_practice_only (fixture->event, TRUE);
  sample = load (fixture, &practice);
  assert_left_out (sample, 0, NULL);
}

static void
test_shared_number (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autofree char *alone = NULL;
  InvyGuest *second;

  add_guest (fixture, "נועה", FIRST);
  second = add_guest (fixture, "דן", "+1 (555) 555-0101");
  add_guest (fixture, "Alone", SECOND);
  dry_run = load_real (fixture);
  g_assert_cmpuint (invy_dry_run_get_n_ready (dry_run), ==, 3);
  g_assert_nonnull (strstr (invy_dry_run_row_get_warning (get_row (dry_run, 0)), "2 chosen guests"));
  g_assert_nonnull (strstr (invy_dry_run_row_get_warning (get_row (dry_run, 1)), "2 chosen guests"));
  alone = g_strdup (invy_dry_run_row_get_warning (get_row (dry_run, 2)));
  g_assert_true (alone == NULL || strstr (alone, "chosen") == NULL);

  /* Corrected in the dialog: nobody shares it any more. */
  invy_guest_set (second, INVY_GUEST_PHONE_NUMBER, "+15555550103");
  invy_dry_run_update (dry_run, fixture->event);
  g_assert_cmpstr (invy_dry_run_row_get_warning (get_row (dry_run, 0)), ==, alone);
}

/* The language of the guest against the template's; what is no code says nothing. */
static void
test_another_language (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *language;
    gboolean is_another;
  } cases[] = { { "he", FALSE }, { "he_IL", FALSE }, { "HE", FALSE },   { NULL, FALSE },
                { "ar", TRUE },  { "en", TRUE },     { "en-GB", TRUE }, { "heb", TRUE },
                { "h", FALSE },  { "עברית", FALSE }, { "", FALSE },     { "Hebrew", FALSE } };
  g_autoptr (InvyDryRun) dry_run = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *number = g_strdup_printf ("+9725012345%02u", i);

      invy_guest_set (add_guest (fixture, "נועה", number), INVY_GUEST_LANGUAGE, cases[i].language);
    }

  dry_run = load_real (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *warning = invy_dry_run_row_get_warning (get_row (dry_run, i));

      assert_left_out (dry_run, i, NULL);
      g_assert_cmpint (warning != NULL && strstr (warning, "translation") != NULL, ==, cases[i].is_another);
    }
}

/* Somewhere where WhatsApp seldom is: said, and sent all the same. */
static void
test_landline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autoptr (GError) error = NULL;

  add_guest (fixture, "נועה", "03-612-3456");
  dry_run = load_real (fixture);
  assert_left_out (dry_run, 0, NULL);
  g_assert_nonnull (strstr (invy_dry_run_row_get_warning (get_row (dry_run, 0)), "landline"));
  g_assert_true (invy_dry_run_check (dry_run, &error));
  g_assert_no_error (error);
}

/* A template that Meta would refuse refuses the campaign; one that was never read is tried, and practice needs none.
 */
static void
test_template_state (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *status;
    gboolean is_good;
  } cases[] = { { NULL, TRUE },       { "APPROVED", TRUE },  { "approved", TRUE },  { "PAUSED", FALSE },
                { "PENDING", FALSE }, { "REJECTED", FALSE }, { "DISABLED", FALSE }, { "SOMETHING_NEW", FALSE } };
  const InvyDryRunOptions practice = { .kind = INVY_CAMPAIGN_PRACTICE };

  add_guest (fixture, "נועה", FIRST);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (InvyDryRun) dry_run = NULL;
      g_autoptr (InvyDryRun) practised = NULL;
      g_autoptr (GError) error = NULL;

      invy_template_set (fixture->tmpl, INVY_TEMPLATE_STATUS, cases[i].status);
      dry_run = load_real (fixture);
      g_assert_cmpint (invy_dry_run_check (dry_run, &error), ==, cases[i].is_good);
      if (!cases[i].is_good)
        g_assert_error (error, INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_TEMPLATE);
      g_assert_cmpuint (invy_dry_run_get_event_problems (dry_run)->len, ==, cases[i].is_good ? 0 : 1);

      practised = load (fixture, &practice);
      g_assert_true (invy_dry_run_check (practised, NULL));
    }
}

static void
count_notify_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  ++*(guint *) data;
}

/* What the planner types is in every message at once, and in nothing that the caller changes later. */
static void
test_update (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autoptr (InvyEvent) typed = invy_event_copy (fixture->event);
  g_autoptr (GError) error = NULL;
  const InvyRendering *rendering;
  InvyGuest *guest;
  guint n_notified = 0;

  guest = add_guest (fixture, "נועה", FIRST);
  dry_run = load_real (fixture);
  invy_dry_run_row_get_rendering (get_row (dry_run, 0));

  invy_event_set (typed, INVY_EVENT_VENUE, "אולם אחר");
  invy_dry_run_update (dry_run, typed);
  invy_event_set (typed, INVY_EVENT_VENUE, "too late");
  rendering = invy_dry_run_row_get_rendering (get_row (dry_run, 0));
  g_assert_cmpstr (rendering->parameters[3], ==, "אולם אחר");

  invy_event_set (typed, INVY_EVENT_VENUE, NULL);
  invy_event_set (typed, INVY_EVENT_DATE, NULL);
  invy_dry_run_update (dry_run, typed);
  g_assert_cmpuint (invy_dry_run_get_event_problems (dry_run)->len, ==, 2);
  g_assert_false (invy_dry_run_check (dry_run, &error));
  g_assert_error (error, INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_EVENT);
  g_assert_nonnull (strstr (error->message, "venue"));
  g_assert_nonnull (strstr (error->message, "date"));

  g_signal_connect (dry_run, "notify::n-ready", G_CALLBACK (count_notify_cb), &n_notified);
  invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, "12");
  invy_dry_run_update (dry_run, fixture->event);
  assert_left_out (dry_run, 0, "phone-too-short");
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (invy_dry_run_get_n_left_out (dry_run), ==, 1);
}

static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autofree char *name = g_strnfill (900, 'a');

  add_guest (fixture, name, FIRST);
  add_guest (fixture, "Short", SECOND);
  dry_run = load_real (fixture);
  assert_left_out (dry_run, 0, "template-too-long");
  assert_left_out (dry_run, 1, NULL);
}

static void
test_override (Fixture *fixture, gconstpointer data)
{
  InvyDryRunOptions options = { .kind = INVY_CAMPAIGN_OVERRIDE, .phone_override = (char *) "12" };
  g_autoptr (InvyDryRun) bad = NULL;
  g_autoptr (InvyDryRun) good = NULL;
  g_autoptr (GError) error = NULL;

  add_guest (fixture, "נועה", FIRST);
  add_guest (fixture, "Bad number", "12");
  bad = load (fixture, &options);
  g_assert_false (invy_dry_run_check (bad, &error));
  g_assert_error (error, INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_OVERRIDE);

  options.phone_override = (char *) "054-123-4567";
  good = load (fixture, &options);
  g_assert_cmpuint (invy_dry_run_get_n_ready (good), ==, 2);
  g_assert_cmpstr (invy_dry_run_row_get_phone_e164 (get_row (good, 1)), ==, "+972541234567");
}

/* One message to the planner, with nobody's link. */
static void
test_test_message (Fixture *fixture, gconstpointer data)
{
  const InvyDryRunOptions options = { .kind = INVY_CAMPAIGN_TEST, .phone_override = (char *) FIRST };
  g_autoptr (InvyDryRun) dry_run = NULL;
  const InvyRendering *rendering;

  fixture->account->rsvp_base_url = g_strdup ("https://rsvp.example/g");
  invy_event_set (fixture->event, INVY_EVENT_GUEST_LINK, NULL);
  add_guest (fixture, "נועה", SECOND);
  add_guest (fixture, "דן", SECOND);
  dry_run = load (fixture, &options);
  g_assert_cmpuint (g_list_model_get_n_items (invy_dry_run_get_rows (dry_run)), ==, 1);
  rendering = invy_dry_run_row_get_rendering (get_row (dry_run, 0));
  g_assert_cmpstr (rendering->parameters[6], ==, "https://rsvp.example/g");
  g_assert_cmpstr (invy_dry_run_row_get_phone_e164 (get_row (dry_run, 0)), ==, FIRST);
}

static void
test_practice_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyDryRun) dry_run = NULL;

  add_guest (fixture, "נועה", FIRST);
  invy_event_set_practice_only (fixture->event, TRUE);
  dry_run = load_real (fixture);
  g_assert_cmpint (invy_dry_run_get_options (dry_run)->kind, ==, INVY_CAMPAIGN_PRACTICE);
}

static void
test_unknown_template (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autoptr (GError) error = NULL;

  add_guest (fixture, "נועה", FIRST);
  invy_template_set (fixture->tmpl, INVY_TEMPLATE_NAME, "save_the_date");
  dry_run = load_real (fixture);
  g_assert_false (invy_dry_run_check (dry_run, &error));
  g_assert_error (error, INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_TEMPLATE);
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyDryRun) dry_run = load_real (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (invy_dry_run_check (dry_run, &error));
  g_assert_error (error, INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_NOBODY);
}

static gboolean
is_gone (gpointer data)
{
  return *(InvyDryRun **) data == NULL;
}

/* Rows outlive the dry run in a list that still shows them. */
static void
test_rows_outlive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyDryRunRow) row = NULL;
  InvyDryRun *dry_run;

  add_guest (fixture, "נועה", FIRST);
  dry_run = load_real (fixture);
  row = g_list_model_get_item (invy_dry_run_get_rows (dry_run), 0);
  g_object_add_weak_pointer (G_OBJECT (dry_run), (gpointer *) &dry_run);
  g_object_unref (dry_run);
  invy_test_wait_until (is_gone, &dry_run);
  g_assert_cmpstr (invy_dry_run_row_get_rendering (row)->parameters[0], ==, "נועה");
}

static gboolean
is_judged (gpointer data)
{
  return invy_dry_run_get_n_ready (data) == 0;
}

/* With many guests a key that is typed waits for the first ones only; the rest follow. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autoptr (InvyEvent) abroad = invy_event_copy (fixture->event);

  for (guint i = 0; i < 3000; i++)
    {
      InvyGuest *guest = invy_guest_new (invy_event_get_id (fixture->event));

      invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, "0541234567");
      g_ptr_array_add (fixture->guests, guest);
    }
  dry_run = load_real (fixture);
  g_assert_cmpuint (invy_dry_run_get_n_ready (dry_run), ==, 3000);

  /* No Andorran number is so long. */
  invy_event_set (abroad, INVY_EVENT_COUNTRY, "AD");
  invy_dry_run_update (dry_run, abroad);
  g_assert_cmpuint (invy_dry_run_get_n_ready (dry_run), >, 2000);
  g_assert_cmpuint (invy_dry_run_get_n_ready (dry_run), <, 3000);
  invy_test_wait_until (is_judged, dry_run);

  invy_dry_run_update (dry_run, fixture->event);
  g_assert_true (invy_dry_run_check (dry_run, NULL));
  g_assert_cmpuint (invy_dry_run_get_n_ready (dry_run), ==, 3000);
}

#define ADD(name, function) g_test_add ("/invy/dry-run/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("ready", test_ready);
  ADD ("phones", test_phones);
  ADD ("another-country", test_another_country);
  ADD ("invited-already", test_invited_already);
  ADD ("planned-already", test_planned_already);
  ADD ("answered-and-deleted", test_answered_and_deleted);
  ADD ("shared-number", test_shared_number);
  ADD ("another-language", test_another_language);
  ADD ("landline", test_landline);
  ADD ("template-state", test_template_state);
  ADD ("update", test_update);
  ADD ("too-long", test_too_long);
  ADD ("override", test_override);
  ADD ("test-message", test_test_message);
  ADD ("practice-only", test_practice_only);
  ADD ("unknown-template", test_unknown_template);
  ADD ("nobody", test_nobody);
  ADD ("rows-outlive", test_rows_outlive);
  ADD ("many", test_many);

  return g_test_run ();
}
