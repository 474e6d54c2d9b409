/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InvyMarkupStyle:
 *
 * How WhatsApp draws a part of a text; several at once where marks stand inside others.
 */
typedef enum
{
  INVY_MARKUP_BOLD = 1 << 0,      /* *text* */
  INVY_MARKUP_ITALIC = 1 << 1,    /* _text_ */
  INVY_MARKUP_STRIKE = 1 << 2,    /* ~text~ */
  INVY_MARKUP_MONOSPACE = 1 << 3, /* ```text``` and `text` */
} InvyMarkupStyle;

/**
 * InvyMarkupSpan:
 * @start: in bytes of the shown text
 * @end: in bytes, behind the last
 */
typedef struct
{
  gsize start;
  gsize end;
  InvyMarkupStyle style;
} InvyMarkupSpan;

/**
 * InvyMarkup:
 * @text: what WhatsApp shows: without the marks
 * @spans: (element-type InvyMarkupSpan): one for each pair of marks, by their beginning, outer ones first
 * @marks: (element-type gsize): where in the original the marks' bytes were, ascending
 *
 * A text with WhatsApp's marks taken out and understood.
 */
typedef struct
{
  char *text;
  GArray *spans;
  GArray *marks;
} InvyMarkup;

InvyMarkup *invy_markup_new (const char *text);
gsize invy_markup_map (const InvyMarkup *self, gsize offset);
void invy_markup_free (InvyMarkup *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyMarkup, invy_markup_free)

G_END_DECLS
