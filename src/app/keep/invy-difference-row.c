/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/keep/invy-difference-row.h"

#include "app/keep/invy-restore-words.h"
#include "text/invy-bidi.h"

#include <glib/gi18n.h>

/* So many guests of each kind are listed; the rest are a number. */
#define MAX_LISTED 100

struct _InvyDifferenceRow
{
  AdwExpanderRow parent_instance;

  InvyBookDifference *difference; /* borrowed */
  GtkWidget *check;
};

G_DEFINE_FINAL_TYPE (InvyDifferenceRow, invy_difference_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  PROP_CHOSEN = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
add_row (InvyDifferenceRow *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
add_guest (InvyDifferenceRow *self, InvyGuest *guest, const char *subtitle)
{
  g_autofree char *name = invy_guest_dup_name (guest);
  g_autofree char *shown_name = invy_bidi_isolate (name, INVY_BIDI_NAME);

  add_row (self, shown_name, subtitle);
}

static void
add_rest (InvyDifferenceRow *self, guint n)
{
  g_autofree char *text = NULL;

  if (n <= MAX_LISTED)
    return;

  /* Translators: how many guests are not listed */
  text = g_strdup_printf (ngettext ("%u more", "%u more", n - MAX_LISTED), n - MAX_LISTED);
  add_row (self, text, "");
}

static void
add_guests (InvyDifferenceRow *self)
{
  const InvyBookDifference *difference = self->difference;

  for (guint i = 0; i < MIN (difference->back->len, MAX_LISTED); i++)
    add_guest (self, difference->back->pdata[i], _ ("Comes back"));
  add_rest (self, difference->back->len);

  for (guint i = 0; i < MIN (difference->changed->len, MAX_LISTED); i++)
    {
      const InvyGuestChange *change = difference->changed->pdata[i];
      g_autofree char *text = invy_restore_words_dup_change (change);

      add_guest (self, change->now, text);
    }
  add_rest (self, difference->changed->len);

  for (guint i = 0; i < MIN (difference->gone->len, MAX_LISTED); i++)
    add_guest (self, difference->gone->pdata[i], _ ("Goes: was not there then"));
  add_rest (self, difference->gone->len);
}

static void
toggled_cb (InvyDifferenceRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

static void
invy_difference_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_CHOSEN)
    g_value_set_boolean (value, invy_difference_row_get_chosen (INVY_DIFFERENCE_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
invy_difference_row_class_init (InvyDifferenceRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = invy_difference_row_get_property;
  properties[PROP_CHOSEN] = g_param_spec_boolean (
      "chosen", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
invy_difference_row_init (InvyDifferenceRow *self)
{
  self->check = gtk_check_button_new ();
  gtk_widget_set_valign (self->check, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->check, _ ("Restore this wedding"));
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), self->check);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

/**
 * invy_difference_row_new:
 * @difference: has to outlive the row
 *
 * Returns: (transfer floating): a row that is chosen if it can be restored
 */
GtkWidget *
invy_difference_row_new (InvyBookDifference *difference)
{
  InvyDifferenceRow *self = g_object_new (INVY_TYPE_DIFFERENCE_ROW, NULL);
  const gboolean can_restore = invy_book_difference_can_restore (difference);
  g_autofree char *name = invy_event_dup_name (difference->then);
  g_autofree char *shown_name = invy_bidi_isolate (name, INVY_BIDI_NAME);
  g_autofree char *summary = invy_restore_words_dup_summary (difference);

  self->difference = difference;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), shown_name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), summary);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), can_restore);
  gtk_widget_set_sensitive (self->check, can_restore);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), TRUE);
  add_guests (self);

  return GTK_WIDGET (self);
}

/**
 * invy_difference_row_get_chosen:
 *
 * Returns: whether the wedding is to be restored
 */
gboolean
invy_difference_row_get_chosen (InvyDifferenceRow *self)
{
  g_return_val_if_fail (INVY_IS_DIFFERENCE_ROW (self), FALSE);

  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check));
}

/**
 * invy_difference_row_get_difference:
 *
 * Returns: (transfer none): what it shows
 */
InvyBookDifference *
invy_difference_row_get_difference (InvyDifferenceRow *self)
{
  g_return_val_if_fail (INVY_IS_DIFFERENCE_ROW (self), NULL);

  return self->difference;
}
