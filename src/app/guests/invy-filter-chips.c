/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-filter-chips.h"
#include "app/guests/invy-filter-words.h"

#include <glib/gi18n.h>

struct _InvyFilterChips
{
  AdwBin parent_instance;

  InvyGuestFilter *filter;
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (InvyFilterChips, invy_filter_chips, ADW_TYPE_BIN)

/* Which value a chip stands for. */
typedef struct
{
  InvyGuestFilter *filter;
  InvyFacet facet;
  char *value;
} Value;

static void
value_free (gpointer data, GClosure *closure)
{
  Value *value = data;

  g_object_unref (value->filter);
  g_free (value->value);
  g_free (value);
}

static void
clicked_cb (GtkButton *chip, gpointer data)
{
  Value *value = data;

  invy_guest_filter_set_value (value->filter, value->facet, value->value, FALSE);
}

static GtkWidget *
new_chip (InvyFilterChips *self, InvyFacet facet, const char *text)
{
  g_autofree char *name = invy_filter_words_dup_value (facet, text);
  /* Translators: %s is a side, a group, … that the list is filtered by */
  g_autofree char *spoken = g_strdup_printf (_ ("Remove the filter %s"), name);
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);
  Value *value = g_new0 (Value, 1);

  value->filter = g_object_ref (self->filter);
  value->facet = facet;
  value->value = g_strdup (text);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (content), label);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), content);
  gtk_widget_add_css_class (chip, "filter-value");
  gtk_widget_set_tooltip_text (chip, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_connect_data (chip, "clicked", G_CALLBACK (clicked_cb), value, value_free, G_CONNECT_DEFAULT);

  return chip;
}

static void
update (InvyFilterChips *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    adw_wrap_box_remove (ADW_WRAP_BOX (self->box), child);

  for (guint facet = 0; facet < INVY_FACET_N; facet++)
    {
      g_autoptr (GPtrArray) values = invy_guest_filter_dup_values (self->filter, (InvyFacet) facet);

      for (guint i = 0; i < values->len; i++)
        adw_wrap_box_append (ADW_WRAP_BOX (self->box), new_chip (self, (InvyFacet) facet, values->pdata[i]));
    }

  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (self->box) != NULL);
}

static void
invy_filter_chips_dispose (GObject *object)
{
  g_clear_object (&INVY_FILTER_CHIPS (object)->filter);

  G_OBJECT_CLASS (invy_filter_chips_parent_class)->dispose (object);
}

static void
invy_filter_chips_class_init (InvyFilterChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_filter_chips_dispose;
}

static void
invy_filter_chips_init (InvyFilterChips *self)
{
  self->box = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (self->box), 6);
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * invy_filter_chips_set_filter:
 *
 * Shows what @filter is set to, and follows it. Called once.
 */
void
invy_filter_chips_set_filter (InvyFilterChips *self, InvyGuestFilter *filter)
{
  g_return_if_fail (INVY_IS_FILTER_CHIPS (self));
  g_return_if_fail (self->filter == NULL);

  self->filter = g_object_ref (filter);
  g_signal_connect_object (filter, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
