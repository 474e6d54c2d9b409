/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-template-request.h"
#include "whatsapp/invy-graph-client.h"
#include "whatsapp/invy-http.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define DEFAULT_TIMEOUT_S 30

struct _InvyGraphClient
{
  GObject parent_instance;

  InvyAccount *account;
  SoupSession *session;
  guint timeout_s;
};

static void invy_graph_client_transport_init (InvyTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (InvyGraphClient,
                               invy_graph_client,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (INVY_TYPE_TRANSPORT, invy_graph_client_transport_init))

/* A request and what is needed to understand its answer. */
typedef struct
{
  SoupMessage *request;
  GCancellable *cancellable;
  InvyAccount *account;
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  g_clear_object (&self->request);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->account, invy_account_unref);
  g_free (self);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

/* WhatsApp Cloud API, messages: a template message. Returns: (nullable): NULL when its file was not uploaded */
static GBytes *
build_body (InvyMessage *message)
{
  JsonNode *tmpl = invy_template_request_new (message, invy_message_get_media_id (message));
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;
  char *text;

  if (tmpl == NULL)
    return NULL;

  builder = json_builder_new_immutable ();
  json_builder_begin_object (builder);
  add_text (builder, "messaging_product", "whatsapp");
  add_text (builder, "recipient_type", "individual");
  add_text (builder, "to", invy_message_get (message, INVY_MESSAGE_PHONE_E164));
  add_text (builder, "type", "template");
  add_text (builder, "biz_opaque_callback_data", invy_message_get_id (message));
  json_builder_set_member_name (builder, "template");
  json_builder_add_value (builder, tmpl);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);

  return g_bytes_new_take (text, strlen (text));
}

/* The number's id is the row's, not the account's: a campaign goes on from the number it was planned for. */
static SoupMessage *
build_request (InvyAccount *account, InvyMessage *message, GBytes *body)
{
  const char *id = invy_message_get (message, INVY_MESSAGE_PHONE_NUMBER_ID);
  g_autofree char *escaped_id = g_uri_escape_string (id != NULL ? id : "", NULL, FALSE);
  g_autofree char *url = g_strdup_printf ("%s/%s/%s/messages", account->base_url, account->api_version, escaped_id);

  return invy_http_post_new (url, account->token, "application/json", body);
}

static InvySendReply *
reply_without_answer (SoupMessage *request, const GError *error)
{
  InvySendReply *reply;

  if (!invy_http_has_started (request))
    {
      reply = invy_send_reply_new (INVY_SEND_NOT_SENT);
      reply->detail = invy_http_dup_not_sent_sentence (error);
      return reply;
    }

  reply = invy_send_reply_new (INVY_SEND_UNKNOWN);
  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    reply->detail = g_strdup (_ ("WhatsApp did not answer in time. The message may have arrived all the same."));
  else
    reply->detail =
        g_strdup (_ ("The connection broke before WhatsApp answered. The message may have arrived all the "
                     "same."));

  return reply;
}

static DexFuture *
new_reply_future (InvySendReply *reply)
{
  return dex_future_new_take_boxed (INVY_TYPE_SEND_REPLY, reply);
}

static DexFuture *
refuse (const char *sentence)
{
  InvySendReply *reply = invy_send_reply_new (INVY_SEND_NOT_SENT);

  reply->detail = g_strdup (sentence);
  return new_reply_future (reply);
}

static DexFuture *
answered_cb (DexFuture *answered, gpointer data)
{
  Exchange *self = data;
  g_autoptr (GError) error = NULL;
  const GValue *body = dex_future_get_value (answered, &error);

  if (body == NULL)
    {
      /* First cancel, then look: from here on a request that has not started never will. */
      g_cancellable_cancel (self->cancellable);
      return new_reply_future (reply_without_answer (self->request, error));
    }

  return new_reply_future (invy_send_reply_parse (soup_message_get_status (self->request),
                                                  soup_message_get_response_headers (self->request),
                                                  g_value_get_boxed (body), self->account->token));
}

/* Without a fiber: there is one request for each message, and a stack for each is a tenth of what sending costs. */
static DexFuture *
invy_graph_client_send (InvyTransport *transport, InvyMessage *message, gint64 start_before_ms)
{
  InvyGraphClient *self = INVY_GRAPH_CLIENT (transport);
  g_autoptr (GBytes) content = build_body (message);
  g_autoptr (SoupMessage) request = content != NULL ? build_request (self->account, message, content) : NULL;
  DexFuture *answered;
  Exchange *exchange;

  if (content == NULL)
    return refuse (_ ("The file of this message was not uploaded to WhatsApp. Resume to upload it."));
  if (request == NULL)
    return refuse (_ ("The address of WhatsApp in the settings is not a web address. Correct it."));

  exchange = g_new0 (Exchange, 1);
  exchange->request = g_object_ref (request);
  exchange->cancellable = g_cancellable_new ();
  exchange->account = invy_account_ref (self->account);

  /* The limit is for the whole: a server that trickles cannot hold the campaign. */
  invy_http_set_start_before (request, start_before_ms);
  answered = dex_future_first (invy_http_send (self->session, request, exchange->cancellable),
                               dex_timeout_new_seconds ((int) self->timeout_s), NULL);
  return dex_future_finally (answered, answered_cb, exchange, exchange_free);
}

static void
invy_graph_client_transport_init (InvyTransportInterface *iface)
{
  iface->send = invy_graph_client_send;
}

static void
invy_graph_client_finalize (GObject *object)
{
  InvyGraphClient *self = INVY_GRAPH_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->account, invy_account_unref);

  G_OBJECT_CLASS (invy_graph_client_parent_class)->finalize (object);
}

static void
invy_graph_client_class_init (InvyGraphClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = invy_graph_client_finalize;
}

static void
invy_graph_client_init (InvyGraphClient *self)
{
  self->timeout_s = DEFAULT_TIMEOUT_S;
}

/**
 * invy_graph_client_new:
 * @account: an account that passed invy_account_check()
 *
 * Returns: (transfer full): the way to WhatsApp through Meta's Graph API. Use it from one thread, whose main context
 *   has to run.
 */
InvyGraphClient *
invy_graph_client_new (InvyAccount *account)
{
  InvyGraphClient *self;

  g_return_val_if_fail (account != NULL, NULL);

  self = g_object_new (INVY_TYPE_GRAPH_CLIENT, NULL);
  self->account = invy_account_ref (account);
  self->session = invy_http_session_new (account->base_url, account->token);

  return self;
}

/**
 * invy_graph_client_set_timeout:
 * @timeout_s: how long a send may take from its beginning to the end of the answer; 30 seconds unless set
 *
 * Sets the time after which a message without an answer is unknown.
 */
void
invy_graph_client_set_timeout (InvyGraphClient *self, guint timeout_s)
{
  g_return_if_fail (INVY_IS_GRAPH_CLIENT (self));

  self->timeout_s = timeout_s;
}
