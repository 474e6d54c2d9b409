/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-emulator-process.h"
#include "invy-test.h"

#include "model/invy-template.h"
#include "whatsapp/invy-api-error.h"
#include "whatsapp/invy-business-account.h"
#include "whatsapp/invy-graph-account.h"
#include "whatsapp/invy-graph-health.h"
#include "whatsapp/invy-graph-number.h"
#include "whatsapp/invy-graph-token.h"

#include <string.h>

#define WABA INVY_EMULATOR_BUSINESS_ACCOUNT_ID
#define NUMBER INVY_EMULATOR_PHONE_NUMBER_ID

/* Six pages of a hundred, the last of which is full. */
#define N_TEMPLATES 600

typedef struct
{
  InvyEmulatorProcess *emulator;
  InvyAccount *account;
  InvyGraphAccount *graph;
} Fixture;

static InvyAccount *
new_account (const char *base_url)
{
  InvyAccount *account = invy_account_new ();

  g_free (account->base_url);
  account->base_url = g_strdup (base_url);
  account->token = g_strdup (INVY_EMULATOR_TOKEN);

  return account;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->emulator = invy_emulator_process_new ();
  fixture->account = new_account (invy_emulator_process_get_url (fixture->emulator));
  fixture->graph = invy_graph_account_new (fixture->account);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->graph);
  g_clear_pointer (&fixture->account, invy_account_unref);
  g_clear_pointer (&fixture->emulator, invy_emulator_process_free);
}

static gpointer
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  gpointer found = invy_test_await_boxed (future, &error);

  g_assert_no_error (error);

  return found;
}

/* Requests that were no messages, as the emulator remembers them. */
static guint
count_others (Fixture *fixture)
{
  g_autoptr (JsonObject) memory = invy_emulator_process_get_memory (fixture->emulator);

  return (guint) json_object_get_int_member (memory, "n_others");
}

static void
set_many_templates (Fixture *fixture, guint n)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, "%s{\"name\":\"t%u\",\"language\":\"he\",\"body\":\"שלום {{1}}\"}",
                            i > 0 ? "," : "", i);
  g_string_append_c (json, ']');
  invy_emulator_process_set_templates (fixture->emulator, json->str);
}

static void
test_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyGraphToken) token = await (invy_graph_account_read_token (fixture->graph));

  g_assert_true (token->is_valid);
  g_assert_cmpstr (token->type, ==, "SYSTEM_USER");
  g_assert_cmpint (token->expires_at_ms, ==, 0);
  g_assert_true (invy_graph_token_has_scope (token, INVY_GRAPH_SCOPE_MANAGEMENT));
  g_assert_true (invy_graph_token_has_scope (token, INVY_GRAPH_SCOPE_MESSAGING));
  g_assert_false (invy_graph_token_has_scope (token, "ads_management"));
  g_assert_cmpstr (token->business_account_ids[0], ==, WABA);
  g_assert_null (token->business_account_ids[1]);
}

static void
test_token_expires (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyGraphToken) token = NULL;

  invy_emulator_process_change_account (
      fixture->emulator, "{\"debug_token\":{\"expires_at\":\"1795000000\",\"is_valid\":false,\"scopes\":null}}");
  token = await (invy_graph_account_read_token (fixture->graph));
  g_assert_false (token->is_valid);
  g_assert_cmpint (token->expires_at_ms, ==, 1795000000000);
  g_assert_false (invy_graph_token_has_scope (token, INVY_GRAPH_SCOPE_MANAGEMENT));
}

static void
test_business_accounts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) accounts = await (invy_graph_account_list_business_accounts (fixture->graph));
  const InvyBusinessAccount *account = g_ptr_array_index (accounts, 0);

  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_cmpstr (account->id, ==, WABA);
  g_assert_cmpstr (account->name, ==, "Lucky Weddings");
}

/* A token that was made for all accounts names none; then they are asked for, in pages. */
static void
test_business_accounts_of_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) json = g_string_new ("{\"debug_token\":{\"granular_scopes\":null},\"business_accounts\":[");
  g_autoptr (GPtrArray) accounts = NULL;

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (json, "%s{\"id\":\"%u\",\"name\":\"Account %u\",\"phone_numbers\":[]}", i > 0 ? "," : "",
                            i + 1, i + 1);
  g_string_append (json, "]}");
  invy_emulator_process_change_account (fixture->emulator, json->str);
  accounts = await (invy_graph_account_list_business_accounts (fixture->graph));

  g_assert_cmpuint (accounts->len, ==, 120);
  g_assert_cmpstr (((InvyBusinessAccount *) g_ptr_array_index (accounts, 119))->name, ==, "Account 120");
}

/* Its name is only for people. */
static void
test_business_account_without_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) accounts = NULL;

  invy_emulator_process_behave (fixture->emulator, "{\"do\":\"refuse\",\"code\":10,\"path\":\"" WABA "\"}");
  accounts = await (invy_graph_account_list_business_accounts (fixture->graph));
  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_null (((InvyBusinessAccount *) g_ptr_array_index (accounts, 0))->name);
}

static void
check_number (const InvyGraphNumber *number)
{
  g_assert_cmpstr (number->id, ==, NUMBER);
  g_assert_cmpstr (number->display_number, ==, "+1 555-078-3881");
  g_assert_cmpstr (number->verified_name, ==, "Lucky Weddings");
  g_assert_cmpstr (number->quality, ==, "GREEN");
  g_assert_true (invy_graph_number_is_connected (number));
}

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) numbers = await (invy_graph_account_list_numbers (fixture->graph, WABA));
  const InvyGraphNumber *number = g_ptr_array_index (numbers, 0);

  g_assert_cmpuint (numbers->len, ==, 1);
  check_number (number);
  g_assert_cmpstr (number->throughput, ==, "STANDARD");
  g_assert_cmpuint (invy_graph_number_get_limit (number), ==, 250);
}

static void
test_number (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyGraphNumber) number = await (invy_graph_account_read_number (fixture->graph, NUMBER));

  check_number (number);
  g_assert_cmpstr (invy_graph_account_get_served_version (fixture->graph), ==, "v25.0");
}

/* One field that is not for this account must not hide the others. */
static void
test_number_with_fewer_fields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyGraphNumber) number = NULL;

  invy_emulator_process_behave (fixture->emulator,
                                "{\"do\":\"refuse\",\"code\":100,\"path\":\"" NUMBER "\",\"times\":1}");
  number = await (invy_graph_account_read_number (fixture->graph, NUMBER));
  check_number (number);
  g_assert_cmpuint (invy_graph_number_get_limit (number), ==, INVY_GRAPH_NUMBER_LIMIT_UNKNOWN);
}

static void
test_wrong_ids (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "1234", WABA, "972541234567" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    invy_test_await_error (invy_graph_account_read_number (fixture->graph, ids[i]), INVY_API_ERROR,
                           INVY_API_ERROR_WRONG_ID);
  invy_test_await_error (invy_graph_account_list_numbers (fixture->graph, NUMBER), INVY_API_ERROR,
                         INVY_API_ERROR_WRONG_ID);
  invy_test_await_error (invy_graph_account_list_templates (fixture->graph, "1234"), INVY_API_ERROR,
                         INVY_API_ERROR_WRONG_ID);
}

static void
test_health (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyGraphHealth) good = await (invy_graph_account_read_health (fixture->graph, NUMBER));
  g_autoptr (InvyGraphHealth) bad = NULL;

  g_assert_cmpint (good->state, ==, INVY_GRAPH_HEALTH_AVAILABLE);
  invy_emulator_process_change_account (
      fixture->emulator,
      "{\"number\":{\"health_status\":{\"can_send_message\":\"BLOCKED\",\"entities\":[{\"entity_type\":\"WABA\","
      "\"can_send_message\":\"BLOCKED\",\"errors\":[{\"error_code\":141006,\"error_description\":\"No payment.\","
      "\"possible_solution\":\"Add a card.\"}]},{\"can_send_message\":\"LIMITED\",\"additional_info\":["
      "\"Not verified.\"]}]}}}");
  bad = await (invy_graph_account_read_health (fixture->graph, NUMBER));
  g_assert_cmpint (bad->state, ==, INVY_GRAPH_HEALTH_BLOCKED);
  g_assert_cmpstr (bad->reasons[0], ==, "No payment.");
  g_assert_cmpstr (bad->reasons[1], ==, "Add a card.");
  g_assert_cmpstr (bad->reasons[2], ==, "Not verified.");
  g_assert_null (bad->reasons[3]);
}

static void
test_many_templates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) templates = NULL;

  set_many_templates (fixture, N_TEMPLATES);
  templates = await (invy_graph_account_list_templates (fixture->graph, WABA));
  g_assert_cmpuint (templates->len, ==, N_TEMPLATES);
  for (guint i = 0; i < N_TEMPLATES; i++)
    {
      g_autofree char *name = g_strdup_printf ("t%u", i);

      g_assert_cmpstr (invy_template_get (g_ptr_array_index (templates, i), INVY_TEMPLATE_NAME), ==, name);
    }
  g_assert_cmpuint (count_others (fixture), ==, N_TEMPLATES / 100);
}

static gboolean
tick_cb (gpointer n_ticks)
{
  (*(guint *) n_ticks)++;
  return G_SOURCE_CONTINUE;
}

/* What else the main loop has to do gets its turn between any two pages. */
static void
test_window_stays_alive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) templates = NULL;
  guint n_ticks = 0;
  guint source;

  set_many_templates (fixture, N_TEMPLATES);
  source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tick_cb, &n_ticks, NULL);
  templates = await (invy_graph_account_list_templates (fixture->graph, WABA));
  g_source_remove (source);
  g_assert_cmpuint (templates->len, ==, N_TEMPLATES);
  g_assert_cmpuint (n_ticks, >=, N_TEMPLATES / 100);
}

static void
test_no_templates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) templates = NULL;

  invy_emulator_process_set_templates (fixture->emulator, "[]");
  templates = await (invy_graph_account_list_templates (fixture->graph, WABA));
  g_assert_cmpuint (templates->len, ==, 0);
}

static void
test_find_templates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) templates = NULL;

  set_many_templates (fixture, 30);
  templates = await (invy_graph_account_find_templates (fixture->graph, WABA, "t1"));
  g_assert_cmpuint (templates->len, ==, 1);
  g_assert_cmpstr (invy_template_get (g_ptr_array_index (templates, 0), INVY_TEMPLATE_NAME), ==, "t1");
}

/* States, categories and components that nobody has heard of are kept as they are. */
static void
test_raw_templates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) templates = NULL;
  InvyTemplate *template;

  invy_emulator_process_set_templates (
      fixture->emulator,
      "[{\"name\":\"odd\",\"language\":\"ar\",\"status\":\"SOMETHING_NEW\",\"category\":\"FUTURE\","
      "\"parameter_format\":\"NAMED\",\"quality_score\":{\"score\":\"PURPLE\"},\"components\":["
      "{\"type\":\"FUTURE_COMPONENT\",\"x\":1},{\"type\":\"BODY\",\"text\":\"{{guest}}\"}]}]");
  templates = await (invy_graph_account_list_templates (fixture->graph, WABA));
  g_assert_cmpuint (templates->len, ==, 1);
  template = g_ptr_array_index (templates, 0);
  g_assert_cmpstr (invy_template_get (template, INVY_TEMPLATE_WABA_ID), ==, WABA);
  g_assert_cmpstr (invy_template_get (template, INVY_TEMPLATE_STATUS), ==, "SOMETHING_NEW");
  g_assert_cmpstr (invy_template_get (template, INVY_TEMPLATE_CATEGORY), ==, "FUTURE");
  g_assert_cmpstr (invy_template_get (template, INVY_TEMPLATE_QUALITY), ==, "PURPLE");
  g_assert_true (invy_template_is_named (template));
  g_assert_cmpstr (invy_template_get_body (template), ==, "{{guest}}");
  g_assert_cmpstr (invy_template_get_parts (template)->others[0], ==, "FUTURE_COMPONENT");
}

static void
test_repeated_cursor (Fixture *fixture, gconstpointer data)
{
  set_many_templates (fixture, 150);
  invy_emulator_process_behave (fixture->emulator, "{\"do\":\"repeat-cursor\",\"path\":\"message_templates\"}");
  invy_test_await_error (invy_graph_account_list_templates (fixture->graph, WABA), INVY_API_ERROR,
                         INVY_API_ERROR_UNREADABLE);
  g_assert_cmpuint (count_others (fixture), ==, 2);
}

/* One behaviour of the server, and what has to come of a list. */
static const struct
{
  const char *name;
  const char *behaviour;
  InvyApiError code;
} misbehaviours[] = {
  { "expired-token", "{\"do\":\"refuse\",\"code\":190,\"subcode\":463", INVY_API_ERROR_TOKEN },
  { "no-token", "{\"do\":\"refuse\",\"code\":104", INVY_API_ERROR_TOKEN },
  { "code-0", "{\"do\":\"refuse\",\"code\":0", INVY_API_ERROR_TOKEN },
  { "permission-10", "{\"do\":\"refuse\",\"code\":10", INVY_API_ERROR_PERMISSION },
  { "permission-200", "{\"do\":\"refuse\",\"code\":200", INVY_API_ERROR_PERMISSION },
  { "permission-299", "{\"do\":\"refuse\",\"code\":299", INVY_API_ERROR_PERMISSION },
  { "wrong-id", "{\"do\":\"refuse\",\"code\":100,\"subcode\":33", INVY_API_ERROR_WRONG_ID },
  { "wrong-field", "{\"do\":\"refuse\",\"code\":100", INVY_API_ERROR_PARAMETER },
  { "too-often", "{\"do\":\"refuse\",\"code\":80007", INVY_API_ERROR_BUSY },
  { "too-often-4", "{\"do\":\"refuse\",\"code\":4", INVY_API_ERROR_BUSY },
  { "locked", "{\"do\":\"refuse\",\"code\":131031", INVY_API_ERROR_REFUSED },
  { "server-error", "{\"do\":\"answer\",\"http_status\":502,\"body\":\"<html>\"", INVY_API_ERROR_UNREADABLE },
  { "empty", "{\"do\":\"answer\",\"http_status\":200", INVY_API_ERROR_UNREADABLE },
  { "no-list", "{\"do\":\"answer\",\"http_status\":200,\"body\":\"{}\"", INVY_API_ERROR_UNREADABLE },
  { "list-of-list", "{\"do\":\"answer\",\"http_status\":200,\"body\":\"[[]]\"", INVY_API_ERROR_UNREADABLE },
  { "next-without-cursor",
    "{\"do\":\"answer\",\"http_status\":200,\"body\":\"{\\\"data\\\":[],\\\"paging\\\":{\\\"next\\\":\\\"x\\\"}}\"",
    INVY_API_ERROR_UNREADABLE },
  { "garbage", "{\"do\":\"garbage\"", INVY_API_ERROR_UNREADABLE },
  { "huge", "{\"do\":\"huge\"", INVY_API_ERROR_UNREADABLE },
  { "redirect", "{\"do\":\"redirect\"", INVY_API_ERROR_UNREADABLE },
  { "cut-before", "{\"do\":\"cut-before\"", INVY_API_ERROR_UNREACHABLE },
  { "cut-after", "{\"do\":\"cut-after\"", INVY_API_ERROR_UNREACHABLE },
  { "stall", "{\"do\":\"stall\"", INVY_API_ERROR_UNREACHABLE },
  { "trickle", "{\"do\":\"trickle\"", INVY_API_ERROR_UNREACHABLE },
};

static void
test_misbehaviour (Fixture *fixture, gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autofree char *order = g_strconcat (misbehaviours[i].behaviour, ",\"path\":\"message_templates\"}", NULL);

  invy_graph_account_set_timeout (fixture->graph, 2);
  invy_emulator_process_behave (fixture->emulator, order);
  invy_test_await_error (invy_graph_account_list_templates (fixture->graph, WABA), INVY_API_ERROR,
                         (int) misbehaviours[i].code);
  g_assert_cmpuint (count_others (fixture), ==, 1);
}

/* Below the limit a long answer is read, whatever is in it. */
static void
test_long_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) templates = NULL;

  invy_emulator_process_behave (fixture->emulator,
                                "{\"do\":\"huge\",\"length\":3000000,\"path\":\"message_templates\"}");
  templates = await (invy_graph_account_list_templates (fixture->graph, WABA));
  g_assert_cmpuint (templates->len, ==, 0);
}

static void
test_slow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) templates = NULL;

  invy_emulator_process_behave (fixture->emulator,
                                "{\"do\":\"slow\",\"delay_ms\":100,\"path\":\"message_templates\"}");
  templates = await (invy_graph_account_list_templates (fixture->graph, WABA));
  g_assert_cmpuint (templates->len, ==, 1);
}

static void
test_other_version (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyGraphNumber) number = NULL;

  invy_emulator_process_behave (fixture->emulator, "{\"do\":\"accept\",\"path\":\"" NUMBER
                                                   "\",\"headers\":{\"facebook-api-version\":\"v26.0\"}}");
  number = await (invy_graph_account_read_number (fixture->graph, NUMBER));
  g_assert_cmpstr (invy_graph_account_get_served_version (fixture->graph), ==, "v26.0");
}

static void
test_nobody_listens (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyAccount) account = new_account ("http://127.0.0.1:1");
  g_autoptr (InvyGraphAccount) graph = invy_graph_account_new (account);

  invy_test_await_error (invy_graph_account_read_number (graph, NUMBER), INVY_API_ERROR, INVY_API_ERROR_UNREACHABLE);
  invy_test_await_error (invy_graph_account_list_business_accounts (graph), INVY_API_ERROR,
                         INVY_API_ERROR_UNREACHABLE);
}

/* What a server repeats of the request must not be shown. */
static void
test_token_is_not_shown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer found;

  invy_emulator_process_behave (fixture->emulator, "{\"do\":\"refuse\",\"code\":190,\"path\":\"" NUMBER
                                                   "\",\"details\":\"no " INVY_EMULATOR_TOKEN "\"}");
  found = invy_test_await_boxed (invy_graph_account_read_number (fixture->graph, NUMBER), &error);
  g_assert_null (found);
  g_assert_error (error, INVY_API_ERROR, INVY_API_ERROR_TOKEN);
  g_assert_nonnull (strstr (error->message, "no …"));
  g_assert_null (strstr (error->message, INVY_EMULATOR_TOKEN));
}

#define ADD(name, function) g_test_add ("/invy/graph-account/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("token", test_token);
  ADD ("token-expires", test_token_expires);
  ADD ("business-accounts", test_business_accounts);
  ADD ("business-accounts-of-all", test_business_accounts_of_all);
  ADD ("business-account-without-name", test_business_account_without_name);
  ADD ("numbers", test_numbers);
  ADD ("number", test_number);
  ADD ("number-with-fewer-fields", test_number_with_fewer_fields);
  ADD ("wrong-ids", test_wrong_ids);
  ADD ("health", test_health);
  ADD ("many-templates", test_many_templates);
  ADD ("window-stays-alive", test_window_stays_alive);
  ADD ("no-templates", test_no_templates);
  ADD ("find-templates", test_find_templates);
  ADD ("raw-templates", test_raw_templates);
  ADD ("repeated-cursor", test_repeated_cursor);
  ADD ("long-answer", test_long_answer);
  ADD ("slow", test_slow);
  ADD ("other-version", test_other_version);
  ADD ("nobody-listens", test_nobody_listens);
  ADD ("token-is-not-shown", test_token_is_not_shown);
  for (guint i = 0; i < G_N_ELEMENTS (misbehaviours); i++)
    {
      g_autofree char *path = g_strconcat ("/invy/graph-account/misbehaviour/", misbehaviours[i].name, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_misbehaviour, tear_down);
    }

  return g_test_run ();
}
