/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "table-reader/invy-cell-format.h"

#include <math.h>
#include <string.h>

/* The days that the calendar of spreadsheets counts in: 1899-12-30 for the one that takes 1900 for a leap year (right
 * from 1900-03-01 on), 1904-01-01 for the one that Macintosh programs began with; and the last day it knows. */
#define EPOCH_1900_YEAR 1899
#define EPOCH_1904_DAYS 1462
#define MAX_DAYS 2958465

#define S_PER_DAY 86400

/* A phone number is shown with at least so many places; fewer are a price or a percentage. */
#define MIN_PLACES 7

/* ECMA-376 part 1, 18.8.30 numFmt: the formats that a file need not write down; 27 to 36 and 50 to 58 are dates in
 * the languages that use them at all. */
static InvyCellKind
get_builtin_kind (guint id)
{
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return INVY_CELL_DATE;
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47))
    return INVY_CELL_TIME;
  return id == 22 ? INVY_CELL_DATE_TIME : INVY_CELL_NUMBER;
}

/* Skips what a format code shows as it stands or what is no part of the pattern: "text", \c, _c, *c, [Red], AM/PM.
 * Returns where the next sign of the pattern may be; @p if it is here. */
static const char *
skip_literal (const char *p)
{
  const char *end = NULL;

  switch (*p)
    {
    case '"':
      end = strchr (p + 1, '"');
      break;
    case '[':
      if (strchr ("hHmMsS", p[1]) != NULL) /* hours that go on after 24 */
        return p;
      end = strchr (p + 1, ']');
      break;
    case '\\':
    case '_':
    case '*':
      end = p[1] != '\0' ? g_utf8_next_char (p + 1) - 1 : p;
      break;
    default:
      if (g_ascii_strncasecmp (p, "AM/PM", 5) == 0)
        return p + 5;
      if (g_ascii_strncasecmp (p, "A/P", 3) == 0)
        return p + 3;
      return p;
    }

  return end != NULL ? end + 1 : p + strlen (p);
}

/* What comes behind a semicolon is for negative numbers. An m between hours and seconds is a minute. */
static InvyCellKind
get_kind (const char *code)
{
  gboolean has_day = FALSE, has_month = FALSE, has_time = FALSE;

  for (const char *p = code; *p != '\0' && *p != ';';)
    {
      const char *next = skip_literal (p);

      if (next != p)
        {
          p = next;
          continue;
        }
      has_day |= strchr ("dDyY", *p) != NULL;
      has_month |= *p == 'm' || *p == 'M';
      has_time |= strchr ("hHsS", *p) != NULL;
      p++;
    }

  if (has_time)
    return has_day ? INVY_CELL_DATE_TIME : INVY_CELL_TIME;
  return has_day || has_month ? INVY_CELL_DATE : INVY_CELL_NUMBER;
}

/* The places of a format that shows nothing but digits, dashes and the like: how spreadsheets keep the zero that a
 * phone number begins with. */
static char *
get_digits (const char *code)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  guint n_places = 0, n_zeros = 0;

  for (const char *p = code; *p != '\0' && *p != ';'; p++)
    if (*p == '\\' && p[1] != '\0' && strchr ("-() .", p[1]) != NULL)
      g_string_append_c (digits, *++p);
    else if (*p != '\0' && strchr ("0#-() ", *p) != NULL)
      {
        n_places += *p == '0' || *p == '#';
        n_zeros += *p == '0';
        g_string_append_c (digits, *p);
      }
    else if (*p != '"')
      return NULL;

  return n_places >= MIN_PLACES && n_zeros > 0 ? g_string_free_and_steal (g_steal_pointer (&digits)) : NULL;
}

/**
 * invy_cell_format_new:
 * @id: the number of a format that everybody knows, or any other
 * @code: (nullable): the format as it is written in the file
 *
 * Returns: (transfer full): the format
 */
InvyCellFormat *
invy_cell_format_new (guint id, const char *code)
{
  InvyCellFormat *self = g_new0 (InvyCellFormat, 1);

  self->kind = code != NULL ? get_kind (code) : get_builtin_kind (id);
  self->digits = code != NULL && self->kind == INVY_CELL_NUMBER ? get_digits (code) : NULL;

  return self;
}

void
invy_cell_format_free (InvyCellFormat *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->digits, g_free);
  g_free (self);
}

static gboolean
is_integer (const char *value)
{
  const char *digits = value + (*value == '-');

  return *digits != '\0' && strspn (digits, "0123456789") == strlen (digits);
}

/* All digits, never 5.41E+08. */
static char *
dup_number (const char *value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;
  double number;

  if (is_integer (value))
    return g_strdup (value);

  number = g_ascii_strtod (value, &end);
  if (end == value || *end != '\0' || !isfinite (number))
    return g_strdup (value);
  if (fabs (number) < 1e15 && fabs (number - round (number)) <= 1e-12 * MAX (1, fabs (number)))
    return g_strdup_printf ("%.0f", round (number) + 0.0);

  /* As many as a spreadsheet shows: 0.1 + 0.2 is 0.3. */
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
}

static char *
dup_moment (InvyCellKind kind, double days, gboolean from_1904)
{
  gint64 n_seconds = (gint64) round ((days + (from_1904 ? EPOCH_1904_DAYS : 0)) * S_PER_DAY);
  g_autoptr (GDateTime) epoch = g_date_time_new_utc (EPOCH_1900_YEAR, 12, 30, 0, 0, 0);
  g_autoptr (GDateTime) day = g_date_time_add_days (epoch, (int) (n_seconds / S_PER_DAY));
  g_autoptr (GDateTime) moment = g_date_time_add_seconds (day, (double) (n_seconds % S_PER_DAY));
  gboolean has_seconds = n_seconds % 60 != 0;

  switch (kind)
    {
    case INVY_CELL_DATE:
      return g_date_time_format (moment, "%Y-%m-%d");
    case INVY_CELL_TIME:
      return g_date_time_format (moment, has_seconds ? "%H:%M:%S" : "%H:%M");
    case INVY_CELL_DATE_TIME:
      return g_date_time_format (moment, has_seconds ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d %H:%M");
    case INVY_CELL_NUMBER:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* Fills the places of @pattern from behind; digits that have none go in front. */
static char *
fill_digits (const char *pattern, const char *number)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n_left = strlen (number);

  for (const char *p = pattern + strlen (pattern); p > pattern;)
    {
      p--;
      if (*p != '0' && *p != '#')
        g_string_prepend_c (text, *p);
      else if (n_left > 0)
        g_string_prepend_c (text, number[--n_left]);
      else if (*p == '0')
        g_string_prepend_c (text, '0');
    }
  g_string_prepend_len (text, number, (gssize) n_left);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * invy_cell_format_apply:
 * @self: (nullable): %NULL for a plain number
 * @value: a number as a file writes it
 * @from_1904: whether the file counts days from 1904
 *
 * Returns: (transfer full): what a person reads in the cell, dates in the order of ISO 8601; @value if it is no
 * number
 */
char *
invy_cell_format_apply (const InvyCellFormat *self, const char *value, gboolean from_1904)
{
  g_autofree char *number = NULL;
  char *end;
  double days;

  if (self != NULL && self->kind != INVY_CELL_NUMBER)
    {
      days = g_ascii_strtod (value, &end);
      if (end != value && *end == '\0' && days >= 0 && days <= MAX_DAYS)
        return dup_moment (self->kind, days, from_1904);
    }

  number = dup_number (value);
  if (self != NULL && self->digits != NULL && *number != '-' && is_integer (number))
    return fill_digits (self->digits, number);

  return g_steal_pointer (&number);
}
