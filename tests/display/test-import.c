/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/guests/invy-guests-page.h"
#include "app/import/invy-import-dialog.h"
#include "invy-book-fixture.h"
#include "invy-finder.h"
#include "invy-test-zip.h"
#include "invy-test.h"
#include "text/invy-bidi.h"
#include "transfer/invy-guest-columns.h"

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
  dex_future_disown (invy_guests_page_import_file (fixture->page, file));
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

/* Somebody else brought one of them while the preview stood open: nobody is there twice. */
static void
test_added_meanwhile (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog = import_text (fixture, LIST, INVY_TYPE_IMPORT_DIALOG);
  AdwDialog *alert;

  invy_press (dialog, "_Next");
  assert_view (dialog, "New 3");
  invy_book_fixture_add (&fixture->base, "Bert", "050-123-4568");
  invy_press (dialog, "_Import 3 Guests");
  invy_book_fixture_wait_for_dialog (&fixture->base, ADW_TYPE_ALERT_DIALOG);
  alert = adw_window_get_visible_dialog (ADW_WINDOW (fixture->base.window));
  g_assert_cmpuint (strlen (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (alert))), >, 20);
  invy_press (alert, "_Close");

  assert_view (dialog, "New 2");
  assert_view (dialog, "Changed 1");
  invy_press (dialog, "_Import 3 Guests");
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
  invy_book_fixture_wait_for_guests (&fixture->base, 3);
  g_assert_cmpstr (invy_guest_get (invy_book_fixture_find (&fixture->base, "Bert"), INVY_GUEST_GROUP_NAME), ==,
                   "Work");
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

/* What a spreadsheet puts on the clipboard: tabs between the cells. */
static AdwDialog *
paste (Fixture *fixture, const char *text, GType type)
{
  GActionGroup *actions = invy_guests_page_get_actions (fixture->page);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture->page)), text);
  g_action_group_activate_action (actions, "paste", NULL);
  invy_book_fixture_wait_for_dialog (&fixture->base, type);
  g_set_weak_pointer (&fixture->dialog, adw_window_get_visible_dialog (ADW_WINDOW (fixture->base.window)));
  return fixture->dialog;
}

static void
test_paste (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog =
      paste (fixture, "שם\tטלפון\nנועה כהן\t050-234-5678\nדן לוי\t050-234-5679\n", INVY_TYPE_IMPORT_DIALOG);

  invy_press (dialog, "_Next");
  assert_view (dialog, "New 2");
  invy_press (dialog, "_Import 2 Guests");
  invy_book_fixture_wait_for_guests (&fixture->base, 2);
  g_assert_cmpstr (invy_guest_get (invy_book_fixture_find (&fixture->base, "נועה כהן"), INVY_GUEST_LAST_NAME), ==,
                   "כהן");
}

static void
test_paste_nothing (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, paste (fixture, " \n\n", ADW_TYPE_ALERT_DIALOG));
}

/* The drop-down of a column of the file. */
static AdwComboRow *
find_column (AdwDialog *dialog, const char *title)
{
  g_autofree char *isolated = invy_bidi_isolate (title, INVY_BIDI_NAME);

  wait_for (dialog, ADW_TYPE_COMBO_ROW, isolated);
  return invy_find (dialog, ADW_TYPE_COMBO_ROW, isolated);
}

static void
assert_column (AdwDialog *dialog, const char *title, InvyGuestColumn kind)
{
  g_assert_cmpuint (adw_combo_row_get_selected (find_column (dialog, title)), ==, (guint) kind);
}

#define TITLES "Name,Phone,Notes,Colour\n"

/* Without a column that can make a guest there is nothing to look at next. */
static void
test_columns (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog = import_text (fixture, TITLES "Anna,050-234-5678,Work,red\n", INVY_TYPE_IMPORT_DIALOG);
  InvyGuest *anna;

  assert_column (dialog, "Name", INVY_GUEST_COLUMN_NAME);
  assert_column (dialog, "Phone", INVY_GUEST_COLUMN_PHONE);
  wait_for (dialog, GTK_TYPE_LABEL, "What is not imported stays in the file.");
  adw_combo_row_set_selected (find_column (dialog, "Name"), INVY_GUEST_COLUMN_IGNORED);
  adw_combo_row_set_selected (find_column (dialog, "Phone"), INVY_GUEST_COLUMN_IGNORED);
  g_assert_false (gtk_widget_is_sensitive (invy_find (dialog, GTK_TYPE_BUTTON, "_Next")));

  adw_combo_row_set_selected (find_column (dialog, "Name"), INVY_GUEST_COLUMN_FIRST_NAME);
  adw_combo_row_set_selected (find_column (dialog, "Phone"), INVY_GUEST_COLUMN_PHONE);
  adw_combo_row_set_selected (find_column (dialog, "Notes"), INVY_GUEST_COLUMN_GROUP);
  adw_combo_row_set_selected (find_column (dialog, "Colour"), INVY_GUEST_COLUMN_IGNORED);
  invy_press (dialog, "_Next");
  invy_press (dialog, "_Import 1 Guest");
  invy_book_fixture_wait_for_guests (&fixture->base, 1);
  anna = invy_book_fixture_find (&fixture->base, "Anna");
  g_assert_cmpstr (invy_guest_get (anna, INVY_GUEST_GROUP_NAME), ==, "Work");
  g_assert_null (invy_guest_get (anna, INVY_GUEST_NOTES));
  invy_book_fixture_wait_for_no_dialog (&fixture->base);

  /* The next file with these titles begins with what was chosen, and says so. */
  dialog = import_text (fixture, TITLES "Bert,050-234-5679,Family,blue\n", INVY_TYPE_IMPORT_DIALOG);
  assert_column (dialog, "Name", INVY_GUEST_COLUMN_FIRST_NAME);
  assert_column (dialog, "Notes", INVY_GUEST_COLUMN_GROUP);
  assert_column (dialog, "Colour", INVY_GUEST_COLUMN_IGNORED);
  wait_for (dialog, GTK_TYPE_LABEL,
            "As it was chosen for the last file with these columns. What is not imported stays in the file.");
  adw_dialog_close (dialog);
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
}

#define ODS_ROW(first, second)                                                                                    \
  "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>" first "</text:p></table:table-cell>" \
  "<table:table-cell office:value-type=\"string\"><text:p>" second "</text:p></table:table-cell></table:table-row>"

/* The sheet with the guests is found, and another one can be chosen. */
static void
test_sheets (Fixture *fixture, gconstpointer data)
{
  static const char body[] = "<table:table table:name=\"Sums\">" ODS_ROW (
      "Hall", "120") "</table:table>"
                     "<table:table table:name=\"Bride\">" ODS_ROW ("Name", "Phone") ODS_ROW (
                         "Anna", "050-234-5678") "</table:table>"
                                                 "<table:table table:name=\"Groom\">" ODS_ROW ("Name", "Mobile")
                                                     ODS_ROW ("Bert", "050-234-5679") "</table:table>";
  g_autofree char *path = g_build_filename (fixture->base.folder, "guests.ods", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = invy_test_zip_ods (body);
  AdwDialog *dialog;
  AdwComboRow *sheet;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  dialog = import_file (fixture, file, INVY_TYPE_IMPORT_DIALOG);
  wait_for (dialog, ADW_TYPE_COMBO_ROW, "Sheet with the guests");
  sheet = invy_find (dialog, ADW_TYPE_COMBO_ROW, "Sheet with the guests");
  g_assert_cmpuint (adw_combo_row_get_selected (sheet), ==, 1);
  assert_column (dialog, "Phone", INVY_GUEST_COLUMN_PHONE);

  adw_combo_row_set_selected (sheet, 2);
  assert_column (dialog, "Mobile", INVY_GUEST_COLUMN_MOBILE);
  invy_press (dialog, "_Next");
  invy_press (dialog, "_Import 1 Guest");
  invy_book_fixture_wait_for_guests (&fixture->base, 1);
  g_assert_nonnull (invy_book_fixture_find (&fixture->base, "Bert"));
}

static void
assert_answer (Fixture *fixture, const char *name, InvyRsvp answer, guint n_coming)
{
  InvyGuest *guest = invy_book_fixture_find (&fixture->base, name);

  g_assert_cmpint (invy_guest_get_rsvp (guest), ==, answer);
  g_assert_cmpuint (invy_guest_get_rsvp_count (guest), ==, n_coming);
}

/* Answers are understood in each language, and what is none of them is kept as a note. */
static void
test_answers (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog = import_text (fixture,
                                   "Name,RSVP,Party size\n"
                                   "Anna,מגיעה,3\n"
                                   "Bert,لن يحضر,2\n"
                                   "Carla,может быть,\n"
                                   "Dora,Pending,\n"
                                   "Emil,with the dog,\n",
                                   INVY_TYPE_IMPORT_DIALOG);

  assert_column (dialog, "RSVP", INVY_GUEST_COLUMN_RSVP);
  invy_press (dialog, "_Next");
  invy_press (dialog, "_Import 5 Guests");
  invy_book_fixture_wait_for_guests (&fixture->base, 5);
  assert_answer (fixture, "Anna", INVY_RSVP_YES, 3);
  assert_answer (fixture, "Bert", INVY_RSVP_NO, 0);
  assert_answer (fixture, "Carla", INVY_RSVP_MAYBE, 0);
  assert_answer (fixture, "Dora", INVY_RSVP_NONE, 0);
  assert_answer (fixture, "Emil", INVY_RSVP_NONE, 0);
  g_assert_nonnull (
      strstr (invy_guest_get (invy_book_fixture_find (&fixture->base, "Emil"), INVY_GUEST_NOTES), "with the dog"));
}

/* Whom nothing can be sent to comes first, with the row's number and the reason, and can be put right. */
static void
test_bad_number (Fixture *fixture, gconstpointer data)
{
  static const char list[] = "First name,Phone\nAnna,050-234-5678\nBert,5.41E+08\n";
  AdwDialog *dialog = import_text (fixture, list, INVY_TYPE_IMPORT_DIALOG);

  invy_press (dialog, "_Next");
  assert_view (dialog, "No Valid Phone 1");
  g_assert_true (gtk_toggle_button_get_active (invy_find (dialog, GTK_TYPE_TOGGLE_BUTTON, "No Valid Phone 1")));
  wait_for (
      dialog, GTK_TYPE_LABEL,
      "\u200e\u20665.41E+08\u2069\nRow 3: A spreadsheet rounded this phone number and lost its last digits: type the "
      "whole number again.");

  gtk_widget_activate_action (GTK_WIDGET (dialog), "import.fix", "u", 3);
  wait_for (dialog, ADW_TYPE_ENTRY_ROW, "Phone");
  invy_type_into (dialog, "Phone", "050-234-5679");
  wait_for (dialog, GTK_TYPE_LABEL, "Nothing is wrong with this row.");
  invy_press (dialog, "_Apply");
  assert_view (dialog, "No Valid Phone 0");
  invy_press (dialog, "_Import 2 Guests");
  invy_book_fixture_wait_for_guests (&fixture->base, 2);
  g_assert_cmpstr (invy_guest_get_phone_e164 (invy_book_fixture_find (&fixture->base, "Bert")), ==, "+972502345679");
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
  ADD ("added-meanwhile", test_added_meanwhile);
  ADD ("fix-row", test_fix_row);
  ADD ("couple", test_couple);
  ADD ("paste", test_paste);
  ADD ("paste-nothing", test_paste_nothing);
  ADD ("columns", test_columns);
  ADD ("sheets", test_sheets);
  ADD ("answers", test_answers);
  ADD ("bad-number", test_bad_number);
  ADD ("cancel", test_cancel);
  ADD ("nothing-new", test_nothing_new);
  ADD ("empty-file", test_empty_file);
  ADD ("binary-file", test_binary_file);
  ADD ("folder", test_folder);
  ADD ("missing-file", test_missing_file);

  return g_test_run ();
}
