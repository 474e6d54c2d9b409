/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"
#include "model/invy-guest.h"
#include "model/invy-template.h"
#include "template/invy-builtin-template.h"
#include "template/invy-parameter-text.h"
#include "template/invy-template-problem.h"

G_BEGIN_DECLS

/**
 * INVY_TEMPLATE_BODY_MAX:
 *
 * Characters that a body may have once it is filled (WhatsApp Cloud API, template components).
 */
#define INVY_TEMPLATE_BODY_MAX 1024

/**
 * InvyTemplateSpan:
 * @start: in bytes of the text
 * @end: in bytes, behind the last
 * @parameter: which parameter filled it, from 0
 * @is_link: whether it is an address
 */
typedef struct
{
  gsize start;
  gsize end;
  guint parameter;
  gboolean is_link;
} InvyTemplateSpan;

/**
 * InvyRendering:
 * @text: the message to the letter, as WhatsApp gets it; no marks of ours. Parameters that have nothing yet show
 *   as "{{4}}"
 * @language: the template's
 * @parameters: (array zero-terminated=1): cleaned, in order; "" where a problem is
 * @spans: (element-type InvyTemplateSpan): what was filled in, in order
 * @problems: (element-type InvyTemplateProblem): why it cannot be sent; empty if it can
 *
 * A template filled for one guest.
 */
typedef struct
{
  char *text;
  char *language;
  GStrv parameters;
  GArray *spans;
  GPtrArray *problems;
} InvyRendering;

InvyRendering *invy_rendering_new (InvyTemplate *tmpl, InvyEvent *event, InvyGuest *guest, const char *rsvp_base_url);
InvyRendering *
invy_rendering_new_sample (InvyTemplate *tmpl, InvyEvent *event, InvyGuest *guest, const char *rsvp_base_url);
void invy_rendering_free (InvyRendering *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyRendering, invy_rendering_free)

G_END_DECLS
