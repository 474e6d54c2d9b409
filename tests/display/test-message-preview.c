/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-message-preview.h"
#include "invy-finder.h"
#include "invy-test.h"
#include "whatsapp/invy-media-library.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* What a message looks like on the screen: each of its parts, drawn by real widgets. */

#define NARROW 360

#define BODY "{\"type\": \"BODY\", \"text\": \"Hello *{{1}}*\"}"
#define TEXT_HEADER "{\"type\": \"HEADER\", \"format\": \"TEXT\", \"text\": \"For {{1}}\"}"
#define HEADER(format) "{\"type\": \"HEADER\", \"format\": \"" format "\"}"
#define FOOTER "{\"type\": \"FOOTER\", \"text\": \"Write *stop*\"}"
#define BUTTONS                                                                        \
  "{\"type\": \"BUTTONS\", \"buttons\": ["                                             \
  "{\"type\": \"URL\", \"text\": \"Open\", \"url\": \"https://a.example/{{1}}\"},"     \
  "{\"type\": \"PHONE_NUMBER\", \"text\": \"Call\", \"phone_number\": \"+15550100\"}," \
  "{\"type\": \"COPY_CODE\"}, {\"type\": \"QUICK_REPLY\", \"text\": \"כן\"}]}"

static InvyRendering *
render (const char *components, const char *mapping)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new ();
  g_autoptr (InvyEvent) event = invy_event_new ();
  g_autoptr (InvyGuest) guest = invy_guest_new (invy_event_get_id (event));
  g_autofree char *list = g_strdup_printf ("[%s]", components);
  g_autofree char *mappings = g_strdup_printf ("{\"a\": {\"1\": \"guest.first_name\"%s}}", mapping);

  invy_template_set (tmpl, INVY_TEMPLATE_NAME, "a");
  invy_template_set (tmpl, INVY_TEMPLATE_LANGUAGE, "en");
  invy_template_set (tmpl, INVY_TEMPLATE_COMPONENTS, list);
  invy_event_set (event, INVY_EVENT_PARAMETER_MAPPING, mappings);
  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, "Noa");

  return invy_rendering_new (tmpl, event, guest, NULL);
}

typedef struct
{
  GtkWindow *window;
  InvyMessagePreview *preview;
} Fixture;

/* In a window, since what is not shown is not laid out. */
static void
set_up (Fixture *self, gconstpointer unused)
{
  GtkWidget *preview = invy_message_preview_new ();

  self->preview = INVY_MESSAGE_PREVIEW (preview);
  self->window = GTK_WINDOW (adw_window_new ());
  adw_window_set_content (ADW_WINDOW (self->window), preview);
  gtk_window_set_default_size (self->window, NARROW, 600);
  gtk_window_present (self->window);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  gtk_window_destroy (self->window);
}

static void
show (Fixture *self, const char *components, const char *mapping)
{
  g_autoptr (InvyRendering) rendering = render (components, mapping);

  invy_message_preview_show (self->preview, rendering);
}

static GtkWidget *
find_label (Fixture *self, const char *text)
{
  return invy_find (self->preview, GTK_TYPE_LABEL, text);
}

static void
assert_label (Fixture *self, const char *text)
{
  g_test_message ("%s", text);
  g_assert_nonnull (find_label (self, text));
}

static void
assert_read_aloud (Fixture *self, const char *text)
{
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (self->preview), GTK_ACCESSIBLE_PROPERTY_LABEL, text);
}

/* Fails unless the label's letters from @start to @end have what @type sets. */
static void
assert_attribute (Fixture *self, const char *text, PangoAttrType type, int start, int end)
{
  GtkWidget *label = find_label (self, text);
  g_autoptr (PangoAttrIterator) iterator = NULL;
  int from;
  int to;

  g_assert_nonnull (label);
  iterator = pango_attr_list_get_iterator (gtk_label_get_attributes (GTK_LABEL (label)));
  do
    {
      pango_attr_iterator_range (iterator, &from, &to);
      if (pango_attr_iterator_get (iterator, type) == NULL)
        continue;
      g_assert_cmpint (from, ==, start);
      g_assert_cmpint (to, ==, end);
      return;
    }
  while (pango_attr_iterator_next (iterator));
  g_assert_not_reached ();
}

typedef struct
{
  Fixture *fixture;
  const char *text;
} Awaited;

static gboolean
has_label (gpointer data)
{
  const Awaited *awaited = data;

  return find_label (awaited->fixture, awaited->text) != NULL;
}

static void
await_label (Fixture *self, const char *text)
{
  Awaited awaited = { self, text };

  g_test_message ("%s", text);
  invy_test_wait_until (has_label, &awaited);
}

static GtkPicture *
find_picture (Fixture *self)
{
  return invy_find (self->preview, GTK_TYPE_PICTURE, NULL);
}

static gboolean
has_picture (gpointer fixture)
{
  return find_picture (fixture) != NULL;
}

/* Returns: (transfer full): the hash by which the library knows it */
static char *
keep (const void *data, gsize length, const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyMedia) media = invy_media_new (bytes, name, &error);

  g_assert_no_error (error);
  invy_test_await (invy_media_library_keep (media), &error);
  g_assert_no_error (error);

  return g_strdup (media->hash);
}

static char *
keep_picture (int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autofree char *data = NULL;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0xd08060ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", NULL, NULL));

  return keep (data, length, "couple.png");
}

static void
show_picture (Fixture *self, const char *hash)
{
  g_autofree char *mapping = g_strdup_printf (", \"header.image\": {\"media\": \"%s\"}", hash);

  show (self, HEADER ("IMAGE") "," BODY, mapping);
}

static void
test_all_parts (Fixture *self, gconstpointer unused)
{
  show (
      self, TEXT_HEADER "," BODY "," FOOTER "," BUTTONS,
      ", \"header.1\": \"guest.first_name\", \"button.0\": \"guest.first_name\", \"button.2\": {\"text\": \"TAXI\"}");

  assert_attribute (self, "For Noa", PANGO_ATTR_FOREGROUND, 4, 7);
  assert_attribute (self, "Hello Noa", PANGO_ATTR_WEIGHT, 6, 9);
  assert_attribute (self, "Hello Noa", PANGO_ATTR_FOREGROUND, 6, 9);
  assert_label (self, "Write *stop*");
  assert_label (self, "Open");
  assert_label (self, "Call");
  assert_label (self, "Copy Code");
  g_assert_cmpint (gtk_widget_get_direction (find_label (self, "כן")), ==, GTK_TEXT_DIR_RTL);
  assert_read_aloud (self, "For Noa\nHello Noa\nWrite *stop*\nButton: Open, https://a.example/Noa\n"
                           "Button: Call, +15550100\nButton: Copy Code, TAXI\nButton: כן");
}

/* What the next message does not have is gone, and what stays is drawn by the same widgets. */
static void
test_another_message (Fixture *self, gconstpointer unused)
{
  GtkWidget *label;

  show (self, TEXT_HEADER "," BODY "," FOOTER "," BUTTONS, ", \"header.1\": \"guest.first_name\"");
  label = find_label (self, "Hello Noa");
  show (self, "{\"type\": \"BODY\", \"text\": \"שלום\"}", "");

  g_assert_true (find_label (self, "שלום") == label);
  g_assert_null (find_label (self, "For Noa"));
  g_assert_null (find_label (self, "Write *stop*"));
  g_assert_null (find_label (self, "Open"));
  assert_read_aloud (self, "שלום");
}

static void
test_marks (Fixture *self, gconstpointer unused)
{
  show (self, "{\"type\": \"BODY\", \"text\": \"*bold*\\n_italic_\\n~gone~\\n```a\\nb```\\n{{2}}\"}", "");

  assert_attribute (self, "bold", PANGO_ATTR_WEIGHT, 0, 4);
  assert_attribute (self, "italic", PANGO_ATTR_STYLE, 0, 6);
  assert_attribute (self, "gone", PANGO_ATTR_STRIKETHROUGH, 0, 4);
  assert_attribute (self, "a", PANGO_ATTR_FAMILY, 0, 1);
  assert_attribute (self, "b", PANGO_ATTR_FAMILY, 0, 1);
  assert_attribute (self, "{{2}}", PANGO_ATTR_FOREGROUND, 0, 5);
}

static void
test_directions (Fixture *self, gconstpointer unused)
{
  const char *const rtl[] = { "שלום Noa", "مرحبا", "12:30 בערב" };
  const char *const ltr[] = { "Hello נועה", "https://a.example" };

  show (self, "{\"type\": \"BODY\", \"text\": \"שלום {{1}}\\nHello נועה\\nمرحبا\\nhttps://a.example\\n12:30 בערב\"}",
        "");

  for (guint i = 0; i < G_N_ELEMENTS (rtl); i++)
    g_assert_cmpint (gtk_widget_get_direction (find_label (self, rtl[i])), ==, GTK_TEXT_DIR_RTL);
  for (guint i = 0; i < G_N_ELEMENTS (ltr); i++)
    g_assert_cmpint (gtk_widget_get_direction (find_label (self, ltr[i])), ==, GTK_TEXT_DIR_LTR);
}

static void
test_picture (Fixture *self, gconstpointer unused)
{
  g_autofree char *hash = keep_picture (3000, 1500);
  GdkPaintable *paintable;

  show_picture (self, hash);
  invy_test_wait_until (has_picture, self);
  paintable = gtk_picture_get_paintable (find_picture (self));
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (paintable), ==, 1000);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (paintable), ==, 500);
  assert_read_aloud (self, "Picture\nHello Noa");

  /* It stays on the screen while somebody types. */
  show_picture (self, hash);
  g_assert_nonnull (find_picture (self));
  g_assert_true (gtk_picture_get_paintable (find_picture (self)) == paintable);

  show (self, BODY, "");
  g_assert_null (find_picture (self));
  show_picture (self, hash);
  invy_test_wait_until (has_picture, self);
}

/* Whichever is read first. */
static void
test_picture_changes_at_once (Fixture *self, gconstpointer unused)
{
  g_autofree char *large = keep_picture (4000, 3000);
  g_autofree char *small = keep_picture (20, 10);

  show_picture (self, large);
  show_picture (self, small);
  invy_test_wait_until (has_picture, self);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (gtk_picture_get_paintable (find_picture (self))), ==, 20);
}

static void
test_no_picture (Fixture *self, gconstpointer unused)
{
  const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR and no more";
  g_autofree char *broken = keep (png, sizeof png, "broken.png");
  g_autofree char *missing = g_strnfill (64, '0');

  show (self, HEADER ("IMAGE") "," BODY, "");
  assert_label (self, "Not chosen yet");
  assert_read_aloud (self, "Picture\nNot chosen yet\nHello Noa");

  show_picture (self, missing);
  await_label (self, "Not on this computer. Choose it again.");

  show_picture (self, broken);
  await_label (self, "The file cannot be read. Choose another.");
  g_assert_null (find_picture (self));
}

static void
test_picture_of_the_web (Fixture *self, gconstpointer unused)
{
  show (self, HEADER ("IMAGE") "," BODY, ", \"header.image\": {\"link\": \"https://a.example/couple.jpg\"}");

  assert_label (self, "https://a.example/couple.jpg");
}

static void
test_document (Fixture *self, gconstpointer unused)
{
  g_autofree char *data = g_strnfill (5000, ' ');
  g_autofree char *hash = NULL;
  g_autofree char *mapping = NULL;
  g_autofree char *size = g_format_size (5000);

  memcpy (data, "%PDF-1.7\n", strlen ("%PDF-1.7\n"));
  hash = keep (data, 5000, "a.pdf");
  mapping = g_strdup_printf (", \"header.document\": {\"media\": \"%s\", \"filename\": \"הזמנה.pdf\"}", hash);
  show (self, HEADER ("DOCUMENT") "," BODY, mapping);

  assert_label (self, "הזמנה.pdf");
  await_label (self, size);
  assert_read_aloud (self, "הזמנה.pdf\nHello Noa");
}

static void
test_video (Fixture *self, gconstpointer unused)
{
  const char mp4[] = "\0\0\0\x18"
                     "ftypmp42\0\0\0\0mp42isom";
  g_autofree char *hash = keep (mp4, sizeof mp4, "film.mp4");
  g_autofree char *mapping = g_strdup_printf (", \"header.video\": {\"media\": \"%s\"}", hash);
  g_autofree char *size = g_format_size (sizeof mp4);

  show (self, HEADER ("VIDEO") "," BODY, mapping);

  assert_label (self, "Video");
  await_label (self, size);
}

static void
test_place (Fixture *self, gconstpointer unused)
{
  show (self, HEADER ("LOCATION") "," BODY, "");
  assert_label (self, "Place on the Map");
  assert_label (self, "Not chosen yet");

  show (self, HEADER ("LOCATION") "," BODY,
        ", \"header.location\": {\"location\": {\"latitude\": \"32.1\", \"longitude\": \"34.8\","
        " \"name\": \"גן עדן\", \"address\": \"1 Park Road\"}}");
  assert_label (self, "גן עדן");
  assert_label (self, "1 Park Road");
  assert_read_aloud (self, "גן עדן\n1 Park Road\nHello Noa");
}

/* The longest message there is, of words and of one word, in the narrowest window. */
static void
test_long_body (Fixture *self, gconstpointer unused)
{
  const char *const parts[] = { "Noa 🎉 ", "x" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GString *text = g_string_new (NULL);
      g_autofree char *components = NULL;
      int width;
      int height;

      while (g_utf8_strlen (text->str, -1) < INVY_TEMPLATE_BODY_MAX - 6)
        g_string_append (text, parts[i]);
      components = g_strdup_printf ("{\"type\": \"BODY\", \"text\": \"%s\"}", text->str);
      show (self, components, "");

      assert_label (self, text->str);
      gtk_widget_measure (GTK_WIDGET (self->preview), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      gtk_widget_measure (GTK_WIDGET (self->preview), GTK_ORIENTATION_VERTICAL, NARROW, &height, NULL, NULL, NULL);
      g_assert_cmpint (width, <, NARROW);
      g_assert_cmpint (height, >, NARROW);
      g_string_free (text, TRUE);
    }
}

/* Whatever a template that nobody checked holds. */
static void
test_broken_texts (Fixture *self, gconstpointer unused)
{
  g_autoptr (InvyRendering) rendering = render (TEXT_HEADER "," BODY "," FOOTER "," BUTTONS, "");
  InvyRenderedButton *button = g_ptr_array_index (rendering->buttons, 0);
  const gsize length = 1024 * 1024;

  g_free (rendering->text);
  rendering->text = g_strdup ("*\xff*\n\xe2\x82");
  g_free (rendering->header);
  rendering->header = g_strdup ("\xf0");
  g_free (rendering->footer);
  rendering->footer = g_strnfill (length, '\n');
  g_free (button->text);
  button->text = g_strnfill (length, 'x');
  g_free (button->target);
  button->target = g_strdup ("\xc0");
  invy_message_preview_show (self->preview, rendering);

  assert_label (self, "\xef\xbf\xbd");
}

static void
add (const char *path, void (*test) (Fixture *self, gconstpointer unused))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  add ("/invy/message-preview/all-parts", test_all_parts);
  add ("/invy/message-preview/another-message", test_another_message);
  add ("/invy/message-preview/marks", test_marks);
  add ("/invy/message-preview/directions", test_directions);
  add ("/invy/message-preview/picture", test_picture);
  add ("/invy/message-preview/picture-changes-at-once", test_picture_changes_at_once);
  add ("/invy/message-preview/no-picture", test_no_picture);
  add ("/invy/message-preview/picture-of-the-web", test_picture_of_the_web);
  add ("/invy/message-preview/document", test_document);
  add ("/invy/message-preview/video", test_video);
  add ("/invy/message-preview/place", test_place);
  add ("/invy/message-preview/long-body", test_long_body);
  add ("/invy/message-preview/broken-texts", test_broken_texts);

  return g_test_run ();
}
