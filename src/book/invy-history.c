/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-history.h"

/**
 * invy_history_step_new_save:
 * @added: (element-type InvyGuest) (transfer full): may be empty
 * @before: (element-type InvyGuest) (transfer full): may be empty
 *
 * Returns: (transfer full): a step that added and changed guests
 */
InvyHistoryStep *
invy_history_step_new_save (GPtrArray *added, GPtrArray *before)
{
  InvyHistoryStep *self = g_new0 (InvyHistoryStep, 1);

  self->added = added;
  self->before = before;
  self->removed = g_new0 (char *, 1);

  return self;
}

/**
 * invy_history_step_new_remove:
 * @guest_ids: (array zero-terminated=1)
 *
 * Returns: (transfer full): a step that removed guests
 */
InvyHistoryStep *
invy_history_step_new_remove (const char *const *guest_ids)
{
  InvyHistoryStep *self = g_new0 (InvyHistoryStep, 1);

  self->added = g_ptr_array_new_with_free_func (g_object_unref);
  self->before = g_ptr_array_new_with_free_func (g_object_unref);
  self->removed = g_strdupv ((GStrv) guest_ids);

  return self;
}

void
invy_history_step_free (InvyHistoryStep *self)
{
  g_ptr_array_unref (self->added);
  g_ptr_array_unref (self->before);
  g_strfreev (self->removed);
  g_free (self);
}

/**
 * invy_history_step_dup_added_ids:
 *
 * Returns: (transfer full): the ids of the guests that the step added
 */
GStrv
invy_history_step_dup_added_ids (InvyHistoryStep *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->added->len; i++)
    g_strv_builder_add (builder, invy_guest_get_id (self->added->pdata[i]));

  return g_strv_builder_end (builder);
}
