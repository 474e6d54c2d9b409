/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-guest-sql-private.h"
#include "store/invy-store-guests-private.h"

#include <glib/gi18n-lib.h>

/* So many guests are written in one go before others have their turn. */
#define SLICE 500

static gboolean
list_guests_job (InvyJob *job, InvyDatabase *database, gpointer event_id, GValue *result, GError **error)
{
  g_autoptr (GPtrArray) guests = invy_records_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = NULL;

  rows = invy_guest_sql_query (database,
                               "g.event_id = $1 AND g.deleted_at IS NULL AND g.merged_into IS NULL"
                               " ORDER BY g.last_name IS NULL, g.last_name, g.first_name, g.id",
                               event_id, error);
  if (rows == NULL)
    return FALSE;
  while (invy_rows_next (rows, &local_error))
    g_ptr_array_add (guests, invy_guest_sql_read (rows));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  invy_value_take_records (result, g_steal_pointer (&guests));
  return TRUE;
}

/**
 * invy_store_list_guests:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyGuest with their deliveries; removed and
 * merged ones are not among them
 */
DexFuture *
invy_store_list_guests (InvyStore *self, const char *event_id)
{
  return invy_store_run (self, INVY_LANE_READ, list_guests_job, g_strdup (event_id), g_free);
}

static gboolean
get_guest_job (InvyJob *job, InvyDatabase *database, gpointer guest_id, GValue *result, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = invy_guest_sql_query (database, "g.id = $1 AND g.deleted_at IS NULL", guest_id, error);

  if (rows == NULL)
    return FALSE;
  if (!invy_rows_next (rows, &local_error))
    {
      if (local_error == NULL)
        return invy_store_not_found (error, _ ("There is no such guest. The guest may have been removed."));
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, INVY_TYPE_GUEST);
  g_value_take_object (result, invy_guest_sql_read (rows));
  return TRUE;
}

/**
 * invy_store_get_guest:
 *
 * Returns: (transfer full): a future that resolves to an #InvyGuest, or rejects with %INVY_STORE_ERROR_NOT_FOUND
 */
DexFuture *
invy_store_get_guest (InvyStore *self, const char *guest_id)
{
  return invy_store_run (self, INVY_LANE_READ, get_guest_job, g_strdup (guest_id), g_free);
}

/**
 * invy_store_insert_guests:
 *
 * Adds guests inside a transaction of the caller's.
 */
gboolean
invy_store_insert_guests (InvyDatabase *database, GPtrArray *guests, GError **error)
{
  g_autoptr (InvyGuestSql) writer = invy_guest_sql_new ();

  for (guint i = 0; i < guests->len; i++)
    if (!invy_guest_sql_write (writer, database, guests->pdata[i], error))
      return FALSE;

  return TRUE;
}

typedef struct
{
  GPtrArray *guests;
  InvyGuestSql *writer;
  guint n_done;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_ptr_array_unref (saving->guests);
  invy_guest_sql_free (saving->writer);
  g_free (saving);
}

static gboolean
save_slice (InvyDatabase *database, Saving *saving, guint end, GError **error)
{
  for (guint i = saving->n_done; i < end; i++)
    if (!invy_guest_sql_write (saving->writer, database, saving->guests->pdata[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
save_guests_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Saving *saving = data;
  const guint end = MIN (saving->guests->len, saving->n_done + SLICE);

  if (!invy_database_begin (database, error)
      || !invy_database_end (database, save_slice (database, saving, end, error), error))
    {
      /* The slices before this one stay. */
      if (saving->n_done > 0)
        invy_job_changed (job, INVY_STORE_GUESTS, invy_guest_get_event_id (saving->guests->pdata[0]));
      return FALSE;
    }

  saving->n_done = end;
  if (end < saving->guests->len)
    {
      invy_job_again (job);
      return TRUE;
    }

  if (end > 0)
    invy_job_changed (job, INVY_STORE_GUESTS, invy_guest_get_event_id (saving->guests->pdata[0]));
  invy_value_take_records (result, g_ptr_array_ref (saving->guests));
  return TRUE;
}

/**
 * invy_store_save_guests:
 * @guests: (element-type InvyGuest): of one wedding; they are copied
 *
 * Adds new guests and changes those that are there. Up to 500 are one transaction; more are written in slices, so
 * that a running campaign never waits for an import.
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of the kept #InvyGuest, in the same order and with
 *   their new versions, or rejects with %INVY_STORE_ERROR_CONFLICT when somebody else changed one of them
 */
DexFuture *
invy_store_save_guests (InvyStore *self, GPtrArray *guests)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->writer = invy_guest_sql_new ();
  saving->guests = invy_records_new ();
  for (guint i = 0; i < guests->len; i++)
    g_ptr_array_add (saving->guests, invy_guest_copy (guests->pdata[i]));

  return invy_store_run (self, guests->len > SLICE ? INVY_LANE_LONG : INVY_LANE_WRITE, save_guests_job, saving,
                         saving_free);
}

static gboolean
write_deleted (InvyDatabase *database, GStrv guest_ids, gint64 deleted_at, GError **error)
{
  for (guint i = 0; guest_ids[i] != NULL; i++)
    if (!invy_database_execute (database, "UPDATE guests SET deleted_at = $2, version = version + 1 WHERE id = $1",
                                INVY_VALUES (INVY_TEXT (guest_ids[i]), INVY_TIME (deleted_at)), NULL, error))
      return FALSE;

  return TRUE;
}

static gboolean
set_deleted (InvyJob *job, InvyDatabase *database, GStrv guest_ids, gint64 deleted_at, GError **error)
{
  if (!invy_database_begin (database, error)
      || !invy_database_end (database, write_deleted (database, guest_ids, deleted_at, error), error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_GUESTS, NULL);
  return TRUE;
}

static gboolean
remove_guests_job (InvyJob *job, InvyDatabase *database, gpointer guest_ids, GValue *result, GError **error)
{
  return set_deleted (job, database, guest_ids, invy_database_now (database), error);
}

static gboolean
restore_guests_job (InvyJob *job, InvyDatabase *database, gpointer guest_ids, GValue *result, GError **error)
{
  return set_deleted (job, database, guest_ids, 0, error);
}

/**
 * invy_store_remove_guests:
 * @guest_ids: (array zero-terminated=1): all of them or none
 *
 * Takes guests out of sight. Their messages stay in the ledger.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *
invy_store_remove_guests (InvyStore *self, const char *const *guest_ids)
{
  return invy_store_run (self, INVY_LANE_WRITE, remove_guests_job, g_strdupv ((GStrv) guest_ids),
                         (GDestroyNotify) g_strfreev);
}

/**
 * invy_store_restore_guests:
 * @guest_ids: (array zero-terminated=1): all of them or none
 *
 * Undoes invy_store_remove_guests().
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *
invy_store_restore_guests (InvyStore *self, const char *const *guest_ids)
{
  return invy_store_run (self, INVY_LANE_WRITE, restore_guests_job, g_strdupv ((GStrv) guest_ids),
                         (GDestroyNotify) g_strfreev);
}
