/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-parameter-text.h"

#define ZERO_WIDTH_NON_JOINER 0x200c
#define ZERO_WIDTH_JOINER 0x200d
#define EMOJI_PRESENTATION 0xfe0f

typedef struct
{
  gunichar first;
  gunichar last;
} Range;

/* Format characters that are drawn: they enclose the digits behind them (Unicode: Prepended_Concatenation_Mark). */
static const Range drawn_format[] = {
  { 0x0600, 0x0605 }, { 0x06dd, 0x06dd },   { 0x070f, 0x070f },   { 0x0890, 0x0891 },
  { 0x08e2, 0x08e2 }, { 0x110bd, 0x110bd }, { 0x110cd, 0x110cd },
};

/* Drawn as nothing although they are letters or marks (Unicode: Default_Ignorable_Code_Point without the format
 * characters and without the variation selectors, which belong to the character before). */
static const Range ignorable[] = {
  { 0x034f, 0x034f }, { 0x115f, 0x1160 }, { 0x17b4, 0x17b5 }, { 0x2065, 0x2065 },
  { 0x3164, 0x3164 }, { 0xffa0, 0xffa0 }, { 0xfff0, 0xfff8 }, { 0xe0000, 0xe00ff },
};

/* Where emoji live that are joined to one picture (Unicode: emoji-zwj-sequences). */
static const Range pictures[] = {
  { 0x2190, 0x21ff },
  { 0x2300, 0x27bf },
  { 0x2b00, 0x2bff },
  { 0x1f000, 0x1faff },
};

static gboolean
is_within (gunichar c, const Range *ranges, guint n_ranges)
{
  for (guint i = 0; i < n_ranges; i++)
    {
      if (c >= ranges[i].first && c <= ranges[i].last)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_picture (gunichar c)
{
  return c == EMOJI_PRESENTATION || is_within (c, pictures, G_N_ELEMENTS (pictures));
}

static gboolean
is_arabic_letter (gunichar c)
{
  return g_unichar_isalpha (c) && g_unichar_get_script (c) == G_UNICODE_SCRIPT_ARABIC;
}

/* A joiner stays where it is part of the spelling: between the emoji of one picture (a family, a couple), and between
 * two letters of the Arabic script, where Persian words need the non-joiner. Everywhere else it is an accident. */
static gboolean
is_spelling (gunichar previous, gunichar c, gunichar next)
{
  if (c == ZERO_WIDTH_JOINER)
    return is_picture (previous) && is_picture (next);
  if (c == ZERO_WIDTH_NON_JOINER)
    return is_arabic_letter (previous) && is_arabic_letter (next);
  return FALSE;
}

static gboolean
is_invisible (gunichar c)
{
  switch ((int) g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
      return TRUE;
    case G_UNICODE_FORMAT:
      return !is_within (c, drawn_format, G_N_ELEMENTS (drawn_format));
    default:
      return is_within (c, ignorable, G_N_ELEMENTS (ignorable));
    }
}

/* g_unichar_isspace() leaves out the vertical tab and the next-line control. */
static gboolean
is_white (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x0b || c == 0x85;
}

/**
 * invy_template_clean_parameter:
 * @text: (nullable): what people or files brought
 *
 * Makes @text fit for a parameter: any white space becomes one space, at the ends none; control characters,
 * zero-width characters and direction marks go. The joiners inside emoji (U+200D) and between letters of the Arabic
 * script (U+200C) are spelling and stay. Letters are left as they are, neither composed nor decomposed. WhatsApp
 * refuses line breaks, tabs and long runs of spaces in a parameter (Cloud API, template messages: text parameters).
 *
 * Returns: (transfer full): the cleaned text; "" if nothing is left
 */
char *
invy_template_clean_parameter (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *clean = g_string_new (NULL);
  gunichar previous = 0;
  gboolean space = FALSE;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_white (c))
        {
          space = clean->len > 0;
          continue;
        }
      if (is_invisible (c) && !(!space && is_spelling (previous, c, g_utf8_get_char (g_utf8_next_char (p)))))
        continue;

      if (space)
        g_string_append_c (clean, ' ');
      space = FALSE;
      g_string_append_unichar (clean, c);
      previous = c;
    }

  return g_string_free (clean, FALSE);
}
