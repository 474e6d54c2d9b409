/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-results-page.h"
#include "app/messages/invy-history-page.h"
#include "app/messages/invy-report-dialog.h"
#include "app/messages/invy-result-list.h"
#include "app/messages/invy-result-row.h"
#include "invy-finder.h"
#include "invy-test-campaign.h"
#include "invy-test.h"

#include "campaign/invy-reasons.h"

/* "Message undeliverable": the number is not on WhatsApp. */
#define NOT_ON_WHATSAPP 131026

static const InvyTestOutcome mixed[] = {
  { "Yossi", "054-990-1122", INVY_MESSAGE_ACCEPTED, 0 },
  { "רוני", "058-321-0099", INVY_MESSAGE_FAILED, NOT_ON_WHATSAPP },
  { "עדי", "050-202-3030", INVY_MESSAGE_UNKNOWN, 0 },
  { "דנה", "05412", INVY_MESSAGE_SKIPPED, 0 },
  { "ליאור", "052-600-7008", INVY_MESSAGE_ACCEPTED, 0 },
};

typedef struct
{
  char *folder;
  InvyStore *store;
  InvySettings *settings;
  InvyOutbox *outbox;
  InvyEvent *event;
  InvyCampaign *campaign;
  GtkWindow *window;
  AdwNavigationPage *page;
  InvySender *resumed;
  char *edited_guest;
} Fixture;

static void
edit_guest_cb (Fixture *fixture, GVariant *guest_id)
{
  g_set_str (&fixture->edited_guest, g_variant_get_string (guest_id, NULL));
}

static void
resumed_cb (Fixture *fixture, InvySender *sender)
{
  g_set_object (&fixture->resumed, sender);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSimpleAction) edit_guest = g_simple_action_new ("edit-guest", G_VARIANT_TYPE_STRING);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autofree char *uri = NULL;

  fixture->folder = invy_test_make_folder ();
  uri = g_strconcat ("sqlite:", fixture->folder, "/invy.db", NULL);
  fixture->store = invy_test_open_store (uri);
  fixture->settings = invy_settings_new (FALSE);
  g_assert_true (invy_settings_set (fixture->settings, INVY_SETTING_INTERVAL_MS, "0", NULL));
  fixture->outbox = invy_outbox_new (fixture->store, fixture->settings);
  fixture->event = invy_test_add_event (fixture->store);

  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 900, 800);
  g_signal_connect_data (edit_guest, "activate", G_CALLBACK (edit_guest_cb), fixture, NULL, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (edit_guest));
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (actions));
}

static gboolean
has_results (gpointer data)
{
  InvyResultList *list = invy_find (((Fixture *) data)->page, INVY_TYPE_RESULT_LIST, NULL);

  return list != NULL && g_list_model_get_n_items (invy_result_list_get_results (list)) > 0
         && gtk_widget_get_child_visible (GTK_WIDGET (list));
}

static void
open_again (Fixture *fixture)
{
  GtkWidget *view = adw_navigation_view_new ();

  fixture->page = invy_results_page_new (fixture->outbox, fixture->store, fixture->event, fixture->campaign);
  g_signal_connect_swapped (fixture->page, "resumed", G_CALLBACK (resumed_cb), fixture);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), fixture->page);
  adw_window_set_content (ADW_WINDOW (fixture->window), view);
  gtk_window_present (fixture->window);
  invy_test_wait_until (has_results, fixture);
}

static void
open_page (Fixture *fixture, InvyCampaignKind kind, const InvyTestOutcome *outcomes, guint n_outcomes)
{
  fixture->campaign = invy_test_send_as (fixture->store, fixture->event, kind, outcomes, n_outcomes);
  open_again (fixture);
}

static gboolean
is_idle (gpointer data)
{
  return !invy_outbox_has_running (((Fixture *) data)->outbox);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  invy_test_wait_until (is_idle, fixture);
  gtk_window_destroy (fixture->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&fixture->resumed);
  g_clear_object (&fixture->campaign);
  g_clear_object (&fixture->event);
  invy_test_finalize (fixture->outbox);
  g_clear_object (&fixture->settings);
  g_free (fixture->edited_guest);
  invy_test_close_store (fixture->store);
  invy_test_remove_folder (fixture->folder);
}

static GListModel *
get_results (Fixture *fixture)
{
  return invy_result_list_get_results (invy_find (fixture->page, INVY_TYPE_RESULT_LIST, NULL));
}

static const char *
get_title (Fixture *fixture)
{
  AdwWindowTitle *title = invy_find (fixture->page, ADW_TYPE_WINDOW_TITLE, NULL);

  return adw_window_title_get_title (title);
}

static InvyMessageState
get_state (Fixture *fixture, const char *guest_name)
{
  GListModel *results = get_results (fixture);

  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (InvyResult) result = g_list_model_get_item (results, i);
      InvyMessage *message = invy_result_get_message (result);

      if (g_strcmp0 (invy_message_get (message, INVY_MESSAGE_GUEST_NAME), guest_name) == 0)
        return invy_message_get_state (message);
    }

  g_assert_not_reached ();
}

static void
test_sections (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "רוני", "עדי", "דנה", "Yossi", "ליאור" };
  static const char *const numbers[] = {
    "+972 58-321-0099", "+972 50-202-3030", "05412", "+972 54-990-1122", "+972 52-600-7008",
  };
  GListModel *results;
  guint start, end;

  open_page (fixture, INVY_CAMPAIGN_REAL, mixed, G_N_ELEMENTS (mixed));
  g_assert_cmpstr (get_title (fixture), ==, "2 of 5 Sent");
  g_assert_nonnull (invy_find (fixture->page, GTK_TYPE_LABEL, "Need Attention"));
  g_assert_nonnull (invy_find (fixture->page, GTK_TYPE_LABEL, "Delivery is not reported to this computer"));
  g_assert_nonnull (invy_find (fixture->page, GTK_TYPE_BUTTON, "Retry 1 Failed"));

  results = get_results (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (results), ==, G_N_ELEMENTS (names));
  gtk_section_model_get_section (GTK_SECTION_MODEL (results), 0, &start, &end);
  g_assert_cmpuint (end, ==, 3);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (InvyResult) result = g_list_model_get_item (results, i);
      g_autofree char *number = invy_result_dup_number (result);
      g_autofree char *reason = invy_result_dup_reason (result);

      g_assert_cmpstr (invy_message_get (invy_result_get_message (result), INVY_MESSAGE_GUEST_NAME), ==, names[i]);
      g_assert_cmpstr (number, ==, numbers[i]);
      g_assert_true ((reason != NULL) == (i < end));
    }
}

static void
test_practice (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, INVY_CAMPAIGN_PRACTICE, mixed, G_N_ELEMENTS (mixed));
  g_assert_cmpstr (get_title (fixture), ==, "Practice: 2 of 5 Sent");
}

static void
test_fix (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyResult) first = NULL;

  open_page (fixture, INVY_CAMPAIGN_REAL, mixed, G_N_ELEMENTS (mixed));
  first = g_list_model_get_item (get_results (fixture), 0);
  invy_press (fixture->page, "Fix…");
  g_assert_cmpstr (fixture->edited_guest, ==,
                   invy_message_get (invy_result_get_message (first), INVY_MESSAGE_GUEST_ID));
}

static gboolean
has_alert (gpointer data)
{
  return ADW_IS_ALERT_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (((Fixture *) data)->window)));
}

static void
answer (Fixture *fixture, const char *button)
{
  invy_test_wait_until (has_alert, fixture);
  invy_press (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)), button);
}

static gboolean
has_arrived (gpointer data)
{
  return get_state (data, "עדי") == INVY_MESSAGE_SENT;
}

static void
test_settle_as_arrived (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, INVY_CAMPAIGN_REAL, mixed, G_N_ELEMENTS (mixed));
  invy_press (fixture->page, "Settle…");
  answer (fixture, "It _Arrived");
  invy_test_wait_until (has_arrived, fixture);
  g_assert_cmpstr (get_title (fixture), ==, "3 of 5 Sent");
  g_assert_null (invy_find (fixture->page, GTK_TYPE_BUTTON, "Settle…"));
}

static gboolean
is_planned_again (gpointer data)
{
  return get_state (data, "עדי") == INVY_MESSAGE_PLANNED;
}

static gboolean
has_resumed (gpointer data)
{
  return ((Fixture *) data)->resumed != NULL;
}

static gboolean
is_finished (gpointer data)
{
  return get_state (data, "עדי") == INVY_MESSAGE_ACCEPTED;
}

/* What is sent again waits until somebody resumes. */
static void
test_settle_by_sending_again (Fixture *fixture, gconstpointer data)
{
  AdwBanner *banner;

  open_page (fixture, INVY_CAMPAIGN_PRACTICE, mixed, G_N_ELEMENTS (mixed));
  invy_press (fixture->page, "Settle…");
  answer (fixture, "_Send Again…");
  invy_test_wait_until (is_planned_again, fixture);

  banner = invy_find (fixture->page, ADW_TYPE_BANNER, NULL);
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_null (fixture->resumed);

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "results.resume", NULL);
  invy_test_wait_until (has_resumed, fixture);
  invy_test_wait_until (is_finished, fixture);
  g_assert_cmpstr (get_title (fixture), ==, "Practice: 3 of 5 Sent");
}

static void
test_retry (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, INVY_CAMPAIGN_PRACTICE, mixed, G_N_ELEMENTS (mixed));
  invy_press (fixture->page, "Retry 1 Failed");
  invy_test_wait_until (has_resumed, fixture);
  g_assert_cmpstr (invy_campaign_get_id (invy_sender_get_campaign (fixture->resumed)), ==,
                   invy_campaign_get_id (fixture->campaign));
}

static const InvyTestOutcome paused[] = {
  { "Yossi", "054-990-1122", INVY_MESSAGE_ACCEPTED, 0 },
  { "עדי", "050-202-3030", INVY_MESSAGE_PLANNED, 0 },
};

static gboolean
is_cancelled (gpointer data)
{
  return get_state (data, "עדי") == INVY_MESSAGE_CANCELLED;
}

static void
test_cancel_the_rest (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, INVY_CAMPAIGN_REAL, paused, G_N_ELEMENTS (paused));
  g_assert_nonnull (invy_find (fixture->page, GTK_TYPE_LABEL, "Not Sent"));
  invy_press (fixture->page, "_Cancel the Rest…");
  answer (fixture, "_Cancel the Rest");
  invy_test_wait_until (is_cancelled, fixture);
  g_assert_null (invy_find (fixture->page, GTK_TYPE_BUTTON, "_Cancel the Rest…"));
}

static gboolean
is_answered (gpointer data)
{
  return get_state (data, "עדי") == INVY_MESSAGE_ACCEPTED;
}

/* Returns: another program that sends the campaign */
static InvyStore *
take_over (Fixture *fixture)
{
  g_autofree char *uri = g_strconcat ("sqlite:", fixture->folder, "/invy.db", NULL);
  InvyStore *other = invy_test_open_store (uri);
  g_autoptr (GError) error = NULL;

  invy_test_await_int64 (invy_store_take_lease (other, invy_campaign_get_id (fixture->campaign), "invyctl on laptop"),
                         &error);
  g_assert_no_error (error);

  return other;
}

/* Another program takes the campaign and is killed: the campaign still says that it is running. */
static void
abandon (Fixture *fixture)
{
  invy_test_close_store (take_over (fixture));
}

static gboolean
says_interrupted (gpointer data)
{
  AdwBanner *banner = invy_find (((Fixture *) data)->page, ADW_TYPE_BANNER, NULL);
  g_autofree char *sentence = invy_reasons_dup_for_stop_reason (INVY_STOP_INTERRUPTED);

  return adw_banner_get_revealed (banner) && g_str_equal (adw_banner_get_title (banner), sentence);
}

static void
test_abandoned (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, INVY_CAMPAIGN_PRACTICE, paused, G_N_ELEMENTS (paused));
  abandon (fixture);
  open_again (fixture);
  invy_test_wait_until (says_interrupted, fixture);
  g_assert_nonnull (invy_find (fixture->page, GTK_TYPE_BUTTON, "_Cancel the Rest…"));

  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "results.resume", NULL);
  invy_test_wait_until (has_resumed, fixture);
  invy_test_wait_until (is_answered, fixture);
}

static gboolean
names_the_other (gpointer data)
{
  AdwBanner *banner = invy_find (((Fixture *) data)->page, ADW_TYPE_BANNER, NULL);

  return adw_banner_get_revealed (banner) && strstr (adw_banner_get_title (banner), "invyctl on laptop") != NULL;
}

/* What another program sends cannot be resumed here, until that program dies. */
static void
test_sent_elsewhere (Fixture *fixture, gconstpointer data)
{
  AdwBanner *banner;
  InvyStore *other;

  open_page (fixture, INVY_CAMPAIGN_PRACTICE, paused, G_N_ELEMENTS (paused));
  other = take_over (fixture);
  open_again (fixture);
  invy_test_wait_until (names_the_other, fixture);
  banner = invy_find (fixture->page, ADW_TYPE_BANNER, NULL);
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "_Pause");
  g_assert_nonnull (invy_find (fixture->page, GTK_TYPE_BUTTON, "_Cancel the Rest…"));

  invy_test_close_store (other);
  invy_test_wait_until (says_interrupted, fixture);
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "_Resume");
}

static gboolean
is_paused (gpointer data)
{
  AdwBanner *banner = invy_find (((Fixture *) data)->page, ADW_TYPE_BANNER, NULL);
  g_autofree char *sentence = invy_reasons_dup_for_stop_reason (INVY_STOP_USER);

  return g_str_equal (adw_banner_get_title (banner), sentence);
}

/* A sender looks before each message whether it may still send. */
static void
test_pause_elsewhere (Fixture *fixture, gconstpointer data)
{
  InvyStore *other;

  open_page (fixture, INVY_CAMPAIGN_PRACTICE, paused, G_N_ELEMENTS (paused));
  other = take_over (fixture);
  open_again (fixture);
  invy_test_wait_until (names_the_other, fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "results.pause", NULL);
  invy_test_wait_until (is_paused, fixture);
  invy_test_close_store (other);
}

static gboolean
is_unsettled (gpointer data)
{
  return get_state (data, "עדי") == INVY_MESSAGE_UNKNOWN;
}

/* What was in flight when the rest was given up. */
static void
test_settle_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) cancelled = NULL;
  static const InvyTestOutcome unsure[] = {
    { "עדי", "050-202-3030", INVY_MESSAGE_UNKNOWN, 0 },
    { "דנה", "050-202-3031", INVY_MESSAGE_PLANNED, 0 },
  };

  fixture->campaign =
      invy_test_send_as (fixture->store, fixture->event, INVY_CAMPAIGN_REAL, unsure, G_N_ELEMENTS (unsure));
  cancelled = invy_test_await_object (
      invy_store_cancel_campaign (fixture->store, invy_campaign_get_id (fixture->campaign)), NULL);
  open_again (fixture);
  invy_test_wait_until (is_unsettled, fixture);

  invy_press (fixture->page, "Settle…");
  answer (fixture, "It _Did Not Arrive");
  invy_test_wait_until (is_cancelled, fixture);
}

static void
test_cancel_abandoned (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, INVY_CAMPAIGN_PRACTICE, paused, G_N_ELEMENTS (paused));
  abandon (fixture);
  open_again (fixture);
  invy_test_wait_until (says_interrupted, fixture);
  invy_press (fixture->page, "_Cancel the Rest…");
  answer (fixture, "_Cancel the Rest");
  invy_test_wait_until (is_cancelled, fixture);
}

static InvyResult *
get_result (Fixture *fixture, guint position)
{
  InvyResult *result = g_list_model_get_item (get_results (fixture), position);

  /* The list keeps it. */
  g_object_unref (result);
  return result;
}

static gboolean
has_earlier (gpointer data)
{
  return g_list_model_get_n_items (get_results (data)) > G_N_ELEMENTS (mixed);
}

/* A message that is tried again stays where it can be seen, but not in the report. */
static void
test_earlier_attempts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  InvyResult *last;

  open_page (fixture, INVY_CAMPAIGN_PRACTICE, mixed, G_N_ELEMENTS (mixed));
  invy_press (fixture->page, "Settle…");
  answer (fixture, "_Send Again…");
  invy_test_wait_until (has_earlier, fixture);

  last = get_result (fixture, G_N_ELEMENTS (mixed));
  g_assert_cmpint (invy_result_get_section (last), ==, INVY_RESULT_EARLIER);
  g_assert_cmpint (invy_message_get_state (invy_result_get_message (last)), ==, INVY_MESSAGE_RESENT);

  file = g_file_new_build_filename (fixture->folder, "report.csv", NULL);
  g_assert_true (invy_test_await (invy_report_save (get_results (fixture), file), NULL));
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + G_N_ELEMENTS (mixed) + 1);
}

static gboolean
has_history (gpointer data)
{
  AdwNavigationView *view = ADW_NAVIGATION_VIEW (adw_window_get_content (ADW_WINDOW (((Fixture *) data)->window)));
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (view);

  return INVY_IS_HISTORY_PAGE (page) && invy_find (page, ADW_TYPE_ACTION_ROW, "Planned") != NULL;
}

/* What happened to a message that was sent again, and to the one in its place. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  AdwNavigationPage *page;
  GtkWidget *view;
  AdwActionRow *row;

  open_page (fixture, INVY_CAMPAIGN_PRACTICE, mixed, G_N_ELEMENTS (mixed));
  invy_press (fixture->page, "Settle…");
  answer (fixture, "_Send Again…");
  invy_test_wait_until (has_earlier, fixture);

  view = invy_find (fixture->page, GTK_TYPE_LIST_VIEW, NULL);
  g_signal_emit_by_name (view, "activate", (guint) G_N_ELEMENTS (mixed));
  invy_test_wait_until (has_history, fixture);

  page = adw_navigation_view_get_visible_page (
      ADW_NAVIGATION_VIEW (adw_window_get_content (ADW_WINDOW (fixture->window))));
  g_assert_nonnull (invy_find (page, ADW_TYPE_PREFERENCES_GROUP, "Message 1 of 2"));
  g_assert_nonnull (invy_find (page, ADW_TYPE_PREFERENCES_GROUP, "Message 2 of 2"));
  g_assert_nonnull (invy_find (page, ADW_TYPE_ACTION_ROW, "Sending began"));
  g_assert_nonnull (invy_find (page, ADW_TYPE_ACTION_ROW, "Unknown"));
  row = invy_find (page, ADW_TYPE_ACTION_ROW, "Closed, to be sent again");
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "Decided by the planner"));
}

/* Brings the first guest's message to be held since then. */
static void
hold (Fixture *fixture, gint64 since_ms)
{
  static const InvyTestOutcome posting[] = { { "Yossi", "054-990-1122", INVY_MESSAGE_UNKNOWN, 0 } };
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GError) error = NULL;

  fixture->campaign =
      invy_test_send_as (fixture->store, fixture->event, INVY_CAMPAIGN_REAL, posting, G_N_ELEMENTS (posting));
  messages = invy_test_await_boxed (
      invy_store_list_messages (fixture->store, invy_campaign_get_id (fixture->campaign)), &error);
  g_assert_no_error (error);
  invy_message_set_state (messages->pdata[0], INVY_MESSAGE_HELD);
  invy_message_set_state_at (messages->pdata[0], since_ms);
  g_assert_true (invy_test_await (invy_store_record_status (fixture->store, messages->pdata[0]), &error));
  g_assert_no_error (error);
  open_again (fixture);
}

static void
test_held (Fixture *fixture, gconstpointer data)
{
  hold (fixture, g_get_real_time () / 1000);
  g_assert_nonnull (invy_find (fixture->page, GTK_TYPE_LABEL, "It checks the new template first"));
  g_assert_cmpint (invy_result_get_section (get_result (fixture, 0)), ==, INVY_RESULT_HELD);
  g_assert_null (invy_find (fixture->page, GTK_TYPE_BUTTON, "Settle…"));
}

static gboolean
has_sent (gpointer data)
{
  return get_state (data, "Yossi") == INVY_MESSAGE_SENT;
}

static void
test_held_for_long (Fixture *fixture, gconstpointer data)
{
  hold (fixture, g_get_real_time () / 1000 - INVY_MESSAGE_HELD_LIMIT_MS - 1000);
  g_assert_cmpint (invy_result_get_section (get_result (fixture, 0)), ==, INVY_RESULT_ATTENTION);
  invy_press (fixture->page, "Settle…");
  answer (fixture, "It _Arrived");
  invy_test_wait_until (has_sent, fixture);
}

static void
test_report (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  open_page (fixture, INVY_CAMPAIGN_REAL, mixed, G_N_ELEMENTS (mixed));
  file = g_file_new_build_filename (fixture->folder, "report.csv", NULL);
  g_assert_true (invy_test_await (invy_report_save (get_results (fixture), file), &error));
  g_assert_no_error (error);

  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, &error));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + G_N_ELEMENTS (mixed) + 1);
  g_assert_nonnull (strstr (lines[1], "רוני"));
  g_assert_nonnull (strstr (lines[1], "Failed"));
  g_assert_nonnull (strstr (lines[3], "05412"));
  g_assert_nonnull (strstr (lines[4], "Sent to WhatsApp"));
}

static gboolean
is_offered (Fixture *fixture, const char *label)
{
  GtkWidget *button = invy_find (fixture->page, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  return gtk_widget_get_sensitive (button);
}

/* Whoever may only look at the wedding sees what was sent, and can do nothing about it. */
static void
assert_offered_to_editors (Fixture *fixture, const char *const *labels)
{
  for (InvyAccess access = INVY_ACCESS_VIEWER; access <= INVY_ACCESS_OWNER; access++)
    {
      invy_event_set_access (fixture->event, access);
      for (guint i = 0; labels[i] != NULL; i++)
        g_assert_true (is_offered (fixture, labels[i]) == (access != INVY_ACCESS_VIEWER));
      g_assert_true (is_offered (fixture, "_Export Report…"));
    }
}

static void
test_viewer (Fixture *fixture, gconstpointer data)
{
  invy_event_set_access (fixture->event, INVY_ACCESS_OWNER);
  open_page (fixture, INVY_CAMPAIGN_REAL, mixed, G_N_ELEMENTS (mixed));
  assert_offered_to_editors (fixture, (const char *[]) { "Retry 1 Failed", "Settle…", NULL });
}

static void
test_viewer_of_paused (Fixture *fixture, gconstpointer data)
{
  open_page (fixture, INVY_CAMPAIGN_REAL, paused, G_N_ELEMENTS (paused));
  assert_offered_to_editors (fixture, (const char *[]) { "_Resume", "_Cancel the Rest…", NULL });
}

/* It was opened by a viewer, and became theirs to send. */
static void
test_viewer_becomes_editor (Fixture *fixture, gconstpointer data)
{
  fixture->campaign =
      invy_test_send_as (fixture->store, fixture->event, INVY_CAMPAIGN_PRACTICE, mixed, G_N_ELEMENTS (mixed));
  invy_event_set_access (fixture->event, INVY_ACCESS_VIEWER);
  open_again (fixture);
  g_assert_false (is_offered (fixture, "Retry 1 Failed"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "results.retry", NULL);
  g_assert_true (is_idle (fixture));

  invy_event_set_access (fixture->event, INVY_ACCESS_EDITOR);
  invy_press (fixture->page, "Retry 1 Failed");
  invy_test_wait_until (has_resumed, fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();

  g_test_add ("/invy/results-page/sections", Fixture, NULL, set_up, test_sections, tear_down);
  g_test_add ("/invy/results-page/practice", Fixture, NULL, set_up, test_practice, tear_down);
  g_test_add ("/invy/results-page/fix", Fixture, NULL, set_up, test_fix, tear_down);
  g_test_add ("/invy/results-page/settle-as-arrived", Fixture, NULL, set_up, test_settle_as_arrived, tear_down);
  g_test_add ("/invy/results-page/settle-by-sending-again", Fixture, NULL, set_up, test_settle_by_sending_again,
              tear_down);
  g_test_add ("/invy/results-page/retry", Fixture, NULL, set_up, test_retry, tear_down);
  g_test_add ("/invy/results-page/cancel-the-rest", Fixture, NULL, set_up, test_cancel_the_rest, tear_down);
  g_test_add ("/invy/results-page/abandoned", Fixture, NULL, set_up, test_abandoned, tear_down);
  g_test_add ("/invy/results-page/cancel-abandoned", Fixture, NULL, set_up, test_cancel_abandoned, tear_down);
  g_test_add ("/invy/results-page/sent-elsewhere", Fixture, NULL, set_up, test_sent_elsewhere, tear_down);
  g_test_add ("/invy/results-page/pause-elsewhere", Fixture, NULL, set_up, test_pause_elsewhere, tear_down);
  g_test_add ("/invy/results-page/settle-cancelled", Fixture, NULL, set_up, test_settle_cancelled, tear_down);
  g_test_add ("/invy/results-page/earlier-attempts", Fixture, NULL, set_up, test_earlier_attempts, tear_down);
  g_test_add ("/invy/results-page/history", Fixture, NULL, set_up, test_history, tear_down);
  g_test_add ("/invy/results-page/held", Fixture, NULL, set_up, test_held, tear_down);
  g_test_add ("/invy/results-page/held-for-long", Fixture, NULL, set_up, test_held_for_long, tear_down);
  g_test_add ("/invy/results-page/viewer", Fixture, NULL, set_up, test_viewer, tear_down);
  g_test_add ("/invy/results-page/viewer-of-paused", Fixture, NULL, set_up, test_viewer_of_paused, tear_down);
  g_test_add ("/invy/results-page/viewer-becomes-editor", Fixture, NULL, set_up, test_viewer_becomes_editor,
              tear_down);
  g_test_add ("/invy/results-page/report", Fixture, NULL, set_up, test_report, tear_down);

  return g_test_run ();
}
