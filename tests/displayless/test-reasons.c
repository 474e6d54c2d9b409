/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-reasons.h"
#include "text/invy-when.h"
#include "whatsapp/invy-graph-error.h"

#include <string.h>

static InvyMessage *
new_message (InvyMessageState state)
{
  InvyMessage *message = invy_message_new ();

  invy_message_set_state (message, state);
  return message;
}

static void
test_status (void)
{
  const struct
  {
    InvyMessageState state;
    const char *status;
  } cases[] = {
    { INVY_MESSAGE_PLANNED, "planned" }, { INVY_MESSAGE_POSTING, "posting" },     { INVY_MESSAGE_ACCEPTED, "sent" },
    { INVY_MESSAGE_SENT, "sent" },       { INVY_MESSAGE_DELIVERED, "sent" },      { INVY_MESSAGE_READ, "sent" },
    { INVY_MESSAGE_HELD, "held" },       { INVY_MESSAGE_FAILED, "failed" },       { INVY_MESSAGE_UNKNOWN, "unknown" },
    { INVY_MESSAGE_SKIPPED, "skipped" }, { INVY_MESSAGE_CANCELLED, "cancelled" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (invy_reasons_get_status (cases[i].state), ==, cases[i].status);
}

/* A word is for programs; people get a sentence. */
static void
test_skips (void)
{
  const char *const words[] = { INVY_SKIP_NO_PHONE,          INVY_SKIP_PHONE_LETTERS,    INVY_SKIP_PHONE_TOO_SHORT,
                                INVY_SKIP_PHONE_TOO_LONG,    INVY_SKIP_PHONE_NO_COUNTRY, INVY_SKIP_PHONE_DIGITS_LOST,
                                INVY_SKIP_PHONE_IMPOSSIBLE,  INVY_SKIP_PHONE_CHANGED,    INVY_SKIP_ALREADY_INVITED,
                                INVY_SKIP_OPTED_OUT,         INVY_SKIP_DELETED,          INVY_SKIP_ANSWERED,
                                INVY_SKIP_TEMPLATE_TOO_LONG, INVY_SKIP_NO_PERSONAL_LINK, INVY_SKIP_MISSING_LAST_NAME,
                                INVY_SKIP_MISSING_GROUP };
  g_autoptr (InvyMessage) message = new_message (INVY_MESSAGE_SKIPPED);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *sentence = NULL;

      invy_message_set (message, INVY_MESSAGE_SKIP_REASON, words[i]);
      sentence = invy_reasons_dup_for_message (message);
      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_cmpint (invy_reasons_is_harmless (words[i]), ==, g_str_equal (words[i], INVY_SKIP_ALREADY_INVITED));
    }
}

static void
test_unknown_words (void)
{
  g_autofree char *skip = invy_reasons_dup_for_skip ("from-the-future");
  g_autoptr (InvyCampaign) campaign = invy_campaign_new ();
  g_autofree char *stop = NULL;

  invy_campaign_set (campaign, INVY_CAMPAIGN_STOP_REASON, "from-the-future");
  stop = invy_reasons_dup_for_stop (campaign);
  g_assert_cmpstr (skip, ==, "from-the-future");
  g_assert_cmpstr (stop, ==, "from-the-future");
}

static void
test_stops (void)
{
  const char *const words[] = { INVY_STOP_USER,       INVY_STOP_INTERRUPTED, INVY_STOP_SAME_ERROR,
                                INVY_STOP_UNKNOWNS,   INVY_STOP_CANCELLED,   INVY_STOP_WAITED_TOO_LONG,
                                INVY_STOP_NO_NETWORK, INVY_STOP_STORE,       INVY_STOP_SETTLED,
                                INVY_STOP_CODE "190" };
  g_autoptr (InvyCampaign) campaign = invy_campaign_new ();

  g_assert_null (invy_reasons_dup_for_stop (campaign));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *sentence = NULL;

      invy_campaign_set (campaign, INVY_CAMPAIGN_STOP_REASON, words[i]);
      sentence = invy_reasons_dup_for_stop (campaign);
      g_assert_true (g_str_has_suffix (sentence, "."));
    }
}

static void
test_failed (void)
{
  g_autoptr (InvyMessage) message = new_message (INVY_MESSAGE_FAILED);
  g_autofree char *nothing = invy_reasons_dup_for_message (message);
  g_autofree char *detail = NULL;
  g_autofree char *ours = NULL;

  g_assert_cmpuint (strlen (nothing), >, 10);

  invy_message_set (message, INVY_MESSAGE_ERROR_DETAIL, "What Meta says.");
  detail = invy_reasons_dup_for_message (message);
  g_assert_cmpstr (detail, ==, "What Meta says.");

  invy_message_set_error_code (message, 131026);
  ours = invy_reasons_dup_for_message (message);
  g_assert_cmpstr (ours, !=, detail);
}

/* Whoever waits or is unknown because of an error gets the sentence of its code, 0 among them. */
static void
test_codes (void)
{
  const InvyMessageState states[] = { INVY_MESSAGE_PLANNED, INVY_MESSAGE_FAILED, INVY_MESSAGE_UNKNOWN };
  const int codes[] = { 0, 190, 131000 };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    for (guint j = 0; j < G_N_ELEMENTS (codes); j++)
      {
        g_autoptr (InvyMessage) message = new_message (states[i]);
        g_autofree char *sentence = NULL;

        invy_message_set_error_code (message, codes[j]);
        sentence = invy_reasons_dup_for_message (message);
        g_assert_cmpstr (sentence, ==, invy_graph_error_get_sentence (codes[j]));
      }
}

static void
test_other_states (void)
{
  const InvyMessageState with_sentence[] = { INVY_MESSAGE_UNKNOWN, INVY_MESSAGE_HELD, INVY_MESSAGE_CANCELLED };
  const InvyMessageState without[] = { INVY_MESSAGE_ACCEPTED, INVY_MESSAGE_POSTING, INVY_MESSAGE_PLANNED };

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (InvyMessage) first = new_message (with_sentence[i]);
      g_autoptr (InvyMessage) second = new_message (without[i]);
      g_autofree char *sentence = invy_reasons_dup_for_message (first);

      g_assert_cmpuint (strlen (sentence), >, 10);
      g_assert_null (invy_reasons_dup_for_message (second));
    }
}

/* What is held for long is for the planner; what is due later says when. */
static void
test_times (void)
{
  const gint64 now_ms = g_get_real_time () / 1000;
  g_autoptr (InvyMessage) held = new_message (INVY_MESSAGE_HELD);
  g_autoptr (InvyMessage) planned = new_message (INVY_MESSAGE_PLANNED);
  g_autofree char *fresh = NULL;
  g_autofree char *old = NULL;
  g_autofree char *later = NULL;
  g_autofree char *moment = invy_when_dup_moment (now_ms + INVY_MESSAGE_HELD_LIMIT_MS);

  invy_message_set_state_at (held, now_ms);
  fresh = invy_reasons_dup_for_message (held);
  g_assert_null (strstr (fresh, "settle"));

  invy_message_set_state_at (held, now_ms - INVY_MESSAGE_HELD_LIMIT_MS - 1);
  old = invy_reasons_dup_for_message (held);
  g_assert_nonnull (strstr (old, "settle"));

  invy_message_set_next_attempt_at (planned, now_ms + INVY_MESSAGE_HELD_LIMIT_MS);
  later = invy_reasons_dup_for_message (planned);
  g_assert_nonnull (strstr (later, moment));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/reasons/status", test_status);
  g_test_add_func ("/invy/reasons/skips", test_skips);
  g_test_add_func ("/invy/reasons/unknown-words", test_unknown_words);
  g_test_add_func ("/invy/reasons/stops", test_stops);
  g_test_add_func ("/invy/reasons/failed", test_failed);
  g_test_add_func ("/invy/reasons/codes", test_codes);
  g_test_add_func ("/invy/reasons/times", test_times);
  g_test_add_func ("/invy/reasons/other-states", test_other_states);

  return g_test_run ();
}
