/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-preferences-fixture.h"

#include "app/preferences/invy-preferences-dialog.h"
#include "invy-finder.h"
#include "invy-test.h"

static const InvySetting kept[] = { INVY_SETTING_PHONE_NUMBER_ID, INVY_SETTING_BUSINESS_ACCOUNT_ID,
                                    INVY_SETTING_API_VERSION,     INVY_SETTING_DEFAULT_COUNTRY,
                                    INVY_SETTING_INTERVAL_MS,     INVY_SETTING_LANGUAGE_FALLBACK,
                                    INVY_SETTING_TEMPLATE_NAME,   INVY_SETTING_LANGUAGE_CODE };

/**
 * invy_preferences_fixture_set_up:
 *
 * Starts an emulator, and forgets what another test kept. For g_test_add().
 */
void
invy_preferences_fixture_set_up (InvyPreferencesFixture *self, gconstpointer data)
{
  self->emulator = invy_emulator_process_new ();
  g_setenv ("WHATSAPP_API_BASE_URL", invy_emulator_process_get_url (self->emulator), TRUE);
  g_setenv ("WHATSAPP_ACCESS_TOKEN", INVY_EMULATOR_TOKEN, TRUE);

  self->settings = invy_settings_new (FALSE);
  invy_settings_set_keyring_wait (self->settings, 1);
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    invy_preferences_fixture_set (self, kept[i], NULL);

  /* A picture of each page that slid away would be left (libadwaita 1.7). */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  self->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (self->window, 700, 800);
  gtk_window_present (self->window);
}

static gboolean
is_closed (gpointer data)
{
  return ((InvyPreferencesFixture *) data)->dialog == NULL;
}

/* What was still being read when the dialog was closed holds the settings until the answer is there. */
static gboolean
is_idle (gpointer data)
{
  return G_OBJECT (((InvyPreferencesFixture *) data)->settings)->ref_count == 1;
}

/**
 * invy_preferences_fixture_tear_down:
 *
 * Closes everything, and nothing may be left. For g_test_add().
 */
void
invy_preferences_fixture_tear_down (InvyPreferencesFixture *self, gconstpointer data)
{
  if (self->dialog != NULL)
    adw_dialog_force_close (self->dialog);
  invy_test_wait_until (is_closed, self);
  gtk_window_destroy (self->window);
  invy_test_wait_until (is_idle, self);
  g_assert_finalize_object (self->settings);

  g_unsetenv ("WHATSAPP_API_BASE_URL");
  g_unsetenv ("WHATSAPP_ACCESS_TOKEN");
  g_unsetenv ("WHATSAPP_PHONE_NUMBER_ID");
  g_unsetenv ("WHATSAPP_API_VERSION");
  invy_emulator_process_free (self->emulator);
}

/**
 * invy_preferences_fixture_open:
 *
 * Opens the preferences.
 */
void
invy_preferences_fixture_open (InvyPreferencesFixture *self)
{
  self->dialog = invy_preferences_dialog_new (self->settings, self->store);
  g_object_add_weak_pointer (G_OBJECT (self->dialog), (gpointer *) &self->dialog);
  adw_dialog_present (self->dialog, GTK_WIDGET (self->window));
}

/**
 * invy_preferences_fixture_set:
 * @text: (nullable): %NULL for the default
 *
 * Sets @setting before the dialog is opened.
 */
void
invy_preferences_fixture_set (InvyPreferencesFixture *self, InvySetting setting, const char *text)
{
  g_assert_true (invy_settings_set (self->settings, setting, text, NULL));
}

/**
 * invy_preferences_fixture_assert:
 *
 * @setting has to be @expected.
 */
void
invy_preferences_fixture_assert (InvyPreferencesFixture *self, InvySetting setting, const char *expected)
{
  g_autofree char *text = invy_settings_dup (self->settings, setting);

  g_assert_cmpstr (text, ==, expected);
}

/**
 * invy_preferences_fixture_get_subtitle:
 *
 * Returns: (nullable): what stands below @title
 */
const char *
invy_preferences_fixture_get_subtitle (InvyPreferencesFixture *self, const char *title)
{
  AdwActionRow *row = invy_find (self->dialog, ADW_TYPE_ACTION_ROW, title);

  g_assert_nonnull (row);
  return adw_action_row_get_subtitle (row);
}

typedef struct
{
  InvyPreferencesFixture *fixture;
  GType type;
  const char *text;
} Search;

static gboolean
is_there (gpointer data)
{
  Search *search = data;
  GtkWidget *found = invy_find (search->fixture->dialog, search->type, search->text);

  return found != NULL && gtk_widget_get_child_visible (found) && gtk_widget_get_mapped (found);
}

static gboolean
is_gone (gpointer data)
{
  return !is_there (data);
}

/**
 * invy_preferences_fixture_wait:
 *
 * Waits until a widget of this kind with this title or label is on the screen.
 */
void
invy_preferences_fixture_wait (InvyPreferencesFixture *self, GType type, const char *text)
{
  Search search = { self, type, text };

  invy_test_wait_until (is_there, &search);
}

/**
 * invy_preferences_fixture_wait_gone:
 *
 * Waits until no widget of this kind with this title or label is on the screen.
 */
void
invy_preferences_fixture_wait_gone (InvyPreferencesFixture *self, GType type, const char *text)
{
  Search search = { self, type, text };

  invy_test_wait_until (is_gone, &search);
}

/**
 * invy_preferences_fixture_activate:
 * @title: of a row
 *
 * Activates a row, as Enter does, as soon as it is on the screen.
 */
void
invy_preferences_fixture_activate (InvyPreferencesFixture *self, const char *title)
{
  invy_preferences_fixture_wait (self, ADW_TYPE_PREFERENCES_ROW, title);
  g_assert_true (gtk_widget_activate (invy_find (self->dialog, ADW_TYPE_PREFERENCES_ROW, title)));
}
