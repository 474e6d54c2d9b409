/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-bench-list.h"
#include "invy-bench-plain-list.h"
#include "invy-bench-stall.h"
#include "invy-bench.h"
#include "invy-emulator-process.h"
#include "invy-finder.h"
#include "invy-test.h"

#include "app/guests/invy-guest-list.h"
#include "app/guests/invy-guests-page.h"
#include "app/messages/invy-outbox.h"
#include "app/window/invy-window.h"

/* Whether the window of a wedding with a hundred thousand guests can be used while they are imported, and while some
 * of them are written to: each in its dialog, with the emulator in WhatsApp's place. The yardsticks are a bare list
 * in a window that gets as many rows at once, and one whose rows change as fast as messages go out. */

#define N_GUESTS 100000
#define N_SENT 500
#define N_PAIRS 3

/* Long enough for a dialog to come or go with its animation, which is not what is measured here. */
#define REST_MS 1500

/* The next shorter of whole milliseconds: 83 messages a second. */
#define INTERVAL_MS 12

/* The rows that are seen, more or less. */
#define N_ON_SCREEN 20

static const InvyBench importing = {
  .what = "longest stall, importing 100,000 guests / filling a bare list",
  .unit = "ms",
  .reach = 1.2,
};

static const InvyBench sending = {
  .what = "longest stall, sending 80 a second to some of 100,000 guests / a bare list whose rows change as fast",
  .unit = "ms",
  .reach = 1.2,
};

typedef struct
{
  InvyStore *store;
  InvySettings *settings;
  InvyOutbox *outbox;
  InvyWindow *window;
  InvyCampaign *campaign; /* when it was sent */
} Fixture;

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

static InvyGuestsPage *
get_page (Fixture *fixture)
{
  return invy_find (fixture->window, INVY_TYPE_GUESTS_PAGE, NULL);
}

static AdwDialog *
get_dialog (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

static gboolean
has_book (gpointer data)
{
  InvyGuestsPage *page = get_page (data);

  return page != NULL && invy_guests_page_get_book (page) != NULL;
}

static void
finished_cb (Fixture *fixture, InvySender *sender)
{
  g_set_object (&fixture->campaign, invy_sender_get_campaign (sender));
}

static void
open_window (Fixture *fixture, GtkApplication *application, const char *folder)
{
  g_autofree char *uri = g_strdup_printf ("sqlite:%s/invy.db", folder);
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (GError) error = NULL;

  fixture->store = invy_test_open_store (uri);
  event = invy_test_add_event (fixture->store);
  fixture->settings = invy_settings_new (FALSE);
  g_assert_true (invy_settings_set (fixture->settings, INVY_SETTING_INTERVAL_MS, G_STRINGIFY (INTERVAL_MS), &error));
  g_assert_no_error (error);
  fixture->outbox = invy_outbox_new (fixture->store, fixture->settings);
  g_signal_connect_swapped (fixture->outbox, "finished", G_CALLBACK (finished_cb), fixture);
  fixture->window = invy_window_new (application, fixture->settings);
  invy_window_set_store (fixture->window, fixture->store, fixture->outbox);
  gtk_window_present (GTK_WINDOW (fixture->window));
  invy_bench_wait_until (has_book, fixture);
}

static void
close_window (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->campaign);
  g_clear_object (&fixture->outbox);
  g_clear_object (&fixture->settings);
  invy_test_close_store (fixture->store);
}

typedef struct
{
  Fixture *fixture;
  const char *label;
} Awaited;

static GtkWidget *
find_button (Awaited *awaited)
{
  AdwDialog *dialog = get_dialog (awaited->fixture);

  return dialog != NULL ? invy_find (dialog, GTK_TYPE_BUTTON, awaited->label) : NULL;
}

static gboolean
can_press (gpointer data)
{
  GtkWidget *button = find_button (data);

  return button != NULL && gtk_widget_get_mapped (button) && gtk_widget_is_sensitive (button);
}

static void
press (Fixture *fixture, const char *label)
{
  Awaited awaited = { fixture, label };

  invy_bench_wait_until (can_press, &awaited);
  g_signal_emit_by_name (find_button (&awaited), "clicked");
}

static gboolean
shows_all (gpointer data)
{
  InvyGuestBook *book = invy_guests_page_get_book (get_page (data));

  return get_dialog (data) == NULL && !invy_guest_book_is_loading (book)
         && g_list_model_get_n_items (G_LIST_MODEL (book)) == N_GUESTS;
}

static double
measure_importing (Fixture *fixture, GFile *file)
{
  run_for (REST_MS);
  invy_bench_stall_begin ();
  dex_future_disown (invy_guests_page_import_file (get_page (fixture), file));
  press (fixture, "_Next");
  press (fixture, "_Import " G_STRINGIFY (N_GUESTS) " Guests");
  invy_bench_wait_until (shows_all, fixture);
  run_for (REST_MS);
  return invy_bench_stall_end ();
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
  InvyGuestList *list = invy_find (fixture->window, INVY_TYPE_GUEST_LIST, NULL);
  GActionGroup *actions = invy_guests_page_get_actions (get_page (fixture));
  double stall_ms;

  gtk_selection_model_select_range (GTK_SELECTION_MODEL (invy_guest_list_get_selection (list)), 0, N_SENT, FALSE);
  g_action_group_activate_action (actions, "invite", NULL);
  invy_bench_wait_until (can_send, fixture);
  run_for (REST_MS);

  *duration_ms = -invy_bench_now_ms ();
  invy_bench_stall_begin ();
  g_signal_emit_by_name (find_send_button (GTK_WIDGET (get_dialog (fixture))), "clicked");
  invy_bench_wait_until (has_finished, fixture);
  stall_ms = invy_bench_stall_end ();
  *duration_ms += invy_bench_now_ms ();

  g_assert_cmpuint (invy_campaign_get_counts (fixture->campaign)->succeeded, >, N_SENT / 2);
  return stall_ms;
}

typedef struct
{
  GtkWindow *window;
  InvyBenchPlainList *list;
  guint position; /* of the row that changes next */
} Bare;

static gboolean
change_row_cb (gpointer data)
{
  Bare *bare = data;

  invy_bench_plain_list_change (bare->list, bare->position, "sent");
  bare->position = (bare->position + 1) % N_ON_SCREEN;
  return G_SOURCE_CONTINUE;
}

static double
measure_filling (Bare *bare, GPtrArray *names)
{
  run_for (REST_MS);
  invy_bench_stall_begin ();
  invy_bench_plain_list_fill (bare->list, (const char *const *) names->pdata);
  run_for (REST_MS);
  return invy_bench_stall_end ();
}

static double
measure_changing (Bare *bare, double duration_ms)
{
  guint source;

  invy_bench_stall_begin ();
  source = g_timeout_add (INTERVAL_MS, change_row_cb, bare);
  run_for (duration_ms);
  g_source_remove (source);
  return invy_bench_stall_end ();
}

static Bare
open_bare (GtkApplication *application)
{
  Bare bare = { .window = GTK_WINDOW (adw_application_window_new (application)),
                .list = invy_bench_plain_list_new () };

  gtk_window_set_default_size (bare.window, 1100, 700);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (bare.window),
                                      invy_bench_plain_list_get_widget (bare.list));
  gtk_window_present (bare.window);
  return bare;
}

static void
close_bare (Bare *bare)
{
  gtk_window_destroy (bare->window);
  invy_bench_plain_list_free (bare->list);
}

static void
measure_pair (GtkApplication *application, GPtrArray *names, GFile *file)
{
  char *folder = invy_test_make_folder ();
  Fixture fixture = { 0 };
  double duration_ms, import_ms, sending_ms;
  Bare bare;

  open_window (&fixture, application, folder);
  import_ms = measure_importing (&fixture, file);
  sending_ms = measure_sending (&fixture, &duration_ms);
  adw_dialog_force_close (get_dialog (&fixture));
  close_window (&fixture);

  bare = open_bare (application);
  invy_bench_print (&importing, import_ms, measure_filling (&bare, names));
  invy_bench_print (&sending, sending_ms, measure_changing (&bare, duration_ms));
  close_bare (&bare);
  invy_test_remove_folder (folder);
}

/* Writes the list of the guests. Returns: (transfer full): their names */
static GPtrArray *
make_guests (const char *csv)
{
  g_autoptr (InvyEvent) event = invy_event_new ();
  g_autoptr (GPtrArray) guests = invy_bench_new_guests (event, N_GUESTS);
  GPtrArray *names = g_ptr_array_new_null_terminated (N_GUESTS, g_free, TRUE);

  invy_bench_list_write (csv, guests, N_GUESTS);
  for (guint i = 0; i < guests->len; i++)
    g_ptr_array_add (names, invy_guest_dup_name (guests->pdata[i]));
  return names;
}

static void
activate_cb (GtkApplication *application)
{
  char *folder = invy_test_make_folder ();
  g_autofree char *csv = g_build_filename (folder, "guests.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (csv);
  g_autoptr (GPtrArray) names = make_guests (csv);

  g_application_hold (G_APPLICATION (application));
  for (guint i = 0; i < N_PAIRS; i++)
    measure_pair (application, names, file);
  invy_test_remove_folder (folder);
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
