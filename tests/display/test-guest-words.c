/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/guests/invy-guest-words.h"

#include <libdex.h>

static void
take_and_compare (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_language (void)
{
  const char *const *codes = invy_guest_words_get_language_codes ();

  g_assert_cmpstr (invy_guest_words_get_language ("he"), ==, "עברית");
  g_assert_cmpstr (invy_guest_words_get_language ("ar_IL"), ==, "العربية");
  g_assert_cmpstr (invy_guest_words_get_language ("EN-us"), ==, "English");
  g_assert_cmpstr (invy_guest_words_get_language ("tlh"), ==, "tlh");
  g_assert_cmpstr (invy_guest_words_get_language (NULL), ==, NULL);
  for (guint i = 0; codes[i] != NULL; i++)
    g_assert_cmpstr (invy_guest_words_get_language (codes[i]), !=, codes[i]);
}

/* The screen never says more than we know. */
static void
test_invitation (void)
{
  static const struct
  {
    InvyDelivery delivery;
    gboolean has_phone_problem;
    const char *words;
    InvyBadgeKind kind;
  } cases[] = {
    { INVY_DELIVERY_NONE, FALSE, "Not invited", INVY_BADGE_PLAIN },
    { INVY_DELIVERY_NONE, TRUE, "No valid phone", INVY_BADGE_BAD },
    { INVY_DELIVERY_WAITING, FALSE, "Waiting", INVY_BADGE_PLAIN },
    { INVY_DELIVERY_SENDING, FALSE, "Sending", INVY_BADGE_PLAIN },
    { INVY_DELIVERY_SENT, FALSE, "Sent", INVY_BADGE_GOOD },
    /* the number was changed afterwards; the invitation is out all the same */
    { INVY_DELIVERY_SENT, TRUE, "Sent", INVY_BADGE_GOOD },
    { INVY_DELIVERY_HELD, FALSE, "Held", INVY_BADGE_CARE },
    { INVY_DELIVERY_DELIVERED, FALSE, "Delivered", INVY_BADGE_GOOD },
    { INVY_DELIVERY_READ, FALSE, "Read", INVY_BADGE_GOOD },
    { INVY_DELIVERY_FAILED, FALSE, "Failed", INVY_BADGE_BAD },
    { INVY_DELIVERY_LEFT_OUT, FALSE, "Left out", INVY_BADGE_CARE },
    { INVY_DELIVERY_LEFT_OUT, TRUE, "No valid phone", INVY_BADGE_BAD },
    { INVY_DELIVERY_UNKNOWN, FALSE, "Unknown", INVY_BADGE_CARE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpstr (invy_guest_words_get_invitation (cases[i].delivery, cases[i].has_phone_problem), ==,
                       cases[i].words);
      g_assert_cmpint (invy_guest_words_get_invitation_kind (cases[i].delivery, cases[i].has_phone_problem), ==,
                       cases[i].kind);
    }
}

static void
test_rsvp (void)
{
  take_and_compare (invy_guest_words_dup_rsvp (INVY_RSVP_YES, 4), "Coming · 4");
  take_and_compare (invy_guest_words_dup_rsvp (INVY_RSVP_YES, 0), "Coming");
  take_and_compare (invy_guest_words_dup_rsvp (INVY_RSVP_MAYBE, 2), "Maybe");
  take_and_compare (invy_guest_words_dup_rsvp (INVY_RSVP_NO, 0), "Not coming");
  take_and_compare (invy_guest_words_dup_rsvp (INVY_RSVP_NONE, 0), NULL);
}

static void
test_phone (void)
{
  take_and_compare (invy_guest_words_dup_phone ("+972 50-123-4567", "0501234567"), "\u2066+972 50-123-4567\u2069");
  take_and_compare (invy_guest_words_dup_phone (NULL, "0501"), "\u2066"
                                                               "0501\u2069");
  take_and_compare (invy_guest_words_dup_phone (NULL, NULL), "");
}

static void
test_counters (void)
{
  for (guint kind = 0; kind < INVY_COUNT_N; kind++)
    g_assert_cmpint (invy_guest_words_get_count_kind (invy_guest_words_get_count_nick ((InvyCountKind) kind)), ==,
                     kind);
  g_assert_cmpint (invy_guest_words_get_count_kind ("no such counter"), ==, INVY_COUNT_ALL);

  take_and_compare (invy_guest_words_dup_people (INVY_COUNT_COMING, 1), "1 person");
  take_and_compare (invy_guest_words_dup_people (INVY_COUNT_COMING, 263), "263 people");
  take_and_compare (invy_guest_words_dup_people (INVY_COUNT_NEED_ATTENTION, 12), "to fix");
}

static void
test_chosen (void)
{
  take_and_compare (invy_guest_words_dup_chosen (1, 0), "1 guest selected");
  take_and_compare (invy_guest_words_dup_chosen (5, 0), "5 guests selected");
  take_and_compare (invy_guest_words_dup_chosen (5, 2), "5 guests selected, 2 not shown");
  take_and_compare (invy_guest_words_dup_remove (5, 0), "Delete 5 Guests");
  take_and_compare (invy_guest_words_dup_remove (5, 2), "Delete 5 Guests (2 Not Shown)");
  take_and_compare (invy_guest_words_dup_invite (5, 2), "Invite 5 Guests (2 Not Shown)…");
  take_and_compare (invy_guest_words_dup_select_shown (12), "Select All 12 Shown");
}

static void
test_names (void)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (guests, invy_guest_new ("wedding"));
  invy_guest_set (guests->pdata[0], INVY_GUEST_FIRST_NAME, "נועה");
  take_and_compare (invy_guest_words_dup_names (guests), "\u200e\u2068נועה\u2069");
  g_ptr_array_add (guests, invy_guest_new ("wedding"));
  take_and_compare (invy_guest_words_dup_names (guests), "2 guests");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/invy/guest-words/language", test_language);
  g_test_add_func ("/invy/guest-words/invitation", test_invitation);
  g_test_add_func ("/invy/guest-words/rsvp", test_rsvp);
  g_test_add_func ("/invy/guest-words/phone", test_phone);
  g_test_add_func ("/invy/guest-words/counters", test_counters);
  g_test_add_func ("/invy/guest-words/chosen", test_chosen);
  g_test_add_func ("/invy/guest-words/names", test_names);

  return g_test_run ();
}
