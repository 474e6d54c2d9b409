/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-message-paragraph.h"
#include "app/invite/invy-message-preview.h"
#include "template/invy-builtin-template.h"

/* What a message looks like on the screen: its letters, directions and colours. */

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

static char *
join (GPtrArray *paragraphs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < paragraphs->len; i++)
    {
      const InvyMessageParagraph *paragraph = g_ptr_array_index (paragraphs, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", paragraph->text);
    }

  return g_string_free (text, FALSE);
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
  g_autoptr (GPtrArray) paragraphs = invy_message_paragraphs_new (rendering);
  g_autofree char *text = join (paragraphs);

  g_assert_cmpstr (text, ==, rendering->text);
  g_assert_cmpuint (paragraphs->len, ==, 13);
}

static void
test_paragraphs_have_their_own_direction (void)
{
  g_autoptr (InvyRendering) rendering = render ("גן עדן");
  g_autoptr (GPtrArray) paragraphs = invy_message_paragraphs_new (rendering);

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
  g_autoptr (GPtrArray) paragraphs = invy_message_paragraphs_new (rendering);
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
  g_autoptr (GPtrArray) paragraphs = invy_message_paragraphs_new (rendering);
  const InvyMessageParagraph *venue = g_ptr_array_index (paragraphs, 5);

  g_assert_cmpuint (venue->spans->len, ==, 0);
  g_assert_cmpuint (venue->holes->len, ==, 1);
  assert_span (venue, venue->holes, 0, "{{4}}");
}

static void
test_span_over_a_line_end (void)
{
  InvyTemplateSpan span = { .start = 1, .end = 5 };
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof span);
  const InvyRendering rendering = { .text = (char *) "ab\ncde\n", .spans = spans };
  g_autoptr (GPtrArray) paragraphs = NULL;

  g_array_append_val (spans, span);
  paragraphs = invy_message_paragraphs_new (&rendering);

  g_assert_cmpuint (paragraphs->len, ==, 3);
  assert_span (g_ptr_array_index (paragraphs, 0), ((InvyMessageParagraph *) paragraphs->pdata[0])->spans, 0, "b");
  assert_span (g_ptr_array_index (paragraphs, 1), ((InvyMessageParagraph *) paragraphs->pdata[1])->spans, 0, "cd");
  g_assert_cmpuint (((InvyMessageParagraph *) paragraphs->pdata[2])->spans->len, ==, 0);
}

static guint
count_labels (GtkWidget *preview, guint *n_rtl)
{
  GtkWidget *bubble = gtk_widget_get_first_child (preview);
  guint n_labels = 0;

  *n_rtl = 0;
  for (GtkWidget *label = gtk_widget_get_first_child (bubble); label != NULL;
       label = gtk_widget_get_next_sibling (label))
    {
      n_labels++;
      *n_rtl += gtk_widget_get_direction (label) == GTK_TEXT_DIR_RTL;
    }

  return n_labels;
}

static void
test_preview_shows_another_message (void)
{
  g_autoptr (GtkWidget) preview = g_object_ref_sink (invy_message_preview_new ());
  g_autoptr (InvyRendering) rendering = render ("גן עדן");
  g_autoptr (GArray) no_spans = g_array_new (FALSE, FALSE, sizeof (InvyTemplateSpan));
  const InvyRendering short_one = { .text = (char *) "Hello\nשלום", .spans = no_spans };
  guint n_rtl;

  invy_message_preview_show (INVY_MESSAGE_PREVIEW (preview), rendering);
  g_assert_cmpuint (count_labels (preview, &n_rtl), ==, 13);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (preview), GTK_ACCESSIBLE_PROPERTY_LABEL, rendering->text);

  invy_message_preview_show (INVY_MESSAGE_PREVIEW (preview), &short_one);
  g_assert_cmpuint (count_labels (preview, &n_rtl), ==, 2);
  g_assert_cmpuint (n_rtl, ==, 1);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (preview), GTK_ACCESSIBLE_PROPERTY_LABEL, short_one.text);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/invy/message-preview/paragraphs-are-the-text", test_paragraphs_are_the_text);
  g_test_add_func ("/invy/message-preview/paragraphs-have-their-own-direction",
                   test_paragraphs_have_their_own_direction);
  g_test_add_func ("/invy/message-preview/paragraphs-know-what-was-filled-in",
                   test_paragraphs_know_what_was_filled_in);
  g_test_add_func ("/invy/message-preview/paragraphs-know-what-is-missing", test_paragraphs_know_what_is_missing);
  g_test_add_func ("/invy/message-preview/span-over-a-line-end", test_span_over_a_line_end);
  g_test_add_func ("/invy/message-preview/preview-shows-another-message", test_preview_shows_another_message);

  return g_test_run ();
}
