/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"
#include "model/invy-guest.h"
#include "model/invy-template.h"
#include "template/invy-builtin-template.h"
#include "template/invy-parameter-fill.h"
#include "template/invy-parameter-mapping.h"
#include "template/invy-parameter-text.h"
#include "template/invy-template-limits.h"
#include "template/invy-template-problem.h"

G_BEGIN_DECLS

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
 * InvyRenderedButton:
 * @text: what stands on it
 * @target: (nullable): the whole address, the phone number or the code; %NULL for a quick reply
 */
typedef struct
{
  InvyTemplateButtonKind kind;
  char *text;
  char *target;
} InvyRenderedButton;

/**
 * InvyRendering:
 * @text: the body to the letter, as WhatsApp gets it; no marks of ours. Parameters that have nothing yet show
 *   as "{{4}}"
 * @language: the template's
 * @parameters: (array zero-terminated=1): the body's, cleaned, in order; "" where a problem is
 * @spans: (element-type InvyTemplateSpan): what was filled in in the body, in order
 * @problems: (element-type InvyTemplateProblem): why it cannot be sent; empty if it can
 * @header_kind: what stands above the body
 * @header: (nullable): the header's text, if it has one
 * @header_spans: (element-type InvyTemplateSpan): what was filled in in the header's text
 * @header_fill: (nullable): the file or the place of another header; %NULL where none was chosen yet
 * @footer: (nullable): below the body
 * @buttons: (element-type InvyRenderedButton): below the footer, from top to bottom
 * @frozen: (nullable): for %INVY_MESSAGE_PARAMETERS, see invy_template_request_new(); %NULL with problems
 * @n_personal: parameters that may differ from guest to guest
 * @is_delicate: whether a guest may lack something, or have something too long for a place that is short
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

  InvyTemplateHeaderKind header_kind;
  char *header;
  GArray *header_spans;
  InvyParameterFill *header_fill;
  char *footer;
  GPtrArray *buttons;

  char *frozen;
  guint n_personal;
  gboolean is_delicate;
} InvyRendering;

InvyRendering *invy_rendering_new (InvyTemplate *tmpl, InvyEvent *event, InvyGuest *guest, const char *rsvp_base_url);
InvyRendering *
invy_rendering_new_sample (InvyTemplate *tmpl, InvyEvent *event, InvyGuest *guest, const char *rsvp_base_url);
InvyRendering *invy_rendering_new_with_mapping (InvyTemplate *tmpl,
                                                const InvyParameterMapping *mapping,
                                                InvyEvent *event,
                                                InvyGuest *guest,
                                                const char *rsvp_base_url);
gboolean invy_rendering_needs_guest (const InvyRendering *self, InvyGuest *guest);
void invy_rendering_free (InvyRendering *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyRendering, invy_rendering_free)

G_END_DECLS
