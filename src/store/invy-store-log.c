/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-log-entry.h"
#include "store/invy-store-private.h"

static gboolean
list_log_job (InvyJob *job, InvyDatabase *database, gpointer message_id, GValue *result, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_log_entry_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = invy_database_query (
      database, "SELECT logged_at, state, source, detail FROM message_log WHERE message_id = $1 ORDER BY id",
      INVY_VALUES (INVY_TEXT (message_id)), error);

  if (rows == NULL)
    return FALSE;
  while (invy_rows_next (rows, &local_error))
    {
      int state = INVY_MESSAGE_UNKNOWN;

      invy_enum_from_nick (INVY_TYPE_MESSAGE_STATE, invy_rows_get_text (rows, 1), &state);
      g_ptr_array_add (entries, invy_log_entry_new (invy_rows_get_time (rows, 0), (InvyMessageState) state,
                                                    invy_rows_get_text (rows, 2), invy_rows_get_text (rows, 3)));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  invy_value_take_records (result, g_steal_pointer (&entries));
  return TRUE;
}

/**
 * invy_store_list_log:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyLogEntry: everything that ever became of
 * the message, oldest first
 */
DexFuture *
invy_store_list_log (InvyStore *self, const char *message_id)
{
  return invy_store_run (self, INVY_LANE_READ, list_log_job, g_strdup (message_id), g_free);
}
