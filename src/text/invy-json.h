/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *invy_json_parse (const char *text, gsize length);
JsonNode *invy_json_parse_object (const char *text, gsize length);
JsonObject *invy_json_get_object (JsonObject *object, const char *name);
JsonArray *invy_json_get_array (JsonObject *object, const char *name);
const char *invy_json_get_text (JsonObject *object, const char *name);
gboolean invy_json_get_int (JsonObject *object, const char *name, gint64 *value);
char *invy_json_dup_id (JsonObject *object, const char *name);
JsonObject *invy_json_get_element (JsonArray *array, guint i);
const char *invy_json_get_element_text (JsonArray *array, guint i);

G_END_DECLS
