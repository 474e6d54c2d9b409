/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-graph-connection.h"

#include "text/invy-json.h"
#include "whatsapp/invy-api-error.h"
#include "whatsapp/invy-graph-refusal.h"
#include "whatsapp/invy-graph-text.h"
#include "whatsapp/invy-http.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define DEFAULT_TIMEOUT_S 30

struct _InvyGraphConnection
{
  GObject parent_instance;

  InvyAccount *account;
  SoupSession *session;
  guint timeout_s;
  char *served_version;
};

G_DEFINE_FINAL_TYPE (InvyGraphConnection, invy_graph_connection, G_TYPE_OBJECT)

typedef struct
{
  InvyGraphConnection *connection;
  SoupMessage *request;
} AskArgs;

static void
ask_args_free (gpointer data)
{
  AskArgs *args = data;

  g_clear_object (&args->connection);
  g_clear_object (&args->request);
  g_free (args);
}

static char *
dup_url (InvyGraphConnection *self, const char *path)
{
  return g_strdup_printf ("%s/%s/%s", self->account->base_url, self->account->api_version, path);
}

static DexFuture *
refuse (InvyApiError reason, const char *sentence)
{
  return dex_future_new_for_error (g_error_new_literal (INVY_API_ERROR, (int) reason, sentence));
}

static DexFuture *
fail_without_answer (SoupMessage *request, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (invy_http_is_too_long (request))
    return refuse (
        INVY_API_ERROR_UNREADABLE,
        _ ("WhatsApp’s answer is too long to be read. Something between this computer and WhatsApp may have "
           "written it."));
  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return refuse (INVY_API_ERROR_UNREACHABLE, _ ("WhatsApp did not answer in time. Try again."));
  if (invy_http_has_started (request))
    return refuse (INVY_API_ERROR_UNREACHABLE, _ ("The connection broke before WhatsApp answered. Try again."));

  sentence = invy_http_dup_not_sent_sentence (error);
  return refuse (INVY_API_ERROR_UNREACHABLE, sentence);
}

static DexFuture *
parse_answer (InvyGraphConnection *self, guint http_status, GBytes *body)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) root = invy_json_parse_object (text, length);
  g_autoptr (InvyGraphRefusal) refusal = NULL;
  g_autofree char *sentence = NULL;

  if (root != NULL)
    refusal = invy_graph_refusal_parse (json_node_get_object (root), self->account->token);
  if (refusal != NULL)
    return dex_future_new_for_error (invy_api_error_new_for_graph (refusal->code, refusal->subcode, refusal->detail));
  if (root != NULL && SOUP_STATUS_IS_SUCCESSFUL (http_status))
    return dex_future_new_take_boxed (JSON_TYPE_NODE, g_steal_pointer (&root));

  /* Translators: %u is a number such as 502, the status of an HTTP answer */
  sentence = g_strdup_printf (_ ("The answer (HTTP %u) makes no sense. Check whether this network asks for a log-in "
                                 "first, and try again."),
                              http_status);
  return refuse (INVY_API_ERROR_UNREADABLE, sentence);
}

static void
remember_version (InvyGraphConnection *self, SoupMessage *request)
{
  const char *version =
      soup_message_headers_get_one (soup_message_get_response_headers (request), "facebook-api-version");

  if (version == NULL)
    return;

  g_free (self->served_version);
  self->served_version = invy_graph_text_dup_clean (version, self->account->token);
}

static DexFuture *
ask_fiber (gpointer data)
{
  AskArgs *args = data;
  InvyGraphConnection *self = args->connection;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  if (args->request == NULL)
    return refuse (INVY_API_ERROR_UNREACHABLE,
                   _ ("The address of WhatsApp in the settings is not a web address. Correct it."));

  invy_http_set_longest_answer (args->request, INVY_GRAPH_LONGEST_ANSWER);
  body = dex_await_boxed (dex_future_first (invy_http_send (self->session, args->request, cancellable),
                                            dex_timeout_new_seconds ((int) self->timeout_s), NULL),
                          &error);
  if (body == NULL)
    {
      g_cancellable_cancel (cancellable);
      return fail_without_answer (args->request, error);
    }

  remember_version (self, args->request);
  return parse_answer (self, soup_message_get_status (args->request), body);
}

static DexFuture *
ask (InvyGraphConnection *self, SoupMessage *request)
{
  AskArgs *args = g_new0 (AskArgs, 1);

  args->connection = g_object_ref (self);
  args->request = request;

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, ask_fiber, args, ask_args_free);
}

static void
invy_graph_connection_finalize (GObject *object)
{
  InvyGraphConnection *self = INVY_GRAPH_CONNECTION (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->account, invy_account_unref);
  g_clear_pointer (&self->served_version, g_free);

  G_OBJECT_CLASS (invy_graph_connection_parent_class)->finalize (object);
}

static void
invy_graph_connection_class_init (InvyGraphConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = invy_graph_connection_finalize;
}

static void
invy_graph_connection_init (InvyGraphConnection *self)
{
  self->timeout_s = DEFAULT_TIMEOUT_S;
}

/**
 * invy_graph_connection_new:
 * @account: an account with an access token
 *
 * Returns: (transfer full): the way to everything in Meta's Graph API but sending. Use it from one thread, whose main
 *   context has to run.
 */
InvyGraphConnection *
invy_graph_connection_new (InvyAccount *account)
{
  InvyGraphConnection *self;

  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (account->token != NULL, NULL);

  self = g_object_new (INVY_TYPE_GRAPH_CONNECTION, NULL);
  self->account = invy_account_ref (account);
  self->session = invy_http_session_new (account->base_url, account->token);

  return self;
}

/**
 * invy_graph_connection_set_timeout:
 * @timeout_s: how long a request may take from its beginning to the end of the answer; 30 seconds unless set
 *
 * Sets the time after which a request is given up.
 */
void
invy_graph_connection_set_timeout (InvyGraphConnection *self, guint timeout_s)
{
  g_return_if_fail (INVY_IS_GRAPH_CONNECTION (self));

  self->timeout_s = timeout_s;
}

/**
 * invy_graph_connection_get_served_version:
 *
 * Returns: (nullable): the version of the Graph API that the last answer was made with; %NULL as long as none said so
 */
const char *
invy_graph_connection_get_served_version (InvyGraphConnection *self)
{
  g_return_val_if_fail (INVY_IS_GRAPH_CONNECTION (self), NULL);

  return self->served_version;
}

/**
 * invy_graph_connection_get:
 * @path: what to read, below the version; ids in it are digits
 * @first_name: (nullable): name of the first parameter; its value and further pairs follow, and %NULL. A pair whose
 *   value is %NULL is left out.
 *
 * Returns: (transfer full): a future that resolves to the answer as a #JsonNode that holds an object, or rejects with
 *   #INVY_API_ERROR
 */
DexFuture *
invy_graph_connection_get (InvyGraphConnection *self, const char *path, const char *first_name, ...)
{
  g_autofree char *base = NULL;
  g_autoptr (GString) url = NULL;
  va_list args;

  g_return_val_if_fail (INVY_IS_GRAPH_CONNECTION (self), NULL);

  base = dup_url (self, path);
  url = g_string_new (base);
  va_start (args, first_name);
  for (const char *name = first_name; name != NULL; name = va_arg (args, const char *))
    {
      const char *value = va_arg (args, const char *);

      if (value == NULL)
        continue;
      g_string_append_printf (url, "%c%s=", strchr (url->str, '?') == NULL ? '?' : '&', name);
      g_string_append_uri_escaped (url, value, ",", FALSE);
    }
  va_end (args);

  return ask (self, invy_http_get_new (url->str, self->account->token));
}

/**
 * invy_graph_connection_post:
 * @path: where to, below the version; ids in it are digits
 * @content_type: of @body
 * @body: what to give
 *
 * Returns: (transfer full): a future that resolves to the answer as a #JsonNode that holds an object, or rejects with
 *   #INVY_API_ERROR
 */
DexFuture *
invy_graph_connection_post (InvyGraphConnection *self, const char *path, const char *content_type, GBytes *body)
{
  g_autofree char *url = NULL;

  g_return_val_if_fail (INVY_IS_GRAPH_CONNECTION (self), NULL);

  url = dup_url (self, path);
  return ask (self, invy_http_post_new (url, self->account->token, content_type, body));
}
