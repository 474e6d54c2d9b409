/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/guests/invy-answer-dialog.h"
#include "app/guests/invy-bulk-dialog.h"
#include "app/guests/invy-cell-editor.h"
#include "app/guests/invy-check-cell.h"
#include "app/guests/invy-counter-button.h"
#include "app/guests/invy-duplicates-dialog.h"
#include "app/guests/invy-guest-dialog.h"
#include "app/guests/invy-guest-list.h"
#include "app/guests/invy-guests-page.h"
#include "app/guests/invy-head-counts-dialog.h"
#include "settings/invy-settings.h"
#include "invy-book-fixture.h"
#include "invy-finder.h"
#include "invy-test.h"

/* A page with Anna, Bert, Carla and Dora; Dora's number is wrong, Bert comes with three. */
typedef struct
{
  InvyBookFixture base;
  InvyGuestsPage *page;
  InvyGuestList *list;
  GPtrArray *invited;
} Fixture;

static void
invite_cb (Fixture *fixture, GPtrArray *guests)
{
  g_clear_pointer (&fixture->invited, g_ptr_array_unref);
  fixture->invited = g_ptr_array_ref (guests);
}

static void
set_answer (Fixture *fixture, InvyGuest *guest, InvyRsvp rsvp, guint count)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  InvyGuest *copy = invy_guest_copy (guest);

  invy_guest_set_rsvp (copy, rsvp, count, 1);
  g_ptr_array_add (guests, copy);
  g_assert_true (invy_test_await (invy_guest_book_save (fixture->base.book, guests), &error));
  g_assert_no_error (error);
}

static void
show_page (Fixture *fixture)
{
  fixture->page = INVY_GUESTS_PAGE (invy_guests_page_new ());
  g_signal_connect_swapped (fixture->page, "invite", G_CALLBACK (invite_cb), fixture);
  adw_window_set_content (ADW_WINDOW (fixture->base.window), GTK_WIDGET (fixture->page));
  invy_guests_page_set_book (fixture->page, fixture->base.book);
  fixture->list = invy_find (fixture->page, INVY_TYPE_GUEST_LIST, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  invy_book_fixture_set_up (&fixture->base);
  invy_book_fixture_add (&fixture->base, "Anna", "050-123-4567");
  invy_book_fixture_add (&fixture->base, "Bert", "050-123-4568");
  invy_book_fixture_add (&fixture->base, "Carla", "050-123-4569");
  invy_book_fixture_add (&fixture->base, "Dora", "0501");
  set_answer (fixture, invy_book_fixture_find (&fixture->base, "Bert"), INVY_RSVP_YES, 3);
  show_page (fixture);
}

static void
set_up_empty (Fixture *fixture, gconstpointer data)
{
  invy_book_fixture_set_up (&fixture->base);
  show_page (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  invy_book_fixture_tear_down (&fixture->base);
  g_clear_pointer (&fixture->invited, g_ptr_array_unref);
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), action, NULL));
}

static gboolean
is_enabled (Fixture *fixture, const char *action)
{
  return g_action_group_get_action_enabled (invy_guests_page_get_actions (fixture->page), action);
}

/* The check box of a guest's row, once the row is drawn. */
typedef struct
{
  GtkWidget *root;
  const char *name;
  InvyCheckCell *cell;
} RowWait;

static InvyCheckCell *
find_row (GtkWidget *widget, const char *name)
{
  InvyGuest *guest = INVY_IS_CHECK_CELL (widget) ? invy_check_cell_get_guest (INVY_CHECK_CELL (widget)) : NULL;

  if (guest != NULL && g_strcmp0 (invy_guest_get (guest, INVY_GUEST_FIRST_NAME), name) == 0)
    return INVY_CHECK_CELL (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      InvyCheckCell *found = find_row (child, name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
row_is_drawn (gpointer data)
{
  RowWait *wait = data;

  wait->cell = find_row (wait->root, wait->name);
  return wait->cell != NULL && gtk_widget_get_mapped (GTK_WIDGET (wait->cell));
}

static InvyCheckCell *
await_row (Fixture *fixture, const char *name)
{
  RowWait wait = { .root = GTK_WIDGET (fixture->list), .name = name };

  invy_test_wait_until (row_is_drawn, &wait);
  return wait.cell;
}

/* Clicks the check box of a guest's row. */
static void
tick (Fixture *fixture, const char *name)
{
  GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (await_row (fixture, name)));

  g_assert_true (gtk_widget_activate (check));
}

static void
focus_row (Fixture *fixture, const char *name)
{
  InvyCheckCell *cell = await_row (fixture, name);

  invy_guest_list_show_guest (fixture->list, invy_check_cell_get_guest (cell));
}

static void
assert_chosen (Fixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) chosen = invy_guest_selection_dup_chosen (invy_guest_list_get_selection (fixture->list));
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < chosen->len; i++)
    g_string_append_printf (names, "%s ", invy_guest_get (chosen->pdata[i], INVY_GUEST_FIRST_NAME));
  g_assert_cmpstr (g_strchomp (names->str), ==, expected);
}

/* A page that says why there is no list is on the screen, or is not any more. */
typedef struct
{
  GtkWidget *status;
  gboolean is_mapped;
} StatusWait;

static gboolean
status_is_as_expected (gpointer data)
{
  StatusWait *wait = data;

  return gtk_widget_get_mapped (wait->status) == wait->is_mapped;
}

static void
await_status (Fixture *fixture, GType type, const char *title, gboolean is_mapped)
{
  StatusWait wait = { .status = invy_find (fixture->page, type, title), .is_mapped = is_mapped };

  g_assert_nonnull (wait.status);
  invy_test_wait_until (status_is_as_expected, &wait);
}

static gboolean
is_searched (gpointer data)
{
  return g_list_model_get_n_items (data) == 1;
}

static void
search_for_carla (Fixture *fixture)
{
  GtkWidget *entry;

  act (fixture, "guests.find");
  entry = invy_find (fixture->page, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "carl");
  invy_test_wait_until (is_searched, invy_guest_list_get_shown (fixture->list));
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  tick (fixture, "Anna");
  tick (fixture, "Bert");
  assert_chosen (fixture, "Anna Bert");
  g_assert_nonnull (invy_find (fixture->page, GTK_TYPE_LABEL, "2 guests selected"));

  search_for_carla (fixture);
  g_assert_nonnull (invy_find (fixture->page, GTK_TYPE_LABEL, "2 guests selected, 2 not shown"));
  g_assert_nonnull (invy_find (fixture->page, GTK_TYPE_LABEL, "1 of 4 guests"));

  /* Looking once more begins with what was looked for. */
  act (fixture, "guests.find");
  g_assert_nonnull (invy_find (fixture->page, GTK_TYPE_LABEL, "1 of 4 guests"));
  tick (fixture, "Carla");
  assert_chosen (fixture, "Carla Anna Bert");

  act (fixture, "guests.show-all");
  assert_chosen (fixture, "Anna Bert Carla");
  g_assert_nonnull (invy_find (fixture->page, GTK_TYPE_LABEL, "3 guests selected"));
}

static void
test_no_match (Fixture *fixture, gconstpointer data)
{
  invy_guest_filter_set_search (invy_guest_list_get_filter (fixture->list), "nobody at all");
  await_status (fixture, ADW_TYPE_STATUS_PAGE, "No Guests Found", TRUE);
  g_assert_false (is_enabled (fixture, "select-all"));
  invy_press (fixture->page, "_Show All Guests");
  invy_guest_filter_set_search (invy_guest_list_get_filter (fixture->list), NULL);
  await_status (fixture, ADW_TYPE_STATUS_PAGE, "No Guests Found", FALSE);
  g_assert_true (is_enabled (fixture, "select-all"));
}

static InvyCounterButton *
find_counter (Fixture *fixture, InvyCountKind kind)
{
  InvyCounterButton *button = invy_find (fixture->page, INVY_TYPE_COUNTER_BUTTON, NULL);

  while (button != NULL && invy_counter_button_get_kind (button) != kind)
    button = INVY_COUNTER_BUTTON (gtk_widget_get_next_sibling (GTK_WIDGET (button)));
  g_assert_nonnull (button);
  return button;
}

static void
assert_counter (Fixture *fixture, InvyCountKind kind, const char *number, const char *people)
{
  InvyCounterButton *button = find_counter (fixture, kind);

  g_assert_nonnull (invy_find (button, GTK_TYPE_LABEL, number));
  g_assert_nonnull (invy_find (button, GTK_TYPE_LABEL, people));
}

static void
test_counters (Fixture *fixture, gconstpointer data)
{
  GtkWidget *coming = GTK_WIDGET (find_counter (fixture, INVY_COUNT_COMING));

  assert_counter (fixture, INVY_COUNT_ALL, "4", "4 people");
  assert_counter (fixture, INVY_COUNT_COMING, "1", "3 people");
  assert_counter (fixture, INVY_COUNT_NEED_ATTENTION, "1", "to fix");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (coming), GTK_ACCESSIBLE_PROPERTY_LABEL, "1 Coming, 3 people");

  g_signal_emit_by_name (coming, "clicked");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (coming)));
  g_assert_cmpuint (g_list_model_get_n_items (invy_guest_list_get_shown (fixture->list)), ==, 1);
  act (fixture, "guests.select-all");
  assert_chosen (fixture, "Bert");

  /* clicked again, it shows everybody */
  g_signal_emit_by_name (coming, "clicked");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (coming)));
  g_assert_cmpuint (g_list_model_get_n_items (invy_guest_list_get_shown (fixture->list)), ==, 4);
  assert_chosen (fixture, "Bert");
}

/* A filter follows what becomes of the guests, and whoever falls out of it stays chosen. */
static void
test_filter_follows (Fixture *fixture, gconstpointer data)
{
  g_signal_emit_by_name (find_counter (fixture, INVY_COUNT_COMING), "clicked");
  act (fixture, "guests.select-all");
  set_answer (fixture, invy_book_fixture_find (&fixture->base, "Bert"), INVY_RSVP_NO, 0);

  g_assert_cmpuint (g_list_model_get_n_items (invy_guest_list_get_shown (fixture->list)), ==, 0);
  assert_chosen (fixture, "Bert");
  assert_counter (fixture, INVY_COUNT_COMING, "0", "0 people");
}

static void
test_remove_and_undo (Fixture *fixture, gconstpointer data)
{
  tick (fixture, "Anna");
  tick (fixture, "Carla");
  act (fixture, "guests.remove");
  invy_book_fixture_wait_for_guests (&fixture->base, 2);
  assert_chosen (fixture, "");
  g_assert_false (is_enabled (fixture, "remove"));
  g_assert_true (is_enabled (fixture, "undo"));

  act (fixture, "guests.undo");
  invy_book_fixture_wait_for_guests (&fixture->base, 4);
  assert_chosen (fixture, "");
}

/* A command is for the focused row, and for all chosen guests only if it is one of them. */
static void
test_row_commands (Fixture *fixture, gconstpointer data)
{
  tick (fixture, "Anna");
  tick (fixture, "Bert");
  focus_row (fixture, "Carla");
  act (fixture, "guests.row-invite");
  g_assert_cmpuint (fixture->invited->len, ==, 1);
  g_assert_true (fixture->invited->pdata[0] == invy_book_fixture_find (&fixture->base, "Carla"));

  focus_row (fixture, "Bert");
  act (fixture, "guests.row-invite");
  g_assert_cmpuint (fixture->invited->len, ==, 2);

  focus_row (fixture, "Carla");
  act (fixture, "guests.row-toggle");
  assert_chosen (fixture, "Anna Bert Carla");
  act (fixture, "guests.row-toggle");
  act (fixture, "guests.row-remove");
  invy_book_fixture_wait_for_guests (&fixture->base, 3);
  assert_chosen (fixture, "Anna Bert");
}

static void
answer (Fixture *fixture, const char *answer_nick)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "guests.row-answer", "s", answer_nick));
}

typedef struct
{
  Fixture *fixture;
  const char *name;
  InvyRsvp rsvp;
  guint count;
} AnswerWait;

static gboolean
has_answered (gpointer data)
{
  AnswerWait *wait = data;
  InvyGuest *guest = invy_book_fixture_find (&wait->fixture->base, wait->name);

  return invy_guest_get_rsvp (guest) == wait->rsvp && invy_guest_get_rsvp_count (guest) == wait->count;
}

static void
await_answer (Fixture *fixture, const char *name, InvyRsvp rsvp, guint count)
{
  invy_test_wait_until (has_answered, &(AnswerWait) { fixture, name, rsvp, count });
}

/* An answer for the focused row, and for all chosen guests if it is one of them. */
static void
test_answer (Fixture *fixture, gconstpointer data)
{
  tick (fixture, "Anna");
  focus_row (fixture, "Carla");
  answer (fixture, "maybe");
  await_answer (fixture, "Carla", INVY_RSVP_MAYBE, 0);
  await_answer (fixture, "Anna", INVY_RSVP_NONE, 0);

  tick (fixture, "Dora");
  focus_row (fixture, "Anna");
  answer (fixture, "no");
  await_answer (fixture, "Anna", INVY_RSVP_NO, 0);
  await_answer (fixture, "Dora", INVY_RSVP_NO, 0);
  act (fixture, "guests.undo");
  await_answer (fixture, "Anna", INVY_RSVP_NONE, 0);
  await_answer (fixture, "Dora", INVY_RSVP_NONE, 0);
}

/* One digit is enough; Enter is everybody invited. */
static void
test_answer_with_people (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog;

  focus_row (fixture, "Anna");
  answer (fixture, "yes");
  invy_book_fixture_wait_for_dialog (&fixture->base, INVY_TYPE_ANSWER_DIALOG);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->base.window));
  g_assert_nonnull (invy_find (dialog, GTK_TYPE_LABEL, "\u200e\u2068Anna\u2069: Coming"));
  gtk_editable_set_text (invy_find (dialog, GTK_TYPE_ENTRY, NULL), "4");
  await_answer (fixture, "Anna", INVY_RSVP_YES, 4);
  invy_book_fixture_wait_for_no_dialog (&fixture->base);

  tick (fixture, "Anna");
  tick (fixture, "Carla");
  search_for_carla (fixture);
  focus_row (fixture, "Carla");
  answer (fixture, "yes");
  invy_book_fixture_wait_for_dialog (&fixture->base, INVY_TYPE_ANSWER_DIALOG);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->base.window));
  g_assert_nonnull (invy_find (dialog, GTK_TYPE_LABEL, "2 Guests Coming (1 Not Shown)"));
  invy_press (dialog, "_Coming");
  await_answer (fixture, "Anna", INVY_RSVP_YES, 1);
  await_answer (fixture, "Carla", INVY_RSVP_YES, 1);
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
}

static GtkWidget *
find_tick (AdwDialog *dialog, GType row_type, const char *title)
{
  return invy_find (invy_find (dialog, row_type, title), GTK_TYPE_CHECK_BUTTON, NULL);
}

static gboolean
is_tagged (gpointer data)
{
  return g_strcmp0 (invy_guest_get (invy_book_fixture_find (data, "Carla"), INVY_GUEST_TAGS), "army, vip") == 0;
}

static gboolean
is_not_tagged (gpointer data)
{
  return invy_guest_get (invy_book_fixture_find (data, "Carla"), INVY_GUEST_TAGS) == NULL;
}

static gboolean
can_redo (gpointer data)
{
  return is_enabled (data, "redo");
}

static gboolean
cannot_redo (gpointer data)
{
  return !is_enabled (data, "redo");
}

/* Only what is ticked is changed, for all chosen guests; and it is taken back and done again as one thing. */
static void
test_change_many (Fixture *fixture, gconstpointer data)
{
  InvyGuest *bert = invy_book_fixture_find (&fixture->base, "Bert");
  AdwDialog *dialog;

  tick (fixture, "Bert");
  tick (fixture, "Carla");
  act (fixture, "guests.edit");
  invy_book_fixture_wait_for_dialog (&fixture->base, INVY_TYPE_BULK_DIALOG);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->base.window));
  g_assert_cmpstr (adw_dialog_get_title (dialog), ==, "Change 2 Guests");
  g_assert_false (gtk_widget_get_sensitive (invy_find (dialog, GTK_TYPE_BUTTON, "C_hange")));
  invy_type_into (dialog, "Add Tags", "vip, army");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_tick (dialog, ADW_TYPE_ENTRY_ROW, "Add Tags"))));
  invy_type_into (dialog, "Group", "Friends");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_tick (dialog, ADW_TYPE_ENTRY_ROW, "Group")), FALSE);
  invy_press (dialog, "C_hange");
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
  invy_test_wait_until (is_tagged, &fixture->base);
  g_assert_cmpstr (invy_guest_get (bert, INVY_GUEST_TAGS), ==, "army, vip");
  g_assert_null (invy_guest_get (bert, INVY_GUEST_GROUP_NAME));
  g_assert_cmpuint (invy_guest_get_rsvp (bert), ==, INVY_RSVP_YES);

  act (fixture, "guests.undo");
  invy_test_wait_until (is_not_tagged, &fixture->base);
  g_assert_null (invy_guest_get (bert, INVY_GUEST_TAGS));
  invy_test_wait_until (can_redo, fixture);
  act (fixture, "guests.redo");
  invy_test_wait_until (is_tagged, &fixture->base);
  invy_test_wait_until (cannot_redo, fixture);
}

/* The menu says what would be undone. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  GMenuModel *history = invy_guests_page_get_history (fixture->page);
  g_autofree char *undo = NULL, *redo = NULL;

  g_assert_cmpint (g_menu_model_get_n_items (history), ==, 2);
  g_assert_true (g_menu_model_get_item_attribute (history, 0, "label", "s", &undo));
  g_assert_nonnull (strstr (undo, "Bert"));
  g_assert_true (g_menu_model_get_item_attribute (history, 1, "label", "s", &redo));
  g_assert_cmpstr (redo, ==, "_Redo");
}

static gboolean
has_numbers (gpointer data)
{
  AdwActionRow *row = invy_find (data, ADW_TYPE_ACTION_ROW, "Maybe");

  return row != NULL && g_strcmp0 (adw_action_row_get_subtitle (row), "1 guest · 1 person · 0 coming") == 0;
}

/* The heads follow what happens while they are shown. */
static void
test_head_counts (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog;

  act (fixture, "guests.head-counts");
  invy_book_fixture_wait_for_dialog (&fixture->base, INVY_TYPE_HEAD_COUNTS_DIALOG);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->base.window));
  g_assert_null (invy_find (dialog, ADW_TYPE_ACTION_ROW, "Maybe"));
  set_answer (fixture, invy_book_fixture_find (&fixture->base, "Anna"), INVY_RSVP_MAYBE, 0);
  invy_test_wait_until (has_numbers, dialog);
  g_assert_null (invy_find (dialog, ADW_TYPE_PREFERENCES_GROUP, "Meal"));
  adw_dialog_close (dialog);
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
}

static gboolean
is_grouped (gpointer data)
{
  InvyGuest *carla = invy_book_fixture_find (data, "Carla Levi");

  return carla != NULL && g_strcmp0 (invy_guest_get (carla, INVY_GUEST_GROUP_NAME), "Friends") == 0
         && invy_guest_get_party_size (carla) == 5;
}

static gboolean
can_undo (gpointer data)
{
  return is_enabled (data, "undo");
}

/* The title of a column that is shown. */
static GtkWidget *
find_title (Fixture *fixture, const char *title)
{
  GtkWidget *view = invy_find (fixture->list, GTK_TYPE_COLUMN_VIEW, NULL);

  return invy_find (gtk_widget_get_first_child (view), GTK_TYPE_LABEL, title);
}

/* As if a key was pressed in the cell. */
static void
press_key (gpointer editor, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (editor);
  gboolean is_handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &is_handled);
    }
  g_assert_true (is_handled);
}

static void
type_in_cell (gpointer editor, const char *text)
{
  gtk_editable_set_text (invy_find (editor, GTK_TYPE_ENTRY, NULL), text);
}

/* From cell to cell with Tab; nothing that was typed on the way is lost, and Escape gives up one cell only. */
static void
test_edit_cells (Fixture *fixture, gconstpointer data)
{
  InvyCellEditor *editor;

  focus_row (fixture, "Carla");
  act (fixture, "guests.row-edit");
  editor = invy_find (fixture->list, INVY_TYPE_CELL_EDITOR, NULL);
  g_assert_nonnull (editor);
  press_key (editor, GDK_KEY_Tab);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (invy_find (editor, GTK_TYPE_ENTRY, NULL)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Last Name");
  type_in_cell (editor, "Levi");
  press_key (editor, GDK_KEY_Tab); /* phone */
  press_key (editor, GDK_KEY_Tab); /* group */
  type_in_cell (editor, "Friends");
  press_key (editor, GDK_KEY_Tab); /* party */
  type_in_cell (editor, "5");
  g_signal_emit_by_name (invy_find (editor, GTK_TYPE_ENTRY, NULL), "activate");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (editor)));
  invy_test_wait_until (is_grouped, &fixture->base);

  /* the next row begins where the last one ended */
  focus_row (fixture, "Anna");
  act (fixture, "guests.row-edit");
  type_in_cell (editor, "7");
  press_key (editor, GDK_KEY_Escape);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (editor)));
  g_assert_cmpuint (invy_guest_get_party_size (invy_book_fixture_find (&fixture->base, "Anna")), ==, 1);
  invy_test_wait_until (can_undo, fixture);
}

static void
test_columns (Fixture *fixture, gconstpointer data)
{
  InvyColumnChoice *columns = invy_guests_page_get_columns (fixture->page);
  GActionGroup *actions = invy_column_choice_get_actions (columns);

  await_row (fixture, "Anna");
  g_assert_null (find_title (fixture, "Household"));
  g_assert_nonnull (find_title (fixture, "Group"));
  g_action_group_change_action_state (actions, "household", g_variant_new_boolean (TRUE));
  g_action_group_change_action_state (actions, "group", g_variant_new_boolean (FALSE));
  g_assert_nonnull (find_title (fixture, "Household"));
  g_assert_null (find_title (fixture, "Group"));

  g_object_set (fixture->list, "compact", TRUE, NULL);
  g_assert_null (find_title (fixture, "Household"));
  g_object_set (fixture->list, "compact", FALSE, NULL);
  g_assert_nonnull (find_title (fixture, "Household"));
}

/* A narrow list has no cells to type in: the guest is opened. */
static void
test_edit_compact (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->list, "compact", TRUE, NULL);
  focus_row (fixture, "Bert");
  act (fixture, "guests.row-edit");
  invy_book_fixture_wait_for_dialog (&fixture->base, INVY_TYPE_GUEST_DIALOG);
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (fixture->base.window)));
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
}

static gboolean
has_merge (gpointer data)
{
  return invy_find (data, GTK_TYPE_BUTTON, "_Merge") != NULL;
}

static gboolean
has_no_duplicates (gpointer data)
{
  GtkWidget *status = invy_find (data, ADW_TYPE_STATUS_PAGE, "No Duplicates");

  return status != NULL && gtk_widget_get_mapped (status);
}

/* So that Escape closes it. */
static gboolean
is_dialog_focused (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (data));

  return focus != NULL && gtk_widget_is_ancestor (focus, data);
}

/* Two with one number and name become one; taken back, they are found again. */
static void
test_duplicates (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog;

  invy_book_fixture_add (&fixture->base, "Anna", "+972 50-123-4567");
  act (fixture, "guests.duplicates");
  invy_book_fixture_wait_for_dialog (&fixture->base, INVY_TYPE_DUPLICATES_DIALOG);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->base.window));
  invy_test_wait_until (has_merge, dialog);
  g_assert_nonnull (invy_find (dialog, ADW_TYPE_PREFERENCES_GROUP, "The Same Number and Name"));
  invy_test_wait_until (is_dialog_focused, dialog);
  invy_press (dialog, "_Merge");
  invy_book_fixture_wait_for_guests (&fixture->base, 4);
  invy_test_wait_until (has_no_duplicates, dialog);
  invy_test_wait_until (is_dialog_focused, dialog);
  gtk_root_set_focus (GTK_ROOT (fixture->base.window), NULL);
  invy_test_wait_until (is_dialog_focused, dialog);

  invy_test_wait_until (can_undo, fixture);
  act (fixture, "guests.undo");
  invy_book_fixture_wait_for_guests (&fixture->base, 5);
  invy_test_wait_until (has_merge, dialog);
  adw_dialog_close (dialog);
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
}

static void
test_invite (Fixture *fixture, gconstpointer data)
{
  gboolean has_selection = FALSE;

  g_assert_false (is_enabled (fixture, "invite"));
  tick (fixture, "Dora");
  tick (fixture, "Anna");
  g_object_get (fixture->page, "has-selection", &has_selection, NULL);
  g_assert_true (has_selection);
  act (fixture, "guests.invite");
  g_assert_cmpuint (fixture->invited->len, ==, 2);
  act (fixture, "guests.clear");
  assert_chosen (fixture, "");
  g_assert_false (is_enabled (fixture, "invite"));
}

static gboolean
is_carla_planned (gpointer data)
{
  Fixture *fixture = data;

  return invy_guest_get_delivery (invy_book_fixture_find (&fixture->base, "Carla")) == INVY_DELIVERY_WAITING;
}

/* One click for guests who came late: whoever has an invitation already is not asked for again. */
static void
test_invite_rest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyCampaign) campaign = NULL;

  tick (fixture, "Carla");
  act (fixture, "guests.invite");
  campaign = invy_test_plan (fixture->base.store, fixture->base.event, INVY_CAMPAIGN_REAL, fixture->invited);
  invy_test_wait_until (is_carla_planned, fixture);

  act (fixture, "guests.invite-rest");
  g_assert_cmpuint (fixture->invited->len, ==, 3);
  assert_chosen (fixture, "Carla");
}

/* Enter on a row opens the guest and unticks nobody. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  tick (fixture, "Anna");
  g_assert_false (
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (invy_guest_list_get_selection (fixture->list)), 1, TRUE));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (await_row (fixture, "Bert")), "list.activate-item", "u",
                                             invy_check_cell_get_position (await_row (fixture, "Bert"))));
  invy_book_fixture_wait_for_dialog (&fixture->base, INVY_TYPE_GUEST_DIALOG);
  assert_chosen (fixture, "Anna");

  invy_type_into (fixture->base.window, "First Name", "Berta");
  invy_press (fixture->base.window, "_Save");
  invy_book_fixture_wait_for_no_dialog (&fixture->base);
  g_assert_nonnull (invy_book_fixture_find (&fixture->base, "Berta"));
  g_assert_null (invy_book_fixture_find (&fixture->base, "Bert"));
  assert_chosen (fixture, "Anna");
}

static gboolean
is_bert_again (gpointer data)
{
  return invy_book_fixture_find (data, "Bert") != NULL;
}

static void
test_undo_edit (Fixture *fixture, gconstpointer data)
{
  test_edit (fixture, data);
  act (fixture, "guests.undo");
  invy_test_wait_until (is_bert_again, &fixture->base);
  invy_test_wait_until (can_redo, fixture);
}

typedef struct
{
  Fixture *fixture;
  const char *name;
} FirstWait;

static gboolean
is_first (gpointer data)
{
  FirstWait *wait = data;
  g_autoptr (InvyGuest) first = g_list_model_get_item (invy_guest_list_get_shown (wait->fixture->list), 0);

  return first == invy_book_fixture_find (&wait->fixture->base, wait->name);
}

static void
await_first (Fixture *fixture, const char *name)
{
  FirstWait wait = { .fixture = fixture, .name = name };

  invy_test_wait_until (is_first, &wait);
}

static void
test_sort (Fixture *fixture, gconstpointer data)
{
  tick (fixture, "Bert");
  tick (fixture, "Carla");
  invy_guest_list_sort_by (fixture->list, "rsvp");
  await_first (fixture, "Bert");

  /* wrong numbers first */
  invy_guest_list_sort_by (fixture->list, "phone");
  await_first (fixture, "Dora");
  assert_chosen (fixture, "Bert Carla");
}

/* Another page is sorted as the last one was, and backwards if it was. */
static void
test_sort_is_remembered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySettings) settings = invy_settings_new (FALSE);
  GSettings *preferences = invy_settings_get_preferences (settings);
  g_autofree char *order = NULL;

  invy_guests_page_set_preferences (fixture->page, preferences);
  await_first (fixture, "Anna");
  invy_guest_list_sort_by (fixture->list, "phone");
  order = g_settings_get_string (preferences, "guest-sort");
  g_assert_cmpstr (order, ==, "phone");

  show_page (fixture);
  invy_guests_page_set_preferences (fixture->page, preferences);
  await_first (fixture, "Dora");

  g_settings_set_string (preferences, "guest-sort", "-name");
  show_page (fixture);
  invy_guests_page_set_preferences (fixture->page, preferences);
  await_first (fixture, "Dora");
  invy_guest_list_sort_by (fixture->list, "name");
  await_first (fixture, "Anna");
  g_settings_reset (preferences, "guest-sort");
}

static void
test_row_is_told (Fixture *fixture, gconstpointer data)
{
  InvyCheckCell *cell = await_row (fixture, "Dora");
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (cell)));

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Dora, \u2066"
                                       "0501\u2069, No valid phone, No answer");
  tick (fixture, "Dora");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  await_status (fixture, ADW_TYPE_STATUS_PAGE, "No Guests Yet", TRUE);
  g_assert_true (is_enabled (fixture, "add"));
  g_assert_false (is_enabled (fixture, "export"));
  g_assert_false (is_enabled (fixture, "select-all"));

  invy_book_fixture_add (&fixture->base, "Anna", "050-123-4567");
  await_status (fixture, ADW_TYPE_STATUS_PAGE, "No Guests Yet", FALSE);
  g_assert_true (is_enabled (fixture, "export"));
  await_row (fixture, "Anna");
  g_assert_false (is_enabled (fixture, "export-chosen"));
  tick (fixture, "Anna");
  g_assert_true (is_enabled (fixture, "export-chosen"));
}

/* Another wedding, and none at all. */
static void
test_other_book (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyEvent) event = invy_test_add_event (fixture->base.store);
  g_autoptr (InvyGuestBook) book = invy_guest_book_new (fixture->base.store, event);
  g_autoptr (GError) error = NULL;

  tick (fixture, "Anna");
  invy_guests_page_set_book (fixture->page, book);
  g_assert_true (invy_test_await (invy_guest_book_load (book), &error));
  g_assert_no_error (error);
  assert_chosen (fixture, "");
  await_status (fixture, ADW_TYPE_STATUS_PAGE, "No Guests Yet", TRUE);

  invy_guests_page_set_book (fixture->page, NULL);
  await_status (fixture, ADW_TYPE_SPINNER, NULL, TRUE);
  g_assert_false (is_enabled (fixture, "add"));

  invy_guests_page_set_book (fixture->page, fixture->base.book);
  assert_chosen (fixture, "Anna");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

#define ADD(name, set_up, test) g_test_add ("/invy/guests-page/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("search", set_up, test_search);
  ADD ("no-match", set_up, test_no_match);
  ADD ("counters", set_up, test_counters);
  ADD ("filter-follows", set_up, test_filter_follows);
  ADD ("remove-and-undo", set_up, test_remove_and_undo);
  ADD ("row-commands", set_up, test_row_commands);
  ADD ("answer", set_up, test_answer);
  ADD ("answer-with-people", set_up, test_answer_with_people);
  ADD ("change-many", set_up, test_change_many);
  ADD ("history", set_up, test_history);
  ADD ("head-counts", set_up, test_head_counts);
  ADD ("edit-cells", set_up, test_edit_cells);
  ADD ("columns", set_up, test_columns);
  ADD ("edit-compact", set_up, test_edit_compact);
  ADD ("duplicates", set_up, test_duplicates);
  ADD ("invite", set_up, test_invite);
  ADD ("invite-rest", set_up, test_invite_rest);
  ADD ("edit", set_up, test_edit);
  ADD ("undo-edit", set_up, test_undo_edit);
  ADD ("sort", set_up, test_sort);
  ADD ("sort-is-remembered", set_up, test_sort_is_remembered);
  ADD ("row-is-told", set_up, test_row_is_told);
  ADD ("empty", set_up_empty, test_empty);
  ADD ("other-book", set_up, test_other_book);

  return g_test_run ();
}
