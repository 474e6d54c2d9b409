/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-store-guests-private.h"

#include <glib/gi18n-lib.h>

/* So many guests are written in one go before others have their turn. */
#define SLICE 500

static const char *const extra_columns[] = { "event_id", "party_size", "rsvp_status", "rsvp_count", "rsvp_at", NULL };

enum
{
  COLUMN_EVENT_ID = INVY_GUEST_N_FIELDS + 3,
  COLUMN_PARTY_SIZE,
  COLUMN_RSVP_STATUS,
  COLUMN_RSVP_COUNT,
  COLUMN_RSVP_AT,
  COLUMN_LEGACY_PHONE,
  COLUMN_MESSAGE_STATE,
};

static InvyGuest *
read_guest (InvyRows *rows)
{
  InvyGuest *guest = g_object_new (INVY_TYPE_GUEST, NULL);
  int rsvp = INVY_RSVP_NONE;
  int state;

  invy_record_sql_read (INVY_RECORD (guest), rows);
  invy_guest_set_event_id (guest, invy_rows_get_text (rows, COLUMN_EVENT_ID));
  invy_guest_set_party_size (guest, (guint) invy_rows_get_integer (rows, COLUMN_PARTY_SIZE));
  invy_enum_from_nick (INVY_TYPE_RSVP, invy_rows_get_text (rows, COLUMN_RSVP_STATUS), &rsvp);
  invy_guest_set_rsvp (guest, (InvyRsvp) rsvp, (guint) invy_rows_get_integer (rows, COLUMN_RSVP_COUNT),
                       invy_rows_get_time (rows, COLUMN_RSVP_AT));
  if (invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER) == NULL)
    invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, invy_rows_get_text (rows, COLUMN_LEGACY_PHONE));
  if (invy_enum_from_nick (INVY_TYPE_MESSAGE_STATE, invy_rows_get_text (rows, COLUMN_MESSAGE_STATE), &state))
    invy_guest_set_delivery (guest, invy_delivery_from_state ((InvyMessageState) state));

  return guest;
}

/* The state that the list shows is that of the newest invitation; one that was left out says less than one that was
 * sent, and one that was held back for too long is as good as unknown (see invy_message_needs_settling()). In a
 * wedding for practice the practised ones count. */
static InvyRows *
query_guests (InvyDatabase *database, const char *where, const char *value, GError **error)
{
  g_autofree char *columns = invy_record_sql_columns (INVY_TYPE_GUEST, "g.", extra_columns);
  g_autofree char *sql =
      g_strdup_printf ("SELECT %s, g.phone, (SELECT CASE WHEN m.state = 'resent' THEN 'accepted'"
                       " WHEN m.state = 'held' AND m.held_at < $2 THEN 'unknown' ELSE m.state END"
                       " FROM messages m JOIN events e ON e.id = g.event_id"
                       " WHERE m.guest_id = g.id AND m.purpose = 'invitation'"
                       " AND m.kind = CASE e.practice_only WHEN 1 THEN 'practice' ELSE 'real' END"
                       " AND m.state <> 'cancelled' AND (m.state <> 'resent' OR " INVY_SQL_ARRIVED ")"
                       " ORDER BY CASE m.state WHEN 'skipped' THEN 1 ELSE 0 END, m.planned_at DESC, m.round DESC, "
                       "m.position DESC LIMIT 1)"
                       " FROM guests g WHERE %s",
                       columns, where);

  return invy_database_query (
      database, sql,
      INVY_VALUES (INVY_TEXT (value), INVY_TIME (invy_database_now (database) - INVY_MESSAGE_HELD_LIMIT_MS)), error);
}

static gboolean
list_guests_job (InvyJob *job, InvyDatabase *database, gpointer event_id, GValue *result, GError **error)
{
  g_autoptr (GPtrArray) guests = invy_records_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = NULL;

  rows = query_guests (database,
                       "g.event_id = $1 AND g.deleted_at IS NULL AND g.merged_into IS NULL"
                       " ORDER BY g.last_name IS NULL, g.last_name, g.first_name, g.id",
                       event_id, error);
  if (rows == NULL)
    return FALSE;
  while (invy_rows_next (rows, &local_error))
    g_ptr_array_add (guests, read_guest (rows));
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
  g_autoptr (InvyRows) rows = query_guests (database, "g.id = $1 AND g.deleted_at IS NULL", guest_id, error);

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
  g_value_take_object (result, read_guest (rows));
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

static gboolean
insert_guest (InvyDatabase *database, const char *sql, InvyGuest *guest, GError **error)
{
  g_autoptr (GArray) values = NULL;

  invy_record_set_version (INVY_RECORD (guest), 1);
  values = invy_record_sql_values (INVY_RECORD (guest));
  g_array_append_vals (
      values,
      INVY_VALUES (INVY_TEXT (invy_guest_get_event_id (guest)), INVY_INTEGER (invy_guest_get_party_size (guest)),
                   INVY_TEXT (invy_enum_to_nick (INVY_TYPE_RSVP, (int) invy_guest_get_rsvp (guest))),
                   INVY_INTEGER (invy_guest_get_rsvp_count (guest)), INVY_TIME (invy_guest_get_rsvp_at (guest))));

  return invy_database_execute (database, sql, (InvyValue *) values->data, values->len, NULL, error);
}

/**
 * invy_store_insert_guests:
 *
 * Adds guests inside a transaction of the caller's.
 */
gboolean
invy_store_insert_guests (InvyDatabase *database, GPtrArray *guests, GError **error)
{
  g_autofree char *sql = invy_record_sql_insert ("guests", INVY_TYPE_GUEST, extra_columns);

  for (guint i = 0; i < guests->len; i++)
    if (!insert_guest (database, sql, guests->pdata[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
update_guest (InvyDatabase *database, const char *sql, InvyGuest *guest, GError **error)
{
  const gint64 version = invy_record_get_version (INVY_RECORD (guest));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (InvyValue));
  gint64 n_changed;

  g_array_append_vals (values,
                       INVY_VALUES (INVY_TEXT (invy_guest_get_id (guest)), INVY_INTEGER (version),
                                    INVY_INTEGER (invy_guest_get_party_size (guest)),
                                    INVY_TEXT (invy_enum_to_nick (INVY_TYPE_RSVP, (int) invy_guest_get_rsvp (guest))),
                                    INVY_INTEGER (invy_guest_get_rsvp_count (guest)),
                                    INVY_TIME (invy_guest_get_rsvp_at (guest))));
  for (guint i = 0; i < INVY_GUEST_N_FIELDS; i++)
    {
      InvyValue value = INVY_TEXT (invy_guest_get (guest, (InvyGuestField) i));

      g_array_append_val (values, value);
    }

  if (!invy_database_execute (database, sql, (InvyValue *) values->data, values->len, &n_changed, error))
    return FALSE;
  if (n_changed == 0)
    {
      g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT,
                           _ ("Somebody else changed or removed this guest in the meantime. Open the guest again and "
                              "repeat your change."));
      return FALSE;
    }

  invy_record_set_version (INVY_RECORD (guest), version + 1);
  return TRUE;
}

typedef struct
{
  GPtrArray *guests;
  guint n_done;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_ptr_array_unref (saving->guests);
  g_free (saving);
}

static gboolean
save_slice (InvyDatabase *database, GPtrArray *guests, guint first, guint end, GError **error)
{
  g_autofree char *insert = invy_record_sql_insert ("guests", INVY_TYPE_GUEST, extra_columns);
  g_autofree char *set = invy_record_sql_update (INVY_TYPE_GUEST, 7);
  g_autofree char *update = g_strdup_printf (
      "UPDATE guests SET version = version + 1, party_size = $3, rsvp_status = $4, rsvp_count = $5, rsvp_at = $6, %s "
      "WHERE id = $1 AND version = $2 AND deleted_at IS NULL",
      set);

  for (guint i = first; i < end; i++)
    {
      InvyGuest *guest = guests->pdata[i];
      const gboolean is_new = invy_record_get_version (INVY_RECORD (guest)) == 0;

      if (!(is_new ? insert_guest (database, insert, guest, error) : update_guest (database, update, guest, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
save_guests_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Saving *saving = data;
  const guint end = MIN (saving->guests->len, saving->n_done + SLICE);

  if (!invy_database_begin (database, error)
      || !invy_database_end (database, save_slice (database, saving->guests, saving->n_done, end, error), error))
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
