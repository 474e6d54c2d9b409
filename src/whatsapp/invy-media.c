/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-media.h"

#include <glib/gi18n-lib.h>

#define MIB (1024 * 1024)

/* What a header can be (WhatsApp Cloud API, media, supported types), and how large. Templates take no other documents
 * than PDF. */
static const struct
{
  const char *mime_type;
  InvyTemplateHeaderKind kind;
  gsize largest;
} types[] = {
  { "image/jpeg", INVY_TEMPLATE_HEADER_IMAGE, 5 * MIB },
  { "image/png", INVY_TEMPLATE_HEADER_IMAGE, 5 * MIB },
  { "video/mp4", INVY_TEMPLATE_HEADER_VIDEO, 16 * MIB },
  { "video/3gpp", INVY_TEMPLATE_HEADER_VIDEO, 16 * MIB },
  { "application/pdf", INVY_TEMPLATE_HEADER_DOCUMENT, 100 * MIB },
};

#define LARGEST (100 * MIB)

G_DEFINE_QUARK (invy - media - error - quark, invy_media_error)

G_DEFINE_BOXED_TYPE (InvyMedia, invy_media, invy_media_ref, invy_media_unref)

static void
clear (gpointer data)
{
  InvyMedia *self = data;

  g_free (self->name);
  g_free (self->hash);
  g_clear_pointer (&self->bytes, g_bytes_unref);
}

static void
set_too_large (GError **error, gsize largest)
{
  g_autofree char *size = g_format_size_full (largest, G_FORMAT_SIZE_IEC_UNITS);

  /* Translators: %s is a size, such as 5.0 MiB */
  g_set_error (error, INVY_MEDIA_ERROR, INVY_MEDIA_ERROR_TOO_LARGE,
               _ ("The file is larger than WhatsApp takes: at most %s. Make a smaller one."), size);
}

static guint
find_type (const char *mime_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_strcmp0 (types[i].mime_type, mime_type) == 0)
        return i;
    }

  return G_N_ELEMENTS (types);
}

/**
 * invy_media_new:
 * @bytes: what is in the file
 * @name: the file's name, without folders; it says nothing about the type
 *
 * Looks at what kind of file @bytes are, and whether WhatsApp takes it.
 *
 * Returns: (transfer full) (nullable): the file; %NULL with #INVY_MEDIA_ERROR
 */
InvyMedia *
invy_media_new (GBytes *bytes, const char *name, GError **error)
{
  gsize length;
  const guchar *data = g_bytes_get_data (bytes, &length);
  g_autofree char *content_type = length > 0 ? g_content_type_guess (NULL, data, length, NULL) : NULL;
  g_autofree char *mime_type = content_type != NULL ? g_content_type_get_mime_type (content_type) : NULL;
  const guint i = find_type (mime_type);
  InvyMedia *self;

  if (length == 0)
    {
      g_set_error_literal (error, INVY_MEDIA_ERROR, INVY_MEDIA_ERROR_EMPTY, _ ("The file is empty. Choose another."));
      return NULL;
    }
  if (i == G_N_ELEMENTS (types))
    {
      g_set_error_literal (
          error, INVY_MEDIA_ERROR, INVY_MEDIA_ERROR_TYPE,
          _ ("WhatsApp does not take this kind of file. Choose a JPEG or PNG picture, an MP4 or 3GPP "
             "film, or a PDF document."));
      return NULL;
    }
  if (length > types[i].largest)
    {
      set_too_large (error, types[i].largest);
      return NULL;
    }

  self = g_atomic_rc_box_new0 (InvyMedia);
  self->kind = types[i].kind;
  self->mime_type = types[i].mime_type;
  self->name = g_strdup (name);
  self->hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  self->bytes = g_bytes_ref (bytes);

  return self;
}

/**
 * invy_media_ref:
 *
 * Returns: (transfer full): @self
 */
InvyMedia *
invy_media_ref (InvyMedia *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * invy_media_unref:
 *
 * Gives a reference back.
 */
void
invy_media_unref (InvyMedia *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear);
}

/* Awaits. The size is asked for first: a film of an hour is not to be read only to be refused. */
static gboolean
is_small_enough (GFile *file, GError **error)
{
  g_autoptr (GFileInfo) info = dex_await_object (
      dex_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT), error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_STANDARD_SIZE) > LARGEST)
    {
      set_too_large (error, LARGEST);
      return FALSE;
    }

  return TRUE;
}

static DexFuture *
load_fiber (gpointer file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown_name = g_filename_display_name (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  InvyMedia *media = NULL;

  if (is_small_enough (file, &error))
    bytes = dex_await_boxed (dex_file_load_contents_bytes (file), &error);
  if (bytes != NULL)
    media = invy_media_new (bytes, shown_name, &error);
  if (media != NULL)
    return dex_future_new_take_boxed (INVY_TYPE_MEDIA, media);
  if (error->domain == INVY_MEDIA_ERROR)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* Translators: %1$s is the name of a file, %2$s what the system says */
  return dex_future_new_for_error (g_error_new (INVY_MEDIA_ERROR, INVY_MEDIA_ERROR_UNREADABLE,
                                                _ ("“%1$s” cannot be read: %2$s"), shown_name, error->message));
}

/**
 * invy_media_load:
 * @file: a picture, film or document
 *
 * Returns: (transfer full): a future that resolves to an #InvyMedia, or rejects with #INVY_MEDIA_ERROR
 */
DexFuture *
invy_media_load (GFile *file)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, load_fiber, g_object_ref (file), g_object_unref);
}

/**
 * invy_media_is_fresh:
 * @uploaded_at_ms: when the file was uploaded, milliseconds since 1970
 * @now_ms: the time
 *
 * Returns: whether the id that the upload gave can still be used; else the file has to be uploaded again
 */
gboolean
invy_media_is_fresh (gint64 uploaded_at_ms, gint64 now_ms)
{
  return uploaded_at_ms <= now_ms && now_ms - uploaded_at_ms < INVY_MEDIA_DAYS * G_TIME_SPAN_DAY / 1000;
}
