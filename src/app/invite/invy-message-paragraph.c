/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-message-paragraph.h"

#include <string.h>

/* The scripts that people write from right to left today; pango_find_base_dir () is deprecated. */
static gboolean
is_written_rtl (gunichar letter)
{
  switch ((int) g_unichar_get_script (letter))
    {
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_ADLAM:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What the first letter says; neutral when there is none. */
static PangoDirection
find_direction (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar letter = g_utf8_get_char (p);

      if (g_unichar_isalpha (letter))
        return is_written_rtl (letter) ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
    }

  return PANGO_DIRECTION_NEUTRAL;
}

/* Where the parts of one paragraph go that lie between @start and @end of the whole text. */
static void
take_spans (InvyMessageParagraph *self, GArray *spans, gsize start, gsize end)
{
  for (guint i = 0; i < spans->len; i++)
    {
      InvyTemplateSpan span = g_array_index (spans, InvyTemplateSpan, i);

      if (span.end <= start || span.start >= end)
        continue;

      span.start = MAX (span.start, start) - start;
      span.end = MIN (span.end, end) - start;
      g_array_append_val (self->spans, span);
    }
}

static gboolean
is_filled (InvyMessageParagraph *self, gsize position)
{
  for (guint i = 0; i < self->spans->len; i++)
    {
      const InvyTemplateSpan *span = &g_array_index (self->spans, InvyTemplateSpan, i);

      if (position >= span->start && position < span->end)
        return TRUE;
    }

  return FALSE;
}

/* Braces that somebody typed as a venue are no hole. */
static void
find_holes (InvyMessageParagraph *self)
{
  const char *open = self->text;

  while ((open = strstr (open, "{{")) != NULL)
    {
      const char *close = strstr (open, "}}");
      InvyTemplateSpan hole = { .start = (gsize) (open - self->text) };

      if (close == NULL)
        return;

      hole.end = (gsize) (close - self->text) + 2;
      if (!is_filled (self, hole.start))
        g_array_append_val (self->holes, hole);
      open = close + 2;
    }
}

static InvyMessageParagraph *
paragraph_new (const InvyRendering *rendering, gsize start, gsize end, PangoDirection direction_before)
{
  InvyMessageParagraph *self = g_new0 (InvyMessageParagraph, 1);

  self->text = g_strndup (rendering->text + start, end - start);
  self->spans = g_array_new (FALSE, FALSE, sizeof (InvyTemplateSpan));
  self->holes = g_array_new (FALSE, FALSE, sizeof (InvyTemplateSpan));
  self->direction = find_direction (self->text);
  if (self->direction == PANGO_DIRECTION_NEUTRAL)
    self->direction = direction_before;
  take_spans (self, rendering->spans, start, end);
  find_holes (self);

  return self;
}

/**
 * invy_message_paragraphs_new:
 *
 * Takes a message apart at its line ends. Joined with line ends again, the paragraphs are the message to the letter.
 *
 * Returns: (transfer full) (element-type InvyMessageParagraph): its paragraphs, empty ones too
 */
GPtrArray *
invy_message_paragraphs_new (const InvyRendering *rendering)
{
  GPtrArray *paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_message_paragraph_free);
  PangoDirection direction = find_direction (rendering->text);
  const gsize length = strlen (rendering->text);
  gsize start = 0;

  if (direction == PANGO_DIRECTION_NEUTRAL)
    direction = PANGO_DIRECTION_LTR;

  while (start <= length)
    {
      const gsize end = start + strcspn (rendering->text + start, "\n");
      InvyMessageParagraph *paragraph = paragraph_new (rendering, start, end, direction);

      direction = paragraph->direction;
      g_ptr_array_add (paragraphs, paragraph);
      start = end + 1;
    }

  return paragraphs;
}

void
invy_message_paragraph_free (InvyMessageParagraph *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->holes, g_array_unref);
  g_free (self);
}
