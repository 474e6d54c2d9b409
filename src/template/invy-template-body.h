/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InvyTemplatePiece:
 * @text: fixed text, or a parameter as it is written, "{{4}}"
 * @parameter: its place in the parameters; -1 for fixed text
 */
typedef struct
{
  char *text;
  int parameter;
} InvyTemplatePiece;

/**
 * InvyTemplateBody:
 * @pieces: (element-type InvyTemplatePiece): the body from beginning to end
 * @names: (array zero-terminated=1): what the parameters are called, in the order in which they are sent: "1", "2", …
 *   or "guest", "venue", …
 *
 * The body of a template taken apart at its parameters.
 */
typedef struct
{
  GArray *pieces;
  GStrv names;
} InvyTemplateBody;

InvyTemplateBody *invy_template_body_new (const char *text);
void invy_template_body_free (InvyTemplateBody *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyTemplateBody, invy_template_body_free)

G_END_DECLS
