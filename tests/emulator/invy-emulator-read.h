/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "invy-emulator-check.h"

G_BEGIN_DECLS

JsonObject *invy_emulator_read (const InvyEmulatorAccount *account,
                                const char *path,
                                GHashTable *query,
                                gboolean repeats_cursor,
                                InvyEmulatorProblem **problem);

G_END_DECLS
