/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"

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
 * @reason: a word for the ledger and JSON: "missing-venue", "bad-time", "template-too-long", …
 * @event_field: the field to fix; INVY_EVENT_N_FIELDS if it is none of the wedding's
 * @slot: (nullable): key of the #InvyTemplateSlot that it is about, "4" or "header.image"
 * @sentence: what is wrong and what to do, for people
 */
typedef struct
{
  InvyTemplateProblemScope scope;
  char *reason;
  InvyEventField event_field;
  char *slot;
  char *sentence;
} InvyTemplateProblem;

InvyTemplateProblem *invy_template_problem_new (InvyTemplateProblemScope scope,
                                                const char *reason,
                                                InvyEventField event_field,
                                                const char *sentence);
void invy_template_problem_free (InvyTemplateProblem *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyTemplateProblem, invy_template_problem_free)

G_END_DECLS
