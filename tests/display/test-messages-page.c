/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-campaign-row.h"
#include "app/messages/invy-messages-page.h"
#include "invy-finder.h"
#include "invy-test-campaign.h"
#include "invy-test.h"

#include "campaign/invy-reasons.h"

static const InvyTestOutcome finished[] = {
  { "Yossi", "054-990-1122", INVY_MESSAGE_ACCEPTED, 0 },
  { "דנה", "05412", INVY_MESSAGE_SKIPPED, 0 },
};

static const InvyTestOutcome paused[] = {
  { "Lior", "052-600-7008", INVY_MESSAGE_ACCEPTED, 0 },
  { "עדי", "050-202-3030", INVY_MESSAGE_PLANNED, 0 },
};

typedef struct
{
  char *folder;
  InvyStore *store;
  InvySettings *settings;
  InvyOutbox *outbox;
  InvyEvent *event;
  GtkWindow *window;
  GtkWidget *page;
  const char *title; /* what a test waits for */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = NULL;

  fixture->folder = invy_test_make_folder ();
  uri = g_strconcat ("sqlite:", fixture->folder, "/invy.db", NULL);
  fixture->store = invy_test_open_store (uri);
  fixture->settings = invy_settings_new (FALSE);
  g_assert_true (invy_settings_set (fixture->settings, INVY_SETTING_INTERVAL_MS, "0", NULL));
  fixture->outbox = invy_outbox_new (fixture->store, fixture->settings);
  fixture->event = invy_test_add_event (fixture->store);

  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->page = invy_messages_page_new (fixture->outbox, fixture->settings, fixture->store);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_set_default_size (fixture->window, 900, 800);
  gtk_window_present (fixture->window);
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
  g_clear_object (&fixture->event);
  invy_test_finalize (fixture->outbox);
  g_clear_object (&fixture->settings);
  invy_test_close_store (fixture->store);
  invy_test_remove_folder (fixture->folder);
}

static InvyCampaign *
send_as (Fixture *fixture, const InvyTestOutcome *outcomes, guint n_outcomes)
{
  return invy_test_send_as (fixture->store, fixture->event, INVY_CAMPAIGN_PRACTICE, outcomes, n_outcomes);
}

static gboolean
has_title (gpointer data)
{
  Fixture *fixture = data;
  GtkStack *stack = invy_find (fixture->page, GTK_TYPE_STACK, NULL);

  return invy_find (gtk_stack_get_visible_child (stack), ADW_TYPE_PREFERENCES_ROW, fixture->title) != NULL
         || invy_find (gtk_stack_get_visible_child (stack), ADW_TYPE_STATUS_PAGE, fixture->title) != NULL;
}

static void
wait_for_title (Fixture *fixture, const char *title)
{
  fixture->title = title;
  invy_test_wait_until (has_title, fixture);
}

/* Returns: the row at @index */
static InvyCampaignRow *
get_row (Fixture *fixture, int index)
{
  GtkListBox *list_box = invy_find (fixture->page, GTK_TYPE_LIST_BOX, NULL);

  return INVY_CAMPAIGN_ROW (gtk_list_box_get_row_at_index (list_box, index));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = NULL;

  invy_messages_page_set_event (INVY_MESSAGES_PAGE (fixture->page), fixture->event);
  wait_for_title (fixture, "No Messages Yet");

  /* What is sent meanwhile appears by itself. */
  campaign = send_as (fixture, finished, G_N_ELEMENTS (finished));
  wait_for_title (fixture, "Practice: Invitations");
}

static void
test_newest_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) first = send_as (fixture, finished, G_N_ELEMENTS (finished));
  g_autoptr (InvyCampaign) second = send_as (fixture, paused, G_N_ELEMENTS (paused));

  invy_messages_page_set_event (INVY_MESSAGES_PAGE (fixture->page), fixture->event);
  wait_for_title (fixture, "Practice: Invitations");

  g_assert_cmpstr (invy_campaign_get_id (invy_campaign_row_get_campaign (get_row (fixture, 0))), ==,
                   invy_campaign_get_id (second));
  g_assert_cmpstr (invy_campaign_get_id (invy_campaign_row_get_campaign (get_row (fixture, 1))), ==,
                   invy_campaign_get_id (first));

  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (get_row (fixture, 0))), "Paused"));
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (get_row (fixture, 1))), "Finished"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (get_row (fixture, 1))), "1 of 2 sent"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (get_row (fixture, 1))), "1 left out"));
}

static gboolean
has_finished (gpointer data)
{
  InvyCampaign *campaign = invy_campaign_row_get_campaign (get_row (data, 0));

  return invy_campaign_get_state (campaign) == INVY_CAMPAIGN_FINISHED;
}

static gboolean
has_dialog (gpointer data)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (((Fixture *) data)->window)) != NULL;
}

static void
test_resume (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = send_as (fixture, paused, G_N_ELEMENTS (paused));

  invy_messages_page_set_event (INVY_MESSAGES_PAGE (fixture->page), fixture->event);
  wait_for_title (fixture, "Practice: Invitations");
  gtk_widget_activate_action (fixture->page, "messages.resume", "s", invy_campaign_get_id (campaign));
  invy_test_wait_until (has_dialog, fixture);
  invy_test_wait_until (has_finished, fixture);
  g_assert_cmpuint (invy_campaign_get_counts (invy_campaign_row_get_campaign (get_row (fixture, 0)))->succeeded, ==,
                    2);
}

static gboolean
has_changes_question (gpointer data)
{
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (((Fixture *) data)->window));

  return dialog != NULL && invy_find (dialog, GTK_TYPE_BUTTON, "Send New _Details") != NULL;
}

/* The wedding moved to another place while the campaign was paused. */
static void
test_resume_with_new_details (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = send_as (fixture, paused, G_N_ELEMENTS (paused));
  g_autoptr (GPtrArray) messages = NULL;
  g_auto (GStrv) parameters = NULL;

  invy_event_set (fixture->event, INVY_EVENT_VENUE, "Elsewhere");
  g_assert_true (invy_test_await (invy_store_save_event (fixture->store, fixture->event), NULL));
  invy_messages_page_set_event (INVY_MESSAGES_PAGE (fixture->page), fixture->event);
  wait_for_title (fixture, "Practice: Invitations");
  gtk_widget_activate_action (fixture->page, "messages.resume", "s", invy_campaign_get_id (campaign));

  invy_test_wait_until (has_changes_question, fixture);
  invy_press (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)), "Send New _Details");
  invy_test_wait_until (has_finished, fixture);

  messages = invy_test_await_boxed (invy_store_list_messages (fixture->store, invy_campaign_get_id (campaign)), NULL);
  parameters = invy_message_dup_parameters (messages->pdata[messages->len - 1]);
  g_assert_true (g_strv_contains ((const char *const *) parameters, "Elsewhere"));
}

static gboolean
is_cancelled (gpointer data)
{
  InvyCampaign *campaign = invy_campaign_row_get_campaign (get_row (data, 0));

  return invy_campaign_get_state (campaign) == INVY_CAMPAIGN_CANCELLED;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = send_as (fixture, paused, G_N_ELEMENTS (paused));

  invy_messages_page_set_event (INVY_MESSAGES_PAGE (fixture->page), fixture->event);
  wait_for_title (fixture, "Practice: Invitations");
  gtk_widget_activate_action (fixture->page, "messages.cancel", "s", invy_campaign_get_id (campaign));
  invy_test_wait_until (has_dialog, fixture);
  invy_press (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)), "_Cancel the Rest");
  invy_test_wait_until (is_cancelled, fixture);
}

static gboolean
has_results (gpointer data)
{
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (((Fixture *) data)->window));

  return dialog != NULL && invy_find (dialog, GTK_TYPE_LABEL, "Delivery is not reported to this computer") != NULL;
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = send_as (fixture, finished, G_N_ELEMENTS (finished));

  invy_messages_page_set_event (INVY_MESSAGES_PAGE (fixture->page), fixture->event);
  wait_for_title (fixture, "Practice: Invitations");
  g_signal_emit_by_name (invy_find (fixture->page, GTK_TYPE_LIST_BOX, NULL), "row-activated", get_row (fixture, 0));
  invy_test_wait_until (has_results, fixture);
  g_assert_nonnull (invy_find (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)), ADW_TYPE_WINDOW_TITLE,
                               "Practice: 1 of 2 Sent"));
}

static const char *
get_subtitle (Fixture *fixture)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (get_row (fixture, 0)));
}

static gboolean
names_the_other (gpointer data)
{
  return strstr (get_subtitle (data), "Being sent by") != NULL
         && strstr (get_subtitle (data), "invyctl on laptop") != NULL
         && strstr (get_subtitle (data), "Waiting until") != NULL;
}

static gboolean
is_interrupted (gpointer data)
{
  return g_str_has_prefix (get_subtitle (data), "Not finished");
}

/* Another program sends, has to wait, and dies. */
static void
test_sent_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strconcat ("sqlite:", fixture->folder, "/invy.db", NULL);
  g_autoptr (InvyCampaign) campaign = send_as (fixture, paused, G_N_ELEMENTS (paused));
  InvyStore *other = invy_test_open_store (uri);
  g_autoptr (GError) error = NULL;

  invy_test_await_int64 (invy_store_take_lease (other, invy_campaign_get_id (campaign), "invyctl on laptop"), &error);
  g_assert_no_error (error);
  invy_test_await (invy_store_hold_number (other, invy_campaign_get (campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID),
                                           10 * 60 * 1000, INVY_WAIT_NO_NETWORK),
                   &error);
  g_assert_no_error (error);

  invy_messages_page_set_event (INVY_MESSAGES_PAGE (fixture->page), fixture->event);
  wait_for_title (fixture, "Practice: Invitations");
  invy_test_wait_until (names_the_other, fixture);

  invy_test_close_store (other);
  invy_test_wait_until (is_interrupted, fixture);
}

/* Whoever may only look at the wedding can neither send the rest nor cancel it. */
static void
test_viewer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = send_as (fixture, paused, G_N_ELEMENTS (paused));
  static const char *const actions[] = { "messages.resume", "messages.cancel" };

  invy_event_set_access (fixture->event, INVY_ACCESS_VIEWER);
  invy_messages_page_set_event (INVY_MESSAGES_PAGE (fixture->page), fixture->event);
  wait_for_title (fixture, "Practice: Invitations");
  for (InvyAccess access = INVY_ACCESS_VIEWER; access <= INVY_ACCESS_OWNER; access++)
    {
      GtkWidget *button = invy_find (get_row (fixture, 0), GTK_TYPE_BUTTON, NULL);

      invy_event_set_access (fixture->event, access);
      g_assert_true (gtk_widget_get_sensitive (button) == (access != INVY_ACCESS_VIEWER));
    }

  invy_event_set_access (fixture->event, INVY_ACCESS_VIEWER);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_activate_action (fixture->page, actions[i], "s", invy_campaign_get_id (campaign));
      g_assert_false (has_dialog (fixture));
      g_assert_true (is_idle (fixture));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

#define ADD(name, func) g_test_add ("/invy/messages-page/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("empty", test_empty);
  ADD ("newest-first", test_newest_first);
  ADD ("resume", test_resume);
  ADD ("resume-with-new-details", test_resume_with_new_details);
  ADD ("cancel", test_cancel);
  ADD ("viewer", test_viewer);
  ADD ("open", test_open);
  ADD ("sent-elsewhere", test_sent_elsewhere);
#undef ADD

  return g_test_run ();
}
