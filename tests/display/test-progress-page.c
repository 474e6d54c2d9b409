/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-progress-page.h"
#include "invy-finder.h"
#include "invy-test-campaign.h"
#include "invy-test.h"

#include "campaign/invy-reasons.h"

/* Long enough that nothing but the planner ends it. */
#define WAIT_MS (10 * 60 * 1000)

/* A campaign that is paused after its first guest, to go on with. */
static const InvyTestOutcome paused[] = {
  { "Yossi", "054-990-1122", INVY_MESSAGE_ACCEPTED, 0 },
  { "עדי", "050-202-3030", INVY_MESSAGE_PLANNED, 0 },
  { "Dana", "050-202-3031", INVY_MESSAGE_PLANNED, 0 },
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
  InvyCampaign *done;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer interval_ms)
{
  g_autofree char *uri = NULL;

  fixture->folder = invy_test_make_folder ();
  uri = g_strconcat ("sqlite:", fixture->folder, "/invy.db", NULL);
  fixture->store = invy_test_open_store (uri);
  fixture->settings = invy_settings_new (FALSE);
  g_assert_true (invy_settings_set (fixture->settings, INVY_SETTING_INTERVAL_MS, interval_ms, NULL));
  fixture->outbox = invy_outbox_new (fixture->store, fixture->settings);
  fixture->event = invy_test_add_event (fixture->store);
  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 900, 800);
}

static void
done_cb (Fixture *fixture, InvyCampaign *campaign)
{
  g_assert_null (fixture->done);
  fixture->done = g_object_ref (campaign);
}

static void
plan (Fixture *fixture)
{
  fixture->campaign =
      invy_test_send_as (fixture->store, fixture->event, INVY_CAMPAIGN_PRACTICE, paused, G_N_ELEMENTS (paused));
}

static void
open_page (Fixture *fixture)
{
  GtkWidget *view = adw_navigation_view_new ();
  g_autoptr (InvySender) sender = NULL;
  g_autoptr (GError) error = NULL;

  if (fixture->campaign == NULL)
    plan (fixture);
  sender = invy_test_await_object (invy_outbox_resume (fixture->outbox, fixture->campaign), &error);
  g_assert_no_error (error);

  fixture->page = invy_progress_page_new (fixture->outbox, sender);
  g_signal_connect_swapped (fixture->page, "done", G_CALLBACK (done_cb), fixture);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), fixture->page);
  adw_window_set_content (ADW_WINDOW (fixture->window), view);
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
  g_clear_object (&fixture->done);
  g_clear_object (&fixture->campaign);
  g_clear_object (&fixture->event);
  invy_test_finalize (fixture->outbox);
  g_clear_object (&fixture->settings);
  invy_test_close_store (fixture->store);
  invy_test_remove_folder (fixture->folder);
}

static gboolean
has_title (Fixture *fixture, const char *title)
{
  return invy_find (fixture->page, ADW_TYPE_WINDOW_TITLE, title) != NULL;
}

static gboolean
is_sending (gpointer data)
{
  return has_title (data, "Sending");
}

static gboolean
is_paused (gpointer data)
{
  return has_title (data, "Paused");
}

static gboolean
is_done (gpointer data)
{
  return ((Fixture *) data)->done != NULL;
}

static gboolean
has_alert (gpointer data)
{
  return ADW_IS_ALERT_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (((Fixture *) data)->window)));
}

static void
test_to_the_end (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  invy_test_wait_until (is_done, fixture);
  g_assert_cmpint (invy_campaign_get_state (fixture->done), ==, INVY_CAMPAIGN_FINISHED);
  g_assert_nonnull (invy_find (fixture->page, GTK_TYPE_LABEL, "3 of 3 done"));
}

/* The pace is so slow that nothing but the planner ends it. */
static void
test_pause_and_resume (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  invy_test_wait_until (is_sending, fixture);
  g_assert_nonnull (invy_find (fixture->page, GTK_TYPE_LABEL, "This is practice: nothing leaves the computer."));

  invy_press (fixture->page, "_Pause");
  invy_test_wait_until (is_paused, fixture);
  g_assert_nonnull (invy_find (fixture->page, GTK_TYPE_LABEL, "Paused. Resume whenever you like."));
  g_assert_null (invy_find (fixture->page, GTK_TYPE_BUTTON, "_Pause"));
  g_assert_null (fixture->done);

  invy_press (fixture->page, "_Resume");
  invy_test_wait_until (is_sending, fixture);
  invy_press (fixture->page, "_Pause");
  invy_test_wait_until (is_paused, fixture);

  invy_press (fixture->page, "Show Resul_ts");
  invy_test_wait_until (is_done, fixture);
  g_assert_cmpint (invy_campaign_get_state (fixture->done), ==, INVY_CAMPAIGN_PAUSED);
}

static gboolean
says_why_it_waits (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *reason = invy_reasons_dup_for_waiting_reason (INVY_STOP_CODE "130429");

  return invy_find (fixture->page, GTK_TYPE_LABEL, reason) != NULL;
}

/* Somebody who sends from the same number was asked to slow down. */
static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  const gint64 until_ms = g_get_real_time () / 1000 + WAIT_MS;
  g_autofree char *this_minute = invy_reasons_dup_for_waiting (until_ms);
  g_autofree char *next_minute = invy_reasons_dup_for_waiting (until_ms + 60 * 1000);
  g_autoptr (GError) error = NULL;

  plan (fixture);
  g_assert_true (invy_test_await (
      invy_store_hold_number (fixture->store, invy_campaign_get (fixture->campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID),
                              WAIT_MS, INVY_STOP_CODE "130429"),
      &error));
  g_assert_no_error (error);

  open_page (fixture);
  invy_test_wait_until (says_why_it_waits, fixture);
  g_assert_true (invy_find (fixture->page, GTK_TYPE_LABEL, this_minute) != NULL
                 || invy_find (fixture->page, GTK_TYPE_LABEL, next_minute) != NULL);

  invy_press (fixture->page, "_Pause");
  invy_test_wait_until (is_paused, fixture);
  g_assert_false (says_why_it_waits (fixture));
}

static void
stop (Fixture *fixture)
{
  invy_press (fixture->page, "_Stop…");
  invy_test_wait_until (has_alert, fixture);
  invy_press (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)), "_Cancel the Rest");
  invy_test_wait_until (is_done, fixture);
}

static void
assert_cancelled (Fixture *fixture)
{
  g_autoptr (InvyCampaign) kept = NULL;

  kept = invy_test_await_object (invy_store_get_campaign (fixture->store, invy_campaign_get_id (fixture->campaign)),
                                 NULL);
  g_assert_cmpint (invy_campaign_get_state (kept), ==, INVY_CAMPAIGN_CANCELLED);
  g_assert_cmpuint (invy_campaign_get_counts (kept)->waiting, ==, 0);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  invy_test_wait_until (is_sending, fixture);
  stop (fixture);
  assert_cancelled (fixture);
}

static void
test_stop_while_paused (Fixture *fixture, gconstpointer data)
{
  open_page (fixture);
  invy_test_wait_until (is_sending, fixture);
  invy_press (fixture->page, "_Pause");
  invy_test_wait_until (is_paused, fixture);
  stop (fixture);
  assert_cancelled (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  g_test_add ("/invy/progress-page/to-the-end", Fixture, "0", set_up, test_to_the_end, tear_down);
  g_test_add ("/invy/progress-page/pause-and-resume", Fixture, "600000", set_up, test_pause_and_resume, tear_down);
  g_test_add ("/invy/progress-page/waiting", Fixture, "0", set_up, test_waiting, tear_down);
  g_test_add ("/invy/progress-page/stop", Fixture, "600000", set_up, test_stop, tear_down);
  g_test_add ("/invy/progress-page/stop-while-paused", Fixture, "600000", set_up, test_stop_while_paused, tear_down);

  return g_test_run ();
}
