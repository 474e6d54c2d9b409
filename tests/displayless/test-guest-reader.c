/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/invy-guest-reader.h"

#include "invy-test.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define EVENT_ID "event"

static GPtrArray *
read_text (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = invy_guest_reader_read_bytes (bytes, EVENT_ID, &error);

  g_assert_no_error (error);
  return rows;
}

static InvyImportRow *
get_row (GPtrArray *rows, guint i)
{
  g_assert_cmpuint (i, <, rows->len);
  return g_ptr_array_index (rows, i);
}

static const char *
get (GPtrArray *rows, guint i, InvyGuestField field)
{
  g_assert_nonnull (get_row (rows, i)->guest);
  return invy_guest_get (get_row (rows, i)->guest, field);
}

static void
assert_names (GPtrArray *rows, guint i, const char *first, const char *last)
{
  g_assert_cmpstr (get (rows, i, INVY_GUEST_FIRST_NAME), ==, first);
  g_assert_cmpstr (get (rows, i, INVY_GUEST_LAST_NAME), ==, last);
}

static void
test_titles (void)
{
  static const char *files[] = {
    "First name,Last name,Phone\nDana,Cohen,0502345678\n",
    "first_name,last_name,phone_number\nDana,Cohen,0502345678\n",
    "Phone Number;LAST NAME;First-Name\n0502345678;Cohen;Dana\n",
    "שם פרטי,שם משפחה,טלפון\nDana,Cohen,0502345678\n",
    "שם,שם משפחה,נייד\nDana,Cohen,0502345678\n",
    "\u200fשם פרטי:\tשם משפחה:\tטל'\nDana\tCohen\t0502345678\n",
    "الاسم الأول,اسم العائلة,رقم الهاتف\nDana,Cohen,0502345678\n",
    "Имя|Фамилия|Телефон\nDana|Cohen|0502345678\n",
    "Имя;Телефон\nDana Cohen;0502345678\n",
    "اسم الضيف,رقم الهاتف\nDana Cohen,0502345678\n",
    "Name,Given Name,Family Name,Phone 1 - Type,Phone 1 - Value\nDana Cohen,Dana,Cohen,Mobile,0502345678\n",
    "Our guests,,\n,,\nFirst name,Last name,Phone\nDana,Cohen,0502345678\n",
    "Name,Phone\nDana Cohen,0502345678\n",
    "First Name,Middle Name,Last Name,Labels,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\n"
    "Dana,,Cohen,* myContacts,,Mobile,0502345678\n",
    "Title,First Name,Middle Name,Last Name,Suffix,Home Phone,Mobile Phone\n,Dana,,Cohen,,,0502345678\n",
    "Prénom,Nom de famille,Téléphone portable\nDana,Cohen,0502345678\n",
    "Имя,Фамилия,Мобильный телефон\nDana,Cohen,0502345678\n",
    "שם מלא,טלפון נייד\nDana Cohen,0502345678\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GPtrArray) rows = read_text (files[i]);

      g_test_message ("%s", files[i]);
      g_assert_cmpuint (rows->len, ==, 1);
      assert_names (rows, 0, "Dana", "Cohen");
      g_assert_cmpstr (get (rows, 0, INVY_GUEST_PHONE_NUMBER), ==, "0502345678");
      g_assert_cmpstr (invy_guest_get_event_id (get_row (rows, 0)->guest), ==, EVENT_ID);
      g_assert_null (get_row (rows, 0)->warning);
    }
}

static void
test_all_columns (void)
{
  g_autoptr (GPtrArray) rows =
      read_text ("שם,טלפון,דוא\"ל,שפה,צד,קבוצה,כמות,ארוחה,הערות,סטטוס,מגיעים,שולחן\n"
                 "דנה,0502345678,dana@example.com,עברית,כלה,עבודה,3,צמחוני,ליד הבמה,מגיעה,2,7\n");
  InvyGuest *guest = get_row (rows, 0)->guest;

  g_assert_cmpstr (get (rows, 0, INVY_GUEST_EMAIL), ==, "dana@example.com");
  g_assert_cmpstr (get (rows, 0, INVY_GUEST_LANGUAGE), ==, "he");
  g_assert_cmpstr (get (rows, 0, INVY_GUEST_SIDE), ==, "כלה");
  g_assert_cmpstr (get (rows, 0, INVY_GUEST_GROUP_NAME), ==, "עבודה");
  g_assert_cmpstr (get (rows, 0, INVY_GUEST_MEAL), ==, "צמחוני");
  g_assert_cmpstr (get (rows, 0, INVY_GUEST_NOTES), ==, "ליד הבמה\nשולחן: 7");
  g_assert_cmpuint (invy_guest_get_party_size (guest), ==, 3);
  g_assert_cmpint (invy_guest_get_rsvp (guest), ==, INVY_RSVP_YES);
  g_assert_cmpuint (invy_guest_get_rsvp_count (guest), ==, 2);
}

static void
test_no_titles (void)
{
  g_autoptr (GPtrArray) parted = read_text ("Dana,Cohen,0502345678,2\nAvi,Levi,0522345678,1\n");
  g_autoptr (GPtrArray) whole = read_text ("0502345678;Dana Cohen\n0522345678;Avi Levi\n");
  g_autoptr (GPtrArray) names = read_text ("Dana Cohen\nAvi Levi\n");
  g_autoptr (GPtrArray) numbers = read_text ("0502345678\n0522345678\n");
  g_autoptr (GPtrArray) foreign = read_text ("Nimi,Puhelin\nAino Virtanen,0502345678\nEino Korhonen,0522345678\n");

  g_assert_cmpuint (parted->len, ==, 2);
  assert_names (parted, 1, "Avi", "Levi");
  g_assert_cmpuint (invy_guest_get_party_size (get_row (parted, 0)->guest), ==, 2);
  g_assert_cmpuint (whole->len, ==, 2);
  assert_names (whole, 0, "Dana", "Cohen");
  g_assert_cmpstr (get (whole, 0, INVY_GUEST_PHONE_NUMBER), ==, "0502345678");
  g_assert_cmpuint (names->len, ==, 2);
  assert_names (names, 0, "Dana", "Cohen");
  g_assert_cmpuint (numbers->len, ==, 2);
  assert_names (numbers, 0, NULL, NULL);
  g_assert_cmpuint (foreign->len, ==, 2);
  g_assert_cmpuint (get_row (foreign, 0)->number, ==, 2);
  assert_names (foreign, 0, "Aino", "Virtanen");
}

/* A whole name is parted only where it is certainly one person's. */
static void
test_whole_names (void)
{
  static const struct
  {
    const char *row;
    const char *first;
    const char *last;
    gboolean warned;
  } names[] = {
    { "נבו,1", "נבו", NULL, FALSE },
    { "ניקול סלימני,1", "ניקול", "סלימני", FALSE },
    { "אלון סוויטלמן,2", "אלון", "סוויטלמן", FALSE },
    { "לריסה גדעון שפריי,1", "לריסה", "גדעון שפריי", FALSE },
    { "נדב אילת (צליח),1", "נדב", "אילת (צליח)", FALSE },
    { "נועם וענבר דנשגר,2", "נועם וענבר דנשגר", NULL, TRUE },
    { "צופיה ושלי,2", "צופיה ושלי", NULL, TRUE },
    { "דנה ורדי,1", "דנה ורדי", NULL, TRUE },
    { "סתיו אלישבע אלכסיי תשובה,4", "סתיו אלישבע אלכסיי תשובה", NULL, TRUE },
    { "Ann & Bob Smith,2", "Ann & Bob Smith", NULL, TRUE },
    { "Ann and Bob,2", "Ann and Bob", NULL, TRUE },
    { "أحمد وليلى,2", "أحمد وليلى", NULL, TRUE },
    { "\"דנה, יוסי\",2", "דנה, יוסי", NULL, TRUE },
    { "\"Cohen, Ruth\",1", "Cohen, Ruth", NULL, TRUE },
    { "ليلى، سامي,2", "ليلى، سامي", NULL, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strdup_printf ("Name,Count\n%s\n", names[i].row);
      g_autoptr (GPtrArray) rows = read_text (text);

      g_test_message ("%s", names[i].row);
      assert_names (rows, 0, names[i].first, names[i].last);
      g_assert_cmpint (get_row (rows, 0)->warning != NULL, ==, names[i].warned);
    }
}

static void
test_phones_as_typed (void)
{
  g_autoptr (GPtrArray) rows = read_text ("Name,Phone,Mobile\n"
                                          "a,=\"0502345678\",\n"
                                          "b,\"=\"\"0502345678\"\"\",\n"
                                          "c,036234567,050-234 5678\n"
                                          "d,050 ::: 052,\n"
                                          "e,5.41E+08,\n"
                                          "f,-,\n"
                                          "g,\"\t+972502345678\",\n");
  static const char *phones[] = {
    "0502345678", "0502345678", "050-234 5678 / 036234567", "050 ::: 052", "5.41E+08", NULL, "+972502345678",
  };

  for (guint i = 0; i < G_N_ELEMENTS (phones); i++)
    g_assert_cmpstr (get (rows, i, INVY_GUEST_PHONE_NUMBER), ==, phones[i]);
}

static void
test_party_sizes (void)
{
  g_autoptr (GPtrArray) rows = read_text ("Name,Count\na,4\nb,\nc,4.0\nd,4 + baby\ne,many\nf,٣\ng,5000\n");
  static const guint sizes[] = { 4, 0, 4, 4, 0, 3, 0 };
  static const gboolean warned[] = { FALSE, FALSE, FALSE, TRUE, TRUE, FALSE, TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_assert_cmpuint (invy_guest_get_party_size (get_row (rows, i)->guest), ==, sizes[i]);
      g_assert_cmpint (get_row (rows, i)->warning != NULL, ==, warned[i]);
    }
  g_assert_cmpstr (get (rows, 3, INVY_GUEST_NOTES), ==, "Count: 4 + baby");
}

/* People write words, or how many come. */
static void
test_answers (void)
{
  g_autoptr (GPtrArray) rows =
      read_text ("Name,RSVP,Coming\na,yes,2\nb,4,\nc,٣,\nd,0,\ne,maybe,\nf,later,\ng,-1,\nh,5,3\n");
  static const struct
  {
    InvyRsvp rsvp;
    guint n_coming;
    const char *notes;
  } answers[] = {
    { INVY_RSVP_YES, 2, NULL }, { INVY_RSVP_YES, 4, NULL },   { INVY_RSVP_YES, 3, NULL },
    { INVY_RSVP_NO, 0, NULL },  { INVY_RSVP_MAYBE, 0, NULL }, { INVY_RSVP_NONE, 0, "RSVP: later" },
    { INVY_RSVP_YES, 1, NULL }, { INVY_RSVP_YES, 3, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      InvyGuest *guest = get_row (rows, i)->guest;

      g_assert_cmpint (invy_guest_get_rsvp (guest), ==, answers[i].rsvp);
      g_assert_cmpuint (invy_guest_get_rsvp_count (guest), ==, answers[i].n_coming);
      g_assert_cmpstr (get (rows, i, INVY_GUEST_NOTES), ==, answers[i].notes);
    }
}

/* A row of sums is no party of that many people, but whoever has a number is a guest. */
static void
test_sums (void)
{
  g_autoptr (GPtrArray) rows = read_text ("Name,Phone,Count\nסה\"כ,,214\nTotal guests:,,3\nסך הכל,,1\nالمجموع,,5\n"
                                          "ИТОГО,,7\nTotal,0502345678,2\nTotally Spies,,3\n");

  for (guint i = 0; i < 5; i++)
    {
      g_assert_null (get_row (rows, i)->guest);
      g_assert_nonnull (get_row (rows, i)->reason);
    }
  assert_names (rows, 5, "Total", NULL);
  assert_names (rows, 6, "Totally", "Spies");
}

static void
test_rejected_and_ragged (void)
{
  g_autoptr (GPtrArray) rows = read_text ("Name,Phone,Group\n"
                                          ",,family\n"
                                          "\n"
                                          ",,\n"
                                          "Dana\n"
                                          "Avi,0502345678,work,surplus\n");

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_null (get_row (rows, 0)->guest);
  g_assert_nonnull (get_row (rows, 0)->reason);
  g_assert_cmpuint (get_row (rows, 0)->number, ==, 2);
  g_assert_cmpuint (get_row (rows, 1)->number, ==, 5);
  assert_names (rows, 1, "Dana", NULL);
  g_assert_null (get_row (rows, 1)->warning);
  g_assert_nonnull (get_row (rows, 2)->warning);
}

static void
assert_refused (const char *data, gsize size, InvyTransferError code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (invy_guest_reader_read_bytes (bytes, EVENT_ID, &error));
  g_assert_error (error, INVY_TRANSFER_ERROR, (int) code);
}

static void
test_refused (void)
{
  assert_refused ("", 0, INVY_TRANSFER_ERROR_EMPTY);
  assert_refused ("\r\n,,\r\n", 6, INVY_TRANSFER_ERROR_EMPTY);
  assert_refused ("Name,Phone\n", 11, INVY_TRANSFER_ERROR_EMPTY);
  assert_refused ("12,13\n14,15\n", 12, INVY_TRANSFER_ERROR_NO_COLUMNS);
  assert_refused ("PK\x03\x04\x00\x00", 6, INVY_TRANSFER_ERROR_DAMAGED);
  assert_refused ("\x89PNG\r\n\x1a\n\x00\x00", 10, INVY_TRANSFER_ERROR_NOT_TEXT);
}

static GPtrArray *
read_path (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return invy_test_await_boxed (invy_guest_reader_read_file (file, EVENT_ID), error);
}

static void
test_fixture (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "guest-lists", "hebrew-office.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = read_path (path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 7);
  assert_names (rows, 0, "ד\"ר אסף ברק", NULL);
  g_assert_cmpuint (invy_guest_get_party_size (get_row (rows, 1)->guest), ==, 4);
  g_assert_cmpstr (get (rows, 1, INVY_GUEST_NOTES), ==, "להושיב ליד הבמה\nילדים: 2");
  assert_names (rows, 2, "יו\"ם", "תבור");
  g_assert_cmpstr (get (rows, 3, INVY_GUEST_GROUP_NAME), ==, "חברים, צבא");
  g_assert_cmpstr (get (rows, 4, INVY_GUEST_PHONE_NUMBER), ==, "אין");
  g_assert_nonnull (get_row (rows, 5)->reason);
  g_assert_cmpuint (get_row (rows, 5)->number, ==, 9);
  g_assert_cmpstr (get (rows, 6, INVY_GUEST_PHONE_NUMBER), ==, "0582345678");
}

/* The first sheet has sums. */
static void
test_workbook (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "guest-lists", "libreoffice.ods", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = read_path (path, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 4);
  assert_names (rows, 0, "דנה", "כהן");
  g_assert_cmpstr (get (rows, 0, INVY_GUEST_PHONE_NUMBER), ==, "0541234567");
  g_assert_cmpuint (get_row (rows, 0)->number, ==, 3);
}

static void
assert_path_refused (const char *path, InvyTransferError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_path (path, &error));
  g_assert_error (error, INVY_TRANSFER_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static void
test_bad_files (void)
{
  char *folder = invy_test_make_folder ();
  g_autofree char *missing = g_build_filename (folder, "missing.csv", NULL);
  g_autofree char *below_file = g_build_filename (folder, "big.csv", "list.csv", NULL);
  g_autofree char *big = g_build_filename (folder, "big.csv", NULL);
  g_autofree char *pipe_path = g_build_filename (folder, "pipe", NULL);

  g_assert_true (g_file_set_contents (big, "Name\n", -1, NULL));
  g_assert_cmpint (truncate (big, 129 * 1024 * 1024), ==, 0);
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);

  assert_path_refused (folder, INVY_TRANSFER_ERROR_NOT_A_FILE);
  assert_path_refused (pipe_path, INVY_TRANSFER_ERROR_NOT_A_FILE);
  assert_path_refused ("/dev/zero", INVY_TRANSFER_ERROR_NOT_A_FILE);
  assert_path_refused (missing, INVY_TRANSFER_ERROR_NOT_FOUND);
  assert_path_refused (below_file, INVY_TRANSFER_ERROR_NOT_FOUND);
  assert_path_refused (big, INVY_TRANSFER_ERROR_TOO_BIG);

  /* Permissions mean nothing to root. */
  g_assert_true (g_file_set_contents (big, "Name\nDana\n", -1, NULL));
  g_assert_cmpint (g_chmod (big, 0), ==, 0);
  if (geteuid () != 0)
    assert_path_refused (big, INVY_TRANSFER_ERROR_DENIED);

  g_assert_cmpint (g_unlink (pipe_path), ==, 0);
  invy_test_remove_folder (folder);
}

static void
test_corpus_list (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("INVY_CORPUS"), "guest-lists", "hebrew_list_shape_anonymised.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  rows = read_path (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, g_strv_length (lines) - 1);

  for (guint i = 0; i < rows->len; i++)
    {
      g_auto (GStrv) cells = g_strsplit (g_strchomp (lines[i + 1]), ",", -1);
      g_autofree char *name = NULL;

      g_assert_null (get_row (rows, i)->reason);
      name = invy_guest_dup_name (get_row (rows, i)->guest);
      g_assert_cmpstr (name, ==, cells[0]);
      g_assert_cmpuint (invy_guest_get_party_size (get_row (rows, i)->guest), ==,
                        g_ascii_strtoull (cells[1], NULL, 10));
    }
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/guest-reader/titles", test_titles);
  g_test_add_func ("/invy/guest-reader/all-columns", test_all_columns);
  g_test_add_func ("/invy/guest-reader/no-titles", test_no_titles);
  g_test_add_func ("/invy/guest-reader/whole-names", test_whole_names);
  g_test_add_func ("/invy/guest-reader/phones-as-typed", test_phones_as_typed);
  g_test_add_func ("/invy/guest-reader/party-sizes", test_party_sizes);
  g_test_add_func ("/invy/guest-reader/answers", test_answers);
  g_test_add_func ("/invy/guest-reader/sums", test_sums);
  g_test_add_func ("/invy/guest-reader/rejected-and-ragged", test_rejected_and_ragged);
  g_test_add_func ("/invy/guest-reader/refused", test_refused);
  g_test_add_func ("/invy/guest-reader/fixture", test_fixture);
  g_test_add_func ("/invy/guest-reader/workbook", test_workbook);
  g_test_add_func ("/invy/guest-reader/bad-files", test_bad_files);
  if (g_getenv ("INVY_CORPUS") != NULL && *g_getenv ("INVY_CORPUS") != '\0')
    g_test_add_func ("/invy/guest-reader/corpus-list", test_corpus_list);

  return g_test_run ();
}
