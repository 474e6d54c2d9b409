/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/import/invy-import-dialog.h"
#include "app/window/invy-application.h"
#include "app/window/invy-event-row.h"
#include "app/window/invy-sidebar.h"
#include "app/window/invy-wedding-page.h"
#include "app/window/invy-window.h"
#include "invy-finder.h"
#include "invy-test.h"

#include <glib/gstdio.h>

/* The whole program, but for main(): with a database of its own. */
typedef struct
{
  char *folder;
  char *path;
  InvyApplication *application;
  GtkWidget *window;
  void (*body) (gpointer fixture);
  const char *awaited;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = NULL;

  fixture->folder = invy_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "invy.db", NULL);
  uri = g_strconcat ("sqlite:", fixture->path, NULL);
  g_setenv ("INVY_STORE", uri, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unsetenv ("INVY_STORE");
  g_clear_pointer (&fixture->path, g_free);
  invy_test_remove_folder (fixture->folder);
}

static gboolean
body_cb (gpointer data)
{
  Fixture *fixture = data;

  fixture->window = GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (fixture->application)));
  g_assert_true (INVY_IS_WINDOW (fixture->window));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  fixture->body (fixture);
  g_application_quit (G_APPLICATION (fixture->application));

  return G_SOURCE_REMOVE;
}

static void
activated_cb (Fixture *fixture)
{
  g_idle_add (body_cb, fixture);
}

static gboolean
is_gone (gpointer data)
{
  return ((Fixture *) data)->window == NULL;
}

/* Runs the program from start to end, with @body in the middle. Nothing of it may be left then. */
static void
run (Fixture *fixture, void (*body) (gpointer fixture))
{
  fixture->body = body;
  fixture->application = invy_application_new ();
  g_application_set_flags (G_APPLICATION (fixture->application), G_APPLICATION_NON_UNIQUE);
  g_signal_connect_data (fixture->application, "activate", G_CALLBACK (activated_cb), fixture, NULL,
                         G_CONNECT_AFTER | G_CONNECT_SWAPPED);
  g_assert_cmpint (g_application_run (G_APPLICATION (fixture->application), 0, NULL), ==, 0);

  invy_test_wait_until (is_gone, fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->application));
}

static gboolean
shows_awaited_page (gpointer data)
{
  Fixture *fixture = data;
  GtkStack *stack = invy_find (fixture->window, GTK_TYPE_STACK, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), fixture->awaited) == 0;
}

static void
wait_for_page (Fixture *fixture, const char *name)
{
  fixture->awaited = name;
  invy_test_wait_until (shows_awaited_page, fixture);
}

static InvyEvent *
get_event (Fixture *fixture)
{
  return invy_sidebar_get_event (invy_find (fixture->window, INVY_TYPE_SIDEBAR, NULL));
}

static gboolean
shows_awaited_event (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *name = get_event (fixture) != NULL ? invy_event_dup_name (get_event (fixture)) : NULL;

  return g_strcmp0 (name, fixture->awaited) == 0;
}

static void
wait_for_event (Fixture *fixture, const char *name)
{
  fixture->awaited = name;
  invy_test_wait_until (shows_awaited_event, fixture);
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (fixture->window, action, NULL));
}

static AdwDialog *
get_dialog (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

static gboolean
has_no_dialog (gpointer data)
{
  return get_dialog (data) == NULL;
}

static void
add_event (Fixture *fixture, const char *partner, const char *date)
{
  activate (fixture, "app.new-event");
  invy_type_into (get_dialog (fixture), "First Partner", partner);
  invy_type_into (get_dialog (fixture), "Date", date);
  invy_press (get_dialog (fixture), "_Save");
  wait_for_event (fixture, partner);
  invy_test_wait_until (has_no_dialog, fixture);
}

static GtkListBoxRow *
get_row (Fixture *fixture, int position)
{
  GtkListBox *list_box = invy_find (invy_find (fixture->window, INVY_TYPE_SIDEBAR, NULL), GTK_TYPE_LIST_BOX, NULL);

  return gtk_list_box_get_row_at_index (list_box, position);
}

static const char *
get_row_name (Fixture *fixture, int position)
{
  GtkListBoxRow *row = get_row (fixture, position);

  return row != NULL ? invy_event_get (invy_event_row_get_event (INVY_EVENT_ROW (row)), INVY_EVENT_PARTNER1_NAME)
                     : NULL;
}

static void
welcome_body (gpointer data)
{
  Fixture *fixture = data;
  wait_for_page (fixture, "welcome");
  g_assert_nonnull (invy_find (fixture->window, GTK_TYPE_BUTTON, "_New Wedding"));
  g_assert_nonnull (invy_find (fixture->window, GTK_TYPE_BUTTON, "_Import Guests…"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Invy");

  /* Without a wedding there is nobody to add to. */
  g_assert_false (gtk_widget_activate_action (fixture->window, "guests.add", NULL));
}

static gboolean
has_guests (gpointer data)
{
  InvyWeddingPage *page = invy_find (((Fixture *) data)->window, INVY_TYPE_WEDDING_PAGE, NULL);
  InvyGuestBook *book = invy_guests_page_get_book (invy_wedding_page_get_guests_page (page));

  return book != NULL && g_list_model_get_n_items (G_LIST_MODEL (book)) == 60;
}

static void
sample_body (gpointer data)
{
  Fixture *fixture = data;
  AdwBanner *banner;

  wait_for_page (fixture, "welcome");
  invy_press (fixture->window, "_Try a Sample Wedding");
  wait_for_page (fixture, "weddings");
  g_assert_true (invy_event_get_practice_only (get_event (fixture)));
  banner = invy_find (fixture->window, ADW_TYPE_BANNER, "This wedding is for practice. Nothing is sent.");
  g_assert_true (adw_banner_get_revealed (banner));
  invy_test_wait_until (has_guests, fixture);
}

static gboolean
shows_import (gpointer data)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (((Fixture *) data)->window));

  return INVY_IS_IMPORT_DIALOG (dialog);
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller); /* the widget keeps it */
    }

  return NULL;
}

/* A file that is let go over the guests is one to import. */
static void
drop_body (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *path = g_build_filename (fixture->folder, "guests.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (GValue) value = G_VALUE_INIT;
  GtkDropTarget *target;
  gboolean taken = FALSE;

  sample_body (data);
  g_assert_true (g_file_set_contents (path, "First Name,Phone\nDropped,+44 7700 900199\n", -1, NULL));
  target = find_drop_target (invy_find (fixture->window, INVY_TYPE_WEDDING_PAGE, NULL));
  g_assert_nonnull (target);
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (&file, 1));
  g_signal_emit_by_name (target, "drop", &value, 1.0, 1.0, &taken);
  g_assert_true (taken);
  invy_test_wait_until (shows_import, fixture);
}

static void
new_wedding_body (gpointer data)
{
  Fixture *fixture = data;
  AdwBanner *banner;

  wait_for_page (fixture, "welcome");
  add_event (fixture, "Maya", "14.3.2027");
  wait_for_page (fixture, "weddings");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Maya");
  banner = invy_find (fixture->window, ADW_TYPE_BANNER, "This wedding is for practice. Nothing is sent.");
  g_assert_false (adw_banner_get_revealed (banner));
}

static void
switching_body (gpointer data)
{
  Fixture *fixture = data;
  InvyWeddingPage *page;
  g_autoptr (InvyEvent) shown = NULL;

  wait_for_page (fixture, "welcome");
  add_event (fixture, "Maya", "14.3.2027");
  add_event (fixture, "Dvir", "25.2.2027");

  /* By date, and the new one is shown. */
  g_assert_cmpstr (get_row_name (fixture, 0), ==, "Dvir");
  g_assert_cmpstr (get_row_name (fixture, 1), ==, "Maya");
  g_assert_true (gtk_list_box_row_is_selected (get_row (fixture, 0)));

  g_signal_emit_by_name (get_row (fixture, 1), "activate");
  wait_for_event (fixture, "Maya");
  page = invy_find (fixture->window, INVY_TYPE_WEDDING_PAGE, NULL);
  g_object_get (page, "event", &shown, NULL);
  g_assert_true (shown == get_event (fixture));
}

/* The wedding stays the same object, and stays chosen, when its day moves it in the list. */
static void
edit_body (gpointer data)
{
  Fixture *fixture = data;
  InvyEvent *event;

  wait_for_page (fixture, "welcome");
  add_event (fixture, "Maya", "14.3.2027");
  add_event (fixture, "Dvir", "25.2.2027");
  event = get_event (fixture);

  activate (fixture, "win.edit-event");
  invy_type_into (get_dialog (fixture), "Date", "1.4.2027");
  invy_type_into (get_dialog (fixture), "First Partner", "Dvir A.");
  invy_press (get_dialog (fixture), "_Save");
  wait_for_event (fixture, "Dvir A.");

  g_assert_true (get_event (fixture) == event);
  g_assert_cmpstr (get_row_name (fixture, 0), ==, "Maya");
  g_assert_cmpstr (get_row_name (fixture, 1), ==, "Dvir A.");
  g_assert_true (gtk_list_box_row_is_selected (get_row (fixture, 1)));
}

static gboolean
has_undo (gpointer data)
{
  return invy_find (((Fixture *) data)->window, GTK_TYPE_BUTTON, "_Undo") != NULL;
}

static void
edit_and_undo_body (gpointer data)
{
  Fixture *fixture = data;

  wait_for_page (fixture, "welcome");
  add_event (fixture, "Maya", "14.3.2027");
  activate (fixture, "win.edit-event");
  invy_type_into (get_dialog (fixture), "First Partner", "Moria");
  invy_press (get_dialog (fixture), "_Save");
  wait_for_event (fixture, "Moria");
  invy_test_wait_until (has_no_dialog, fixture);

  invy_test_wait_until (has_undo, fixture);
  invy_press (fixture->window, "_Undo");
  wait_for_event (fixture, "Maya");
}

/* Whoever deletes a wedding has to type its name. */
static void
remove_event (Fixture *fixture, const char *name)
{
  activate (fixture, "event.remove");
  invy_type_into (get_dialog (fixture), "Name of the wedding", "somebody else");
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (get_dialog (fixture)), "remove"));
  invy_type_into (get_dialog (fixture), "Name of the wedding", name);
  invy_press (get_dialog (fixture), "_Delete");
}

static void
remove_and_undo_body (gpointer data)
{
  Fixture *fixture = data;
  wait_for_page (fixture, "welcome");
  add_event (fixture, "Maya", "14.3.2027");
  add_event (fixture, "Dvir", "25.2.2027");

  remove_event (fixture, "dvir ");
  wait_for_event (fixture, "Maya");
  invy_test_wait_until (has_undo, fixture);
  g_assert_null (get_row (fixture, 1));

  invy_press (fixture->window, "_Undo");
  wait_for_event (fixture, "Dvir");
  g_assert_nonnull (get_row (fixture, 1));
}

/* The toast is gone after a while; the menu gets a wedding back for as long as the program runs. */
static void
restore_removed_body (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *row;

  wait_for_page (fixture, "welcome");
  add_event (fixture, "Maya", "14.3.2027");
  remove_event (fixture, "Maya");
  wait_for_page (fixture, "welcome");
  invy_test_wait_until (has_no_dialog, fixture);

  activate (fixture, "event.restore-removed");
  row = invy_find (get_dialog (fixture), ADW_TYPE_ACTION_ROW, NULL);
  g_signal_emit_by_name (row, "activated");
  wait_for_event (fixture, "Maya");
}

static GtkToggleButton *
get_archive (Fixture *fixture)
{
  return invy_find (invy_find (fixture->window, INVY_TYPE_SIDEBAR, NULL), GTK_TYPE_TOGGLE_BUTTON, "Archived");
}

static void
archive_body (gpointer data)
{
  Fixture *fixture = data;

  wait_for_page (fixture, "welcome");
  add_event (fixture, "Maya", "14.3.2027");
  add_event (fixture, "Dvir", "25.2.2027");
  g_assert_null (get_archive (fixture));

  activate (fixture, "event.archive");
  wait_for_event (fixture, "Maya");
  g_assert_null (get_row (fixture, 1));
  g_assert_nonnull (get_archive (fixture));
  gtk_toggle_button_set_active (get_archive (fixture), TRUE);
  g_assert_nonnull (get_row (fixture, 1));
  gtk_toggle_button_set_active (get_archive (fixture), FALSE);

  invy_press (fixture->window, "_Undo");
  wait_for_event (fixture, "Dvir");
  g_assert_nonnull (get_row (fixture, 1));
}

static void
duplicate_body (gpointer data)
{
  Fixture *fixture = data;

  wait_for_page (fixture, "welcome");
  add_event (fixture, "Maya", "14.3.2027");
  activate (fixture, "event.duplicate");
  wait_for_event (fixture, "Maya (copy)");
  g_assert_nonnull (get_row (fixture, 1));
}

static void
remove_last_body (gpointer data)
{
  Fixture *fixture = data;
  wait_for_page (fixture, "welcome");
  add_event (fixture, "Maya", "14.3.2027");
  wait_for_page (fixture, "weddings");
  remove_event (fixture, "Maya");
  wait_for_page (fixture, "welcome");
  activate (fixture, "win.edit-event");
  g_assert_null (get_dialog (fixture));
}

/* What another program adds appears without asking. */
static void
others_body (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *uri = g_strconcat ("sqlite:", fixture->path, NULL);
  InvyStore *other;

  wait_for_page (fixture, "welcome");
  other = invy_test_open_store (uri);
  g_object_unref (invy_test_add_event (other));
  wait_for_page (fixture, "weddings");
  invy_test_close_store (other);
}

static void
add_two_body (gpointer data)
{
  wait_for_page (data, "welcome");
  add_event (data, "Dvir", "25.2.2027");
  add_event (data, "Maya", "14.3.2027");
}

static void
still_shown_body (gpointer data)
{
  wait_for_event (data, "Maya");
}

static void
test_last_shown (Fixture *fixture, gconstpointer data)
{
  run (fixture, add_two_body);
  run (fixture, still_shown_body);
}

static void
failure_body (gpointer data)
{
  Fixture *fixture = data;
  AdwStatusPage *page;

  wait_for_page (fixture, "failure");
  page = invy_find (fixture->window, ADW_TYPE_STATUS_PAGE, NULL);
  g_assert_cmpstr (adw_status_page_get_title (page), ==, "The Weddings Cannot Be Opened");
  g_assert_nonnull (strstr (adw_status_page_get_description (page), "invy.db"));
  activate (fixture, "app.new-event");
  g_assert_null (get_dialog (fixture));

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  invy_press (fixture->window, "_Try Again");
  wait_for_page (fixture, "welcome");
}

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_assert_true (g_file_set_contents (fixture->path, "This is no database, but somebody's letter.", -1, NULL));
  run (fixture, failure_body);
}

static void
dialogs_body (gpointer data)
{
  Fixture *fixture = data;
  static const char *const actions[] = { "app.about", "app.preferences", "app.new-event" };
  guint n_windows;

  wait_for_page (fixture, "welcome");
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      AdwDialog *dialog;

      activate (fixture, actions[i]);
      dialog = get_dialog (fixture);
      g_assert_nonnull (dialog);

      /* Nothing opens on top of it. */
      activate (fixture, "app.new-event");
      g_assert_true (get_dialog (fixture) == dialog);
      adw_dialog_force_close (dialog);
      invy_test_wait_until (has_no_dialog, fixture);
    }

  n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());
  activate (fixture, "app.shortcuts");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, n_windows + 1);
}

static gboolean
has_waiting_banner (gpointer data)
{
  AdwBanner *banner = invy_find (((Fixture *) data)->window, ADW_TYPE_BANNER, "1 message is waiting to be sent");

  return banner != NULL && adw_banner_get_revealed (banner);
}

static void
waiting_body (gpointer data)
{
  Fixture *fixture = data;
  AdwViewStack *stack;

  wait_for_page (fixture, "weddings");
  invy_test_wait_until (has_waiting_banner, fixture);
  invy_press (fixture->window, "Show _Messages");
  stack = invy_find (fixture->window, ADW_TYPE_VIEW_STACK, NULL);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (stack), ==, "messages");
}

/* The program ended before everything was sent. */
static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_strconcat ("sqlite:", fixture->path, NULL);
  InvyStore *store = invy_test_open_store (uri);
  g_autoptr (InvyEvent) event = invy_test_add_event (store);
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InvyCampaign) campaign = NULL;

  g_ptr_array_add (guests, invy_test_add_guest (store, event, "Noa", "050-100-1001"));
  campaign = invy_test_plan (store, event, INVY_CAMPAIGN_PRACTICE, guests);
  invy_test_close_store (store);

  run (fixture, waiting_body);
}

static void
run_body (Fixture *fixture, gconstpointer data)
{
  void (*const *body) (gpointer) = data;

  run (fixture, *body);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*body) (gpointer fixture);
  } tests[] = {
    { "/invy/window/welcome", welcome_body },
    { "/invy/window/sample", sample_body },
    { "/invy/window/drop", drop_body },
    { "/invy/window/new-wedding", new_wedding_body },
    { "/invy/window/switching", switching_body },
    { "/invy/window/edit", edit_body },
    { "/invy/window/edit-and-undo", edit_and_undo_body },
    { "/invy/window/remove-and-undo", remove_and_undo_body },
    { "/invy/window/restore-removed", restore_removed_body },
    { "/invy/window/archive", archive_body },
    { "/invy/window/duplicate", duplicate_body },
    { "/invy/window/remove-last", remove_last_body },
    { "/invy/window/others", others_body },
    { "/invy/window/dialogs", dialogs_body },
  };

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, &tests[i].body, set_up, run_body, tear_down);
  g_test_add ("/invy/window/last-shown", Fixture, NULL, set_up, test_last_shown, tear_down);
  g_test_add ("/invy/window/waiting", Fixture, NULL, set_up, test_waiting, tear_down);
  g_test_add ("/invy/window/failure", Fixture, NULL, set_up, test_failure, tear_down);

  return g_test_run ();
}
