/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/events/invy-country-row.h"
#include "app/events/invy-event-dialog.h"
#include "app/events/invy-problem-row.h"
#include "app/guests/invy-conflict-row.h"
#include "invy-finder.h"
#include "invy-test.h"

typedef struct
{
  char *folder;
  InvyStore *store;
  InvySettings *settings;
  GtkWindow *window;
  AdwDialog *dialog;
  InvyEvent *saved;
} Fixture;

static void
saved_cb (Fixture *fixture, InvyEvent *event)
{
  g_set_object (&fixture->saved, event);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = NULL;

  fixture->folder = invy_test_make_folder ();
  uri = g_strconcat ("sqlite:", fixture->folder, "/invy.db", NULL);
  fixture->store = invy_test_open_store (uri);
  fixture->settings = invy_settings_new (FALSE);
  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 900, 800);
  gtk_window_present (fixture->window);
}

static void
open_dialog (Fixture *fixture, InvyEvent *event)
{
  fixture->dialog = invy_event_dialog_new (fixture->store, fixture->settings, event);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  g_signal_connect_swapped (fixture->dialog, "saved", G_CALLBACK (saved_cb), fixture);
  adw_dialog_present (fixture->dialog, GTK_WIDGET (fixture->window));
}

static gboolean
is_closed (gpointer data)
{
  return ((Fixture *) data)->dialog == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    adw_dialog_force_close (fixture->dialog);
  invy_test_wait_until (is_closed, fixture);
  gtk_window_destroy (fixture->window);
  g_clear_object (&fixture->saved);
  g_clear_object (&fixture->settings);
  invy_test_close_store (fixture->store);
  invy_test_remove_folder (fixture->folder);
}

static void
save (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "event.save", NULL);
}

static InvyEvent *
reload (Fixture *fixture, InvyEvent *event)
{
  g_autoptr (GError) error = NULL;
  InvyEvent *kept = invy_test_await_object (invy_store_get_event (fixture->store, invy_event_get_id (event)), &error);

  g_assert_no_error (error);
  return kept;
}

/* The number of sentences about what is wrong that are on the screen. */
static guint
count_problems (GtkWidget *root)
{
  guint n = INVY_IS_PROBLEM_ROW (root) && gtk_widget_get_visible (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_problems (child);

  return n;
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyEvent) kept = NULL;

  open_dialog (fixture, NULL);
  g_assert_cmpstr (adw_dialog_get_title (fixture->dialog), ==, "New Wedding");
  invy_type_into (fixture->dialog, "First Partner", " Maya ");
  invy_type_into (fixture->dialog, "Second Partner", "עומר");
  invy_type_into (fixture->dialog, "Date", "25.2.2027");
  invy_type_into (fixture->dialog, "Time", "7:30");
  invy_type_into (fixture->dialog, "Venue", "Villa Galilee");
  invy_type_into (fixture->dialog, "Link for the Guests", "example.com/maya");
  save (fixture);
  invy_test_wait_until (is_closed, fixture);

  g_assert_nonnull (fixture->saved);
  kept = reload (fixture, fixture->saved);
  g_assert_cmpstr (invy_event_get (kept, INVY_EVENT_PARTNER1_NAME), ==, "Maya");
  g_assert_cmpstr (invy_event_get (kept, INVY_EVENT_PARTNER2_NAME), ==, "עומר");
  g_assert_cmpstr (invy_event_get (kept, INVY_EVENT_TITLE), ==, NULL);
  g_assert_cmpstr (invy_event_get (kept, INVY_EVENT_DATE), ==, "2027-02-25");
  g_assert_cmpstr (invy_event_get (kept, INVY_EVENT_EVENT_TIME), ==, "07:30");
  g_assert_cmpstr (invy_event_get (kept, INVY_EVENT_VENUE), ==, "Villa Galilee");
  g_assert_cmpstr (invy_event_get (kept, INVY_EVENT_GUEST_LINK), ==, "https://example.com/maya");
  g_assert_cmpstr (invy_event_get (kept, INVY_EVENT_COUNTRY), ==, "IL");
  g_assert_cmpstr (invy_event_get (kept, INVY_EVENT_LANGUAGE), ==, "he");
}

/* Found by a part of its name, as somebody types into the list's search. */
static void
test_country (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyEvent) kept = NULL;
  InvyCountryRow *row;
  GListModel *names;
  guint i = 0;

  open_dialog (fixture, NULL);
  row = invy_find (fixture->dialog, INVY_TYPE_COUNTRY_ROW, "Country");
  g_assert_cmpstr (invy_country_row_get_country (row), ==, "IL");
  g_assert_true (adw_combo_row_get_enable_search (ADW_COMBO_ROW (row)));
  g_assert_true (adw_dialog_get_can_close (fixture->dialog));

  names = adw_combo_row_get_model (ADW_COMBO_ROW (row));
  while (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (names), i), "France"))
    i++;
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
  g_assert_false (adw_dialog_get_can_close (fixture->dialog));

  invy_type_into (fixture->dialog, "First Partner", "Maya");
  save (fixture);
  invy_test_wait_until (is_closed, fixture);
  kept = reload (fixture, fixture->saved);
  g_assert_cmpstr (invy_event_get (kept, INVY_EVENT_COUNTRY), ==, "FR");
}

/* A wedding may have none, and one that this library does not know stays what it is. */
static void
test_odd_countries (Fixture *fixture, gconstpointer data)
{
  static const char *const countries[] = { NULL, "QQ", "XK" };

  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    {
      g_autoptr (InvyCountryRow) row =
          g_object_ref_sink (g_object_new (INVY_TYPE_COUNTRY_ROW, "may-be-none", TRUE, NULL));

      invy_country_row_set_country (row, countries[i]);
      g_assert_cmpstr (invy_country_row_get_country (row), ==, countries[i]);
    }
}

static void
test_bad_input (Fixture *fixture, gconstpointer data)
{
  static const char *const typed[][2] = {
    { "Date", "31.2.2027" },
    { "Time", "25:70" },
    { "Link for the Guests", "see the group" },
    { "Language Code", "Hebrew" },
  };

  open_dialog (fixture, NULL);
  invy_type_into (fixture->dialog, "First Partner", "Maya");
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    invy_type_into (fixture->dialog, typed[i][0], typed[i][1]);
  save (fixture);

  g_assert_cmpuint (count_problems (GTK_WIDGET (fixture->dialog)), ==, G_N_ELEMENTS (typed));
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      GtkWidget *row = invy_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, typed[i][0]);

      g_assert_true (gtk_widget_has_css_class (row, "error"));
      gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, typed[i][1]);
    }

  /* What is typed anew is not wrong before it was checked. */
  invy_type_into (fixture->dialog, "Time", "19:30");
  g_assert_cmpuint (count_problems (GTK_WIDGET (fixture->dialog)), ==, G_N_ELEMENTS (typed) - 1);
  g_assert_null (fixture->saved);
}

static void
test_nameless (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, NULL);
  invy_type_into (fixture->dialog, "Venue", "Villa Galilee");
  save (fixture);
  g_assert_cmpuint (count_problems (GTK_WIDGET (fixture->dialog)), ==, 1);

  invy_type_into (fixture->dialog, "Second Partner", "Omer");
  g_assert_cmpuint (count_problems (GTK_WIDGET (fixture->dialog)), ==, 0);
  save (fixture);
  invy_test_wait_until (is_closed, fixture);
  g_assert_nonnull (fixture->saved);
}

static gboolean
has_alert (gpointer data)
{
  Fixture *fixture = data;

  return ADW_IS_ALERT_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)));
}

/* Somebody changes venue and time while the dialog is open, and the venue is changed there, too. */
static InvyEvent *
make_conflict (Fixture *fixture, const char *venue)
{
  g_autoptr (InvyEvent) event = invy_test_add_event (fixture->store);
  g_autoptr (InvyEvent) other = NULL;

  open_dialog (fixture, event);
  g_assert_cmpstr (adw_dialog_get_title (fixture->dialog), ==, "Edit Wedding");
  invy_event_set (event, INVY_EVENT_VENUE, "Elsewhere");
  invy_event_set (event, INVY_EVENT_EVENT_TIME, "21:15");
  other = invy_test_await_object (invy_store_save_event (fixture->store, event), NULL);
  g_assert_nonnull (other);

  invy_type_into (fixture->dialog, "Venue", venue);
  invy_type_into (fixture->dialog, "Title (Optional)", "The Day");
  save (fixture);

  return g_steal_pointer (&other);
}

static void
assert_kept (Fixture *fixture, InvyEvent *other, const char *venue)
{
  g_autoptr (InvyEvent) kept = NULL;

  invy_test_wait_until (is_closed, fixture);
  kept = reload (fixture, other);
  g_assert_cmpstr (invy_event_get (kept, INVY_EVENT_VENUE), ==, venue);
  /* What only one of them changed is kept without a question. */
  g_assert_cmpstr (invy_event_get (kept, INVY_EVENT_EVENT_TIME), ==, "21:15");
  g_assert_cmpstr (invy_event_get (kept, INVY_EVENT_TITLE), ==, "The Day");
}

static void
test_conflict_mine (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyEvent) other = make_conflict (fixture, "Here");

  invy_test_wait_until (has_alert, fixture);
  invy_press (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)), "_Save");
  assert_kept (fixture, other, "Here");
}

static void
test_conflict_theirs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyEvent) other = make_conflict (fixture, "Here");
  AdwDialog *question;

  invy_test_wait_until (has_alert, fixture);
  question = adw_window_get_visible_dialog (ADW_WINDOW (fixture->window));
  g_assert_null (invy_find (question, INVY_TYPE_CONFLICT_ROW, "Time"));
  adw_combo_row_set_selected (invy_find (question, INVY_TYPE_CONFLICT_ROW, "Venue"), 1);
  invy_press (question, "_Save");
  assert_kept (fixture, other, "Elsewhere");
}

/* Both made the same of it. */
static void
test_no_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyEvent) other = make_conflict (fixture, "Elsewhere");

  assert_kept (fixture, other, "Elsewhere");
}

static void
test_close_asks (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, NULL);
  g_assert_true (adw_dialog_get_can_close (fixture->dialog));
  invy_type_into (fixture->dialog, "Venue", "Villa Galilee");
  g_assert_false (adw_dialog_close (fixture->dialog));
  invy_test_wait_until (has_alert, fixture);

  invy_press (fixture->window, "_Discard");
  invy_test_wait_until (is_closed, fixture);
  g_assert_null (fixture->saved);
}

/* Direction is that of the text, alignment that of the interface. */
static void
test_right_to_left (Fixture *fixture, gconstpointer data)
{
  GtkEditable *row;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  open_dialog (fixture, NULL);
  row = invy_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Link for the Guests");
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (gtk_editable_get_delegate (row))), ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpfloat (gtk_editable_get_alignment (row), ==, 1);
  row = invy_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Venue");
  g_assert_cmpint (gtk_widget_get_direction (GTK_WIDGET (gtk_editable_get_delegate (row))), ==, GTK_TEXT_DIR_RTL);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

#define ADD(name, func) g_test_add ("/invy/event-dialog/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("new", test_new);
  ADD ("country", test_country);
  ADD ("odd-countries", test_odd_countries);
  ADD ("bad-input", test_bad_input);
  ADD ("nameless", test_nameless);
  ADD ("conflict-mine", test_conflict_mine);
  ADD ("conflict-theirs", test_conflict_theirs);
  ADD ("no-conflict", test_no_conflict);
  ADD ("close-asks", test_close_asks);
  ADD ("right-to-left", test_right_to_left);
#undef ADD

  return g_test_run ();
}
