/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-message.h"
#include "whatsapp/invy-retry-after.h"
#include "whatsapp/invy-send-reply.h"

#define SECRET "EAAGsecret0123456789"

#define ERROR(members) "{\"error\":{" members "}}"
#define ACCEPTED(members) "{\"messaging_product\":\"whatsapp\",\"messages\":[{" members "}]}"

typedef struct
{
  const char *name;
  guint http_status;
  const char *body;
  InvySendOutcome outcome;
  const char *wamid;
  int code;
  const char *detail; /* compared for a refusal */
} Row;

static const Row rows[] = {
  { "accepted", 200, ACCEPTED ("\"id\":\"wamid.A\",\"message_status\":\"accepted\""), INVY_SEND_ACCEPTED, "wamid.A" },
  { "no-status", 200, ACCEPTED ("\"id\":\"wamid.A\""), INVY_SEND_ACCEPTED, "wamid.A" },
  { "new-status", 200, ACCEPTED ("\"id\":\"wamid.A\",\"message_status\":\"x\""), INVY_SEND_ACCEPTED, "wamid.A" },
  { "odd-status", 200, ACCEPTED ("\"id\":\"wamid.A\",\"message_status\":{}"), INVY_SEND_ACCEPTED, "wamid.A" },
  { "held", 200, ACCEPTED ("\"id\":\"wamid.H\",\"message_status\":\"held_for_quality_assessment\""), INVY_SEND_HELD,
    "wamid.H" },
  { "paused", 200, ACCEPTED ("\"id\":\"wamid.P\",\"message_status\":\"paused\""), INVY_SEND_HELD, "wamid.P" },
  { "no-id", 200, ACCEPTED (""), INVY_SEND_UNKNOWN, NULL },
  { "empty-id", 200, ACCEPTED ("\"id\":\"\""), INVY_SEND_UNKNOWN, NULL },
  { "numeric-id", 200, ACCEPTED ("\"id\":5"), INVY_SEND_UNKNOWN, NULL },
  { "no-messages", 200, "{\"messages\":[]}", INVY_SEND_UNKNOWN, NULL },
  { "messages-no-array", 200, "{\"messages\":{\"id\":\"wamid.A\"}}", INVY_SEND_UNKNOWN, NULL },
  { "messages-of-text", 200, "{\"messages\":[\"wamid.A\"]}", INVY_SEND_UNKNOWN, NULL },
  { "id-with-500", 500, ACCEPTED ("\"id\":\"wamid.A\""), INVY_SEND_UNKNOWN, NULL },
  { "id-with-302", 302, ACCEPTED ("\"id\":\"wamid.A\""), INVY_SEND_UNKNOWN, NULL },
  { "empty", 200, "", INVY_SEND_UNKNOWN, NULL },
  { "html", 502, "<html><body>Bad gateway</body></html>", INVY_SEND_UNKNOWN, NULL },
  { "cut-json", 200, "{\"messages\":[{\"id\":\"wamid.A\"", INVY_SEND_UNKNOWN, NULL },
  { "array", 200, "[]", INVY_SEND_UNKNOWN, NULL },
  { "null", 200, "null", INVY_SEND_UNKNOWN, NULL },
  { "not-utf8", 200, "{\"messages\":\"\xff\xfe\"}", INVY_SEND_UNKNOWN, NULL },
  { "details", 400,
    ERROR ("\"message\":\"m\",\"code\":131026,\"error_data\":{\"details\":\"d\"},\"error_user_msg\":\"u\""),
    INVY_SEND_REFUSED, NULL, 131026, "d" },
  { "user-message", 500, ERROR ("\"message\":\"m\",\"code\":2,\"error_user_msg\":\"u\""), INVY_SEND_REFUSED, NULL, 2,
    "u" },
  { "message", 400, ERROR ("\"message\":\"m\",\"code\":100"), INVY_SEND_REFUSED, NULL, 100, "m" },
  { "data-is-text", 400, ERROR ("\"message\":\"m\",\"code\":100,\"error_data\":\"t\""), INVY_SEND_REFUSED, NULL, 100,
    "t" },
  { "data-is-number", 400, ERROR ("\"message\":\"m\",\"code\":100,\"error_data\":7"), INVY_SEND_REFUSED, NULL, 100,
    "m" },
  { "no-text", 400, ERROR ("\"code\":100"), INVY_SEND_REFUSED, NULL, 100, NULL },
  { "code-is-text", 400, ERROR ("\"code\":\"131000\",\"message\":\"odd\""), INVY_SEND_REFUSED, NULL, 131000, "odd" },
  { "code-0", 401, ERROR ("\"code\":0,\"message\":\"m\""), INVY_SEND_REFUSED, NULL, 0, "m" },
  { "error-with-200", 200, ERROR ("\"code\":131008,\"message\":\"m\""), INVY_SEND_REFUSED, NULL, 131008, "m" },
  { "error-with-503", 503, ERROR ("\"code\":131016,\"message\":\"m\""), INVY_SEND_REFUSED, NULL, 131016, "m" },
  { "localised", 400, ERROR ("\"code\":131030,\"message\":\"Empfänger nicht in der Liste\""), INVY_SEND_REFUSED, NULL,
    131030, "Empfänger nicht in der Liste" },
  { "error-without-code", 503, ERROR ("\"message\":\"upstream timed out\""), INVY_SEND_UNKNOWN, NULL },
  { "code-zero", 401, ERROR ("\"code\":0,\"message\":\"m\""), INVY_SEND_REFUSED, NULL, 0, "m" },
  { "code-is-a-word", 400, ERROR ("\"code\":\"x\""), INVY_SEND_UNKNOWN, NULL },
  { "code-is-negative", 400, ERROR ("\"code\":-1"), INVY_SEND_UNKNOWN, NULL },
  { "code-too-big", 400, ERROR ("\"code\":99999999999"), INVY_SEND_UNKNOWN, NULL },
  { "code-is-true", 400, ERROR ("\"code\":true"), INVY_SEND_UNKNOWN, NULL },
  { "error-is-text", 500, "{\"error\":\"boom\"}", INVY_SEND_UNKNOWN, NULL },
  { "control-characters", 400, ERROR ("\"code\":1,\"message\":\" a\\n\\tb\\u0007c\\u202ed \""), INVY_SEND_REFUSED,
    NULL, 1, "a b cd" },
  { "echoed-token", 400, ERROR ("\"code\":190,\"message\":\"no " SECRET "!\""), INVY_SEND_REFUSED, NULL, 190,
    "no …!" },
  { "token-as-id", 200, ACCEPTED ("\"id\":\"x" SECRET "\""), INVY_SEND_ACCEPTED, "x…" },
};

static InvySendReply *
parse (guint http_status, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return invy_send_reply_parse (http_status, NULL, bytes, SECRET);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (InvySendReply) reply = parse (row->http_status, row->body);

  g_assert_cmpint (reply->outcome, ==, row->outcome);
  g_assert_cmpstr (reply->wamid, ==, row->wamid);
  g_assert_cmpint (reply->code, ==, row->outcome == INVY_SEND_REFUSED ? row->code : INVY_MESSAGE_NO_CODE);
  g_assert_cmpint (reply->retry_after_ms, ==, -1);
  if (row->outcome == INVY_SEND_REFUSED)
    g_assert_cmpstr (reply->detail, ==, row->detail);
  else
    g_assert_cmpint (reply->detail != NULL, ==, row->outcome == INVY_SEND_UNKNOWN);
}

static void
test_trace (void)
{
  g_autoptr (InvySendReply) reply = parse (401, ERROR ("\"code\":190,\"error_subcode\":463,\"fbtrace_id\":\"AZ1\""));
  g_autoptr (InvySendReply) copy = invy_send_reply_copy (reply);

  g_assert_cmpint (copy->outcome, ==, INVY_SEND_REFUSED);
  g_assert_cmpint (copy->code, ==, 190);
  g_assert_cmpint (copy->subcode, ==, 463);
  g_assert_cmpstr (copy->fbtrace_id, ==, "AZ1");
  g_assert_cmpint (copy->retry_after_ms, ==, -1);
}

static void
test_long_detail (void)
{
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *body = g_strdup_printf (ERROR ("\"code\":1,\"message\":\"%s\""), long_text);
  g_autoptr (InvySendReply) reply = parse (400, body);

  g_assert_cmpint (g_utf8_strlen (reply->detail, -1), ==, 501);
  g_assert_true (g_str_has_suffix (reply->detail, "x…"));
}

/* What would be too much for the recursive parser on the stack of a fiber. */
static void
test_deep_json (void)
{
  g_autofree char *brackets = g_strnfill (200000, '[');
  g_autofree char *body = g_strconcat ("{\"error\":", brackets, NULL);
  g_autoptr (InvySendReply) reply = parse (400, body);

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_UNKNOWN);
}

/* Brackets in texts are no depth, nor is a quotation mark behind a backslash the end of a text. */
static void
test_brackets_in_text (void)
{
  g_autofree char *brackets = g_strnfill (100, '[');
  g_autofree char *body = g_strdup_printf (ERROR ("\"code\":1,\"message\":\"\\\"%s\\\\\""), brackets);
  g_autoptr (InvySendReply) reply = parse (400, body);

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_REFUSED);
  g_assert_true (g_str_has_prefix (reply->detail, "\"[["));
}

static const struct
{
  const char *retry_after;
  const char *usage;
  gint64 wait_ms;
} waits[] = {
  { NULL, NULL, -1 },
  { "0", NULL, 0 },
  { "120", NULL, 120000 },
  { "99999999", NULL, 604800000 },
  { "-5", NULL, -1 },
  { "1.5", NULL, -1 },
  { "soon", NULL, -1 },
  { "Sun, 22 Nov 2026 10:00:30 GMT", NULL, 30000 },
  { "Sun, 22 Nov 2026 09:00:00 GMT", NULL, 0 },
  { "Sat, 22 Nov 2036 09:00:00 GMT", NULL, 604800000 },
  { NULL, "{\"1\":[{\"type\":\"whatsapp\",\"estimated_time_to_regain_access\":0}]}", -1 },
  { NULL, "{\"1\":[{\"estimated_time_to_regain_access\":2}],\"2\":[{},{\"estimated_time_to_regain_access\":5}]}",
    300000 },
  { NULL, "{\"1\":[{\"estimated_time_to_regain_access\":9223372036854775807}]}", 604800000 },
  { NULL, "{\"1\":{\"estimated_time_to_regain_access\":2}}", -1 },
  { NULL, "{\"1\":[5,\"x\",null]}", -1 },
  { NULL, "[[[", -1 },
  { "7", "{\"1\":[{\"estimated_time_to_regain_access\":2}]}", 7000 },
  { "soon", "{\"1\":[{\"estimated_time_to_regain_access\":2}]}", 120000 },
};

static void
test_retry_after (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 22, 10, 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);

      if (waits[i].retry_after != NULL)
        soup_message_headers_append (headers, "Retry-After", waits[i].retry_after);
      if (waits[i].usage != NULL)
        soup_message_headers_append (headers, "X-Business-Use-Case-Usage", waits[i].usage);

      g_assert_cmpint (invy_retry_after_parse (headers, now), ==, waits[i].wait_ms);
      soup_message_headers_unref (headers);
    }
}

/* Recorded answers of others: each is what its name says. */
static void
test_corpus (gconstpointer folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) directory = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *body = NULL;
      g_autoptr (InvySendReply) reply = NULL;

      g_assert_true (g_file_get_contents (path, &body, NULL, NULL));
      reply = parse (g_str_has_prefix (name, "error_") ? 400 : 200, body);
      if (g_str_has_prefix (name, "error_"))
        g_assert_cmpint (reply->outcome, ==, INVY_SEND_REFUSED);
      else if (g_str_equal (name, "send_200_held.json"))
        g_assert_cmpint (reply->outcome, ==, INVY_SEND_HELD);
      else if (g_str_has_prefix (name, "send_200_") && strstr (name, "without_message_id") == NULL)
        g_assert_cmpint (reply->outcome, ==, INVY_SEND_ACCEPTED);
      else
        g_assert_cmpint (reply->outcome, ==, INVY_SEND_UNKNOWN);
    }
}

int
main (int argc, char *argv[])
{
  const char *corpus = g_getenv ("INVY_CORPUS");
  g_autofree char *answers =
      g_build_filename (corpus != NULL ? corpus : ".", "..", "reference", "graph-responses", NULL);

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/invy/send-reply/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/invy/send-reply/trace", test_trace);
  g_test_add_func ("/invy/send-reply/long-detail", test_long_detail);
  g_test_add_func ("/invy/send-reply/deep-json", test_deep_json);
  g_test_add_func ("/invy/send-reply/brackets-in-text", test_brackets_in_text);
  /* There only where somebody keeps such answers. */
  if (corpus != NULL && g_file_test (answers, G_FILE_TEST_IS_DIR))
    g_test_add_data_func ("/invy/send-reply/corpus", answers, test_corpus);
  g_test_add_func ("/invy/retry-after/table", test_retry_after);

  return g_test_run ();
}
