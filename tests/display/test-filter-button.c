/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/guests/invy-filter-button.h"
#include "app/guests/invy-filter-chips.h"
#include "app/guests/invy-guest-list.h"
#include "app/guests/invy-guests-page.h"
#include "book/invy-guest-phone.h"
#include "invy-book-fixture.h"
#include "invy-finder.h"
#include "invy-test.h"

/* A page with Anna and Bert of the bride's side and Carla of the groom's. */
typedef struct
{
  InvyBookFixture base;
  InvyGuestsPage *page;
} Fixture;

static void
set_side (Fixture *fixture, const char *name, const char *side)
{
  g_autoptr (InvyGuest) copy = invy_guest_copy (invy_book_fixture_find (&fixture->base, name));
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  invy_guest_set (copy, INVY_GUEST_SIDE, side);
  g_ptr_array_add (guests, copy);
  g_assert_true (invy_test_await (invy_guest_book_save (fixture->base.book, guests), &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  invy_book_fixture_set_up (&fixture->base);
  invy_book_fixture_add (&fixture->base, "Anna", "050-123-4567");
  invy_book_fixture_add (&fixture->base, "Bert", "050-123-4568");
  invy_book_fixture_add (&fixture->base, "Carla", "050-123-4569");
  set_side (fixture, "Anna", "Bride");
  set_side (fixture, "Bert", "Bride");
  set_side (fixture, "Carla", "Groom");
  fixture->page = INVY_GUESTS_PAGE (invy_guests_page_new ());
  adw_window_set_content (ADW_WINDOW (fixture->base.window), GTK_WIDGET (fixture->page));
  invy_guests_page_set_book (fixture->page, fixture->base.book);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  invy_book_fixture_tear_down (&fixture->base);
}

static InvyGuestList *
get_list (Fixture *fixture)
{
  return invy_find (fixture->page, INVY_TYPE_GUEST_LIST, NULL);
}

static guint
count_shown (Fixture *fixture)
{
  return g_list_model_get_n_items (invy_guest_list_get_shown (get_list (fixture)));
}

/* Hidden ones too. */
static GtkWidget *
find_chips (GtkWidget *widget)
{
  GtkWidget *found = INVY_IS_FILTER_CHIPS (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_chips (child);
  return found;
}

/* The toggle whose label begins with a value's name, once the values are there. */
typedef struct
{
  GtkWidget *root;
  const char *start;
  GtkWidget *found;
} Wait;

static GtkWidget *
find_toggle (GtkWidget *widget, const char *start)
{
  GtkWidget *found = NULL;

  if (GTK_IS_TOGGLE_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)) != NULL
      && strstr (gtk_button_get_label (GTK_BUTTON (widget)), start) != NULL)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_toggle (child, start);
  return found;
}

static gboolean
is_there (gpointer data)
{
  Wait *wait = data;

  wait->found = find_toggle (wait->root, wait->start);
  return wait->found != NULL;
}

static GtkToggleButton *
open_and_find (Fixture *fixture, const char *start)
{
  InvyFilterButton *button = invy_find (fixture->page, INVY_TYPE_FILTER_BUTTON, NULL);
  Wait wait = { .root = GTK_WIDGET (button), .start = start };

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "guests.search", NULL));
  gtk_menu_button_popup (GTK_MENU_BUTTON (adw_bin_get_child (ADW_BIN (button))));
  invy_test_wait_until (is_there, &wait);
  return GTK_TOGGLE_BUTTON (wait.found);
}

static void
test_chooses (Fixture *fixture, gconstpointer data)
{
  GtkToggleButton *bride = open_and_find (fixture, "Bride");
  GtkWidget *chips = find_chips (GTK_WIDGET (fixture->page));

  g_assert_nonnull (strstr (gtk_button_get_label (GTK_BUTTON (bride)), "(2)"));
  g_assert_false (gtk_widget_get_visible (chips));

  gtk_toggle_button_set_active (bride, TRUE);
  g_assert_cmpuint (count_shown (fixture), ==, 2);
  g_assert_true (gtk_widget_get_visible (chips));

  /* It joins what is typed and the counter that filters. */
  invy_guest_filter_set_search (invy_guest_list_get_filter (get_list (fixture)), "anna");
  g_assert_cmpuint (count_shown (fixture), ==, 1);
  invy_guest_filter_set_kind (invy_guest_list_get_filter (get_list (fixture)), INVY_COUNT_COMING);
  g_assert_cmpuint (count_shown (fixture), ==, 0);
}

static void
test_values_add_up (Fixture *fixture, gconstpointer data)
{
  InvyGuestFilter *filter = invy_guest_list_get_filter (get_list (fixture));

  invy_guest_filter_set_value (filter, INVY_FACET_SIDE, "Groom", TRUE);
  g_assert_cmpuint (count_shown (fixture), ==, 1);
  invy_guest_filter_set_value (filter, INVY_FACET_SIDE, "Bride", TRUE);
  g_assert_cmpuint (count_shown (fixture), ==, 3);
  invy_guest_filter_set_value (filter, INVY_FACET_TAG, "nobody", TRUE);
  g_assert_cmpuint (count_shown (fixture), ==, 0);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "guests.show-all", NULL));
  g_assert_cmpuint (count_shown (fixture), ==, 3);
  g_assert_false (invy_guest_filter_is_on (filter));
}

static void
test_chip_removes (Fixture *fixture, gconstpointer data)
{
  InvyGuestFilter *filter = invy_guest_list_get_filter (get_list (fixture));
  GtkWidget *chips = find_chips (GTK_WIDGET (fixture->page));
  GtkWidget *chip;

  invy_guest_filter_set_value (filter, INVY_FACET_SIDE, "Groom", TRUE);
  chip = gtk_widget_get_first_child (adw_bin_get_child (ADW_BIN (chips)));
  gtk_test_accessible_assert_property (chip, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Remove the filter \u200e\u2068Groom\u2069");
  g_signal_emit_by_name (chip, "clicked");

  g_assert_false (invy_guest_filter_is_on (filter));
  g_assert_false (gtk_widget_get_visible (chips));
  g_assert_cmpuint (count_shown (fixture), ==, 3);
}

/* Somebody with a value of each facet, and somebody with none of them. */
static void
test_each_facet (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    InvyFacet facet;
    const char *value;
  } values[] = {
    { INVY_FACET_STATE, "not-invited" }, { INVY_FACET_ANSWER, "yes" },     { INVY_FACET_SIDE, "Bride" },
    { INVY_FACET_GROUP, "Work" },        { INVY_FACET_TAG, "vip" },        { INVY_FACET_MEAL, "fish" },
    { INVY_FACET_LANGUAGE, "he" },       { INVY_FACET_PROBLEM, "number" },
  };
  g_autoptr (InvyGuestFilter) filter = invy_guest_filter_new ();
  g_autoptr (InvyGuest) one = invy_guest_new ("event");
  g_autoptr (InvyGuest) other = invy_guest_new ("event");

  invy_guest_set (one, INVY_GUEST_SIDE, "Bride");
  invy_guest_set (one, INVY_GUEST_GROUP_NAME, "Work");
  invy_guest_set (one, INVY_GUEST_TAGS, "bus, vip");
  invy_guest_set (one, INVY_GUEST_MEAL, "fish");
  invy_guest_set (one, INVY_GUEST_LANGUAGE, "he");
  invy_guest_set (one, INVY_GUEST_PHONE_NUMBER, "12");
  invy_guest_set_rsvp (one, INVY_RSVP_YES, 2, 1);
  invy_guest_judge_phone (one, "IL");
  invy_guest_set (other, INVY_GUEST_PHONE_NUMBER, "050-234-5678");
  invy_guest_judge_phone (other, "IL");
  invy_guest_set_delivery (other, INVY_DELIVERY_SENT);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_test_message ("%s", values[i].value);
      invy_guest_filter_set_value (filter, values[i].facet, values[i].value, TRUE);
      g_assert_true (gtk_filter_match (GTK_FILTER (filter), one));
      g_assert_false (gtk_filter_match (GTK_FILTER (filter), other));

      /* What the others say is asked for as well. */
      invy_guest_filter_set_value (filter, INVY_FACET_GROUP, "Army", TRUE);
      g_assert_cmpint (gtk_filter_match (GTK_FILTER (filter), one), ==, values[i].facet == INVY_FACET_GROUP);
      invy_guest_filter_clear_values (filter);
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();

  g_test_add ("/invy/filter-button/chooses", Fixture, NULL, set_up, test_chooses, tear_down);
  g_test_add ("/invy/filter-button/values-add-up", Fixture, NULL, set_up, test_values_add_up, tear_down);
  g_test_add ("/invy/filter-button/each-facet", Fixture, NULL, set_up, test_each_facet, tear_down);
  g_test_add ("/invy/filter-button/chip-removes", Fixture, NULL, set_up, test_chip_removes, tear_down);

  return g_test_run ();
}
