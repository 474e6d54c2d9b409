/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "table-reader/invy-zip.h"

#include <minizip/unzip.h>
#include <string.h>

/* What all parts together may grow to: four million cells need half of it. An archive of 64 KiB can claim 64 MiB of
 * zeros, and as often as it likes. */
#define MAX_SIZE (G_GUINT64_CONSTANT (512) * 1024 * 1024)

#define BUFFER_SIZE (64 * 1024)

/* minizip's way to ask for names that match whatever their case: some writers do not keep to the standard's. */
#define ANY_CASE 2

struct _InvyZip
{
  unzFile archive;
  guint64 n_read;
};

typedef struct
{
  XML_Parser parser;
  const InvyZipHandler *handler;
  gpointer data;
} Parsing;

/**
 * invy_zip_open:
 * @path: a file
 *
 * Returns: (transfer full) (nullable): an archive, or %NULL if @path is none
 */
InvyZip *
invy_zip_open (const char *path)
{
  unzFile archive = unzOpen64 (path);
  InvyZip *self;

  if (archive == NULL)
    return NULL;

  self = g_new0 (InvyZip, 1);
  self->archive = archive;

  return self;
}

void
invy_zip_close (InvyZip *self)
{
  unzClose (self->archive);
  g_free (self);
}

/**
 * invy_zip_has:
 * @name: a part's path, in any case
 *
 * Returns: whether the archive has such a part
 */
gboolean
invy_zip_has (InvyZip *self, const char *name)
{
  return unzLocateFile (self->archive, name, ANY_CASE) == UNZ_OK;
}

static const char *
get_local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static void
start_cb (void *data, const XML_Char *name, const XML_Char **attributes)
{
  Parsing *parsing = data;

  parsing->handler->start (parsing->data, get_local_name (name), (const char *const *) attributes);
}

static void
end_cb (void *data, const XML_Char *name)
{
  Parsing *parsing = data;

  parsing->handler->end (parsing->data, get_local_name (name));
}

static void
text_cb (void *data, const XML_Char *text, int length)
{
  Parsing *parsing = data;

  parsing->handler->text (parsing->data, text, (gsize) length);
}

/* No spreadsheet declares anything of its own; who does wants entities that grow without end. */
static void
doctype_cb (void *data, const XML_Char *name, const XML_Char *system_id, const XML_Char *public_id, int has_subset)
{
  Parsing *parsing = data;

  XML_StopParser (parsing->parser, XML_FALSE);
}

/* Why there is no more to be had from the parser. */
static InvyZipOutcome
judge_xml (XML_Parser parser)
{
  return XML_GetErrorCode (parser) == XML_ERROR_NO_MEMORY ? INVY_ZIP_NO_MEMORY : INVY_ZIP_DAMAGED;
}

static InvyZipOutcome
parse_current (InvyZip *self, XML_Parser parser)
{
  for (;;)
    {
      void *buffer = XML_GetBuffer (parser, BUFFER_SIZE);
      int n = buffer != NULL ? unzReadCurrentFile (self->archive, buffer, BUFFER_SIZE) : 0;

      if (buffer == NULL)
        return judge_xml (parser);
      if (n < 0)
        return INVY_ZIP_DAMAGED;
      self->n_read += (guint64) n;
      if (self->n_read > MAX_SIZE)
        return INVY_ZIP_TOO_BIG;
      if (XML_ParseBuffer (parser, n, n == 0) != XML_STATUS_OK)
        return judge_xml (parser);
      if (n == 0)
        return INVY_ZIP_READ;
    }
}

/**
 * invy_zip_parse:
 * @name: a part's path, in any case
 * @handler: what to do with what is in it
 * @data: for @handler
 *
 * Reads an XML part piece by piece, so that its size costs no memory. What it claims about its size does not matter.
 *
 * Returns: how it went; a damaged part may have been handled to where the damage is
 */
InvyZipOutcome
invy_zip_parse (InvyZip *self, const char *name, const InvyZipHandler *handler, gpointer data)
{
  Parsing parsing = { NULL, handler, data };
  InvyZipOutcome outcome;

  if (!invy_zip_has (self, name))
    return INVY_ZIP_MISSING;
  if (unzOpenCurrentFile (self->archive) != UNZ_OK)
    return INVY_ZIP_DAMAGED;

  parsing.parser = XML_ParserCreate (NULL);
  XML_SetUserData (parsing.parser, &parsing);
  XML_SetElementHandler (parsing.parser, start_cb, end_cb);
  XML_SetCharacterDataHandler (parsing.parser, text_cb);
  XML_SetStartDoctypeDeclHandler (parsing.parser, doctype_cb);
  outcome = parse_current (self, parsing.parser);
  XML_ParserFree (parsing.parser);
  if (unzCloseCurrentFile (self->archive) != UNZ_OK && outcome == INVY_ZIP_READ)
    outcome = INVY_ZIP_DAMAGED;

  return outcome;
}

/**
 * invy_zip_get_attribute:
 * @attributes: names and values, in turns
 * @name: with its prefix
 *
 * Returns: (nullable): its value
 */
const char *
invy_zip_get_attribute (const char *const *attributes, const char *name)
{
  for (guint i = 0; attributes[i] != NULL; i += 2)
    if (g_str_equal (attributes[i], name))
      return attributes[i + 1];
  return NULL;
}
