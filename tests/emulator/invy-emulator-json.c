/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator-json.h"

/**
 * invy_emulator_json_get_text:
 *
 * Returns: (nullable): member @name, when it is a string
 */
const char *
invy_emulator_json_get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

/**
 * invy_emulator_json_get_object:
 *
 * Returns: (transfer none) (nullable): member @name, when it is an object
 */
JsonObject *
invy_emulator_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * invy_emulator_json_get_array:
 *
 * Returns: (transfer none) (nullable): member @name, when it is an array
 */
JsonArray *
invy_emulator_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * invy_emulator_json_get_element:
 *
 * Returns: (transfer none) (nullable): element @i, when there is one and it is an object
 */
JsonObject *
invy_emulator_json_get_element (JsonArray *array, guint i)
{
  JsonNode *node = i < json_array_get_length (array) ? json_array_get_element (array, i) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * invy_emulator_json_parse:
 * @length: of @json; -1 when it ends in a zero
 *
 * Returns: (transfer full) (nullable): what @json says; %NULL with @error when it is no JSON
 */
JsonNode *
invy_emulator_json_parse (const char *json, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!json_parser_load_from_data (parser, json, length, error))
    return NULL;

  root = json_parser_steal_root (parser);
  if (root == NULL)
    g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_PARSE, "There is nothing in it");

  return root;
}

/**
 * invy_emulator_json_merge:
 * @changes: its members replace those of @object; a null removes one
 *
 * Changes @object.
 */
void
invy_emulator_json_merge (JsonObject *object, JsonObject *changes)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, changes);
  while (json_object_iter_next (&iter, &name, &value))
    {
      if (JSON_NODE_HOLDS_NULL (value))
        json_object_remove_member (object, name);
      else
        json_object_set_member (object, name, json_node_copy (value));
    }
}

/**
 * invy_emulator_json_take_text:
 * @object: (transfer full): what to write
 *
 * Returns: (transfer full): @object as JSON
 */
char *
invy_emulator_json_take_text (JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (root, object);

  return json_to_string (root, FALSE);
}
