/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "phone/invy-phone-text-private.h"

#include <string.h>

/* What stands for a letter outside of ASCII: only that it is one matters. */
#define OTHER_LETTER '?'

/* A long vowel mark of Japanese, which its keyboards put where a dash belongs. */
#define KATAKANA_DASH 0x30fc
#define MINUS_SIGN 0x2212
#define FULL_WIDTH_PLUS 0xff0b
#define ARABIC_COMMA 0x060c
#define ARABIC_SEMICOLON 0x061b

static GRegex *
get_regex (gsize *once, const char *pattern)
{
  if (g_once_init_enter (once))
    g_once_init_leave (once, (gsize) g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL));

  return (GRegex *) *once;
}

static char *
replace (char *text, gsize *once, const char *pattern, const char *with)
{
  char *replaced = g_regex_replace (get_regex (once, pattern), text, -1, 0, with, 0, NULL);

  g_free (text);
  return replaced;
}

/* The one ASCII character that stands for @c, or 0 if nobody would see or dial it. */
static char
simplify_char (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (c == '\n' || c == '\r' || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR)
    return '\n';
  if (c == '\t' || type == G_UNICODE_SPACE_SEPARATOR)
    return ' ';
  if (type == G_UNICODE_DECIMAL_NUMBER)
    return (char) ('0' + g_unichar_digit_value (c));
  if (type == G_UNICODE_DASH_PUNCTUATION || c == MINUS_SIGN || c == KATAKANA_DASH)
    return '-';
  if (c == FULL_WIDTH_PLUS)
    return '+';
  if (c == ARABIC_COMMA)
    return ',';
  if (c == ARABIC_SEMICOLON)
    return ';';
  if (g_unichar_isalpha (c))
    return c < 0x80 ? g_ascii_tolower ((char) c) : OTHER_LETTER;
  if (c < 0x80 && strchr ("+.()/\\,;:|*#=", (int) c) != NULL && c != 0)
    return c == '\\' ? '/' : (char) c;
  if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || g_unichar_ismark (c) || c == '\'' || c == '"')
    return 0;
  return ' ';
}

/**
 * invy_phone_text_is_simple:
 *
 * Returns: whether @text is one number as most are written, with nothing to simplify or to cut: digits, spaces,
 * hyphens and brackets behind at most one +
 */
gboolean
invy_phone_text_is_simple (const char *text)
{
  const char *rest = text + (*text == '+' ? 1 : 0);

  return rest[strspn (rest, "0123456789 -()")] == '\0';
}

/**
 * invy_phone_text_simplify:
 * @text: what was typed
 *
 * Writes a phone number with the characters that matter: digits of all scripts and widths, dashes and spaces of all
 * kinds become the ASCII ones, invisible marks and quotes go. What is no part of the number although it has letters
 * goes as well: "tel:" in front, an extension behind (a message reaches the line, not the desk).
 *
 * Returns: (transfer full): ASCII text without outer white space
 */
char *
invy_phone_text_simplify (const char *text)
{
  static gsize scheme, extension, decimals, late_plus, next_plus;
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) simple = g_string_sized_new (strlen (valid));
  char *result;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      char c = simplify_char (g_utf8_get_char (p));

      if (c != 0)
        g_string_append_c (simple, c);
    }

  result = g_string_free_and_steal (g_steal_pointer (&simple));
  result = replace (result, &scheme, "(^|[\\n;|/,])\\s*tel[.:]?\\s*(?=[+0-9(])", "\\1");
  result = replace (result, &extension,
                    "(?<=[0-9])\\s*(;ext=|extension|ext\\.?|x|#)\\s*[0-9]{1,6}\\s*(?=$|[\\n;|/,])", "");
  /* A program that kept the number as a fraction wrote 501234567.0; the 0 would become one digit more. */
  result = replace (result, &decimals, "^(\\s*\\+?[0-9]{7,})\\.0+\\s*$", "\\1");
  /* In right-to-left text the + is easily typed at the wrong end. */
  result = replace (result, &late_plus, "^\\s*([0-9][-0-9 ().]*)\\+\\s*$", "+\\1");
  /* Another + begins another number. */
  result = replace (result, &next_plus, "(?<=[0-9])\\s*(?=\\(?\\+[0-9])", "/");

  return g_strstrip (result);
}

/**
 * invy_phone_text_lost_digits:
 * @simple: from invy_phone_text_simplify()
 *
 * Returns: whether a spreadsheet wrote a rounded number, 5.41E+08, whose other digits nobody knows
 */
gboolean
invy_phone_text_lost_digits (const char *simple)
{
  static gsize exponent;

  return g_regex_match (get_regex (&exponent, "^[-+]?[0-9]+([.,][0-9]+)?e[-+]?[0-9]+$"), simple, 0, NULL);
}

static GStrv
split (const char *text, gsize *once, const char *pattern)
{
  g_auto (GStrv) parts = g_regex_split (get_regex (once, pattern), text, 0);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (builder, parts[i]);

  return g_strv_builder_end (builder);
}

/**
 * invy_phone_text_split_cell:
 *
 * Cuts a cell where it certainly goes on with another number: new lines, semicolons, bars, and the ":::" of Google's
 * exports.
 *
 * Returns: (transfer full): the pieces, none of them empty
 */
GStrv
invy_phone_text_split_cell (const char *simple)
{
  static gsize separators;

  return split (simple, &separators, "[\\n;|]|:::");
}

/**
 * invy_phone_text_split_piece:
 *
 * Cuts where another number may begin, but where some people only part the area code: slashes and commas.
 *
 * Returns: (transfer full): the parts, none of them empty
 */
GStrv
invy_phone_text_split_piece (const char *piece)
{
  static gsize separators;

  return split (piece, &separators, "[/,]");
}
