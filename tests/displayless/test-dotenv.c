/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "settings/invy-dotenv.h"

#include <glib/gstdio.h>

static const struct
{
  const char *text;
  const char *value; /* of A; NULL when it has none */
} rows[] = {
  { "A=b", "b" },
  { "A=b\n", "b" },
  { "\xef\xbb\xbf"
    "A=b",
    "b" },
  { "A=b\r\nC=d\r\n", "b" },
  { "C=d\rA=b\rE=f", "b" },
  { "  A = b  ", "b" },
  { "export A=b", "b" },
  { "export\tA=b", "b" },
  { "exportA=b", NULL },
  { "# A=b", NULL },
  { "A=b # c", "b" },
  { "A=b#c", "b#c" },
  { "A=# c", "" },
  { "A=", "" },
  { "A=\"\"", "" },
  { "A=b=c==", "b=c==" },
  { "A='b c' # d", "b c" },
  { "A='b\\n'", "b\\n" },
  { "A=\"b # c\"", "b # c" },
  { "A=\"b\\nc\\t\\\"d\\\\\"", "b\nc\t\"d\\" },
  { "A=\"b", NULL },
  { "A=\"b\"c", NULL },
  { "A b=c", NULL },
  { "1A=b", NULL },
  { "=b", NULL },
  { "A", NULL },
  { "A=b\nA=c", "c" },
  { "A=דנה", "דנה" },
  { "", NULL },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GHashTable) values = invy_dotenv_parse (rows[i].text);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (g_hash_table_lookup (values, "A"), ==, rows[i].value);
    }
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("invy-dotenv-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, ".env", NULL);
  g_autoptr (GHashTable) values = NULL;

  g_assert_null (invy_dotenv_load (path));
  /* A folder, and a file that is no text. */
  g_assert_null (invy_dotenv_load (folder));
  g_assert_true (g_file_set_contents (path, "A=\xff\xfe\0", 5, NULL));
  g_assert_null (invy_dotenv_load (path));

  g_assert_true (g_file_set_contents (path, "A=b\n", -1, NULL));
  values = invy_dotenv_load (path);
  g_assert_cmpstr (g_hash_table_lookup (values, "A"), ==, "b");

  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/dotenv/table", test_table);
  g_test_add_func ("/invy/dotenv/files", test_files);

  return g_test_run ();
}
