/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/invy-bidi.h"

static void
test_number (void)
{
  g_autofree char *shown = invy_bidi_isolate ("+972 50-234-5678", INVY_BIDI_NUMBER);

  g_assert_cmpstr (shown, ==, "\u2066+972 50-234-5678\u2069");
}

static void
test_name_follows_interface (void)
{
  g_autofree char *ltr = NULL, *rtl = NULL;

  g_assert_false (invy_bidi_get_interface_rtl ());
  ltr = invy_bidi_isolate ("דנה", INVY_BIDI_NAME);
  invy_bidi_set_interface_rtl (TRUE);
  g_assert_true (invy_bidi_get_interface_rtl ());
  rtl = invy_bidi_isolate ("Dana", INVY_BIDI_NAME);
  invy_bidi_set_interface_rtl (FALSE);

  g_assert_cmpstr (ltr, ==, "\u200e\u2068דנה\u2069");
  g_assert_cmpstr (rtl, ==, "\u200f\u2068Dana\u2069");
}

static void
test_nothing (void)
{
  g_autofree char *empty = invy_bidi_isolate ("", INVY_BIDI_NAME);

  g_assert_null (invy_bidi_isolate (NULL, INVY_BIDI_NAME));
  g_assert_null (invy_bidi_isolate (NULL, INVY_BIDI_NUMBER));
  g_assert_cmpstr (empty, ==, "");
}

/* A name with controls of its own must not turn what stands behind it. */
static void
test_controls_inside (void)
{
  g_autofree char *override = invy_bidi_isolate ("a\u202eb", INVY_BIDI_NUMBER);
  g_autofree char *pop = invy_bidi_isolate ("a\u2069b\u2066", INVY_BIDI_NUMBER);

  g_assert_cmpstr (override, ==, "\u2066ab\u2069");
  g_assert_cmpstr (pop, ==, "\u2066ab\u2069");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/bidi/number", test_number);
  g_test_add_func ("/invy/bidi/name-follows-interface", test_name_follows_interface);
  g_test_add_func ("/invy/bidi/nothing", test_nothing);
  g_test_add_func ("/invy/bidi/controls-inside", test_controls_inside);

  return g_test_run ();
}
