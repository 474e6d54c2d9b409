/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "text/invy-bidi.h"

#define LEFT_TO_RIGHT_MARK "\u200e"
#define RIGHT_TO_LEFT_MARK "\u200f"
#define LEFT_TO_RIGHT_ISOLATE "\u2066"
#define FIRST_STRONG_ISOLATE "\u2068"
#define POP_ISOLATE "\u2069"

static int interface_is_rtl;

/* Embeddings, overrides and isolates. One that is not closed inside the text would reach what stands behind it, and
 * one that closes more than it opened would end our isolate. */
static gboolean
is_direction_control (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void
append_without_controls (GString *string, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_direction_control (c))
        g_string_append_unichar (string, c);
    }
}

/**
 * invy_bidi_get_mark:
 *
 * Returns: what puts a line into the interface's direction when it stands in front: not all that lays out text looks
 *   past an isolate for the first letter (Pango 1.56 takes that of "5.41E+08" inside one)
 */
const char *
invy_bidi_get_mark (void)
{
  return invy_bidi_get_interface_rtl () ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK;
}

/**
 * invy_bidi_isolate:
 * @text: (nullable): what comes from data, UTF-8
 * @kind: whether it is a number or the like, or a name
 *
 * Makes @text safe to show in a cell or inside a sentence of the other direction (Unicode Standard Annex 9, 2.4
 * and 6.2). The result is for eyes only: never keep or send it.
 *
 * Returns: (transfer full) (nullable): @text between marks; %NULL for %NULL, "" for ""
 */
char *
invy_bidi_isolate (const char *text, InvyBidiKind kind)
{
  g_autoptr (GString) string = NULL;

  if (text == NULL || *text == '\0')
    return g_strdup (text);

  string = g_string_new (NULL);
  switch (kind)
    {
    case INVY_BIDI_NUMBER:
      g_string_append (string, LEFT_TO_RIGHT_ISOLATE);
      break;
    case INVY_BIDI_NAME:
      /* The mark puts the cell's line into the interface's direction, or a Latin name sticks to the wrong edge. */
      g_string_append (string, invy_bidi_get_mark ());
      g_string_append (string, FIRST_STRONG_ISOLATE);
      break;
    default:
      g_return_val_if_reached (NULL);
    }
  append_without_controls (string, text);
  g_string_append (string, POP_ISOLATE);

  return g_string_free_and_steal (g_steal_pointer (&string));
}

/**
 * invy_bidi_set_interface_rtl:
 *
 * Says which direction the interface has; the window does once, when it knows. Left to right until then.
 */
void
invy_bidi_set_interface_rtl (gboolean rtl)
{
  g_atomic_int_set (&interface_is_rtl, !!rtl);
}

/**
 * invy_bidi_get_interface_rtl:
 *
 * Returns: whether the interface runs from right to left
 */
gboolean
invy_bidi_get_interface_rtl (void)
{
  return g_atomic_int_get (&interface_is_rtl);
}
