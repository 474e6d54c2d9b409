/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-http.h"

#include "whatsapp/invy-clock.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What G_MESSAGES_DEBUG has to name (or "all") to see the headers of every request and answer. */
#define LOG_DOMAIN "invy-http"

/* Unless somebody waits for more: an answer to a send is below one kilobyte. */
#define LONGEST_ANSWER (256 * 1024)

/* As many sends as may wait for an answer at once: with libsoup's two, a slow answer would hold up the pace. */
#define MAX_CONNECTIONS 64

#define STARTED_KEY "invy-http-started"
#define START_BEFORE_KEY "invy-http-start-before"
#define LENGTH_KEY "invy-http-length"
#define LONGEST_KEY "invy-http-longest"

static void
print_log (SoupLogger *logger, SoupLoggerLogLevel level, char direction, const char *line, gpointer secret)
{
  g_autoptr (GString) safe = g_string_new (line);
  /* A question about the token holds the token, written as addresses are. */
  const char *query = direction == '>' ? strstr (line, "?input_token=") : NULL;

  if (g_ascii_strncasecmp (line, "Authorization:", strlen ("Authorization:")) == 0)
    g_string_assign (safe, "Authorization: …");
  else if (query != NULL)
    g_string_truncate (safe, (gsize) (query - line + 1));
  else if (secret != NULL && *(const char *) secret != '\0')
    g_string_replace (safe, secret, "…", 0);

  g_log_structured (LOG_DOMAIN, G_LOG_LEVEL_DEBUG, "MESSAGE", "%c %s", direction, safe->str);
}

static void
free_secret (gpointer secret)
{
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/* Headers only: bodies hold names and phone numbers. */
static void
add_logger (SoupSession *session, const char *secret)
{
  g_autoptr (SoupLogger) logger = NULL;

  if (g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, LOG_DOMAIN))
    return;

  logger = soup_logger_new (SOUP_LOGGER_LOG_HEADERS);
  soup_logger_set_printer (logger, print_log, g_strdup (secret), secret != NULL ? free_secret : NULL);
  soup_session_add_feature (session, SOUP_SESSION_FEATURE (logger));
}

static gboolean
is_loopback (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autoptr (GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  return g_strcmp0 (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

/* Emitted just before the first byte is written, however long the connection took. */
static void
starting_cb (SoupMessage *message, GCancellable *cancellable)
{
  const gint64 *start_before_ms = g_object_get_data (G_OBJECT (message), START_BEFORE_KEY);

  if (start_before_ms != NULL && invy_clock_now_ms () > *start_before_ms)
    g_cancellable_cancel (cancellable);
  else
    g_object_set_data (G_OBJECT (message), STARTED_KEY, message);
}

static gsize
get_size (SoupMessage *message, const char *key)
{
  return GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (message), key));
}

static void
got_body_data_cb (SoupMessage *message, guint chunk_length, GCancellable *cancellable)
{
  g_object_set_data (G_OBJECT (message), LENGTH_KEY,
                     GSIZE_TO_POINTER (get_size (message, LENGTH_KEY) + chunk_length));
  if (invy_http_is_too_long (message))
    g_cancellable_cancel (cancellable);
}

static void
sent_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GError) error = NULL;
  GBytes *body = soup_session_send_and_read_finish (SOUP_SESSION (session), result, &error);

  if (body != NULL)
    dex_promise_resolve_boxed (promise, G_TYPE_BYTES, body);
  else
    dex_promise_reject (promise, g_steal_pointer (&error));
}

/**
 * invy_http_session_new:
 * @base_url: where the requests of this session go; a loopback address is reached without a proxy
 * @secret: (nullable): the access token, which the debug log leaves out wherever it appears
 *
 * Returns: (transfer full): a session in which nothing happens by itself: no authentication or unpacking is tried,
 * and there are no time limits but the caller's
 */
SoupSession *
invy_http_session_new (const char *base_url, const char *secret)
{
  SoupSession *session = soup_session_new_with_options ("user-agent", "Invy/" INVY_VERSION, "timeout", 0, "max-conns",
                                                        MAX_CONNECTIONS, "max-conns-per-host", MAX_CONNECTIONS, NULL);

  if (is_loopback (base_url))
    soup_session_set_proxy_resolver (session, NULL);
  /* It would send a request again after a 401. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  /* Without it the limit of an answer's length cannot be got around. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  add_logger (session, secret);

  return session;
}

/* A request that is sent once, without following redirects. libsoup opens a connection of its own for each POST that
 * is not marked SOUP_MESSAGE_IDEMPOTENT. It has to stay that way: a kept-alive connection which the server closes at
 * that moment would leave the message unknown. So no connection is kept: libsoup would ask each of the kept ones,
 * with each request, whether it is still there. */
static void
prepare (SoupMessage *message, const char *token)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *authorization = g_strconcat ("Bearer ", token, NULL);

  soup_message_headers_replace (headers, "Authorization", authorization);
  soup_message_headers_replace (headers, "Connection", "close");
  soup_message_set_force_http1 (message, TRUE);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
}

/**
 * invy_http_get_new:
 * @url: where to read
 * @token: the access token
 *
 * Returns: (transfer full) (nullable): a request that is sent once, without following redirects; %NULL when @url is
 * not an address
 */
SoupMessage *
invy_http_get_new (const char *url, const char *token)
{
  SoupMessage *message = soup_message_new (SOUP_METHOD_GET, url);

  if (message != NULL)
    prepare (message, token);

  return message;
}

/**
 * invy_http_post_new:
 * @content_type: of @body
 * @body: what to send
 *
 * Returns: (transfer full) (nullable): a request that is sent once, without following redirects; %NULL when @url is
 * not an address
 */
SoupMessage *
invy_http_post_new (const char *url, const char *token, const char *content_type, GBytes *body)
{
  SoupMessage *message = soup_message_new (SOUP_METHOD_POST, url);

  if (message == NULL)
    return NULL;

  prepare (message, token);
  soup_message_set_request_body_from_bytes (message, content_type, body);

  return message;
}

/**
 * invy_http_send:
 * @cancellable: cancelling it ends the request; when invy_http_has_started() is %FALSE afterwards, nothing will leave
 *
 * Sends @message exactly once: libsoup's own second attempts (after an answer 421, for one) are cancelled.
 *
 * Returns: (transfer full): a future that resolves to the answer's body as #GBytes, whatever its status, or rejects
 * with the errors of GIO, TLS or libsoup. Its status and headers are in @message.
 */
DexFuture *
invy_http_send (SoupSession *session, SoupMessage *message, GCancellable *cancellable)
{
  DexPromise *promise = dex_promise_new ();

  g_signal_connect_object (message, "starting", G_CALLBACK (starting_cb), cancellable, G_CONNECT_DEFAULT);
  g_signal_connect_object (message, "restarted", G_CALLBACK (g_cancellable_cancel), cancellable, G_CONNECT_SWAPPED);
  g_signal_connect_object (message, "got-body-data", G_CALLBACK (got_body_data_cb), cancellable, G_CONNECT_DEFAULT);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, cancellable, sent_cb, dex_ref (promise));

  return DEX_FUTURE (promise);
}

/**
 * invy_http_set_start_before:
 * @start_before_ms: of invy_clock_now_ms()
 *
 * To be called before invy_http_send(): when the time has passed and the request has not begun to leave, it is
 * cancelled instead.
 */
void
invy_http_set_start_before (SoupMessage *message, gint64 start_before_ms)
{
  g_object_set_data_full (G_OBJECT (message), START_BEFORE_KEY, g_memdup2 (&start_before_ms, sizeof start_before_ms),
                          g_free);
}

/**
 * invy_http_set_longest_answer:
 * @length: in bytes; 256 KiB unless set
 *
 * To be called before invy_http_send(): an answer that is longer ends the request with %G_IO_ERROR_CANCELLED.
 */
void
invy_http_set_longest_answer (SoupMessage *message, gsize length)
{
  g_object_set_data (G_OBJECT (message), LONGEST_KEY, GSIZE_TO_POINTER (length));
}

/**
 * invy_http_is_too_long:
 *
 * Returns: whether more of an answer came than @message was to have
 */
gboolean
invy_http_is_too_long (SoupMessage *message)
{
  gsize longest = get_size (message, LONGEST_KEY);

  return get_size (message, LENGTH_KEY) > (longest > 0 ? longest : LONGEST_ANSWER);
}

/**
 * invy_http_has_started:
 *
 * Returns: whether some of the request may have left the computer. Until then there was only the way to the server to
 *   be found: name, connection, proxy, certificate.
 */
gboolean
invy_http_has_started (SoupMessage *message)
{
  return g_object_get_data (G_OBJECT (message), STARTED_KEY) != NULL;
}

/**
 * invy_http_dup_not_sent_sentence:
 * @error: why a request never started
 *
 * Returns: (transfer full): what happened and what to do, for people
 */
char *
invy_http_dup_not_sent_sentence (const GError *error)
{
  if (error->domain == G_TLS_ERROR)
    return g_strdup (_ ("No safe connection to WhatsApp could be made. Check the computer’s date, and whether this "
                        "network asks for a log-in first."));
  if (error->domain == G_RESOLVER_ERROR)
    return g_strdup (_ ("WhatsApp’s address was not found. Check the internet connection."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_FAILED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_NOT_ALLOWED))
    return g_strdup (_ ("The network’s proxy did not let the message through. Check the proxy settings."));

  return g_strdup (_ ("WhatsApp could not be reached. Check the internet connection."));
}
