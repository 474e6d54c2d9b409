/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "invy-emulator-problem.h"
#include "invy-emulator-template.h"

G_BEGIN_DECLS

InvyEmulatorProblem *invy_emulator_check_components (const InvyEmulatorTemplate *template,
                                                     JsonArray *components,
                                                     GPtrArray *media,
                                                     const char *phone_number_id,
                                                     GPtrArray *body_texts);
InvyEmulatorProblem *invy_emulator_check_members (JsonObject *object, const char *where, const char *const *allowed);

G_END_DECLS
