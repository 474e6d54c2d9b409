/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator.h"
#include "invy-emulator-answer.h"
#include "invy-emulator-json.h"
#include "invy-emulator-media.h"
#include "invy-emulator-profile.h"
#include "invy-emulator-read.h"

#include <string.h>

#define CONTROL_PATH "/__emulator/"

/* Marks a request that was cut before it was read: what the kernel has of it may still come in. */
#define CUT_KEY "invy-emulator-cut"

/* How many connections may wait to be taken: Invy opens one for each message, and the usual ten are soon too few. */
#define BACKLOG 1024

struct _InvyEmulator
{
  GObject parent_instance;

  SoupServer *server;
  InvyEmulatorAccount account;
  GPtrArray *behaviours; /* of InvyEmulatorBehaviour */
  GPtrArray *records;    /* of InvyEmulatorRecord */
  GPtrArray *stalled;    /* of GIOStream: clients that wait for nothing */
  gint64 start_us;
};

G_DEFINE_FINAL_TYPE (InvyEmulator, invy_emulator, G_TYPE_OBJECT)

/* What WhatsApp does with a message that has no fault. */
static void
accept_message (SoupServerMessage *message, InvyEmulatorRecord *record, InvyEmulatorAction action)
{
  g_autofree char *uuid = g_uuid_string_random ();

  record->wamid = g_strconcat ("wamid.", uuid, NULL);
  invy_emulator_answer_accepted (message, record,
                                 action == INVY_EMULATOR_HELD     ? "held_for_quality_assessment"
                                 : action == INVY_EMULATOR_PAUSED ? "paused"
                                                                  : "accepted");
}

/* What it does with a file. */
static void
take_media (InvyEmulator *self, SoupServerMessage *message, InvyEmulatorRecord *record, GBytes *body)
{
  g_auto (GStrv) parts = g_strsplit (record->path, "/", -1);
  InvyEmulatorMedia *media = NULL;

  record->problem = invy_emulator_profile_check_scope (self->account.profile, INVY_EMULATOR_MESSAGING);
  if (record->problem == NULL && self->account.phone_number_id != NULL
      && !g_str_equal (parts[2], self->account.phone_number_id))
    {
      record->problem = invy_emulator_problem_new (100, "Object with ID '%s' does not exist", parts[2]);
      record->problem->subcode = 33;
    }
  if (record->problem == NULL)
    media = invy_emulator_media_new_from_upload (parts[2], soup_server_message_get_request_headers (message), body,
                                                 &record->problem);
  if (media == NULL)
    return;

  g_ptr_array_add (self->account.media, media);
  invy_emulator_answer_json (message, 200, g_strdup_printf ("{\"id\":\"%s\"}", media->id));
}

/* What it does with a question. */
static void
read_account (InvyEmulator *self,
              SoupServerMessage *message,
              InvyEmulatorRecord *record,
              GHashTable *query,
              gboolean repeats_cursor)
{
  JsonObject *answer = invy_emulator_read (&self->account, record->path, query, repeats_cursor, &record->problem);

  if (answer != NULL)
    invy_emulator_answer_json (message, 200, invy_emulator_json_take_text (answer));
}

static void
serve_message (InvyEmulator *self, SoupServerMessage *message, InvyEmulatorRecord *record, GBytes *body)
{
  g_autoptr (InvyEmulatorBehaviour) behaviour = NULL;

  record->problem = invy_emulator_check_request (&self->account, soup_server_message_get_method (message),
                                                 record->path, soup_server_message_get_request_headers (message));
  if (record->problem == NULL)
    record->problem = invy_emulator_check_body (&self->account, record->path, body, record->message);
  if (record->problem != NULL)
    return;

  record->is_taken = TRUE;
  behaviour = invy_emulator_behaviours_take (self->behaviours, record->path, record->message->to, TRUE);
  if (behaviour == NULL)
    {
      accept_message (message, record, INVY_EMULATOR_ACCEPT);
      return;
    }

  record->did = invy_emulator_action_get_name (behaviour->action);
  record->is_taken = behaviour->is_taken;
  if (!invy_emulator_answer_misbehave (message, record, behaviour, self->stalled))
    accept_message (message, record, behaviour->action);
  invy_emulator_answer_adorn (message, behaviour);
}

/* Anything but a message: it is remembered apart, and orders have to name its path. */
static void
serve_other (InvyEmulator *self,
             SoupServerMessage *message,
             InvyEmulatorRecord *record,
             GHashTable *query,
             GBytes *body)
{
  g_autoptr (InvyEmulatorBehaviour) behaviour = NULL;

  record->problem = invy_emulator_check_token (&self->account, soup_server_message_get_request_headers (message));
  if (record->problem != NULL)
    return;

  behaviour = invy_emulator_behaviours_take (self->behaviours, record->path, NULL, TRUE);
  if (behaviour != NULL)
    record->did = invy_emulator_action_get_name (behaviour->action);
  if (behaviour == NULL || !invy_emulator_answer_misbehave (message, record, behaviour, self->stalled))
    {
      if (g_str_equal (record->method, "POST"))
        take_media (self, message, record, body);
      else
        read_account (self, message, record, query, behaviour != NULL && behaviour->action == INVY_EMULATOR_REPEAT);
    }
  if (behaviour != NULL)
    invy_emulator_answer_adorn (message, behaviour);
}

/* (transfer full) (nullable): the question without the access token */
static char *
dup_query (SoupServerMessage *message)
{
  g_autoptr (GRegex) regex = g_regex_new ("input_token=[^&]*", G_REGEX_DEFAULT, 0, NULL);
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));

  return query != NULL ? g_regex_replace_literal (regex, query, -1, 0, "input_token=…", 0, NULL) : NULL;
}

static gboolean
is_message (SoupServerMessage *message, const char *path)
{
  return g_str_equal (soup_server_message_get_method (message), "POST") && !g_str_has_suffix (path, "/media");
}

static guint
get_client_port (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  return address != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)) : 0;
}

static GBytes *
get_body (SoupServerMessage *message)
{
  return soup_message_body_flatten (soup_server_message_get_request_body (message));
}

static InvyEmulatorRecord *
remember (InvyEmulator *self, SoupServerMessage *message, const char *path)
{
  InvyEmulatorRecord *record = invy_emulator_record_new (path, get_client_port (message));

  if (!is_message (message, path))
    {
      record->method = g_strdup (soup_server_message_get_method (message));
      record->query = dup_query (message);
    }
  g_ptr_array_add (self->records, record);

  return record;
}

static void
graph_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  InvyEmulator *self = data;
  InvyEmulatorRecord *record;
  /* Taking its connection away would let the message go. */
  g_autoptr (SoupServerMessage) kept = g_object_ref (message);
  g_autoptr (GBytes) body = get_body (message);

  if (g_object_get_data (G_OBJECT (message), CUT_KEY) != NULL)
    return;

  record = remember (self, message, path);
  record->did = "accept";
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "facebook-api-version",
                                invy_emulator_get_served_version (path));
  if (record->method == NULL)
    serve_message (self, message, record, body);
  else
    serve_other (self, message, record, query, body);

  if (record->problem != NULL)
    {
      record->did = "refuse";
      invy_emulator_answer_problem (message, record->problem);
    }
  record->http_status = soup_server_message_get_status (message);
}

/* Only the headers were read by now. */
static void
got_headers_cb (SoupServerMessage *message, InvyEmulator *self)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  g_autoptr (InvyEmulatorBehaviour) behaviour = NULL;
  InvyEmulatorRecord *record;

  if (g_str_has_prefix (path, CONTROL_PATH))
    return;

  behaviour = invy_emulator_behaviours_take (self->behaviours, path, NULL, FALSE);
  if (behaviour == NULL)
    return;

  record = remember (self, message, path);
  record->did = invy_emulator_action_get_name (behaviour->action);
  g_object_set_data (G_OBJECT (message), CUT_KEY, message);
  g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
}

static void
request_started_cb (SoupServer *server, SoupServerMessage *message, InvyEmulator *self)
{
  g_signal_connect_object (message, "got-headers", G_CALLBACK (got_headers_cb), self, G_CONNECT_DEFAULT);
}

static void
reset (InvyEmulator *self)
{
  g_ptr_array_set_size (self->behaviours, 0);
  g_ptr_array_set_size (self->records, 0);
  g_ptr_array_set_size (self->stalled, 0);
}

static gboolean
add_templates (InvyEmulator *self, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = invy_emulator_json_get_element (array, i);

      if (object == NULL || invy_emulator_json_get_text (object, "name") == NULL
          || invy_emulator_json_get_text (object, "language") == NULL)
        return FALSE;
      g_ptr_array_add (self->account.templates, invy_emulator_template_new (object));
    }

  return TRUE;
}

/* Another access token, as when somebody makes one: the one before is worth nothing from now on. And what else Graph
 * says about the account. */
static void
change_account (InvyEmulator *self, JsonObject *changes)
{
  const char *token = invy_emulator_json_get_text (changes, "token");

  if (token != NULL)
    {
      g_free (self->account.token);
      self->account.token = g_strdup (token);
    }
  invy_emulator_profile_change (self->account.profile, changes);
}

static gboolean
control (InvyEmulator *self, const char *name, const char *text, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonArray) one = json_array_new ();

  if (g_str_equal (name, "reset"))
    {
      reset (self);
      return TRUE;
    }
  if (g_str_equal (name, "behaviour"))
    return invy_emulator_behave (self, text, length, error);

  if ((root = invy_emulator_json_parse (text, length, error)) == NULL)
    return FALSE;
  if (g_str_equal (name, "account") && JSON_NODE_HOLDS_OBJECT (root))
    {
      change_account (self, json_node_get_object (root));
      return TRUE;
    }
  if (g_str_equal (name, "template"))
    {
      json_array_add_element (one, json_node_copy (root));
      return add_templates (self, one);
    }
  if (g_str_equal (name, "templates") && JSON_NODE_HOLDS_ARRAY (root))
    {
      g_ptr_array_set_size (self->account.templates, 0);
      return add_templates (self, json_node_get_array (root));
    }

  return FALSE;
}

/* GET requests; POST account, behaviour, template, templates, reset */
static void
control_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  InvyEmulator *self = data;
  const char *name = path + strlen (CONTROL_PATH);
  g_autoptr (GBytes) body = get_body (message);
  const char *text = g_bytes_get_data (body, NULL);
  g_autoptr (GError) error = NULL;
  const gboolean is_post = g_str_equal (soup_server_message_get_method (message), "POST");

  if (!is_post && g_str_equal (name, "requests"))
    invy_emulator_answer_json (message, 200,
                               invy_emulator_records_to_json (self->records, self->account.media, self->start_us));
  else if (is_post && control (self, name, text, (gssize) g_bytes_get_size (body), &error))
    soup_server_message_set_status (message, 204, NULL);
  else
    {
      const char *reason = error != NULL ? error->message : "There is no such control, or it needs something else";

      soup_server_message_set_status (message, 400, NULL);
      soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, reason, strlen (reason));
    }
}

static void
invy_emulator_finalize (GObject *object)
{
  InvyEmulator *self = INVY_EMULATOR (object);

  g_clear_object (&self->server);
  g_clear_pointer (&self->behaviours, g_ptr_array_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->stalled, g_ptr_array_unref);
  g_clear_pointer (&self->account.templates, g_ptr_array_unref);
  g_clear_pointer (&self->account.media, g_ptr_array_unref);
  g_clear_pointer (&self->account.profile, json_object_unref);
  g_clear_pointer (&self->account.token, g_free);
  g_clear_pointer (&self->account.phone_number_id, g_free);

  G_OBJECT_CLASS (invy_emulator_parent_class)->finalize (object);
}

static void
invy_emulator_class_init (InvyEmulatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = invy_emulator_finalize;
}

static void
invy_emulator_init (InvyEmulator *self)
{
  self->start_us = g_get_monotonic_time ();
  self->behaviours = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_emulator_behaviour_unref);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_emulator_record_free);
  self->stalled = g_ptr_array_new_with_free_func (g_object_unref);
  self->account.media = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_emulator_media_free);
  self->account.templates = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_emulator_template_free);
  g_ptr_array_add (self->account.templates, invy_emulator_template_new_wedding_invitation ());

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, "/", graph_cb, self, NULL);
  soup_server_add_handler (self->server, "/__emulator", control_cb, self, NULL);
  g_signal_connect_object (self->server, "request-started", G_CALLBACK (request_started_cb), self, G_CONNECT_DEFAULT);
}

/**
 * invy_emulator_new:
 * @token: (nullable): the only access token that it takes; %NULL for any
 * @phone_number_id: (nullable): likewise
 *
 * Returns: (transfer full): a pretend Graph API. It takes and checks messages as Meta's does and remembers them.
 */
InvyEmulator *
invy_emulator_new (const char *token, const char *phone_number_id)
{
  InvyEmulator *self = g_object_new (INVY_TYPE_EMULATOR, NULL);

  self->account.token = g_strdup (token);
  self->account.phone_number_id = g_strdup (phone_number_id);
  self->account.profile = invy_emulator_profile_new (phone_number_id);

  return self;
}

static GSocket *
open_socket (guint port, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, (guint16) port);
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL || !g_socket_bind (socket, address, TRUE, error))
    return NULL;

  g_socket_set_listen_backlog (socket, BACKLOG);
  return g_socket_listen (socket, error) ? g_steal_pointer (&socket) : NULL;
}

/**
 * invy_emulator_listen:
 * @port: 0 for any free one
 *
 * Begins to take requests, from this computer only.
 *
 * Returns: the port; 0 with @error when it cannot be had
 */
guint
invy_emulator_listen (InvyEmulator *self, guint port, GError **error)
{
  g_autoptr (GSocket) socket = open_socket (port, error);
  g_autoslist (GUri) uris = NULL;

  if (socket == NULL || !soup_server_listen_socket (self->server, socket, 0, error))
    return 0;

  uris = soup_server_get_uris (self->server);
  return (guint) g_uri_get_port (uris->data);
}

/**
 * invy_emulator_behave:
 * @json: an object, or an array of them, see invy_emulator_behaviour_new_from_json()
 * @length: of @json; -1 when it ends in a zero
 *
 * Adds to what will be done with the next requests.
 *
 * Returns: whether @json was understood
 */
gboolean
invy_emulator_behave (InvyEmulator *self, const char *json, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonArray) array = NULL;
  JsonNode *root;

  if (!json_parser_load_from_data (parser, json, length, error))
    return FALSE;

  root = json_parser_get_root (parser);
  if (JSON_NODE_HOLDS_ARRAY (root))
    array = json_node_dup_array (root);
  else
    {
      array = json_array_new ();
      json_array_add_element (array, json_node_copy (root));
    }

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      InvyEmulatorBehaviour *behaviour = invy_emulator_behaviour_new_from_json (object, error);

      if (behaviour == NULL)
        return FALSE;
      g_ptr_array_add (self->behaviours, behaviour);
    }

  return TRUE;
}
