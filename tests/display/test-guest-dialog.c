/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/events/invy-problem-row.h"
#include "app/guests/invy-guest-dialog.h"
#include "app/guests/invy-value-button.h"
#include "invy-book-fixture.h"
#include "invy-finder.h"
#include "invy-test.h"

#define WRONG_SENTENCE "A guest needs a name or a phone number: fill in at least one of them."

typedef struct
{
  InvyBookFixture base;
  AdwDialog *dialog;
  guint n_saved;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  invy_book_fixture_set_up (&fixture->base);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    adw_dialog_force_close (fixture->dialog);
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
  invy_book_fixture_tear_down (&fixture->base);
}

static void
saved_cb (Fixture *fixture)
{
  fixture->n_saved++;
}

static void
open_dialog (Fixture *fixture, InvyGuest *guest)
{
  fixture->dialog = invy_guest_dialog_new (fixture->base.book, guest);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  g_signal_connect_swapped (fixture->dialog, "saved", G_CALLBACK (saved_cb), fixture);
  adw_dialog_present (fixture->dialog, GTK_WIDGET (fixture->base.window));
}

static void
save (Fixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "guest.save", NULL));
}

static void
save_and_close (Fixture *fixture)
{
  save (fixture);
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
}

static const char *
get_problem (Fixture *fixture)
{
  GtkWidget *problem = invy_find (fixture->dialog, INVY_TYPE_PROBLEM_ROW, NULL);
  GtkWidget *label = problem != NULL ? invy_find (problem, GTK_TYPE_LABEL, NULL) : NULL;

  return label != NULL ? gtk_label_get_label (GTK_LABEL (label)) : NULL;
}

static void
select_choice (AdwComboRow *row, const char *answer)
{
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_strcmp0 (gtk_string_object_get_string (item), answer) == 0)
        {
          adw_combo_row_set_selected (row, i);
          return;
        }
    }

  g_assert_not_reached ();
}

static void
choose (Fixture *fixture, const char *title, const char *answer)
{
  select_choice (invy_find (fixture->dialog, ADW_TYPE_COMBO_ROW, title), answer);
}

static void
set_number (Fixture *fixture, const char *title, double value)
{
  adw_spin_row_set_value (invy_find (fixture->dialog, ADW_TYPE_SPIN_ROW, title), value);
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  InvyGuest *guest;

  open_dialog (fixture, NULL);
  invy_type_into (fixture->dialog, "First Name", "  נועה ");
  invy_type_into (fixture->dialog, "Last Name", "לוי");
  invy_type_into (fixture->dialog, "Phone", "050-765-4321");
  invy_type_into (fixture->dialog, "Email", "noa@example.org");
  invy_type_into (fixture->dialog, "Side", "ורד");
  invy_type_into (fixture->dialog, "Group", "צבא");
  choose (fixture, "Language", "العربية");
  set_number (fixture, "People Invited", 3);
  choose (fixture, "Answer", "Coming");
  set_number (fixture, "People Coming", 2);
  invy_type_into (fixture->dialog, "Meal", "vegan");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (invy_find (fixture->dialog, GTK_TYPE_TEXT_VIEW, NULL)),
                            "two\nlines", -1);
  save_and_close (fixture);

  guest = invy_book_fixture_find (&fixture->base, "נועה לוי");
  g_assert_nonnull (guest);
  g_assert_cmpuint (fixture->n_saved, ==, 1);
  g_assert_cmpstr (invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER), ==, "050-765-4321");
  g_assert_cmpstr (invy_guest_get_phone_e164 (guest), ==, "+972507654321");
  g_assert_cmpstr (invy_guest_get (guest, INVY_GUEST_EMAIL), ==, "noa@example.org");
  g_assert_cmpstr (invy_guest_get (guest, INVY_GUEST_SIDE), ==, "ורד");
  g_assert_cmpstr (invy_guest_get (guest, INVY_GUEST_GROUP_NAME), ==, "צבא");
  g_assert_cmpstr (invy_guest_get (guest, INVY_GUEST_LANGUAGE), ==, "ar");
  g_assert_cmpstr (invy_guest_get (guest, INVY_GUEST_MEAL), ==, "vegan");
  g_assert_cmpstr (invy_guest_get (guest, INVY_GUEST_NOTES), ==, "two\nlines");
  g_assert_cmpuint (invy_guest_get_party_size (guest), ==, 3);
  g_assert_cmpint (invy_guest_get_rsvp (guest), ==, INVY_RSVP_YES);
  g_assert_cmpuint (invy_guest_get_rsvp_count (guest), ==, 2);
  g_assert_cmpint (invy_guest_get_rsvp_at (guest), >, 0);
}

static void
test_neither_name_nor_phone (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, NULL);
  save (fixture);
  g_assert_cmpstr (get_problem (fixture), ==, WRONG_SENTENCE);
  invy_type_into (fixture->dialog, "Email", "somebody@example.org");
  save (fixture);
  g_assert_cmpstr (get_problem (fixture), ==, WRONG_SENTENCE);
  g_assert_cmpuint (fixture->n_saved, ==, 0);

  /* a number alone is enough */
  invy_type_into (fixture->dialog, "Phone", "050-765-4321");
  g_assert_null (get_problem (fixture));
  save_and_close (fixture);
  g_assert_nonnull (invy_book_fixture_find (&fixture->base, "050-765-4321"));
}

/* A wrong number is told while it is typed, and kept all the same: it may be put right later. */
static void
test_live_phone (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, NULL);
  invy_type_into (fixture->dialog, "First Name", "Noa");
  g_assert_null (get_problem (fixture));
  invy_type_into (fixture->dialog, "Phone", "05x");
  g_assert_nonnull (get_problem (fixture));
  invy_type_into (fixture->dialog, "Phone", "0507654321");
  g_assert_null (get_problem (fixture));
  g_assert_nonnull (invy_find (fixture->dialog, GTK_TYPE_LABEL, "\u2066+972 50-765-4321\u2069"));
  invy_type_into (fixture->dialog, "Phone", "0507");
  g_assert_nonnull (get_problem (fixture));
  save_and_close (fixture);
  g_assert_cmpstr (invy_guest_get (invy_book_fixture_find (&fixture->base, "Noa"), INVY_GUEST_PHONE_NUMBER), ==,
                   "0507");
}

static void
test_nothing_changed (Fixture *fixture, gconstpointer data)
{
  InvyGuest *guest = invy_book_fixture_add (&fixture->base, "Noa", "050-765-4321");
  const gint64 version = invy_record_get_version (INVY_RECORD (guest));

  open_dialog (fixture, guest);
  g_assert_true (adw_dialog_get_can_close (fixture->dialog));
  save_and_close (fixture);
  g_assert_cmpint (invy_record_get_version (INVY_RECORD (guest)), ==, version);
}

static AdwDialog *
await_question (Fixture *fixture)
{
  invy_book_fixture_wait_for_dialog (&fixture->base, ADW_TYPE_ALERT_DIALOG);
  return adw_window_get_visible_dialog (ADW_WINDOW (fixture->base.window));
}

/* Closing with something typed asks first, and typing the old text again is no change. */
static void
test_unsaved (Fixture *fixture, gconstpointer data)
{
  InvyGuest *guest = invy_book_fixture_add (&fixture->base, "Noa", "050-765-4321");

  open_dialog (fixture, guest);
  invy_type_into (fixture->dialog, "First Name", "Noam");
  g_assert_false (adw_dialog_get_can_close (fixture->dialog));
  invy_type_into (fixture->dialog, "First Name", "Noa");
  g_assert_true (adw_dialog_get_can_close (fixture->dialog));

  invy_type_into (fixture->dialog, "First Name", "Noam");
  g_assert_false (adw_dialog_close (fixture->dialog));
  invy_press (await_question (fixture), "_Discard");
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
  g_assert_cmpstr (invy_guest_get (guest, INVY_GUEST_FIRST_NAME), ==, "Noa");
}

/* A guest who comes, and did not say with how many, is not changed by being looked at. */
static void
test_unsaid_count (Fixture *fixture, gconstpointer data)
{
  InvyGuest *guest = invy_book_fixture_add (&fixture->base, "Noa", "050-765-4321");

  invy_guest_set_rsvp (guest, INVY_RSVP_YES, 0, 1);
  open_dialog (fixture, guest);
  g_assert_true (adw_dialog_get_can_close (fixture->dialog));
  set_number (fixture, "People Coming", 4);
  g_assert_false (adw_dialog_get_can_close (fixture->dialog));
  save_and_close (fixture);
  g_assert_cmpuint (invy_guest_get_rsvp_count (guest), ==, 4);
}

/* A language that came in from a file and has no name here is shown and kept. */
static void
test_unknown_language (Fixture *fixture, gconstpointer data)
{
  InvyGuest *guest = invy_book_fixture_add (&fixture->base, "Noa", "050-765-4321");

  invy_guest_set (guest, INVY_GUEST_LANGUAGE, "tlh");
  open_dialog (fixture, guest);
  g_assert_true (adw_dialog_get_can_close (fixture->dialog));
  choose (fixture, "Language", "tlh");
  choose (fixture, "Language", "As the wedding");
  save_and_close (fixture);
  g_assert_cmpstr (invy_guest_get (guest, INVY_GUEST_LANGUAGE), ==, NULL);
}

/* Somebody else saves the guest while it is edited here. */
static void
change_behind_the_back (Fixture *fixture, InvyGuest *guest)
{
  g_autoptr (InvyGuest) copy = invy_guest_copy (guest);
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GError) error = NULL;

  /* The same field as here: what is changed in different ones goes together without a question. */
  invy_guest_set (copy, INVY_GUEST_FIRST_NAME, "Naomi");
  invy_guest_set (copy, INVY_GUEST_GROUP_NAME, "Theirs");
  g_ptr_array_add (guests, copy);
  saved = invy_test_await_boxed (invy_store_save_guests (fixture->base.store, guests), &error);
  g_assert_no_error (error);
}

static void
begin_conflict (Fixture *fixture)
{
  InvyGuest *guest = invy_book_fixture_add (&fixture->base, "Noa", "050-765-4321");

  open_dialog (fixture, guest);
  invy_type_into (fixture->dialog, "First Name", "Noam");
  invy_type_into (fixture->dialog, "Last Name", "Mine");
  change_behind_the_back (fixture, guest);
}

static void
start_conflict (Fixture *fixture)
{
  begin_conflict (fixture);
  save (fixture);
}

static void
choose_name (Fixture *fixture, const char *choice)
{
  AdwDialog *question = await_question (fixture);
  AdwComboRow *row = invy_find (question, ADW_TYPE_COMBO_ROW, "First name");

  g_assert_nonnull (row);
  /* Only what both changed is asked for. */
  g_assert_null (invy_find (question, ADW_TYPE_COMBO_ROW, "Group"));
  select_choice (row, choice);
  invy_press (question, "_Save");
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
}

static void
assert_kept (Fixture *fixture, const char *name)
{
  InvyGuest *guest = invy_book_fixture_find (&fixture->base, name);

  g_assert_nonnull (guest);
  g_assert_cmpstr (invy_guest_get (guest, INVY_GUEST_GROUP_NAME), ==, "Theirs");
  g_assert_cmpstr (invy_guest_get (guest, INVY_GUEST_LAST_NAME), ==, "Mine");
  g_assert_cmpuint (fixture->n_saved, ==, 1);
}

static void
test_conflict_mine (Fixture *fixture, gconstpointer data)
{
  start_conflict (fixture);
  choose_name (fixture, "Yours: “Noam”");
  assert_kept (fixture, "Noam Mine");
}

static void
test_conflict_theirs (Fixture *fixture, gconstpointer data)
{
  start_conflict (fixture);
  choose_name (fixture, "Theirs: “Naomi”");
  assert_kept (fixture, "Naomi Mine");
}

/* The book has shown what they did before it is saved here: what was typed over is asked for all the same. */
static void
test_conflict_seen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  begin_conflict (fixture);
  g_assert_true (invy_test_await (invy_guest_book_load (fixture->base.book), &error));
  g_assert_no_error (error);
  save (fixture);
  choose_name (fixture, "Yours: “Noam”");
  assert_kept (fixture, "Noam Mine");
}

static gboolean
has_first_name_focus (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *focus = gtk_window_get_focus (fixture->base.window);

  return focus != NULL
         && gtk_widget_is_ancestor (focus, invy_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, "First Name"));
}

/* What another guest has is offered, and what is typed is kept. */
static void
test_household_and_tags (Fixture *fixture, gconstpointer data)
{
  InvyGuest *anna = invy_book_fixture_add (&fixture->base, "Anna", "050-123-4567");
  GtkWidget *row;
  InvyValueButton *button;

  open_dialog (fixture, anna);
  invy_book_fixture_wait_for_dialog (&fixture->base, INVY_TYPE_GUEST_DIALOG);
  row = invy_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Household");
  g_assert_null (invy_find (row, INVY_TYPE_VALUE_BUTTON, NULL));
  invy_test_wait_until (has_first_name_focus, fixture);
  invy_type_into (fixture->dialog, "Household", "Levi");
  invy_type_into (fixture->dialog, "Tags", "vip,  army");
  save_and_close (fixture);
  g_assert_cmpstr (invy_guest_get (anna, INVY_GUEST_HOUSEHOLD), ==, "Levi");
  g_assert_cmpstr (invy_guest_get (anna, INVY_GUEST_TAGS), ==, "army, vip");

  open_dialog (fixture, invy_book_fixture_add (&fixture->base, "Bert", "050-123-4568"));
  invy_book_fixture_wait_for_dialog (&fixture->base, INVY_TYPE_GUEST_DIALOG);
  row = invy_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Tags");
  invy_type_into (fixture->dialog, "Tags", "school");
  button = invy_find (row, INVY_TYPE_VALUE_BUTTON, NULL);
  g_assert_nonnull (button);
  invy_value_button_choose (button, "vip");
  row = invy_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Household");
  invy_value_button_choose (invy_find (row, INVY_TYPE_VALUE_BUTTON, NULL), "Levi");
  save_and_close (fixture);
  g_assert_cmpstr (invy_guest_get (invy_book_fixture_find (&fixture->base, "Bert"), INVY_GUEST_TAGS), ==,
                   "school, vip");
  g_assert_cmpstr (invy_guest_get (invy_book_fixture_find (&fixture->base, "Bert"), INVY_GUEST_HOUSEHOLD), ==,
                   "Levi");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

#define ADD(name, test) g_test_add ("/invy/guest-dialog/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("add", test_add);
  ADD ("neither-name-nor-phone", test_neither_name_nor_phone);
  ADD ("live-phone", test_live_phone);
  ADD ("nothing-changed", test_nothing_changed);
  ADD ("unsaved", test_unsaved);
  ADD ("unsaid-count", test_unsaid_count);
  ADD ("unknown-language", test_unknown_language);
  ADD ("conflict-mine", test_conflict_mine);
  ADD ("conflict-seen", test_conflict_seen);
  ADD ("conflict-theirs", test_conflict_theirs);
  ADD ("household-and-tags", test_household_and_tags);

  return g_test_run ();
}
