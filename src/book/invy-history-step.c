/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-history-step.h"

static void
clear_guest (gpointer guest)
{
  g_clear_object (&guest);
}

/**
 * invy_history_step_new:
 * @title: for people
 *
 * Returns: (transfer full): a step that changes nobody yet
 */
InvyHistoryStep *
invy_history_step_new (const char *title)
{
  InvyHistoryStep *self = g_new0 (InvyHistoryStep, 1);

  self->title = g_strdup (title);
  self->n_known = -1;
  self->before = g_ptr_array_new_with_free_func (clear_guest);
  self->after = g_ptr_array_new_with_free_func (clear_guest);

  return self;
}

void
invy_history_step_free (InvyHistoryStep *self)
{
  g_free (self->title);
  g_ptr_array_unref (self->before);
  g_ptr_array_unref (self->after);
  g_free (self);
}

/**
 * invy_history_step_add:
 * @before: (nullable) (transfer full): %NULL if the guest is a new one
 * @after: (nullable) (transfer full): %NULL if the guest is removed; not %NULL, too
 *
 * Has the step change one more guest.
 */
void
invy_history_step_add (InvyHistoryStep *self, InvyGuest *before, InvyGuest *after)
{
  g_return_if_fail (before != NULL || after != NULL);

  g_ptr_array_add (self->before, before);
  g_ptr_array_add (self->after, after);
}

guint
invy_history_step_get_n_guests (InvyHistoryStep *self)
{
  return self->before->len;
}

/**
 * invy_history_step_get_id:
 *
 * Returns: the id of the guest at @place
 */
const char *
invy_history_step_get_id (InvyHistoryStep *self, guint place)
{
  InvyGuest *before = self->before->pdata[place];

  return invy_guest_get_id (before != NULL ? before : self->after->pdata[place]);
}
