/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator.h"
#include "invy-emulator-behaviour.h"
#include "invy-emulator-record.h"

#include <string.h>

#define CONTROL_PATH "/__emulator/"

/* Marks a request that was cut before it was read: what the kernel has of it may still come in. */
#define CUT_KEY "invy-emulator-cut"

/* A trickling answer promises this much and sends one byte of it each time. */
#define TRICKLE_LENGTH 100000
#define TRICKLE_INTERVAL_MS 50

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

static void
respond_json (SoupServerMessage *message, guint status, char *json)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json; charset=UTF-8", SOUP_MEMORY_TAKE, json,
                                    strlen (json));
}

static void
respond_problem (SoupServerMessage *message, const InvyEmulatorProblem *problem)
{
  g_autofree char *uuid = g_uuid_string_random ();

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "x-fb-trace-id", uuid);
  respond_json (message, problem->http_status, invy_emulator_problem_to_json (problem, uuid));
}

static void
respond_accepted (SoupServerMessage *message, const InvyEmulatorRecord *record, const char *status)
{
  respond_json (
      message, 200,
      g_strdup_printf ("{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"%s\",\"wa_id\":\"%s\"}],"
                       "\"messages\":[{\"id\":\"%s\",\"message_status\":\"%s\"}]}",
                       record->message->to, record->message->to + 1, record->wamid, status));
}

static void
respond_no_id (SoupServerMessage *message)
{
  respond_json (message, 200, g_strdup ("{\"messaging_product\":\"whatsapp\",\"contacts\":[],\"messages\":[]}"));
}

static void
respond_any (SoupServerMessage *message, const InvyEmulatorBehaviour *behaviour)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (behaviour->location != NULL)
    soup_message_headers_replace (headers, "Location", behaviour->location);
  soup_server_message_set_status (message, behaviour->http_status, NULL);
  soup_server_message_set_response (message, "text/html", SOUP_MEMORY_COPY, behaviour->body,
                                    strlen (behaviour->body));
}

static void
set_retry_after (SoupServerMessage *message, int retry_after_s)
{
  g_autofree char *text = g_strdup_printf ("%d", retry_after_s);

  if (retry_after_s >= 0)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After", text);
}

static void
set_headers (SoupServerMessage *message, JsonObject *headers)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *text;

  if (headers == NULL)
    return;

  json_object_iter_init (&iter, headers);
  while (json_object_iter_next (&iter, &name, &text))
    soup_message_headers_replace (soup_server_message_get_response_headers (message), name,
                                  json_node_get_string (text));
}

static gboolean
unpause_cb (gpointer message)
{
  soup_server_message_unpause (message);
  return G_SOURCE_REMOVE;
}

static void
delay_answer (SoupServerMessage *message, guint delay_ms)
{
  if (delay_ms == 0)
    return;

  soup_server_message_pause (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT, delay_ms, unpause_cb, g_object_ref (message), g_object_unref);
}

static gboolean
close_cb (gpointer stream)
{
  g_io_stream_close (stream, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
stall (InvyEmulator *self, SoupServerMessage *message, guint seconds)
{
  GIOStream *stream = soup_server_message_steal_connection (message);

  if (seconds > 0)
    g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, seconds, close_cb, g_object_ref (stream), g_object_unref);
  g_ptr_array_add (self->stalled, stream);
}

static gboolean
trickle_cb (gpointer stream)
{
  GOutputStream *output = g_io_stream_get_output_stream (stream);

  return g_output_stream_write (output, " ", 1, NULL, NULL) == 1 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
trickle (SoupServerMessage *message)
{
  GIOStream *stream = soup_server_message_steal_connection (message);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                           "Content-Length: %d\r\n\r\n",
                                           TRICKLE_LENGTH);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), head, strlen (head), NULL, NULL, NULL);
  g_timeout_add_full (G_PRIORITY_DEFAULT, TRICKLE_INTERVAL_MS, trickle_cb, stream, g_object_unref);
}

static void
cut_after (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static InvyEmulatorProblem *
new_refusal (const InvyEmulatorBehaviour *behaviour)
{
  InvyEmulatorProblem *problem = invy_emulator_problem_new (behaviour->code, NULL);

  problem->details = g_strdup (behaviour->details);
  if (behaviour->http_status != 0)
    problem->http_status = behaviour->http_status;

  return problem;
}

/* A request without fault, answered as @behaviour says. */
static void
follow (InvyEmulator *self,
        SoupServerMessage *message,
        InvyEmulatorRecord *record,
        const InvyEmulatorBehaviour *behaviour)
{
  g_autofree char *uuid = g_uuid_string_random ();

  record->did = invy_emulator_action_get_name (behaviour->action);
  record->is_taken = behaviour->is_taken;

  switch (behaviour->action)
    {
    case INVY_EMULATOR_ACCEPT:
    case INVY_EMULATOR_HELD:
    case INVY_EMULATOR_PAUSED:
      record->wamid = g_strconcat ("wamid.", uuid, NULL);
      respond_accepted (message, record,
                        behaviour->action == INVY_EMULATOR_HELD     ? "held_for_quality_assessment"
                        : behaviour->action == INVY_EMULATOR_PAUSED ? "paused"
                                                                    : "accepted");
      break;
    case INVY_EMULATOR_REFUSE:
      record->problem = new_refusal (behaviour);
      respond_problem (message, record->problem);
      break;
    case INVY_EMULATOR_ANSWER:
      respond_any (message, behaviour);
      break;
    case INVY_EMULATOR_NO_ID:
      respond_no_id (message);
      break;
    case INVY_EMULATOR_STALL:
      stall (self, message, behaviour->seconds);
      return;
    case INVY_EMULATOR_TRICKLE:
      trickle (message);
      return;
    case INVY_EMULATOR_CUT_AFTER:
      cut_after (message);
      return;
    case INVY_EMULATOR_CUT_BEFORE:
    default:
      g_assert_not_reached ();
    }

  set_retry_after (message, behaviour->retry_after_s);
  set_headers (message, behaviour->headers);
  delay_answer (message, behaviour->delay_ms);
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

static void
graph_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  static InvyEmulatorBehaviour normal = {
    .action = INVY_EMULATOR_ACCEPT, .times = -1, .retry_after_s = -1, .is_taken = TRUE
  };
  InvyEmulator *self = data;
  InvyEmulatorRecord *record;
  /* Taking its connection away would let the message go. */
  g_autoptr (SoupServerMessage) kept = g_object_ref (message);
  g_autoptr (InvyEmulatorBehaviour) behaviour = NULL;
  g_autoptr (GBytes) body = get_body (message);

  if (g_object_get_data (G_OBJECT (message), CUT_KEY) != NULL)
    return;

  record = invy_emulator_record_new (path, get_client_port (message));
  g_ptr_array_add (self->records, record);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "facebook-api-version",
                                invy_emulator_get_served_version (path));

  record->problem = invy_emulator_check_request (&self->account, soup_server_message_get_method (message), path,
                                                 soup_server_message_get_request_headers (message));
  if (record->problem == NULL)
    record->problem = invy_emulator_check_body (&self->account, body, record->message);

  if (record->problem != NULL)
    {
      record->did = "refuse";
      respond_problem (message, record->problem);
    }
  else
    {
      behaviour = invy_emulator_behaviours_take (self->behaviours, record->message->to, TRUE);
      follow (self, message, record, behaviour != NULL ? behaviour : &normal);
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

  behaviour = invy_emulator_behaviours_take (self->behaviours, NULL, FALSE);
  if (behaviour == NULL)
    return;

  record = invy_emulator_record_new (path, get_client_port (message));
  record->did = invy_emulator_action_get_name (behaviour->action);
  g_ptr_array_add (self->records, record);
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
add_template (InvyEmulator *self, const char *json, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;

  if (!json_parser_load_from_data (parser, json, length, error))
    return FALSE;

  object = json_node_get_object (json_parser_get_root (parser));
  g_ptr_array_add (self->account.templates,
                   invy_emulator_template_new (json_object_get_string_member (object, "name"),
                                               json_object_get_string_member (object, "language"),
                                               json_object_get_string_member (object, "body")));

  return TRUE;
}

/* As when somebody makes another token: the one before is worth nothing from now on. */
static gboolean
change_token (InvyEmulator *self, const char *json, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (!json_parser_load_from_data (parser, json, length, error))
    return FALSE;

  g_free (self->account.token);
  self->account.token =
      g_strdup (json_object_get_string_member (json_node_get_object (json_parser_get_root (parser)), "token"));

  return TRUE;
}

/* GET requests; POST account, behaviour, template, reset */
static void
control_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  InvyEmulator *self = data;
  const char *name = path + strlen (CONTROL_PATH);
  g_autoptr (GBytes) body = get_body (message);
  const char *text = g_bytes_get_data (body, NULL);
  gssize length = (gssize) g_bytes_get_size (body);
  g_autoptr (GError) error = NULL;
  gboolean is_post = g_str_equal (soup_server_message_get_method (message), "POST");

  if (!is_post && g_str_equal (name, "requests"))
    respond_json (message, 200, invy_emulator_records_to_json (self->records, self->start_us));
  else if (is_post && g_str_equal (name, "reset"))
    {
      reset (self);
      soup_server_message_set_status (message, 204, NULL);
    }
  else if (is_post && g_str_equal (name, "behaviour") && invy_emulator_behave (self, text, length, &error))
    soup_server_message_set_status (message, 204, NULL);
  else if (is_post && g_str_equal (name, "account") && change_token (self, text, length, &error))
    soup_server_message_set_status (message, 204, NULL);
  else if (is_post && g_str_equal (name, "template") && add_template (self, text, length, &error))
    soup_server_message_set_status (message, 204, NULL);
  else
    {
      const char *reason = error != NULL ? error->message : "There is no such control";

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
