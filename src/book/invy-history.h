/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

G_BEGIN_DECLS

/**
 * InvyHistoryStep:
 * @added: (element-type InvyGuest): guests that were not there before
 * @before: (element-type InvyGuest): guests as they were before they were changed
 * @removed: guests that were taken out of sight
 *
 * One thing that a person did to the guest book, as much as is needed to undo it. A whole import is one step.
 */
typedef struct
{
  GPtrArray *added;
  GPtrArray *before;
  GStrv removed;
} InvyHistoryStep;

InvyHistoryStep *invy_history_step_new_save (GPtrArray *added, GPtrArray *before);
InvyHistoryStep *invy_history_step_new_remove (const char *const *guest_ids);
void invy_history_step_free (InvyHistoryStep *self);
GStrv invy_history_step_dup_added_ids (InvyHistoryStep *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyHistoryStep, invy_history_step_free)

G_END_DECLS
