/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/events/invy-problem-row.h"
#include "app/preferences/invy-preferences-dialog.h"
#include "invy-finder.h"
#include "invy-test.h"

#define TOKEN "EAAGm0PX4ZCpsBA"

typedef struct
{
  InvySettings *settings;
  GtkWindow *window;
  AdwDialog *dialog;
} Fixture;

/* The session of the tests has no keyring. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->settings = invy_settings_new (FALSE);
  invy_settings_set_keyring_wait (fixture->settings, 1);
  g_assert_true (invy_settings_set (fixture->settings, INVY_SETTING_PHONE_NUMBER_ID, NULL, NULL));
  g_assert_true (invy_settings_set (fixture->settings, INVY_SETTING_DEFAULT_COUNTRY, NULL, NULL));
  g_assert_true (invy_settings_set (fixture->settings, INVY_SETTING_INTERVAL_MS, NULL, NULL));

  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 700, 800);
  gtk_window_present (fixture->window);
}

static void
open_dialog (Fixture *fixture)
{
  fixture->dialog = invy_preferences_dialog_new (fixture->settings, NULL);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  adw_dialog_present (fixture->dialog, GTK_WIDGET (fixture->window));
}

static gboolean
is_closed (gpointer data)
{
  return ((Fixture *) data)->dialog == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  adw_dialog_force_close (fixture->dialog);
  invy_test_wait_until (is_closed, fixture);
  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->settings);
}

static gpointer
find_entry (Fixture *fixture, const char *title)
{
  return invy_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, title);
}

static const char *
get_subtitle (Fixture *fixture, const char *title)
{
  return adw_action_row_get_subtitle (invy_find (fixture->dialog, ADW_TYPE_ACTION_ROW, title));
}

static void
apply (Fixture *fixture, const char *title, const char *text)
{
  invy_type_into (fixture->dialog, title, text);
  g_signal_emit_by_name (find_entry (fixture, title), "apply");
}

static void
assert_setting (Fixture *fixture, InvySetting setting, const char *expected)
{
  g_autofree char *text = invy_settings_dup (fixture->settings, setting);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  apply (fixture, "Phone Number ID", " 106540352242922 ");
  assert_setting (fixture, INVY_SETTING_PHONE_NUMBER_ID, "106540352242922");
  apply (fixture, "Country, in Two Letters", "us");
  assert_setting (fixture, INVY_SETTING_DEFAULT_COUNTRY, "US");
  g_assert_cmpstr (gtk_editable_get_text (find_entry (fixture, "Country, in Two Letters")), ==, "US");
  adw_spin_row_set_value (invy_find (fixture->dialog, ADW_TYPE_SPIN_ROW, NULL), 1.25);
  assert_setting (fixture, INVY_SETTING_INTERVAL_MS, "1250");
  g_assert_null (invy_find (fixture->dialog, INVY_TYPE_PROBLEM_ROW, NULL));
}

static void
test_bad_input (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  apply (fixture, "Phone Number ID", "+972 50 123 4567");
  g_assert_nonnull (invy_find (fixture->dialog, INVY_TYPE_PROBLEM_ROW, NULL));
  assert_setting (fixture, INVY_SETTING_PHONE_NUMBER_ID, NULL);
  gtk_test_accessible_assert_state (find_entry (fixture, "Phone Number ID"), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  /* What was typed stays, to be corrected. */
  g_assert_cmpstr (gtk_editable_get_text (find_entry (fixture, "Phone Number ID")), ==, "+972 50 123 4567");
  apply (fixture, "Phone Number ID", "106540352242922");
  g_assert_null (invy_find (fixture->dialog, INVY_TYPE_PROBLEM_ROW, NULL));

  apply (fixture, "Country, in Two Letters", "QQ");
  g_assert_nonnull (invy_find (fixture->dialog, INVY_TYPE_PROBLEM_ROW, NULL));
  assert_setting (fixture, INVY_SETTING_DEFAULT_COUNTRY, "IL");
}

static gboolean
has_token (gpointer data)
{
  return invy_find (((Fixture *) data)->dialog, GTK_TYPE_BUTTON, "Remove") != NULL;
}

static gboolean
has_no_token (gpointer data)
{
  return !has_token (data);
}

/* Without a keyring the token is kept until the end, and that is said; it is shown nowhere. */
static void
test_token_without_keyring (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyAccount) account = NULL;

  open_dialog (fixture);
  g_assert_cmpstr (get_subtitle (fixture, "Access Token"), ==, "None yet");
  apply (fixture, "New Access Token", TOKEN);
  invy_test_wait_until (has_token, fixture);
  g_assert_cmpstr (get_subtitle (fixture, "Access Token"), ==,
                   "Kept until Invy is closed: the keyring of this computer does not answer");
  g_assert_cmpstr (gtk_editable_get_text (find_entry (fixture, "New Access Token")), ==, "");

  account = invy_test_await_boxed (invy_settings_load_account (fixture->settings), NULL);
  g_assert_cmpstr (account->token, ==, TOKEN);

  invy_press (fixture->dialog, "Remove");
  invy_test_wait_until (has_no_token, fixture);
  g_assert_cmpstr (get_subtitle (fixture, "Access Token"), ==, "None yet");
}

static gboolean
has_problem (gpointer data)
{
  return invy_find (((Fixture *) data)->dialog, INVY_TYPE_PROBLEM_ROW, NULL) != NULL;
}

static void
test_bad_token (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  apply (fixture, "New Access Token", "EAAG m0PX");
  invy_test_wait_until (has_problem, fixture);
  g_assert_cmpstr (get_subtitle (fixture, "Access Token"), ==, "None yet");
}

static void
test_environment (Fixture *fixture, gconstpointer data)
{
  g_setenv ("WHATSAPP_PHONE_NUMBER_ID", "106540352242922", TRUE);
  g_setenv ("WHATSAPP_ACCESS_TOKEN", TOKEN, TRUE);
  open_dialog (fixture);
  g_unsetenv ("WHATSAPP_PHONE_NUMBER_ID");
  g_unsetenv ("WHATSAPP_ACCESS_TOKEN");

  g_assert_null (find_entry (fixture, "Phone Number ID"));
  g_assert_null (find_entry (fixture, "New Access Token"));
  g_assert_nonnull (strstr (get_subtitle (fixture, "Phone Number ID"), "106540352242922"));
  g_assert_nonnull (
      strstr (get_subtitle (fixture, "Phone Number ID"), "Set by WHATSAPP_PHONE_NUMBER_ID in the environment"));
  g_assert_cmpstr (get_subtitle (fixture, "Access Token"), ==, "Set by WHATSAPP_ACCESS_TOKEN in the environment");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

#define ADD(name, func) g_test_add ("/invy/preferences-dialog/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("kept", test_kept);
  ADD ("bad-input", test_bad_input);
  ADD ("token-without-keyring", test_token_without_keyring);
  ADD ("bad-token", test_bad_token);
  ADD ("environment", test_environment);
#undef ADD

  return g_test_run ();
}
