/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-cell.h"

#include "app/guests/invy-answer-words.h"
#include "app/guests/invy-guest-words.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#define MAX_PARTY 999

static const struct
{
  const char *column;
  const char *title;
  InvyGuestField field; /* INVY_GUEST_N_FIELDS for what is no text */
} cells[INVY_CELL_N] = {
  [INVY_CELL_FIRST_NAME] = { "name", N_ ("First Name"), INVY_GUEST_FIRST_NAME },
  [INVY_CELL_LAST_NAME] = { "name", N_ ("Last Name"), INVY_GUEST_LAST_NAME },
  [INVY_CELL_PHONE] = { "phone", N_ ("Phone"), INVY_GUEST_PHONE_NUMBER },
  [INVY_CELL_SIDE] = { "side", N_ ("Side"), INVY_GUEST_SIDE },
  [INVY_CELL_GROUP] = { "group", N_ ("Group"), INVY_GUEST_GROUP_NAME },
  [INVY_CELL_HOUSEHOLD] = { "household", N_ ("Household"), INVY_GUEST_HOUSEHOLD },
  [INVY_CELL_TAGS] = { "tags", N_ ("Tags"), INVY_GUEST_TAGS },
  [INVY_CELL_PARTY] = { "party", N_ ("People Invited"), INVY_GUEST_N_FIELDS },
  [INVY_CELL_LANGUAGE] = { "language", N_ ("Language"), INVY_GUEST_LANGUAGE },
  [INVY_CELL_MEAL] = { "meal", N_ ("Meal"), INVY_GUEST_MEAL },
  [INVY_CELL_NOTES] = { "notes", N_ ("Notes"), INVY_GUEST_NOTES },
  [INVY_CELL_ANSWER] = { "rsvp", N_ ("Answer"), INVY_GUEST_N_FIELDS },
};

/**
 * invy_cell_get_column:
 *
 * Returns: the id of the column that shows it; a name has two cells in one column
 */
const char *
invy_cell_get_column (InvyCell cell)
{
  g_return_val_if_fail (cell < INVY_CELL_N, NULL);

  return cells[cell].column;
}

const char *
invy_cell_get_title (InvyCell cell)
{
  g_return_val_if_fail (cell < INVY_CELL_N, NULL);

  return _ (cells[cell].title);
}

/**
 * invy_cell_get_field:
 * @field: (out): which text of a guest it is
 *
 * Returns: whether it is a text that other guests may have, too
 */
gboolean
invy_cell_get_field (InvyCell cell, InvyGuestField *field)
{
  g_return_val_if_fail (cell < INVY_CELL_N, FALSE);

  *field = cells[cell].field;
  return cell == INVY_CELL_SIDE || cell == INVY_CELL_GROUP || cell == INVY_CELL_HOUSEHOLD || cell == INVY_CELL_TAGS
         || cell == INVY_CELL_MEAL;
}

/**
 * invy_cell_dup_choices:
 *
 * Returns: (transfer full) (nullable): the texts that it can have, for invy_cell_set_text(); %NULL for any
 */
GStrv
invy_cell_dup_choices (InvyCell cell)
{
  const char *const answers[] = { "none", "yes", "maybe", "no", NULL };
  g_autoptr (GStrvBuilder) choices = g_strv_builder_new ();

  if (cell == INVY_CELL_ANSWER)
    return g_strdupv ((char **) answers);
  if (cell != INVY_CELL_LANGUAGE)
    return NULL;

  g_strv_builder_add (choices, "");
  g_strv_builder_addv (choices, (const char **) invy_guest_words_get_language_codes ());
  return g_strv_builder_end (choices);
}

/**
 * invy_cell_get_choice_label:
 *
 * Returns: what one of invy_cell_dup_choices() is called
 */
const char *
invy_cell_get_choice_label (InvyCell cell, const char *choice)
{
  if (cell == INVY_CELL_ANSWER)
    return invy_answer_words_get_label (invy_answer_words_get_rsvp (choice));

  return *choice != '\0' ? invy_guest_words_get_language (choice) : _ ("As the wedding");
}

/**
 * invy_cell_dup_text:
 *
 * Returns: (transfer full): what the guest has there, as somebody would type it
 */
char *
invy_cell_dup_text (InvyCell cell, InvyGuest *guest)
{
  const char *text;

  g_return_val_if_fail (cell < INVY_CELL_N, NULL);
  g_return_val_if_fail (INVY_IS_GUEST (guest), NULL);

  if (cell == INVY_CELL_PARTY)
    return g_strdup_printf ("%u", invy_guest_get_party_size (guest));
  if (cell == INVY_CELL_ANSWER)
    return g_strdup (invy_answer_words_get_nick (invy_guest_get_rsvp (guest)));

  text = invy_guest_get (guest, cells[cell].field);
  return g_strdup (text != NULL ? text : "");
}

/* Those who come do so with everybody who is invited with them. */
static void
set_answer (InvyGuest *guest, InvyRsvp rsvp)
{
  invy_guest_set_rsvp (guest, rsvp, rsvp == INVY_RSVP_YES ? invy_guest_get_party_size (guest) : 0,
                       rsvp != INVY_RSVP_NONE ? g_get_real_time () / 1000 : 0);
}

/* A number in any script's digits; what is none changes nothing. */
static void
set_party (InvyGuest *guest, const char *text)
{
  guint size = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const int digit = g_unichar_digit_value (g_utf8_get_char (at));

      if (digit < 0)
        return;
      size = MIN (size * 10 + (guint) digit, MAX_PARTY);
    }
  if (size > 0)
    invy_guest_set_party_size (guest, size);
}

/**
 * invy_cell_set_text:
 * @text: what was typed or chosen
 *
 * Changes @guest.
 */
void
invy_cell_set_text (InvyCell cell, InvyGuest *guest, const char *text)
{
  g_autofree char *stripped = NULL;

  g_return_if_fail (cell < INVY_CELL_N);
  g_return_if_fail (INVY_IS_GUEST (guest));
  g_return_if_fail (text != NULL);

  stripped = g_strstrip (g_strdup (text));
  if (cell == INVY_CELL_ANSWER)
    set_answer (guest, invy_answer_words_get_rsvp (stripped));
  else if (cell == INVY_CELL_PARTY)
    set_party (guest, stripped);
  else
    invy_guest_set (guest, cells[cell].field, *stripped != '\0' ? stripped : NULL);
}
