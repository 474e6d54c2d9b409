/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/preferences/invy-guest-preferences.h"

#include "app/events/invy-country-row.h"

#include <glib/gi18n.h>

#define COLUMNS_KEY "guest-columns"

struct _InvyGuestPreferences
{
  AdwPreferencesPage parent_instance;

  InvySettings *settings; /* NULL until they are set */

  InvyCountryRow *country_row;
  AdwPreferencesGroup *columns_group;
};

G_DEFINE_FINAL_TYPE (InvyGuestPreferences, invy_guest_preferences, ADW_TYPE_PREFERENCES_PAGE)

/* Those of InvyGuestList that can be hidden, in its order. */
static const struct
{
  const char *id;
  const char *context; /* NULL for none */
  const char *title;
} columns[] = {
  { "phone", NULL, N_ ("Phone") },
  { "side", NULL, N_ ("Side") },
  { "group", NULL, N_ ("Group") },
  { "household", NULL, N_ ("Household") },
  { "tags", NULL, N_ ("Tags") },
  { "party", NULL, N_ ("Party") },
  { "language", NULL, N_ ("Language") },
  { "meal", NULL, N_ ("Meal") },
  { "notes", NULL, N_ ("Notes") },
  { "invitation", NULL, N_ ("Invitation") },
  { "rsvp", "column", NC_ ("column", "RSVP") },
};

static void
country_changed_cb (InvyGuestPreferences *self)
{
  const char *country = invy_country_row_get_country (self->country_row);

  if (country != NULL)
    invy_settings_set (self->settings, INVY_SETTING_DEFAULT_COUNTRY, country, NULL);
}

static void
column_changed_cb (AdwSwitchRow *row, GParamSpec *pspec, GSettings *preferences)
{
  const char *id = gtk_widget_get_name (GTK_WIDGET (row));
  g_auto (GStrv) before = g_settings_get_strv (preferences, COLUMNS_KEY);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) after = NULL;

  for (guint i = 0; before[i] != NULL; i++)
    if (!g_str_equal (before[i], id))
      g_strv_builder_add (builder, before[i]);
  if (adw_switch_row_get_active (row))
    g_strv_builder_add (builder, id);
  after = g_strv_builder_end (builder);
  g_settings_set_strv (preferences, COLUMNS_KEY, (const char *const *) after);
}

static void
add_columns (InvyGuestPreferences *self, GSettings *preferences)
{
  g_auto (GStrv) shown = g_settings_get_strv (preferences, COLUMNS_KEY);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkWidget *row = adw_switch_row_new ();
      const char *title = columns[i].context != NULL ? g_dpgettext2 (NULL, columns[i].context, columns[i].title)
                                                     : _ (columns[i].title);

      gtk_widget_set_name (row, columns[i].id);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_switch_row_set_active (ADW_SWITCH_ROW (row), g_strv_contains ((const char *const *) shown, columns[i].id));
      g_signal_connect_object (row, "notify::active", G_CALLBACK (column_changed_cb), preferences, G_CONNECT_DEFAULT);
      adw_preferences_group_add (self->columns_group, row);
    }
}

static void
invy_guest_preferences_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INVY_TYPE_GUEST_PREFERENCES);

  G_OBJECT_CLASS (invy_guest_preferences_parent_class)->dispose (object);
}

static void
invy_guest_preferences_finalize (GObject *object)
{
  g_clear_object (&INVY_GUEST_PREFERENCES (object)->settings);

  G_OBJECT_CLASS (invy_guest_preferences_parent_class)->finalize (object);
}

static void
invy_guest_preferences_class_init (InvyGuestPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = invy_guest_preferences_dispose;
  G_OBJECT_CLASS (klass)->finalize = invy_guest_preferences_finalize;

  g_type_ensure (INVY_TYPE_COUNTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/invy_app/Invy/ui/invy-guest-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, InvyGuestPreferences, country_row);
  gtk_widget_class_bind_template_child (widget_class, InvyGuestPreferences, columns_group);
}

static void
invy_guest_preferences_init (InvyGuestPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * invy_guest_preferences_set_settings:
 * @settings: what is shown and changed; to be set once
 */
void
invy_guest_preferences_set_settings (InvyGuestPreferences *self, InvySettings *settings)
{
  g_autofree char *country = NULL;

  g_return_if_fail (INVY_IS_GUEST_PREFERENCES (self));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  country = invy_settings_dup (settings, INVY_SETTING_DEFAULT_COUNTRY);
  invy_country_row_set_country (self->country_row, country);
  g_signal_connect_object (self->country_row, "notify::country", G_CALLBACK (country_changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_columns (self, invy_settings_get_preferences (settings));
}
