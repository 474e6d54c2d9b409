/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "text/invy-when.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define MINUTE_MS (60 * G_GINT64_CONSTANT (1000))
#define HOUR_MS (60 * MINUTE_MS)

/* The formats come from translations, which the compiler cannot check. */
static char *
format_local (GDateTime *moment, const char *format)
{
  return g_date_time_format (moment, format);
}

/* Noon, so that no change of the clocks moves the day. */
static GDateTime *
new_from_iso_date (const char *iso_date)
{
  int year, month, day;
  char end;

  if (iso_date == NULL || sscanf (iso_date, "%4d-%2d-%2d%c", &year, &month, &day, &end) != 3)
    return NULL;

  return g_date_time_new_local (year, month, day, 12, 0, 0);
}

static gboolean
is_within_a_year (GDateTime *day)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) last_year = g_date_time_add_years (now, -1);
  g_autoptr (GDateTime) next_year = g_date_time_add_years (now, 1);

  return g_date_time_compare (day, last_year) > 0 && g_date_time_compare (day, next_year) < 0;
}

/**
 * invy_when_dup_date:
 * @iso_date: (nullable): YYYY-MM-DD
 *
 * Returns: (transfer full) (nullable): the day in the language in use, "25 February", with the year if it is more
 * than a year away; @iso_date itself if it is no day
 */
char *
invy_when_dup_date (const char *iso_date)
{
  g_autoptr (GDateTime) day = new_from_iso_date (iso_date);

  if (day == NULL)
    return g_strdup (iso_date);

  if (is_within_a_year (day))
    /* Translators: a day of this or the coming year, "25 February"; see "man date" for the letters */
    return format_local (day, C_ ("date", "%-d %B"));
  /* Translators: a day with its year, "25 February 2027"; see "man date" for the letters */
  return format_local (day, C_ ("date", "%-d %B %Y"));
}

/**
 * invy_when_dup_date_short:
 * @iso_date: (nullable): YYYY-MM-DD
 *
 * Returns: (transfer full) (nullable): the day where there is little room, "25 Feb"; @iso_date itself if it is no day
 */
char *
invy_when_dup_date_short (const char *iso_date)
{
  g_autoptr (GDateTime) day = new_from_iso_date (iso_date);

  if (day == NULL)
    return g_strdup (iso_date);

  if (is_within_a_year (day))
    /* Translators: a short day of this or the coming year, "25 Feb"; see "man date" for the letters */
    /* xgettext:no-c-format */
    return format_local (day, C_ ("date", "%-d %b"));
  /* Translators: a short day with its year, "25 Feb 2027"; see "man date" for the letters */
  return format_local (day, C_ ("date", "%-d %b %Y"));
}

static char *
format_moment (gint64 at_ms, const char *format)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (at_ms / 1000);

  return moment != NULL ? format_local (moment, format) : g_strdup ("");
}

/**
 * invy_when_dup_clock:
 * @at_ms: milliseconds since 1970, UTC
 *
 * Returns: (transfer full): the local time of day, "14:32"
 */
char *
invy_when_dup_clock (gint64 at_ms)
{
  /* Translators: a time of day, "14:32"; see "man date" for the letters */
  return format_moment (at_ms, C_ ("date", "%H:%M"));
}

/**
 * invy_when_dup_moment:
 * @at_ms: milliseconds since 1970, UTC
 *
 * Returns: (transfer full): the local day and time, "25 Feb 2027, 14:32"
 */
char *
invy_when_dup_moment (gint64 at_ms)
{
  /* Translators: a day and a time, "25 Feb 2027, 14:32"; see "man date" for the letters */
  return format_moment (at_ms, C_ ("date", "%-d %b %Y, %H:%M"));
}

/**
 * invy_when_dup_duration:
 * @duration_ms: milliseconds; less than none counts as none
 *
 * Returns: (transfer full): how long that is, rounded as people do: "about 2 minutes"
 */
char *
invy_when_dup_duration (gint64 duration_ms)
{
  guint n;

  if (duration_ms < 10 * 1000)
    return g_strdup (_ ("a few seconds"));
  if (duration_ms < 55 * 1000)
    {
      n = (guint) ((duration_ms + 5000) / 10000) * 10;
      /* Translators: how long something takes; in tens of seconds */
      return g_strdup_printf (ngettext ("about %u second", "about %u seconds", n), n);
    }
  if (duration_ms < HOUR_MS - MINUTE_MS / 2)
    {
      n = (guint) ((duration_ms + MINUTE_MS / 2) / MINUTE_MS);
      /* Translators: how long something takes */
      return g_strdup_printf (ngettext ("about %u minute", "about %u minutes", n), n);
    }
  n = (guint) MIN ((duration_ms + HOUR_MS / 2) / HOUR_MS, G_MAXINT);
  /* Translators: how long something takes */
  return g_strdup_printf (ngettext ("about %u hour", "about %u hours", n), n);
}
