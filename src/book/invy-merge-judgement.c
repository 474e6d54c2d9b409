/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-merge-judgement.h"
#include "phone/invy-phone-cell.h"
#include "text/invy-fold.h"

/* A name like "*" is nothing but punctuation, and still a name. */
static char *
dup_key (const char *text)
{
  char *folded = invy_fold (text);

  if (*folded != '\0' || text == NULL)
    return folded;

  g_free (folded);
  return g_strstrip (g_strdup (text));
}

/**
 * invy_merge_dup_name_key:
 *
 * Returns: (transfer full): first and last name together, so that it does not matter where a list parts them, folded;
 *   "" if there is none
 */
char *
invy_merge_dup_name_key (InvyGuest *guest)
{
  const char *first = invy_guest_get (guest, INVY_GUEST_FIRST_NAME);
  const char *last = invy_guest_get (guest, INVY_GUEST_LAST_NAME);
  g_autofree char *name = g_strjoin (" ", first != NULL ? first : "", last != NULL ? last : "", NULL);

  return dup_key (name);
}

/* Several numbers in one cell become the one that messages go to, and a line of the notes. */
static void
keep_one_number (InvyMergeJudgement *self, const char *country)
{
  g_autofree char *others = NULL;
  g_autofree char *best =
      invy_phone_cell_part (invy_guest_get (self->guest, INVY_GUEST_PHONE_NUMBER), country, &others);
  const char *notes = invy_guest_get (self->guest, INVY_GUEST_NOTES);
  g_autofree char *more = NULL;

  if (best == NULL)
    return;

  more = g_strdup_printf ("%s%s%s%s", notes != NULL ? notes : "", notes != NULL ? "\n" : "", INVY_MERGE_SECOND_PHONE,
                          others);
  invy_guest_set (self->guest, INVY_GUEST_PHONE_NUMBER, best);
  invy_guest_set (self->guest, INVY_GUEST_NOTES, more);
  g_free (self->e164);
  self->e164 = invy_phone_dup_e164 (best, country, &self->warnings, &self->error);
  self->warnings |= INVY_PHONE_WARNING_SECOND_NUMBER;
}

/**
 * invy_merge_judgement_judge:
 * @country: (nullable): ISO 3166 letters of the country that numbers without a country code belong to
 *
 * Finds out what there is to find out about the guest, if there is one. A new one keeps what was judged of its
 * number.
 */
void
invy_merge_judgement_judge (InvyMergeJudgement *self, const char *country)
{
  if (self->guest == NULL)
    return;

  self->e164 = invy_phone_dup_e164 (invy_guest_get (self->guest, INVY_GUEST_PHONE_NUMBER), country, &self->warnings,
                                    &self->error);
  if (self->is_new && self->e164 != NULL && (self->warnings & INVY_PHONE_WARNING_SECOND_NUMBER) != 0)
    keep_one_number (self, country);
  if (self->is_new)
    invy_guest_set_phone_judged (self->guest, self->e164, NULL, self->e164 != NULL ? NULL : self->error->message);
  self->name = invy_merge_dup_name_key (self->guest);
  self->number =
      self->e164 != NULL ? g_strdup (self->e164) : dup_key (invy_guest_get (self->guest, INVY_GUEST_PHONE_NUMBER));
  if (self->couple != NULL)
    {
      g_autofree char *first = g_strjoin (" ", self->couple->first_name, self->couple->last_name, NULL);

      self->couple_name = dup_key (first);
    }
}

/**
 * invy_merge_judgement_clear:
 *
 * Frees what @self has; not @self.
 */
void
invy_merge_judgement_clear (InvyMergeJudgement *self)
{
  g_clear_pointer (&self->e164, g_free);
  g_clear_error (&self->error);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->couple_name, g_free);
  g_clear_object (&self->guest);
}
