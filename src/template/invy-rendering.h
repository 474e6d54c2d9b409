/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"
#include "model/invy-guest.h"
#include "model/invy-template.h"

G_BEGIN_DECLS

/**
 * InvyTemplateProblemScope:
 * @INVY_TEMPLATE_PROBLEM_EVENT: the wedding or the template: refuses the whole campaign
 * @INVY_TEMPLATE_PROBLEM_GUEST: one guest: leaves that guest out
 */
typedef enum
{
  INVY_TEMPLATE_PROBLEM_EVENT,
  INVY_TEMPLATE_PROBLEM_GUEST,
} InvyTemplateProblemScope;

/**
 * InvyTemplateProblem:
 * @reason: a word for the ledger and JSON: "missing-venue", "bad-time", "too-long", …
 * @event_field: the field to fix; INVY_EVENT_N_FIELDS if it is none of the wedding's
 * @sentence: what is wrong and what to do, for people
 */
typedef struct
{
  InvyTemplateProblemScope scope;
  char *reason;
  InvyEventField event_field;
  char *sentence;
} InvyTemplateProblem;

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

InvyTemplate *invy_template_new_builtin (void);
InvyRendering *invy_rendering_new (InvyTemplate *tmpl, InvyEvent *event, InvyGuest *guest, const char *rsvp_base_url);
void invy_rendering_free (InvyRendering *self);
char *invy_template_clean_parameter (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyRendering, invy_rendering_free)

G_END_DECLS
