/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/invy-guest-columns.h"

#include "invy-test-table.h"

#include <gio/gio.h>
#include <string.h>

/* A card between its first and last line, and its row: first name, last name, mobile, phone, email, tags, notes,
 * address, language, then what only our own cards have. */
static const struct
{
  const char *lines;
  const char *row;
} cards[] = {
  { "VERSION:3.0\nN:כהן;דנה;;;\nFN:דנה כהן\nTEL;TYPE=CELL:050-234-5678\n", "דנה|כהן|050-234-5678" },
  { "VERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D7=9B=D7=94=D7=9F;=D7=93=\r\n=D7=A0=D7=94;;;\r\n"
    "TEL;CELL;PREF:+972502345678\r\n",
    "דנה|כהן|+972502345678" },
  { "VERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1255:=EB=E4=EF;=E3=F0=E4\n", "דנה|כהן" },
  { "VERSION:2.1\nN;CHARSET=windows-1255:\xeb\xe4\xef;\xe3\xf0\xe4\n", "דנה|כהן" },
  { "VERSION:2.1\nN:\xeb\xe4\xef;\xe3\xf0\xe4\n", "דנה|כהן" },
  { "VERSION:3.0\nN;CHARSET=UTF-8:כהן;דנה\n", "דנה|כהן" },
  /* a letter that the line's end cuts in two */
  { "VERSION:3.0\nN:כהן;ד\xd7\n \xa0"
    "ה;;;\n",
    "דנה|כהן" },
  { "VERSION:3.0\r\nN:Cohen;Da\r\n na;;;\r\nNOTE:one\\, two\\nthree\\; four\r\n\t five\r\n",
    "Dana|Cohen|||||one, two\nthree; four five" },
  { "VERSION:3.0\nTEL;TYPE=HOME:03-6123456\nTEL;TYPE=CELL:0502345678\nTEL;TYPE=CELL,PREF:0522345678\nTEL;TYPE=FAX:03-"
    "6123457\n"
    "TEL;TYPE=WORK,VOICE,pref:03-7000000\nN:A;B\n",
    "B|A|0522345678 ::: 0502345678|03-7000000 ::: 03-6123456" },
  { "VERSION:4.0\nN:A;B\nTEL;VALUE=uri;TYPE=\"cell,voice\":tel:+972-50-234-5678;ext=5\nLANG;PREF=2:fr\nLANG;PREF=1:"
    "he\n",
    "B|A|+972-50-234-5678||||||he" },
  { "VERSION:4.0\nFN;ALTID=1;LANGUAGE=he:דנה כהן\nFN;ALTID=1;LANGUAGE=en:Dana Cohen\n", "דנה|כהן" },
  { "VERSION:3.0\nFN:דנה ויוסי כהן\n", "דנה ויוסי כהן" },
  { "VERSION:3.0\nN:דנה כהן;;;;\nFN:דנה כהן\n", "דנה|כהן" },
  { "VERSION:4.0\nKIND:org\nFN:Flowers Ltd\nTEL:036123456\n", "Flowers Ltd|||036123456" },
  { "VERSION:3.0\nN:A;B\nitem1.TEL:050 ::: 052\nitem1.X-ABLabel:Mobile\nitem2.EMAIL;TYPE=INTERNET:a@b.c\n",
    "B|A||050 ::: 052|a@b.c" },
  { "VERSION:3.0\nN:A;B\nCATEGORIES:myContacts,חברים,צבא\nCATEGORIES:עבודה\n", "B|A||||חברים, צבא, עבודה" },
  { "VERSION:3.0\nN:A;B\nADR;TYPE=HOME:;;הרצל 5;חיפה;;31000;ישראל\nNOTE:x\nNOTE:y\n",
    "B|A|||||x\ny|הרצל 5, חיפה, 31000, ישראל" },
  { "VERSION:3.0\nN:A;B\nPHOTO;ENCODING=b:AAAA\n AAAA\nX-INVY-SIDE:bride\nX-INVY-PARTY-SIZE:4\n",
    "B|A||||||||bride|||4" },
  { "VERSION:3.0\nN:;דנה כהן;;;\nFN:דנה כהן\n", "דנה|כהן" },
  { "VERSION:3.0\nN:;דנה כהן;;;\nFN:דנה כהן\nX-INVY-LANGUAGE:he\n", "דנה כהן||||||||he" },
  { "VERSION:2.1\nN:A;B\nAGENT:\nBEGIN:VCARD\nVERSION:2.1\nN:Other;One\nEND:VCARD\nTEL;HOME:03\n", "B|A||03" },
};

static void
assert_cards (const char *text, gsize size, const char *expected)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size);
  g_autoptr (GPtrArray) tables = NULL;
  g_autofree char *description = NULL;

  g_assert_cmpint (invy_test_table_parse (bytes, &tables), ==, INVY_TABLE_WIRE_VCARD);
  description = invy_test_table_describe (tables);
  g_assert_cmpstr (strchr (strchr (description, '\n') + 1, '\n') + 1, ==, expected);
}

static void
test_cards (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      g_autofree char *text = g_strdup_printf ("BEGIN:VCARD\r\n%sEND:VCARD\r\n", cards[i].lines);
      g_autofree char *expected = g_strdup_printf ("2:%s\n", cards[i].row);

      assert_cards (text, strlen (text), expected);
    }
}

static void
test_several (void)
{
  static const char text[] = "\xef\xbb\xbf"
                             "begin:vcard\nVERSION:3.0\nN:A;B\nEND:VCARD\n\n\nBEGIN:VCARD\nVERSION:4.0\nKIND:group\n"
                             "FN:All\nEND:VCARD\nBEGIN:VCARD\rVERSION:3.0\rN:C;D\rEND:VCARD\r"
                             "BEGIN:VCARD\nN:cut;off\n";

  assert_cards (text, sizeof text - 1, "2:B|A\n4:D|C\n");
}

static void
test_utf16 (void)
{
  static const char text[] =
      "\xff\xfe"
      "B\0E\0G\0I\0N\0:\0V\0C\0A\0R\0D\0\n\0N\0:\0\xd0\x05;\0\xd1\x05\n\0E\0N\0D\0:\0V\0C\0A\0R\0D\0\n\0";

  assert_cards (text, sizeof text - 1, "2:ב|א\n");
}

/* Every column is one that the guess of the columns knows. */
static void
test_titles (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("BEGIN:VCARD\nN:A;B\nEND:VCARD\n", 28);
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (InvyGuestColumns) columns = NULL;
  InvyTable *table;
  InvyTableRow *row;

  g_assert_cmpint (invy_test_table_parse (bytes, &tables), ==, INVY_TABLE_WIRE_VCARD);
  table = g_ptr_array_index (tables, 0);
  row = g_ptr_array_index (table->rows, 0);
  g_assert_null (table->title);
  g_assert_cmpstr (row->cells[0], ==, "First name");
  g_assert_cmpstr (row->cells[2], ==, "Mobile phone");

  columns = invy_guest_columns_new (table);
  g_assert_true (columns->titles == row->cells);
  for (guint i = 0; i < row->n_cells; i++)
    g_assert_cmpint (columns->kinds[i], !=, INVY_GUEST_COLUMN_IGNORED);
}

static void
test_corpus (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("INVY_CORPUS"), "vcard", "vobject", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n_rows = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *description = NULL;
      g_autoptr (GPtrArray) tables = NULL;
      g_autoptr (GBytes) bytes = NULL;
      char *contents;
      gsize size;

      g_test_message ("%s", name);
      g_file_get_contents (path, &contents, &size, &error);
      g_assert_no_error (error);
      bytes = g_bytes_new_take (contents, size);
      g_assert_cmpint (invy_test_table_parse (bytes, &tables), ==, INVY_TABLE_WIRE_VCARD);
      description = invy_test_table_describe (tables);
      n_rows += ((InvyTable *) g_ptr_array_index (tables, 0))->rows->len - 1;
      if (g_str_equal (name, "vcard40_full.vcf"))
        g_assert_nonnull (strstr (description, "2:John Quinlan|Public|+1-555-123-4567|+1-555-555-5555|"
                                               "johnny@personal.example.org ::: john.public@example.com|"
                                               "BUSINESS, NETWORKING|This is a note about John.\nHe likes vCards.|"));
      if (g_str_equal (name, "vcard40_multilang.vcf"))
        g_assert_nonnull (strstr (description, "2:Taro|Yamada\n"));
      if (g_str_equal (name, "vcard40_org.vcf"))
        g_assert_nonnull (strstr (description, "2:ABC Marketing||"));
    }
  g_assert_cmpuint (n_rows, >=, 6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/vcard/cards", test_cards);
  g_test_add_func ("/invy/vcard/several", test_several);
  g_test_add_func ("/invy/vcard/utf16", test_utf16);
  g_test_add_func ("/invy/vcard/titles", test_titles);
  if (g_getenv ("INVY_CORPUS") != NULL && *g_getenv ("INVY_CORPUS") != '\0')
    g_test_add_func ("/invy/vcard/corpus", test_corpus);

  return g_test_run ();
}
