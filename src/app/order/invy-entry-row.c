/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/order/invy-entry-row.h"

struct _InvyEntryRow
{
  AdwEntryRow parent_instance;
};

G_DEFINE_FINAL_TYPE (InvyEntryRow, invy_entry_row, ADW_TYPE_ENTRY_ROW)

/* What is in the row are boxes of the toolkit, which GTK 4.18 walks from left to right: backwards is the way that is
 * read where people read from right to left. */
static GtkDirectionType
turn (GtkWidget *widget, GtkDirectionType direction)
{
  if (gtk_widget_get_direction (widget) != GTK_TEXT_DIR_RTL)
    return direction;
  if (direction == GTK_DIR_TAB_FORWARD)
    return GTK_DIR_TAB_BACKWARD;
  if (direction == GTK_DIR_TAB_BACKWARD)
    return GTK_DIR_TAB_FORWARD;

  return direction;
}

/* The row itself takes no focus. */
static gboolean
invy_entry_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *content = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget));

  return gtk_widget_child_focus (content, turn (widget, direction));
}

static void
invy_entry_row_class_init (InvyEntryRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = invy_entry_row_focus;
}

static void
invy_entry_row_init (InvyEntryRow *self)
{
}
