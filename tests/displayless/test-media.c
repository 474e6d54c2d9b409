/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"

#include "whatsapp/invy-media.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MIB (1024 * 1024)

/* How files begin. */
#define JPEG "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
#define PNG "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
#define MP4    \
  "\0\0\0\x18" \
  "ftypmp42\0\0\0\0mp42isom"
#define PDF "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
#define GIF "GIF89a\1\0\1\0"
#define ZIP "PK\3\4\x14\0\0\0\0\0"

static GBytes *
new_file (const char *head, gsize head_length, gsize length)
{
  guchar *data = g_malloc0 (length + 1);

  memcpy (data, head, MIN (head_length, length));

  return g_bytes_new_take (data, length);
}

static const struct
{
  const char *name;
  const char *head;
  gsize head_length;
  gsize length;
  InvyTemplateHeaderKind kind; /* INVY_TEMPLATE_HEADER_NONE: it is refused */
  const char *mime_type;
  InvyMediaError error;
} rows[] = {
  { "photo.jpg", JPEG, sizeof JPEG, 5 * MIB, INVY_TEMPLATE_HEADER_IMAGE, "image/jpeg", 0 },
  { "photo.jpg", JPEG, sizeof JPEG, 5 * MIB + 1, INVY_TEMPLATE_HEADER_NONE, NULL, INVY_MEDIA_ERROR_TOO_LARGE },
  { "picture.png", PNG, sizeof PNG, 1000, INVY_TEMPLATE_HEADER_IMAGE, "image/png", 0 },
  { "a-png-really.jpg", PNG, sizeof PNG, 1000, INVY_TEMPLATE_HEADER_IMAGE, "image/png", 0 },
  { "film.mp4", MP4, sizeof MP4, 16 * MIB, INVY_TEMPLATE_HEADER_VIDEO, "video/mp4", 0 },
  { "film.mp4", MP4, sizeof MP4, 16 * MIB + 1, INVY_TEMPLATE_HEADER_NONE, NULL, INVY_MEDIA_ERROR_TOO_LARGE },
  { "invitation.pdf", PDF, sizeof PDF, 20 * MIB, INVY_TEMPLATE_HEADER_DOCUMENT, "application/pdf", 0 },
  { "no-extension", PDF, sizeof PDF, 1000, INVY_TEMPLATE_HEADER_DOCUMENT, "application/pdf", 0 },
  { "moving.gif", GIF, sizeof GIF, 1000, INVY_TEMPLATE_HEADER_NONE, NULL, INVY_MEDIA_ERROR_TYPE },
  { "a-zip-really.jpg", ZIP, sizeof ZIP, 1000, INVY_TEMPLATE_HEADER_NONE, NULL, INVY_MEDIA_ERROR_TYPE },
  { "text.png", "hello", 5, 5, INVY_TEMPLATE_HEADER_NONE, NULL, INVY_MEDIA_ERROR_TYPE },
  { "nothing.jpg", "", 0, 0, INVY_TEMPLATE_HEADER_NONE, NULL, INVY_MEDIA_ERROR_EMPTY },
};

static void
test_kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = new_file (rows[i].head, rows[i].head_length, rows[i].length);
      g_autoptr (GError) error = NULL;
      g_autoptr (InvyMedia) media = invy_media_new (bytes, rows[i].name, &error);

      if (rows[i].kind == INVY_TEMPLATE_HEADER_NONE)
        {
          g_assert_null (media);
          g_assert_error (error, INVY_MEDIA_ERROR, (int) rows[i].error);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (media->kind, ==, rows[i].kind);
      g_assert_cmpstr (media->mime_type, ==, rows[i].mime_type);
      g_assert_cmpstr (media->name, ==, rows[i].name);
    }
}

static void
test_hash (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (PNG, sizeof PNG);
  g_autoptr (GBytes) other = new_file (PNG, sizeof PNG, sizeof PNG + 1);
  g_autoptr (InvyMedia) first = invy_media_new (bytes, "a.png", NULL);
  g_autoptr (InvyMedia) same = invy_media_new (bytes, "b.png", NULL);
  g_autoptr (InvyMedia) another = invy_media_new (other, "a.png", NULL);

  g_assert_true (g_regex_match_simple ("^[0-9a-f]{64}$", first->hash, 0, 0));
  g_assert_cmpstr (first->hash, ==, same->hash);
  g_assert_cmpstr (first->hash, !=, another->hash);
}

static void
test_load (void)
{
  g_autofree char *folder = g_dir_make_tmp ("invy-media-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "הזמנה.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyMedia) media = NULL;

  invy_test_await_error (invy_media_load (file), INVY_MEDIA_ERROR, INVY_MEDIA_ERROR_UNREADABLE);
  g_file_set_contents (path, PNG, sizeof PNG, &error);
  g_assert_no_error (error);
  media = invy_test_await_boxed (invy_media_load (file), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (media->name, ==, "הזמנה.png");
  g_assert_cmpuint (g_bytes_get_size (media->bytes), ==, sizeof PNG);

  g_remove (path);
  g_rmdir (folder);
}

/* A file full of holes: its size is known before any of it is read. */
static void
test_load_too_large (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  int fd = g_file_open_tmp ("invy-media-XXXXXX", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (ftruncate (fd, 101 * MIB), ==, 0);
  g_close (fd, NULL);
  file = g_file_new_for_path (path);
  invy_test_await_error (invy_media_load (file), INVY_MEDIA_ERROR, INVY_MEDIA_ERROR_TOO_LARGE);

  g_remove (path);
}

static void
test_fresh (void)
{
  const gint64 day_ms = G_TIME_SPAN_DAY / 1000;

  g_assert_true (invy_media_is_fresh (1000, 1000));
  g_assert_true (invy_media_is_fresh (1000, 1000 + 25 * day_ms - 1));
  g_assert_false (invy_media_is_fresh (1000, 1000 + 25 * day_ms));
  /* A clock that was set back says nothing about the upload. */
  g_assert_false (invy_media_is_fresh (1001, 1000));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/invy/media/kinds", test_kinds);
  g_test_add_func ("/invy/media/hash", test_hash);
  g_test_add_func ("/invy/media/load", test_load);
  g_test_add_func ("/invy/media/load-too-large", test_load_too_large);
  g_test_add_func ("/invy/media/fresh", test_fresh);

  return g_test_run ();
}
