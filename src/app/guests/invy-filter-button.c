/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-filter-button.h"
#include "app/guests/invy-filter-words.h"
#include "book/invy-head-count.h"

#include <glib/gi18n.h>

/* Leaves room for a window of 360 pixels. */
#define POPOVER_WIDTH 320
#define POPOVER_HEIGHT 420

struct _InvyFilterButton
{
  AdwBin parent_instance;

  InvyGuestFilter *filter;
  InvyGuestBook *book;
  InvyHeadCount *heads; /* until the popover that was opened has its values */

  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *scroller;
  GtkWidget *sections;
};

G_DEFINE_FINAL_TYPE (InvyFilterButton, invy_filter_button, ADW_TYPE_BIN)

/* Which value a toggle of the popover stands for. */
typedef struct
{
  InvyFilterButton *owner; /* borrowed: the toggle is inside it */
  InvyFacet facet;
  char *value;
} Value;

static void
value_free (gpointer data, GClosure *closure)
{
  Value *value = data;

  g_free (value->value);
  g_free (value);
}

static void
toggled_cb (GtkToggleButton *toggle, gpointer data)
{
  Value *value = data;

  invy_guest_filter_set_value (value->owner->filter, value->facet, value->value,
                               gtk_toggle_button_get_active (toggle));
}

static GtkWidget *
new_toggle (InvyFilterButton *self, InvyFacet facet, const InvyHeads *heads)
{
  g_autofree char *name = invy_filter_words_dup_value (facet, heads->value);
  /* Translators: a value to filter by, and how many guests have it: "Family (12)" */
  g_autofree char *label = g_strdup_printf (C_ ("filter", "%s (%u)"), name, heads->rows);
  GtkWidget *toggle = gtk_toggle_button_new_with_label (label);
  Value *value = g_new0 (Value, 1);

  value->owner = self;
  value->facet = facet;
  value->value = g_strdup (heads->value);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (toggle))), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (toggle, "filter-value");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle),
                                invy_guest_filter_has_value (self->filter, facet, heads->value));
  g_signal_connect_data (toggle, "toggled", G_CALLBACK (toggled_cb), value, value_free, G_CONNECT_DEFAULT);

  return toggle;
}

/* Where all guests have the same value, or none, there is nothing to choose. */
static gboolean
is_useful (InvyFilterButton *self, InvyFacet facet, GPtrArray *list)
{
  g_autoptr (GPtrArray) chosen = invy_guest_filter_dup_values (self->filter, facet);

  return list->len > 1 || chosen->len > 0;
}

static void
append_section (InvyFilterButton *self, InvyFacet facet)
{
  g_autoptr (GPtrArray) list = invy_head_count_list (self->heads, facet);
  GtkWidget *title, *box;

  if (!is_useful (self, facet, list))
    return;

  title = gtk_label_new (invy_filter_words_get_title (facet));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  box = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 6);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, NULL, -1);
  for (guint i = 0; i < list->len; i++)
    adw_wrap_box_append (ADW_WRAP_BOX (box), new_toggle (self, facet, list->pdata[i]));
  gtk_box_append (GTK_BOX (self->sections), title);
  gtk_box_append (GTK_BOX (self->sections), box);
}

static void
clear_sections (InvyFilterButton *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->sections)) != NULL)
    gtk_box_remove (GTK_BOX (self->sections), child);
}

/* A popover that is open already grows only if it must: what came after it was shown would be to be scrolled. */
static void
make_room (InvyFilterButton *self)
{
  int height;

  gtk_widget_measure (self->sections, GTK_ORIENTATION_VERTICAL, POPOVER_WIDTH, NULL, &height, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), MIN (height, POPOVER_HEIGHT));
}

/* The values stay as they are while the popover is open, or they would jump from under the pointer. */
static void
counted_cb (InvyFilterButton *self)
{
  clear_sections (self);
  for (guint facet = 0; facet < INVY_FACET_N; facet++)
    append_section (self, (InvyFacet) facet);
  if (gtk_widget_get_first_child (self->sections) == NULL)
    gtk_box_append (GTK_BOX (self->sections),
                    gtk_label_new (_ ("All guests are alike: there is nothing to filter by.")));

  make_room (self);
  g_clear_object (&self->heads);
  gtk_widget_child_focus (self->popover, GTK_DIR_TAB_FORWARD);
}

static void
shown_cb (InvyFilterButton *self)
{
  if (self->book == NULL || self->filter == NULL)
    return;

  g_clear_object (&self->heads);
  self->heads = invy_head_count_new (self->book);
  g_signal_connect_object (self->heads, "changed", G_CALLBACK (counted_cb), self, G_CONNECT_SWAPPED);
}

static void
invy_filter_button_dispose (GObject *object)
{
  InvyFilterButton *self = INVY_FILTER_BUTTON (object);

  g_clear_object (&self->heads);
  g_clear_object (&self->filter);
  g_clear_object (&self->book);

  G_OBJECT_CLASS (invy_filter_button_parent_class)->dispose (object);
}

static void
invy_filter_button_class_init (InvyFilterButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_filter_button_dispose;
}

static void
invy_filter_button_init (InvyFilterButton *self)
{
  self->scroller = gtk_scrolled_window_new ();
  self->sections = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->sections);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), POPOVER_HEIGHT);
  gtk_widget_set_size_request (self->scroller, POPOVER_WIDTH, -1);

  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->scroller);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "invy-filter-symbolic");
  gtk_widget_set_tooltip_text (self->button, _ ("Filter Guests"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  adw_bin_set_child (ADW_BIN (self), self->button);
}

/**
 * invy_filter_button_set_filter:
 *
 * Tells what the button changes.
 */
void
invy_filter_button_set_filter (InvyFilterButton *self, InvyGuestFilter *filter)
{
  g_return_if_fail (INVY_IS_FILTER_BUTTON (self));

  g_set_object (&self->filter, filter);
}

/**
 * invy_filter_button_set_book:
 * @book: (nullable): whose values are offered
 *
 * Offers another wedding's values.
 */
void
invy_filter_button_set_book (InvyFilterButton *self, InvyGuestBook *book)
{
  g_return_if_fail (INVY_IS_FILTER_BUTTON (self));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_set_object (&self->book, book);
}
