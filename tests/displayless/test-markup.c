/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "template/invy-markup.h"

#include <string.h>

#define B INVY_MARKUP_BOLD
#define I INVY_MARKUP_ITALIC
#define S INVY_MARKUP_STRIKE
#define M INVY_MARKUP_MONOSPACE

typedef struct
{
  const char *part;
  InvyMarkupStyle style;
} Span;

typedef struct
{
  const char *text;
  const char *shown;
  Span spans[4];
} Case;

static void
assert_case (const Case *one)
{
  g_autoptr (InvyMarkup) markup = invy_markup_new (one->text);
  guint n = 0;

  g_test_message ("%s", one->text);
  g_assert_cmpstr (markup->text, ==, one->shown);
  while (n < G_N_ELEMENTS (one->spans) && one->spans[n].part != NULL)
    n++;
  g_assert_cmpuint (markup->spans->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const InvyMarkupSpan *span = &g_array_index (markup->spans, InvyMarkupSpan, i);
      g_autofree char *part = g_strndup (markup->text + span->start, span->end - span->start);

      g_assert_cmpstr (part, ==, one->spans[i].part);
      g_assert_cmpint (span->style, ==, one->spans[i].style);
    }
}

static void
test_styles (void)
{
  const Case cases[] = {
    { "*bold*", "bold", { { "bold", B } } },
    { "_italic_", "italic", { { "italic", I } } },
    { "~gone~", "gone", { { "gone", S } } },
    { "```code```", "code", { { "code", M } } },
    { "`code`", "code", { { "code", M } } },
    { "a *b* and _c_.", "a b and c.", { { "b", B }, { "c", I } } },
    { "(*מודגש*)", "(מודגש)", { { "מודגש", B } } },
    { "שלום *דנה ויוסי*, *בואו*!", "שלום דנה ויוסי, בואו!", { { "דנה ויוסי", B }, { "בואו", B } } },
    { "*a*\n*b*", "a\nb", { { "a", B }, { "b", B } } },
    { "**a**", "*a*", { { "a", B } } },
    { "", "", {} },
    { "*a * b*", "a * b", { { "a * b", B } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_case (&cases[i]);
}

static void
test_nesting (void)
{
  const Case cases[] = {
    { "*_both_*", "both", { { "both", B }, { "both", I } } },
    { "*a _b_ c*", "a b c", { { "a b c", B }, { "b", I } } },
    { "_~*three*~_", "three", { { "three", I }, { "three", S }, { "three", B } } },
    { "*a _b* c_", "a _b c_", { { "a _b", B } } },
    { "```*a* _b_```", "*a* _b_", { { "*a* _b_", M } } },
    { "*a `b*` c*", "a b* c", { { "a b* c", B }, { "b*", M } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_case (&cases[i]);
}

static void
test_blocks (void)
{
  const Case cases[] = {
    { "```a\nb```", "a\nb", { { "a\nb", M } } },
    { "```\na *b*\n\n_c_\n```\n*d*", "\na *b*\n\n_c_\n\nd", { { "\na *b*\n\n_c_\n", M }, { "d", B } } },
    { "a ```b\nc``` *d*", "a b\nc d", { { "b\nc", M }, { "d", B } } },
    { "*a ```b\nc``` d*", "*a b\nc d*", { { "b\nc", M } } },
    { "*a* ```b\nc```\n```d\ne```", "a b\nc\nd\ne", { { "a", B }, { "b\nc", M }, { "d\ne", M } } },
    { "```a\nb```*c*",
      "a\nb"
      "c",
      { { "a\nb", M }, { "c", B } } },
    { "```a `b` \n c```", "a `b` \n c", { { "a `b` \n c", M } } },
    { "```שורה\nשתיים``` 🎉", "שורה\nשתיים 🎉", { { "שורה\nשתיים", M } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_case (&cases[i]);
}

/* To the letter, as WhatsApp shows it too. */
static void
test_no_marks (void)
{
  const char *const texts[] = {
    "snake_case_name",
    "2*3*4",
    "* a *",
    "*a\nb*",
    "_a",
    "**",
    "~~",
    "a*b*",
    "*b*c",
    "``````",
    "```a",
    "`",
    "*",
    "5 * 3 = 15 * 1",
    "א_ב_ג",
    "*a\n*b",
    "***",
    "`a\nb`",
    "``` \n ```",
    "``` ```",
    "```a\nb``",
    "שָׁ_לו_ם",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const Case one = { texts[i], texts[i], {} };

      assert_case (&one);
    }
}

static void
test_links (void)
{
  const Case cases[] = {
    { "https://a.example/_b_/*c*", "https://a.example/_b_/*c*", {} },
    { "*https://a.example/x_y_z*", "https://a.example/x_y_z", { { "https://a.example/x_y_z", B } } },
    { "_http://a.example_ ~b~", "http://a.example b", { { "http://a.example", I }, { "b", S } } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_case (&cases[i]);
}

/* What was filled in is found again in what is shown. */
static void
test_map (void)
{
  const char *text = "היי *נועה*, ```19:30``` _at_ Hall";
  g_autoptr (InvyMarkup) markup = invy_markup_new (text);
  const char *const parts[] = { "נועה", "19:30", "Hall" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const gsize start = (gsize) (strstr (text, parts[i]) - text);
      const gsize shown = invy_markup_map (markup, start);

      g_assert_cmpmem (markup->text + shown, strlen (parts[i]), parts[i], strlen (parts[i]));
      g_assert_cmpuint (invy_markup_map (markup, start + strlen (parts[i])), ==, shown + strlen (parts[i]));
    }
  g_assert_cmpuint (invy_markup_map (markup, strlen (text)), ==, strlen (markup->text));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/markup/styles", test_styles);
  g_test_add_func ("/invy/markup/nesting", test_nesting);
  g_test_add_func ("/invy/markup/blocks", test_blocks);
  g_test_add_func ("/invy/markup/no-marks", test_no_marks);
  g_test_add_func ("/invy/markup/links", test_links);
  g_test_add_func ("/invy/markup/map", test_map);

  return g_test_run ();
}
