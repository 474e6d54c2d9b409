/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/keep/invy-restore-words.h"

#include "app/guests/invy-guest-words.h"
#include "model/invy-guest-field.h"
#include "text/invy-bidi.h"
#include "text/invy-when.h"

#include <glib/gi18n.h>

/**
 * invy_restore_words_get_reason:
 *
 * Returns: why a copy was made
 */
const char *
invy_restore_words_get_reason (InvyCopyReason reason)
{
  switch (reason)
    {
    case INVY_COPY_DAILY:
      return _ ("The copy of the day");
    case INVY_COPY_IMPORT:
      return _ ("Before guests were imported");
    case INVY_COPY_CAMPAIGN:
      return _ ("Before messages were sent");
    case INVY_COPY_RESTORE:
      return _ ("Before another copy was restored");
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * invy_restore_words_dup_moment:
 * @at_ms: milliseconds since 1970
 *
 * Returns: (transfer full): the day and the time
 */
char *
invy_restore_words_dup_moment (gint64 at_ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at_ms / 1000);
  g_autofree char *iso_date = g_date_time_format (time, "%Y-%m-%d");
  g_autofree char *date = invy_when_dup_date (iso_date);
  g_autofree char *clock = invy_when_dup_clock (at_ms);

  /* Translators: a day and a time of that day */
  return g_strdup_printf (_ ("%s, %s"), date, clock);
}

/* Old and new, whatever direction each of them has. */
static void
add_line (GString *text, const char *title, const char *now, const char *then)
{
  g_autofree char *shown_now = invy_bidi_isolate (now != NULL ? now : "—", INVY_BIDI_NAME);
  g_autofree char *shown_then = invy_bidi_isolate (then != NULL ? then : "—", INVY_BIDI_NAME);

  if (text->len > 0)
    g_string_append_c (text, '\n');
  /* Translators: a field of a guest, what is in it now, and what restoring would make of it */
  g_string_append_printf (text, _ ("%s: %s → %s"), title, shown_now, shown_then);
}

static void
add_texts (GString *text, InvyGuest *now, InvyGuest *then)
{
  for (guint i = 0; i < INVY_GUEST_N_FIELDS; i++)
    {
      const InvyGuestField field = (InvyGuestField) i;

      if (field != INVY_GUEST_RSVP_TOKEN && field != INVY_GUEST_MERGED_INTO
          && g_strcmp0 (invy_guest_get (now, field), invy_guest_get (then, field)) != 0)
        add_line (text, invy_guest_field_get_title (field), invy_guest_get (now, field),
                  invy_guest_get (then, field));
    }
}

/**
 * invy_restore_words_dup_change:
 *
 * Returns: (transfer full): a line for each thing about a guest that restoring would change
 */
char *
invy_restore_words_dup_change (const InvyGuestChange *change)
{
  GString *text = g_string_new (NULL);
  const guint size_now = invy_guest_get_party_size (change->now);
  const guint size_then = invy_guest_get_party_size (change->then);
  g_autofree char *answer_now =
      invy_guest_words_dup_rsvp (invy_guest_get_rsvp (change->now), invy_guest_get_rsvp_count (change->now));
  g_autofree char *answer_then =
      invy_guest_words_dup_rsvp (invy_guest_get_rsvp (change->then), invy_guest_get_rsvp_count (change->then));

  add_texts (text, change->now, change->then);
  if (size_now != size_then)
    {
      g_autofree char *now = g_strdup_printf ("%u", size_now);
      g_autofree char *then = g_strdup_printf ("%u", size_then);

      add_line (text, _ ("Guests"), now, then);
    }
  if (g_strcmp0 (answer_now, answer_then) != 0)
    add_line (text, _ ("Answer"), answer_now, answer_then);

  return g_string_free_and_steal (text);
}

static void
add_part (GString *text, const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static void
add_guests (GString *text, const char *format, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autoptr (GString) part = g_string_new (format);

  if (n == 0)
    return;

  g_string_replace (part, "%u", number, 1);
  add_part (text, part->str);
}

/**
 * invy_restore_words_dup_summary:
 *
 * Returns: (transfer full): what restoring the wedding would do, or why it cannot be restored
 */
char *
invy_restore_words_dup_summary (const InvyBookDifference *difference)
{
  GString *text = g_string_new (NULL);

  if (difference->n_forgotten > 0)
    g_string_append (text,
                     _ ("Its guests were invited according to the backup, and this database does not know of it. "
                        "Restored here they would be invited once more."));
  else if (difference->fate == INVY_BOOK_SAME)
    g_string_append (text, _ ("Nothing differs"));
  else
    {
      if (difference->fate != INVY_BOOK_CHANGED)
        add_part (text, _ ("The wedding comes back"));
      if (difference->details_differ)
        add_part (text, _ ("The details change"));
      add_guests (text, ngettext ("%u guest comes back", "%u guests come back", difference->back->len),
                  difference->back->len);
      add_guests (text, ngettext ("%u guest changes", "%u guests change", difference->changed->len),
                  difference->changed->len);
      add_guests (text, ngettext ("%u guest goes", "%u guests go", difference->gone->len), difference->gone->len);
    }

  return g_string_free_and_steal (text);
}
