/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-emulator-process.h"
#include "invy-test.h"

#include "whatsapp/invy-clock.h"
#include "whatsapp/invy-graph-client.h"

#define PHONE "+972541234567"

typedef struct
{
  InvyEmulatorProcess *emulator;
  InvyAccount *account;
  InvyGraphClient *client;
  InvyMessage *message;
} Fixture;

static InvyMessage *
new_message (const char *phone)
{
  InvyMessage *message = invy_message_new ();

  invy_message_set (message, INVY_MESSAGE_PHONE_E164, phone);
  invy_message_set (message, INVY_MESSAGE_TEMPLATE_NAME, "wedding_invitation");
  invy_message_set (message, INVY_MESSAGE_LANGUAGE, "he");
  invy_message_set (message, INVY_MESSAGE_PHONE_NUMBER_ID, INVY_EMULATOR_PHONE_NUMBER_ID);
  invy_message_set (message, INVY_MESSAGE_PARAMETERS,
                    "[\"דנה\",\"נועה\",\"יוסי\",\"גני התערוכה\",\"12/01\",\"19:30\",\"https://example.org/r/1\"]");

  return message;
}

static InvyAccount *
new_account (const char *base_url)
{
  InvyAccount *account = invy_account_new ();

  g_free (account->base_url);
  account->base_url = g_strdup (base_url);
  account->token = g_strdup (INVY_EMULATOR_TOKEN);
  account->phone_number_id = g_strdup (INVY_EMULATOR_PHONE_NUMBER_ID);

  return account;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->emulator = invy_emulator_process_new ();
  fixture->account = new_account (invy_emulator_process_get_url (fixture->emulator));
  fixture->client = invy_graph_client_new (fixture->account);
  fixture->message = new_message (PHONE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->message);
  g_clear_object (&fixture->client);
  g_clear_pointer (&fixture->account, invy_account_unref);
  g_clear_pointer (&fixture->emulator, invy_emulator_process_free);
}

static InvySendReply *
await_reply (DexFuture *sent)
{
  g_autoptr (GError) error = NULL;
  InvySendReply *reply = invy_test_await_boxed (sent, &error);

  g_assert_no_error (error);

  return reply;
}

static InvySendReply *
send_with (InvyGraphClient *client, InvyMessage *message)
{
  return await_reply (invy_transport_send (INVY_TRANSPORT (client), message, G_MAXINT64));
}

static guint
count_requests (Fixture *fixture)
{
  g_autoptr (JsonObject) memory = invy_emulator_process_get_memory (fixture->emulator);

  return (guint) json_object_get_int_member (memory, "n_requests");
}

static void
test_accepted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySendReply) reply = send_with (fixture->client, fixture->message);
  g_autoptr (JsonObject) memory = invy_emulator_process_get_memory (fixture->emulator);
  JsonObject *request = json_array_get_object_element (json_object_get_array_member (memory, "requests"), 0);
  JsonArray *parameters = json_object_get_array_member (request, "parameters");

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_ACCEPTED);
  g_assert_cmpstr (reply->wamid, ==, json_object_get_string_member (request, "message_id"));
  g_assert_cmpint (reply->retry_after_ms, ==, -1);
  g_assert_cmpstr (json_object_get_string_member (request, "path"), ==,
                   "/v25.0/" INVY_EMULATOR_PHONE_NUMBER_ID "/messages");
  g_assert_cmpstr (json_object_get_string_member (request, "to"), ==, PHONE);
  g_assert_cmpstr (json_object_get_string_member (request, "callback"), ==, invy_message_get_id (fixture->message));
  g_assert_cmpuint (json_array_get_length (parameters), ==, 7);
  g_assert_cmpstr (json_array_get_string_element (parameters, 0), ==, "דנה");
  g_assert_cmpstr (json_array_get_string_element (parameters, 6), ==, "https://example.org/r/1");
  g_assert_cmpint (json_object_get_int_member (memory, "n_requests"), ==, 1);
}

static void
test_without_parameters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySendReply) reply = NULL;

  invy_emulator_process_add_template (fixture->emulator,
                                      "{\"name\":\"hello\",\"language\":\"en_US\",\"body\":\"Hello\"}");
  invy_message_set (fixture->message, INVY_MESSAGE_TEMPLATE_NAME, "hello");
  invy_message_set (fixture->message, INVY_MESSAGE_LANGUAGE, "en_US");
  invy_message_set (fixture->message, INVY_MESSAGE_PARAMETERS, "[]");
  reply = send_with (fixture->client, fixture->message);

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_ACCEPTED);
}

/* One behaviour of the server, and what has to come of a message. */
static const struct
{
  const char *name;
  const char *behaviour;
  InvySendOutcome outcome;
  int code;
  gint64 retry_after_ms;
} misbehaviours[] = {
  { "held", "{\"do\":\"held\"}", INVY_SEND_HELD, 0, -1 },
  { "paused", "{\"do\":\"paused\"}", INVY_SEND_HELD, 0, -1 },
  { "refused", "{\"do\":\"refuse\",\"code\":131026}", INVY_SEND_REFUSED, 131026, -1 },
  { "rate-limit", "{\"do\":\"rate-limit\",\"retry_after\":7}", INVY_SEND_REFUSED, 130429, 7000 },
  { "error-with-200", "{\"do\":\"refuse\",\"code\":131008,\"http_status\":200}", INVY_SEND_REFUSED, 131008, -1 },
  { "error-with-503", "{\"do\":\"refuse\",\"code\":2,\"http_status\":503}", INVY_SEND_REFUSED, 2, -1 },
  { "429-without-json", "{\"do\":\"answer\",\"http_status\":429,\"retry_after\":2}", INVY_SEND_UNKNOWN, 0, 2000 },
  { "502", "{\"do\":\"answer\",\"http_status\":502,\"body\":\"<html>\"}", INVY_SEND_UNKNOWN, 0, -1 },
  { "garbage", "{\"do\":\"garbage\"}", INVY_SEND_UNKNOWN, 0, -1 },
  { "no-id", "{\"do\":\"no-id\"}", INVY_SEND_UNKNOWN, 0, -1 },
  { "redirect", "{\"do\":\"redirect\"}", INVY_SEND_UNKNOWN, 0, -1 },
  { "redirect-303", "{\"do\":\"redirect\",\"http_status\":303}", INVY_SEND_UNKNOWN, 0, -1 },
  { "unauthorized", "{\"do\":\"answer\",\"http_status\":401}", INVY_SEND_UNKNOWN, 0, -1 },
  { "misdirected", "{\"do\":\"answer\",\"http_status\":421}", INVY_SEND_UNKNOWN, 0, -1 },
  { "cut-before", "{\"do\":\"cut-before\"}", INVY_SEND_UNKNOWN, 0, -1 },
  { "cut-after", "{\"do\":\"cut-after\"}", INVY_SEND_UNKNOWN, 0, -1 },
  { "stalled-then-cut", "{\"do\":\"stall\",\"seconds\":1}", INVY_SEND_UNKNOWN, 0, -1 },
  { "slow", "{\"do\":\"slow\",\"delay_ms\":300}", INVY_SEND_ACCEPTED, 0, -1 },
};

static void
test_misbehaviour (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (InvySendReply) reply = NULL;
  gboolean is_taken;

  invy_emulator_process_behave (fixture->emulator, misbehaviours[i].behaviour);
  reply = send_with (fixture->client, fixture->message);

  g_assert_cmpint (reply->outcome, ==, misbehaviours[i].outcome);
  g_assert_cmpint (reply->code, ==,
                   reply->outcome == INVY_SEND_REFUSED ? misbehaviours[i].code : INVY_MESSAGE_NO_CODE);
  g_assert_cmpint (reply->retry_after_ms, ==, misbehaviours[i].retry_after_ms);
  is_taken = reply->outcome == INVY_SEND_ACCEPTED || reply->outcome == INVY_SEND_HELD;
  g_assert_cmpint (reply->wamid != NULL, ==, is_taken);
  g_assert_cmpint (reply->detail == NULL, ==, is_taken);
  /* Neither a redirect followed nor a second attempt. */
  g_assert_cmpuint (count_requests (fixture), ==, 1);
}

/* The emulator's own judgement of what the client sends, not ordered beforehand. */
static void
test_wrong_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyAccount) account = new_account (invy_emulator_process_get_url (fixture->emulator));
  g_autoptr (InvyGraphClient) client = NULL;
  g_autoptr (InvySendReply) reply = NULL;

  g_free (account->token);
  account->token = g_strdup ("EAAGanother");
  client = invy_graph_client_new (account);
  reply = send_with (client, fixture->message);

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_REFUSED);
  g_assert_cmpint (reply->code, ==, 190);
  g_assert_nonnull (reply->fbtrace_id);
}

static void
test_wrong_number_id (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySendReply) reply = NULL;

  invy_message_set (fixture->message, INVY_MESSAGE_PHONE_NUMBER_ID, "1234");
  reply = send_with (fixture->client, fixture->message);

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_REFUSED);
  g_assert_cmpint (reply->code, ==, 100);
  g_assert_cmpint (reply->subcode, ==, 33);
}

/* An id that is none stays one part of the path. */
static void
test_odd_number_id (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySendReply) reply = NULL;

  invy_message_set (fixture->message, INVY_MESSAGE_PHONE_NUMBER_ID, "1/2?x=#");
  reply = send_with (fixture->client, fixture->message);

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_REFUSED);
  g_assert_cmpint (reply->code, ==, 2500);
}

/* The number's id is the one that was frozen in the row, whatever the account says by now. */
static void
test_frozen_number_id (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvyAccount) account = new_account (invy_emulator_process_get_url (fixture->emulator));
  g_autoptr (InvyGraphClient) client = NULL;
  g_autoptr (InvySendReply) reply = NULL;

  g_free (account->phone_number_id);
  account->phone_number_id = g_strdup ("999");
  client = invy_graph_client_new (account);
  reply = send_with (client, fixture->message);

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_ACCEPTED);
}

static void
test_timeout (Fixture *fixture, gconstpointer behaviour)
{
  g_autoptr (InvySendReply) reply = NULL;

  invy_emulator_process_behave (fixture->emulator, behaviour);
  invy_graph_client_set_timeout (fixture->client, 1);
  reply = send_with (fixture->client, fixture->message);

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_UNKNOWN);
  g_assert_cmpuint (count_requests (fixture), ==, 1);
}

/* What a connection that is kept alive would lead to: the server ends it just when the next message is written. */
static void
test_cut_after_success (Fixture *fixture, gconstpointer behaviour)
{
  g_autoptr (InvySendReply) first = NULL;
  g_autoptr (InvySendReply) second = NULL;
  g_autoptr (InvySendReply) third = NULL;
  g_autoptr (InvyMessage) message = new_message (PHONE);

  first = send_with (fixture->client, fixture->message);
  invy_emulator_process_behave (fixture->emulator, behaviour);
  second = send_with (fixture->client, message);
  third = send_with (fixture->client, message);

  g_assert_cmpint (first->outcome, ==, INVY_SEND_ACCEPTED);
  g_assert_cmpint (second->outcome, ==, INVY_SEND_UNKNOWN);
  g_assert_cmpint (third->outcome, ==, INVY_SEND_ACCEPTED);
  g_assert_cmpuint (count_requests (fixture), ==, 3);
}

/* Each message has a connection of its own, so that none depends on whether an old one still stands. */
static void
test_new_connections (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) ports = g_hash_table_new (NULL, NULL);
  g_autoptr (JsonObject) memory = NULL;
  JsonArray *requests;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (InvySendReply) reply = send_with (fixture->client, fixture->message);

      g_assert_cmpint (reply->outcome, ==, INVY_SEND_ACCEPTED);
    }

  memory = invy_emulator_process_get_memory (fixture->emulator);
  requests = json_object_get_array_member (memory, "requests");
  for (guint i = 0; i < json_array_get_length (requests); i++)
    g_hash_table_add (
        ports, GINT_TO_POINTER (json_object_get_int_member (json_array_get_object_element (requests, i), "port")));

  g_assert_cmpuint (g_hash_table_size (ports), ==, 5);
}

/* Whoever was stopped for longer than the claim is good for writes nothing, although the connection is there. */
static void
test_too_late (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySendReply) reply = await_reply (
      invy_transport_send (INVY_TRANSPORT (fixture->client), fixture->message, invy_clock_now_ms () - 1));
  g_autoptr (InvySendReply) later = NULL;

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_NOT_SENT);
  g_assert_cmpuint (count_requests (fixture), ==, 0);

  later = await_reply (
      invy_transport_send (INVY_TRANSPORT (fixture->client), fixture->message, invy_clock_now_ms () + 60 * 1000));
  g_assert_cmpint (later->outcome, ==, INVY_SEND_ACCEPTED);
  g_assert_cmpuint (count_requests (fixture), ==, 1);
}

/* Slow answers do not hold up those behind them. */
static void
test_many_at_once (Fixture *fixture, gconstpointer data)
{
  DexFuture *sent[30];
  gint64 start = g_get_monotonic_time ();

  invy_emulator_process_behave (fixture->emulator, "{\"do\":\"slow\",\"delay_ms\":1000}");
  for (guint i = 0; i < G_N_ELEMENTS (sent); i++)
    sent[i] = invy_transport_send (INVY_TRANSPORT (fixture->client), fixture->message, G_MAXINT64);
  for (guint i = 0; i < G_N_ELEMENTS (sent); i++)
    {
      g_autoptr (InvySendReply) reply = await_reply (sent[i]);

      g_assert_cmpint (reply->outcome, ==, INVY_SEND_ACCEPTED);
    }

  g_assert_cmpuint (count_requests (fixture), ==, G_N_ELEMENTS (sent));
  /* One after the other they would take thirty seconds, two at a time fifteen. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

static guint
find_closed_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();

  return g_socket_listener_add_any_inet_port (listener, NULL, NULL);
}

static void
test_no_server (void)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", find_closed_port ());
  g_autoptr (InvyAccount) account = new_account (url);
  g_autoptr (InvyGraphClient) client = invy_graph_client_new (account);
  g_autoptr (InvyMessage) message = new_message (PHONE);
  g_autoptr (InvySendReply) reply = send_with (client, message);

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_NOT_SENT);
  g_assert_nonnull (reply->detail);
}

static void
test_no_such_host (void)
{
  g_autoptr (InvyAccount) account = new_account ("https://graph.invalid");
  g_autoptr (InvyGraphClient) client = invy_graph_client_new (account);
  g_autoptr (InvyMessage) message = new_message (PHONE);
  g_autoptr (InvySendReply) reply = NULL;

  invy_graph_client_set_timeout (client, 5);
  reply = send_with (client, message);

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_NOT_SENT);
  g_assert_nonnull (reply->detail);
}

/* Other addresses are asked for through the proxy that the environment names, and this one is not there. */
static void
test_no_proxy_subprocess (void)
{
  g_autoptr (InvyAccount) account = new_account ("https://graph.example");
  g_autoptr (InvyGraphClient) client = invy_graph_client_new (account);
  g_autoptr (InvyMessage) message = new_message (PHONE);
  g_autoptr (InvySendReply) reply = NULL;

  invy_graph_client_set_timeout (client, 5);
  reply = send_with (client, message);

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_NOT_SENT);
  g_assert_nonnull (reply->detail);
}

static void
test_no_proxy (void)
{
  g_auto (GStrv) environment = g_get_environ ();
  const char *sanitizer = g_environ_getenv (environment, "ASAN_OPTIONS");
  g_autofree char *without_leaks = g_strconcat (sanitizer != NULL ? sanitizer : "", ":detect_leaks=0", NULL);

  environment = g_environ_setenv (environment, "https_proxy", "http://127.0.0.1:9", TRUE);
  /* libproxy does not free the addresses that it reads. */
  environment = g_environ_setenv (environment, "ASAN_OPTIONS", without_leaks, TRUE);
  g_test_trap_subprocess_with_envp ("/invy/graph-client/no-proxy/subprocess", (const char *const *) environment, 0,
                                    G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_not_an_address (void)
{
  g_autoptr (InvyAccount) account = new_account ("graph facebook");
  g_autoptr (InvyGraphClient) client = invy_graph_client_new (account);
  g_autoptr (InvyMessage) message = new_message (PHONE);
  g_autoptr (InvySendReply) reply = send_with (client, message);

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_NOT_SENT);
}

/* A server of no TLS behind an https address. */
static void
test_no_tls (Fixture *fixture, gconstpointer data)
{
  g_autofree char *url =
      g_strdup_printf ("https%s", invy_emulator_process_get_url (fixture->emulator) + strlen ("http"));
  g_autoptr (InvyAccount) account = new_account (url);
  g_autoptr (InvyGraphClient) client = invy_graph_client_new (account);
  g_autoptr (InvySendReply) reply = NULL;

  invy_graph_client_set_timeout (client, 1);
  reply = send_with (client, fixture->message);

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_NOT_SENT);
  g_assert_cmpuint (count_requests (fixture), ==, 0);
}

/* Listens, but takes no connection off its queue: the request is never written. */
static void
test_timeout_before_start (void)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autofree char *url = NULL;
  g_autoptr (InvyAccount) account = NULL;
  g_autoptr (InvyGraphClient) client = NULL;
  g_autoptr (InvyMessage) message = new_message (PHONE);
  g_autoptr (InvySendReply) reply = NULL;

  g_assert_true (g_socket_bind (socket, any, TRUE, NULL));
  g_assert_true (g_socket_listen (socket, NULL));
  bound = g_socket_get_local_address (socket, NULL);
  /* The kernel completes the connection; the answer to the TLS greeting never comes. */
  url = g_strdup_printf ("https://127.0.0.1:%u", g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  account = new_account (url);
  client = invy_graph_client_new (account);
  invy_graph_client_set_timeout (client, 1);
  reply = send_with (client, message);

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_NOT_SENT);
}

static GString *logged;

static GLogWriterOutput
collect_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "MESSAGE"))
        g_string_append_printf (logged, "%s\n", (const char *) fields[i].value);
    }

  return G_LOG_WRITER_HANDLED;
}

/* In a process of its own, because what is logged is decided once. */
static void
test_log_subprocess (Fixture *fixture, gconstpointer data)
{
  g_autoptr (InvySendReply) reply = NULL;

  logged = g_string_new (NULL);
  g_log_set_writer_func (collect_log, NULL, NULL);
  invy_emulator_process_behave (
      fixture->emulator, "{\"do\":\"answer\",\"http_status\":302,\"location\":\"/?t=" INVY_EMULATOR_TOKEN "\"}");
  reply = send_with (fixture->client, fixture->message);

  g_assert_nonnull (strstr (logged->str, "POST /v25.0/"));
  g_assert_nonnull (strstr (logged->str, "Location: "));
  g_assert_null (strstr (logged->str, INVY_EMULATOR_TOKEN));
  g_assert_null (strstr (logged->str, "541234567"));
  g_assert_null (strstr (logged->str, "דנה"));
  g_string_free (logged, TRUE);
}

static void
test_log (void)
{
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "G_MESSAGES_DEBUG", "all", TRUE);

  g_test_trap_subprocess_with_envp ("/invy/graph-client/log/subprocess", (const char *const *) environment, 0,
                                    G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  /* Nothing listens there. If the loopback address of the emulator were asked for through it, every test would fail.
   */
  g_setenv ("http_proxy", "http://127.0.0.1:9", TRUE);
  g_setenv ("no_proxy", "graph.invalid", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  add ("/invy/graph-client/accepted", NULL, test_accepted);
  add ("/invy/graph-client/without-parameters", NULL, test_without_parameters);
  for (guint i = 0; i < G_N_ELEMENTS (misbehaviours); i++)
    {
      g_autofree char *path = g_strconcat ("/invy/graph-client/misbehaviour/", misbehaviours[i].name, NULL);

      add (path, GUINT_TO_POINTER (i), test_misbehaviour);
    }
  add ("/invy/graph-client/wrong-token", NULL, test_wrong_token);
  add ("/invy/graph-client/wrong-number-id", NULL, test_wrong_number_id);
  add ("/invy/graph-client/odd-number-id", NULL, test_odd_number_id);
  add ("/invy/graph-client/frozen-number-id", NULL, test_frozen_number_id);
  add ("/invy/graph-client/timeout/stall", "{\"do\":\"stall\"}", test_timeout);
  add ("/invy/graph-client/timeout/trickle", "{\"do\":\"trickle\"}", test_timeout);
  add ("/invy/graph-client/cut-after-success/before-reading", "{\"do\":\"cut-before\",\"times\":1}",
       test_cut_after_success);
  add ("/invy/graph-client/cut-after-success/after-reading", "{\"do\":\"cut-after\",\"times\":1}",
       test_cut_after_success);
  add ("/invy/graph-client/new-connections", NULL, test_new_connections);
  add ("/invy/graph-client/too-late", NULL, test_too_late);
  add ("/invy/graph-client/many-at-once", NULL, test_many_at_once);
  add ("/invy/graph-client/no-tls", NULL, test_no_tls);
  add ("/invy/graph-client/log/subprocess", NULL, test_log_subprocess);
  g_test_add_func ("/invy/graph-client/log", test_log);
  g_test_add_func ("/invy/graph-client/no-server", test_no_server);
  g_test_add_func ("/invy/graph-client/no-such-host", test_no_such_host);
  g_test_add_func ("/invy/graph-client/no-proxy/subprocess", test_no_proxy_subprocess);
  g_test_add_func ("/invy/graph-client/no-proxy", test_no_proxy);
  g_test_add_func ("/invy/graph-client/not-an-address", test_not_an_address);
  g_test_add_func ("/invy/graph-client/timeout/before-start", test_timeout_before_start);

  return g_test_run ();
}
