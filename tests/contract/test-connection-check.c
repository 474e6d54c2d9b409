/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-emulator-process.h"
#include "invy-test.h"

#include "whatsapp/invy-connection-check.h"

#include <string.h>

#define WABA INVY_EMULATOR_BUSINESS_ACCOUNT_ID
#define NUMBER INVY_EMULATOR_PHONE_NUMBER_ID

/* What is asked of each step: it went well, it warns, it failed, it was not taken. */
#define GOOD "ok"
#define WARNING "warning"
#define BAD "failed"
#define NONE "none"

typedef struct
{
  InvyEmulatorProcess *emulator;
  InvyAccount *account;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  InvyAccount *account = invy_account_new ();

  fixture->emulator = invy_emulator_process_new ();
  fixture->account = account;
  g_set_str (&account->base_url, invy_emulator_process_get_url (fixture->emulator));
  g_set_str (&account->token, INVY_EMULATOR_TOKEN);
  g_set_str (&account->phone_number_id, NUMBER);
  g_set_str (&account->business_account_id, WABA);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->account, invy_account_unref);
  g_clear_pointer (&fixture->emulator, invy_emulator_process_free);
}

static GPtrArray *
check (Fixture *fixture, guint n_guests)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *steps = invy_test_await_boxed (invy_connection_check_run (fixture->account, n_guests, NULL), &error);

  g_assert_no_error (error);

  return steps;
}

static const InvyConnectionStep *
find (GPtrArray *steps, const char *id)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const InvyConnectionStep *step = g_ptr_array_index (steps, i);

      if (g_str_equal (step->id, id))
        return step;
    }

  return NULL;
}

static const char *
get_result (GPtrArray *steps, const char *id)
{
  const InvyConnectionStep *step = find (steps, id);

  if (step == NULL)
    return NONE;
  g_assert_true (step->ok || !step->is_warning);
  g_assert_cmpuint (strlen (step->title), >, 3);
  g_assert_cmpuint (strlen (step->detail), >, 10);

  return !step->ok ? BAD : step->is_warning ? WARNING : GOOD;
}

static void
test_all_is_well (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = {
    INVY_CONNECTION_SETTINGS, INVY_CONNECTION_TOKEN,   INVY_CONNECTION_PERMISSIONS,
    INVY_CONNECTION_NUMBER,   INVY_CONNECTION_ACCOUNT, INVY_CONNECTION_TEMPLATES,
    INVY_CONNECTION_HEALTH,   INVY_CONNECTION_LIMIT,   INVY_CONNECTION_VERSION,
  };
  g_autoptr (GPtrArray) steps = check (fixture, 250);

  g_assert_cmpuint (steps->len, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < steps->len; i++)
    {
      g_assert_cmpstr (((InvyConnectionStep *) g_ptr_array_index (steps, i))->id, ==, ids[i]);
      g_assert_cmpstr (get_result (steps, ids[i]), ==, GOOD);
    }
  g_assert_true (invy_connection_check_is_good (steps));
}

/* Whoever watches is told of each step before the next is taken. */
static void
test_watched (Fixture *fixture, gconstpointer data)
{
  DexChannel *found = dex_channel_new (0);
  g_autoptr (DexFuture) run = invy_connection_check_run (fixture->account, 0, found);
  g_autoptr (InvyConnectionStep) first = invy_test_await_boxed (dex_channel_receive (found), NULL);
  g_autoptr (GPtrArray) steps = NULL;

  g_assert_cmpstr (first->id, ==, INVY_CONNECTION_SETTINGS);
  g_assert_true (dex_future_is_pending (run));
  steps = invy_test_await_boxed (g_steal_pointer (&run), NULL);
  for (guint i = 1; i < steps->len; i++)
    {
      g_autoptr (InvyConnectionStep) step = invy_test_await_boxed (dex_channel_receive (found), NULL);
      const InvyConnectionStep *expected = g_ptr_array_index (steps, i);

      g_assert_cmpstr (step->id, ==, expected->id);
      g_assert_cmpstr (step->detail, ==, expected->detail);
    }
  dex_unref (found);
}

static void
test_nothing_is_set (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;

  g_clear_pointer (&fixture->account->token, g_free);
  steps = check (fixture, 0);
  g_assert_cmpuint (steps->len, ==, 1);
  g_assert_cmpstr (get_result (steps, INVY_CONNECTION_SETTINGS), ==, BAD);
  g_assert_false (invy_connection_check_is_good (steps));
}

static void
test_no_business_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;

  g_clear_pointer (&fixture->account->business_account_id, g_free);
  steps = check (fixture, 0);
  g_assert_cmpstr (get_result (steps, INVY_CONNECTION_SETTINGS), ==, WARNING);
  g_assert_cmpstr (get_result (steps, INVY_CONNECTION_ACCOUNT), ==, NONE);
  g_assert_cmpstr (get_result (steps, INVY_CONNECTION_LIMIT), ==, GOOD);
  g_assert_true (invy_connection_check_is_good (steps));
}

/* The number itself, pasted where its id belongs, and the account's id. */
static void
test_not_a_phone_number_id (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "15550783881", WABA };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GPtrArray) steps = NULL;

      g_set_str (&fixture->account->phone_number_id, ids[i]);
      steps = check (fixture, 0);
      g_assert_cmpstr (get_result (steps, INVY_CONNECTION_NUMBER), ==, BAD);
      g_assert_cmpstr (get_result (steps, INVY_CONNECTION_ACCOUNT), ==, GOOD);
      g_assert_cmpstr (get_result (steps, INVY_CONNECTION_HEALTH), ==, NONE);
    }
}

static void
test_number_of_another_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;

  invy_emulator_process_change_account (
      fixture->emulator,
      "{\"business_accounts\":["
      "{\"id\":\"" WABA "\",\"phone_numbers\":[{\"id\":\"7\",\"display_phone_number\":\"+1\"}]},"
      "{\"id\":\"8\",\"phone_numbers\":[{\"id\":\"" NUMBER "\",\"display_phone_number\":\"+2\"}]}]}");
  steps = check (fixture, 0);
  g_assert_cmpstr (get_result (steps, INVY_CONNECTION_NUMBER), ==, GOOD);
  g_assert_cmpstr (get_result (steps, INVY_CONNECTION_ACCOUNT), ==, BAD);
  g_assert_cmpstr (get_result (steps, INVY_CONNECTION_LIMIT), ==, WARNING);
}

/* One change of the account or order for the server, and what a step finds then. */
static const struct
{
  const char *name;
  const char *account;
  const char *behaviour;
  const char *id;
  const char *result;
  const char *hint; /* in the detail */
} rows[] = {
  { "token-replaced", "{\"token\":\"another\"}", NULL, INVY_CONNECTION_TOKEN, BAD, "190" },
  { "token-invalid", "{\"debug_token\":{\"is_valid\":false}}", NULL, INVY_CONNECTION_TOKEN, BAD, "token" },
  { "token-expires", "{\"debug_token\":{\"expires_at\":4000000000}}", NULL, INVY_CONNECTION_TOKEN, WARNING,
    "system user" },
  { "token-ended", "{\"debug_token\":{\"expires_at\":1000000000}}", NULL, INVY_CONNECTION_TOKEN, BAD, "ended on" },
  { "token-unread", NULL, "{\"do\":\"garbage\",\"path\":\"debug_token\"}", INVY_CONNECTION_TOKEN, WARNING,
    "no sense" },
  { "token-not-told", NULL, "{\"do\":\"refuse\",\"code\":100,\"path\":\"debug_token\"}", INVY_CONNECTION_TOKEN, GOOD,
    "does not say" },
  { "no-messaging", "{\"debug_token\":{\"scopes\":[\"whatsapp_business_management\"]}}", NULL,
    INVY_CONNECTION_PERMISSIONS, BAD, "whatsapp_business_messaging" },
  { "no-management", "{\"debug_token\":{\"scopes\":[\"whatsapp_business_messaging\"]}}", NULL,
    INVY_CONNECTION_PERMISSIONS, BAD, "whatsapp_business_management" },
  { "number-pending", "{\"number\":{\"status\":\"PENDING\"}}", NULL, INVY_CONNECTION_NUMBER, BAD, "PENDING" },
  { "number-quality", "{\"number\":{\"quality_rating\":\"RED\"}}", NULL, INVY_CONNECTION_NUMBER, WARNING, "quality" },
  { "number-no-right", NULL, "{\"do\":\"refuse\",\"code\":200,\"path\":\"" NUMBER "\"}", INVY_CONNECTION_NUMBER, BAD,
    "200" },
  { "account-no-right", NULL, "{\"do\":\"refuse\",\"code\":10,\"path\":\"phone_numbers\"}", INVY_CONNECTION_ACCOUNT,
    BAD, "10" },
  { "templates-no-right", NULL, "{\"do\":\"refuse\",\"code\":10,\"path\":\"message_templates\"}",
    INVY_CONNECTION_TEMPLATES, BAD, "10" },
  { "health-limited", "{\"number\":{\"health_status\":{\"can_send_message\":\"LIMITED\"}}}", NULL,
    INVY_CONNECTION_HEALTH, WARNING, "no reason" },
  { "health-blocked",
    "{\"number\":{\"health_status\":{\"can_send_message\":\"BLOCKED\",\"entities\":[{\"errors\":["
    "{\"possible_solution\":\"Pay the bill\"}]}]}}}",
    NULL, INVY_CONNECTION_HEALTH, BAD, "Pay the bill" },
  { "health-not-told", "{\"number\":{\"health_status\":null}}", NULL, INVY_CONNECTION_HEALTH, WARNING, "say" },
  { "limit-below-guests", "{\"number\":{\"whatsapp_business_manager_messaging_limit\":\"TIER_250\"}}", NULL,
    INVY_CONNECTION_LIMIT, WARNING, "600" },
  { "limit-above-guests", "{\"number\":{\"whatsapp_business_manager_messaging_limit\":\"TIER_2K\"}}", NULL,
    INVY_CONNECTION_LIMIT, GOOD, "2000" },
  { "limit-none", "{\"number\":{\"whatsapp_business_manager_messaging_limit\":\"TIER_UNLIMITED\"}}", NULL,
    INVY_CONNECTION_LIMIT, GOOD, "Any number" },
  { "limit-not-told", "{\"number\":{\"whatsapp_business_manager_messaging_limit\":null}}", NULL,
    INVY_CONNECTION_LIMIT, WARNING, "250" },
  { "version-differs", NULL,
    "{\"do\":\"accept\",\"path\":\"" NUMBER "\",\"headers\":{\"facebook-api-version\":\"v26.0\"}}",
    INVY_CONNECTION_VERSION, WARNING, "v26.0" },
  { "unreachable", NULL, "{\"do\":\"cut-after\",\"path\":\"debug_token\"}", INVY_CONNECTION_TOKEN, BAD,
    "connection" },
};

static void
test_row (Fixture *fixture, gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) steps = NULL;
  const InvyConnectionStep *step;

  if (rows[i].account != NULL)
    invy_emulator_process_change_account (fixture->emulator, rows[i].account);
  if (rows[i].behaviour != NULL)
    invy_emulator_process_behave (fixture->emulator, rows[i].behaviour);
  steps = check (fixture, 600);

  g_assert_cmpstr (get_result (steps, rows[i].id), ==, rows[i].result);
  step = find (steps, rows[i].id);
  g_assert_true (step != NULL && strstr (step->detail, rows[i].hint) != NULL);
  g_assert_true (invy_connection_check_is_good (steps) == !g_str_equal (rows[i].result, BAD));
}

static void
test_version_expired (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;

  g_set_str (&fixture->account->api_version, "v20.0");
  steps = check (fixture, 0);
  g_assert_cmpstr (get_result (steps, INVY_CONNECTION_VERSION), ==, WARNING);
  g_assert_true (invy_connection_check_is_good (steps));
}

static void
test_template_not_approved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;

  invy_emulator_process_set_templates (
      fixture->emulator,
      "[{\"name\":\"wedding_invitation\",\"language\":\"he\",\"status\":\"PAUSED\",\"body\":\"x\"}]");
  steps = check (fixture, 0);
  g_assert_cmpstr (get_result (steps, INVY_CONNECTION_TEMPLATES), ==, WARNING);
}

#define ADD(name, function) g_test_add ("/invy/connection-check/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("all-is-well", test_all_is_well);
  ADD ("watched", test_watched);
  ADD ("nothing-is-set", test_nothing_is_set);
  ADD ("no-business-account", test_no_business_account);
  ADD ("not-a-phone-number-id", test_not_a_phone_number_id);
  ADD ("number-of-another-account", test_number_of_another_account);
  ADD ("version-expired", test_version_expired);
  ADD ("template-not-approved", test_template_not_approved);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/invy/connection-check/", rows[i].name, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_row, tear_down);
    }

  return g_test_run ();
}
