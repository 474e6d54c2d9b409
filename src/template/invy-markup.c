/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-markup.h"

#include <string.h>

#define CODE_MARK "```"

static const struct
{
  char mark;
  InvyMarkupStyle style;
} styles[] = {
  { '*', INVY_MARKUP_BOLD },
  { '_', INVY_MARKUP_ITALIC },
  { '~', INVY_MARKUP_STRIKE },
};

#define N_STYLES G_N_ELEMENTS (styles)
#define NOT_OPEN -1

/* The reading of one line. Spans and marks are in bytes of the whole original. */
typedef struct
{
  const char *text;
  gsize length;
  gsize line_start;
  gsize line_end;
  gssize open[N_STYLES]; /* where a mark waits for its partner, or NOT_OPEN */
  GArray *spans;
  GArray *marks;
} Reader;

static gboolean
is_of_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Returns: the character before @at in the line, 0 at its beginning */
static gunichar
get_before (const Reader *self, gsize at)
{
  return at > self->line_start ? g_utf8_get_char (g_utf8_prev_char (self->text + at)) : 0;
}

/* Returns: the character at @at, 0 at the line's end */
static gunichar
get_at (const Reader *self, gsize at)
{
  return at < self->line_end ? g_utf8_get_char (self->text + at) : 0;
}

static void
add_span (Reader *self, gsize start, gsize end, gsize mark_length, InvyMarkupStyle style)
{
  InvyMarkupSpan span = { start, end, style };

  g_array_append_val (self->spans, span);
  for (gsize i = 0; i < mark_length; i++)
    {
      gsize before = start - mark_length + i;
      gsize behind = end + i;

      g_array_append_val (self->marks, before);
      g_array_append_val (self->marks, behind);
    }
}

static int
find_style (char c)
{
  for (guint i = 0; i < N_STYLES; i++)
    {
      if (styles[i].mark == c)
        return (int) i;
    }

  return -1;
}

/* A mark inside a word is a letter like others: snake_case, 2*3*4. */
static gboolean
can_open (const Reader *self, gsize at)
{
  const gunichar next = get_at (self, at + 1);

  return !is_of_word (get_before (self, at)) && next != 0 && !g_unichar_isspace (next)
         && next != (gunichar) self->text[at];
}

static gboolean
can_close (const Reader *self, gsize at, gssize open)
{
  const gunichar before = get_before (self, at);

  return open != NOT_OPEN && (gsize) open + 1 < at && !g_unichar_isspace (before)
         && !is_of_word (get_at (self, at + 1));
}

static void
read_mark (Reader *self, gsize at, int style)
{
  const gssize open = self->open[style];

  if (can_close (self, at, open))
    {
      add_span (self, (gsize) open + 1, at, 1, styles[style].style);
      /* What was opened inside and not closed is no mark. */
      for (guint i = 0; i < N_STYLES; i++)
        {
          if (self->open[i] >= open)
            self->open[i] = NOT_OPEN;
        }
    }
  else if (open == NOT_OPEN && can_open (self, at))
    {
      self->open[style] = (gssize) at;
    }
}

static void
forget_open (Reader *self)
{
  for (guint i = 0; i < N_STYLES; i++)
    self->open[i] = NOT_OPEN;
}

/* Goes on in the line in which @at is. What is open in another line stays open for ever. */
static void
enter_line (Reader *self, gsize at)
{
  while (self->line_end < at)
    {
      self->line_start = self->line_end + 1;
      self->line_end = self->line_start + strcspn (self->text + self->line_start, "\n");
      forget_open (self);
    }
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isspace (text[i]))
        return FALSE;
    }

  return TRUE;
}

/* @at is at a backtick. Returns: where to go on: behind the closing marks, or behind marks that close nothing */
static gsize
read_code (Reader *self, gsize at)
{
  const gboolean is_block = g_str_has_prefix (self->text + at, CODE_MARK);
  const gsize length = is_block ? strlen (CODE_MARK) : 1;
  const gsize limit = is_block ? self->length : self->line_end;
  const gsize start = at + length;
  const char *close = g_strstr_len (self->text + start, (gssize) (limit - start), is_block ? CODE_MARK : "`");
  const gsize end = close != NULL ? (gsize) (close - self->text) : start;

  if (is_blank (self->text + start, end - start))
    return start;

  add_span (self, start, end, length, INVY_MARKUP_MONOSPACE);
  enter_line (self, end + length);
  return end + length;
}

/* An address is never marked up, but a mark at its very end belongs to the text around it. */
static gsize
skip_link (const Reader *self, gsize at)
{
  gsize end = at + strcspn (self->text + at, " \t\r\n");

  while (end > at && find_style (self->text[end - 1]) >= 0)
    end--;

  return end;
}

static gboolean
is_link (const char *text)
{
  return g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://");
}

static void
read_line (Reader *self)
{
  gsize at = self->line_start;

  forget_open (self);
  while (at < self->line_end)
    {
      const int style = find_style (self->text[at]);

      if (self->text[at] == '`')
        {
          at = read_code (self, at);
        }
      else if (is_link (self->text + at))
        {
          at = skip_link (self, at);
        }
      else
        {
          if (style >= 0)
            read_mark (self, at, style);
          at = (gsize) (g_utf8_next_char (self->text + at) - self->text);
        }
    }
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const InvyMarkupSpan *first = a;
  const InvyMarkupSpan *second = b;

  return first->start < second->start ? -1 : first->start > second->start;
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const gsize first = *(const gsize *) a;
  const gsize second = *(const gsize *) b;

  return first < second ? -1 : first > second;
}

static char *
dup_without_marks (const char *text, GArray *marks)
{
  GString *shown = g_string_new (NULL);
  gsize from = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      const gsize mark = g_array_index (marks, gsize, i);

      g_string_append_len (shown, text + from, (gssize) (mark - from));
      from = mark + 1;
    }
  g_string_append (shown, text + from);

  return g_string_free (shown, FALSE);
}

/**
 * invy_markup_new:
 * @text: UTF-8, as WhatsApp gets it
 *
 * Reads WhatsApp's marks: * for bold, _ for italic, ~ for struck through, ``` and ` for monospace. A pair stands in
 * one line, touches what it encloses, and has no letter or digit at its outer sides; pairs may stand inside others.
 * Monospace is freer: ``` may enclose several lines and spaces at its ends; inside it nothing is a mark.
 *
 * Returns: (transfer full): what is shown, and how
 */
InvyMarkup *
invy_markup_new (const char *text)
{
  InvyMarkup *self = g_new0 (InvyMarkup, 1);
  Reader reader = { .text = text, .length = strlen (text) };

  self->spans = g_array_new (FALSE, FALSE, sizeof (InvyMarkupSpan));
  self->marks = g_array_new (FALSE, FALSE, sizeof (gsize));
  reader.spans = self->spans;
  reader.marks = self->marks;
  while (reader.line_start < reader.length)
    {
      reader.line_end = reader.line_start + strcspn (text + reader.line_start, "\n");
      read_line (&reader);
      reader.line_start = reader.line_end + 1;
    }

  g_array_sort (self->marks, compare_marks);
  g_array_sort (self->spans, compare_spans); /* before the marks go: what lies inside begins later only with them */
  for (guint i = 0; i < self->spans->len; i++)
    {
      InvyMarkupSpan *span = &g_array_index (self->spans, InvyMarkupSpan, i);

      span->start = invy_markup_map (self, span->start);
      span->end = invy_markup_map (self, span->end);
    }
  self->text = dup_without_marks (text, self->marks);

  return self;
}

/**
 * invy_markup_map:
 * @offset: in bytes of the original
 *
 * Returns: the same place in bytes of the shown text; that of a mark is where it would have been
 */
gsize
invy_markup_map (const InvyMarkup *self, gsize offset)
{
  guint n_before = 0;
  guint n_until = self->marks->len;

  while (n_before < n_until)
    {
      const guint middle = n_before + (n_until - n_before) / 2;

      if (g_array_index (self->marks, gsize, middle) < offset)
        n_before = middle + 1;
      else
        n_until = middle;
    }

  return offset - n_before;
}

void
invy_markup_free (InvyMarkup *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  g_free (self);
}
