/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-message-paragraph.h"
#include "template/invy-builtin-template.h"

#include <string.h>

/* A message taken apart: its letters, directions, colours and styles. */

static InvyRendering *
render (const char *venue)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new_builtin ();
  g_autoptr (InvyEvent) event = invy_event_new ();
  g_autoptr (InvyGuest) guest = invy_guest_new (invy_event_get_id (event));

  invy_event_set (event, INVY_EVENT_PARTNER1_NAME, "דביר");
  invy_event_set (event, INVY_EVENT_PARTNER2_NAME, "Vered");
  invy_event_set (event, INVY_EVENT_VENUE, venue);
  invy_event_set (event, INVY_EVENT_DATE, "2027-02-25");
  invy_event_set (event, INVY_EVENT_EVENT_TIME, "19:00");
  invy_event_set (event, INVY_EVENT_GUEST_LINK, "https://rsvp.example/d-v");
  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, "רוני");

  return invy_rendering_new (tmpl, event, guest, NULL);
}

static GPtrArray *
split (const InvyRendering *rendering)
{
  return invy_message_paragraphs_new (rendering->text, rendering->spans);
}

static void
assert_span (const InvyMessageParagraph *paragraph, GArray *spans, guint i, const char *expected)
{
  const InvyTemplateSpan *span = &g_array_index (spans, InvyTemplateSpan, i);
  g_autofree char *text = g_strndup (paragraph->text + span->start, span->end - span->start);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_paragraphs_are_the_text (void)
{
  g_autoptr (InvyRendering) rendering = render ("גן עדן");
  g_autoptr (GPtrArray) paragraphs = split (rendering);
  g_autofree char *text = invy_message_paragraphs_dup_text (paragraphs);

  g_assert_cmpstr (text, ==, rendering->text);
  g_assert_cmpuint (paragraphs->len, ==, 13);
}

static void
test_paragraphs_have_their_own_direction (void)
{
  g_autoptr (InvyRendering) rendering = render ("גן עדן");
  g_autoptr (GPtrArray) paragraphs = split (rendering);

  for (guint i = 0; i < paragraphs->len; i++)
    {
      const InvyMessageParagraph *paragraph = g_ptr_array_index (paragraphs, i);
      const gboolean is_link = g_str_has_prefix (paragraph->text, "https");

      if (*paragraph->text != '\0')
        g_assert_cmpint (paragraph->direction, ==, is_link ? PANGO_DIRECTION_LTR : PANGO_DIRECTION_RTL);
    }
}

static void
test_paragraphs_know_what_was_filled_in (void)
{
  g_autoptr (InvyRendering) rendering = render ("{{4}}");
  g_autoptr (GPtrArray) paragraphs = split (rendering);
  const InvyMessageParagraph *partners = g_ptr_array_index (paragraphs, 3);
  const InvyMessageParagraph *venue = g_ptr_array_index (paragraphs, 5);
  const InvyMessageParagraph *link = g_ptr_array_index (paragraphs, 10);

  g_assert_cmpuint (partners->spans->len, ==, 2);
  assert_span (partners, partners->spans, 0, "דביר");
  assert_span (partners, partners->spans, 1, "Vered");
  assert_span (venue, venue->spans, 0, "{{4}}");
  g_assert_cmpuint (venue->holes->len, ==, 0);
  assert_span (link, link->spans, 0, "https://rsvp.example/d-v");
  g_assert_true (g_array_index (link->spans, InvyTemplateSpan, 0).is_link);
}

static void
test_paragraphs_know_what_is_missing (void)
{
  g_autoptr (InvyRendering) rendering = render (NULL);
  g_autoptr (GPtrArray) paragraphs = split (rendering);
  const InvyMessageParagraph *venue = g_ptr_array_index (paragraphs, 5);

  g_assert_cmpuint (venue->spans->len, ==, 0);
  g_assert_cmpuint (venue->holes->len, ==, 1);
  assert_span (venue, venue->holes, 0, "{{4}}");
}

static GPtrArray *
split_text (const char *text, gsize start, gsize end)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (InvyTemplateSpan));
  const InvyTemplateSpan span = { .start = start, .end = end };

  if (end > 0)
    g_array_append_val (spans, span);

  return invy_message_paragraphs_new (text, spans);
}

static void
assert_style (GPtrArray *paragraphs, guint i, InvyMarkupStyle style, const char *expected)
{
  const InvyMessageParagraph *paragraph = g_ptr_array_index (paragraphs, i);
  const InvyMarkupSpan *span = &g_array_index (paragraph->styles, InvyMarkupSpan, 0);
  g_autofree char *text = NULL;

  g_assert_cmpuint (paragraph->styles->len, ==, 1);
  text = g_strndup (paragraph->text + span->start, span->end - span->start);
  g_assert_cmpint (span->style, ==, style);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_span_over_a_line_end (void)
{
  g_autoptr (GPtrArray) paragraphs = split_text ("ab\ncde\n", 1, 5);

  g_assert_cmpuint (paragraphs->len, ==, 3);
  assert_span (g_ptr_array_index (paragraphs, 0), ((InvyMessageParagraph *) paragraphs->pdata[0])->spans, 0, "b");
  assert_span (g_ptr_array_index (paragraphs, 1), ((InvyMessageParagraph *) paragraphs->pdata[1])->spans, 0, "cd");
  g_assert_cmpuint (((InvyMessageParagraph *) paragraphs->pdata[2])->spans->len, ==, 0);
}

/* The places of what was filled in are those in what is shown. */
static void
test_marks (void)
{
  g_autoptr (GPtrArray) paragraphs = split_text ("*היי* _x_\n*Noa* {{2}}", 14, 17);
  const InvyMessageParagraph *second = g_ptr_array_index (paragraphs, 1);
  g_autofree char *text = invy_message_paragraphs_dup_text (paragraphs);

  g_assert_cmpstr (text, ==, "היי x\nNoa {{2}}");
  assert_style (paragraphs, 1, INVY_MARKUP_BOLD, "Noa");
  assert_span (second, second->spans, 0, "Noa");
  assert_span (second, second->holes, 0, "{{2}}");
}

static void
test_block_over_lines (void)
{
  g_autoptr (GPtrArray) paragraphs = split_text ("```ab\nc *d*\n``` _e_", 0, 0);

  g_assert_cmpuint (paragraphs->len, ==, 3);
  assert_style (paragraphs, 0, INVY_MARKUP_MONOSPACE, "ab");
  assert_style (paragraphs, 1, INVY_MARKUP_MONOSPACE, "c *d*");
  assert_style (paragraphs, 2, INVY_MARKUP_ITALIC, "e");
}

static void
test_plain (void)
{
  g_autoptr (GPtrArray) paragraphs = invy_message_paragraphs_new_plain ("*a* _b_", NULL);
  g_autofree char *text = invy_message_paragraphs_dup_text (paragraphs);

  g_assert_cmpstr (text, ==, "*a* _b_");
}

static void
test_broken (void)
{
  const char *const texts[] = { "\xff*a*\n\xe2\x82", "\xf0", "*\x80*", "```\n\xc0\xaf" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) paragraphs = split_text (texts[i], 0, 1);
      g_autofree char *text = invy_message_paragraphs_dup_text (paragraphs);

      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_cmpuint (((InvyMessageParagraph *) paragraphs->pdata[0])->spans->len, ==, 0);
    }
}

static void
test_huge (void)
{
  const gsize length = 4 * 1024 * 1024;
  g_autofree char *huge = g_malloc (length + 1);
  g_autoptr (GPtrArray) paragraphs = NULL;
  g_autofree char *text = NULL;

  memset (huge, 'a', length);
  huge[length] = '\0';
  paragraphs = split_text (huge, length - 5, length);
  text = invy_message_paragraphs_dup_text (paragraphs);

  g_assert_cmpint (g_utf8_strlen (text, -1), ==, INVY_MESSAGE_SHOWN_MAX + 1);
  g_assert_true (g_str_has_suffix (text, "a…"));
  g_assert_cmpuint (((InvyMessageParagraph *) paragraphs->pdata[0])->spans->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/message-paragraph/are-the-text", test_paragraphs_are_the_text);
  g_test_add_func ("/invy/message-paragraph/own-direction", test_paragraphs_have_their_own_direction);
  g_test_add_func ("/invy/message-paragraph/filled-in", test_paragraphs_know_what_was_filled_in);
  g_test_add_func ("/invy/message-paragraph/missing", test_paragraphs_know_what_is_missing);
  g_test_add_func ("/invy/message-paragraph/span-over-a-line-end", test_span_over_a_line_end);
  g_test_add_func ("/invy/message-paragraph/marks", test_marks);
  g_test_add_func ("/invy/message-paragraph/block-over-lines", test_block_over_lines);
  g_test_add_func ("/invy/message-paragraph/plain", test_plain);
  g_test_add_func ("/invy/message-paragraph/broken", test_broken);
  g_test_add_func ("/invy/message-paragraph/huge", test_huge);

  return g_test_run ();
}
