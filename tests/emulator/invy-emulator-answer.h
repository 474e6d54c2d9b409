/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "invy-emulator-behaviour.h"
#include "invy-emulator-record.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

void invy_emulator_answer_json (SoupServerMessage *message, guint status, char *json);
void invy_emulator_answer_problem (SoupServerMessage *message, const InvyEmulatorProblem *problem);
void invy_emulator_answer_accepted (SoupServerMessage *message, const InvyEmulatorRecord *record, const char *status);
gboolean invy_emulator_answer_misbehave (SoupServerMessage *message,
                                         InvyEmulatorRecord *record,
                                         const InvyEmulatorBehaviour *behaviour,
                                         GPtrArray *stalled);
void invy_emulator_answer_adorn (SoupServerMessage *message, const InvyEmulatorBehaviour *behaviour);

G_END_DECLS
