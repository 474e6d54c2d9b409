/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/invy-when.h"

#include <string.h>

static char *
iso_date_in_days (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);

  return g_date_time_format (then, "%Y-%m-%d");
}

static void
test_date_far_away_has_year (void)
{
  g_autofree char *date = invy_when_dup_date ("2099-02-25");
  g_autofree char *past = invy_when_dup_date ("2001-12-01");
  g_autofree char *brief = invy_when_dup_date_short ("2099-02-25");

  g_assert_cmpstr (date, ==, "25 February 2099");
  g_assert_cmpstr (past, ==, "1 December 2001");
  g_assert_cmpstr (brief, ==, "25 Feb 2099");
}

static void
test_date_near_has_none (void)
{
  for (int days = -300; days <= 300; days += 100)
    {
      g_autofree char *iso = iso_date_in_days (days);
      g_autofree char *date = invy_when_dup_date (iso);
      g_autofree char *year = g_strndup (iso, 4);

      g_assert_null (strstr (date, year));
      g_assert_cmpint (g_ascii_strtoll (date, NULL, 10), ==, g_ascii_strtoll (iso + 8, NULL, 10));
    }
}

static void
test_no_date (void)
{
  const char *texts[] = { "", "soon", "2027-02-30", "2027-13-01", "2027-02-25T19:00" };

  g_assert_null (invy_when_dup_date (NULL));
  g_assert_null (invy_when_dup_date_short (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *date = invy_when_dup_date (texts[i]);

      g_assert_cmpstr (date, ==, texts[i]);
    }
}

static void
test_moments_are_local (void)
{
  g_autoptr (GDateTime) local = g_date_time_new_local (2027, 2, 5, 14, 32, 10);
  gint64 at_ms = g_date_time_to_unix (local) * 1000 + 999;
  g_autofree char *clock = invy_when_dup_clock (at_ms);
  g_autofree char *moment = invy_when_dup_moment (at_ms);

  g_assert_cmpstr (clock, ==, "14:32");
  g_assert_cmpstr (moment, ==, "5 Feb 2027, 14:32");
}

static void
test_durations (void)
{
  static const struct
  {
    gint64 ms;
    const char *text;
  } rows[] = {
    { -5, "a few seconds" },        { 0, "a few seconds" },
    { 9999, "a few seconds" },      { 10000, "about 10 seconds" },
    { 34000, "about 30 seconds" },  { 54999, "about 50 seconds" },
    { 55000, "about 1 minute" },    { 89999, "about 1 minute" },
    { 90000, "about 2 minutes" },   { 25 * 60000, "about 25 minutes" },
    { 60 * 60000, "about 1 hour" }, { 150 * 60000, "about 3 hours" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = invy_when_dup_duration (rows[i].ms);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/when/date-far-away-has-year", test_date_far_away_has_year);
  g_test_add_func ("/invy/when/date-near-has-none", test_date_near_has_none);
  g_test_add_func ("/invy/when/no-date", test_no_date);
  g_test_add_func ("/invy/when/moments-are-local", test_moments_are_local);
  g_test_add_func ("/invy/when/durations", test_durations);

  return g_test_run ();
}
