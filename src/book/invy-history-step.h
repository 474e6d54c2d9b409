/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

G_BEGIN_DECLS

/**
 * InvyHistoryStep:
 * @title: what was done, for people
 * @before: (element-type InvyGuest): guests as they were; %NULL for one that was not there
 * @after: (element-type InvyGuest): the same guests as they became; %NULL for one that was removed
 * @n_known: how many guests the wedding ever had when it was found out what to add, and it is not done when there are
 *   more by now; -1 when that does not matter
 *
 * One thing that a person did to the guest book, as much as is needed to undo it and to do it again. A whole import
 * is one step.
 */
typedef struct
{
  char *title;
  GPtrArray *before;
  GPtrArray *after;
  gint64 n_known;
} InvyHistoryStep;

InvyHistoryStep *invy_history_step_new (const char *title);
void invy_history_step_free (InvyHistoryStep *self);
void invy_history_step_add (InvyHistoryStep *self, InvyGuest *before, InvyGuest *after);
guint invy_history_step_get_n_guests (InvyHistoryStep *self);
const char *invy_history_step_get_id (InvyHistoryStep *self, guint place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyHistoryStep, invy_history_step_free)

G_END_DECLS
