/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-template-case.h"

#include "template/invy-rendering.h"

static InvyEvent *
new_event (const char *template_name, JsonNode *mapping)
{
  InvyEvent *event = invy_event_new ();
  g_autofree char *mapping_text = json_to_string (mapping, FALSE);
  g_autofree char *kept = g_strdup_printf ("{\"%s\": %s}", template_name, mapping_text);

  invy_event_set (event, INVY_EVENT_PARTNER1_NAME, "Dana");
  invy_event_set (event, INVY_EVENT_PARTNER2_NAME, "Yossi");
  invy_event_set (event, INVY_EVENT_VENUE, "Garden Hall");
  invy_event_set (event, INVY_EVENT_DATE, "2027-02-05");
  invy_event_set (event, INVY_EVENT_EVENT_TIME, "19:30");
  invy_event_set (event, INVY_EVENT_PARAMETER_MAPPING, kept);

  return event;
}

static InvyGuest *
new_guest (void)
{
  InvyGuest *guest = invy_guest_new ("event");

  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, "נועה");
  invy_guest_set (guest, INVY_GUEST_LAST_NAME, "לוי");
  invy_guest_set (guest, INVY_GUEST_RSVP_TOKEN, "k9Xq");

  return guest;
}

InvyMessage *
invy_template_case_plan (JsonObject *listed, JsonNode *mapping)
{
  g_autoptr (InvyTemplate) tmpl = invy_template_new_from_graph (listed, "waba");
  const char *name = invy_template_get (tmpl, INVY_TEMPLATE_NAME);
  g_autoptr (InvyEvent) event = new_event (name, mapping);
  g_autoptr (InvyGuest) guest = new_guest ();
  g_autoptr (InvyRendering) rendering = invy_rendering_new (tmpl, event, guest, NULL);
  InvyMessage *message = invy_message_new ();

  for (guint i = 0; i < rendering->problems->len; i++)
    g_test_message ("%s", ((InvyTemplateProblem *) rendering->problems->pdata[i])->sentence);
  g_assert_cmpuint (rendering->problems->len, ==, 0);

  invy_message_set (message, INVY_MESSAGE_TEMPLATE_NAME, name);
  invy_message_set (message, INVY_MESSAGE_LANGUAGE, rendering->language);
  invy_message_set (message, INVY_MESSAGE_PARAMETERS, rendering->frozen);

  return message;
}

void
invy_template_case_foreach (void (*func) (const InvyTemplateCase *one, gpointer data), gpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "template-sends.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *cases;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  cases = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (cases), >, 5);
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *object = json_array_get_object_element (cases, i);
      const InvyTemplateCase one = {
        .about = json_object_get_string_member (object, "about"),
        .listed = json_object_get_member (object, "template"),
        .mapping = json_object_get_member (object, "mapping"),
        .media_id = json_object_get_string_member_with_default (object, "media_id", NULL),
        .sends = json_object_get_member (object, "sends"),
      };

      g_test_message ("%s", one.about);
      func (&one, data);
    }
}
