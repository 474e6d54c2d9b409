/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InvyEmulatorProblem:
 * @http_status: what the answer's status is
 * @code: Graph's error code
 * @subcode: Graph's error_subcode; 0 for none
 * @details: (nullable): what exactly is wrong
 *
 * An error as the Graph API answers it.
 */
typedef struct
{
  guint http_status;
  int code;
  int subcode;
  char *details;
} InvyEmulatorProblem;

InvyEmulatorProblem *invy_emulator_problem_new (int code, const char *format, ...) G_GNUC_PRINTF (2, 3);
void invy_emulator_problem_free (InvyEmulatorProblem *self);
char *invy_emulator_problem_to_json (const InvyEmulatorProblem *self, const char *fbtrace_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyEmulatorProblem, invy_emulator_problem_free)

G_END_DECLS
