/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/order/invy-line.h"

struct _InvyLine
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (InvyLine, invy_line, GTK_TYPE_BOX)

/* From where the focus is, or else from the end that it comes from. */
static gboolean
invy_line_focus (GtkWidget *widget, GtkDirectionType direction)
{
  const gboolean is_back = direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (direction != GTK_DIR_TAB_FORWARD && !is_back)
    return GTK_WIDGET_CLASS (invy_line_parent_class)->focus (widget, direction);

  if (child == NULL)
    child = is_back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  while (child != NULL && !gtk_widget_child_focus (child, direction))
    child = is_back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child);

  return child != NULL;
}

static void
invy_line_class_init (InvyLineClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = invy_line_focus;
}

static void
invy_line_init (InvyLine *self)
{
}

/**
 * invy_line_new:
 * @spacing: in pixels
 *
 * Returns: (transfer floating): a horizontal box
 */
GtkWidget *
invy_line_new (int spacing)
{
  return g_object_new (INVY_TYPE_LINE, "spacing", spacing, NULL);
}
