/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_ANSWER_DIALOG (invy_answer_dialog_get_type ())

/* Asks how many people come with guests who said yes: a single key for a digit, Enter for everybody invited. Signal
 * "counted" (guint count): that many with each of the guests; 0 for as many as each was invited with. */
G_DECLARE_FINAL_TYPE (InvyAnswerDialog, invy_answer_dialog, INVY, ANSWER_DIALOG, AdwAlertDialog)

AdwDialog *invy_answer_dialog_new (GPtrArray *guests, guint n_hidden);

G_END_DECLS
