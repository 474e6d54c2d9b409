/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "template/invy-parameter-source.h"
#include "template/invy-template-problem.h"
#include "template/invy-template-slot.h"

G_BEGIN_DECLS

/**
 * InvyFillKind:
 * @INVY_FILL_SOURCE: a field of the guest or of the wedding
 * @INVY_FILL_TEXT: the same text for everybody
 * @INVY_FILL_MEDIA: a file, by the SHA-256 of its bytes
 * @INVY_FILL_LINK: a file, by an address from which WhatsApp can take it
 * @INVY_FILL_LOCATION: a place on the map
 * @INVY_FILL_CURRENCY: an amount of money, as Graph writes it
 * @INVY_FILL_DATE_TIME: a time, as Graph writes it
 */
typedef enum
{
  INVY_FILL_SOURCE,
  INVY_FILL_TEXT,
  INVY_FILL_MEDIA,
  INVY_FILL_LINK,
  INVY_FILL_LOCATION,
  INVY_FILL_CURRENCY,
  INVY_FILL_DATE_TIME,
} InvyFillKind;

/**
 * InvyParameterFill:
 * @source: only of %INVY_FILL_SOURCE
 * @text: the text, the hash (64 lower-case hexadecimal digits) or the address; %NULL for the others
 * @filename: (nullable): what the guest sees a document called
 * @object: (nullable): of a place: latitude, longitude, name, address (texts); of money and times Graph's own object
 *
 * What a slot of a template is filled with.
 */
typedef struct
{
  InvyFillKind kind;
  const InvyParameterSource *source;
  char *text;
  char *filename;
  JsonNode *object;
} InvyParameterFill;

InvyParameterFill *invy_parameter_fill_new_source (const InvyParameterSource *source);
InvyParameterFill *invy_parameter_fill_new_text (const char *text);
InvyParameterFill *invy_parameter_fill_new_media (const char *sha256, const char *filename);
InvyParameterFill *invy_parameter_fill_new_link (const char *url, const char *filename);
InvyParameterFill *
invy_parameter_fill_new_location (const char *latitude, const char *longitude, const char *name, const char *address);
InvyParameterFill *invy_parameter_fill_new_from_json (JsonNode *node);
InvyParameterFill *invy_parameter_fill_parse (const char *word);
InvyParameterFill *invy_parameter_fill_copy (const InvyParameterFill *self);
JsonNode *invy_parameter_fill_to_json (const InvyParameterFill *self);
InvyTemplateProblem *invy_parameter_fill_check (const InvyParameterFill *self, const InvyTemplateSlot *slot);
void invy_parameter_fill_free (InvyParameterFill *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyParameterFill, invy_parameter_fill_free)

G_END_DECLS
