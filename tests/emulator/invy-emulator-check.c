/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator-check.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Graph API versions in service (changelog): older ones are served as the oldest, newer ones do not exist. */
#define OLDEST_VERSION 21
#define NEWEST_VERSION 26

#define LONGEST_CALLBACK 512

/**
 * invy_emulator_message_new:
 *
 * Returns: (transfer full): a message of which nothing is known yet
 */
InvyEmulatorMessage *
invy_emulator_message_new (void)
{
  InvyEmulatorMessage *self = g_new0 (InvyEmulatorMessage, 1);

  self->parameters = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * invy_emulator_message_free:
 *
 * Frees @self.
 */
void
invy_emulator_message_free (InvyEmulatorMessage *self)
{
  g_free (self->to);
  g_free (self->callback);
  g_free (self->template_name);
  g_free (self->language);
  g_ptr_array_unref (self->parameters);
  g_free (self);
}

static gboolean
matches (const char *pattern, const char *text)
{
  return g_regex_match_simple (pattern, text, G_REGEX_DOLLAR_ENDONLY, 0);
}

/* 0 when @path names none */
static guint
get_version (const char *path)
{
  if (!matches ("^/v[0-9]{1,3}\\.0/", path))
    return 0;

  return (guint) g_ascii_strtoull (path + strlen ("/v"), NULL, 10);
}

/**
 * invy_emulator_get_served_version:
 *
 * Returns: what the facebook-api-version header says in the answer to @path
 */
const char *
invy_emulator_get_served_version (const char *path)
{
  static const char *const versions[] = { "v21.0", "v22.0", "v23.0", "v24.0", "v25.0", "v26.0" };
  guint version = CLAMP (get_version (path), OLDEST_VERSION, NEWEST_VERSION);

  return versions[version - OLDEST_VERSION];
}

static InvyEmulatorProblem *
check_token (const InvyEmulatorAccount *account, SoupMessageHeaders *headers)
{
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");

  if (authorization == NULL)
    return invy_emulator_problem_new (104, NULL);
  if (!g_str_has_prefix (authorization, "Bearer ") || authorization[strlen ("Bearer ")] == '\0')
    return invy_emulator_problem_new (190, "Cannot parse access token");
  if (account->token != NULL && g_strcmp0 (authorization + strlen ("Bearer "), account->token) != 0)
    return invy_emulator_problem_new (190, "Malformed access token");

  return NULL;
}

/**
 * invy_emulator_check_request:
 *
 * Looks at everything but the body, as Meta does first.
 *
 * Returns: (transfer full) (nullable): what is wrong with it
 */
InvyEmulatorProblem *
invy_emulator_check_request (const InvyEmulatorAccount *account,
                             const char *method,
                             const char *path,
                             SoupMessageHeaders *headers)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  guint version = get_version (path);
  InvyEmulatorProblem *problem;
  const char *content_type;

  /* "", version, id, "messages" */
  if (version == 0 || version > NEWEST_VERSION || g_strv_length (parts) != 4 || !g_str_equal (parts[3], "messages"))
    return invy_emulator_problem_new (2500, "Unknown path components: %s", path);

  problem = check_token (account, headers);
  if (problem != NULL)
    return problem;

  if (!matches ("^[0-9]+$", parts[2]) || !g_str_equal (method, "POST")
      || (account->phone_number_id != NULL && !g_str_equal (parts[2], account->phone_number_id)))
    {
      problem = invy_emulator_problem_new (
          100, "Object with ID '%s' does not exist or does not support this operation", parts[2]);
      problem->subcode = 33;
      return problem;
    }

  content_type = soup_message_headers_get_content_type (headers, NULL);
  if (g_strcmp0 (content_type, "application/json") != 0)
    return invy_emulator_problem_new (100, "The parameter messaging_product is required.");

  return NULL;
}

/* Each member of @object is one of @allowed. */
static InvyEmulatorProblem *
check_members (JsonObject *object, const char *where, const char *const *allowed)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      if (!g_strv_contains (allowed, name))
        return invy_emulator_problem_new (100, "Unexpected key \"%s\" on param \"%s\".", name, where);
    }

  return NULL;
}

/* (nullable) (transfer none) */
static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_element (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static InvyEmulatorProblem *
check_text (const char *text)
{
  if (*text == '\0')
    return invy_emulator_problem_new (131008, "Parameter of type text is missing text value");
  if (strpbrk (text, "\n\r\t") != NULL || strstr (text, "     ") != NULL)
    return invy_emulator_problem_new (100,
                                      "Param text cannot have new-line/tab characters or more than 4 consecutive "
                                      "spaces");

  return NULL;
}

static InvyEmulatorProblem *
check_parameter (JsonObject *parameter, InvyEmulatorMessage *message)
{
  static const char *const allowed[] = { "type", "text", NULL };
  const char *text = parameter != NULL ? get_text (parameter, "text") : NULL;
  InvyEmulatorProblem *problem;

  if (text == NULL || g_strcmp0 (get_text (parameter, "type"), "text") != 0)
    return invy_emulator_problem_new (100,
                                      "template['components'][0]['parameters'] must be of type text with a string");

  problem = check_members (parameter, "template['components'][0]['parameters']", allowed);
  if (problem != NULL)
    return problem;

  g_ptr_array_add (message->parameters, g_strdup (text));
  return check_text (text);
}

static InvyEmulatorProblem *
check_components (JsonArray *components, InvyEmulatorMessage *message)
{
  static const char *const allowed[] = { "type", "parameters", NULL };
  JsonObject *component = json_array_get_length (components) == 1 ? get_element (components, 0) : NULL;
  JsonArray *parameters = component != NULL ? get_array (component, "parameters") : NULL;
  InvyEmulatorProblem *problem;

  if (component == NULL || g_strcmp0 (get_text (component, "type"), "body") != 0 || parameters == NULL)
    return invy_emulator_problem_new (100, "template['components'] must be one body with parameters");

  problem = check_members (component, "template['components'][0]", allowed);
  for (guint i = 0; problem == NULL && i < json_array_get_length (parameters); i++)
    problem = check_parameter (get_element (parameters, i), message);

  return problem;
}

static const InvyEmulatorTemplate *
find_template (const InvyEmulatorAccount *account, const InvyEmulatorMessage *message)
{
  for (guint i = 0; i < account->templates->len; i++)
    {
      const InvyEmulatorTemplate *candidate = g_ptr_array_index (account->templates, i);

      if (g_strcmp0 (candidate->name, message->template_name) == 0
          && g_strcmp0 (candidate->language, message->language) == 0)
        return candidate;
    }

  return NULL;
}

static InvyEmulatorProblem *
check_filled (const InvyEmulatorAccount *account, const InvyEmulatorMessage *message)
{
  const InvyEmulatorTemplate *found = find_template (account, message);
  g_autofree char *filled = NULL;
  guint expected;

  if (found == NULL)
    return invy_emulator_problem_new (132001, "template name (%s) does not exist in %s", message->template_name,
                                      message->language);

  expected = invy_emulator_template_count_parameters (found);
  if (message->parameters->len != expected)
    return invy_emulator_problem_new (132000,
                                      "body: number of localizable_params (%u) does not match the expected number of "
                                      "params (%u)",
                                      message->parameters->len, expected);

  filled = invy_emulator_template_fill (found, message->parameters);
  if (g_utf8_strlen (filled, -1) > INVY_EMULATOR_LONGEST_BODY)
    return invy_emulator_problem_new (132005, "body: length of the text is over %d", INVY_EMULATOR_LONGEST_BODY);

  return NULL;
}

static InvyEmulatorProblem *
check_template (JsonObject *template, InvyEmulatorMessage *message)
{
  static const char *const allowed[] = { "name", "language", "components", NULL };
  static const char *const language_allowed[] = { "code", NULL };
  JsonObject *language = get_object (template, "language");
  InvyEmulatorProblem *problem = check_members (template, "template", allowed);

  if (problem != NULL)
    return problem;

  message->template_name = g_strdup (get_text (template, "name"));
  if (message->template_name == NULL || !matches ("^[a-z0-9_]{1,512}$", message->template_name))
    return invy_emulator_problem_new (100, "template['name'] is not the name of a template");

  message->language = language != NULL ? g_strdup (get_text (language, "code")) : NULL;
  if (message->language == NULL)
    return invy_emulator_problem_new (131008, "template['language']['code'] is required");

  problem = check_members (language, "template['language']", language_allowed);
  if (problem == NULL && json_object_has_member (template, "components"))
    {
      JsonArray *components = get_array (template, "components");

      problem = components != NULL ? check_components (components, message)
                                   : invy_emulator_problem_new (100, "template['components'] must be an array");
    }

  return problem;
}

static InvyEmulatorProblem *
check_top (JsonObject *root, InvyEmulatorMessage *message)
{
  static const char *const allowed[] = { "messaging_product", "recipient_type",           "to", "type",
                                         "template",          "biz_opaque_callback_data", NULL };
  InvyEmulatorProblem *problem = check_members (root, "body", allowed);

  if (problem != NULL)
    return problem;

  message->to = g_strdup (get_text (root, "to"));
  message->callback = g_strdup (get_text (root, "biz_opaque_callback_data"));
  if (g_strcmp0 (get_text (root, "messaging_product"), "whatsapp") != 0)
    return invy_emulator_problem_new (100, "The parameter messaging_product is required.");
  if (json_object_has_member (root, "recipient_type")
      && g_strcmp0 (get_text (root, "recipient_type"), "individual") != 0)
    return invy_emulator_problem_new (100, "recipient_type must be individual");
  if (message->to == NULL)
    return invy_emulator_problem_new (100, "The parameter to is required.");
  /* Meta would take a number without the plus, and put the sender's country in front. */
  if (!matches ("^\\+[1-9][0-9]{6,14}$", message->to))
    return invy_emulator_problem_new (131009, "to is not a phone number with a plus and its country");
  if (g_strcmp0 (get_text (root, "type"), "template") != 0 || get_object (root, "template") == NULL)
    return invy_emulator_problem_new (131008, "type template and the parameter template are required");
  if (message->callback == NULL || *message->callback == '\0'
      || g_utf8_strlen (message->callback, -1) > LONGEST_CALLBACK)
    return invy_emulator_problem_new (100, "biz_opaque_callback_data must be a string of 1 to %d characters",
                                      LONGEST_CALLBACK);

  return NULL;
}

/**
 * invy_emulator_check_body:
 * @message: takes what can be read, also of a body that is refused
 *
 * Returns: (transfer full) (nullable): what is wrong with @body
 */
InvyEmulatorProblem *
invy_emulator_check_body (const InvyEmulatorAccount *account, GBytes *body, InvyEmulatorMessage *message)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  InvyEmulatorProblem *problem;
  JsonObject *root;

  if (length == 0 || !g_utf8_validate (text, (gssize) length, NULL)
      || !json_parser_load_from_data (parser, text, (gssize) length, NULL)
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return invy_emulator_problem_new (100, "The body is not a JSON object");

  root = json_node_get_object (json_parser_get_root (parser));
  problem = check_top (root, message);
  if (problem == NULL)
    problem = check_template (get_object (root, "template"), message);
  if (problem == NULL)
    problem = check_filled (account, message);

  return problem;
}
