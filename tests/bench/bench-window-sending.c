/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench-stall.h"
#include "invy-bench.h"
#include "invy-emulator-process.h"
#include "invy-finder.h"
#include "invy-test.h"

#include "app/guests/invy-guest-list.h"
#include "app/guests/invy-guests-page.h"
#include "app/invite/invy-invite-dialog.h"
#include "app/messages/invy-outbox.h"
#include "app/window/invy-window.h"

/* Whether the window can be used while it sends: a wedding of a thousand guests, the invite dialog on top of it, and
 * the emulator in WhatsApp's place. The yardstick is the same window while its list is scrolled, for as long. */

#define N_GUESTS 1000
#define N_PAIRS 3
#define WARM_UP_MS 1000.0

/* Long enough for a dialog to come or go with its animation, which is not what is measured here. */
#define REST_MS 1500.0

/* The next shorter of whole milliseconds: 83 messages a second. */
#define INTERVAL_MS "12"

/* A little more than a row with each frame. */
#define SCROLL_STEP 60.0

static const InvyBench bench = {
  .what = "longest stall while 1,000 messages go out at 80 a second / while the list is scrolled",
  .unit = "ms",
  .reach = 2,
};

typedef struct
{
  char *folder;
  InvyStore *store;
  InvySettings *settings;
  InvyOutbox *outbox;
  InvyWindow *window;
  InvyCampaign *campaign; /* when it was sent */
  double scroll_step;
} Fixture;

static InvyGuestsPage *
get_page (Fixture *fixture)
{
  return invy_find (fixture->window, INVY_TYPE_GUESTS_PAGE, NULL);
}

static gboolean
shows_guests (gpointer data)
{
  InvyGuestsPage *page = get_page (data);
  InvyGuestBook *book = page != NULL ? invy_guests_page_get_book (page) : NULL;

  return book != NULL && g_list_model_get_n_items (G_LIST_MODEL (book)) == N_GUESTS;
}

static void
finished_cb (Fixture *fixture, InvySender *sender)
{
  g_set_object (&fixture->campaign, invy_sender_get_campaign (sender));
}

static void
open_window (Fixture *fixture, GtkApplication *application)
{
  g_autofree char *uri = NULL;
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = invy_test_make_folder ();
  uri = g_strdup_printf ("sqlite:%s/invy.db", fixture->folder);
  fixture->store = invy_test_open_store (uri);
  event = invy_test_add_event (fixture->store);
  guests = invy_bench_new_guests (event, N_GUESTS);
  saved = invy_bench_save_guests (fixture->store, guests);

  fixture->settings = invy_settings_new (FALSE);
  g_assert_true (invy_settings_set (fixture->settings, INVY_SETTING_INTERVAL_MS, INTERVAL_MS, &error));
  g_assert_no_error (error);
  fixture->outbox = invy_outbox_new (fixture->store, fixture->settings);
  g_signal_connect_swapped (fixture->outbox, "finished", G_CALLBACK (finished_cb), fixture);
  fixture->window = invy_window_new (application, fixture->settings);
  invy_window_set_store (fixture->window, fixture->store, fixture->outbox);
  gtk_window_present (GTK_WINDOW (fixture->window));
  invy_bench_wait_until (shows_guests, fixture);
}

static void
close_window (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_true (invy_test_await (invy_store_close (fixture->store), &error));
  g_assert_no_error (error);
  g_clear_object (&fixture->campaign);
  g_clear_object (&fixture->outbox);
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->store);
  invy_test_remove_folder (fixture->folder);
}

/* Down to the end and up again, and so on. */
static gboolean
scroll_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  Fixture *fixture = data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  const double before = gtk_adjustment_get_value (adjustment);

  gtk_adjustment_set_value (adjustment, before + fixture->scroll_step);
  if (gtk_adjustment_get_value (adjustment) == before)
    fixture->scroll_step = -fixture->scroll_step;

  return G_SOURCE_CONTINUE;
}

static void
time_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
run_for (double duration_ms)
{
  gboolean is_over = FALSE;

  g_timeout_add_once ((guint) duration_ms, time_cb, &is_over);
  invy_bench_wait_until (is_true, &is_over);
}

static double
measure_scrolling (Fixture *fixture, double duration_ms)
{
  GtkWidget *view = invy_find (fixture->window, GTK_TYPE_COLUMN_VIEW, NULL);
  double stall_ms;
  guint tick;

  fixture->scroll_step = SCROLL_STEP;
  tick = gtk_widget_add_tick_callback (view, scroll_cb, fixture, NULL);
  invy_bench_stall_begin ();
  run_for (duration_ms);
  stall_ms = invy_bench_stall_end ();
  gtk_widget_remove_tick_callback (view, tick);

  return stall_ms;
}

static AdwDialog *
get_dialog (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

/* Its label says to how many. */
static GtkWidget *
find_send_button (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget)
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), "invite.send") == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_send_button (child);
  return found;
}

static gboolean
can_send (gpointer data)
{
  AdwDialog *dialog = get_dialog (data);
  GtkWidget *button = dialog != NULL ? find_send_button (GTK_WIDGET (dialog)) : NULL;

  return button != NULL && gtk_widget_is_sensitive (button);
}

static gboolean
has_finished (gpointer data)
{
  return ((Fixture *) data)->campaign != NULL;
}

static double
measure_sending (Fixture *fixture, double *duration_ms)
{
  GActionGroup *actions = invy_guests_page_get_actions (get_page (fixture));
  double stall_ms;

  g_action_group_activate_action (actions, "select-all", NULL);
  g_action_group_activate_action (actions, "invite", NULL);
  invy_bench_wait_until (can_send, fixture);
  run_for (REST_MS);

  *duration_ms = -invy_bench_now_ms ();
  invy_bench_stall_begin ();
  g_signal_emit_by_name (find_send_button (GTK_WIDGET (get_dialog (fixture))), "clicked");
  invy_bench_wait_until (has_finished, fixture);
  stall_ms = invy_bench_stall_end ();
  *duration_ms += invy_bench_now_ms ();

  g_assert_cmpuint (invy_campaign_get_counts (fixture->campaign)->succeeded, >, N_GUESTS / 2);
  return stall_ms;
}

static void
measure_pair (GtkApplication *application)
{
  Fixture fixture = { 0 };
  double duration_ms;
  double value;
  double yardstick;

  open_window (&fixture, application);
  measure_scrolling (&fixture, WARM_UP_MS);
  value = measure_sending (&fixture, &duration_ms);
  adw_dialog_force_close (get_dialog (&fixture));
  run_for (REST_MS);
  yardstick = measure_scrolling (&fixture, duration_ms);
  invy_bench_print (&bench, value, yardstick);
  close_window (&fixture);
}

static void
activate_cb (GtkApplication *application)
{
  g_application_hold (G_APPLICATION (application));
  for (guint i = 0; i < N_PAIRS; i++)
    measure_pair (application);
  g_application_release (G_APPLICATION (application));
}

int
main (int argc, char *argv[])
{
  g_autoptr (InvyEmulatorProcess) emulator = NULL;
  g_autoptr (AdwApplication) application = NULL;

  dex_init ();
  emulator = invy_emulator_process_new ();
  g_setenv ("WHATSAPP_API_BASE_URL", invy_emulator_process_get_url (emulator), TRUE);
  g_setenv ("WHATSAPP_ACCESS_TOKEN", INVY_EMULATOR_TOKEN, TRUE);
  g_setenv ("WHATSAPP_PHONE_NUMBER_ID", INVY_EMULATOR_PHONE_NUMBER_ID, TRUE);

  invy_bench_stall_watch ();
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", APPLICATION_ID, "resource-base-path",
                              "/io/github/invy_app/Invy", "flags", G_APPLICATION_NON_UNIQUE, NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 0, NULL);
}
