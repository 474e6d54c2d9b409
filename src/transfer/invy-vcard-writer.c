/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-tags.h"
#include "transfer/invy-csv-cell.h"
#include "transfer/invy-vcard-writer.h"

#include <string.h>

/* RFC 2426 5.8.1: longer lines are folded; octets, without the line end. */
#define MAX_LINE 75

/* Numbers in one cell, as the guest book parts them. */
#define PHONE_SEPARATORS "\\s*(?:\\R|[;|/,]|:::)\\s*"

/* What no property of the standard is for. Address books keep such lines or pass over them. */
static const struct
{
  InvyGuestColumn meaning;
  const char *property;
} own_properties[] = {
  { INVY_GUEST_COLUMN_LANGUAGE, "X-INVY-LANGUAGE" },
  { INVY_GUEST_COLUMN_SIDE, "X-INVY-SIDE" },
  { INVY_GUEST_COLUMN_GROUP, "X-INVY-GROUP" },
  { INVY_GUEST_COLUMN_HOUSEHOLD, "X-INVY-HOUSEHOLD" },
  { INVY_GUEST_COLUMN_PARTY_SIZE, "X-INVY-PARTY-SIZE" },
  { INVY_GUEST_COLUMN_MEAL, "X-INVY-MEAL" },
  { INVY_GUEST_COLUMN_RSVP, "X-INVY-RSVP" },
  { INVY_GUEST_COLUMN_RSVP_COUNT, "X-INVY-RSVP-COUNT" },
  { INVY_GUEST_COLUMN_RSVP_AT, "X-INVY-ANSWER-TIME" },
};

/* What separates values or ends a line is escaped; RFC 2426 4, "text-value". */
static void
append_escaped (GString *line, const char *value)
{
  g_autofree char *text = invy_csv_cell_keep_text (value);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\n' || *p == '\r')
        {
          if (*p == '\r' && p[1] == '\n')
            p++;
          g_string_append (line, "\\n");
        }
      else
        {
          if (strchr ("\\,;", *p) != NULL)
            g_string_append_c (line, '\\');
          g_string_append_c (line, *p);
        }
    }
}

/* Folds between characters and not inside of one: not every reader puts the octets together before it decodes. */
static void
append_line (GString *text, const char *line)
{
  gsize room = MAX_LINE;

  for (const char *p = line; *p != '\0';)
    {
      const gsize length = (gsize) (g_utf8_next_char (p) - p);

      if (length > room)
        {
          g_string_append (text, "\r\n ");
          room = MAX_LINE - 1;
        }
      g_string_append_len (text, p, (gssize) length);
      room -= length;
      p += length;
    }
  g_string_append (text, "\r\n");
}

/* Nothing for an empty value, except where @is_needed. */
static void
append_property (GString *text, const char *property, const char *value, gboolean is_needed)
{
  g_autoptr (GString) line = NULL;

  if (*value == '\0' && !is_needed)
    return;

  line = g_string_new (property);
  g_string_append_c (line, ':');
  append_escaped (line, value);
  append_line (text, line->str);
}

static const char *
get_cell (InvySheet *sheet, const InvyTableRow *row, InvyGuestColumn meaning)
{
  for (guint i = 0; i < sheet->n_columns; i++)
    if (sheet->columns[i].meaning == meaning)
      return row->cells[i];
  return "";
}

/* Both are needed, RFC 2426 3.1; a guest who is only a number has neither, and shows as that number. */
static void
append_name (GString *text, const char *first, const char *last)
{
  g_autoptr (GString) line = g_string_new ("N:");
  g_autofree char *both = g_strjoin (*first != '\0' && *last != '\0' ? " " : "", first, last, NULL);

  append_escaped (line, last);
  g_string_append_c (line, ';');
  append_escaped (line, first);
  g_string_append (line, ";;;");
  append_line (text, line->str);
  append_property (text, "FN", both, TRUE);
}

static void
append_phones (GString *text, const char *cell, GRegex *separators)
{
  g_auto (GStrv) phones = g_regex_split (separators, cell, 0);

  for (guint i = 0; phones[i] != NULL; i++)
    append_property (text, "TEL;TYPE=CELL", phones[i], FALSE);
}

static void
append_tags (GString *text, const char *cell)
{
  g_auto (GStrv) tags = invy_tags_split (cell);
  g_autoptr (GString) line = g_string_new ("CATEGORIES:");

  for (guint i = 0; tags[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');
      append_escaped (line, tags[i]);
    }
  if (tags[0] != NULL)
    append_line (text, line->str);
}

static void
append_card (GString *text, InvySheet *sheet, const InvyTableRow *row, GRegex *separators)
{
  g_string_append (text, "BEGIN:VCARD\r\nVERSION:3.0\r\n");
  append_name (text, get_cell (sheet, row, INVY_GUEST_COLUMN_FIRST_NAME),
               get_cell (sheet, row, INVY_GUEST_COLUMN_LAST_NAME));
  append_phones (text, get_cell (sheet, row, INVY_GUEST_COLUMN_PHONE), separators);
  append_property (text, "EMAIL;TYPE=INTERNET", get_cell (sheet, row, INVY_GUEST_COLUMN_EMAIL), FALSE);
  append_property (text, "NOTE", get_cell (sheet, row, INVY_GUEST_COLUMN_NOTES), FALSE);
  append_tags (text, get_cell (sheet, row, INVY_GUEST_COLUMN_TAGS));
  for (gsize i = 0; i < G_N_ELEMENTS (own_properties); i++)
    append_property (text, own_properties[i].property, get_cell (sheet, row, own_properties[i].meaning), FALSE);
  g_string_append (text, "END:VCARD\r\n");
}

/**
 * invy_vcard_writer_write:
 * @sheet: a guest list
 *
 * Writes a card for each guest. The version is 3.0 (RFC 2426), the newest that every telephone, Google and Outlook
 * read; it is UTF-8, while 2.1 would need quoted-printable for each Hebrew name, and what 4.0 adds is nothing that
 * guests have. Any thread may call it.
 *
 * Returns: (transfer full): the file
 */
GBytes *
invy_vcard_writer_write (InvySheet *sheet, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRegex) separators = g_regex_new (PHONE_SEPARATORS, G_REGEX_OPTIMIZE, 0, NULL);

  for (guint i = 0; i < sheet->table->rows->len; i++)
    append_card (text, sheet, g_ptr_array_index (sheet->table->rows, i), separators);

  return g_string_free_to_bytes (g_steal_pointer (&text));
}
