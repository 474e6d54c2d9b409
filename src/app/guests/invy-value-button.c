/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-value-button.h"

#include "model/invy-tags.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

struct _InvyValueButton
{
  AdwBin parent_instance;

  GtkEditable *entry; /* weak */
  gboolean adds;

  GtkMenuButton *button;
  GtkSearchEntry *search_entry;
  GtkListView *list_view;
  GtkStringList *values;
};

G_DEFINE_FINAL_TYPE (InvyValueButton, invy_value_button, ADW_TYPE_BIN)

static char *
format_value (gpointer cell, const char *value)
{
  return invy_bidi_isolate (value, INVY_BIDI_NAME);
}

static void
activate_cb (InvyValueButton *self, guint position)
{
  g_autoptr (GtkStringObject) value =
      g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list_view)), position);

  if (value != NULL)
    invy_value_button_choose (self, gtk_string_object_get_string (value));
}

/* Enter in the search takes the first that fits. */
static void
search_activated_cb (InvyValueButton *self)
{
  activate_cb (self, 0);
}

static gboolean
open_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  InvyValueButton *self = data;

  gtk_menu_button_popup (self->button);
  return GDK_EVENT_STOP;
}

/* Every time it opens it offers everything again. */
static void
shown_cb (InvyValueButton *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
invy_value_button_dispose (GObject *object)
{
  InvyValueButton *self = INVY_VALUE_BUTTON (object);

  g_clear_weak_pointer (&self->entry);
  /* Before the template lets go of it: the bin would unparent it again. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), INVY_TYPE_VALUE_BUTTON);

  G_OBJECT_CLASS (invy_value_button_parent_class)->dispose (object);
}

static void
invy_value_button_class_init (InvyValueButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_value_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-value-button.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyValueButton, button);
  gtk_widget_class_bind_template_child (widget_class, InvyValueButton, search_entry);
  gtk_widget_class_bind_template_child (widget_class, InvyValueButton, list_view);
  gtk_widget_class_bind_template_child (widget_class, InvyValueButton, values);
  gtk_widget_class_bind_template_callback (widget_class, format_value);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
invy_value_button_init (InvyValueButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
listen_to_entry (InvyValueButton *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Down, GDK_ALT_MASK),
                                                          gtk_callback_action_new (open_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

/**
 * invy_value_button_new:
 * @entry: where what is chosen goes
 * @title: what the entry is for
 *
 * Returns: (transfer floating): a button without anything to offer, which is not shown
 */
InvyValueButton *
invy_value_button_new (GtkEditable *entry, const char *title)
{
  InvyValueButton *self;
  g_autofree char *tooltip = NULL;

  g_return_val_if_fail (GTK_IS_EDITABLE (entry), NULL);

  self = g_object_new (INVY_TYPE_VALUE_BUTTON, "visible", FALSE, NULL);
  g_set_weak_pointer (&self->entry, entry);
  /* Translators: %s is what can be chosen: "Group", "Meal" */
  tooltip = g_strdup_printf (_ ("Choose: %s"), title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), tooltip);
  listen_to_entry (self);

  return self;
}

/**
 * invy_value_button_set_values:
 * @values: what is offered, best first
 */
void
invy_value_button_set_values (InvyValueButton *self, const char *const *values)
{
  g_return_if_fail (INVY_IS_VALUE_BUTTON (self));

  gtk_string_list_splice (self->values, 0, g_list_model_get_n_items (G_LIST_MODEL (self->values)), values);
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (G_LIST_MODEL (self->values)) > 0);
}

/**
 * invy_value_button_set_adds:
 * @adds: whether what is chosen comes to the tags that the entry has, instead of in their place
 */
void
invy_value_button_set_adds (InvyValueButton *self, gboolean adds)
{
  g_return_if_fail (INVY_IS_VALUE_BUTTON (self));

  self->adds = adds;
}

/**
 * invy_value_button_choose:
 * @value: what is chosen
 *
 * Puts @value into the entry and goes there.
 */
void
invy_value_button_choose (InvyValueButton *self, const char *value)
{
  g_autofree char *all = NULL;

  g_return_if_fail (INVY_IS_VALUE_BUTTON (self));

  gtk_menu_button_popdown (self->button);
  if (self->entry == NULL)
    return;

  all = self->adds ? invy_tags_add (gtk_editable_get_text (self->entry), value) : g_strdup (value);
  gtk_editable_set_text (self->entry, all != NULL ? all : "");
  gtk_editable_set_position (self->entry, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
