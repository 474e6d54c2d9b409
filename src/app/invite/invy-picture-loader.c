/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/invite/invy-picture-loader.h"
#include "whatsapp/invy-media-library.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

/* A file of a few megabytes can claim to be a picture that fills the memory. No camera makes one that large. */
#define PIXELS_MAX (200 * 1000 * 1000)

typedef struct
{
  GBytes *bytes;
  int longest_side;
} Decoding;

static void
decoding_free (gpointer data)
{
  Decoding *self = data;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

/* Decoded as small as it is drawn, and never larger than it is. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  const Decoding *self = data;
  const double scale = MIN (1.0, (double) self->longest_side / MAX (width, height));

  if ((gint64) width * height > PIXELS_MAX)
    gdk_pixbuf_loader_set_size (loader, 0, 0); /* reads no further */
  else
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)));
}

static GdkTexture *
new_texture (GdkPixbuf *pixbuf)
{
  g_autoptr (GdkPixbuf) upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  g_autoptr (GBytes) bytes = gdk_pixbuf_read_pixel_bytes (upright);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (upright), gdk_pixbuf_get_height (upright),
                                 gdk_pixbuf_get_has_alpha (upright) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8, bytes,
                                 (gsize) gdk_pixbuf_get_rowstride (upright));
}

static DexFuture *
decode_fiber (gpointer data)
{
  Decoding *self = data;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gboolean is_whole;
  GdkPixbuf *pixbuf;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), self);
  is_whole = gdk_pixbuf_loader_write_bytes (loader, self->bytes, NULL);
  is_whole = gdk_pixbuf_loader_close (loader, NULL) && is_whole; /* in any case: a loader must be closed */
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (!is_whole || pixbuf == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no picture that can be decoded");

  return dex_future_new_take_object (new_texture (pixbuf));
}

static DexFuture *
decode_cb (DexFuture *loaded, gpointer longest_side)
{
  Decoding *decoding = g_new0 (Decoding, 1);

  decoding->bytes = g_value_dup_boxed (dex_future_get_value (loaded, NULL));
  decoding->longest_side = GPOINTER_TO_INT (longest_side);

  return dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), INVY_FIBER_STACK, decode_fiber, decoding,
                              decoding_free);
}

/**
 * invy_picture_loader_load:
 * @hash: of a picture in the media library
 * @longest_side: in pixels; a larger picture is made smaller
 *
 * Reads a picture on other threads, upright as its camera says.
 *
 * Returns: (transfer full): a future that resolves to a #GdkTexture, or rejects with #GIOErrorEnum:
 *   %G_IO_ERROR_NOT_FOUND when it is not on this computer, %G_IO_ERROR_INVALID_DATA when it is no picture
 */
DexFuture *
invy_picture_loader_load (const char *hash, int longest_side)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  g_return_val_if_fail (hash != NULL, NULL);
  g_return_val_if_fail (longest_side > 0, NULL);

  path = invy_media_library_dup_path (hash);
  file = g_file_new_for_path (path);

  return dex_future_then (dex_file_load_contents_bytes (file), decode_cb, GINT_TO_POINTER (longest_side), NULL);
}
