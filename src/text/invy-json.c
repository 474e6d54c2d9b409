/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "text/invy-json.h"

#include <string.h>

/* Graph's answers nest less than ten deep. The parser is recursive, and the stack of a fiber is small. */
#define DEEPEST 32

static gboolean
nests_too_deep (const char *text, gsize length)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (!in_string && (text[i] == '{' || text[i] == '['))
        depth++;
      else if (!in_string && (text[i] == '}' || text[i] == ']') && depth > 0)
        depth--;

      if (depth > DEEPEST)
        return TRUE;
    }

  return FALSE;
}

/**
 * invy_json_parse:
 * @text: JSON from outside, or anything else; need not end in a zero
 * @length: in bytes
 *
 * Returns: (transfer full) (nullable): what @text says; %NULL when it is no JSON or nests beyond reason
 */
JsonNode *
invy_json_parse (const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root;

  if (length == 0 || nests_too_deep (text, length))
    return NULL;

  /* Strictly, or comments hide from nests_too_deep() what the parser then meets, and a second value behind the first
   * ends the program inside json-glib. */
  parser = json_parser_new_immutable ();
  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;

  root = json_parser_get_root (parser);
  return root != NULL ? json_node_ref (root) : NULL;
}

/**
 * invy_json_parse_object:
 * @text: JSON from outside, or anything else; need not end in a zero
 * @length: in bytes
 *
 * Returns: (transfer full) (nullable): the object that @text is; %NULL when it is none or nests beyond reason
 */
JsonNode *
invy_json_parse_object (const char *text, gsize length)
{
  g_autoptr (JsonNode) root = invy_json_parse (text, length);

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? g_steal_pointer (&root) : NULL;
}

/**
 * invy_json_get_object:
 *
 * Returns: (transfer none) (nullable): member @name, when it is an object
 */
JsonObject *
invy_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * invy_json_get_array:
 *
 * Returns: (transfer none) (nullable): member @name, when it is an array
 */
JsonArray *
invy_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * invy_json_get_text:
 *
 * Returns: (nullable): member @name, when it is a string with something in it
 */
const char *
invy_json_get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *text = NULL;

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_get_string (node);

  return text != NULL && *text != '\0' ? text : NULL;
}

/**
 * invy_json_get_int:
 * @value: (out): is left alone when there is none
 *
 * Graph writes numbers as numbers or as digits in a string, and not always the same way.
 *
 * Returns: whether member @name is a whole number, 0 or above
 */
gboolean
invy_json_get_int (JsonObject *object, const char *name, gint64 *value)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *text = invy_json_get_text (object, name);
  gint64 found = -1;

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_INT64)
    found = json_node_get_int (node);
  else if (text != NULL)
    g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &found, NULL);

  if (found < 0)
    return FALSE;

  *value = found;
  return TRUE;
}

/**
 * invy_json_dup_id:
 *
 * Returns: (transfer full) (nullable): member @name, when it is an id: digits, in a string or as a number
 */
char *
invy_json_dup_id (JsonObject *object, const char *name)
{
  const char *text = invy_json_get_text (object, name);
  gint64 number;

  if (text != NULL)
    return strspn (text, "0123456789") == strlen (text) ? g_strdup (text) : NULL;

  return invy_json_get_int (object, name, &number) ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

/**
 * invy_json_get_element:
 *
 * Returns: (transfer none) (nullable): element @i, when it is an object
 */
JsonObject *
invy_json_get_element (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * invy_json_get_element_text:
 *
 * Returns: (nullable): element @i, when there is one and it is a string with something in it
 */
const char *
invy_json_get_element_text (JsonArray *array, guint i)
{
  JsonNode *node = i < json_array_get_length (array) ? json_array_get_element (array, i) : NULL;
  const char *text = NULL;

  if (node != NULL && json_node_get_value_type (node) == G_TYPE_STRING)
    text = json_node_get_string (node);

  return text != NULL && *text != '\0' ? text : NULL;
}
