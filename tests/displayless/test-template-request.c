/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/invy-template-request.h"
#include "text/invy-json.h"

#include "invy-template-case.h"

#include <string.h>

/* A JSON file of somebody else's requests, by their names: each that can be sent at all is made again. */
#define EXAMPLES_VARIABLE "INVY_SEND_EXAMPLES"

static InvyMessage *
new_message (const char *name, const char *language, const char *frozen)
{
  InvyMessage *message = invy_message_new ();

  invy_message_set (message, INVY_MESSAGE_TEMPLATE_NAME, name);
  invy_message_set (message, INVY_MESSAGE_LANGUAGE, language);
  invy_message_set (message, INVY_MESSAGE_PARAMETERS, frozen);

  return message;
}

static void
assert_json (JsonNode *actual, JsonNode *expected)
{
  g_autofree char *actual_text = json_to_string (actual, TRUE);
  g_autofree char *expected_text = json_to_string (expected, TRUE);

  if (!json_node_equal (actual, expected))
    g_error ("%s\nis not\n%s", actual_text, expected_text);
}

/* The whole way: a template as Graph lists it, a mapping as the wedding keeps it, a row, a request. */
static void
assert_case (const InvyTemplateCase *one, gpointer data)
{
  g_autoptr (InvyMessage) message = invy_template_case_plan (json_node_get_object (one->listed), one->mapping);
  g_autoptr (JsonNode) request = invy_template_request_new (message, one->media_id);

  assert_json (request, one->sends);
}

static void
test_kinds (void)
{
  invy_template_case_foreach (assert_case, NULL);
}

/* A file is named by its hash until it is uploaded; then by the id of that day. */
static void
test_media (void)
{
  g_autoptr (InvyMessage) message =
      new_message ("a", "he",
                   "[{\"type\": \"header\", \"parameters\": [{\"type\": \"image\", \"image\": {\"sha256\": "
                   "\"abc\"}}]}]");
  g_autofree char *hash = invy_template_request_dup_media_hash (message);
  g_autoptr (JsonNode) first = invy_template_request_new (message, "1");
  g_autoptr (JsonNode) second = invy_template_request_new (message, "2");
  g_autofree char *text = json_to_string (second, FALSE);

  g_assert_cmpstr (hash, ==, "abc");
  g_assert_null (invy_template_request_new (message, NULL));
  g_assert_false (json_node_equal (first, second));
  g_assert_nonnull (strstr (text, "{\"id\":\"2\"}"));
  g_assert_null (strstr (text, "sha256"));
}

/* What older versions wrote into the ledger is sent as before. */
static void
test_old_rows (void)
{
  const struct
  {
    const char *frozen;
    const char *request;
  } cases[] = {
    { "[\"נועה\",\"5\"]",
      "{\"name\":\"a\",\"language\":{\"code\":\"he\"},\"components\":[{\"type\":\"body\",\"parameters\":["
      "{\"type\":\"text\",\"text\":\"נועה\"},{\"type\":\"text\",\"text\":\"5\"}]}]}" },
    { "[]", "{\"name\":\"a\",\"language\":{\"code\":\"he\"}}" },
    { NULL, "{\"name\":\"a\",\"language\":{\"code\":\"he\"}}" },
    { "no JSON", "{\"name\":\"a\",\"language\":{\"code\":\"he\"}}" },
    { "{}", "{\"name\":\"a\",\"language\":{\"code\":\"he\"}}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (InvyMessage) message = new_message ("a", "he", cases[i].frozen);
      g_autoptr (JsonNode) request = invy_template_request_new (message, NULL);
      g_autoptr (JsonNode) expected = json_from_string (cases[i].request, NULL);

      g_assert_null (invy_template_request_dup_media_hash (message));
      assert_json (request, expected);
    }
}

/* Both forms tell what the body says. */
static void
test_body_texts (void)
{
  const char *const texts[] = { "נועה", "", "5", NULL };
  const char *const frozen[] = {
    "[\"נועה\", \"\", \"5\"]",
    "[{\"type\": \"header\", \"parameters\": [{\"type\": \"text\", \"text\": \"x\"}]},"
    " {\"type\": \"body\", \"parameters\": [{\"type\": \"text\", \"text\": \"נועה\"},"
    " {\"type\": \"currency\", \"currency\": {}}, {\"type\": \"text\", \"text\": \"5\"}]}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (frozen); i++)
    {
      g_autoptr (InvyMessage) message = new_message ("a", "he", frozen[i]);
      g_auto (GStrv) parameters = invy_message_dup_parameters (message);

      g_assert_cmpstrv (parameters, texts);
    }
}

/* Returns: (nullable): what a mapping says to get @parameter; NULL for a kind that Invy does not send */
static JsonNode *
new_fill (JsonObject *component, JsonObject *parameter)
{
  const char *type = invy_json_get_text (parameter, "type");
  const gboolean is_reply = g_strcmp0 (invy_json_get_text (component, "sub_type"), "quick_reply") == 0;
  JsonObject *fill = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *image = invy_json_get_object (parameter, "image");

  json_node_take_object (node, fill);
  if (g_str_equal (type, "text") && !is_reply)
    json_object_set_string_member (fill, "text", invy_json_get_text (parameter, "text"));
  else if (g_str_equal (type, "payload") && is_reply)
    json_object_set_string_member (fill, "text", invy_json_get_text (parameter, "payload"));
  else if (g_str_equal (type, "currency") || g_str_equal (type, "date_time"))
    json_object_set_member (fill, type, json_node_copy (json_object_get_member (parameter, type)));
  else if (image != NULL)
    json_object_set_string_member (fill, "link", invy_json_get_text (image, "link"));
  else
    g_clear_pointer (&node, json_node_unref);

  return node;
}

typedef struct
{
  JsonArray *components;
  JsonArray *buttons;
  JsonObject *mapping;
} Derived;

static void
add_listed (Derived *self, const char *type, const char *name, const char *value)
{
  JsonObject *listed = json_object_new ();

  json_object_set_string_member (listed, "type", type);
  json_object_set_string_member (listed, name, value);
  json_array_add_object_element (g_str_equal (type, "QUICK_REPLY") ? self->buttons : self->components, listed);
}

/* Returns: FALSE when the component is of a kind that Invy does not send */
static gboolean
derive_component (Derived *self, JsonObject *component)
{
  const char *type = invy_json_get_text (component, "type");
  JsonArray *parameters = invy_json_get_array (component, "parameters");
  g_autoptr (GString) body = g_string_new ("Dear");

  for (guint i = 0; i < json_array_get_length (parameters); i++)
    {
      JsonNode *fill = new_fill (component, invy_json_get_element (parameters, i));
      g_autofree char *key = NULL;

      if (fill == NULL)
        return FALSE;
      if (g_str_equal (type, "header"))
        key = g_strdup ("header.image");
      else if (g_str_equal (type, "body"))
        key = g_strdup_printf ("%u", i + 1);
      else
        key = g_strdup_printf ("button.%s", invy_json_get_text (component, "index"));
      json_object_set_member (self->mapping, key, fill);
      g_string_append_printf (body, " {{%u}}", i + 1);
    }

  if (g_str_equal (type, "header"))
    add_listed (self, "HEADER", "format", "IMAGE");
  else if (g_str_equal (type, "body"))
    add_listed (self, "BODY", "text", body->str);
  else
    add_listed (self, "QUICK_REPLY", "text", "Yes");

  return TRUE;
}

/* Lists the template that @sends is of, maps it to the same values, and compares what comes out. */
static gboolean
try_example (JsonObject *sends)
{
  g_autoptr (JsonArray) components = json_array_new ();
  g_autoptr (JsonArray) buttons = json_array_new ();
  g_autoptr (JsonObject) listed = json_object_new ();
  g_autoptr (JsonNode) mapping = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (InvyMessage) message = NULL;
  g_autoptr (JsonNode) request = NULL;
  g_autoptr (JsonNode) expected = json_node_new (JSON_NODE_OBJECT);
  Derived derived = { components, buttons, json_object_new () };
  JsonArray *sent = invy_json_get_array (sends, "components");
  JsonObject *rest = json_object_new ();

  json_node_take_object (mapping, derived.mapping);
  for (guint i = 0; sent != NULL && i < json_array_get_length (sent); i++)
    {
      if (!derive_component (&derived, invy_json_get_element (sent, i)))
        {
          json_object_unref (rest);
          return FALSE;
        }
    }
  if (sent == NULL)
    add_listed (&derived, "BODY", "text", "Hello");
  json_object_set_string_member (rest, "type", "BUTTONS");
  json_object_set_array_member (rest, "buttons", json_array_ref (buttons));
  json_array_add_object_element (components, rest);
  json_object_set_string_member (listed, "name", invy_json_get_text (sends, "name"));
  json_object_set_string_member (listed, "language",
                                 invy_json_get_text (invy_json_get_object (sends, "language"), "code"));
  json_object_set_array_member (listed, "components", json_array_ref (components));

  message = invy_template_case_plan (listed, mapping);
  request = invy_template_request_new (message, NULL);
  json_node_set_object (expected, sends);
  assert_json (request, expected);

  return TRUE;
}

static void
test_examples (void)
{
  const char *path = g_getenv (EXAMPLES_VARIABLE);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GList) names = NULL;
  JsonObject *examples;
  guint n_made = 0;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  examples = json_node_get_object (json_parser_get_root (parser));
  names = json_object_get_members (examples);
  for (GList *l = names; l != NULL; l = l->next)
    {
      const gboolean was_made =
          try_example (json_object_get_object_member (json_object_get_object_member (examples, l->data), "template"));

      g_test_message ("%s: %s", (const char *) l->data, was_made ? "made" : "of a kind that is not sent");
      n_made += was_made;
    }
  g_assert_cmpuint (n_made, >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/template-request/kinds", test_kinds);
  g_test_add_func ("/invy/template-request/media", test_media);
  g_test_add_func ("/invy/template-request/old-rows", test_old_rows);
  g_test_add_func ("/invy/template-request/body-texts", test_body_texts);
  if (g_getenv (EXAMPLES_VARIABLE) != NULL)
    g_test_add_func ("/invy/template-request/examples", test_examples);

  return g_test_run ();
}
