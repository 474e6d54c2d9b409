/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/events/invy-problem-row.h"
#include "app/guests/invy-column-choice.h"
#include "app/guests/invy-guest-list.h"
#include "app/preferences/invy-number-group.h"
#include "app/preferences/invy-sending-page.h"
#include "invy-finder.h"
#include "app/events/invy-country-row.h"
#include "invy-preferences-fixture.h"
#include "invy-test.h"

#define TOKEN "EAAGm0PX4ZCpsBA"

typedef InvyPreferencesFixture Fixture;

static gpointer
find_entry (Fixture *fixture, const char *title)
{
  return invy_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, title);
}

static void
apply (Fixture *fixture, const char *title, const char *text)
{
  invy_type_into (fixture->dialog, title, text);
  g_signal_emit_by_name (find_entry (fixture, title), "apply");
}

/* As for most people: Meta's address, and no token. Nothing is asked of it then. */
static void
open_without_environment (Fixture *fixture)
{
  g_unsetenv ("WHATSAPP_API_BASE_URL");
  g_unsetenv ("WHATSAPP_ACCESS_TOKEN");
  invy_preferences_fixture_open (fixture);
}

static void
test_sending (Fixture *fixture, gconstpointer data)
{
  InvyCountryRow *row;

  invy_preferences_fixture_open (fixture);
  row = invy_find (fixture->dialog, INVY_TYPE_COUNTRY_ROW, "Country");
  g_assert_cmpstr (invy_country_row_get_country (row), ==, "IL");
  invy_country_row_set_country (row, "US");
  invy_preferences_fixture_assert (fixture, INVY_SETTING_DEFAULT_COUNTRY, "US");

  adw_spin_row_set_value (invy_find (fixture->dialog, ADW_TYPE_SPIN_ROW, NULL), 1.25);
  invy_preferences_fixture_assert (fixture, INVY_SETTING_INTERVAL_MS, "1250");
}

/* What new weddings start with; nonsense is not kept. */
static void
test_template (Fixture *fixture, gconstpointer data)
{
  invy_preferences_fixture_open (fixture);
  apply (fixture, "Template", "our_wedding");
  invy_preferences_fixture_assert (fixture, INVY_SETTING_TEMPLATE_NAME, "our_wedding");
  apply (fixture, "Language Code", "en_US");
  invy_preferences_fixture_assert (fixture, INVY_SETTING_LANGUAGE_CODE, "en_US");
  g_assert_null (invy_find (fixture->dialog, INVY_TYPE_PROBLEM_ROW, NULL));

  apply (fixture, "Template", "Our Wedding");
  g_assert_nonnull (invy_find (fixture->dialog, INVY_TYPE_PROBLEM_ROW, NULL));
  invy_preferences_fixture_assert (fixture, INVY_SETTING_TEMPLATE_NAME, "our_wedding");
}

static gboolean
is_kept (Fixture *fixture, const char *column)
{
  g_auto (GStrv) kept = g_settings_get_strv (invy_settings_get_preferences (fixture->settings), "guest-columns");

  return g_strv_contains ((const char *const *) kept, column);
}

static void
test_columns (Fixture *fixture, gconstpointer data)
{
  invy_preferences_fixture_open (fixture);
  g_assert_true (adw_switch_row_get_active (invy_find (fixture->dialog, ADW_TYPE_SWITCH_ROW, "Phone")));
  g_assert_false (adw_switch_row_get_active (invy_find (fixture->dialog, ADW_TYPE_SWITCH_ROW, "Tags")));
  adw_switch_row_set_active (invy_find (fixture->dialog, ADW_TYPE_SWITCH_ROW, "Tags"), TRUE);
  adw_switch_row_set_active (invy_find (fixture->dialog, ADW_TYPE_SWITCH_ROW, "Phone"), FALSE);
  g_assert_true (is_kept (fixture, "tags"));
  g_assert_true (is_kept (fixture, "group"));
  g_assert_false (is_kept (fixture, "phone"));
  g_settings_reset (invy_settings_get_preferences (fixture->settings), "guest-columns");
}

/* Whatever the list can hide is here, under the same name, and the list follows at once. */
static void
test_columns_of_list (Fixture *fixture, gconstpointer data)
{
  GSettings *preferences = invy_settings_get_preferences (fixture->settings);
  g_autoptr (GtkWidget) list = g_object_ref_sink (g_object_new (INVY_TYPE_GUEST_LIST, NULL));
  GtkColumnView *view = invy_find (list, GTK_TYPE_COLUMN_VIEW, NULL);
  g_autoptr (InvyColumnChoice) choice = invy_column_choice_new (view);
  GListModel *columns = gtk_column_view_get_columns (view);
  guint n_optional = 0;

  invy_column_choice_set_preferences (choice, preferences);
  invy_preferences_fixture_open (fixture);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const char *id = gtk_column_view_column_get_id (column);
      AdwSwitchRow *row;

      if (!g_action_group_has_action (invy_column_choice_get_actions (choice), id))
        continue;
      g_test_message ("%s", id);
      row = invy_find (fixture->dialog, ADW_TYPE_SWITCH_ROW, gtk_column_view_column_get_title (column));
      g_assert_nonnull (row);
      g_assert_true (gtk_column_view_column_get_visible (column) == adw_switch_row_get_active (row));
      adw_switch_row_set_active (row, !adw_switch_row_get_active (row));
      g_assert_true (gtk_column_view_column_get_visible (column) == adw_switch_row_get_active (row));
      n_optional++;
    }
  g_assert_cmpuint (n_optional, ==, 11);
  g_settings_reset (preferences, "guest-columns");
}

static void
select_fallback (Fixture *fixture, const char *name)
{
  AdwComboRow *row = invy_find (fixture->dialog, ADW_TYPE_COMBO_ROW, NULL);
  GListModel *names = adw_combo_row_get_model (row);
  guint i = 0;

  while (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (names), i), name) != 0)
    g_assert_cmpuint (++i, <, g_list_model_get_n_items (names));
  adw_combo_row_set_selected (row, i);
}

static void
test_fallback (Fixture *fixture, gconstpointer data)
{
  invy_preferences_fixture_open (fixture);
  select_fallback (fixture, "No Language: They Are Left Out");
  invy_preferences_fixture_assert (fixture, INVY_SETTING_LANGUAGE_FALLBACK, "leave-out");
  select_fallback (fixture, "English");
  invy_preferences_fixture_assert (fixture, INVY_SETTING_LANGUAGE_FALLBACK, "en");
  select_fallback (fixture, "The Wedding’s Language");
  invy_preferences_fixture_assert (fixture, INVY_SETTING_LANGUAGE_FALLBACK, "wedding");
}

/* Set elsewhere, and without a name here: it is shown and stays. */
static void
test_fallback_unknown (Fixture *fixture, gconstpointer data)
{
  invy_preferences_fixture_set (fixture, INVY_SETTING_LANGUAGE_FALLBACK, "pt_BR");
  invy_preferences_fixture_open (fixture);
  invy_preferences_fixture_assert (fixture, INVY_SETTING_LANGUAGE_FALLBACK, "pt_BR");
  select_fallback (fixture, "English");
  select_fallback (fixture, "pt_BR");
  invy_preferences_fixture_assert (fixture, INVY_SETTING_LANGUAGE_FALLBACK, "pt_BR");
}

static void
test_version (Fixture *fixture, gconstpointer data)
{
  invy_preferences_fixture_open (fixture);
  g_assert_null (invy_find (fixture->dialog, ADW_TYPE_ACTION_ROW, "Choose a Newer Version"));
  apply (fixture, "Version", "25");
  g_assert_nonnull (invy_find (fixture->dialog, INVY_TYPE_PROBLEM_ROW, NULL));
  invy_preferences_fixture_assert (fixture, INVY_SETTING_API_VERSION, "v25.0");

  apply (fixture, "Version", "v20.0");
  g_assert_null (invy_find (fixture->dialog, INVY_TYPE_PROBLEM_ROW, NULL));
  invy_preferences_fixture_assert (fixture, INVY_SETTING_API_VERSION, "v20.0");
  g_assert_nonnull (strstr (invy_preferences_fixture_get_subtitle (fixture, "Choose a Newer Version"), "v20.0"));

  apply (fixture, "Version", "");
  invy_preferences_fixture_assert (fixture, INVY_SETTING_API_VERSION, "v25.0");
  g_assert_null (invy_find (fixture->dialog, ADW_TYPE_ACTION_ROW, "Choose a Newer Version"));
}

/* No text that assistive technology may read, or that is on the screen, holds it. */
static void
assert_untold (GtkWidget *widget, const char *token)
{
  static const char *const names[] = { "label", "title", "subtitle", "description", "tooltip-text", "text" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (widget), names[i]);
      g_autofree char *value = NULL;

      if (pspec == NULL || pspec->value_type != G_TYPE_STRING)
        continue;
      g_object_get (widget, names[i], &value, NULL);
      g_assert_true (value == NULL || strstr (value, token) == NULL);
    }
  if (GTK_IS_ACCESSIBLE_TEXT (widget))
    {
      g_autoptr (GBytes) read =
          GTK_ACCESSIBLE_TEXT_GET_IFACE (widget)->get_contents (GTK_ACCESSIBLE_TEXT (widget), 0, G_MAXUINT);

      g_assert_null (g_strstr_len (g_bytes_get_data (read, NULL), (gssize) g_bytes_get_size (read), token));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_untold (child, token);
}

/* Without a keyring the token is kept until the end, and that is said; it is shown nowhere. */
static void
test_token_without_keyring (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyAccount) account = NULL;

  open_without_environment (fixture);
  g_assert_cmpstr (invy_preferences_fixture_get_subtitle (fixture, "Access Token"), ==, "None yet");
  apply (fixture, "New Access Token", TOKEN);
  invy_preferences_fixture_wait (fixture, GTK_TYPE_BUTTON, "Remove");
  g_assert_cmpstr (invy_preferences_fixture_get_subtitle (fixture, "Access Token"), ==,
                   "Kept until Invy is closed: the keyring of this computer does not answer");
  g_assert_cmpstr (gtk_editable_get_text (find_entry (fixture, "New Access Token")), ==, "");
  assert_untold (GTK_WIDGET (fixture->dialog), TOKEN);

  account = invy_test_await_boxed (invy_settings_load_account (fixture->settings), NULL);
  g_assert_cmpstr (account->token, ==, TOKEN);

  invy_press (fixture->dialog, "Remove");
  invy_preferences_fixture_wait_gone (fixture, GTK_TYPE_BUTTON, "Remove");
  g_assert_cmpstr (invy_preferences_fixture_get_subtitle (fixture, "Access Token"), ==, "None yet");
}

static void
test_bad_token (Fixture *fixture, gconstpointer data)
{
  open_without_environment (fixture);
  apply (fixture, "New Access Token", "EAAG m0PX");
  invy_preferences_fixture_wait (fixture, INVY_TYPE_PROBLEM_ROW, NULL);
  g_assert_cmpstr (invy_preferences_fixture_get_subtitle (fixture, "Access Token"), ==, "None yet");
}

/* What the environment says is shown with its origin, and nothing here can change it. */
static void
test_environment (Fixture *fixture, gconstpointer data)
{
  GtkListBoxRow *row;

  g_setenv ("WHATSAPP_PHONE_NUMBER_ID", INVY_EMULATOR_PHONE_NUMBER_ID, TRUE);
  g_setenv ("WHATSAPP_API_VERSION", "v24.0", TRUE);
  invy_preferences_fixture_open (fixture);

  g_assert_null (find_entry (fixture, "New Access Token"));
  g_assert_null (find_entry (fixture, "Version"));
  g_assert_nonnull (strstr (invy_preferences_fixture_get_subtitle (fixture, "Version"),
                            "Set by WHATSAPP_API_VERSION in the environment"));
  g_assert_cmpstr (invy_preferences_fixture_get_subtitle (fixture, "Access Token"), ==,
                   "Set by WHATSAPP_ACCESS_TOKEN in the environment");
  g_assert_nonnull (
      strstr (invy_preferences_fixture_get_subtitle (fixture, "Phone Number"), INVY_EMULATOR_PHONE_NUMBER_ID));
  g_assert_nonnull (strstr (invy_preferences_fixture_get_subtitle (fixture, "Phone Number"),
                            "Set by WHATSAPP_PHONE_NUMBER_ID in the environment"));
  row = invy_find (fixture->dialog, ADW_TYPE_ACTION_ROW, "Phone Number");
  g_assert_false (gtk_list_box_row_get_activatable (row));
  row = invy_find (fixture->dialog, ADW_TYPE_ACTION_ROW, "Business Account");
  g_assert_true (gtk_list_box_row_get_activatable (row));
  assert_untold (GTK_WIDGET (fixture->dialog), INVY_EMULATOR_TOKEN);
}

static void
test_number (Fixture *fixture, gconstpointer data)
{
  invy_preferences_fixture_set (fixture, INVY_SETTING_PHONE_NUMBER_ID, INVY_EMULATOR_PHONE_NUMBER_ID);
  invy_emulator_process_change_account (fixture->emulator,
                                        "{\"number\":{\"quality_rating\":\"YELLOW\","
                                        "\"whatsapp_business_manager_messaging_limit\":\"TIER_2K\","
                                        "\"throughput\":{\"level\":\"HIGH\"}}}");
  invy_preferences_fixture_open (fixture);
  invy_preferences_fixture_wait (fixture, ADW_TYPE_ACTION_ROW, "Quality");
  g_assert_cmpstr (invy_preferences_fixture_get_subtitle (fixture, "Quality"), ==, "Medium");
  g_assert_cmpstr (invy_preferences_fixture_get_subtitle (fixture, "Status"), ==, "Connected");
  g_assert_cmpstr (invy_preferences_fixture_get_subtitle (fixture, "Messaging Limit"), ==,
                   "2,000 people in 24 hours");
  g_assert_cmpstr (invy_preferences_fixture_get_subtitle (fixture, "Speed"), ==, "Up to 1,000 messages a second");
  g_assert_nonnull (strstr (invy_preferences_fixture_get_subtitle (fixture, "Guests See"), "Lucky Weddings"));
}

static void
test_number_offline (Fixture *fixture, gconstpointer data)
{
  invy_preferences_fixture_set (fixture, INVY_SETTING_PHONE_NUMBER_ID, INVY_EMULATOR_PHONE_NUMBER_ID);
  invy_emulator_process_behave (fixture->emulator,
                                "{\"do\":\"cut-after\",\"path\":\"" INVY_EMULATOR_PHONE_NUMBER_ID "\"}");
  invy_preferences_fixture_open (fixture);
  invy_preferences_fixture_wait (fixture, ADW_TYPE_ACTION_ROW, "The number could not be read");
  g_assert_cmpuint (strlen (invy_preferences_fixture_get_subtitle (fixture, "The number could not be read")), >, 20);

  invy_emulator_process_reset (fixture->emulator);
  invy_press (fixture->dialog, "Try Again");
  invy_preferences_fixture_wait (fixture, ADW_TYPE_ACTION_ROW, "Quality");
}

/* Without a token there is nothing to say about the number. */
static void
test_number_without_token (Fixture *fixture, gconstpointer data)
{
  invy_preferences_fixture_set (fixture, INVY_SETTING_PHONE_NUMBER_ID, INVY_EMULATOR_PHONE_NUMBER_ID);
  open_without_environment (fixture);
  invy_preferences_fixture_wait_gone (fixture, INVY_TYPE_NUMBER_GROUP, NULL);
}

/* The window may be as narrow as 360 px with its borders: a warning would end the test. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_default_size (fixture->window, 340, 600);
  invy_preferences_fixture_open (fixture);
  invy_preferences_fixture_wait (fixture, ADW_TYPE_ACTION_ROW, "Access Token");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <, 360);
}

#define ADD(name, func)                                                                               \
  g_test_add ("/invy/preferences-dialog/" name, Fixture, NULL, invy_preferences_fixture_set_up, func, \
              invy_preferences_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  ADD ("sending", test_sending);
  ADD ("template", test_template);
  ADD ("columns", test_columns);
  ADD ("columns-of-list", test_columns_of_list);
  ADD ("fallback", test_fallback);
  ADD ("fallback-unknown", test_fallback_unknown);
  ADD ("version", test_version);
  ADD ("token-without-keyring", test_token_without_keyring);
  ADD ("bad-token", test_bad_token);
  ADD ("environment", test_environment);
  ADD ("number", test_number);
  ADD ("number-offline", test_number_offline);
  ADD ("number-without-token", test_number_without_token);
  ADD ("narrow", test_narrow);

  return g_test_run ();
}
