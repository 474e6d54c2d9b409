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

/**
 * invy_message_paragraph_find_direction:
 * @text: UTF-8
 *
 * Returns: what the first letter says; %PANGO_DIRECTION_NEUTRAL when there is none
 */
PangoDirection
invy_message_paragraph_find_direction (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar letter = g_utf8_get_char (p);

      if (g_unichar_isalpha (letter))
        return is_written_rtl (letter) ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
    }

  return PANGO_DIRECTION_NEUTRAL;
}

/* What is shown of a message: its text without marks, and where things are in it. */
typedef struct
{
  char *text;
  GArray *spans;
  GArray *styles;
} Shown;

static void
shown_clear (Shown *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->styles, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shown, shown_clear)

/**
 * invy_message_paragraph_dup_drawable:
 * @text: whatever a server or a database holds
 *
 * Returns: (transfer full): UTF-8, since Pango draws nothing else, and no more than %INVY_MESSAGE_SHOWN_MAX
 * characters and "…"
 */
char *
invy_message_paragraph_dup_drawable (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *beginning = NULL;

  if (g_utf8_strlen (valid, -1) <= INVY_MESSAGE_SHOWN_MAX)
    return g_steal_pointer (&valid);

  beginning = g_utf8_substring (valid, 0, INVY_MESSAGE_SHOWN_MAX);
  return g_strconcat (beginning, "…", NULL);
}

/* The places in a text that has to be repaired are lost. */
static GArray *
copy_spans (const char *text, GArray *spans)
{
  if (spans == NULL || !g_utf8_validate (text, -1, NULL))
    return g_array_new (FALSE, FALSE, sizeof (InvyTemplateSpan));

  return g_array_copy (spans);
}

/* The parts of one paragraph, which lies between @start and @end of the whole text. */
static GArray *
cut_spans (GArray *spans, gsize start, gsize end)
{
  GArray *cut = g_array_new (FALSE, FALSE, sizeof (InvyTemplateSpan));

  for (guint i = 0; i < spans->len; i++)
    {
      InvyTemplateSpan span = g_array_index (spans, InvyTemplateSpan, i);

      if (span.end <= start || span.start >= end)
        continue;

      span.start = MAX (span.start, start) - start;
      span.end = MIN (span.end, end) - start;
      g_array_append_val (cut, span);
    }

  return cut;
}

static GArray *
cut_styles (GArray *styles, gsize start, gsize end)
{
  GArray *cut = g_array_new (FALSE, FALSE, sizeof (InvyMarkupSpan));

  for (guint i = 0; i < styles->len; i++)
    {
      InvyMarkupSpan span = g_array_index (styles, InvyMarkupSpan, i);

      if (span.end <= start || span.start >= end)
        continue;

      span.start = MAX (span.start, start) - start;
      span.end = MIN (span.end, end) - start;
      g_array_append_val (cut, span);
    }

  return cut;
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
paragraph_new (const Shown *shown, gsize start, gsize end, PangoDirection direction_before)
{
  InvyMessageParagraph *self = g_new0 (InvyMessageParagraph, 1);

  self->text = g_strndup (shown->text + start, end - start);
  self->spans = cut_spans (shown->spans, start, end);
  self->styles = cut_styles (shown->styles, start, end);
  self->holes = g_array_new (FALSE, FALSE, sizeof (InvyTemplateSpan));
  self->direction = invy_message_paragraph_find_direction (self->text);
  if (self->direction == PANGO_DIRECTION_NEUTRAL)
    self->direction = direction_before;
  find_holes (self);

  return self;
}

static GPtrArray *
split (const Shown *shown)
{
  GPtrArray *paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_message_paragraph_free);
  PangoDirection direction = invy_message_paragraph_find_direction (shown->text);
  const gsize length = strlen (shown->text);
  gsize start = 0;

  if (direction == PANGO_DIRECTION_NEUTRAL)
    direction = PANGO_DIRECTION_LTR;

  while (start <= length)
    {
      const gsize end = start + strcspn (shown->text + start, "\n");
      InvyMessageParagraph *paragraph = paragraph_new (shown, start, end, direction);

      direction = paragraph->direction;
      g_ptr_array_add (paragraphs, paragraph);
      start = end + 1;
    }

  return paragraphs;
}

/**
 * invy_message_paragraphs_new:
 * @text: a body, as WhatsApp gets it; may be broken or long
 * @spans: (element-type InvyTemplateSpan): what was filled in in it
 *
 * Takes a message apart at its line ends, WhatsApp's marks understood. Joined with line ends again, the paragraphs
 * are what WhatsApp shows.
 *
 * Returns: (transfer full) (element-type InvyMessageParagraph): its paragraphs, empty ones too
 */
GPtrArray *
invy_message_paragraphs_new (const char *text, GArray *spans)
{
  g_auto (Shown) shown = { .spans = copy_spans (text, spans) };
  g_autofree char *drawable = invy_message_paragraph_dup_drawable (text);
  g_autoptr (InvyMarkup) markup = invy_markup_new (drawable);

  for (guint i = 0; i < shown.spans->len; i++)
    {
      InvyTemplateSpan *span = &g_array_index (shown.spans, InvyTemplateSpan, i);

      span->start = invy_markup_map (markup, span->start);
      span->end = invy_markup_map (markup, span->end);
    }
  shown.text = g_strdup (markup->text);
  shown.styles = g_array_ref (markup->spans);

  return split (&shown);
}

/**
 * invy_message_paragraphs_new_plain:
 * @text: a header, a footer or a button's text, in which WhatsApp has no marks
 * @spans: (nullable) (element-type InvyTemplateSpan): what was filled in in it
 *
 * Returns: (transfer full) (element-type InvyMessageParagraph): its paragraphs
 */
GPtrArray *
invy_message_paragraphs_new_plain (const char *text, GArray *spans)
{
  g_auto (Shown) shown = {
    .text = invy_message_paragraph_dup_drawable (text),
    .spans = copy_spans (text, spans),
    .styles = g_array_new (FALSE, FALSE, sizeof (InvyMarkupSpan)),
  };

  return split (&shown);
}

/**
 * invy_message_paragraphs_dup_text:
 * @paragraphs: (element-type InvyMessageParagraph): of a message
 *
 * Returns: (transfer full): what WhatsApp shows, as one text
 */
char *
invy_message_paragraphs_dup_text (GPtrArray *paragraphs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < paragraphs->len; i++)
    {
      const InvyMessageParagraph *paragraph = g_ptr_array_index (paragraphs, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, paragraph->text);
    }

  return g_string_free (text, FALSE);
}

void
invy_message_paragraph_free (InvyMessageParagraph *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->holes, g_array_unref);
  g_clear_pointer (&self->styles, g_array_unref);
  g_free (self);
}
