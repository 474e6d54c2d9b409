/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-guest-change.h"

#include "model/invy-guest-field.h"

#include <glib/gi18n-lib.h>

/* What a guest says, part by part: the texts, and behind them how many people are invited and what they answered. */
enum
{
  PART_PARTY_SIZE = INVY_GUEST_N_FIELDS,
  PART_ANSWER,
  N_PARTS,
};

static gboolean
is_same (InvyGuest *one, InvyGuest *other, guint part)
{
  switch (part)
    {
    case INVY_GUEST_RSVP_TOKEN: /* is never edited */
      return TRUE;
    case PART_PARTY_SIZE:
      return invy_guest_get_party_size (one) == invy_guest_get_party_size (other);
    case PART_ANSWER:
      return invy_guest_get_rsvp (one) == invy_guest_get_rsvp (other)
             && invy_guest_get_rsvp_count (one) == invy_guest_get_rsvp_count (other);
    default:
      return g_strcmp0 (invy_guest_get (one, (InvyGuestField) part), invy_guest_get (other, (InvyGuestField) part))
             == 0;
    }
}

/**
 * invy_guest_change_get_n_parts:
 *
 * Returns: how many parts a guest consists of, which are numbered from 0
 */
guint
invy_guest_change_get_n_parts (void)
{
  return N_PARTS;
}

/**
 * invy_guest_change_take:
 *
 * Makes one part of @guest as it is on @source.
 */
void
invy_guest_change_take (InvyGuest *guest, InvyGuest *source, guint part)
{
  switch (part)
    {
    case PART_PARTY_SIZE:
      invy_guest_set_party_size (guest, invy_guest_get_party_size (source));
      break;
    case PART_ANSWER:
      invy_guest_set_rsvp (guest, invy_guest_get_rsvp (source), invy_guest_get_rsvp_count (source),
                           invy_guest_get_rsvp_at (source));
      break;
    default:
      invy_guest_set (guest, (InvyGuestField) part, invy_guest_get (source, (InvyGuestField) part));
    }
}

/**
 * invy_guest_change_get_title:
 *
 * Returns: what a part is called
 */
const char *
invy_guest_change_get_title (guint part)
{
  if (part == PART_PARTY_SIZE)
    return _ ("Number of people");
  if (part == PART_ANSWER)
    return _ ("Answer");
  return invy_guest_field_get_title ((InvyGuestField) part);
}

static char *
dup_answer (InvyGuest *guest)
{
  switch (invy_guest_get_rsvp (guest))
    {
    case INVY_RSVP_YES:
      /* Translators: %u people come */
      return g_strdup_printf (ngettext ("yes, %u person", "yes, %u people", invy_guest_get_rsvp_count (guest)),
                              invy_guest_get_rsvp_count (guest));
    case INVY_RSVP_NO:
      /* Translators: the answer of a guest who does not come */
      return g_strdup (C_ ("answer", "no"));
    case INVY_RSVP_MAYBE:
      /* Translators: the answer of a guest who does not know yet */
      return g_strdup (C_ ("answer", "maybe"));
    case INVY_RSVP_NONE:
    default:
      /* Translators: the guest has not answered */
      return g_strdup (C_ ("answer", "none"));
    }
}

/**
 * invy_guest_change_dup_value:
 *
 * Returns: (transfer full): what a part says, for people
 */
char *
invy_guest_change_dup_value (InvyGuest *guest, guint part)
{
  const char *text;

  if (part == PART_PARTY_SIZE)
    return g_strdup_printf ("%u", invy_guest_get_party_size (guest));
  if (part == PART_ANSWER)
    return dup_answer (guest);

  text = invy_guest_get (guest, (InvyGuestField) part);
  /* Translators: a field of a guest with nothing in it */
  return text != NULL ? g_strdup_printf ("“%s”", text) : g_strdup (_ ("(empty)"));
}

/**
 * invy_guest_change_is_changed:
 *
 * Returns: whether a part is another one on @to than on @from
 */
gboolean
invy_guest_change_is_changed (InvyGuest *from, InvyGuest *to, guint part)
{
  return !is_same (from, to, part);
}

/**
 * invy_guest_change_is_conflict:
 * @guest: the guest as it is now
 *
 * Returns: whether a part is changed from @from to @to, and was changed to something third on @guest
 */
gboolean
invy_guest_change_is_conflict (InvyGuest *guest, InvyGuest *from, InvyGuest *to, guint part)
{
  return !is_same (from, to, part) && !is_same (guest, from, part) && !is_same (guest, to, part);
}

static char *
describe (InvyGuest *theirs, InvyGuest *mine, guint part)
{
  g_autofree char *there = invy_guest_change_dup_value (theirs, part);
  g_autofree char *here = invy_guest_change_dup_value (mine, part);

  if (part == INVY_GUEST_MERGED_INTO)
    return g_strdup (_ ("The guest was merged with another one, or taken apart again."));

  /* Translators: the name of a field, what somebody else wrote into it, and what this person wanted to write */
  return g_strdup_printf (_ ("%s: there it is %s now, here %s."), invy_guest_change_get_title (part), there, here);
}

/**
 * invy_guest_change_is_empty:
 *
 * Returns: whether @from and @to say the same; version and number judged aside
 */
gboolean
invy_guest_change_is_empty (InvyGuest *from, InvyGuest *to)
{
  for (guint part = 0; part < N_PARTS; part++)
    if (!is_same (from, to, part))
      return FALSE;

  return TRUE;
}

/**
 * invy_guest_change_apply:
 * @guest: the guest as it is now
 *
 * Changes on @guest what is another thing in @to than it is in @from, and leaves everything else alone.
 */
void
invy_guest_change_apply (InvyGuest *guest, InvyGuest *from, InvyGuest *to)
{
  for (guint part = 0; part < N_PARTS; part++)
    if (!is_same (from, to, part))
      invy_guest_change_take (guest, to, part);
}

/**
 * invy_guest_change_dup_conflicts:
 * @guest: the guest as it is now
 *
 * Looks for what is changed from @from to @to, and was changed to something third on @guest.
 *
 * Returns: (transfer full): a sentence for each; empty when the change can be applied
 */
GStrv
invy_guest_change_dup_conflicts (InvyGuest *guest, InvyGuest *from, InvyGuest *to)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint part = 0; part < N_PARTS; part++)
    if (invy_guest_change_is_conflict (guest, from, to, part))
      g_strv_builder_take (builder, describe (guest, to, part));

  return g_strv_builder_end (builder);
}

/**
 * invy_guest_change_dup_differences:
 * @guest: the guest as it is now
 *
 * Returns: (transfer full): a sentence for each part in which @guest is not as @to is
 */
GStrv
invy_guest_change_dup_differences (InvyGuest *guest, InvyGuest *to)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint part = 0; part < N_PARTS; part++)
    if (!is_same (guest, to, part))
      g_strv_builder_take (builder, describe (guest, to, part));

  return g_strv_builder_end (builder);
}
