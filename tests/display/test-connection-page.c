/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/preferences/invy-connection-page.h"
#include "invy-finder.h"
#include "invy-preferences-fixture.h"
#include "invy-test.h"

#define READY "Everything is ready for sending."
#define ADVICE "Invitations can be sent. See below what to know first."
#define NOT_READY "Invitations cannot be sent yet. See below what to do."

typedef InvyPreferencesFixture Fixture;

static void
start (Fixture *fixture)
{
  invy_preferences_fixture_set (fixture, INVY_SETTING_BUSINESS_ACCOUNT_ID, INVY_EMULATOR_BUSINESS_ACCOUNT_ID);
  invy_preferences_fixture_set (fixture, INVY_SETTING_PHONE_NUMBER_ID, INVY_EMULATOR_PHONE_NUMBER_ID);
  invy_preferences_fixture_open (fixture);
  invy_preferences_fixture_activate (fixture, "Test Connection…");
}

static GtkWidget *
find_page (Fixture *fixture)
{
  return invy_find (fixture->dialog, INVY_TYPE_CONNECTION_PAGE, NULL);
}

static void
assert_step (Fixture *fixture, const char *title, const char *icon_name, const char *part)
{
  AdwActionRow *row = invy_find (find_page (fixture), ADW_TYPE_ACTION_ROW, title);
  GtkImage *icon;

  g_assert_nonnull (row);
  icon = invy_find (row, GTK_TYPE_IMAGE, NULL);
  g_assert_cmpstr (gtk_image_get_icon_name (icon), ==, icon_name);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), part));
}

static guint
count_steps (Fixture *fixture)
{
  GtkWidget *list = invy_find (find_page (fixture), GTK_TYPE_LIST_BOX, NULL);
  guint n = 0;

  while (list != NULL && gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n) != NULL)
    n++;

  return n;
}

static gboolean
has_help (Fixture *fixture)
{
  return invy_find (find_page (fixture), GTK_TYPE_BUTTON, "_Help") != NULL;
}

static void
test_all_good (Fixture *fixture, gconstpointer data)
{
  start (fixture);
  invy_preferences_fixture_wait (fixture, GTK_TYPE_LABEL, READY);
  g_assert_cmpuint (count_steps (fixture), ==, 9);
  assert_step (fixture, "Access Token", "object-select-symbolic", "good");
  assert_step (fixture, "Messaging Limit", "object-select-symbolic", "250");
}

/* The remedy is shown, and where there is more about it; once it was applied the same page says so. */
static void
test_one_bad (Fixture *fixture, gconstpointer data)
{
  invy_emulator_process_change_account (fixture->emulator,
                                        "{\"debug_token\":{\"scopes\":[\"whatsapp_business_management\"]}}");
  start (fixture);
  invy_preferences_fixture_wait (fixture, GTK_TYPE_LABEL, NOT_READY);
  assert_step (fixture, "Permissions", "dialog-error-symbolic", "lacks the permission whatsapp_business_messaging");
  assert_step (fixture, "Permissions", "dialog-error-symbolic", "Make a new one");
  assert_step (fixture, "Business Account", "object-select-symbolic", "belongs");
  g_assert_true (has_help (fixture));

  invy_emulator_process_change_account (
      fixture->emulator,
      "{\"debug_token\":{\"scopes\":[\"whatsapp_business_management\",\"whatsapp_business_messaging\"]}}");
  invy_press (fixture->dialog, "Test Again");
  invy_preferences_fixture_wait (fixture, GTK_TYPE_LABEL, READY);
  g_assert_false (has_help (fixture));
  g_assert_cmpuint (count_steps (fixture), ==, 9);
}

/* Each step is seen before the last was taken. */
static void
test_live (Fixture *fixture, gconstpointer data)
{
  invy_emulator_process_behave (fixture->emulator, "{\"do\":\"slow\",\"delay_ms\":3000,\"path\":\"phone_numbers\"}");
  start (fixture);
  invy_preferences_fixture_wait (fixture, ADW_TYPE_ACTION_ROW, "Permissions");
  g_assert_null (invy_find (find_page (fixture), ADW_TYPE_ACTION_ROW, "Business Account"));
  g_assert_nonnull (invy_find (find_page (fixture), ADW_TYPE_SPINNER, NULL));
  g_assert_false (gtk_widget_is_sensitive (invy_find (find_page (fixture), GTK_TYPE_BUTTON, "Test Again")));
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  invy_emulator_process_behave (fixture->emulator, "{\"do\":\"cut-after\",\"path\":\"debug_token\"}");
  start (fixture);
  invy_preferences_fixture_wait (fixture, GTK_TYPE_LABEL, NOT_READY);
  assert_step (fixture, "Access Token", "dialog-error-symbolic", "connection");
  g_assert_cmpuint (count_steps (fixture), ==, 2);
}

/* A token that may not go to the address in the settings: there is not even a first step. */
static void
test_no_account (Fixture *fixture, gconstpointer data)
{
  g_unsetenv ("WHATSAPP_ACCESS_TOKEN");
  start (fixture);
  invy_preferences_fixture_wait (fixture, GTK_TYPE_LABEL, NOT_READY);
  assert_step (fixture, "Settings", "dialog-error-symbolic", "not Meta’s");
  g_assert_cmpuint (count_steps (fixture), ==, 1);
}

/* The limit is compared with the largest wedding, not with all guests there are. */
static void
test_limit (Fixture *fixture, gconstpointer data)
{
  char *folder = invy_test_make_folder ();
  g_autofree char *uri = g_strconcat ("sqlite:", folder, "/invy.db", NULL);
  InvyStore *store = invy_test_open_store (uri);
  g_autoptr (InvyEvent) large = invy_test_add_event (store);
  g_autoptr (InvyEvent) small = invy_test_add_event (store);

  for (guint i = 0; i < 4; i++)
    g_object_unref (invy_test_add_guest (store, i < 3 ? large : small, "Noa", "050-123-4567"));
  invy_emulator_process_change_account (fixture->emulator,
                                        "{\"number\":{\"whatsapp_business_manager_messaging_limit\":\"TIER_2\"}}");
  fixture->store = store;
  start (fixture);
  invy_preferences_fixture_wait (fixture, GTK_TYPE_LABEL, ADVICE);
  assert_step (fixture, "Messaging Limit", "dialog-warning-symbolic", "there are 3 guests");

  adw_dialog_force_close (fixture->dialog);
  invy_test_close_store (store);
  invy_test_remove_folder (folder);
}

/* Nothing of a closed page may be touched when the answers come. */
static void
test_closed_while_running (Fixture *fixture, gconstpointer data)
{
  invy_emulator_process_behave (fixture->emulator, "{\"do\":\"slow\",\"delay_ms\":200,\"path\":\"phone_numbers\"}");
  start (fixture);
  invy_preferences_fixture_wait (fixture, ADW_TYPE_ACTION_ROW, "Permissions");
  adw_dialog_force_close (fixture->dialog);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/invy/connection-page/" name, Fixture, NULL, invy_preferences_fixture_set_up, func, \
              invy_preferences_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  ADD ("all-good", test_all_good);
  ADD ("one-bad", test_one_bad);
  ADD ("live", test_live);
  ADD ("offline", test_offline);
  ADD ("no-account", test_no_account);
  ADD ("limit", test_limit);
  ADD ("closed-while-running", test_closed_while_running);

  return g_test_run ();
}
