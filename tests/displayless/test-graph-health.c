/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "whatsapp/invy-graph-health.h"

#include "text/invy-json.h"

#include <string.h>

static InvyGraphHealth *
parse (const char *json)
{
  g_autoptr (JsonNode) root = invy_json_parse_object (json, strlen (json));

  g_assert_nonnull (root);

  return invy_graph_health_new_from_graph (json_node_get_object (root));
}

static void
test_states (void)
{
  static const struct
  {
    const char *word;
    InvyGraphHealthState state;
  } rows[] = {
    { "AVAILABLE", INVY_GRAPH_HEALTH_AVAILABLE },
    { "LIMITED", INVY_GRAPH_HEALTH_LIMITED },
    { "blocked", INVY_GRAPH_HEALTH_BLOCKED },
    { "SOMETHING_NEW", INVY_GRAPH_HEALTH_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"health_status\":{\"can_send_message\":\"%s\"}}", rows[i].word);
      g_autoptr (InvyGraphHealth) health = parse (json);

      g_assert_cmpint (health->state, ==, rows[i].state);
      g_assert_cmpstr (health->word, ==, rows[i].word);
    }
}

/* Each reason once, cleaned, and not without end. */
static void
test_reasons (void)
{
  g_autoptr (GString) json =
      g_string_new ("{\"health_status\":{\"entities\":[7,{\"errors\":[null,{\"error_description\":"
                    "\"No\\npayment\",\"possible_solution\":\"Pay\"}]},"
                    "{\"additional_info\":[\"Pay\",7,\"\",\"\\u200e\"");
  g_autoptr (InvyGraphHealth) health = NULL;

  for (guint i = 0; i < 50; i++)
    g_string_append_printf (json, ",\"reason %u\"", i);
  g_string_append (json, "]}]}}");
  health = parse (json->str);

  g_assert_cmpstr (health->reasons[0], ==, "No payment");
  g_assert_cmpstr (health->reasons[1], ==, "Pay");
  g_assert_cmpstr (health->reasons[2], ==, "reason 0");
  g_assert_cmpuint (g_strv_length (health->reasons), ==, 10);
}

static void
test_nothing (void)
{
  static const char *const texts[] = {
    "{}",
    "{\"health_status\":7}",
    "{\"health_status\":{}}",
    "{\"health_status\":{\"can_send_message\":true,\"entities\":{}}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (InvyGraphHealth) health = parse (texts[i]);
      g_autoptr (InvyGraphHealth) copy = invy_graph_health_copy (health);

      g_assert_cmpint (copy->state, ==, INVY_GRAPH_HEALTH_UNKNOWN);
      g_assert_null (copy->word);
      g_assert_null (copy->reasons[0]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/graph-health/states", test_states);
  g_test_add_func ("/invy/graph-health/reasons", test_reasons);
  g_test_add_func ("/invy/graph-health/nothing", test_nothing);

  return g_test_run ();
}
