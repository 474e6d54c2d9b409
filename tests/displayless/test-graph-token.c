/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "whatsapp/invy-graph-token.h"

#include "text/invy-json.h"

#include <string.h>

static InvyGraphToken *
parse (const char *json)
{
  g_autoptr (JsonNode) root = invy_json_parse_object (json, strlen (json));

  g_assert_nonnull (root);

  return invy_graph_token_new_from_graph (json_node_get_object (root));
}

static void
test_all_fields (void)
{
  g_autoptr (InvyGraphToken) token = parse (
      "{\"type\":\"SYSTEM_USER\",\"application\":\"Wedding\\u202e app\",\"is_valid\":true,\"expires_at\":1795000000,"
      "\"scopes\":[\"whatsapp_business_messaging\",7,\"\"],\"granular_scopes\":[7,{\"scope\":\"x\"},"
      "{\"scope\":\"whatsapp_business_management\",\"target_ids\":[\"102\",\"103\"]}]}");
  g_autoptr (InvyGraphToken) copy = invy_graph_token_copy (token);

  g_assert_cmpstr (copy->type, ==, "SYSTEM_USER");
  g_assert_cmpstr (copy->application, ==, "Wedding app");
  g_assert_true (copy->is_valid);
  g_assert_cmpint (copy->expires_at_ms, ==, G_GINT64_CONSTANT (1795000000000));
  g_assert_cmpuint (g_strv_length (copy->scopes), ==, 1);
  g_assert_true (invy_graph_token_has_scope (copy, INVY_GRAPH_SCOPE_MESSAGING));
  g_assert_false (invy_graph_token_has_scope (copy, INVY_GRAPH_SCOPE_MANAGEMENT));
  g_assert_cmpuint (g_strv_length (copy->business_account_ids), ==, 2);
  g_assert_cmpstr (copy->business_account_ids[1], ==, "103");
}

/* What does not say that it is good is not. */
static void
test_nothing (void)
{
  static const char *const texts[] = {
    "{}",
    "{\"is_valid\":\"true\",\"scopes\":{},\"granular_scopes\":7}",
    "{\"is_valid\":1,\"expires_at\":-5,\"scopes\":\"whatsapp_business_management\"}",
    "{\"is_valid\":null,\"expires_at\":9223372036854775807}",
    "{\"is_valid\":[],\"expires_at\":1e30}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (InvyGraphToken) token = parse (texts[i]);

      g_assert_false (token->is_valid);
      g_assert_cmpint (token->expires_at_ms, ==, 0);
      g_assert_cmpuint (g_strv_length (token->scopes), ==, 0);
      g_assert_cmpuint (g_strv_length (token->business_account_ids), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/graph-token/all-fields", test_all_fields);
  g_test_add_func ("/invy/graph-token/nothing", test_nothing);

  return g_test_run ();
}
