/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_EVENT_CONFLICT_DIALOG (invy_event_conflict_dialog_get_type ())

/* Two people changed the same of a wedding: whoever saves later chooses, field by field. Signal "resolved"
 * (InvyEvent).
 */
G_DECLARE_FINAL_TYPE (InvyEventConflictDialog,
                      invy_event_conflict_dialog,
                      INVY,
                      EVENT_CONFLICT_DIALOG,
                      AdwAlertDialog)

AdwDialog *invy_event_conflict_dialog_new (InvyEvent *theirs, InvyEvent *from, InvyEvent *mine);
void invy_event_conflict_dialog_ask (InvyEventConflictDialog *self, InvyEventField field, const char *title);
gboolean invy_event_conflict_dialog_has_questions (InvyEventConflictDialog *self);
InvyEvent *invy_event_conflict_dialog_dup_result (InvyEventConflictDialog *self);

G_END_DECLS
