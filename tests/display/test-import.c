/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/guests/invy-guests-page.h"
#include "app/import/invy-import-dialog.h"
#include "invy-book-fixture.h"
#include "invy-finder.h"
#include "invy-test.h"

typedef struct
{
  InvyBookFixture base;
  InvyGuestsPage *page;
  AdwDialog *dialog; /* weak */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  invy_book_fixture_set_up (&fixture->base);
  fixture->page = INVY_GUESTS_PAGE (invy_guests_page_new ());
  adw_window_set_content (ADW_WINDOW (fixture->base.window), GTK_WIDGET (fixture->page));
  invy_guests_page_set_book (fixture->page, fixture->base.book);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  invy_test_wait_until (is_gone, &fixture->dialog);
  invy_book_fixture_tear_down (&fixture->base);
}

/* Starts importing, and waits for the summary or for the alert that says why there is none. */
static AdwDialog *
import_file (Fixture *fixture, GFile *file, GType type)
{
  invy_guests_page_import_file (fixture->page, file);
  invy_book_fixture_wait_for_dialog (&fixture->base, type);
  g_set_weak_pointer (&fixture->dialog, adw_window_get_visible_dialog (ADW_WINDOW (fixture->base.window)));
  return fixture->dialog;
}

static AdwDialog *
import_text (Fixture *fixture, const char *text, GType type)
{
  g_autoptr (GFile) file = invy_book_fixture_write (&fixture->base, "guests.csv", text);

  return import_file (fixture, file, type);
}

typedef struct
{
  AdwDialog *dialog;
  GType type;
  const char *text;
} Awaited;

static gboolean
is_there (gpointer data)
{
  Awaited *awaited = data;
  GtkWidget *widget = invy_find (awaited->dialog, awaited->type, awaited->text);

  return widget != NULL && gtk_widget_get_mapped (widget);
}

static void
wait_for (AdwDialog *dialog, GType type, const char *text)
{
  Awaited awaited = { dialog, type, text };

  g_test_message ("waiting for %s", text);
  invy_test_wait_until (is_there, &awaited);
}

/* How many rows are in a view. */
static void
assert_view (AdwDialog *dialog, const char *label)
{
  wait_for (dialog, GTK_TYPE_TOGGLE_BUTTON, label);
}

#define LIST                 \
  "First name,Phone,Group\n" \
  "Anna,050-123-4567,Work\n" \
  "Bert,050-123-4568,Work\n" \
  "Carla,0501,Friends\n"     \
  ",,Nobody\n"

static gboolean
is_as_before (gpointer data)
{
  Fixture *fixture = data;

  return g_list_model_get_n_items (G_LIST_MODEL (fixture->base.book)) == 1
         && invy_guest_get (invy_book_fixture_find (&fixture->base, "Anna"), INVY_GUEST_GROUP_NAME) == NULL;
}

static void
test_import_and_undo (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog;

  invy_book_fixture_add (&fixture->base, "Anna", "050-123-4567");
  dialog = import_text (fixture, LIST, INVY_TYPE_IMPORT_DIALOG);
  invy_press (dialog, "_Next");
  assert_view (dialog, "New 2");
  assert_view (dialog, "Changed 1");
  assert_view (dialog, "Unchanged 0");
  assert_view (dialog, "Left Out 1");
  /* what needs a person is shown first */
  wait_for (dialog, GTK_TYPE_LABEL, "Row 5");
  /* nothing is kept before the planner says so */
  invy_book_fixture_wait_for_guests (&fixture->base, 1);

  invy_press (dialog, "_Import 3 Guests");
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
  invy_book_fixture_wait_for_guests (&fixture->base, 3);
  g_assert_cmpstr (invy_guest_get (invy_book_fixture_find (&fixture->base, "Anna"), INVY_GUEST_GROUP_NAME), ==,
                   "Work");

  /* all of it is one step */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "guests.undo", NULL));
  invy_test_wait_until (is_as_before, fixture);
}

/* A row that was left out gets a name, and is one of the guests. */
static void
test_fix_row (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog = import_text (fixture, LIST, INVY_TYPE_IMPORT_DIALOG);

  invy_press (dialog, "_Next");
  assert_view (dialog, "Left Out 1");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "import.fix", "u", 5);
  wait_for (dialog, ADW_TYPE_ENTRY_ROW, "First name");
  invy_type_into (dialog, "First name", "Dora");
  invy_press (dialog, "_Apply");
  assert_view (dialog, "Left Out 0");
  assert_view (dialog, "New 4");
  wait_for (dialog, GTK_TYPE_BUTTON, "_Import 4 Guests");
  invy_press (dialog, "_Import 4 Guests");
  invy_book_fixture_wait_for_guests (&fixture->base, 4);
  g_assert_cmpstr (invy_guest_get (invy_book_fixture_find (&fixture->base, "Dora"), INVY_GUEST_GROUP_NAME), ==,
                   "Nobody");
}

/* A couple stays one guest until a person says that it is two. */
static void
test_couple (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog = import_text (fixture, "Name,Phone\nDana & Yossi Cohen,050-123-4567\n", INVY_TYPE_IMPORT_DIALOG);
  InvyGuest *yossi;

  invy_press (dialog, "_Next");
  assert_view (dialog, "New 1");
  wait_for (dialog, GTK_TYPE_BUTTON, "Two Guests");
  gtk_toggle_button_set_active (invy_find (dialog, GTK_TYPE_BUTTON, "Two Guests"), TRUE);
  assert_view (dialog, "New 2");
  wait_for (dialog, GTK_TYPE_BUTTON, "_Import 2 Guests");
  invy_press (dialog, "_Import 2 Guests");
  invy_book_fixture_wait_for_guests (&fixture->base, 2);
  yossi = invy_book_fixture_find (&fixture->base, "Yossi Cohen");
  g_assert_cmpstr (invy_guest_get (yossi, INVY_GUEST_LAST_NAME), ==, "Cohen");
  g_assert_cmpstr (invy_guest_get (yossi, INVY_GUEST_HOUSEHOLD), ==, "Dana & Yossi Cohen");
  g_assert_null (invy_guest_get (yossi, INVY_GUEST_PHONE_NUMBER));
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog = import_text (fixture, LIST, INVY_TYPE_IMPORT_DIALOG);

  invy_press (dialog, "_Cancel");
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->base.book)), ==, 0);
}

static void
test_nothing_new (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog;

  invy_book_fixture_add (&fixture->base, "Anna", "050-123-4567");
  dialog = import_text (fixture, "First name,Phone\nAnna,+972501234567\n", INVY_TYPE_IMPORT_DIALOG);
  invy_press (dialog, "_Next");
  assert_view (dialog, "Unchanged 1");
  g_assert_false (gtk_widget_is_sensitive (invy_find (dialog, GTK_TYPE_BUTTON, "Nothing to Import")));
  adw_dialog_close (dialog);
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
}

/* The alert says what to do, and nothing is imported. */
static void
assert_refused (Fixture *fixture, AdwDialog *alert)
{
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (alert)), ==, "The Guests Were Not Imported");
  g_assert_cmpuint (strlen (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (alert))), >, 20);
  invy_press (alert, "_Close");
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->base.book)), ==, 0);
}

static void
test_empty_file (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, import_text (fixture, "", ADW_TYPE_ALERT_DIALOG));
}

static void
test_binary_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->base.folder, "picture.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", 18, NULL));
  assert_refused (fixture, import_file (fixture, file, ADW_TYPE_ALERT_DIALOG));
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->base.folder);

  assert_refused (fixture, import_file (fixture, file, ADW_TYPE_ALERT_DIALOG));
}

static void
test_missing_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_build_filename (fixture->base.folder, "nothing", NULL);

  assert_refused (fixture, import_file (fixture, file, ADW_TYPE_ALERT_DIALOG));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(name, test) g_test_add ("/invy/import/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("import-and-undo", test_import_and_undo);
  ADD ("fix-row", test_fix_row);
  ADD ("couple", test_couple);
  ADD ("cancel", test_cancel);
  ADD ("nothing-new", test_nothing_new);
  ADD ("empty-file", test_empty_file);
  ADD ("binary-file", test_binary_file);
  ADD ("folder", test_folder);
  ADD ("missing-file", test_missing_file);

  return g_test_run ();
}
