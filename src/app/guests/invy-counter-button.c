/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-counter-button.h"

#include <glib/gi18n.h>

struct _InvyCounterButton
{
  GtkToggleButton parent_instance;

  InvyCountKind kind;

  GtkLabel *number_label;
  GtkLabel *title_label;
  GtkLabel *people_label;
};

G_DEFINE_FINAL_TYPE (InvyCounterButton, invy_counter_button, GTK_TYPE_TOGGLE_BUTTON)

static void
invy_counter_button_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_COUNTER_BUTTON);

  G_OBJECT_CLASS (invy_counter_button_parent_class)->dispose (object);
}

static void
invy_counter_button_class_init (InvyCounterButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_counter_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-counter-button.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyCounterButton, number_label);
  gtk_widget_class_bind_template_child (widget_class, InvyCounterButton, title_label);
  gtk_widget_class_bind_template_child (widget_class, InvyCounterButton, people_label);
}

static void
invy_counter_button_init (InvyCounterButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_counter_button_new:
 *
 * Returns: (transfer floating): the counter of @kind; it activates "guests.show"
 */
GtkWidget *
invy_counter_button_new (InvyCountKind kind)
{
  InvyCounterButton *self = g_object_new (INVY_TYPE_COUNTER_BUTTON, NULL);

  self->kind = kind;
  if (kind == INVY_COUNT_ALL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "everyone");
  gtk_label_set_label (self->title_label, invy_guest_words_get_count_title (kind));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", invy_guest_words_get_count_nick (kind));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "guests.show");

  return GTK_WIDGET (self);
}

InvyCountKind
invy_counter_button_get_kind (InvyCounterButton *self)
{
  g_return_val_if_fail (INVY_IS_COUNTER_BUTTON (self), INVY_COUNT_ALL);

  return self->kind;
}

/**
 * invy_counter_button_set_count:
 *
 * Shows @count.
 */
void
invy_counter_button_set_count (InvyCounterButton *self, const InvyGuestCount *count)
{
  g_autofree char *number = NULL, *people = NULL, *spoken = NULL;

  g_return_if_fail (INVY_IS_COUNTER_BUTTON (self));

  number = g_strdup_printf ("%u", count->rows);
  people = invy_guest_words_dup_people (self->kind, count->people);
  gtk_label_set_label (self->number_label, number);
  gtk_label_set_label (self->people_label, people);

  /* Translators: what a screen reader says of a counter: "62 Not Invited, 118 people" */
  spoken = g_strdup_printf (_ ("%u %s, %s"), count->rows, invy_guest_words_get_count_title (self->kind), people);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * invy_counter_button_set_compact:
 *
 * Leaves out the people where there is little room.
 */
void
invy_counter_button_set_compact (InvyCounterButton *self, gboolean is_compact)
{
  g_return_if_fail (INVY_IS_COUNTER_BUTTON (self));

  gtk_widget_set_visible (GTK_WIDGET (self->people_label), !is_compact);
  if (is_compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
}
