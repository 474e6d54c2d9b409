/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "phone/invy-phone.h"

#include <gio/gio.h>
#include <string.h>

#define NO_WARNING INVY_PHONE_WARNING_NONE
#define UNKNOWN INVY_PHONE_WARNING_UNKNOWN_RANGE
#define LANDLINE INVY_PHONE_WARNING_LANDLINE
#define SECOND INVY_PHONE_WARNING_SECOND_NUMBER
#define REPAIRED INVY_PHONE_WARNING_REPAIRED
#define SERVICE INVY_PHONE_WARNING_SERVICE

typedef struct
{
  const char *text;
  const char *country;
  const char *e164;
  guint warnings;
} Good;

typedef struct
{
  const char *text;
  const char *country;
  InvyPhoneError code;
} Bad;

static const Good written_ways[] = {
  { "0501234567", "IL", "+972501234567", UNKNOWN },
  { "0521234567", "IL", "+972521234567", UNKNOWN },
  { "0502345678", "IL", "+972502345678", NO_WARNING },
  { "0502345678", "il", "+972502345678", NO_WARNING },
  { "+972502345678", "IL", "+972502345678", NO_WARNING },
  { "+972502345678", NULL, "+972502345678", NO_WARNING },
  { "+972502345678", "US", "+972502345678", NO_WARNING },
  { "+1-555-123-4567", "IL", "+15551234567", UNKNOWN },
  { "+1-555-123-4567", NULL, "+15551234567", UNKNOWN },
  { "(212) 555-0123", "US", "+12125550123", NO_WARNING },
  { "050-234-5678", "IL", "+972502345678", NO_WARNING },
  { "050.234.5678", "IL", "+972502345678", NO_WARNING },
  { "050_2345678", "IL", "+972502345678", NO_WARNING },
  { "054/2345678", "IL", "+972542345678", NO_WARNING },
  { "  050 234 5678\t", "IL", "+972502345678", NO_WARNING },
  { "'0502345678", "IL", "+972502345678", NO_WARNING },
  { "tel:+972-50-234-5678", "IL", "+972502345678", NO_WARNING },
  { "Tel. 050-2345678", "IL", "+972502345678", NO_WARNING },
  { "03-6234567 ext. 12", "IL", "+97236234567", LANDLINE },
  { "03-6234567 x12", "IL", "+97236234567", LANDLINE },
  { "+972-3-6234567;ext=12", "IL", "+97236234567", LANDLINE },
  { "+972 (0)50-2345678", "IL", "+972502345678", NO_WARNING },
  { "00972502345678", "IL", "+972502345678", NO_WARNING },
  { "00972-50-2345678", "US", "+972502345678", NO_WARNING },
  { "00972502345678", NULL, "+972502345678", NO_WARNING },
  { "972502345678", "IL", "+972502345678", NO_WARNING },
  { "972502345678+", "IL", "+972502345678", NO_WARNING },
  { "972502345678", "US", "+972502345678", NO_WARNING },
  { "+390612345678", "IL", "+390612345678", LANDLINE },
  /* Ranges that are in use although the library has not heard of them: possible is enough. */
  { "0541234567", "IL", "+972541234567", UNKNOWN },
  { "0556117772", "IL", "+972556117772", UNKNOWN },
  { "972541234567", "IL", "+972541234567", UNKNOWN },
  { "+972-73-111-1111", "IL", "+972731111111", UNKNOWN },
};

static const Good kinds[] = {
  { "03-6234567", "IL", "+97236234567", LANDLINE },     { "+972-3-111-1111", "IL", "+97231111111", LANDLINE },
  { "1-700-123-456", "IL", "+9721700123456", SERVICE }, { "1-800-123-456", "IL", "+9721800123456", SERVICE },
  { "+447700900123", "IL", "+447700900123", UNKNOWN },
};

static const Good repaired[] = {
  { "9720502345678", "IL", "+972502345678", REPAIRED },
  { "+9720502345678", "IL", "+972502345678", REPAIRED },
  { "+972-050-2345678", NULL, "+972502345678", REPAIRED },
  { "009720502345678", "IL", "+972502345678", REPAIRED },
  { "9720511234567", "IL", "+972511234567", REPAIRED | UNKNOWN },
  { "502345678", "IL", "+972502345678", REPAIRED },
  { "541234567", "IL", "+972541234567", REPAIRED | UNKNOWN },
  { "502345678.0", "IL", "+972502345678", REPAIRED },
  { "36234567", "IL", "+97236234567", REPAIRED | LANDLINE },
  { "+0502345678", "IL", "+972502345678", REPAIRED },
};

static const Good two_numbers[] = {
  { "0502345678 / 0522345678", "IL", "+972502345678", SECOND },
  { "0502345678/0522345678", "IL", "+972502345678", SECOND },
  { "0502345678, 0522345678", "IL", "+972502345678", SECOND },
  { "0502345678;0522345678", "IL", "+972502345678", SECOND },
  { "0502345678\n0522345678", "IL", "+972502345678", SECOND },
  { "0502345678\r\n0522345678", "IL", "+972502345678", SECOND },
  { "0502345678 ::: 0522345678", "IL", "+972502345678", SECOND },
  { "0502345678 0522345678", "IL", "+972502345678", SECOND },
  { "050-234 5678 052-234 5678", "IL", "+972502345678", SECOND },
  { "+972502345678+972522345678", "IL", "+972502345678", SECOND },
  { "0502 / 0522345678", "IL", "+972522345678", SECOND },
  { "no number ::: 0522345678", "IL", "+972522345678", SECOND },
  { "0502345678 / ", "IL", "+972502345678", NO_WARNING },
  { "\n0502345678\n", "IL", "+972502345678", NO_WARNING },
};

static const Good other_scripts[] = {
  { "٠٥٠٢٣٤٥٦٧٨", "IL", "+972502345678", NO_WARNING },
  { "۰۵۰۲۳۴۵۶۷۸", "IL", "+972502345678", NO_WARNING },
  { "＋９７２－５０－２３４－５６７８", "IL", "+972502345678", NO_WARNING },
  { "\u200e050-2345678\u200f", "IL", "+972502345678", NO_WARNING },
  { "\u202a+972 50-234-5678\u202c", "IL", "+972502345678", NO_WARNING },
  { "\u2066+972\u00a050\u2069\u2011234\u20135678", "IL", "+972502345678", NO_WARNING },
  { "050\u2212234\u20145678", "IL", "+972502345678", NO_WARNING },
  { "050\u05be2345678", "IL", "+972502345678", NO_WARNING },
  { "050\u00ad234\ufeff5678", "IL", "+972502345678", NO_WARNING },
  { "📞 050-2345678", "IL", "+972502345678", NO_WARNING },
};

static const Bad bad[] = {
  { NULL, "IL", INVY_PHONE_ERROR_EMPTY },
  { "", "IL", INVY_PHONE_ERROR_EMPTY },
  { "  \u200f ", "IL", INVY_PHONE_ERROR_EMPTY },
  { "--", "IL", INVY_PHONE_ERROR_EMPTY },
  { "+", "IL", INVY_PHONE_ERROR_EMPTY },
  { "no number", "IL", INVY_PHONE_ERROR_LETTERS },
  { "050-CALL-NOW", "IL", INVY_PHONE_ERROR_LETTERS },
  { "05O2345678", "IL", INVY_PHONE_ERROR_LETTERS },
  { "1-800-FLOWERS", "US", INVY_PHONE_ERROR_LETTERS },
  { "אין", "IL", INVY_PHONE_ERROR_LETTERS },
  { "050234567ח", "IL", INVY_PHONE_ERROR_LETTERS },
  { "1", "IL", INVY_PHONE_ERROR_TOO_SHORT },
  { "0502", "IL", INVY_PHONE_ERROR_TOO_SHORT },
  { "050-234567", "IL", INVY_PHONE_ERROR_TOO_SHORT },
  { "6234567", "IL", INVY_PHONE_ERROR_TOO_SHORT },
  { "555-0123", "US", INVY_PHONE_ERROR_TOO_SHORT },
  { "+9725287", "IL", INVY_PHONE_ERROR_TOO_SHORT },
  { "05023456789", "IL", INVY_PHONE_ERROR_TOO_LONG },
  { "0502345678901", "IL", INVY_PHONE_ERROR_TOO_LONG },
  { "+972502345678901234", "IL", INVY_PHONE_ERROR_TOO_LONG },
  { "99999999999999999999999999999999", "IL", INVY_PHONE_ERROR_TOO_LONG },
  { "0502345678", NULL, INVY_PHONE_ERROR_NO_COUNTRY },
  { "0502345678", "", INVY_PHONE_ERROR_NO_COUNTRY },
  { "0502345678", "XX", INVY_PHONE_ERROR_NO_COUNTRY },
  { "972502345678", NULL, INVY_PHONE_ERROR_NO_COUNTRY },
  { "+999123456789", "IL", INVY_PHONE_ERROR_NO_COUNTRY },
  { "5.41E+08", "IL", INVY_PHONE_ERROR_DIGITS_LOST },
  { "5,41E+08", "IL", INVY_PHONE_ERROR_DIGITS_LOST },
  { "9.72502E+11", "IL", INVY_PHONE_ERROR_DIGITS_LOST },
  { "5e8", "IL", INVY_PHONE_ERROR_DIGITS_LOST },
  { "+9500502345678", NULL, INVY_PHONE_ERROR_IMPOSSIBLE },
  { "*5287", "IL", INVY_PHONE_ERROR_IMPOSSIBLE },
  { "#31#0502345678", "IL", INVY_PHONE_ERROR_IMPOSSIBLE },
};

static void
assert_good (const Good *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyPhone) phone = NULL;

  g_test_message ("\"%s\" in %s", row->text, row->country);
  phone = invy_phone_parse (row->text, row->country, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (phone->e164, ==, row->e164);
  g_assert_cmphex (phone->warnings, ==, row->warnings);
}

#define ASSERT_ALL_GOOD(table)                       \
  G_STMT_START                                       \
  {                                                  \
    for (gsize i = 0; i < G_N_ELEMENTS (table); i++) \
      assert_good (&table[i]);                       \
  }                                                  \
  G_STMT_END

static void
test_written_ways (void)
{
  ASSERT_ALL_GOOD (written_ways);
}

static void
test_kinds (void)
{
  ASSERT_ALL_GOOD (kinds);
}

static void
test_repaired (void)
{
  ASSERT_ALL_GOOD (repaired);
}

static void
test_two_numbers (void)
{
  ASSERT_ALL_GOOD (two_numbers);
}

static void
test_other_scripts (void)
{
  ASSERT_ALL_GOOD (other_scripts);
}

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (InvyPhone) phone = NULL;

      g_test_message ("\"%s\" in %s", bad[i].text, bad[i].country);
      phone = invy_phone_parse (bad[i].text, bad[i].country, &error);
      g_assert_error (error, INVY_PHONE_ERROR, (int) bad[i].code);
      g_assert_null (phone);
      g_assert_cmpuint (strlen (error->message), >, 10);
      /* a sentence never holds a number */
      g_assert_null (strpbrk (error->message, "123456789"));
    }
}

static void
test_shown (void)
{
  g_autoptr (InvyPhone) phone = invy_phone_parse ("0502345678", "IL", NULL);
  g_autoptr (InvyPhone) satellite = invy_phone_parse ("+870301234567", "IL", NULL);
  g_autoptr (InvyPhone) unknown = invy_phone_parse ("0541234567", "IL", NULL);
  g_autofree char *display = invy_phone_dup_display ("+972502345678");
  g_autofree char *no_number = invy_phone_dup_display ("+0");

  g_assert_cmpstr (phone->display, ==, "+972 50-234-5678");
  g_assert_cmpstr (display, ==, "+972 50-234-5678");
  g_assert_cmpstr (no_number, ==, "+0");
  g_assert_cmpstr (phone->country, ==, "IL");
  g_assert_cmpstr (unknown->country, ==, "IL");
  g_assert_nonnull (satellite);
  g_assert_null (satellite->country);
}

static void
test_warning_sentences (void)
{
  g_autofree char *none = invy_phone_dup_warning (INVY_PHONE_WARNING_NONE);
  g_autofree char *one = invy_phone_dup_warning (LANDLINE);
  g_autofree char *two = invy_phone_dup_warning (LANDLINE | SECOND);

  g_assert_null (none);
  g_assert_true (g_str_has_suffix (two, one));
  g_assert_cmpuint (strlen (two), >, strlen (one));
}

static void
test_last_digits (void)
{
  g_autofree char *usual = invy_phone_dup_last_digits ("+972502345678");
  g_autofree char *spaced = invy_phone_dup_last_digits ("+972 50-234-5 678");
  g_autofree char *little = invy_phone_dup_last_digits ("+12");
  g_autofree char *nothing = invy_phone_dup_last_digits (NULL);

  g_assert_cmpstr (usual, ==, "5678");
  g_assert_cmpstr (spaced, ==, "5678");
  g_assert_cmpstr (little, ==, "12");
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_country (void)
{
  g_assert_true (invy_phone_is_country ("IL"));
  g_assert_true (invy_phone_is_country ("il"));
  g_assert_false (invy_phone_is_country ("XX"));
  g_assert_false (invy_phone_is_country ("ISR"));
  g_assert_false (invy_phone_is_country (""));
  g_assert_false (invy_phone_is_country (NULL));
}

static GStrv
load_corpus_lines (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("INVY_CORPUS"), "phones", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return g_strsplit (text, "\n", -1);
}

/* input,what the reporter expects,…: "not dialable" must be an error, anything else must not. */
static void
test_corpus_reports (void)
{
  g_auto (GStrv) lines = load_corpus_lines ("il_prefix_regressions_from_issues.csv");
  guint n_tried = 0;

  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", 3);
      g_autoptr (GError) error = NULL;
      g_autoptr (InvyPhone) phone = NULL;

      g_test_message ("%s: %s", cells[0], cells[1]);
      phone = invy_phone_parse (cells[0], "IL", &error);
      if (g_str_has_prefix (cells[1], "not dialable"))
        g_assert_nonnull (error);
      else
        g_assert_no_error (error);
      n_tried++;
    }
  g_assert_cmpuint (n_tried, >, 5);
}

/* calling code ; region ; kind ; "national number": an example that is in use must be understood. */
static void
test_corpus_examples (void)
{
  g_auto (GStrv) lines = load_corpus_lines ("examples_all_countries.csv");
  guint n_tried = 0;

  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ";", 4);
      g_auto (GStrv) quoted = g_strsplit (cells[3], "\"", 3);
      const char *digits = quoted[1];
      g_autofree char *international = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (InvyPhone) phone = NULL;
      gboolean person;

      for (guint j = 0; j < 4; j++)
        g_strstrip (cells[j]);
      international = g_strconcat ("+", cells[0], digits, NULL);
      person = g_str_equal (cells[2], "MOBILE") || g_str_has_prefix (cells[2], "FIXED_LINE");

      g_test_message ("%s", lines[i]);
      phone = invy_phone_parse (international, NULL, &error);
      if (person)
        g_assert_no_error (error);
      if (phone != NULL)
        g_assert_cmpstr (phone->e164, ==, international);

      if (person && invy_phone_is_country (cells[1]))
        {
          g_autoptr (InvyPhone) national = invy_phone_parse (digits, cells[1], &error);

          g_assert_no_error (error);
          g_assert_cmpstr (national->e164, ==, international);
        }
      n_tried++;
    }
  g_assert_cmpuint (n_tried, >, 500);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/phone/written-ways", test_written_ways);
  g_test_add_func ("/invy/phone/kinds", test_kinds);
  g_test_add_func ("/invy/phone/repaired", test_repaired);
  g_test_add_func ("/invy/phone/two-numbers", test_two_numbers);
  g_test_add_func ("/invy/phone/other-scripts", test_other_scripts);
  g_test_add_func ("/invy/phone/bad", test_bad);
  g_test_add_func ("/invy/phone/shown", test_shown);
  g_test_add_func ("/invy/phone/warning-sentences", test_warning_sentences);
  g_test_add_func ("/invy/phone/last-digits", test_last_digits);
  g_test_add_func ("/invy/phone/country", test_country);
  if (g_getenv ("INVY_CORPUS") != NULL && *g_getenv ("INVY_CORPUS") != '\0')
    {
      g_test_add_func ("/invy/phone/corpus-reports", test_corpus_reports);
      g_test_add_func ("/invy/phone/corpus-examples", test_corpus_examples);
    }

  return g_test_run ();
}
