/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_PROBLEM_ROW (invy_problem_row_get_type ())

/* What is wrong with the row above it, in a sentence; out of sight while nothing is. */
G_DECLARE_FINAL_TYPE (InvyProblemRow, invy_problem_row, INVY, PROBLEM_ROW, AdwPreferencesRow)

void invy_problem_row_set_sentence (InvyProblemRow *self, GtkWidget *culprit, const char *sentence);

G_END_DECLS
