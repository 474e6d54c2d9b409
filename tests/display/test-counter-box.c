/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/guests/invy-counter-box.h"

#include <adwaita.h>

#define N_COUNTERS 7
#define WIDTH 100
#define HEIGHT 40
#define SPACING 6

static GtkWidget *
new_box (void)
{
  GtkWidget *box = g_object_ref_sink (g_object_new (INVY_TYPE_COUNTER_BOX, NULL));

  for (guint i = 0; i < N_COUNTERS; i++)
    {
      GtkWidget *counter = gtk_label_new (NULL);

      gtk_widget_set_size_request (counter, i == 3 ? WIDTH : WIDTH / 2, HEIGHT);
      invy_counter_box_append (INVY_COUNTER_BOX (box), counter);
    }

  return box;
}

static int
get_height (int n_lines)
{
  return n_lines * (HEIGHT + SPACING) - SPACING;
}

static int
get_width (int n_counters)
{
  return n_counters * (WIDTH + SPACING) - SPACING;
}

static int
measure (GtkWidget *box, GtkOrientation orientation, int for_size)
{
  int minimum;

  gtk_widget_measure (box, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* Lays it out in the height that it asks for, and returns how many counters each line has: "4 3". */
static char *
lay_out (GtkWidget *box, int width)
{
  const GtkAllocation place = { 0, 0, width, measure (box, GTK_ORIENTATION_VERTICAL, width) };
  g_autoptr (GString) lines = g_string_new (NULL);
  float top = -1;
  int n = 0;

  gtk_widget_size_allocate (box, &place, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t bounds;

      g_assert_true (gtk_widget_compute_bounds (child, box, &bounds));
      g_assert_cmpfloat (bounds.origin.x, >=, 0);
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, width);
      if (bounds.origin.y > top && n > 0)
        g_string_append_printf (lines, "%d ", n);
      n = bounds.origin.y > top ? 1 : n + 1;
      top = bounds.origin.y;
    }
  g_string_append_printf (lines, "%d", n);

  return g_string_free_and_steal (g_steal_pointer (&lines));
}

static void
expect (GtkWidget *box, int width, const char *expected, int n_lines)
{
  g_autofree char *lines = lay_out (box, width);

  g_assert_cmpstr (lines, ==, expected);
  g_assert_cmpint (measure (box, GTK_ORIENTATION_VERTICAL, width), ==, get_height (n_lines));
}

/* Nobody stands alone below many. */
static void
test_lines (void)
{
  GtkWidget *box = new_box ();

  g_assert_cmpint (measure (box, GTK_ORIENTATION_HORIZONTAL, -1), ==, WIDTH);
  expect (box, get_width (N_COUNTERS) + 500, "7", 1);
  expect (box, get_width (N_COUNTERS), "7", 1);
  expect (box, get_width (N_COUNTERS) - 1, "4 3", 2);
  expect (box, get_width (4), "4 3", 2);
  expect (box, get_width (4) - 1, "3 2 2", 3);
  expect (box, get_width (3) - 1, "2 2 2 1", 4);
  expect (box, WIDTH, "1 1 1 1 1 1 1", N_COUNTERS);
  g_object_unref (box);
}

/* Each line is filled, whatever does not divide; the first counter stands where people begin to read. */
static void
test_filled (void)
{
  GtkWidget *box = new_box ();
  const int width = get_width (4) + 1;
  graphene_rect_t first, last;

  for (int is_rtl = 0; is_rtl < 2; is_rtl++)
    {
      g_autofree char *lines = NULL;

      gtk_widget_set_direction (box, is_rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      lines = lay_out (box, width);
      g_assert_true (gtk_widget_compute_bounds (gtk_widget_get_first_child (box), box, &first));
      g_assert_true (gtk_widget_compute_bounds (gtk_widget_get_last_child (box), box, &last));
      g_assert_cmpfloat (is_rtl ? first.origin.x + first.size.width : last.origin.x + last.size.width, ==, width);
      g_assert_cmpfloat (is_rtl ? last.origin.x : first.origin.x, ==, 0);
    }
  g_object_unref (box);
}

static void
test_empty (void)
{
  GtkWidget *box = g_object_ref_sink (g_object_new (INVY_TYPE_COUNTER_BOX, NULL));

  g_assert_cmpint (measure (box, GTK_ORIENTATION_HORIZONTAL, -1), ==, 0);
  g_assert_cmpint (measure (box, GTK_ORIENTATION_VERTICAL, WIDTH), ==, 0);
  g_object_unref (box);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/invy/counter-box/lines", test_lines);
  g_test_add_func ("/invy/counter-box/filled", test_filled);
  g_test_add_func ("/invy/counter-box/empty", test_empty);

  return g_test_run ();
}
