/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator-process.h"
#include "invy-template-case.h"
#include "invy-test.h"

#include "model/invy-template-request.h"
#include "whatsapp/invy-graph-client.h"
#include "whatsapp/invy-media-upload.h"

typedef struct
{
  InvyEmulatorProcess *emulator;
  InvyAccount *account;
  InvyGraphClient *client;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->emulator = invy_emulator_process_new ();
  fixture->account = invy_account_new ();
  g_set_str (&fixture->account->base_url, invy_emulator_process_get_url (fixture->emulator));
  g_set_str (&fixture->account->token, INVY_EMULATOR_TOKEN);
  g_set_str (&fixture->account->phone_number_id, INVY_EMULATOR_PHONE_NUMBER_ID);
  fixture->client = invy_graph_client_new (fixture->account);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->client);
  g_clear_pointer (&fixture->account, invy_account_unref);
  g_clear_pointer (&fixture->emulator, invy_emulator_process_free);
}

static InvySendReply *
send_message (Fixture *fixture, InvyMessage *message)
{
  g_autoptr (GError) error = NULL;
  InvySendReply *reply;

  invy_message_set (message, INVY_MESSAGE_PHONE_E164, "+972541234567");
  invy_message_set (message, INVY_MESSAGE_PHONE_NUMBER_ID, INVY_EMULATOR_PHONE_NUMBER_ID);
  reply = invy_test_await_boxed (invy_transport_send (INVY_TRANSPORT (fixture->client), message, G_MAXINT64), &error);
  g_assert_no_error (error);

  return reply;
}

/* A file that is no more than its first bytes. Returns: (transfer full): its id */
static char *
upload (Fixture *fixture, gboolean is_document)
{
  static const char picture[] = "\x89PNG\r\n\x1a\n";
  static const char document[] = "%PDF-1.7\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = is_document ? g_bytes_new_static (document, sizeof document - 1)
                                         : g_bytes_new_static (picture, sizeof picture - 1);
  g_autoptr (InvyMedia) media = invy_media_new (bytes, "file", &error);
  char *id;

  g_assert_no_error (error);
  id = invy_test_await_string (invy_media_upload (fixture->account, INVY_EMULATOR_PHONE_NUMBER_ID, media), &error);
  g_assert_no_error (error);

  return id;
}

/* The components that the server got last. */
static void
assert_components (Fixture *fixture, InvyMessage *message, const char *media_id)
{
  g_autoptr (JsonObject) memory = invy_emulator_process_get_memory (fixture->emulator);
  JsonArray *requests = json_object_get_array_member (memory, "requests");
  JsonObject *request = json_array_get_object_element (requests, json_array_get_length (requests) - 1);
  g_autoptr (JsonNode) expected = invy_template_request_new (message, media_id);
  JsonNode *components = json_object_get_member (json_node_get_object (expected), "components");
  JsonNode *sent = json_object_get_member (request, "components");

  if (components == NULL)
    g_assert_true (sent == NULL || JSON_NODE_HOLDS_NULL (sent));
  else
    g_assert_true (json_node_equal (sent, components));
}

static void
send_case (const InvyTemplateCase *one, gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (InvyMessage) message = invy_template_case_plan (json_node_get_object (one->listed), one->mapping);
  g_autofree char *listed = json_to_string (one->listed, FALSE);
  g_autofree char *frozen = g_strdup (invy_message_get (message, INVY_MESSAGE_PARAMETERS));
  g_autofree char *media_id = one->media_id != NULL ? upload (fixture, strstr (frozen, "document") != NULL) : NULL;
  g_autoptr (InvySendReply) reply = NULL;

  invy_emulator_process_add_template (fixture->emulator, listed);
  invy_message_set_media_id (message, media_id);
  reply = send_message (fixture, message);
  g_assert_cmpstr (reply->detail, ==, NULL);
  g_assert_cmpint (reply->outcome, ==, INVY_SEND_ACCEPTED);
  assert_components (fixture, message, media_id);
}

/* A server that checks as Meta does takes every kind of template. */
static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  invy_template_case_foreach (send_case, fixture);
}

/* Without its file a message is not even tried. */
static void
test_not_uploaded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyMessage) message = invy_message_new ();
  g_autoptr (InvySendReply) reply = NULL;
  g_autoptr (JsonObject) memory = NULL;

  invy_message_set (message, INVY_MESSAGE_TEMPLATE_NAME, "wedding_invitation");
  invy_message_set (message, INVY_MESSAGE_LANGUAGE, "he");
  invy_message_set (message, INVY_MESSAGE_PARAMETERS,
                    "[{\"type\":\"header\",\"parameters\":[{\"type\":\"image\",\"image\":{\"sha256\":\"00\"}}]}]");
  reply = send_message (fixture, message);
  memory = invy_emulator_process_get_memory (fixture->emulator);

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_NOT_SENT);
  g_assert_nonnull (reply->detail);
  g_assert_cmpint (json_object_get_int_member (memory, "n_requests"), ==, 0);
}

int
main (int argc, char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/invy/template-sends/kinds", Fixture, NULL, set_up, test_kinds, tear_down);
  g_test_add ("/invy/template-sends/not-uploaded", Fixture, NULL, set_up, test_not_uploaded, tear_down);

  return g_test_run ();
}
