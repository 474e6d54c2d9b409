/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_CONFLICT_DIALOG (invy_conflict_dialog_get_type ())

/* Two people changed the same of a guest: whoever saves later chooses, part by part. Signal "resolved" (InvyGuest).
 */
G_DECLARE_FINAL_TYPE (InvyConflictDialog, invy_conflict_dialog, INVY, CONFLICT_DIALOG, AdwAlertDialog)

AdwDialog *invy_conflict_dialog_new (InvyGuest *theirs, InvyGuest *from, InvyGuest *mine);
gboolean invy_conflict_dialog_has_questions (InvyConflictDialog *self);
InvyGuest *invy_conflict_dialog_dup_result (InvyConflictDialog *self);

G_END_DECLS
