/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "invy-emulator-problem.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * InvyEmulatorMedia:
 * @phone_number_id: the only number that may send it
 * @kind: "image", "video" or "document"
 * @size: in bytes
 *
 * A file that was uploaded.
 */
typedef struct
{
  char *id;
  char *phone_number_id;
  const char *kind;
  char *mime_type;
  char *filename;
  char *sha256;
  gsize size;
} InvyEmulatorMedia;

InvyEmulatorMedia *invy_emulator_media_new_from_upload (const char *phone_number_id,
                                                        SoupMessageHeaders *headers,
                                                        GBytes *body,
                                                        InvyEmulatorProblem **problem);
void invy_emulator_media_free (InvyEmulatorMedia *self);
const InvyEmulatorMedia *invy_emulator_media_find (GPtrArray *media, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyEmulatorMedia, invy_emulator_media_free)

G_END_DECLS
