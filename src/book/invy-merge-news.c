/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-merge-judgement.h"
#include "book/invy-merge-news.h"

#include <string.h>

/* What a row may say about a guest that is known already. Who it is was decided by name and number, so these stay. */
static const InvyGuestField updated_fields[] = {
  INVY_GUEST_EMAIL, INVY_GUEST_LANGUAGE, INVY_GUEST_SIDE, INVY_GUEST_GROUP_NAME,
  INVY_GUEST_MEAL,  INVY_GUEST_NOTES,    INVY_GUEST_TAGS, INVY_GUEST_HOUSEHOLD,
};

/**
 * invy_merge_has_news:
 * @guest: who is known
 * @row: what a row says of the same person
 * @is_nameless: whether nobody knows what @guest is called
 *
 * Returns: whether there is anything in @row that @guest does not say
 */
gboolean
invy_merge_has_news (InvyGuest *guest, InvyGuest *row, gboolean is_nameless)
{
  guint party_size = invy_guest_get_party_size (row);
  InvyRsvp rsvp = invy_guest_get_rsvp (row);

  for (gsize i = 0; i < G_N_ELEMENTS (updated_fields); i++)
    {
      const char *text = invy_guest_get (row, updated_fields[i]);

      if (text != NULL && g_strcmp0 (text, invy_guest_get (guest, updated_fields[i])) != 0)
        return TRUE;
    }

  return (party_size != 0 && party_size != invy_guest_get_party_size (guest))
         || (rsvp != INVY_RSVP_NONE
             && (rsvp != invy_guest_get_rsvp (guest)
                 || invy_guest_get_rsvp_count (row) != invy_guest_get_rsvp_count (guest)))
         || (is_nameless
             && (invy_guest_get (row, INVY_GUEST_FIRST_NAME) != NULL
                 || invy_guest_get (row, INVY_GUEST_LAST_NAME) != NULL));
}

/* An empty cell never overwrites. */
static void
set_unless_empty (InvyGuest *guest, InvyGuestField field, InvyGuest *row)
{
  const char *text = invy_guest_get (row, field);

  if (text != NULL)
    invy_guest_set (guest, field, text);
}

/**
 * invy_merge_take_news:
 *
 * Lets @guest say what @row does, as invy_merge_has_news() asks.
 */
void
invy_merge_take_news (InvyGuest *guest, InvyGuest *row, gboolean is_nameless)
{
  InvyRsvp rsvp = invy_guest_get_rsvp (row);

  for (gsize i = 0; i < G_N_ELEMENTS (updated_fields); i++)
    set_unless_empty (guest, updated_fields[i], row);
  if (invy_guest_get_party_size (row) != 0)
    invy_guest_set_party_size (guest, invy_guest_get_party_size (row));
  if (rsvp != INVY_RSVP_NONE)
    invy_guest_set_rsvp (guest, rsvp, invy_guest_get_rsvp_count (row), invy_guest_get_rsvp_at (row));
  if (is_nameless)
    {
      set_unless_empty (guest, INVY_GUEST_FIRST_NAME, row);
      set_unless_empty (guest, INVY_GUEST_LAST_NAME, row);
    }
}

/* Lines that other columns add to the notes begin with what they are, such as "Table: 5" or "☎ 03-6234567". */
static gsize
get_title_length (const char *line)
{
  const char *end = strstr (line, ": ");

  if (g_str_has_prefix (line, INVY_MERGE_SECOND_PHONE))
    return strlen (INVY_MERGE_SECOND_PHONE);
  return end != NULL ? (gsize) (end - line) + strlen (": ") : strlen (line) + 1;
}

static void
put_line (GPtrArray *lines, const char *line)
{
  for (guint i = 0; i < lines->len; i++)
    if (strncmp (lines->pdata[i], line, get_title_length (line)) == 0)
      {
        g_free (lines->pdata[i]);
        lines->pdata[i] = g_strdup (line);
        return;
      }
  g_ptr_array_add (lines, g_strdup (line));
}

/**
 * invy_merge_put_into_notes:
 * @guest: who is known
 * @row: to be changed
 *
 * An empty cell of notes never overwrites: what other columns say is put into the notes that are there. @row has both
 * then.
 */
void
invy_merge_put_into_notes (InvyGuest *guest, InvyGuest *row)
{
  const char *notes = invy_guest_get (guest, INVY_GUEST_NOTES), *added = invy_guest_get (row, INVY_GUEST_NOTES);
  g_auto (GStrv) old_lines = NULL;
  g_auto (GStrv) new_lines = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  if (notes == NULL || added == NULL)
    return;

  old_lines = g_strsplit (notes, "\n", -1);
  new_lines = g_strsplit (added, "\n", -1);
  for (guint i = 0; old_lines[i] != NULL; i++)
    g_ptr_array_add (lines, g_strdup (old_lines[i]));
  for (guint i = 0; new_lines[i] != NULL; i++)
    put_line (lines, new_lines[i]);
  g_ptr_array_add (lines, NULL);
  text = g_strjoinv ("\n", (char **) lines->pdata);
  invy_guest_set (row, INVY_GUEST_NOTES, text);
}
