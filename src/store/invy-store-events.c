/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-access-private.h"
#include "store/invy-store-events-private.h"
#include "store/invy-store-guests-private.h"

#include <glib/gi18n-lib.h>

static const char *const extra_columns[] = { "practice_only", "archived_at", NULL };
/* Only moving writes the third, and nothing the last. */
static const char *const read_columns[] = { "practice_only", "archived_at", "moved_to", "'owner'", NULL };
/* An administrator sees weddings of others, and may do anything. */
#define SQL_ACCESS "(SELECT m.access FROM members m WHERE m.event_id = events.id AND m.role = person ())"
/* What was there last is only looked at. */
static const char *const last_columns[] = { "practice_only", "archived_at", "moved_to", "'viewer'", NULL };
static const char *const shared_columns[] = { "practice_only", "archived_at", "moved_to", SQL_ACCESS, NULL };

enum
{
  COLUMN_PRACTICE_ONLY = INVY_EVENT_N_FIELDS + 3,
  COLUMN_ARCHIVED_AT,
  COLUMN_MOVED_TO,
  COLUMN_ACCESS,
};

static InvyEvent *
read_event (InvyRows *rows)
{
  InvyEvent *event = g_object_new (INVY_TYPE_EVENT, NULL);
  int access = INVY_ACCESS_OWNER;

  invy_record_sql_read (INVY_RECORD (event), rows);
  invy_event_set_practice_only (event, invy_rows_get_integer (rows, COLUMN_PRACTICE_ONLY) != 0);
  invy_event_set_archived_at (event, invy_rows_get_time (rows, COLUMN_ARCHIVED_AT));
  invy_event_set_moved_to (event, invy_rows_get_text (rows, COLUMN_MOVED_TO));
  invy_enum_from_nick (INVY_TYPE_ACCESS, invy_rows_get_text (rows, COLUMN_ACCESS), &access);
  invy_event_set_access (event, (InvyAccess) access);

  return event;
}

static InvyRows *
query_events (InvyDatabase *database, const char *where, const char *value, GError **error)
{
  g_autofree char *columns = invy_record_sql_columns (INVY_TYPE_EVENT, "",
                                                      invy_database_is_shared (database)      ? shared_columns
                                                      : invy_database_is_read_only (database) ? last_columns
                                                                                              : read_columns);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM events WHERE %s", columns, where);

  if (value == NULL)
    return invy_database_query (database, sql, NULL, 0, error);
  return invy_database_query (database, sql, INVY_VALUES (INVY_TEXT (value)), error);
}

static gboolean
read_events (InvyDatabase *database, const char *where, GValue *result, GError **error)
{
  g_autoptr (GPtrArray) events = invy_records_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = query_events (database, where, NULL, error);

  if (rows == NULL)
    return FALSE;
  while (invy_rows_next (rows, &local_error))
    g_ptr_array_add (events, read_event (rows));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  invy_value_take_records (result, g_steal_pointer (&events));
  return TRUE;
}

static gboolean
list_events_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  return read_events (database, "deleted_at IS NULL ORDER BY date IS NULL, date, title, partner1_name, id", result,
                      error);
}

/**
 * invy_store_list_events:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyEvent, by date; removed ones are not among
 * them
 */
DexFuture *
invy_store_list_events (InvyStore *self)
{
  return invy_store_run (self, INVY_LANE_READ, list_events_job, NULL, NULL);
}

static gboolean
list_removed_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  return read_events (database, "deleted_at IS NOT NULL ORDER BY deleted_at DESC, id", result, error);
}

/**
 * invy_store_list_removed_events:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of the #InvyEvent that were removed, the last
 * first
 */
DexFuture *
invy_store_list_removed_events (InvyStore *self)
{
  return invy_store_run (self, INVY_LANE_READ, list_removed_job, NULL, NULL);
}

static gboolean
get_event_job (InvyJob *job, InvyDatabase *database, gpointer event_id, GValue *result, GError **error)
{
  g_autoptr (InvyRows) rows = query_events (database, "id = $1 AND deleted_at IS NULL", event_id, error);

  if (rows == NULL)
    return FALSE;
  if (!invy_rows_next (rows, error))
    return (error == NULL || *error == NULL)
           && invy_store_not_found (error, _ ("There is no such wedding. It may have been removed."));

  g_value_init (result, INVY_TYPE_EVENT);
  g_value_take_object (result, read_event (rows));
  return TRUE;
}

/**
 * invy_store_get_event:
 *
 * Returns: (transfer full): a future that resolves to an #InvyEvent, or rejects with %INVY_STORE_ERROR_NOT_FOUND
 */
DexFuture *
invy_store_get_event (InvyStore *self, const char *event_id)
{
  return invy_store_run (self, INVY_LANE_READ, get_event_job, g_strdup (event_id), g_free);
}

/**
 * invy_store_check_here:
 *
 * Whether a wedding is kept here. The database itself refuses the rest; guests come by the hundred thousand, and are
 * asked about once.
 *
 * Returns: %FALSE with %INVY_STORE_ERROR_MOVED if it moved to another database
 */
gboolean
invy_store_check_here (InvyDatabase *database, const char *event_id, GError **error)
{
  g_autoptr (InvyRows) rows =
      invy_database_query (database, "SELECT moved_to FROM events WHERE id = $1 AND moved_to IS NOT NULL",
                           INVY_VALUES (INVY_TEXT (event_id)), error);

  if (rows == NULL)
    return FALSE;
  if (!invy_rows_next (rows, NULL))
    return TRUE;

  g_set_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_MOVED,
               /* Translators: the address of a database */
               _ ("This wedding has moved to %s. Nothing was changed; open it there."), invy_rows_get_text (rows, 0));
  return FALSE;
}

/**
 * invy_store_insert_event:
 * @event: gets its version
 *
 * Adds a wedding.
 */
gboolean
invy_store_insert_event (InvyDatabase *database, InvyEvent *event, GError **error)
{
  g_autofree char *sql = invy_record_sql_insert ("events", INVY_TYPE_EVENT, extra_columns);
  g_autoptr (GArray) values = NULL;

  invy_record_set_version (INVY_RECORD (event), 1);
  values = invy_record_sql_values (INVY_RECORD (event));
  g_array_append_vals (values, INVY_VALUES (INVY_INTEGER (invy_event_get_practice_only (event)),
                                            INVY_TIME (invy_event_get_archived_at (event))));

  return invy_database_execute (database, sql, (InvyValue *) values->data, values->len, NULL, error);
}

/**
 * invy_store_update_event:
 * @event: gets its new version
 * @bring_back: whether it may have been removed, and is there again then
 *
 * Changes a wedding. Whoever saves an old version is told, and what the other one wrote stays.
 *
 * Returns: %FALSE with %INVY_STORE_ERROR_CONFLICT if it has another version by now
 */
gboolean
invy_store_update_event (InvyDatabase *database, InvyEvent *event, gboolean bring_back, GError **error)
{
  const gint64 version = invy_record_get_version (INVY_RECORD (event));
  g_autofree char *set = invy_record_sql_update (INVY_TYPE_EVENT, 4);
  g_autofree char *sql =
      g_strdup_printf ("UPDATE events SET version = version + 1, archived_at = $3, deleted_at = NULL, %s"
                       " WHERE id = $1 AND version = $2%s",
                       set, bring_back ? "" : " AND deleted_at IS NULL");
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (InvyValue));
  gint64 n_changed;

  g_array_append_vals (values, INVY_VALUES (INVY_TEXT (invy_event_get_id (event)), INVY_INTEGER (version),
                                            INVY_TIME (invy_event_get_archived_at (event))));
  for (guint i = 0; i < INVY_EVENT_N_FIELDS; i++)
    {
      InvyValue value = INVY_TEXT (invy_event_get (event, (InvyEventField) i));

      g_array_append_val (values, value);
    }

  if (!invy_database_execute (database, sql, (InvyValue *) values->data, values->len, &n_changed, error))
    return FALSE;
  if (n_changed == 0)
    {
      if (!invy_access_check (database, "events", invy_event_get_id (event), error))
        return FALSE;
      g_set_error_literal (
          error, INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT,
          _ ("Somebody else changed or removed this wedding in the meantime. Open it again and repeat "
             "your change."));
      return FALSE;
    }

  invy_record_set_version (INVY_RECORD (event), version + 1);
  return TRUE;
}

static gboolean
save_event_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  InvyEvent *event = data;
  const gboolean is_new = invy_record_get_version (INVY_RECORD (event)) == 0;

  if (!(is_new ? invy_store_insert_event (database, event, error)
               : invy_store_update_event (database, event, FALSE, error)))
    return FALSE;

  invy_job_changed (job, INVY_STORE_EVENTS, invy_event_get_id (event));
  g_value_init (result, INVY_TYPE_EVENT);
  g_value_set_object (result, event);
  return TRUE;
}

/**
 * invy_store_save_event:
 * @event: what to keep; it is copied
 *
 * Adds a new wedding, or changes the one that is there.
 *
 * Returns: (transfer full): a future that resolves to another #InvyEvent with the new version, or rejects with
 *   %INVY_STORE_ERROR_CONFLICT when somebody else changed it since @event was read
 */
DexFuture *
invy_store_save_event (InvyStore *self, InvyEvent *event)
{
  g_return_val_if_fail (INVY_IS_EVENT (event), NULL);

  return invy_store_run (self, INVY_LANE_WRITE, save_event_job, invy_event_copy (event), g_object_unref);
}

typedef struct
{
  InvyEvent *event;
  GPtrArray *guests;
} EventWithGuests;

static void
event_with_guests_free (gpointer data)
{
  EventWithGuests *both = data;

  g_object_unref (both->event);
  g_ptr_array_unref (both->guests);
  g_free (both);
}

static gboolean
add_event_with_guests_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  EventWithGuests *both = data;

  if (!invy_database_begin (database, error)
      || !invy_database_end (database,
                             invy_store_insert_event (database, both->event, error)
                                 && invy_store_insert_guests (database, both->guests, error),
                             error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_EVENTS, invy_event_get_id (both->event));
  g_value_init (result, INVY_TYPE_EVENT);
  g_value_set_object (result, both->event);
  return TRUE;
}

/**
 * invy_store_add_event_with_guests:
 * @guests: (element-type InvyGuest): its guests; they are given the wedding's id
 *
 * Adds a wedding with its guests, or nothing.
 *
 * Returns: (transfer full): a future that resolves to the kept #InvyEvent
 */
DexFuture *
invy_store_add_event_with_guests (InvyStore *self, InvyEvent *event, GPtrArray *guests)
{
  EventWithGuests *both = g_new0 (EventWithGuests, 1);

  both->event = invy_event_copy (event);
  both->guests = invy_records_new ();
  for (guint i = 0; i < guests->len; i++)
    {
      InvyGuest *guest = invy_guest_copy (guests->pdata[i]);

      invy_guest_set_event_id (guest, invy_event_get_id (event));
      g_ptr_array_add (both->guests, guest);
    }

  return invy_store_run (self, INVY_LANE_WRITE, add_event_with_guests_job, both, event_with_guests_free);
}

static gboolean
refuse_untouched (InvyDatabase *database, const char *event_id, GError **error)
{
  return invy_access_check (database, "events", event_id, error)
         && invy_store_not_found (error, _ ("There is no such wedding. It may have been removed."));
}

static gboolean
remove_event_job (InvyJob *job, InvyDatabase *database, gpointer event_id, GValue *result, GError **error)
{
  gint64 n_changed;

  if (!invy_database_execute (
          database, "UPDATE events SET deleted_at = $2, version = version + 1 WHERE id = $1 AND deleted_at IS NULL",
          INVY_VALUES (INVY_TEXT (event_id), INVY_TIME (invy_database_now (database))), &n_changed, error))
    return FALSE;
  if (n_changed == 0)
    return refuse_untouched (database, event_id, error);

  invy_job_changed (job, INVY_STORE_EVENTS, event_id);
  return TRUE;
}

/**
 * invy_store_remove_event:
 *
 * Takes a wedding out of sight. Its guests, campaigns and messages stay where they are, for undo.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %INVY_STORE_ERROR_NOT_FOUND
 */
DexFuture *
invy_store_remove_event (InvyStore *self, const char *event_id)
{
  return invy_store_run (self, INVY_LANE_WRITE, remove_event_job, g_strdup (event_id), g_free);
}

static gboolean
restore_event_job (InvyJob *job, InvyDatabase *database, gpointer event_id, GValue *result, GError **error)
{
  gint64 n_changed;

  if (!invy_database_execute (database, "UPDATE events SET deleted_at = NULL, version = version + 1 WHERE id = $1",
                              INVY_VALUES (INVY_TEXT (event_id)), &n_changed, error))
    return FALSE;
  if (n_changed == 0)
    return refuse_untouched (database, event_id, error);

  invy_job_changed (job, INVY_STORE_EVENTS, event_id);
  return TRUE;
}

/**
 * invy_store_restore_event:
 *
 * Undoes invy_store_remove_event().
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %INVY_STORE_ERROR_NOT_FOUND
 */
DexFuture *
invy_store_restore_event (InvyStore *self, const char *event_id)
{
  return invy_store_run (self, INVY_LANE_WRITE, restore_event_job, g_strdup (event_id), g_free);
}
