/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/invy-csv.h"
#include "transfer/invy-text-decoder.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* Each row as NUMBER:cell|cell, for comparing at a glance. */
static char *
describe (GPtrArray *rows)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      InvyTableRow *row = g_ptr_array_index (rows, i);
      g_autofree char *cells = g_strjoinv ("|", row->cells);

      g_assert_cmpuint (g_strv_length (row->cells), ==, row->n_cells);
      g_string_append_printf (string, "%s%u:%s", i > 0 ? " " : "", row->number, cells);
    }

  return g_string_free_and_steal (string);
}

static const struct
{
  const char *text;
  const char *rows;
} files[] = {
  { "", "" },
  { "\n\n", "" },
  { "a", "1:a" },
  { "a,b\n1,2\n", "1:a|b 2:1|2" },
  { "a,b\r\n1,2\r\n", "1:a|b 2:1|2" },
  { "a,b\r1,2\r", "1:a|b 2:1|2" },
  { "a,b\n1,2", "1:a|b 2:1|2" },
  { "a;b\n1;2\n", "1:a|b 2:1|2" },
  { "a\tb\n1\t2\n", "1:a|b 2:1|2" },
  { "a|b\n1|2\n", "1:a|b 2:1|2" },
  { "sep=;\r\na,b;c\r\n1;2\r\n", "2:a,b|c 3:1|2" },
  { "a;b\n\"1,5\";2\n1,5;2\n", "1:a|b 2:1,5|2 3:1,5|2" },
  { "a,b\n\n\n1,2\n", "1:a|b 4:1|2" },
  { "a,b\r\n\r\n\r\n1,2\r\n", "1:a|b 4:1|2" },
  { "a,b\n\"x\ny\",2\n3,4\n", "1:a|b 2:x\ny|2 3:3|4" },
  { "a,b\n\"say \"\"hi\"\"\",2\n", "1:a|b 2:say \"hi\"|2" },
  { "a,b,c\n1\n1,2,3,4\n", "1:a|b|c 2:1 3:1|2|3|4" },
  { "a,b\n , \n1,2\n", "1:a|b 3:1|2" },
  { "a,b\n\"x;y\nx;y\nx;y\",2\n", "1:a|b 2:x;y\nx;y\nx;y|2" },
  { "a,b\nד\"ר,יו\"ם\n", "1:a|b 2:ד\"ר|יו\"ם" },
  /* a quote that nobody closes */
  { "a,b\n\"רבי,2\n3,4\n", "1:a|b 2:\"רבי|2 3:3|4" },
  { "a,b\n\"x \"\"y\"\"\",2\n\"רבי,4\n", "1:a|b 2:x \"y\"|2 3:\"רבי|4" },
};

static void
test_files (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (InvyTable) table = invy_csv_parse (files[i].text, NULL);
      g_autofree char *description = describe (table->rows);

      g_assert_cmpstr (description, ==, files[i].rows);
    }
}

static void
test_written_is_read (void)
{
  const char *cells[] = { "",      "plain",   "a,b",  "a;b", "say \"hi\"", "two\nlines", "two\r\nlines",
                          "\ttab", " space ", "ד\"ר", NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (InvyTable) table = NULL;
  InvyTableRow *row;

  invy_csv_append_row (text, cells);
  invy_csv_append_row (text, cells);
  table = invy_csv_parse (text->str, NULL);
  g_assert_cmpuint (table->rows->len, ==, 2);
  row = g_ptr_array_index (table->rows, 1);
  g_assert_cmpstrv (row->cells, cells);
}

/* Compares with an answer of csv-spectrum: a list of objects whose members are the cells. The one answer that is no
 * list holds other values than its file; only its titles count. */
static void
assert_answer (GPtrArray *rows, JsonNode *answer)
{
  InvyTableRow *titles = g_ptr_array_index (rows, 0);
  JsonArray *objects;

  if (JSON_NODE_HOLDS_OBJECT (answer))
    {
      for (guint i = 0; i < titles->n_cells; i++)
        g_assert_true (json_object_has_member (json_node_get_object (answer), titles->cells[i]));
      return;
    }

  objects = json_node_get_array (answer);
  g_assert_cmpuint (rows->len, ==, json_array_get_length (objects) + 1);
  for (guint i = 1; i < rows->len; i++)
    {
      InvyTableRow *row = g_ptr_array_index (rows, i);
      JsonObject *object = json_array_get_object_element (objects, i - 1);

      g_assert_cmpuint (row->n_cells, ==, json_object_get_size (object));
      for (guint j = 0; j < row->n_cells; j++)
        g_assert_cmpstr (row->cells[j], ==, json_object_get_string_member (object, titles->cells[j]));
    }
}

static void
test_corpus_spectrum (void)
{
  g_autofree char *base = g_build_filename (g_getenv ("INVY_CORPUS"), "csv", "csv-spectrum", NULL);
  g_autofree char *folder = g_build_filename (base, "csvs", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n_tried = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".csv"));
      g_autofree char *answer_name = g_strconcat (stem, ".json", NULL);
      g_autofree char *answer_path = g_build_filename (base, "json", answer_name, NULL);
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (InvyTable) table = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *text = NULL;
      char *contents;
      gsize length;

      g_test_message ("%s", name);
      json_parser_load_from_file (parser, answer_path, &error);
      g_assert_no_error (error);
      g_file_get_contents (path, &contents, &length, &error);
      g_assert_no_error (error);
      bytes = g_bytes_new_take (contents, length);
      text = invy_text_decoder_decode (bytes, &error);
      g_assert_no_error (error);

      table = invy_csv_parse (text, NULL);
      assert_answer (table->rows, json_parser_get_root (parser));
      n_tried++;
    }
  g_assert_cmpuint (n_tried, >, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/csv/files", test_files);
  g_test_add_func ("/invy/csv/written-is-read", test_written_is_read);
  if (g_getenv ("INVY_CORPUS") != NULL && *g_getenv ("INVY_CORPUS") != '\0')
    g_test_add_func ("/invy/csv/corpus-spectrum", test_corpus_spectrum);

  return g_test_run ();
}
