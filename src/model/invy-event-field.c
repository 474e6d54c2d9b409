/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-event.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (invy - field - error - quark, invy_field_error)

/* Years that a wedding can be in; a typing mistake like 0202 is not taken for one. */
#define FIRST_YEAR 1900
#define LAST_YEAR 2999

static char *
fail (GError **error, InvyFieldError code, const char *sentence)
{
  g_set_error_literal (error, INVY_FIELD_ERROR, (int) code, sentence);
  return NULL;
}

/* @text without outer white space and without the direction marks that come along when a date or a link is copied
 * from right-to-left text. */
static char *
trim (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) kept = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!(c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)
            || c == 0xfeff))
        g_string_append_unichar (kept, c);
    }

  return g_strstrip (g_string_free_and_steal (g_steal_pointer (&kept)));
}

/* Digits of other scripts as ASCII ones. */
static char *
with_ascii_digits (const char *text)
{
  g_autoptr (GString) string = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        g_string_append_c (string, (char) ('0' + g_unichar_digit_value (c)));
      else
        g_string_append_unichar (string, c);
    }

  return g_string_free_and_steal (g_steal_pointer (&string));
}

/* The groups of @pattern as numbers; an empty group stays what it was. */
static gboolean
match_numbers (const char *text, const char *pattern, int *numbers, guint n_numbers)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;

  for (guint i = 0; i < n_numbers; i++)
    {
      g_autofree char *group = g_match_info_fetch (match, (int) i + 1);

      if (group != NULL && *group != '\0')
        numbers[i] = (int) g_ascii_strtoll (group, NULL, 10);
    }

  return TRUE;
}

static char *
normalize_date (const char *text, GError **error)
{
  g_autofree char *ascii = with_ascii_digits (text);
  int iso[3] = { 0 }, local[3] = { 0 };
  int year, month, day;

  if (match_numbers (ascii, "^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})$", iso, 3))
    {
      year = iso[0];
      month = iso[1];
      day = iso[2];
    }
  else if (match_numbers (ascii, "^(\\d{1,2})\\s*[-/.]\\s*(\\d{1,2})\\s*[-/.]\\s*(\\d{4}|\\d{2})$", local, 3))
    {
      day = local[0];
      month = local[1];
      year = local[2] < 100 ? 2000 + local[2] : local[2];
    }
  else
    return fail (error, INVY_FIELD_ERROR_BAD_DATE,
                 _ ("This is not a date: type the day, the month and the year, like 25.2.2027."));

  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1
      || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return fail (error, INVY_FIELD_ERROR_BAD_DATE,
                 _ ("There is no such day in the calendar: type the day, the month and the year, like 25.2.2027."));

  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

static char *
normalize_time (const char *text, GError **error)
{
  g_autofree char *ascii = with_ascii_digits (text);
  int parts[2] = { 0 };

  /* 19:30, 7:30, 19.30, 19h30, 1930, and with seconds as spreadsheets write it */
  if (!match_numbers (ascii, "^(\\d{1,2})\\s*[:.hH]\\s*(\\d{2})(?::\\d{2})?$", parts, 2)
      && !match_numbers (ascii, "^(\\d{1,2})(\\d{2})$", parts, 2))
    return fail (error, INVY_FIELD_ERROR_BAD_TIME,
                 _ ("This is not a time: type the hours and the minutes, like 19:30."));

  if (parts[0] > 23 || parts[1] > 59)
    return fail (error, INVY_FIELD_ERROR_BAD_TIME,
                 _ ("There is no such time of day: type one from 00:00 to 23:59, like 19:30."));

  return g_strdup_printf ("%02d:%02d", parts[0], parts[1]);
}

static gboolean
has_white_space (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static char *
normalize_link (const char *text, GError **error)
{
  gboolean has_scheme = strstr (text, "://") != NULL;
  g_autofree char *link = has_scheme ? g_strdup (text) : g_strconcat ("https://", text, NULL);
  g_autoptr (GUri) uri = has_white_space (text) ? NULL : g_uri_parse (link, G_URI_FLAGS_PARSE_RELAXED, NULL);
  gboolean good;

  good = uri != NULL
         && (g_str_equal (g_uri_get_scheme (uri), "https") || g_str_equal (g_uri_get_scheme (uri), "http"))
         && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0';
  /* Without a scheme any word would be a link, and so would mailto:me@example.com. */
  if (good && !has_scheme)
    good = strchr (g_uri_get_host (uri), '.') != NULL && g_uri_get_userinfo (uri) == NULL;
  if (!good)
    return fail (
        error, INVY_FIELD_ERROR_BAD_LINK,
        _ ("This is not a link: type an address that begins with https://, like https://example.com/wedding."));

  return g_steal_pointer (&link);
}

static char *
normalize_country (const char *text, GError **error)
{
  if (strlen (text) != 2 || !g_ascii_isalpha (text[0]) || !g_ascii_isalpha (text[1]))
    return fail (error, INVY_FIELD_ERROR_BAD_COUNTRY,
                 _ ("This is not a country: type its two letters, like IL for Israel or US for the United States."));

  return g_ascii_strup (text, -1);
}

/* As WhatsApp writes languages: he, en_US. */
static char *
normalize_language (const char *text, GError **error)
{
  g_autoptr (GRegex) regex = g_regex_new ("^([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *language = NULL, *country = NULL, *lower = NULL, *upper = NULL;

  if (!g_regex_match (regex, text, 0, &match))
    return fail (
        error, INVY_FIELD_ERROR_BAD_LANGUAGE,
        _ ("This is not a language: type its code, like he for Hebrew, ar for Arabic or en_US for English."));

  language = g_match_info_fetch (match, 1);
  country = g_match_info_fetch (match, 2);
  lower = g_ascii_strdown (language, -1);
  if (country == NULL || *country == '\0')
    return g_steal_pointer (&lower);

  upper = g_ascii_strup (country, -1);
  return g_strconcat (lower, "_", upper, NULL);
}

static char *
normalize_timezone (const char *text, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (text);

  if (zone == NULL)
    return fail (error, INVY_FIELD_ERROR_BAD_TIMEZONE,
                 _ ("This is not a time zone: type its name, like Asia/Jerusalem."));

  return g_strdup (text);
}

/**
 * invy_event_field_normalize:
 * @field: what was typed into
 * @text: (nullable): what was typed
 * @error: one of #InvyFieldError, with a sentence that says what to type instead
 *
 * Brings what people type into the form that is kept: dates (day first, or year first) as YYYY-MM-DD, times as HH:MM,
 * links with a scheme, countries and languages as codes. All other texts are only trimmed.
 *
 * Returns: (transfer full) (nullable): the text to keep; %NULL without an error when there is none, %NULL with one
 * when it cannot be understood
 */
char *
invy_event_field_normalize (InvyEventField field, const char *text, GError **error)
{
  g_autofree char *trimmed = NULL;

  g_return_val_if_fail (field < INVY_EVENT_N_FIELDS, NULL);

  trimmed = trim (text != NULL ? text : "");
  if (*trimmed == '\0')
    return NULL;

  switch (field)
    {
    case INVY_EVENT_DATE:
      return normalize_date (trimmed, error);
    case INVY_EVENT_EVENT_TIME:
      return normalize_time (trimmed, error);
    case INVY_EVENT_GUEST_LINK:
      return normalize_link (trimmed, error);
    case INVY_EVENT_COUNTRY:
      return normalize_country (trimmed, error);
    case INVY_EVENT_LANGUAGE:
      return normalize_language (trimmed, error);
    case INVY_EVENT_TIMEZONE:
      return normalize_timezone (trimmed, error);
    case INVY_EVENT_TITLE:
    case INVY_EVENT_PARTNER1_NAME:
    case INVY_EVENT_PARTNER2_NAME:
    case INVY_EVENT_VENUE:
    case INVY_EVENT_TEMPLATE_NAME:
    case INVY_EVENT_PARAMETER_MAPPING:
    case INVY_EVENT_N_FIELDS:
    default:
      /* Names keep their marks: someone may have put them there on purpose. */
      return g_strstrip (g_strdup (text));
    }
}
