/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/invy-table-file.h"
#include "transfer/invy-table-helper.h"

#include "invy-test-table.h"
#include "invy-test-zip.h"
#include "invy-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MIB (1024 * 1024)

static InvyTableFile *
read_path (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return invy_test_await_boxed (invy_table_file_read (file), error);
}

/* Under a name that says nothing about what is in it. */
static InvyTableFile *
read_bytes (GBytes *bytes, GError **error)
{
  char *folder = invy_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "list.txt", NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  InvyTableFile *file;

  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
  file = read_path (path, error);
  invy_test_remove_folder (folder);

  return file;
}

static void
assert_file (InvyTableFile *file, const char *format, const char *expected)
{
  g_autofree char *description = NULL;

  g_assert_nonnull (file);
  g_assert_cmpstr (file->format, ==, format);
  description = invy_test_table_describe (file->tables);
  g_assert_cmpstr (description, ==, expected);
}

/* The list that every encoding below can write. */
#define HEBREW "שם,טלפון,הערות\nיו\"ם,5.41E+08,050 ::: 052\nדנה,0502345678,\n"
#define HEBREW_ROWS "-\n1:שם|טלפון|הערות\n2:יו\"ם|5.41E+08|050 ::: 052\n3:דנה|0502345678|\n"

static const struct
{
  const char *charset;
  const char *mark;
  gsize mark_size;
} encodings[] = {
  { "UTF-8", "", 0 },    { "UTF-8", "\xef\xbb\xbf", 3 }, { "UTF-16LE", "\xff\xfe", 2 }, { "UTF-16BE", "\xfe\xff", 2 },
  { "UTF-16LE", "", 0 }, { "UTF-16BE", "", 0 },          { "WINDOWS-1255", "", 0 },     { "ISO-8859-8", "", 0 },
};

static GBytes *
encode (const char *text, const char *charset, const char *mark, gsize mark_size)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *encoded = NULL;
  gsize size;

  encoded = g_convert (text, -1, charset, "UTF-8", NULL, &size, &error);
  g_assert_no_error (error);
  g_byte_array_append (bytes, (const guint8 *) mark, (guint) mark_size);
  g_byte_array_append (bytes, (const guint8 *) encoded, (guint) size);

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
test_encodings (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (GBytes) bytes = encode (HEBREW, encodings[i].charset, encodings[i].mark, encodings[i].mark_size);
      g_autoptr (GError) error = NULL;
      g_autoptr (InvyTableFile) file = read_bytes (bytes, &error);

      g_assert_no_error (error);
      assert_file (file, "csv", HEBREW_ROWS);
    }
}

static void
test_western (void)
{
  g_autoptr (GBytes) bytes = encode ("Prénom;Téléphone\r\nZoé;٠٥٠\r\n", "UTF-8", "", 0);
  g_autoptr (GBytes) windows = encode ("Prénom\tNom\r\nZoé\tLefèvre\r\nChloé\tGarçon\r\n", "WINDOWS-1252", "", 0);
  g_autoptr (InvyTableFile) semicolons = read_bytes (bytes, NULL);
  g_autoptr (InvyTableFile) tabs = read_bytes (windows, NULL);

  assert_file (semicolons, "csv", "-\n1:Prénom|Téléphone\n2:Zoé|٠٥٠\n");
  assert_file (tabs, "tsv", "-\n1:Prénom|Nom\n2:Zoé|Lefèvre\n3:Chloé|Garçon\n");
}

static void
test_paste (void)
{
  g_autoptr (InvyTableFile) cells = invy_table_file_read_text ("Cohen, Dana\t050\n\"two\nlines\"\t052");
  g_autoptr (InvyTableFile) open = invy_table_file_read_text ("דנה\t050\n\"רבי\t053");
  g_autoptr (InvyTableFile) lines = invy_table_file_read_text ("דנה\r\nיוסי\r\n");

  assert_file (cells, "paste", "-\n1:Cohen, Dana|050\n2:two\nlines|052\n");
  assert_file (open, "paste", "-\n1:דנה|050\n2:\"רבי|053\n");
  assert_file (lines, "paste", "-\n1:דנה\n2:יוסי\n");
  g_assert_null (invy_table_file_read_text (" \t\n"));
}

/* The same workbook as LibreOffice writes it in each format: a number shown with its zero, one shown as 5.41E+08,
 * dates, what formulas came to, a cell of two lines, Arabic digits, and a hidden sheet that must not come out. */
static void
assert_workbook (const char *name, const char *format, const char *expected)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "guest-lists", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyTableFile) file = read_path (path, &error);

  g_assert_no_error (error);
  assert_file (file, format, expected);
}

#define WORKBOOK(yes, no)                                                                      \
  "סיכום\n1:סה\"כ|8.5\nאורחים\n1:שם פרטי|שם משפחה|טלפון|כמות|תאריך אישור|שעה|אישר|הערות|מלא\n" \
  "3:דנה|כהן|0541234567|2|2027-08-26|19:30|" yes "|שורה ראשונה\nשורה שנייה|דנה כהן\n"          \
  "4:יו\"ם|לוי|0501234567|1|2027-08-26 19:30||" no "|٠٥٤١٢٣٤٥٦٧|יו\"ם לוי\n"                   \
  "5:נועם|אלון|541234567|3||||A & B <c>|6\n"                                                   \
  "6:מאיה|Cohén|050-1234567 ::: 052-7654321|2.5||||  רווחים  \n"

static void
test_workbooks (void)
{
  assert_workbook ("libreoffice.xlsx", "xlsx", WORKBOOK ("TRUE", "FALSE"));
  assert_workbook ("libreoffice.xls", "xls", WORKBOOK ("TRUE", "FALSE"));
  assert_workbook ("libreoffice.ods", "ods", WORKBOOK ("1", "0"));
}

static void
assert_refused (GBytes *bytes, InvyTransferError code)
{
  g_autoptr (GBytes) owned = bytes;
  g_autoptr (GError) error = NULL;

  g_assert_null (read_bytes (bytes, &error));
  g_assert_error (error, INVY_TRANSFER_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

/* As programs of 1992 and of 1995 wrote them, in letters of one byte. */
static void
test_old_workbooks (void)
{
  assert_workbook ("excel-4.xls", "xls", "Worksheet\n1:الاسم|الهاتف\n2:ليلى حداد|050-234-5678\n3:سامي|502345679\n");
  assert_workbook ("excel-5.xls", "xls",
                   "אורחים\n1:שם|טלפון|כמות\n2:נועה כהן|050-234-5678|2\n3:דן לוי|502345679|1\n4:Ruth O'Brien||4\n");
}

/* Nobody can read it, so it says what to do, and does not say that the file is broken. */
static void
test_too_old (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "guest-lists", "excel-4-hebrew.xls", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_path (path, &error));
  g_assert_error (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_TOO_OLD);
  g_assert_nonnull (strstr (error->message, ".xlsx"));
  g_assert_null (strstr (error->message, "damaged"));
}

/* A list of an old Hebrew program: ISO-8859-8, and the last letter of each word first. */
static void
test_visual (void)
{
  assert_workbook ("hebrew-visual.csv", "csv",
                   "-\n1:רשימת מוזמנים||\n2:שם מלא|טלפון|הערות\n3:נועה כהן|050-2345678|ליד הבמה (שולחן 12)\n"
                   "4:חיים בן אלון|0522345678|\n5:יו\"ם לוין|052-2345679|אלרגיה: nuts\n"
                   "6:Dana Katz|0532345678|vegan\n7:שרון ואסף כץ|0542345678|צמחונים\n");
}

static void
test_refused (void)
{
  const char *document[] = { "word/document.xml", "<w/>", NULL };

  assert_refused (g_bytes_new ("", 0), INVY_TRANSFER_ERROR_EMPTY);
  assert_refused (g_bytes_new (",,\n", 3), INVY_TRANSFER_ERROR_EMPTY);
  assert_refused (g_bytes_new ("PK\x03\x04 nonsense", 13), INVY_TRANSFER_ERROR_DAMAGED);
  assert_refused (g_bytes_new ("BEGIN:VCARD\n", 12), INVY_TRANSFER_ERROR_NOT_TEXT);
  assert_refused (g_bytes_new ("<html>\n<table>", 14), INVY_TRANSFER_ERROR_NOT_TEXT);
  assert_refused (invy_test_zip (document), INVY_TRANSFER_ERROR_NOT_TEXT);
}

static gsize
get_peak_memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);

  return g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10) * 1024;
}

/* A sanitizer keeps what was freed, so it is not asked. */
static void
assert_peak_below (gsize limit)
{
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpuint (get_peak_memory (), <, limit);
#endif
}

/* Nothing of it comes into this process. */
static void
test_bomb (void)
{
  g_autoptr (GBytes) bomb = invy_test_zip_bomb (600);
  gsize before = get_peak_memory ();

  g_assert_cmpuint (g_bytes_get_size (bomb), <, 10 * MIB);
  assert_refused (g_steal_pointer (&bomb), INVY_TRANSFER_ERROR_TOO_BIG);
  assert_peak_below (before + 100 * MIB);
}

static GBytes *
new_big_list (const char *row, gsize size)
{
  g_autoptr (GString) text = g_string_sized_new (size + 1000);

  while (text->len < size)
    g_string_append (text, row);

  return g_string_free_to_bytes (g_steal_pointer (&text));
}

static void
test_big (void)
{
  g_autofree char *notes = g_strnfill (400, 'x');
  g_autofree char *row = g_strdup_printf ("Dana,Cohen,0502345678,%s\n", notes);
  g_autoptr (GBytes) bytes = new_big_list (row, 50 * MIB);
  gsize before = get_peak_memory ();
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyTableFile) file = read_bytes (bytes, &error);
  InvyTable *table;

  g_assert_no_error (error);
  table = g_ptr_array_index (file->tables, 0);
  g_assert_cmpuint (table->rows->len, ==, g_bytes_get_size (bytes) / strlen (row));
  assert_peak_below (before + 6 * 50 * MIB);
}

/* Pictures make a workbook big that has few guests; they are not even looked at. */
static void
test_big_workbook (void)
{
  g_autofree char *picture = g_malloc (50 * MIB);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  const char *parts[] = { "xl/media/image1.png", picture, NULL };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (InvyTableFile) file = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i + 1 < 50 * MIB; i++)
    picture[i] = (char) g_rand_int_range (random, 1, 256);
  picture[50 * MIB - 1] = '\0';
  bytes = invy_test_zip_xlsx (parts, "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Dana</t></is></c></row>");
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 48 * MIB);

  file = read_bytes (bytes, &error);
  g_assert_no_error (error);
  assert_file (file, "xlsx", "Guests\n1:Dana\n");
}

/* Fifty million cells. */
static void
test_many_cells (void)
{
  gsize before = get_peak_memory ();

  assert_refused (new_big_list ("a,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n", 50 * MIB), INVY_TRANSFER_ERROR_TOO_BIG);
  assert_peak_below (before + 6 * 50 * MIB);
}

typedef struct
{
  char *path;
  int is_over;  /* atomic */
  int is_begun; /* atomic */
} Writing;

static gpointer
write_thread (gpointer data)
{
  Writing *writing = data;
  FILE *file = g_fopen (writing->path, "a");

  while (!g_atomic_int_get (&writing->is_over))
    {
      fputs ("Dana,0502345678\n", file);
      fflush (file);
      g_atomic_int_set (&writing->is_begun, TRUE);
    }
  fclose (file);

  return NULL;
}

static void
test_changed (void)
{
  char *folder = invy_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);
  g_autoptr (GBytes) bytes = new_big_list ("Dana,0502345678\n", 20 * MIB);
  g_autoptr (GError) error = NULL;
  Writing writing = { path };
  GThread *thread;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  thread = g_thread_new ("writer", write_thread, &writing);
  while (!g_atomic_int_get (&writing.is_begun))
    g_usleep (100);
  g_assert_null (read_path (path, &error));
  g_atomic_int_set (&writing.is_over, TRUE);
  g_thread_join (thread);

  g_assert_error (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_CHANGED);
  invy_test_remove_folder (folder);
}

/* @script in the place of the helper. */
static void
assert_bad_helper (const char *script, guint max_wait_s, InvyTransferError code, const char *words)
{
  char *folder = invy_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "invy-table-reader", NULL);
  g_autofree char *usual = g_strdup (g_getenv ("INVY_LIBEXECDIR"));
  g_autoptr (GBytes) bytes = g_bytes_new ("PK\x03\x04 x", 6);
  g_autoptr (GError) error = NULL;
  const char *format;

  if (script != NULL)
    {
      g_assert_true (g_file_set_contents (path, script, -1, NULL));
      g_assert_cmpint (g_chmod (path, 0700), ==, 0);
    }
  g_setenv ("INVY_LIBEXECDIR", folder, TRUE);
  g_assert_null (invy_table_helper_read (bytes, max_wait_s, &format, &error));
  g_setenv ("INVY_LIBEXECDIR", usual, TRUE);

  g_assert_error (error, INVY_TRANSFER_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
  invy_test_remove_folder (folder);
}

/* What happened is said as it was: only a file that breaks the helper is a damaged one. */
static void
test_bad_helper (void)
{
  static const struct
  {
    const char *script;
    InvyTransferError code;
    const char *words;
  } ends[] = {
    { "kill -SEGV $$", INVY_TRANSFER_ERROR_DAMAGED, "damaged" },
    { "exit 1", INVY_TRANSFER_ERROR_DAMAGED, "damaged" },
    { "echo nonsense", INVY_TRANSFER_ERROR_DAMAGED, "damaged" },
    { "exec cat /dev/zero", INVY_TRANSFER_ERROR_TOO_BIG, "too big" },
    { "kill -XCPU $$", INVY_TRANSFER_ERROR_TOO_BIG, "too long" },
    { "kill -KILL $$", INVY_TRANSFER_ERROR_TOO_BIG, "memory" },
    { "exit 3", INVY_TRANSFER_ERROR_TOO_BIG, "memory" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *script = g_strconcat ("#!/bin/sh\n", ends[i].script, "\n", NULL);

      assert_bad_helper (script, INVY_TABLE_HELPER_MAX_WAIT_S, ends[i].code, ends[i].words);
    }
  assert_bad_helper ("#!/bin/sh\nexec sleep 1000\n", 1, INVY_TRANSFER_ERROR_TOO_BIG, "too long");
  assert_bad_helper (NULL, 1, INVY_TRANSFER_ERROR_FAILED, "could not be read");
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/table-file/encodings", test_encodings);
  g_test_add_func ("/invy/table-file/western", test_western);
  g_test_add_func ("/invy/table-file/paste", test_paste);
  g_test_add_func ("/invy/table-file/workbooks", test_workbooks);
  g_test_add_func ("/invy/table-file/old-workbooks", test_old_workbooks);
  g_test_add_func ("/invy/table-file/too-old", test_too_old);
  g_test_add_func ("/invy/table-file/visual", test_visual);
  g_test_add_func ("/invy/table-file/refused", test_refused);
  g_test_add_func ("/invy/table-file/bomb", test_bomb);
  g_test_add_func ("/invy/table-file/big", test_big);
  g_test_add_func ("/invy/table-file/big-workbook", test_big_workbook);
  g_test_add_func ("/invy/table-file/many-cells", test_many_cells);
  g_test_add_func ("/invy/table-file/changed", test_changed);
  g_test_add_func ("/invy/table-file/bad-helper", test_bad_helper);

  return g_test_run ();
}
