/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator-media.h"

#include <string.h>

#define MIB (1024 * 1024)

/* WhatsApp Cloud API, media, supported types. How a file begins stands here in the emulator's own words, so that a
 * client which believes extensions is found out. */
static const struct
{
  const char *mime_type;
  const char *kind;
  gsize largest;
  gsize offset;
  const char *magic;
} types[] = {
  { "image/jpeg", "image", 5 * MIB, 0, "\xff\xd8\xff" },    { "image/png", "image", 5 * MIB, 0, "\x89PNG\r\n\x1a\n" },
  { "video/3gpp", "video", 16 * MIB, 4, "ftyp3g" },         { "video/mp4", "video", 16 * MIB, 4, "ftyp" },
  { "application/pdf", "document", 100 * MIB, 0, "%PDF-" },
};

/**
 * invy_emulator_media_free:
 *
 * Frees @self.
 */
void
invy_emulator_media_free (InvyEmulatorMedia *self)
{
  g_free (self->id);
  g_free (self->phone_number_id);
  g_free (self->mime_type);
  g_free (self->filename);
  g_free (self->sha256);
  g_free (self);
}

static gboolean
begins_like (guint i, GBytes *file)
{
  gsize size, length = strlen (types[i].magic);
  const char *data = g_bytes_get_data (file, &size);

  return size >= types[i].offset + length && memcmp (data + types[i].offset, types[i].magic, length) == 0;
}

static InvyEmulatorProblem *
check_file (InvyEmulatorMedia *self, GBytes *file)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_strcmp0 (types[i].mime_type, self->mime_type) != 0)
        continue;
      if (!begins_like (i, file))
        return invy_emulator_problem_new (131053, "The file is not %s", self->mime_type);
      if (self->size > types[i].largest)
        return invy_emulator_problem_new (131053, "The file is larger than %" G_GSIZE_FORMAT " bytes",
                                          types[i].largest);
      self->kind = types[i].kind;
      return NULL;
    }

  return invy_emulator_problem_new (131053, "The type %s is not supported", self->mime_type);
}

/* (transfer full) (nullable): part @name of @form as text; @file takes it when it is one */
static char *
read_part (SoupMultipart *form, const char *name, InvyEmulatorMedia *self, GBytes **file)
{
  for (int i = 0; i < soup_multipart_get_length (form); i++)
    {
      SoupMessageHeaders *headers;
      GBytes *body;
      g_autofree char *disposition = NULL;
      g_autoptr (GHashTable) params = NULL;

      soup_multipart_get_part (form, i, &headers, &body);
      if (!soup_message_headers_get_content_disposition (headers, &disposition, &params)
          || g_strcmp0 (g_hash_table_lookup (params, "name"), name) != 0)
        continue;
      if (file == NULL)
        return g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

      *file = g_bytes_ref (body);
      self->filename = g_strdup (g_hash_table_lookup (params, "filename"));
      return g_strdup (soup_message_headers_get_content_type (headers, NULL));
    }

  return NULL;
}

static InvyEmulatorProblem *
read_form (InvyEmulatorMedia *self, SoupMultipart *form)
{
  g_autofree char *product = read_part (form, "messaging_product", self, NULL);
  g_autofree char *type = read_part (form, "type", self, NULL);
  g_autoptr (GBytes) file = NULL;

  self->mime_type = read_part (form, "file", self, &file);
  if (g_strcmp0 (product, "whatsapp") != 0)
    return invy_emulator_problem_new (100, "The parameter messaging_product is required.");
  if (file == NULL || self->filename == NULL)
    return invy_emulator_problem_new (100, "The parameter file is required.");
  if (type == NULL)
    return invy_emulator_problem_new (100, "The parameter type is required.");
  if (g_strcmp0 (type, self->mime_type) != 0)
    return invy_emulator_problem_new (131053, "The type %s is not that of the file", type);

  self->size = g_bytes_get_size (file);
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, file);

  return check_file (self, file);
}

/**
 * invy_emulator_media_new_from_upload:
 * @phone_number_id: whom it is uploaded for
 * @problem: (out): what is wrong with it
 *
 * Returns: (transfer full) (nullable): the file with a new id; %NULL with @problem
 */
InvyEmulatorMedia *
invy_emulator_media_new_from_upload (const char *phone_number_id,
                                     SoupMessageHeaders *headers,
                                     GBytes *body,
                                     InvyEmulatorProblem **problem)
{
  static guint64 last_id = 1037543291543636;
  g_autoptr (InvyEmulatorMedia) self = g_new0 (InvyEmulatorMedia, 1);
  g_autoptr (SoupMultipart) form = soup_multipart_new_from_message (headers, body);

  *problem =
      form != NULL ? read_form (self, form) : invy_emulator_problem_new (100, "The body is not multipart/form-data");
  if (*problem != NULL)
    return NULL;

  self->id = g_strdup_printf ("%" G_GUINT64_FORMAT, ++last_id);
  self->phone_number_id = g_strdup (phone_number_id);

  return g_steal_pointer (&self);
}

/**
 * invy_emulator_media_find:
 * @media: (element-type InvyEmulatorMedia): what was uploaded
 *
 * Returns: (transfer none) (nullable): the file called @id
 */
const InvyEmulatorMedia *
invy_emulator_media_find (GPtrArray *media, const char *id)
{
  for (guint i = 0; i < media->len; i++)
    {
      const InvyEmulatorMedia *file = g_ptr_array_index (media, i);

      if (g_strcmp0 (file->id, id) == 0)
        return file;
    }

  return NULL;
}
