/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/events/invy-problem-row.h"
#include "app/preferences/invy-id-page.h"
#include "invy-finder.h"
#include "invy-preferences-fixture.h"
#include "invy-test.h"

#define ACCOUNTS                                                                                     \
  "{\"debug_token\":{\"granular_scopes\":null},\"business_accounts\":["                              \
  "{\"id\":\"11\",\"name\":\"Galilee Weddings\",\"phone_numbers\":["                                 \
  "{\"id\":\"111\",\"verified_name\":\"Galilee\",\"display_phone_number\":\"+972 50-111-1111\","     \
  "\"quality_rating\":\"GREEN\",\"status\":\"CONNECTED\"},"                                          \
  "{\"id\":\"112\",\"verified_name\":\"Galilee <2>\",\"display_phone_number\":\"+972 50-111-1112\"," \
  "\"quality_rating\":\"RED\",\"status\":\"PENDING\"}]},"                                            \
  "{\"id\":\"22\",\"name\":\"Negev & Sons\",\"phone_numbers\":[]}]}"

typedef InvyPreferencesFixture Fixture;

static void
assert_row (Fixture *fixture, const char *title, const char *part)
{
  g_assert_nonnull (strstr (invy_preferences_fixture_get_subtitle (fixture, title), part));
}

/* From nothing to a number: the account, then one of its numbers. */
static void
test_chosen (Fixture *fixture, gconstpointer data)
{
  invy_emulator_process_change_account (fixture->emulator, ACCOUNTS);
  invy_preferences_fixture_open (fixture);

  invy_preferences_fixture_activate (fixture, "Business Account");
  invy_preferences_fixture_wait (fixture, ADW_TYPE_ACTION_ROW, "Negev & Sons");
  assert_row (fixture, "Negev & Sons", "22");
  invy_preferences_fixture_activate (fixture, "Galilee Weddings");
  invy_preferences_fixture_assert (fixture, INVY_SETTING_BUSINESS_ACCOUNT_ID, "11");
  invy_preferences_fixture_wait_gone (fixture, INVY_TYPE_ID_PAGE, NULL);
  assert_row (fixture, "Business Account", "11");

  invy_preferences_fixture_activate (fixture, "Phone Number");
  invy_preferences_fixture_wait (fixture, ADW_TYPE_ACTION_ROW, "Galilee <2>");
  assert_row (fixture, "Galilee", "+972 50-111-1111");
  assert_row (fixture, "Galilee", "Quality: High");
  assert_row (fixture, "Galilee <2>", "Not registered yet");
  invy_preferences_fixture_activate (fixture, "Galilee <2>");
  invy_preferences_fixture_assert (fixture, INVY_SETTING_PHONE_NUMBER_ID, "112");
  invy_preferences_fixture_wait_gone (fixture, INVY_TYPE_ID_PAGE, NULL);
  assert_row (fixture, "Phone Number", "112");

  /* What is known of the number comes at once. */
  invy_preferences_fixture_wait (fixture, ADW_TYPE_ACTION_ROW, "Quality");
  g_assert_cmpstr (invy_preferences_fixture_get_subtitle (fixture, "Quality"), ==, "Low");
}

static void
test_chosen_before (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  invy_preferences_fixture_set (fixture, INVY_SETTING_BUSINESS_ACCOUNT_ID, "11");
  invy_emulator_process_change_account (fixture->emulator, ACCOUNTS);
  invy_preferences_fixture_open (fixture);
  invy_preferences_fixture_activate (fixture, "Business Account");
  invy_preferences_fixture_wait (fixture, ADW_TYPE_ACTION_ROW, "Galilee Weddings");

  row = invy_find (fixture->dialog, ADW_TYPE_ACTION_ROW, "Galilee Weddings");
  g_assert_nonnull (invy_find (row, GTK_TYPE_IMAGE, NULL));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == row);
  row = invy_find (fixture->dialog, ADW_TYPE_ACTION_ROW, "Negev & Sons");
  g_assert_null (invy_find (row, GTK_TYPE_IMAGE, NULL));
}

static void
test_typed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry;

  invy_preferences_fixture_set (fixture, INVY_SETTING_BUSINESS_ACCOUNT_ID, INVY_EMULATOR_BUSINESS_ACCOUNT_ID);
  invy_preferences_fixture_open (fixture);
  invy_preferences_fixture_activate (fixture, "Phone Number");
  entry = invy_find (fixture->dialog, ADW_TYPE_ENTRY_ROW, "Phone Number ID");

  gtk_editable_set_text (GTK_EDITABLE (entry), "+972 50 123 4567");
  g_signal_emit_by_name (entry, "apply");
  g_assert_nonnull (invy_find (fixture->dialog, INVY_TYPE_PROBLEM_ROW, NULL));
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  invy_preferences_fixture_assert (fixture, INVY_SETTING_PHONE_NUMBER_ID, NULL);

  /* What was typed stays, to be corrected. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "+972 50 123 4567");
  gtk_editable_set_text (GTK_EDITABLE (entry), " 106540352242922 ");
  g_assert_null (invy_find (fixture->dialog, INVY_TYPE_PROBLEM_ROW, NULL));
  g_signal_emit_by_name (entry, "apply");
  invy_preferences_fixture_assert (fixture, INVY_SETTING_PHONE_NUMBER_ID, "106540352242922");
}

static void
test_nothing_to_choose (Fixture *fixture, gconstpointer data)
{
  invy_preferences_fixture_set (fixture, INVY_SETTING_BUSINESS_ACCOUNT_ID, "22");
  invy_emulator_process_change_account (fixture->emulator, ACCOUNTS);
  invy_preferences_fixture_open (fixture);
  invy_preferences_fixture_activate (fixture, "Phone Number");
  invy_preferences_fixture_wait (fixture, ADW_TYPE_STATUS_PAGE, "No Numbers");

  /* A number was added in the meantime. */
  invy_emulator_process_change_account (
      fixture->emulator,
      "{\"business_accounts\":[{\"id\":\"22\",\"name\":\"Negev & Sons\",\"phone_numbers\":["
      "{\"id\":\"221\",\"verified_name\":\"Negev\",\"display_phone_number\":\"+972 50-222-1111\"}]}]}");
  invy_press (fixture->dialog, "Try Again");
  invy_preferences_fixture_wait (fixture, ADW_TYPE_ACTION_ROW, "Negev");
}

static void
test_account_first (Fixture *fixture, gconstpointer data)
{
  invy_preferences_fixture_open (fixture);
  invy_preferences_fixture_activate (fixture, "Phone Number");
  invy_preferences_fixture_wait (fixture, ADW_TYPE_STATUS_PAGE, "Nothing to Choose From Yet");
}

static void
test_token_first (Fixture *fixture, gconstpointer data)
{
  AdwStatusPage *message;

  g_unsetenv ("WHATSAPP_API_BASE_URL"); /* without a token nothing goes out to the real one */
  g_unsetenv ("WHATSAPP_ACCESS_TOKEN");
  invy_preferences_fixture_open (fixture);
  invy_preferences_fixture_activate (fixture, "Business Account");
  invy_preferences_fixture_wait (fixture, ADW_TYPE_STATUS_PAGE, "Nothing to Choose From Yet");
  message = invy_find (fixture->dialog, ADW_TYPE_STATUS_PAGE, "Nothing to Choose From Yet");
  g_assert_nonnull (strstr (adw_status_page_get_description (message), "access token"));
}

/* Each with a title of its own, a sentence, and a button that reads again. */
static const struct
{
  const char *name;
  const char *behaviour;
  const char *title;
} failures[] = {
  { "offline", "{\"do\":\"cut-after\",\"path\":\"phone_numbers\"}", "WhatsApp Cannot Be Reached" },
  { "refused", "{\"do\":\"refuse\",\"code\":10,\"path\":\"phone_numbers\"}", "The List Cannot Be Read" },
  { "token-ended", "{\"do\":\"refuse\",\"code\":190,\"path\":\"phone_numbers\"}", "The List Cannot Be Read" },
  { "garbage", "{\"do\":\"garbage\",\"path\":\"phone_numbers\"}", "The List Cannot Be Read" },
};

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  AdwStatusPage *message;

  invy_preferences_fixture_set (fixture, INVY_SETTING_BUSINESS_ACCOUNT_ID, INVY_EMULATOR_BUSINESS_ACCOUNT_ID);
  invy_emulator_process_behave (fixture->emulator, failures[i].behaviour);
  invy_preferences_fixture_open (fixture);
  invy_preferences_fixture_activate (fixture, "Phone Number");
  invy_preferences_fixture_wait (fixture, ADW_TYPE_STATUS_PAGE, failures[i].title);
  message = invy_find (fixture->dialog, ADW_TYPE_STATUS_PAGE, failures[i].title);
  g_assert_cmpuint (strlen (adw_status_page_get_description (message)), >, 20);

  invy_emulator_process_reset (fixture->emulator);
  invy_press (fixture->dialog, "Try Again");
  invy_preferences_fixture_wait (fixture, ADW_TYPE_ACTION_ROW, "Lucky Weddings");
}

/* Nothing of a closed page may be touched when the answer comes. */
static void
test_closed_while_reading (Fixture *fixture, gconstpointer data)
{
  invy_preferences_fixture_set (fixture, INVY_SETTING_BUSINESS_ACCOUNT_ID, INVY_EMULATOR_BUSINESS_ACCOUNT_ID);
  invy_emulator_process_behave (fixture->emulator, "{\"do\":\"slow\",\"delay_ms\":200,\"path\":\"phone_numbers\"}");
  invy_preferences_fixture_open (fixture);
  invy_preferences_fixture_activate (fixture, "Phone Number");
  invy_preferences_fixture_wait (fixture, ADW_TYPE_SPINNER, NULL);
  adw_dialog_force_close (fixture->dialog);
}

#define ADD(name, data, func)                                                              \
  g_test_add ("/invy/id-page/" name, Fixture, data, invy_preferences_fixture_set_up, func, \
              invy_preferences_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  ADD ("chosen", NULL, test_chosen);
  ADD ("chosen-before", NULL, test_chosen_before);
  ADD ("typed", NULL, test_typed);
  ADD ("nothing-to-choose", NULL, test_nothing_to_choose);
  ADD ("account-first", NULL, test_account_first);
  ADD ("token-first", NULL, test_token_first);
  ADD ("closed-while-reading", NULL, test_closed_while_reading);
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *path = g_strconcat ("/invy/id-page/", failures[i].name, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), invy_preferences_fixture_set_up, test_failure,
                  invy_preferences_fixture_tear_down);
    }

  return g_test_run ();
}
