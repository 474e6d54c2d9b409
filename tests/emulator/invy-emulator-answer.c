/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-emulator-answer.h"

#include <string.h>

/* A trickling answer promises this much and sends one byte of it each time. */
#define TRICKLE_LENGTH 100000
#define TRICKLE_INTERVAL_MS 50

/**
 * invy_emulator_answer_json:
 * @json: (transfer full): the body
 *
 * Answers @message.
 */
void
invy_emulator_answer_json (SoupServerMessage *message, guint status, char *json)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json; charset=UTF-8", SOUP_MEMORY_TAKE, json,
                                    strlen (json));
}

/**
 * invy_emulator_answer_problem:
 *
 * Answers @message with a Graph error.
 */
void
invy_emulator_answer_problem (SoupServerMessage *message, const InvyEmulatorProblem *problem)
{
  g_autofree char *uuid = g_uuid_string_random ();

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "x-fb-trace-id", uuid);
  invy_emulator_answer_json (message, problem->http_status, invy_emulator_problem_to_json (problem, uuid));
}

/**
 * invy_emulator_answer_accepted:
 * @record: has the id that the message got
 * @status: its message_status
 *
 * Answers @message as WhatsApp does when it took one.
 */
void
invy_emulator_answer_accepted (SoupServerMessage *message, const InvyEmulatorRecord *record, const char *status)
{
  invy_emulator_answer_json (
      message, 200,
      g_strdup_printf ("{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"%s\",\"wa_id\":\"%s\"}],"
                       "\"messages\":[{\"id\":\"%s\",\"message_status\":\"%s\"}]}",
                       record->message->to, record->message->to + 1, record->wamid, status));
}

static void
respond_no_id (SoupServerMessage *message)
{
  invy_emulator_answer_json (message, 200,
                             g_strdup ("{\"messaging_product\":\"whatsapp\",\"contacts\":[],\"messages\":[]}"));
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
respond_huge (SoupServerMessage *message, gsize length)
{
  static const char head[] = "{\"data\":[\"";
  static const char tail[] = "\"]}";
  char *json = g_malloc (sizeof head + sizeof tail + length);

  memcpy (json, head, strlen (head));
  memset (json + strlen (head), 'x', length);
  memcpy (json + strlen (head) + length, tail, sizeof tail);
  invy_emulator_answer_json (message, 200, json);
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
stall (GPtrArray *stalled, SoupServerMessage *message, guint seconds)
{
  GIOStream *stream = soup_server_message_steal_connection (message);

  if (seconds > 0)
    g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, seconds, close_cb, g_object_ref (stream), g_object_unref);
  g_ptr_array_add (stalled, stream);
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

  problem->subcode = behaviour->subcode;

  return problem;
}

/**
 * invy_emulator_answer_misbehave:
 * @record: takes why it was refused
 * @behaviour: what was ordered
 * @stalled: (element-type GIOStream): takes connections that are left waiting
 *
 * Returns: whether @message was answered, or is never to be; else @behaviour is one of those that answer it well
 */
gboolean
invy_emulator_answer_misbehave (SoupServerMessage *message,
                                InvyEmulatorRecord *record,
                                const InvyEmulatorBehaviour *behaviour,
                                GPtrArray *stalled)
{
  switch (behaviour->action)
    {
    case INVY_EMULATOR_REFUSE:
      record->problem = new_refusal (behaviour);
      return TRUE;
    case INVY_EMULATOR_ANSWER:
      respond_any (message, behaviour);
      return TRUE;
    case INVY_EMULATOR_NO_ID:
      respond_no_id (message);
      return TRUE;
    case INVY_EMULATOR_HUGE:
      respond_huge (message, behaviour->length);
      return TRUE;
    case INVY_EMULATOR_STALL:
      stall (stalled, message, behaviour->seconds);
      return TRUE;
    case INVY_EMULATOR_TRICKLE:
      trickle (message);
      return TRUE;
    case INVY_EMULATOR_CUT_AFTER:
      cut_after (message);
      return TRUE;
    case INVY_EMULATOR_ACCEPT:
    case INVY_EMULATOR_HELD:
    case INVY_EMULATOR_PAUSED:
    case INVY_EMULATOR_REPEAT:
      return FALSE;
    case INVY_EMULATOR_CUT_BEFORE:
    default:
      g_assert_not_reached ();
    }
}

/**
 * invy_emulator_answer_adorn:
 *
 * Gives the answer to @message the headers that were ordered, and holds it up as long as was ordered. A connection
 * that was taken away has no answer.
 */
void
invy_emulator_answer_adorn (SoupServerMessage *message, const InvyEmulatorBehaviour *behaviour)
{
  if (behaviour->action == INVY_EMULATOR_STALL || behaviour->action == INVY_EMULATOR_TRICKLE
      || behaviour->action == INVY_EMULATOR_CUT_AFTER)
    return;

  set_retry_after (message, behaviour->retry_after_s);
  set_headers (message, behaviour->headers);
  delay_answer (message, behaviour->delay_ms);
}
