/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-history-step.h"
#include "store/invy-store.h"

G_BEGIN_DECLS

#define INVY_TYPE_HISTORY (invy_history_get_type ())

/* What was done to the guests of one wedding since the program started, in the order in which it was done. Everything
 * that is undone can be done again until something else is done. Signal "changed". */
G_DECLARE_FINAL_TYPE (InvyHistory, invy_history, INVY, HISTORY, GObject)

InvyHistory *invy_history_new (InvyStore *store, const char *event_id);
DexFuture *invy_history_do (InvyHistory *self, InvyHistoryStep *step);
DexFuture *invy_history_undo (InvyHistory *self);
DexFuture *invy_history_redo (InvyHistory *self);
const char *invy_history_get_undo_title (InvyHistory *self);
const char *invy_history_get_redo_title (InvyHistory *self);

G_END_DECLS
