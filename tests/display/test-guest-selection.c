/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/guests/invy-guest-selection.h"
#include "invy-test.h"

#include <adwaita.h>

/* A list as the page has it: a column view over the selection, over a filter, over a sorter, over all guests. */
typedef struct
{
  GListStore *guests;
  GtkSortListModel *sorted;
  GtkFilterListModel *filtered;
  InvyGuestSelection *selection;
  GtkWidget *window;
  GtkWidget *view;
} List;

static InvyGuest *
new_guest (const char *id, const char *event_id)
{
  InvyGuest *guest = invy_guest_new (event_id);

  invy_record_set_id (INVY_RECORD (guest), id);
  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, id);
  return guest;
}

/* Fills a list with a guest for each letter; the letter is id and name. */
static void
load (GListStore *guests, const char *letters, const char *event_id)
{
  g_autoptr (GPtrArray) loaded = g_ptr_array_new_with_free_func (g_object_unref);

  for (const char *p = letters; *p != '\0'; p++)
    g_ptr_array_add (loaded, new_guest ((char[]) { *p, '\0' }, event_id));
  g_list_store_splice (guests, 0, g_list_model_get_n_items (G_LIST_MODEL (guests)), loaded->pdata, loaded->len);
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static List *
list_new (const char *letters)
{
  List *list = g_new0 (List, 1);
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new ("Name", gtk_signal_list_item_factory_new ());

  list->guests = g_list_store_new (INVY_TYPE_GUEST);
  load (list->guests, letters, "wedding");
  list->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (list->guests)), NULL);
  list->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (list->sorted)), NULL);
  list->selection = invy_guest_selection_new (G_LIST_MODEL (list->filtered));
  invy_guest_selection_set_guests (list->selection, G_LIST_MODEL (list->guests), "wedding");

  list->view = gtk_column_view_new (g_object_ref (GTK_SELECTION_MODEL (list->selection)));
  gtk_column_view_append_column (GTK_COLUMN_VIEW (list->view), column);
  list->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (list->window), 300, 600);
  gtk_window_set_child (GTK_WINDOW (list->window), list->view);
  gtk_window_present (GTK_WINDOW (list->window));
  invy_test_wait_until (is_mapped, list->view);
  return list;
}

static void
list_free (List *list)
{
  gtk_window_destroy (GTK_WINDOW (list->window));
  g_clear_object (&list->selection);
  g_clear_object (&list->filtered);
  g_clear_object (&list->sorted);
  g_clear_object (&list->guests);
  g_free (list);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (List, list_free)

/* The list inside the column view, which has the actions that rows and check boxes use. */
static GtkWidget *
find_rows (List *list)
{
  GtkWidget *child = gtk_widget_get_first_child (list->view);

  while (child != NULL && !GTK_IS_LIST_VIEW (child))
    child = gtk_widget_get_next_sibling (child);
  g_assert_nonnull (child);
  return child;
}

/* What a click, a check box and the space bar activate. */
static void
gesture (List *list, guint position, gboolean modify, gboolean extend)
{
  g_assert_true (
      gtk_widget_activate_action (find_rows (list), "list.select-item", "(ubb)", position, modify, extend));
}

static void
tick (List *list, guint position)
{
  gesture (list, position, TRUE, FALSE);
}

/* The chosen guests as letters, and that every other way to ask agrees. */
static void
assert_chosen (List *list, const char *letters, guint n_hidden)
{
  g_autoptr (GPtrArray) chosen = invy_guest_selection_dup_chosen (list->selection);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (list->selection));
  const guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (list->selection));
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < chosen->len; i++)
    {
      g_string_append (found, invy_guest_get_id (chosen->pdata[i]));
      g_assert_true (invy_guest_selection_contains (list->selection, chosen->pdata[i]));
    }
  g_assert_cmpstr (found->str, ==, letters);
  g_assert_cmpuint (invy_guest_selection_get_n_chosen (list->selection), ==, chosen->len);
  g_assert_cmpuint (invy_guest_selection_get_n_hidden (list->selection), ==, n_hidden);

  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, chosen->len - n_hidden);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (InvyGuest) guest = g_list_model_get_item (G_LIST_MODEL (list->selection), i);
      const gboolean is_chosen = invy_guest_selection_contains (list->selection, guest);

      g_assert_cmpint (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (list->selection), i), ==, is_chosen);
      g_assert_cmpint (gtk_bitset_contains (selected, i), ==, is_chosen);
    }
}

static gboolean
matches (gpointer guest, gpointer letters)
{
  return strstr (letters, invy_guest_get_id (guest)) != NULL;
}

static void
show_only (List *list, const char *letters)
{
  g_autoptr (GtkCustomFilter) filter =
      letters != NULL ? gtk_custom_filter_new (matches, g_strdup (letters), g_free) : NULL;

  gtk_filter_list_model_set_filter (list->filtered, GTK_FILTER (filter));
}

static int
backwards (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return g_strcmp0 (invy_guest_get_id ((InvyGuest *) b), invy_guest_get_id ((InvyGuest *) a));
}

static void
sort_backwards (List *list)
{
  g_autoptr (GtkCustomSorter) sorter = gtk_custom_sorter_new (backwards, NULL, NULL);

  gtk_sort_list_model_set_sorter (list->sorted, GTK_SORTER (sorter));
}

static void
test_tick (void)
{
  g_autoptr (List) list = list_new ("abcdef");

  assert_chosen (list, "", 0);
  tick (list, 1);
  tick (list, 4);
  assert_chosen (list, "be", 0);
  tick (list, 1);
  assert_chosen (list, "e", 0);
  invy_guest_selection_toggle (list->selection, 0);
  assert_chosen (list, "ae", 0);
  invy_guest_selection_toggle (list->selection, 4);
  assert_chosen (list, "a", 0);
}

static void
test_plain_click (void)
{
  g_autoptr (List) list = list_new ("abcdef");

  tick (list, 1);
  tick (list, 4);
  gesture (list, 2, FALSE, FALSE);
  assert_chosen (list, "be", 0);
  gesture (list, 1, FALSE, FALSE);
  assert_chosen (list, "be", 0);
  g_assert_false (gtk_selection_model_select_item (GTK_SELECTION_MODEL (list->selection), 0, TRUE));
  assert_chosen (list, "be", 0);
}

static void
test_shift_click (void)
{
  g_autoptr (List) list = list_new ("abcdefgh");

  tick (list, 0);
  tick (list, 2);
  gesture (list, 5, FALSE, TRUE);
  assert_chosen (list, "acdef", 0);
  /* with Ctrl the range follows the row it starts from */
  gesture (list, 7, TRUE, TRUE);
  assert_chosen (list, "acdefgh", 0);
  tick (list, 3);
  gesture (list, 6, TRUE, TRUE);
  assert_chosen (list, "ach", 0);
}

static void
test_select_all (void)
{
  g_autoptr (List) list = list_new ("abcdef");

  tick (list, 0);
  show_only (list, "cd");
  assert_chosen (list, "a", 1);
  g_assert_true (gtk_widget_activate_action (find_rows (list), "list.select-all", NULL));
  assert_chosen (list, "cda", 1);
  show_only (list, NULL);
  assert_chosen (list, "acd", 0);

  show_only (list, "ef");
  g_assert_true (gtk_widget_activate_action (find_rows (list), "list.unselect-all", NULL));
  assert_chosen (list, "", 0);
  show_only (list, NULL);
  assert_chosen (list, "", 0);
}

static void
test_rubber_band (void)
{
  g_autoptr (List) list = list_new ("abcdef");
  GtkSelectionModel *model = GTK_SELECTION_MODEL (list->selection);
  g_autoptr (GtkBitset) every_row = gtk_bitset_new_range (0, 6);
  g_autoptr (GtkBitset) touched = gtk_bitset_new_range (2, 2);
  g_autoptr (GtkBitset) none = gtk_bitset_new_empty ();

  tick (list, 0);
  g_assert_true (gtk_selection_model_set_selection (model, touched, every_row));
  assert_chosen (list, "acd", 0);
  g_assert_true (gtk_selection_model_set_selection (model, none, every_row));
  assert_chosen (list, "acd", 0);
  /* with Ctrl it names what it touched, and unticks */
  g_assert_true (gtk_selection_model_set_selection (model, none, touched));
  assert_chosen (list, "a", 0);
}

static void
test_unselect_range (void)
{
  g_autoptr (List) list = list_new ("abcdef");
  GtkSelectionModel *model = GTK_SELECTION_MODEL (list->selection);

  gtk_selection_model_select_all (model);
  g_assert_true (gtk_selection_model_unselect_range (model, 1, 3));
  assert_chosen (list, "aef", 0);
  g_assert_true (gtk_selection_model_unselect_item (model, 0));
  assert_chosen (list, "ef", 0);
  /* further than there are rows */
  g_assert_true (gtk_selection_model_select_range (model, 3, G_MAXUINT, FALSE));
  assert_chosen (list, "def", 0);
}

static void
test_sort (void)
{
  g_autoptr (List) list = list_new ("abcdef");

  tick (list, 1);
  tick (list, 2);
  sort_backwards (list);
  assert_chosen (list, "cb", 0);
  tick (list, 0);
  gtk_sort_list_model_set_sorter (list->sorted, NULL);
  assert_chosen (list, "bcf", 0);
}

static void
test_filter (void)
{
  g_autoptr (List) list = list_new ("abcdef");

  tick (list, 1);
  tick (list, 2);
  tick (list, 5);
  show_only (list, "af");
  assert_chosen (list, "fbc", 2);
  tick (list, 0);
  assert_chosen (list, "afbc", 2);
  tick (list, 1);
  assert_chosen (list, "abc", 2);
  show_only (list, "");
  assert_chosen (list, "abc", 3);
  show_only (list, NULL);
  assert_chosen (list, "abc", 0);
}

static void
test_incremental (void)
{
  g_autoptr (List) list = list_new ("abcdef");

  gtk_sort_list_model_set_incremental (list->sorted, TRUE);
  gtk_filter_list_model_set_incremental (list->filtered, TRUE);
  tick (list, 1);
  tick (list, 5);
  show_only (list, "ab");
  while (gtk_filter_list_model_get_pending (list->filtered) > 0)
    g_main_context_iteration (NULL, TRUE);
  assert_chosen (list, "bf", 1);
  show_only (list, NULL);
  while (gtk_filter_list_model_get_pending (list->filtered) > 0)
    g_main_context_iteration (NULL, TRUE);
  assert_chosen (list, "bf", 0);
}

/* Other objects for the same guests, in another order. */
static void
test_reload (void)
{
  g_autoptr (List) list = list_new ("abcdef");

  tick (list, 1);
  tick (list, 5);
  load (list->guests, "gfedcba", "wedding");
  assert_chosen (list, "fb", 0);
}

static void
test_removed_leaves (void)
{
  g_autoptr (List) list = list_new ("abcdef");
  g_autoptr (InvyGuest) removed = g_list_model_get_item (G_LIST_MODEL (list->guests), 1);

  tick (list, 1);
  tick (list, 2);
  g_list_store_remove (list->guests, 1);
  assert_chosen (list, "c", 0);
  /* undo */
  g_list_store_insert (list->guests, 1, removed);
  assert_chosen (list, "c", 0);
  tick (list, 1);
  assert_chosen (list, "bc", 0);

  /* nobody sees the one that leaves */
  show_only (list, "a");
  assert_chosen (list, "bc", 2);
  g_list_store_remove (list->guests, 2);
  assert_chosen (list, "b", 1);
}

static void
test_emptied (void)
{
  g_autoptr (List) list = list_new ("abc");

  tick (list, 1);
  load (list->guests, "", "wedding");
  invy_guest_selection_set_guests (list->selection, G_LIST_MODEL (list->guests), "wedding");
  assert_chosen (list, "", 0);
}

/* The same id in another wedding is somebody else; whoever was chosen is chosen again on the way back. */
static void
test_two_weddings (void)
{
  g_autoptr (List) list = list_new ("abc");
  g_autoptr (GListStore) others = g_list_store_new (INVY_TYPE_GUEST);

  load (others, "abc", "other wedding");
  tick (list, 1);

  invy_guest_selection_set_guests (list->selection, G_LIST_MODEL (others), "other wedding");
  gtk_sort_list_model_set_model (list->sorted, G_LIST_MODEL (others));
  assert_chosen (list, "", 0);
  tick (list, 2);
  assert_chosen (list, "c", 0);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (list->selection));
  assert_chosen (list, "", 0);

  invy_guest_selection_set_guests (list->selection, G_LIST_MODEL (list->guests), "wedding");
  gtk_sort_list_model_set_model (list->sorted, G_LIST_MODEL (list->guests));
  assert_chosen (list, "b", 0);
}

/* A wedding that is opened again is loaded after it is shown, as other objects. Whoever was removed meanwhile is not
 * chosen even if that is undone. */
static void
test_opened_again (void)
{
  g_autoptr (List) list = list_new ("abcd");
  g_autoptr (GListStore) loaded = g_list_store_new (INVY_TYPE_GUEST);

  tick (list, 1);
  tick (list, 2);
  invy_guest_selection_set_guests (list->selection, NULL, NULL);
  gtk_sort_list_model_set_model (list->sorted, NULL);
  invy_guest_selection_set_guests (list->selection, G_LIST_MODEL (loaded), "wedding");
  gtk_sort_list_model_set_model (list->sorted, G_LIST_MODEL (loaded));
  g_assert_cmpuint (invy_guest_selection_get_n_chosen (list->selection), ==, 0);

  load (loaded, "dca", "wedding");
  g_set_object (&list->guests, loaded);
  assert_chosen (list, "c", 0);
  load (loaded, "abcd", "wedding");
  assert_chosen (list, "c", 0);
}

/* All of them, so that the only thing that tells them from a newcomer is who they are. */
static void
test_newcomer (void)
{
  g_autoptr (List) list = list_new ("abc");

  gtk_selection_model_select_all (GTK_SELECTION_MODEL (list->selection));
  load (list->guests, "abd", "wedding");
  assert_chosen (list, "ab", 0);
}

static void
count_cb (guint *n_times)
{
  *n_times += 1;
}

static void
test_notifies (void)
{
  g_autoptr (List) list = list_new ("abc");
  guint n_chosen = 0, n_hidden = 0;

  g_signal_connect_swapped (list->selection, "notify::n-chosen", G_CALLBACK (count_cb), &n_chosen);
  g_signal_connect_swapped (list->selection, "notify::n-hidden", G_CALLBACK (count_cb), &n_hidden);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (list->selection));
  g_assert_cmpuint (n_chosen, ==, 1);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (list->selection));
  g_assert_cmpuint (n_chosen, ==, 1);
  g_assert_cmpuint (n_hidden, ==, 0);
  show_only (list, "");
  g_assert_cmpuint (n_chosen, ==, 1);
  g_assert_cmpuint (n_hidden, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  g_test_add_func ("/invy/guest-selection/tick", test_tick);
  g_test_add_func ("/invy/guest-selection/plain-click", test_plain_click);
  g_test_add_func ("/invy/guest-selection/shift-click", test_shift_click);
  g_test_add_func ("/invy/guest-selection/select-all", test_select_all);
  g_test_add_func ("/invy/guest-selection/rubber-band", test_rubber_band);
  g_test_add_func ("/invy/guest-selection/unselect-range", test_unselect_range);
  g_test_add_func ("/invy/guest-selection/sort", test_sort);
  g_test_add_func ("/invy/guest-selection/filter", test_filter);
  g_test_add_func ("/invy/guest-selection/incremental", test_incremental);
  g_test_add_func ("/invy/guest-selection/reload", test_reload);
  g_test_add_func ("/invy/guest-selection/removed-leaves", test_removed_leaves);
  g_test_add_func ("/invy/guest-selection/emptied", test_emptied);
  g_test_add_func ("/invy/guest-selection/two-weddings", test_two_weddings);
  g_test_add_func ("/invy/guest-selection/opened-again", test_opened_again);
  g_test_add_func ("/invy/guest-selection/newcomer", test_newcomer);
  g_test_add_func ("/invy/guest-selection/notifies", test_notifies);

  return g_test_run ();
}
