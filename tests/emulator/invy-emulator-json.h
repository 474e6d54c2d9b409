/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

const char *invy_emulator_json_get_text (JsonObject *object, const char *name);
JsonObject *invy_emulator_json_get_object (JsonObject *object, const char *name);
JsonArray *invy_emulator_json_get_array (JsonObject *object, const char *name);
JsonObject *invy_emulator_json_get_element (JsonArray *array, guint i);
JsonNode *invy_emulator_json_parse (const char *json, gssize length, GError **error);
void invy_emulator_json_merge (JsonObject *object, JsonObject *changes);
char *invy_emulator_json_take_text (JsonObject *object);

G_END_DECLS
