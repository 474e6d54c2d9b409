/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-graph-error.h"

#include <json-glib/json-glib.h>

/* design: these, and no others, are tried again without a person. */
static const int backoff_codes[] = { 2, 4, 80007, 130429, 131016, 131056, 131057, 133004 };

static void
test_order (void)
{
  guint n_rows;
  const InvyGraphError *table = invy_graph_error_get_table (&n_rows);

  g_assert_cmpuint (n_rows, >, 80);
  for (guint i = 0; i < n_rows; i++)
    {
      g_assert_cmpint (table[i].first, <=, table[i].last);
      g_assert_true (i == 0 || table[i - 1].last < table[i].first);
      g_assert_true (invy_graph_error_find (table[i].first) == &table[i]);
      g_assert_true (invy_graph_error_find (table[i].last) == &table[i]);
    }
}

static void
test_sentences (void)
{
  guint n_rows;
  const InvyGraphError *table = invy_graph_error_get_table (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      const char *sentence = invy_graph_error_get_sentence (table[i].first);

      g_assert_true (g_str_has_suffix (sentence, "."));
      /* What happened and what to do are two sentences, or two halves of one. */
      g_assert_cmpint (g_utf8_strlen (sentence, -1), >, 40);
      g_assert_cmpint (g_utf8_strlen (sentence, -1), <, 200);
    }
}

static void
test_backoff (void)
{
  guint n_rows, n_backoff = 0;
  const InvyGraphError *table = invy_graph_error_get_table (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    n_backoff += table[i].retry == INVY_GRAPH_RETRY_BACKOFF ? 1 : 0;
  g_assert_cmpuint (n_backoff, ==, G_N_ELEMENTS (backoff_codes));

  for (guint i = 0; i < G_N_ELEMENTS (backoff_codes); i++)
    {
      const InvyGraphError *error = invy_graph_error_find (backoff_codes[i]);

      g_assert_cmpint (error->retry, ==, INVY_GRAPH_RETRY_BACKOFF);
      /* A pair limit is between us and one guest; the others concern the whole sender. */
      g_assert_cmpint (error->scope, ==, backoff_codes[i] == 131056 ? INVY_GRAPH_SCOPE_GUEST : INVY_GRAPH_SCOPE_RUN);
    }
}

static void
test_ranges (void)
{
  g_assert_cmpint (invy_graph_error_find (200)->last, ==, 200);
  g_assert_cmpint (invy_graph_error_find (250)->first, ==, 201);
  g_assert_cmpint (invy_graph_error_find (250)->retry, ==, INVY_GRAPH_RETRY_AFTER_FIX);
  g_assert_cmpint (invy_graph_error_find (131049)->retry, ==, INVY_GRAPH_RETRY_WAIT_24H);
}

static void
test_unlisted (void)
{
  static const int codes[] = { -1, 5, 300, 131001, 2388092, G_MAXINT };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const InvyGraphError *error = invy_graph_error_find (codes[i]);

      g_assert_cmpint (error->retry, ==, INVY_GRAPH_RETRY_REVIEW);
      g_assert_cmpint (error->scope, ==, INVY_GRAPH_SCOPE_GUEST);
      g_assert_nonnull (invy_graph_error_get_sentence (codes[i]));
    }
}

static const char *const retries[] = { "never", "after_fix", "backoff", "wait_24h", "later", "review" };
static const char *const scopes[] = { "guest", "template", "run" };

static int
get_code (JsonObject *row, const char *name)
{
  return (int) json_object_get_int_member (row, json_object_has_member (row, name) ? name : "code");
}

static JsonArray *
load_rows (JsonParser *parser, const char *path)
{
  g_autoptr (GError) error = NULL;
  JsonNode *root;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  root = json_parser_get_root (parser);

  return JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root)
                                      : json_object_get_array_member (json_node_get_object (root), "errors");
}

/* What the contract tests expect of each code, written down a second time: neither list has a code that the other
 * lacks, or says anything else of it. */
static void
test_fixture (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "graph-errors.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *rows = load_rows (parser, path);
  guint n_rows;
  const InvyGraphError *table = invy_graph_error_get_table (&n_rows);

  g_assert_cmpuint (json_array_get_length (rows), ==, n_rows);
  for (guint i = 0; i < n_rows; i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      g_assert_cmpint (table[i].first, ==, get_code (row, "first"));
      g_assert_cmpint (table[i].last, ==, get_code (row, "last"));
      g_assert_cmpstr (retries[table[i].retry], ==, json_object_get_string_member (row, "retry"));
      g_assert_cmpstr (scopes[table[i].scope], ==, json_object_get_string_member (row, "scope"));
      g_assert_cmpstr (table[i].sentence, ==, json_object_get_string_member (row, "says"));
    }
}

/* "201-299" is all of them; "1/2" and "24 (subcode of 1)" begin with one that stands for it. */
static void
check_corpus_row (JsonObject *row)
{
  const char *codes = json_object_get_string_member (row, "code");
  g_auto (GStrv) parts = g_strsplit_set (codes, "-/ ", -1);

  for (guint i = 0; parts[i] != NULL && g_ascii_isdigit (*parts[i]); i++)
    {
      const InvyGraphError *error = invy_graph_error_find ((int) g_ascii_strtoll (parts[i], NULL, 10));

      g_test_message ("%s", codes);
      g_assert_cmpint (error->first, >=, 0);
      g_assert_cmpstr (retries[error->retry], ==, json_object_get_string_member (row, "retry"));
      g_assert_cmpstr (scopes[error->scope], ==, json_object_get_string_member (row, "stop_scope"));
    }
}

/* A catalogue of the same codes by others. */
static void
test_corpus (gconstpointer path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *rows = load_rows (parser, path);

  g_assert_cmpuint (json_array_get_length (rows), >, 0);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    check_corpus_row (json_array_get_object_element (rows, i));
}

int
main (int argc, char *argv[])
{
  const char *corpus = g_getenv ("INVY_CORPUS");
  g_autofree char *catalogue =
      g_build_filename (corpus != NULL ? corpus : ".", "..", "reference", "whatsapp-error-codes.json", NULL);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/graph-error/order", test_order);
  g_test_add_func ("/invy/graph-error/sentences", test_sentences);
  g_test_add_func ("/invy/graph-error/backoff", test_backoff);
  g_test_add_func ("/invy/graph-error/ranges", test_ranges);
  g_test_add_func ("/invy/graph-error/unlisted", test_unlisted);
  g_test_add_func ("/invy/graph-error/fixture", test_fixture);
  /* There only where somebody keeps such a catalogue. */
  if (corpus != NULL && g_file_test (catalogue, G_FILE_TEST_EXISTS))
    g_test_add_data_func ("/invy/graph-error/corpus", catalogue, test_corpus);

  return g_test_run ();
}
