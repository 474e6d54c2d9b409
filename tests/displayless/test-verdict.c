/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-reasons.h"
#include "campaign/invy-verdict.h"

static InvyVerdict *
judge (InvySendOutcome outcome, int code, InvyStreak *streak)
{
  g_autoptr (InvyMessage) message = invy_message_new ();
  g_autoptr (InvySendReply) reply = invy_send_reply_new (outcome);

  invy_message_set_attempt (message, 1);
  reply->code = code;
  reply->retry_after_ms = -1;

  return invy_verdict_new (message, reply, streak, streak);
}

typedef struct
{
  InvySendOutcome outcome;
  int code;
  InvyMessageState state;
  gboolean waits_all;
  gboolean waits_guest;
  const char *stop_reason;
} Case;

static const Case cases[] = {
  { INVY_SEND_ACCEPTED, 0, INVY_MESSAGE_ACCEPTED, FALSE, FALSE, NULL },
  { INVY_SEND_HELD, 0, INVY_MESSAGE_HELD, FALSE, FALSE, NULL },
  { INVY_SEND_UNKNOWN, 0, INVY_MESSAGE_UNKNOWN, FALSE, FALSE, NULL },
  { INVY_SEND_NOT_SENT, 0, INVY_MESSAGE_PLANNED, TRUE, FALSE, NULL },
  /* backoff: the whole sender waits */
  { INVY_SEND_REFUSED, 2, INVY_MESSAGE_PLANNED, TRUE, FALSE, NULL },
  { INVY_SEND_REFUSED, 4, INVY_MESSAGE_PLANNED, TRUE, FALSE, NULL },
  { INVY_SEND_REFUSED, 80007, INVY_MESSAGE_PLANNED, TRUE, FALSE, NULL },
  { INVY_SEND_REFUSED, 130429, INVY_MESSAGE_PLANNED, TRUE, FALSE, NULL },
  { INVY_SEND_REFUSED, 131016, INVY_MESSAGE_PLANNED, TRUE, FALSE, NULL },
  { INVY_SEND_REFUSED, 131057, INVY_MESSAGE_PLANNED, TRUE, FALSE, NULL },
  { INVY_SEND_REFUSED, 133004, INVY_MESSAGE_PLANNED, TRUE, FALSE, NULL },
  /* backoff: that guest only */
  { INVY_SEND_REFUSED, 131056, INVY_MESSAGE_PLANNED, FALSE, TRUE, NULL },
  /* a person has to mend something for everybody */
  { INVY_SEND_REFUSED, 0, INVY_MESSAGE_PLANNED, FALSE, FALSE, "code:0" },
  { INVY_SEND_REFUSED, 190, INVY_MESSAGE_PLANNED, FALSE, FALSE, "code:190" },
  { INVY_SEND_REFUSED, 131042, INVY_MESSAGE_PLANNED, FALSE, FALSE, "code:131042" },
  { INVY_SEND_REFUSED, 132001, INVY_MESSAGE_PLANNED, FALSE, FALSE, "code:132001" },
  { INVY_SEND_REFUSED, 131048, INVY_MESSAGE_PLANNED, FALSE, FALSE, "code:131048" },
  { INVY_SEND_REFUSED, 132015, INVY_MESSAGE_PLANNED, FALSE, FALSE, "code:132015" },
  /* one guest */
  { INVY_SEND_REFUSED, 131026, INVY_MESSAGE_FAILED, FALSE, FALSE, NULL },
  { INVY_SEND_REFUSED, 131021, INVY_MESSAGE_FAILED, FALSE, FALSE, NULL },
  { INVY_SEND_REFUSED, 131049, INVY_MESSAGE_FAILED, FALSE, TRUE, NULL },
  { INVY_SEND_REFUSED, 131050, INVY_MESSAGE_FAILED, FALSE, FALSE, NULL },
  /* unclear, and codes that nobody knows */
  { INVY_SEND_REFUSED, 131000, INVY_MESSAGE_UNKNOWN, FALSE, FALSE, NULL },
  { INVY_SEND_REFUSED, 987654321, INVY_MESSAGE_UNKNOWN, FALSE, FALSE, NULL },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      InvyStreak streak = { 0 };
      g_autoptr (InvyVerdict) verdict = judge (cases[i].outcome, cases[i].code, &streak);

      g_test_message ("code %d", cases[i].code);
      g_assert_cmpint (verdict->state, ==, cases[i].state);
      g_assert_cmpint (verdict->wait_all_ms > 0, ==, cases[i].waits_all);
      g_assert_cmpint (verdict->wait_guest_ms > 0, ==, cases[i].waits_guest);
      g_assert_cmpstr (verdict->stop_reason, ==, cases[i].stop_reason);
    }
}

static void
test_retry_after (void)
{
  InvyStreak streak = { 0 };
  g_autoptr (InvyMessage) message = invy_message_new ();
  g_autoptr (InvySendReply) reply = invy_send_reply_new (INVY_SEND_REFUSED);
  g_autoptr (InvyVerdict) verdict = NULL;

  reply->code = 130429;
  reply->retry_after_ms = 7000;
  verdict = invy_verdict_new (message, reply, &streak, &streak);
  g_assert_cmpint (verdict->wait_all_ms, ==, 7000);
}

/* That would be no waiting, again and again. */
static void
test_retry_after_nothing (void)
{
  const int codes[] = { 130429, 131056 };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      InvyStreak streak = { 0 };
      g_autoptr (InvyMessage) message = invy_message_new ();
      g_autoptr (InvySendReply) reply = invy_send_reply_new (INVY_SEND_REFUSED);
      g_autoptr (InvyVerdict) verdict = NULL;

      invy_message_set_attempt (message, 1);
      reply->code = codes[i];
      reply->retry_after_ms = 0;
      verdict = invy_verdict_new (message, reply, &streak, &streak);
      g_assert_cmpint (verdict->wait_all_ms + verdict->wait_guest_ms, >=, 750);
    }
}

static void
test_doubling (void)
{
  InvyStreak streak = { 0 };
  g_autoptr (InvyVerdict) accepted = NULL;
  g_autoptr (InvyVerdict) again = NULL;

  for (guint i = 0; i < 12; i++)
    {
      const gint64 middle = MIN (300000, 1000 * (1 << i));
      g_autoptr (InvyVerdict) verdict = judge (INVY_SEND_REFUSED, 130429, &streak);

      g_assert_cmpint (verdict->wait_all_ms, >=, middle - middle / 4);
      g_assert_cmpint (verdict->wait_all_ms, <=, middle + middle / 4);
    }

  /* One that is done with begins it anew. */
  accepted = judge (INVY_SEND_ACCEPTED, 0, &streak);
  again = judge (INVY_SEND_REFUSED, 130429, &streak);
  g_assert_cmpint (again->wait_all_ms, <=, 1250);
}

/* What was in flight together is refused together. */
static void
test_refused_together (void)
{
  const InvySendOutcome outcomes[] = { INVY_SEND_REFUSED, INVY_SEND_NOT_SENT };

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      InvyStreak streak = { 0 };

      for (guint round = 0; round < 3; round++)
        {
          const InvyStreak before = streak;
          const gint64 middle = 1000 * (1 << round);

          for (guint n = 0; n < 16; n++)
            {
              g_autoptr (InvyMessage) message = invy_message_new ();
              g_autoptr (InvySendReply) reply = invy_send_reply_new (outcomes[i]);
              g_autoptr (InvyVerdict) verdict = NULL;

              if (outcomes[i] == INVY_SEND_REFUSED)
                reply->code = 130429;
              verdict = invy_verdict_new (message, reply, &before, &streak);
              g_assert_cmpint (verdict->wait_all_ms, >=, middle - middle / 4);
              g_assert_cmpint (verdict->wait_all_ms, <=, middle + middle / 4);
            }
        }
    }
}

static void
test_pair_rate (void)
{
  const gint64 expected[] = { 1000, 4000, 16000, 64000, 256000, 1024000, 1024000 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      InvyStreak streak = { 0 };
      g_autoptr (InvyMessage) message = invy_message_new ();
      g_autoptr (InvySendReply) reply = invy_send_reply_new (INVY_SEND_REFUSED);
      g_autoptr (InvyVerdict) verdict = NULL;

      invy_message_set_attempt (message, i + 1);
      invy_message_set_put_off_ms (message, i > 0 ? expected[i - 1] - 20 : 0);
      invy_message_set_error_code (message, i > 0 ? 131056 : INVY_MESSAGE_NO_CODE);
      reply->code = 131056;
      reply->retry_after_ms = -1;
      verdict = invy_verdict_new (message, reply, &streak, &streak);
      g_assert_cmpint (verdict->wait_guest_ms, ==, expected[i]);
    }
}

/* A guest who was put off with everybody else, for however long and however often, is not asked to wait for a quarter
 * of an hour at once. */
static void
test_pair_rate_after_others (void)
{
  const int codes_before[] = { 130429, 131056 };
  const gint64 expected[] = { 1000, 4000 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      InvyStreak streak = { 0 };
      g_autoptr (InvyMessage) message = invy_message_new ();
      g_autoptr (InvySendReply) reply = invy_send_reply_new (INVY_SEND_REFUSED);
      g_autoptr (InvyVerdict) verdict = NULL;

      invy_message_set_attempt (message, 6 + i);
      invy_message_set_put_off_ms (message, i == 0 ? 300000 : 1000);
      invy_message_set_error_code (message, codes_before[i]);
      reply->code = 131056;
      reply->retry_after_ms = -1;
      verdict = invy_verdict_new (message, reply, &streak, &streak);
      g_assert_cmpint (verdict->wait_guest_ms, ==, expected[i]);
    }
}

static void
test_same_code_again (void)
{
  InvyStreak streak = { 0 };
  g_autoptr (InvyMessage) message = invy_message_new ();
  g_autoptr (InvySendReply) reply = invy_send_reply_new (INVY_SEND_REFUSED);
  g_autoptr (InvyVerdict) verdict = NULL;

  reply->code = 132000;
  reply->retry_after_ms = -1;
  invy_message_set_error_code (message, 132000);
  verdict = invy_verdict_new (message, reply, &streak, &streak);
  g_assert_cmpint (verdict->state, ==, INVY_MESSAGE_FAILED);
  g_assert_null (verdict->stop_reason);
}

/* Resumed too soon: what only time mends costs no guest. */
static void
test_later_again (void)
{
  InvyStreak streak = { 0 };
  g_autoptr (InvyMessage) message = invy_message_new ();
  g_autoptr (InvySendReply) reply = invy_send_reply_new (INVY_SEND_REFUSED);
  g_autoptr (InvyVerdict) verdict = NULL;

  reply->code = 131048;
  invy_message_set_error_code (message, 131048);
  verdict = invy_verdict_new (message, reply, &streak, &streak);
  g_assert_cmpint (verdict->state, ==, INVY_MESSAGE_PLANNED);
  g_assert_cmpstr (verdict->stop_reason, ==, "code:131048");
}

static void
test_unknown_in_a_row (void)
{
  InvyStreak streak = { 0 };
  const InvySendOutcome outcomes[] = { INVY_SEND_UNKNOWN,  INVY_SEND_UNKNOWN, INVY_SEND_ACCEPTED, INVY_SEND_UNKNOWN,
                                       INVY_SEND_NOT_SENT, INVY_SEND_UNKNOWN, INVY_SEND_UNKNOWN };

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autoptr (InvyVerdict) verdict = judge (outcomes[i], 0, &streak);

      g_assert_cmpstr (verdict->stop_reason, ==, i + 1 == G_N_ELEMENTS (outcomes) ? INVY_STOP_UNKNOWNS : NULL);
    }
}

static void
test_alike_in_a_row (void)
{
  InvyStreak streak = { 0 };
  const int codes[] = { 131026, 131026, 131021, 131026, 131026, 131026, 131026, 131026 };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (InvyVerdict) verdict = judge (INVY_SEND_REFUSED, codes[i], &streak);

      g_assert_cmpstr (verdict->stop_reason, ==, i + 1 == G_N_ELEMENTS (codes) ? INVY_STOP_SAME_ERROR : NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/verdict/table", test_table);
  g_test_add_func ("/invy/verdict/retry-after", test_retry_after);
  g_test_add_func ("/invy/verdict/retry-after-nothing", test_retry_after_nothing);
  g_test_add_func ("/invy/verdict/doubling", test_doubling);
  g_test_add_func ("/invy/verdict/refused-together", test_refused_together);
  g_test_add_func ("/invy/verdict/pair-rate", test_pair_rate);
  g_test_add_func ("/invy/verdict/pair-rate-after-others", test_pair_rate_after_others);
  g_test_add_func ("/invy/verdict/same-code-again", test_same_code_again);
  g_test_add_func ("/invy/verdict/later-again", test_later_again);
  g_test_add_func ("/invy/verdict/unknown-in-a-row", test_unknown_in_a_row);
  g_test_add_func ("/invy/verdict/alike-in-a-row", test_alike_in_a_row);

  return g_test_run ();
}
