/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-send-reply.h"

#include "model/invy-message.h"
#include "text/invy-json.h"
#include "whatsapp/invy-graph-refusal.h"
#include "whatsapp/invy-graph-text.h"
#include "whatsapp/invy-retry-after.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (InvySendReply, invy_send_reply, invy_send_reply_copy, invy_send_reply_free)

static InvySendReply *
parse_error (JsonObject *root, const char *secret)
{
  g_autoptr (InvyGraphRefusal) refusal = invy_graph_refusal_parse (root, secret);
  InvySendReply *reply;

  if (refusal == NULL)
    return NULL;

  reply = invy_send_reply_new (INVY_SEND_REFUSED);
  reply->code = refusal->code;
  reply->subcode = refusal->subcode;
  reply->detail = g_steal_pointer (&refusal->detail);
  reply->fbtrace_id = g_steal_pointer (&refusal->fbtrace_id);

  return reply;
}

static InvySendReply *
parse_accepted (JsonObject *root, const char *secret)
{
  JsonArray *messages = invy_json_get_array (root, "messages");
  JsonNode *first = NULL;
  const char *id, *status;
  InvySendReply *reply;

  if (messages != NULL && json_array_get_length (messages) > 0)
    first = json_array_get_element (messages, 0);
  if (first == NULL || !JSON_NODE_HOLDS_OBJECT (first))
    return NULL;

  id = invy_json_get_text (json_node_get_object (first), "id");
  if (id == NULL)
    return NULL;

  /* A word that did not exist when this was written still means that the message was taken. */
  status = invy_json_get_text (json_node_get_object (first), "message_status");
  if (g_strcmp0 (status, "held_for_quality_assessment") == 0 || g_strcmp0 (status, "paused") == 0)
    reply = invy_send_reply_new (INVY_SEND_HELD);
  else
    reply = invy_send_reply_new (INVY_SEND_ACCEPTED);
  reply->wamid = invy_graph_text_dup_without_secret (id, secret);

  return reply;
}

/**
 * invy_send_reply_new:
 *
 * Returns: (transfer full): a reply without an id, code or detail, that says nothing about waiting
 */
InvySendReply *
invy_send_reply_new (InvySendOutcome outcome)
{
  InvySendReply *self = g_new0 (InvySendReply, 1);

  self->outcome = outcome;
  self->code = INVY_MESSAGE_NO_CODE;
  self->retry_after_ms = -1;

  return self;
}

/**
 * invy_send_reply_copy:
 *
 * Returns: (transfer full): a copy of @self
 */
InvySendReply *
invy_send_reply_copy (const InvySendReply *self)
{
  InvySendReply *copy = invy_send_reply_new (self->outcome);

  copy->wamid = g_strdup (self->wamid);
  copy->code = self->code;
  copy->subcode = self->subcode;
  copy->detail = g_strdup (self->detail);
  copy->fbtrace_id = g_strdup (self->fbtrace_id);
  copy->retry_after_ms = self->retry_after_ms;

  return copy;
}

/**
 * invy_send_reply_free:
 *
 * Frees @self and what it holds.
 */
void
invy_send_reply_free (InvySendReply *self)
{
  g_free (self->wamid);
  g_free (self->detail);
  g_free (self->fbtrace_id);
  g_free (self);
}

/**
 * invy_send_reply_parse:
 * @headers: (nullable): of the answer, for how long to wait
 * @body: of the answer, whatever it is
 * @secret: (nullable): the access token; wherever the answer repeats it, it is left out
 *
 * Reads an answer to a send. A success with an id was accepted or held; an answer with a Graph error was refused,
 * whatever its HTTP status. Every other answer leaves open whether the message goes out: unknown. Only codes decide,
 * never the wording, which may be translated (WhatsApp Cloud API, error codes).
 *
 * Returns: (transfer full): the reply
 */
InvySendReply *
invy_send_reply_parse (guint http_status, SoupMessageHeaders *headers, GBytes *body, const char *secret)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) root = invy_json_parse_object (text, length);
  InvySendReply *reply = NULL;

  if (root != NULL && SOUP_STATUS_IS_SUCCESSFUL (http_status))
    reply = parse_accepted (json_node_get_object (root), secret);
  if (root != NULL && reply == NULL)
    reply = parse_error (json_node_get_object (root), secret);

  if (reply == NULL)
    {
      reply = invy_send_reply_new (INVY_SEND_UNKNOWN);
      /* Translators: %u is a number such as 502, the status of an HTTP answer. */
      reply->detail =
          g_strdup_printf (_ ("The answer (HTTP %u) did not say whether WhatsApp took the message."), http_status);
    }

  if (headers != NULL)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

      reply->retry_after_ms = invy_retry_after_parse (headers, now);
    }

  return reply;
}
