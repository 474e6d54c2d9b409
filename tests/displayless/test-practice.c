/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"

#include "whatsapp/invy-graph-error.h"
#include "whatsapp/invy-practice.h"

static InvySendReply *
send_to (InvyPractice *practice, const char *phone)
{
  g_autoptr (InvyMessage) message = invy_message_new ();
  g_autoptr (DexFuture) sent = NULL;
  g_autoptr (GError) error = NULL;
  InvySendReply *reply;

  invy_message_set (message, INVY_MESSAGE_PHONE_E164, phone);
  sent = invy_transport_send (INVY_TRANSPORT (practice), message, G_MAXINT64);
  /* Never at once: the sender has to cope with an answer that comes later here too. */
  g_assert_true (dex_future_is_pending (sent));
  reply = invy_test_await_boxed (g_steal_pointer (&sent), &error);
  g_assert_no_error (error);

  return reply;
}

static void
test_accepted (void)
{
  g_autoptr (InvyPractice) practice = invy_practice_new ();
  g_autoptr (InvySendReply) first = send_to (practice, "+972541234567");
  g_autoptr (InvySendReply) second = send_to (practice, "+972541234567");

  g_assert_cmpint (first->outcome, ==, INVY_SEND_ACCEPTED);
  g_assert_true (g_str_has_prefix (first->wamid, "practice-"));
  g_assert_cmpstr (first->wamid, !=, second->wamid);
}

static void
test_not_on_whatsapp (void)
{
  g_autoptr (InvyPractice) practice = invy_practice_new ();
  g_autoptr (InvySendReply) reply = send_to (practice, "+972541234599");

  g_assert_cmpint (reply->outcome, ==, INVY_SEND_REFUSED);
  g_assert_null (reply->wamid);
  g_assert_cmpint (invy_graph_error_find (reply->code)->scope, ==, INVY_GRAPH_SCOPE_GUEST);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/invy/practice/accepted", test_accepted);
  g_test_add_func ("/invy/practice/not-on-whatsapp", test_not_on_whatsapp);

  return g_test_run ();
}
