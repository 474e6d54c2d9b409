/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/invy-template.h"
#include "text/invy-json.h"
#include "whatsapp/invy-api-error.h"
#include "whatsapp/invy-business-account.h"
#include "whatsapp/invy-graph-health.h"
#include "whatsapp/invy-graph-number.h"
#include "whatsapp/invy-graph-pager.h"
#include "whatsapp/invy-graph-refusal.h"
#include "whatsapp/invy-graph-token.h"

#include "invy-fuzz.h"

#include <string.h>

#define N_ITERATIONS 20000
#define SEED 20270826

/* Answers that Graph documents, and some of its known oddities. */
static const char *const seeds[] = {
  "{\"data\":[{\"name\":\"invite_he\",\"parameter_format\":\"POSITIONAL\",\"components\":[{\"type\":\"HEADER\","
  "\"format\":\"IMAGE\",\"example\":{\"header_handle\":[\"https://scontent.example/"
  "1\"]}},{\"type\":\"BODY\",\"text\":"
  "\"שלום {{1}}, {{2}}\",\"example\":{\"body_text\":[[\"דנה\",\"12.1\"]]}},{\"type\":\"BUTTONS\",\"buttons\":["
  "{\"type\":\"URL\",\"text\":\"RSVP\",\"url\":\"https://rsvp.example/{{1}}\",\"example\":[\"https://rsvp.example/"
  "a\"]},"
  "{\"type\":\"QUICK_REPLY\",\"text\":\"כן\"},{\"type\":\"PHONE_NUMBER\",\"phone_number\":\"+15555550100\"},"
  "{\"type\":\"COPY_CODE\",\"example\":\"ABC\"}]}],\"language\":\"he\",\"status\":\"APPROVED\",\"category\":"
  "\"MARKETING\",\"id\":\"1387372356726668\",\"quality_score\":{\"score\":\"UNKNOWN\",\"date\":1795000000}}],"
  "\"paging\":"
  "{\"cursors\":{\"before\":\"A\",\"after\":\"B\"},\"next\":\"https://graph.facebook.com/v25.0/1?after=B\"}}",
  "{\"data\":[{\"name\":\"invite_en\",\"parameter_format\":\"NAMED\",\"components\":[{\"type\":\"header\",\"format\":"
  "\"TEXT\",\"text\":\"{{who}}\",\"example\":{\"header_text_named_params\":[{\"param_name\":\"who\",\"example\":"
  "\"D\"}]}},"
  "{\"type\":\"BODY\",\"text\":\"Dear {{guest}}\",\"example\":{\"body_text_named_params\":[{\"param_name\":\"guest\","
  "\"example\":\"Dana\"}]}},{\"type\":\"FOOTER\",\"text\":\"Bye\"},{\"type\":\"CAROUSEL\",\"cards\":[{}]}],"
  "\"language\":"
  "\"en_US\",\"status\":\"SOMETHING_NEW\"}],\"paging\":{\"cursors\":{\"after\":\"B\"}}}",
  "{\"data\":{\"app_id\":\"670\",\"type\":\"SYSTEM_USER\",\"expires_at\":\"0\",\"is_valid\":true,\"scopes\":["
  "\"whatsapp_business_management\"],\"granular_scopes\":[{\"scope\":\"whatsapp_business_management\",\"target_ids\":"
  "["
  "\"102290129340398\",1022]}]}}",
  "{\"verified_name\":\"Lucky Weddings\",\"display_phone_number\":\"+1 555-078-3881\",\"quality_rating\":\"GREEN\","
  "\"status\":\"CONNECTED\",\"throughput\":{\"level\":\"STANDARD\"},\"whatsapp_business_manager_messaging_limit\":"
  "\"TIER_100K\",\"id\":\"106540352242922\"}",
  "{\"health_status\":{\"can_send_message\":\"BLOCKED\",\"entities\":[{\"entity_type\":\"WABA\",\"errors\":["
  "{\"error_code\":141006,\"error_description\":\"No payment\",\"possible_solution\":\"Add a card\"}]},"
  "{\"additional_info\":[\"Not verified.\",7]}]},\"id\":106540352242922}",
  "{\"error\":{\"message\":\"(#100) Invalid\",\"type\":\"OAuthException\",\"code\":\"100\",\"error_subcode\":33,"
  "\"error_data\":{\"details\":\"\\u202eno\"},\"fbtrace_id\":\"AZ\"}}",
  "{\"id\":\"1\",\"name\":\"\\u0000\\ud83d\\udc8d\"}",
  "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
  "",
};

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
try_number (JsonObject *object)
{
  g_autoptr (InvyGraphNumber) number = invy_graph_number_new_from_graph (object);
  g_autoptr (InvyGraphNumber) copy = number != NULL ? invy_graph_number_copy (number) : NULL;

  if (copy == NULL)
    return;

  g_assert_true (g_regex_match_simple ("^[0-9]+$", copy->id, 0, 0));
  check_text (copy->display_number);
  check_text (copy->verified_name);
  check_text (copy->status);
  g_assert_cmpuint (invy_graph_number_get_limit (number), ==, invy_graph_number_get_limit (copy));
}

static void
try_token (JsonObject *object)
{
  g_autoptr (InvyGraphToken) token = invy_graph_token_new_from_graph (object);
  g_autoptr (InvyGraphToken) copy = invy_graph_token_copy (token);

  g_assert_cmpint (copy->expires_at_ms, >=, 0);
  g_assert_true (invy_graph_token_has_scope (copy, INVY_GRAPH_SCOPE_MANAGEMENT)
                 == invy_graph_token_has_scope (token, INVY_GRAPH_SCOPE_MANAGEMENT));
}

static void
try_health (JsonObject *object)
{
  g_autoptr (InvyGraphHealth) health = invy_graph_health_new_from_graph (object);
  g_autoptr (InvyGraphHealth) copy = invy_graph_health_copy (health);

  for (guint i = 0; copy->reasons[i] != NULL; i++)
    {
      check_text (copy->reasons[i]);
      g_assert_cmpstr (copy->reasons[i], !=, "");
    }
}

static void
try_template (JsonObject *object)
{
  g_autoptr (InvyTemplate) template = invy_template_new_from_graph (object, "1");
  g_autofree char *fingerprint = NULL;

  if (template == NULL)
    return;

  for (guint i = 0; i < INVY_TEMPLATE_N_FIELDS; i++)
    check_text (invy_template_get (template, i));
  check_text (invy_template_get_body (template));
  fingerprint = invy_template_dup_fingerprint (template);
  g_assert_cmpuint (strlen (fingerprint), ==, 64);
}

static void
try_refusal (JsonObject *object)
{
  g_autoptr (InvyGraphRefusal) refusal = invy_graph_refusal_parse (object, "secret");
  g_autoptr (GError) error = NULL;

  if (refusal == NULL)
    return;

  error = invy_api_error_new_for_graph (refusal->code, refusal->subcode, refusal->detail);
  g_assert_cmpint (refusal->code, >=, 0);
  check_text (error->message);
}

static void
try_page (JsonObject *object)
{
  g_autoptr (InvyGraphPager) pager = invy_graph_pager_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *page = invy_graph_pager_take_page (pager, object, &error);

  g_assert_true ((page == NULL) == (error != NULL));
  for (guint i = 0; page != NULL && i < json_array_get_length (page); i++)
    {
      JsonObject *element = invy_json_get_element (page, i);

      if (element != NULL)
        try_template (element);
    }
  /* The same page again, where it said that there is another, is a loop. */
  if (page != NULL && invy_graph_pager_has_more (pager))
    g_assert_null (invy_graph_pager_take_page (pager, object, NULL));
}

static void
try_one (const char *text, gsize length)
{
  g_autoptr (JsonNode) root = invy_json_parse_object (text, length);
  g_autoptr (InvyBusinessAccount) account = NULL;
  JsonObject *object;

  if (root == NULL)
    return;

  object = json_node_get_object (root);
  account = invy_business_account_new_from_graph (object);
  if (account != NULL)
    check_text (account->name);
  try_number (object);
  try_token (object);
  if (invy_json_get_object (object, "data") != NULL)
    try_token (invy_json_get_object (object, "data"));
  try_health (object);
  try_template (object);
  try_refusal (object);
  try_page (object);
}

static void
test_mutations (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    try_one (seeds[i], strlen (seeds[i]));
  for (guint i = 0; i < N_ITERATIONS; i++)
    {
      g_autoptr (GBytes) bytes = invy_fuzz_mutate (rand, seeds, G_N_ELEMENTS (seeds));
      gsize size;
      const char *data = g_bytes_get_data (bytes, &size);

      try_one (data, size);
    }
}

/* One value in so many is replaced by one of another type; most replies stay readable then. */
#define ONE_IN 12

static JsonNode *
new_odd_value (GRand *rand)
{
  static const char *const values[] = {
    "null", "true",   "-1",    "3.5",         "9223372036854775807",  "1e300", "\"\"", "\"12\"", "[]",
    "{}",   "[null]", "[[1]]", "{\"id\":{}}", "\"TIER_99999999999K\""
  };

  return json_from_string (values[g_rand_int_range (rand, 0, G_N_ELEMENTS (values))], NULL);
}

static JsonNode *
copy_broken (GRand *rand, JsonNode *node)
{
  JsonNode *copy;

  if (g_rand_int_range (rand, 0, ONE_IN) == 0)
    return new_odd_value (rand);
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      JsonArray *broken = json_array_new ();

      for (guint i = 0; i < json_array_get_length (array); i++)
        json_array_add_element (broken, copy_broken (rand, json_array_get_element (array, i)));
      copy = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (copy, broken);
      return copy;
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *broken = json_object_new ();
      JsonObjectIter iter;
      const char *name;
      JsonNode *value;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &name, &value))
        json_object_set_member (broken, name, copy_broken (rand, value));
      copy = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (copy, broken);
      return copy;
    }

  return json_node_copy (node);
}

static void
test_wrong_types (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < N_ITERATIONS; i++)
    {
      const char *seed = seeds[i % G_N_ELEMENTS (seeds)];
      g_autoptr (JsonNode) root = invy_json_parse_object (seed, strlen (seed));
      g_autoptr (JsonNode) broken = root != NULL ? copy_broken (rand, root) : NULL;
      g_autofree char *text = broken != NULL ? json_to_string (broken, FALSE) : g_strdup ("");

      try_one (text, strlen (text));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/fuzz/graph-replies/mutations", test_mutations);
  g_test_add_func ("/invy/fuzz/graph-replies/wrong-types", test_wrong_types);

  return g_test_run ();
}
