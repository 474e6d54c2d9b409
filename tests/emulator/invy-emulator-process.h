/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define INVY_EMULATOR_TOKEN "EAAGtestTokenOfNobody0123456789"
#define INVY_EMULATOR_PHONE_NUMBER_ID "106540352242922"
#define INVY_EMULATOR_BUSINESS_ACCOUNT_ID "102290129340398"

/**
 * InvyEmulatorProcess:
 *
 * An invy-emulator as a process of its own, which remembers whatever happens to the one that sends.
 */
typedef struct _InvyEmulatorProcess InvyEmulatorProcess;

InvyEmulatorProcess *invy_emulator_process_new (void);
void invy_emulator_process_free (InvyEmulatorProcess *self);
const char *invy_emulator_process_get_url (InvyEmulatorProcess *self);
void invy_emulator_process_behave (InvyEmulatorProcess *self, const char *json);
void invy_emulator_process_add_template (InvyEmulatorProcess *self, const char *json);
void invy_emulator_process_set_templates (InvyEmulatorProcess *self, const char *json);
void invy_emulator_process_change_account (InvyEmulatorProcess *self, const char *json);
void invy_emulator_process_reset (InvyEmulatorProcess *self);
JsonObject *invy_emulator_process_get_memory (InvyEmulatorProcess *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyEmulatorProcess, invy_emulator_process_free)

G_END_DECLS
