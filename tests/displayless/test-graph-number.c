/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "whatsapp/invy-graph-number.h"

#include "text/invy-json.h"

#include <string.h>

static InvyGraphNumber *
parse (const char *json)
{
  g_autoptr (JsonNode) root = invy_json_parse_object (json, strlen (json));

  g_assert_nonnull (root);

  return invy_graph_number_new_from_graph (json_node_get_object (root));
}

static void
test_all_fields (void)
{
  g_autoptr (InvyGraphNumber) number =
      parse ("{\"id\":\"106\",\"display_phone_number\":\"+1 555-078-3881\",\"verified_name\":\"Lucky\","
             "\"status\":\"CONNECTED\",\"quality_rating\":\"GREEN\",\"name_status\":\"APPROVED\","
             "\"throughput\":{\"level\":\"HIGH\"},\"whatsapp_business_manager_messaging_limit\":\"TIER_2K\"}");
  g_autoptr (InvyGraphNumber) copy = invy_graph_number_copy (number);

  g_assert_cmpstr (copy->id, ==, "106");
  g_assert_cmpstr (copy->display_number, ==, "+1 555-078-3881");
  g_assert_cmpstr (copy->verified_name, ==, "Lucky");
  g_assert_cmpstr (copy->quality, ==, "GREEN");
  g_assert_cmpstr (copy->name_status, ==, "APPROVED");
  g_assert_cmpstr (copy->throughput, ==, "HIGH");
  g_assert_true (invy_graph_number_is_connected (copy));
}

/* An id may be a number, everything but it and the number itself may be missing or of another type. */
static void
test_little (void)
{
  g_autoptr (InvyGraphNumber) number =
      parse ("{\"id\":106,\"display_phone_number\":\"+1\",\"status\":7,\"throughput\":\"STANDARD\"}");

  g_assert_cmpstr (number->id, ==, "106");
  g_assert_null (number->status);
  g_assert_null (number->throughput);
  g_assert_true (invy_graph_number_is_connected (number));
  g_assert_cmpuint (invy_graph_number_get_limit (number), ==, INVY_GRAPH_NUMBER_LIMIT_UNKNOWN);
}

static void
test_no_number (void)
{
  static const char *const texts[] = {
    "{}",
    "{\"id\":\"1\"}",
    "{\"id\":\"1\",\"name\":\"Lucky\"}",
    "{\"display_phone_number\":\"+1\"}",
    "{\"id\":\"x1\",\"display_phone_number\":\"+1\"}",
    "{\"id\":-1,\"display_phone_number\":\"+1\"}",
    "{\"id\":1.5,\"display_phone_number\":\"+1\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (parse (texts[i]));
}

static void
test_limits (void)
{
  static const struct
  {
    const char *tier;
    guint limit;
  } rows[] = {
    { "TIER_50", 50 },
    { "TIER_250", 250 },
    { "TIER_1K", 1000 },
    { "TIER_2K", 2000 },
    { "TIER_10K", 10000 },
    { "tier_100k", 100000 },
    { "TIER_UNLIMITED", INVY_GRAPH_NUMBER_UNLIMITED },
    { "TIER_", INVY_GRAPH_NUMBER_LIMIT_UNKNOWN },
    { "TIER_NOT_SET", INVY_GRAPH_NUMBER_LIMIT_UNKNOWN },
    { "TIER_5M", INVY_GRAPH_NUMBER_LIMIT_UNKNOWN },
    { "TIER_-5", INVY_GRAPH_NUMBER_LIMIT_UNKNOWN },
    { "TIER_99999999999999999999K", INVY_GRAPH_NUMBER_LIMIT_UNKNOWN },
    { "250", INVY_GRAPH_NUMBER_LIMIT_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *json = g_strdup_printf (
          "{\"id\":\"1\",\"display_phone_number\":\"+1\",\"whatsapp_business_manager_messaging_limit\":\"%s\"}",
          rows[i].tier);
      g_autoptr (InvyGraphNumber) number = parse (json);

      g_assert_cmpuint (invy_graph_number_get_limit (number), ==, rows[i].limit);
    }
}

static void
test_not_connected (void)
{
  g_autoptr (InvyGraphNumber) number =
      parse ("{\"id\":\"1\",\"display_phone_number\":\"+1\",\"status\":\"SOMETHING_NEW\"}");

  g_assert_false (invy_graph_number_is_connected (number));
  g_assert_cmpstr (number->status, ==, "SOMETHING_NEW");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/graph-number/all-fields", test_all_fields);
  g_test_add_func ("/invy/graph-number/little", test_little);
  g_test_add_func ("/invy/graph-number/no-number", test_no_number);
  g_test_add_func ("/invy/graph-number/limits", test_limits);
  g_test_add_func ("/invy/graph-number/not-connected", test_not_connected);

  return g_test_run ();
}
