/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-answer-words.h"

#include "app/guests/invy-guest-words.h"

#include <glib/gi18n.h>

/* The parameters of the actions that note an answer. */
static const char *const nicks[] = {
  [INVY_RSVP_NONE] = "none",
  [INVY_RSVP_YES] = "yes",
  [INVY_RSVP_NO] = "no",
  [INVY_RSVP_MAYBE] = "maybe",
};

/**
 * invy_answer_words_get_rsvp:
 *
 * Returns: the answer of that nick; %INVY_RSVP_NONE if there is none
 */
InvyRsvp
invy_answer_words_get_rsvp (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      return (InvyRsvp) i;

  return INVY_RSVP_NONE;
}

const char *
invy_answer_words_get_nick (InvyRsvp rsvp)
{
  g_return_val_if_fail (rsvp < G_N_ELEMENTS (nicks), NULL);

  return nicks[rsvp];
}

/**
 * invy_answer_words_get_label:
 *
 * Returns: what the answer is called in a list of answers
 */
const char *
invy_answer_words_get_label (InvyRsvp rsvp)
{
  switch (rsvp)
    {
    case INVY_RSVP_YES:
      return _ ("Coming");
    case INVY_RSVP_NO:
      return _ ("Not coming");
    case INVY_RSVP_MAYBE:
      return _ ("Maybe");
    case INVY_RSVP_NONE:
    default:
      return _ ("No answer");
    }
}

/**
 * invy_answer_words_dup_coming:
 *
 * Returns: (transfer full): that @n_guests come, of whom the list does not show @n_hidden
 */
char *
invy_answer_words_dup_coming (guint n_guests, guint n_hidden)
{
  if (n_hidden > 0)
    return g_strdup_printf (ngettext ("%u Guest Coming (%u Not Shown)", "%u Guests Coming (%u Not Shown)", n_guests),
                            n_guests, n_hidden);

  return g_strdup_printf (ngettext ("%u Guest Coming", "%u Guests Coming", n_guests), n_guests);
}

static char *
dup_many (InvyRsvp rsvp, guint n_guests)
{
  switch (rsvp)
    {
    case INVY_RSVP_YES:
      return invy_answer_words_dup_coming (n_guests, 0);
    case INVY_RSVP_NO:
      return g_strdup_printf (ngettext ("%u Guest Not Coming", "%u Guests Not Coming", n_guests), n_guests);
    case INVY_RSVP_MAYBE:
      return g_strdup_printf (ngettext ("%u Guest May Come", "%u Guests May Come", n_guests), n_guests);
    case INVY_RSVP_NONE:
    default:
      return g_strdup_printf (ngettext ("%u Guest Without an Answer", "%u Guests Without an Answer", n_guests),
                              n_guests);
    }
}

/**
 * invy_answer_words_dup_done:
 * @guests: (element-type InvyGuest): at least one; all with the same answer
 *
 * Returns: (transfer full): what was noted for them
 */
char *
invy_answer_words_dup_done (GPtrArray *guests)
{
  InvyGuest *first;
  g_autofree char *name = NULL, *answer = NULL;

  g_return_val_if_fail (guests != NULL && guests->len > 0, NULL);

  first = guests->pdata[0];
  if (guests->len > 1)
    return dup_many (invy_guest_get_rsvp (first), guests->len);

  name = invy_guest_words_dup_names (guests);
  answer = invy_guest_words_dup_rsvp (invy_guest_get_rsvp (first), invy_guest_get_rsvp_count (first));
  /* Translators: the name of a guest, and what the guest answered: "Dana Levi: Coming · 4" */
  return g_strdup_printf (_ ("%s: %s"), name, answer != NULL ? answer : _ ("No answer"));
}
