/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-sheet.h"

#include <string.h>

/* The languages of guests that are written from right to left; ISO 639-1. */
static const char *const rtl_languages[] = { "ar", "fa", "he", "ur", "yi", NULL };

static gboolean
is_rtl_language (const char *language)
{
  g_autofree char *code = language != NULL ? g_strndup (language, strcspn (language, "_-")) : NULL;

  return code != NULL && g_strv_contains (rtl_languages, code);
}

/* The titles are in the language of who reads them, whether that is a window's or a terminal's. */
static gboolean
is_rtl_title (const char *title)
{
  const GUnicodeScript script = g_unichar_get_script (g_utf8_get_char (title));

  return script == G_UNICODE_SCRIPT_HEBREW || script == G_UNICODE_SCRIPT_ARABIC;
}

/**
 * invy_sheet_new:
 * @title: what it is called
 * @columns: (array length=n_columns): copied; at least one
 * @language: (nullable): of those it is about; theirs or that of the titles decides where the first column stands
 *
 * Returns: (transfer full): a sheet without rows
 */
InvySheet *
invy_sheet_new (const char *title, const InvySheetColumn *columns, guint n_columns, const char *language)
{
  InvySheet *self;

  g_return_val_if_fail (n_columns > 0, NULL);

  self = g_new0 (InvySheet, 1);
  self->table = invy_table_new (title);
  self->columns = g_memdup2 (columns, sizeof *columns * n_columns);
  self->n_columns = n_columns;
  self->is_rtl = is_rtl_language (language) || is_rtl_title (columns[0].title);

  return self;
}

void
invy_sheet_free (InvySheet *self)
{
  g_clear_pointer (&self->table, invy_table_unref);
  g_clear_pointer (&self->columns, g_free);
  g_free (self);
}

/**
 * invy_sheet_add_row:
 * @cells: (array): a text for each column; %NULL for an empty one
 *
 * Adds a row. One that does not fit any more is remembered in @is_full, and becomes an error when the sheet is
 * written.
 */
void
invy_sheet_add_row (InvySheet *self, const char *const *cells)
{
  g_autoptr (GString) texts = g_string_new (NULL);

  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->n_columns; i++)
    {
      if (cells[i] != NULL)
        g_string_append (texts, cells[i]);
      g_string_append_c (texts, '\0');
    }
  if (!invy_table_add_row (self->table, self->table->rows->len + 2, texts->str, texts->len))
    self->is_full = TRUE;
}

/**
 * invy_sheet_has_people:
 *
 * Returns: whether it is a guest list, which an address book could read
 */
gboolean
invy_sheet_has_people (InvySheet *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->columns[0].meaning != INVY_GUEST_COLUMN_IGNORED;
}

/**
 * invy_sheet_dup_time:
 * @at_ms: milliseconds since 1970; 0 for never
 *
 * Returns: (transfer full): the cell for %INVY_SHEET_TIME, in the form that spreadsheets take for a time in every
 *   language
 */
char *
invy_sheet_dup_time (gint64 at_ms)
{
  g_autoptr (GDateTime) moment = at_ms != 0 ? g_date_time_new_from_unix_local (at_ms / 1000) : NULL;

  return moment != NULL ? g_date_time_format (moment, "%Y-%m-%d %H:%M:%S") : g_strdup ("");
}
