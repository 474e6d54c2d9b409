/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-template-problem.h"

/**
 * invy_template_problem_new:
 * @reason: a word for the ledger
 * @event_field: the wedding's field to fix, or INVY_EVENT_N_FIELDS
 * @sentence: what is wrong and what to do, translated
 *
 * Returns: (transfer full): why a template cannot be filled
 */
InvyTemplateProblem *
invy_template_problem_new (InvyTemplateProblemScope scope,
                           const char *reason,
                           InvyEventField event_field,
                           const char *sentence)
{
  InvyTemplateProblem *self = g_new0 (InvyTemplateProblem, 1);

  self->scope = scope;
  self->reason = g_strdup (reason);
  self->event_field = event_field;
  self->sentence = g_strdup (sentence);

  return self;
}

void
invy_template_problem_free (InvyTemplateProblem *self)
{
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->slot, g_free);
  g_clear_pointer (&self->sentence, g_free);
  g_free (self);
}
