/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "invy-emulator-problem.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define INVY_EMULATOR_MANAGEMENT "whatsapp_business_management"
#define INVY_EMULATOR_MESSAGING "whatsapp_business_messaging"

JsonObject *invy_emulator_profile_new (const char *phone_number_id);
void invy_emulator_profile_change (JsonObject *profile, JsonObject *changes);
InvyEmulatorProblem *invy_emulator_profile_check_scope (JsonObject *profile, const char *scope);
JsonObject *invy_emulator_profile_find_business_account (JsonObject *profile, const char *id);
JsonObject *invy_emulator_profile_find_number (JsonObject *profile, const char *id);

G_END_DECLS
