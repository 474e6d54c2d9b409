/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "text/invy-fold.h"

#include <string.h>

typedef struct
{
  gunichar from;
  gunichar to;
} Variant;

/* Letters that people write for one another. Arabic's alefs with hamza and madda need no line: their marks go. */
static const Variant variants[] = {
  { 0x05da, 0x05db }, /* Hebrew final kaf */
  { 0x05dd, 0x05de }, /* final mem */
  { 0x05df, 0x05e0 }, /* final nun */
  { 0x05e3, 0x05e4 }, /* final pe */
  { 0x05e5, 0x05e6 }, /* final tsadi */
  { 0x0629, 0x0647 }, /* teh marbuta, heh */
  { 0x0649, 0x064a }, /* alef maksura, yeh */
  { 0x06a9, 0x0643 }, /* Persian kaf */
  { 0x06cc, 0x064a }, /* Persian yeh */
  { 0x0671, 0x0627 }, /* alef wasla */
};

static gunichar
fold_letter (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    if (variants[i].from == c)
      return variants[i].to;
  return c;
}

static gboolean
is_quote (gunichar c)
{
  switch (c)
    {
    case '\'':
    case '"':
    case '`':
    case 0x00b4: /* acute accent */
    case 0x05f3: /* geresh */
    case 0x05f4: /* gershayim */
    case 0x2032: /* prime */
    case 0x2033: /* double prime */
      return TRUE;
    default:
      return g_unichar_type (c) == G_UNICODE_INITIAL_PUNCTUATION || g_unichar_type (c) == G_UNICODE_FINAL_PUNCTUATION
             || (c >= 0x2018 && c <= 0x201f);
    }
}

/* Accents, niqqud, Arabic vowels and kashida, direction marks. */
static gboolean
is_invisible_for_search (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return g_unichar_ismark (c) || type == G_UNICODE_FORMAT || c == 0x0640 || is_quote (c);
}

/* Letters of which there is only one way to write each: Latin ones without accents, Hebrew and Arabic ones without
 * marks. Nearly all names consist of them, and need none of what Unicode has for the others. */
static gboolean
is_plain (gunichar c)
{
  return c < 0x80 || (c >= 0x5d0 && c <= 0x5ea) || (c >= 0x627 && c <= 0x63a) || (c >= 0x641 && c <= 0x64a);
}

static gboolean
is_all_plain (const char *valid)
{
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_plain (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* @text consists of what stays of a text when all is taken apart. */
static char *
join_words (const char *text)
{
  g_autoptr (GString) folded = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && g_ascii_isalnum ((char) c))
        {
          g_string_append_c (folded, g_ascii_tolower ((char) c));
          continue;
        }
      if (is_invisible_for_search (c))
        continue;
      if (g_unichar_isdigit (c))
        g_string_append_c (folded, (char) ('0' + g_unichar_digit_value (c)));
      else if (g_unichar_isalnum (c) || c == '@')
        g_string_append_unichar (folded, fold_letter (c));
      else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);

  return g_string_free_and_steal (g_steal_pointer (&folded));
}

/**
 * invy_fold:
 * @text: (nullable): UTF-8; broken bytes are allowed
 *
 * Writes @text in the one way that all ways of writing the same word share: case, accents, niqqud, Arabic vowels,
 * quotes (so that ד"ר, ד״ר and דר are one), final letters, kinds of alef, widths and scripts of digits do not matter,
 * nor do punctuation and the number of spaces. For comparing and searching, never for showing.
 *
 * Returns: (transfer full): the folded words with one space between them; "" if there are none
 */
char *
invy_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *caseless = NULL;
  g_autofree char *apart = NULL;

  if (text == NULL)
    return g_strdup ("");
  if (g_utf8_validate (text, -1, NULL) && is_all_plain (text))
    return join_words (text);

  valid = g_utf8_make_valid (text, -1);
  caseless = g_utf8_casefold (valid, -1);
  apart = g_utf8_normalize (caseless, -1, G_NORMALIZE_NFKD);
  return join_words (apart);
}
