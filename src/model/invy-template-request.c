/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-template-request.h"
#include "text/invy-json.h"

#include <string.h>

/* Stands for the id of an uploaded file, which is not known when a message is frozen and does not live as long. */
#define HASH_MEMBER "sha256"

/* Most messages have no file, and then there is nothing to look for. */
static gboolean
may_have_file (InvyMessage *message)
{
  const char *json = invy_message_get (message, INVY_MESSAGE_PARAMETERS);

  return json != NULL && strstr (json, HASH_MEMBER) != NULL;
}

static JsonNode *
parse_frozen (InvyMessage *message)
{
  const char *json = invy_message_get (message, INVY_MESSAGE_PARAMETERS);
  g_autoptr (JsonNode) root = json != NULL ? invy_json_parse (json, strlen (json)) : NULL;

  return root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? g_steal_pointer (&root) : NULL;
}

/* Returns: (nullable): what a parameter such as {"type": "image", "image": {…}} says about its file */
static JsonObject *
get_file (JsonObject *parameter)
{
  const char *type = invy_json_get_text (parameter, "type");
  JsonObject *file = type != NULL ? invy_json_get_object (parameter, type) : NULL;

  return file != NULL && json_object_has_member (file, HASH_MEMBER) ? file : NULL;
}

static JsonNode *
new_node (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

static JsonObject *
new_text_parameter (const char *text)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", "text");
  json_object_set_string_member (object, "text", text);

  return object;
}

static JsonObject *
copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (copy, l->data, json_node_copy (json_object_get_member (object, l->data)));

  return copy;
}

static JsonNode *
copy_parameter (JsonNode *node, const char *media_id)
{
  JsonObject *parameter = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *file = parameter != NULL ? get_file (parameter) : NULL;
  JsonObject *copy;
  JsonObject *file_copy;

  if (file == NULL)
    return json_node_copy (node);

  file_copy = copy_object (file);
  json_object_remove_member (file_copy, HASH_MEMBER);
  json_object_set_string_member (file_copy, "id", media_id);
  copy = copy_object (parameter);
  json_object_set_object_member (copy, invy_json_get_text (parameter, "type"), file_copy);

  return new_node (copy);
}

static JsonNode *
copy_component (JsonObject *component, const char *media_id)
{
  JsonArray *parameters = invy_json_get_array (component, "parameters");
  JsonObject *copy = copy_object (component);
  JsonArray *copies = json_array_new ();

  for (guint i = 0; parameters != NULL && i < json_array_get_length (parameters); i++)
    json_array_add_element (copies, copy_parameter (json_array_get_element (parameters, i), media_id));
  json_object_set_array_member (copy, "parameters", copies);

  return new_node (copy);
}

/* Rows of older versions have nothing but the texts of the body, in order. */
static JsonArray *
new_components (JsonArray *frozen, const char *media_id)
{
  JsonArray *components = json_array_new ();
  g_autoptr (JsonArray) texts = json_array_new ();
  JsonObject *body;

  for (guint i = 0; i < json_array_get_length (frozen); i++)
    {
      JsonObject *component = invy_json_get_element (frozen, i);
      const char *text = invy_json_get_element_text (frozen, i);

      if (component != NULL)
        json_array_add_element (components, copy_component (component, media_id));
      else
        json_array_add_object_element (texts, new_text_parameter (text != NULL ? text : ""));
    }
  if (json_array_get_length (texts) == 0)
    return components;

  body = json_object_new ();
  json_object_set_string_member (body, "type", "body");
  json_object_set_array_member (body, "parameters", g_steal_pointer (&texts));
  json_array_add_object_element (components, body);

  return components;
}

/**
 * invy_template_request_dup_media_hash:
 *
 * Returns: (transfer full) (nullable): SHA-256 of the file that has to be uploaded to the message's phone number
 *   before the message can be sent, in hexadecimal digits; %NULL if it needs none
 */
char *
invy_template_request_dup_media_hash (InvyMessage *message)
{
  g_autoptr (JsonNode) root = NULL;
  JsonArray *frozen;

  g_return_val_if_fail (INVY_IS_MESSAGE (message), NULL);

  if (!may_have_file (message) || !(root = parse_frozen (message)))
    return NULL;

  frozen = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (frozen); i++)
    {
      JsonObject *component = invy_json_get_element (frozen, i);
      JsonArray *parameters = component != NULL ? invy_json_get_array (component, "parameters") : NULL;

      for (guint j = 0; parameters != NULL && j < json_array_get_length (parameters); j++)
        {
          JsonObject *parameter = invy_json_get_element (parameters, j);
          JsonObject *file = parameter != NULL ? get_file (parameter) : NULL;

          if (file != NULL)
            return g_strdup (invy_json_get_text (file, HASH_MEMBER));
        }
    }

  return NULL;
}

/**
 * invy_template_request_new:
 * @message: a row whose parameters are either an array of the body's texts, or of Graph's components, in which a file
 *   has the member "sha256" in the place of its "id"
 * @media_id: (nullable): id of the uploaded file whose hash invy_template_request_dup_media_hash() says
 *
 * Makes what the member "template" of a request says. A template without parameters has no components at all: Graph
 * refuses empty ones with 132000 (WhatsApp Cloud API, messages: template messages).
 *
 * Returns: (transfer full) (nullable): a JSON object; %NULL when the message needs a file and @media_id is %NULL
 */
JsonNode *
invy_template_request_new (InvyMessage *message, const char *media_id)
{
  g_autofree char *hash = NULL;
  g_autoptr (JsonNode) frozen = NULL;
  g_autoptr (JsonArray) components = NULL;
  JsonObject *tmpl;
  JsonObject *language;

  g_return_val_if_fail (INVY_IS_MESSAGE (message), NULL);

  hash = invy_template_request_dup_media_hash (message);
  if (hash != NULL && media_id == NULL)
    return NULL;

  language = json_object_new ();
  json_object_set_string_member (language, "code", invy_message_get (message, INVY_MESSAGE_LANGUAGE));
  tmpl = json_object_new ();
  json_object_set_string_member (tmpl, "name", invy_message_get (message, INVY_MESSAGE_TEMPLATE_NAME));
  json_object_set_object_member (tmpl, "language", language);

  frozen = parse_frozen (message);
  components = frozen != NULL ? new_components (json_node_get_array (frozen), media_id) : json_array_new ();
  if (json_array_get_length (components) > 0)
    json_object_set_array_member (tmpl, "components", g_steal_pointer (&components));

  return new_node (tmpl);
}
