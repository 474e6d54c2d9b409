/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-guest-joining.h"

#include "model/invy-tags.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Each row of a person has a token of its own, and personal links that were sent go on working. */
static gboolean
stays (guint field)
{
  return field == INVY_GUEST_RSVP_TOKEN || field == INVY_GUEST_MERGED_INTO;
}

static void
join_tags (InvyGuest *into, InvyGuest *from)
{
  g_autofree char *tags =
      invy_tags_add (invy_guest_get (into, INVY_GUEST_TAGS), invy_guest_get (from, INVY_GUEST_TAGS));

  invy_guest_set (into, INVY_GUEST_TAGS, tags);
}

static void
join_notes (InvyGuest *into, InvyGuest *from)
{
  const char *notes = invy_guest_get (into, INVY_GUEST_NOTES);
  const char *more = invy_guest_get (from, INVY_GUEST_NOTES);

  if (notes != NULL && more != NULL && strstr (notes, more) == NULL)
    {
      g_autofree char *both = g_strconcat (notes, "\n", more, NULL);

      invy_guest_set (into, INVY_GUEST_NOTES, both);
    }
}

/**
 * invy_guest_joining_fill:
 *
 * Gives @into what only @from has: fields that are empty, an answer that is missing, tags, notes, and the larger
 * number of people.
 */
void
invy_guest_joining_fill (InvyGuest *into, InvyGuest *from)
{
  join_tags (into, from);
  join_notes (into, from);
  for (guint field = 0; field < INVY_GUEST_N_FIELDS; field++)
    if (!stays (field) && invy_guest_get (into, (InvyGuestField) field) == NULL)
      invy_guest_set (into, (InvyGuestField) field, invy_guest_get (from, (InvyGuestField) field));
  if (invy_guest_get_party_size (from) > invy_guest_get_party_size (into))
    invy_guest_set_party_size (into, invy_guest_get_party_size (from));
  if (invy_guest_get_rsvp (into) == INVY_RSVP_NONE)
    invy_guest_set_rsvp (into, invy_guest_get_rsvp (from), invy_guest_get_rsvp_count (from),
                         invy_guest_get_rsvp_at (from));
}

static void
add_merged (InvyHistoryStep *step, InvyGuest *guest, InvyGuest *into)
{
  InvyGuest *merged = invy_guest_copy (guest);

  invy_guest_set (merged, INVY_GUEST_MERGED_INTO, invy_guest_get_id (into));
  invy_history_step_add (step, g_object_ref (guest), merged);
}

static char *
make_title (InvyGuest *into)
{
  g_autofree char *name = invy_guest_dup_name (into);

  /* Translators: a thing that can be undone; the name of a guest that others were merged into */
  return g_strdup_printf (_ ("Merged: %s"), name);
}

/**
 * invy_guest_joining_new_step:
 * @from: (element-type InvyGuest): guests that are the same person as @into
 * @into: the guest who stays
 *
 * Awaits. Makes the step of a merge. Guests that were merged into one of @from before are merged into @into, so that
 * nobody has to be followed further than once.
 *
 * Returns: (transfer full): the step for an #InvyHistory, or %NULL with %INVY_STORE_ERROR_STATE for a merge into
 * oneself
 */
InvyHistoryStep *
invy_guest_joining_new_step (InvyStore *store, GPtrArray *from, InvyGuest *into, GError **error)
{
  g_autofree char *title = make_title (into);
  g_autoptr (InvyHistoryStep) step = invy_history_step_new (title);
  InvyGuest *joined = invy_guest_copy (into);

  invy_history_step_add (step, g_object_ref (into), joined);
  for (guint i = 0; i < from->len; i++)
    {
      const char *id = invy_guest_get_id (from->pdata[i]);
      g_autoptr (GPtrArray) earlier = NULL;

      if (g_strcmp0 (id, invy_guest_get_id (into)) == 0)
        {
          g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_STATE,
                               _ ("A guest cannot be merged with itself. Choose two different guests."));
          return NULL;
        }
      if (!(earlier = dex_await_boxed (invy_store_list_merged_guests (store, id), error)))
        return NULL;

      invy_guest_joining_fill (joined, from->pdata[i]);
      add_merged (step, from->pdata[i], into);
      for (guint j = 0; j < earlier->len; j++)
        add_merged (step, earlier->pdata[j], into);
    }

  return g_steal_pointer (&step);
}
