/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-counter-box.h"

#define SPACING 6

struct _InvyCounterBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (InvyCounterBox, invy_counter_box, GTK_TYPE_WIDGET)

static int
count (InvyCounterBox *self)
{
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;

  return n;
}

/* What the counter that needs most needs: they are all alike. */
static void
measure_counter (InvyCounterBox *self, GtkOrientation orientation, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static int
count_lines (InvyCounterBox *self, int width)
{
  const int n = count (self);
  int minimum, natural, n_fit;

  measure_counter (self, GTK_ORIENTATION_HORIZONTAL, &minimum, &natural);
  n_fit = CLAMP ((width + SPACING) / (minimum + SPACING), 1, MAX (n, 1));

  return (n + n_fit - 1) / n_fit;
}

static GtkSizeRequestMode
invy_counter_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
invy_counter_box_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  InvyCounterBox *self = INVY_COUNTER_BOX (widget);
  int n_side_by_side = count (self);

  measure_counter (self, orientation, minimum, natural);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = n_side_by_side * (*natural + SPACING) - SPACING;
    }
  else if (for_size >= 0)
    {
      const int n_lines = count_lines (self, for_size);

      *minimum = n_lines * (*minimum + SPACING) - SPACING;
      *natural = n_lines * (*natural + SPACING) - SPACING;
    }
  *minimum = MAX (*minimum, 0);
  *natural = MAX (*natural, *minimum);
}

static GtkWidget *
allocate_line (InvyCounterBox *self, GtkWidget *first, int n, const GtkAllocation *line)
{
  const gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  const int room = line->width - (n - 1) * SPACING;
  GtkWidget *child = first;

  for (int i = 0; i < n; i++, child = gtk_widget_get_next_sibling (child))
    {
      /* From where to where, without a pixel that is left over at the end. */
      const int start = room * i / n + i * SPACING;
      const int end = room * (i + 1) / n + i * SPACING;
      const GtkAllocation place = { is_rtl ? line->width - end : start, line->y, end - start, line->height };

      gtk_widget_size_allocate (child, &place, -1);
    }

  return child;
}

static void
invy_counter_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  InvyCounterBox *self = INVY_COUNTER_BOX (widget);
  const int n = count (self);
  const int n_lines = count_lines (self, width);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  GtkAllocation line = { 0, 0, width, 0 };

  for (int i = 0; i < n_lines; i++)
    {
      line.height = (height + SPACING) / n_lines - SPACING;
      child = allocate_line (self, child, n / n_lines + (i < n % n_lines ? 1 : 0), &line);
      line.y += line.height + SPACING;
    }
}

static void
invy_counter_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (invy_counter_box_parent_class)->dispose (object);
}

static void
invy_counter_box_class_init (InvyCounterBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_counter_box_dispose;
  widget_class->get_request_mode = invy_counter_box_get_request_mode;
  widget_class->measure = invy_counter_box_measure;
  widget_class->size_allocate = invy_counter_box_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
invy_counter_box_init (InvyCounterBox *self)
{
}

/**
 * invy_counter_box_append:
 * @counter: (transfer floating): comes after the others
 */
void
invy_counter_box_append (InvyCounterBox *self, GtkWidget *counter)
{
  g_return_if_fail (INVY_IS_COUNTER_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (counter));

  gtk_widget_set_parent (counter, GTK_WIDGET (self));
}
