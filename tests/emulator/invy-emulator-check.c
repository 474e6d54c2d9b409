/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator-check.h"

#include "invy-emulator-components.h"
#include "invy-emulator-json.h"
#include "invy-emulator-profile.h"

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
  g_clear_pointer (&self->components, json_node_unref);
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

/**
 * invy_emulator_is_path:
 *
 * Returns: whether @path begins with a version that exists
 */
gboolean
invy_emulator_is_path (const char *path)
{
  const guint version = get_version (path);

  return version != 0 && version <= NEWEST_VERSION;
}

/**
 * invy_emulator_check_token:
 *
 * Returns: (transfer full) (nullable): what is wrong with the access token
 */
InvyEmulatorProblem *
invy_emulator_check_token (const InvyEmulatorAccount *account, SoupMessageHeaders *headers)
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
  InvyEmulatorProblem *problem;
  const char *content_type;

  /* "", version, id, "messages" */
  if (!invy_emulator_is_path (path) || g_strv_length (parts) != 4 || !g_str_equal (parts[3], "messages"))
    return invy_emulator_problem_new (2500, "Unknown path components: %s", path);

  problem = invy_emulator_check_token (account, headers);
  if (problem == NULL)
    problem = invy_emulator_profile_check_scope (account->profile, INVY_EMULATOR_MESSAGING);
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

static const InvyEmulatorTemplate *
find_template (const InvyEmulatorAccount *account, const InvyEmulatorMessage *message)
{
  for (guint i = 0; i < account->templates->len; i++)
    {
      const InvyEmulatorTemplate *candidate = g_ptr_array_index (account->templates, i);

      if (g_strcmp0 (invy_emulator_template_get (candidate, "name"), message->template_name) == 0
          && g_strcmp0 (invy_emulator_template_get (candidate, "language"), message->language) == 0)
        return candidate;
    }

  return NULL;
}

/* Only what is approved is sent (WhatsApp Cloud API, template status). */
static InvyEmulatorProblem *
check_status (const InvyEmulatorTemplate *found)
{
  const char *status = invy_emulator_template_get (found, "status");

  if (g_strcmp0 (status, "APPROVED") == 0)
    return NULL;
  if (g_strcmp0 (status, "PAUSED") == 0)
    return invy_emulator_problem_new (132015, NULL);
  if (g_strcmp0 (status, "DISABLED") == 0)
    return invy_emulator_problem_new (132016, NULL);

  return invy_emulator_problem_new (132001, "template name (%s) is not approved",
                                    invy_emulator_template_get (found, "name"));
}

static InvyEmulatorProblem *
check_filled (const InvyEmulatorAccount *account, const char *path, const InvyEmulatorMessage *message)
{
  const InvyEmulatorTemplate *found = find_template (account, message);
  JsonArray *components = message->components != NULL ? json_node_get_array (message->components) : NULL;
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  InvyEmulatorProblem *problem;

  if (found == NULL)
    return invy_emulator_problem_new (132001, "template name (%s) does not exist in %s", message->template_name,
                                      message->language);

  problem = check_status (found);
  return problem != NULL
             ? problem
             : invy_emulator_check_components (found, components, account->media, parts[2], message->parameters);
}

static InvyEmulatorProblem *
check_template (JsonObject *template, InvyEmulatorMessage *message)
{
  static const char *const allowed[] = { "name", "language", "components", NULL };
  static const char *const language_allowed[] = { "code", NULL };
  JsonObject *language = invy_emulator_json_get_object (template, "language");
  InvyEmulatorProblem *problem = invy_emulator_check_members (template, "template", allowed);

  if (problem != NULL)
    return problem;

  message->template_name = g_strdup (invy_emulator_json_get_text (template, "name"));
  if (message->template_name == NULL || !matches ("^[a-z0-9_]{1,512}$", message->template_name))
    return invy_emulator_problem_new (100, "template['name'] is not the name of a template");

  message->language = language != NULL ? g_strdup (invy_emulator_json_get_text (language, "code")) : NULL;
  if (message->language == NULL)
    return invy_emulator_problem_new (131008, "template['language']['code'] is required");

  problem = invy_emulator_check_members (language, "template['language']", language_allowed);
  if (problem == NULL && json_object_has_member (template, "components"))
    {
      if (invy_emulator_json_get_array (template, "components") == NULL)
        return invy_emulator_problem_new (100, "template['components'] must be an array");
      message->components = json_node_copy (json_object_get_member (template, "components"));
    }

  return problem;
}

static InvyEmulatorProblem *
check_top (JsonObject *root, InvyEmulatorMessage *message)
{
  static const char *const allowed[] = { "messaging_product", "recipient_type",           "to", "type",
                                         "template",          "biz_opaque_callback_data", NULL };
  InvyEmulatorProblem *problem = invy_emulator_check_members (root, "body", allowed);

  if (problem != NULL)
    return problem;

  message->to = g_strdup (invy_emulator_json_get_text (root, "to"));
  message->callback = g_strdup (invy_emulator_json_get_text (root, "biz_opaque_callback_data"));
  if (g_strcmp0 (invy_emulator_json_get_text (root, "messaging_product"), "whatsapp") != 0)
    return invy_emulator_problem_new (100, "The parameter messaging_product is required.");
  if (json_object_has_member (root, "recipient_type")
      && g_strcmp0 (invy_emulator_json_get_text (root, "recipient_type"), "individual") != 0)
    return invy_emulator_problem_new (100, "recipient_type must be individual");
  if (message->to == NULL)
    return invy_emulator_problem_new (100, "The parameter to is required.");
  /* Meta would take a number without the plus, and put the sender's country in front. */
  if (!matches ("^\\+[1-9][0-9]{6,14}$", message->to))
    return invy_emulator_problem_new (131009, "to is not a phone number with a plus and its country");
  if (g_strcmp0 (invy_emulator_json_get_text (root, "type"), "template") != 0
      || invy_emulator_json_get_object (root, "template") == NULL)
    return invy_emulator_problem_new (131008, "type template and the parameter template are required");
  if (message->callback == NULL || *message->callback == '\0'
      || g_utf8_strlen (message->callback, -1) > LONGEST_CALLBACK)
    return invy_emulator_problem_new (100, "biz_opaque_callback_data must be a string of 1 to %d characters",
                                      LONGEST_CALLBACK);

  return NULL;
}

/**
 * invy_emulator_check_body:
 * @path: where it was sent
 * @message: takes what can be read, also of a body that is refused
 *
 * Returns: (transfer full) (nullable): what is wrong with @body
 */
InvyEmulatorProblem *
invy_emulator_check_body (const InvyEmulatorAccount *account,
                          const char *path,
                          GBytes *body,
                          InvyEmulatorMessage *message)
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
    problem = check_template (invy_emulator_json_get_object (root, "template"), message);
  if (problem == NULL)
    problem = check_filled (account, path, message);

  return problem;
}
