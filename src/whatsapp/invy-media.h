/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-template-parts.h"

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

#define INVY_MEDIA_ERROR (invy_media_error_quark ())

/**
 * InvyMediaError:
 * @INVY_MEDIA_ERROR_UNREADABLE: the file cannot be read
 * @INVY_MEDIA_ERROR_EMPTY: there is nothing in it
 * @INVY_MEDIA_ERROR_TYPE: WhatsApp does not take this kind of file
 * @INVY_MEDIA_ERROR_TOO_LARGE: it is larger than WhatsApp takes
 *
 * Why a file cannot be the header of a message. The message is a sentence for people.
 */
typedef enum
{
  INVY_MEDIA_ERROR_UNREADABLE,
  INVY_MEDIA_ERROR_EMPTY,
  INVY_MEDIA_ERROR_TYPE,
  INVY_MEDIA_ERROR_TOO_LARGE,
} InvyMediaError;

GQuark invy_media_error_quark (void);

/**
 * InvyMedia:
 * @kind: the header it can be: image, video or document
 * @mime_type: what its bytes are, whatever its name says: "image/jpeg"
 * @name: the file's name, without folders
 * @hash: SHA-256 of @bytes, in small hexadecimal digits
 *
 * A picture, film or document that WhatsApp takes. An immutable boxed type: copying takes a reference.
 */
typedef struct
{
  InvyTemplateHeaderKind kind;
  const char *mime_type;
  char *name;
  char *hash;
  GBytes *bytes;
} InvyMedia;

/* An uploaded file is kept for 30 days; uploaded again after this many it is there for the last message too. */
#define INVY_MEDIA_DAYS 25

#define INVY_TYPE_MEDIA (invy_media_get_type ())

GType invy_media_get_type (void);

InvyMedia *invy_media_new (GBytes *bytes, const char *name, GError **error);
InvyMedia *invy_media_ref (InvyMedia *self);
void invy_media_unref (InvyMedia *self);
DexFuture *invy_media_load (GFile *file);
gboolean invy_media_is_fresh (gint64 uploaded_at_ms, gint64 now_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyMedia, invy_media_unref)

G_END_DECLS
