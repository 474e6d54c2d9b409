/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "template/invy-markup.h"
#include "template/invy-rendering.h"

#include <pango/pango.h>

G_BEGIN_DECLS

/* More is never sent, so that more is not drawn either: four times what WhatsApp takes. */
#define INVY_MESSAGE_SHOWN_MAX (4 * INVY_TEMPLATE_BODY_MAX)

/**
 * InvyMessageParagraph:
 * @text: one line of the message as WhatsApp shows it, without its end and its marks
 * @direction: %PANGO_DIRECTION_LTR or %PANGO_DIRECTION_RTL: what its first letter says; without letters, that of the
 *   paragraph before
 * @spans: (element-type InvyTemplateSpan): what was filled in, in bytes of @text
 * @holes: (element-type InvyTemplateSpan): parameters that have nothing yet, "{{4}}", in bytes of @text
 * @styles: (element-type InvyMarkupSpan): what is bold, italic, …, in bytes of @text
 *
 * A paragraph of a message, as it is drawn.
 */
typedef struct
{
  char *text;
  PangoDirection direction;
  GArray *spans;
  GArray *holes;
  GArray *styles;
} InvyMessageParagraph;

GPtrArray *invy_message_paragraphs_new (const char *text, GArray *spans);
GPtrArray *invy_message_paragraphs_new_plain (const char *text, GArray *spans);
char *invy_message_paragraphs_dup_text (GPtrArray *paragraphs);
char *invy_message_paragraph_dup_drawable (const char *text);
PangoDirection invy_message_paragraph_find_direction (const char *text);
void invy_message_paragraph_free (InvyMessageParagraph *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyMessageParagraph, invy_message_paragraph_free)

G_END_DECLS
