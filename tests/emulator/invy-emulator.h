/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define INVY_TYPE_EMULATOR (invy_emulator_get_type ())

G_DECLARE_FINAL_TYPE (InvyEmulator, invy_emulator, INVY, EMULATOR, GObject)

InvyEmulator *invy_emulator_new (const char *token, const char *phone_number_id);
guint invy_emulator_listen (InvyEmulator *self, guint port, GError **error);
gboolean invy_emulator_behave (InvyEmulator *self, const char *json, gssize length, GError **error);

G_END_DECLS
