/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "template/invy-rendering.h"

#include <pango/pango.h>

G_BEGIN_DECLS

/**
 * InvyMessageParagraph:
 * @text: one line of the message as it was written, without its end
 * @direction: %PANGO_DIRECTION_LTR or %PANGO_DIRECTION_RTL: what its first letter says; without letters, that of the
 *   paragraph before
 * @spans: (element-type InvyTemplateSpan): what was filled in, in bytes of @text
 * @holes: (element-type InvyTemplateSpan): parameters that have nothing yet, "{{4}}", in bytes of @text
 *
 * A paragraph of a message, as it is drawn.
 */
typedef struct
{
  char *text;
  PangoDirection direction;
  GArray *spans;
  GArray *holes;
} InvyMessageParagraph;

GPtrArray *invy_message_paragraphs_new (const InvyRendering *rendering);
void invy_message_paragraph_free (InvyMessageParagraph *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyMessageParagraph, invy_message_paragraph_free)

G_END_DECLS
