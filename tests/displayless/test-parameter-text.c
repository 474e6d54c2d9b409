/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-parameter-text.h"

typedef struct
{
  const char *text;
  const char *clean;
} Case;

static void
check_all (const Case *cases, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *clean = invy_template_clean_parameter (cases[i].text);

      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
}

static void
test_white_space (void)
{
  const Case cases[] = {
    { NULL, "" },
    { "", "" },
    { " \t\n ", "" },
    { "נועה", "נועה" },
    { "  נועה  לוי ", "נועה לוי" },
    { "one\ntwo\r\nthree\tfour", "one two three four" },
    { "a     b", "a b" },
    { "a\u00a0b\u2003c\u3000d", "a b c d" },        /* no-break, em, ideographic */
    { "a\u2028b\u2029c\302\205d\ve", "a b c d e" }, /* separators, next line, vertical tab */
    { "a\n \u200b \n b", "a b" },                   /* nothing visible between the spaces */
  };

  check_all (cases, G_N_ELEMENTS (cases));
}

static void
test_invisible (void)
{
  const Case cases[] = {
    { "נו\u200bעה", "נועה" },           /* zero-width space */
    { "\ufeffנועה", "נועה" },           /* byte order mark */
    { "נועה\u2060", "נועה" },           /* word joiner */
    { "\u202bנועה\u202c", "נועה" },     /* embedding, as copied from a document */
    { "\u2068נועה\u2069", "נועה" },     /* isolate, as copied from Invy */
    { "\u200fנועה\u200e", "נועה" },     /* marks */
    { "نورة\u061c", "نورة" },           /* Arabic letter mark */
    { "a\u00adb", "ab" },               /* soft hyphen */
    { "a\001b\177c\302\237d", "abcd" }, /* controls */
    { "a\u034fb\u3164c", "abc" },       /* grapheme joiner, Hangul filler */
    { "\U000e0041a", "a" },             /* a tag */
    { "שָׁלוֹם", "שָׁלוֹם" },                 /* vowel points are not invisible */
    { "\u0600\u0661", "\u0600\u0661" }, /* a drawn format character */
    { "\377\376a", "\ufffd\ufffda" },   /* not UTF-8 */
  };

  check_all (cases, G_N_ELEMENTS (cases));
}

static void
test_joiners (void)
{
  const Case cases[] = {
    { "👩\u200d👧", "👩\u200d👧" },                               /* mother and daughter */
    { "❤️\u200d🔥", "❤️\u200d🔥" },                                 /* behind a variation selector */
    { "👩🏽\u200d❤\ufe0f\u200d👨", "👩🏽\u200d❤\ufe0f\u200d👨" }, /* a couple, with a skin tone */
    { "❤️ 💞", "❤️ 💞" },
    { "👩\u200d", "👩" },
    { "👩\u200d a", "👩 a" },
    { "\u200d👧", "👧" },
    { "נו\u200dעה", "נועה" },
    { "می\u200cخواهم", "می\u200cخواهم" }, /* Persian: the non-joiner is spelling */
    { "می\u200c", "می" },
    { "می \u200cخواهم", "می خواهم" },
    { "نو\u200dرة", "نورة" },
    { "No\u200ca", "Noa" },
  };

  check_all (cases, G_N_ELEMENTS (cases));
}

/* What is clean stays as it is: cleaning twice is cleaning once. */
static void
test_twice (void)
{
  g_autofree char *once = invy_template_clean_parameter (" 👩\u200d👧\t\u200f נועה \u200b\u2028 לוי\u202c ");
  g_autofree char *twice = invy_template_clean_parameter (once);

  g_assert_cmpstr (once, ==, "👩\u200d👧 נועה לוי");
  g_assert_cmpstr (twice, ==, once);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/parameter-text/white-space", test_white_space);
  g_test_add_func ("/invy/parameter-text/invisible", test_invisible);
  g_test_add_func ("/invy/parameter-text/joiners", test_joiners);
  g_test_add_func ("/invy/parameter-text/twice", test_twice);

  return g_test_run ();
}
