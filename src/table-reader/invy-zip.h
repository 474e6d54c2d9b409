/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <expat.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * InvyZipOutcome:
 * @INVY_ZIP_READ: all of it was read
 * @INVY_ZIP_MISSING: the archive has no such part
 * @INVY_ZIP_DAMAGED: it is no sound XML, or the archive is broken
 * @INVY_ZIP_TOO_BIG: it grows to more than any guest list has
 * @INVY_ZIP_NO_MEMORY: there was no memory for it
 *
 * How reading a part of an archive went.
 */
typedef enum
{
  INVY_ZIP_READ,
  INVY_ZIP_MISSING,
  INVY_ZIP_DAMAGED,
  INVY_ZIP_TOO_BIG,
  INVY_ZIP_NO_MEMORY,
} InvyZipOutcome;

/**
 * InvyZipHandler:
 * @start: an element begins; its name comes without prefix, its attributes with theirs
 * @end: an element ends
 * @text: characters, in pieces that may end anywhere
 *
 * What is done with an XML part.
 */
typedef struct
{
  void (*start) (gpointer data, const char *name, const char *const *attributes);
  void (*end) (gpointer data, const char *name);
  void (*text) (gpointer data, const char *text, gsize length);
} InvyZipHandler;

typedef struct _InvyZip InvyZip;

InvyZip *invy_zip_open (const char *path);
void invy_zip_close (InvyZip *self);
gboolean invy_zip_has (InvyZip *self, const char *name);
InvyZipOutcome invy_zip_parse (InvyZip *self, const char *name, const InvyZipHandler *handler, gpointer data);
const char *invy_zip_get_attribute (const char *const *attributes, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyZip, invy_zip_close)

G_END_DECLS
