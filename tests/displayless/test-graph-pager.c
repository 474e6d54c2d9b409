/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "whatsapp/invy-graph-pager.h"

#include "text/invy-json.h"
#include "whatsapp/invy-api-error.h"

#include <string.h>

static JsonNode *
parse (const char *json)
{
  JsonNode *root = invy_json_parse_object (json, strlen (json));

  g_assert_nonnull (root);

  return root;
}

/* How many elements the page has; -1 when it is refused */
static int
take (InvyGraphPager *pager, const char *json)
{
  g_autoptr (JsonNode) page = parse (json);
  g_autoptr (GError) error = NULL;
  JsonArray *data = invy_graph_pager_take_page (pager, json_node_get_object (page), &error);

  if (data == NULL)
    {
      g_assert_error (error, INVY_API_ERROR, INVY_API_ERROR_UNREADABLE);
      return -1;
    }

  g_assert_no_error (error);
  return (int) json_array_get_length (data);
}

static void
test_pages (void)
{
  g_autoptr (InvyGraphPager) pager = invy_graph_pager_new ();

  g_assert_true (invy_graph_pager_has_more (pager));
  g_assert_null (invy_graph_pager_get_after (pager));
  g_assert_cmpint (take (pager, "{\"data\":[1,2],\"paging\":{\"cursors\":{\"after\":\"B\"},\"next\":\"x\"}}"), ==, 2);
  g_assert_true (invy_graph_pager_has_more (pager));
  g_assert_cmpstr (invy_graph_pager_get_after (pager), ==, "B");

  /* The last page has a cursor as well. */
  g_assert_cmpint (take (pager, "{\"data\":[3],\"paging\":{\"cursors\":{\"after\":\"C\"}}}"), ==, 1);
  g_assert_false (invy_graph_pager_has_more (pager));
}

static void
test_one_page (void)
{
  static const char *const texts[] = {
    "{\"data\":[]}",
    "{\"data\":[],\"paging\":{}}",
    "{\"data\":[],\"paging\":7}",
    "{\"data\":[],\"paging\":{\"next\":7}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (InvyGraphPager) pager = invy_graph_pager_new ();

      g_assert_cmpint (take (pager, texts[i]), ==, 0);
      g_assert_false (invy_graph_pager_has_more (pager));
    }
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "{}",
    "{\"data\":{}}",
    "{\"data\":[],\"paging\":{\"next\":\"x\"}}",
    "{\"data\":[],\"paging\":{\"next\":\"x\",\"cursors\":{\"after\":7}}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (InvyGraphPager) pager = invy_graph_pager_new ();

      g_assert_cmpint (take (pager, texts[i]), ==, -1);
    }
}

/* Also when others are between. */
static void
test_repeated_cursor (void)
{
  g_autoptr (InvyGraphPager) pager = invy_graph_pager_new ();

  g_assert_cmpint (take (pager, "{\"data\":[],\"paging\":{\"cursors\":{\"after\":\"B\"},\"next\":\"x\"}}"), ==, 0);
  g_assert_cmpint (take (pager, "{\"data\":[],\"paging\":{\"cursors\":{\"after\":\"C\"},\"next\":\"x\"}}"), ==, 0);
  g_assert_cmpint (take (pager, "{\"data\":[],\"paging\":{\"cursors\":{\"after\":\"B\"},\"next\":\"x\"}}"), ==, -1);
}

static void
test_without_end (void)
{
  g_autoptr (InvyGraphPager) pager = invy_graph_pager_new ();
  int n_elements = 0;
  guint n_pages;

  for (n_pages = 0; n_elements == 0 && n_pages < 10000; n_pages++)
    {
      g_autofree char *page =
          g_strdup_printf ("{\"data\":[],\"paging\":{\"cursors\":{\"after\":\"%u\"},\"next\":\"x\"}}", n_pages);

      n_elements = take (pager, page);
    }
  g_assert_cmpint (n_elements, ==, -1);
  /* More than the largest account needs. */
  g_assert_cmpuint (n_pages, >, 6000 / 25);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/graph-pager/pages", test_pages);
  g_test_add_func ("/invy/graph-pager/one-page", test_one_page);
  g_test_add_func ("/invy/graph-pager/refused", test_refused);
  g_test_add_func ("/invy/graph-pager/repeated-cursor", test_repeated_cursor);
  g_test_add_func ("/invy/graph-pager/without-end", test_without_end);

  return g_test_run ();
}
