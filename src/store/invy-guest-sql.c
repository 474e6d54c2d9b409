/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-guest-sql-private.h"

#include "model/invy-tags.h"

#include <glib/gi18n-lib.h>

static const char *const extra_columns[] = { "event_id", "party_size",   "rsvp_status", "rsvp_count",
                                             "rsvp_at",  "household_id", NULL };

enum
{
  COLUMN_EVENT_ID = INVY_GUEST_N_COLUMNS + 3,
  COLUMN_PARTY_SIZE,
  COLUMN_RSVP_STATUS,
  COLUMN_RSVP_COUNT,
  COLUMN_RSVP_AT,
  COLUMN_HOUSEHOLD_ID,
  COLUMN_HOUSEHOLD,
  COLUMN_TAGS,
  COLUMN_LEGACY_PHONE,
  COLUMN_MESSAGE_STATE,
};

struct _InvyGuestSql
{
  char *insert;
  char *update;
  char *event_id;         /* whose households are known */
  GHashTable *households; /* name -> id */
};

/* --- reading --- */

/* The state that the list shows is that of the newest invitation; one that was left out says less than one that was
 * sent, and one that was held back for too long is as good as unknown (see invy_message_needs_settling()). In a
 * wedding for practice the practised ones count. What was sent to a duplicate was sent to the guest. */
#define SQL_STATE                                                                             \
  "(SELECT CASE WHEN m.state = 'resent' THEN 'accepted'"                                      \
  " WHEN m.state = 'held' AND m.held_at < $2 THEN 'unknown' ELSE m.state END"                 \
  " FROM messages m JOIN events e ON e.id = g.event_id"                                       \
  " WHERE m.guest_id = g.id AND m.purpose = 'invitation'"                                     \
  " AND m.kind = CASE e.practice_only WHEN 1 THEN 'practice' ELSE 'real' END"                 \
  " AND m.state <> 'cancelled' AND (m.state <> 'resent' OR " INVY_SQL_ARRIVED ")"             \
  " ORDER BY CASE m.state WHEN 'skipped' THEN 1 ELSE 0 END, m.planned_at DESC, m.round DESC," \
  " m.position DESC LIMIT 1)"

#define SQL_TAGS "(SELECT string_agg (t.tag, ',') FROM guest_tags t WHERE t.guest_id = g.id)"

/**
 * invy_guest_sql_query:
 * @where: a condition on "g", with $1 for @value, and an order
 *
 * Returns: (transfer full): guests for invy_guest_sql_read()
 */
InvyRows *
invy_guest_sql_query (InvyDatabase *database, const char *where, const char *value, GError **error)
{
  g_autofree char *columns = invy_record_sql_columns (INVY_TYPE_GUEST, "g.", extra_columns);
  g_autofree char *sql = g_strdup_printf ("SELECT %s, h.name, " SQL_TAGS ", g.phone, " SQL_STATE
                                          " FROM guests g LEFT JOIN households h ON h.id = g.household_id WHERE %s",
                                          columns, where);

  return invy_database_query (
      database, sql,
      INVY_VALUES (INVY_TEXT (value), INVY_TIME (invy_database_now (database) - INVY_MESSAGE_HELD_LIMIT_MS)), error);
}

/**
 * invy_guest_sql_read:
 *
 * Returns: (transfer full): the guest of the row, with its delivery
 */
InvyGuest *
invy_guest_sql_read (InvyRows *rows)
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
  invy_guest_set (guest, INVY_GUEST_HOUSEHOLD, invy_rows_get_text (rows, COLUMN_HOUSEHOLD));
  invy_guest_set (guest, INVY_GUEST_TAGS, invy_rows_get_text (rows, COLUMN_TAGS));
  if (invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER) == NULL)
    invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, invy_rows_get_text (rows, COLUMN_LEGACY_PHONE));
  if (invy_enum_from_nick (INVY_TYPE_MESSAGE_STATE, invy_rows_get_text (rows, COLUMN_MESSAGE_STATE), &state))
    invy_guest_set_delivery (guest, invy_delivery_from_state ((InvyMessageState) state));

  return guest;
}

/* --- writing --- */

/**
 * invy_guest_sql_new:
 *
 * Returns: (transfer full): for a job that writes guests
 */
InvyGuestSql *
invy_guest_sql_new (void)
{
  InvyGuestSql *self = g_new0 (InvyGuestSql, 1);
  g_autofree char *set = invy_record_sql_update (INVY_TYPE_GUEST, 9);

  self->insert = invy_record_sql_insert ("guests", INVY_TYPE_GUEST, extra_columns);
  self->update = g_strdup_printf (
      "UPDATE guests SET version = version + 1, deleted_at = $3, party_size = $4, rsvp_status = $5, rsvp_count = $6,"
      " rsvp_at = $7, household_id = $8, %s WHERE id = $1 AND version = $2",
      set);
  self->households = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
invy_guest_sql_free (InvyGuestSql *self)
{
  g_free (self->insert);
  g_free (self->update);
  g_free (self->event_id);
  g_hash_table_unref (self->households);
  g_free (self);
}

/* All at once: an import brings thousands of households, and a question for each would take far longer. */
static gboolean
read_households (InvyGuestSql *self, InvyDatabase *database, const char *event_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = NULL;

  if (!g_set_str (&self->event_id, event_id))
    return TRUE;

  g_hash_table_remove_all (self->households);
  rows = invy_database_query (
      database,
      "SELECT name, id FROM households WHERE event_id = $1 AND name IS NOT NULL AND deleted_at IS NULL ORDER BY id",
      INVY_VALUES (INVY_TEXT (event_id)), error);
  if (rows == NULL)
    return FALSE;
  while (invy_rows_next (rows, &local_error))
    g_hash_table_insert (self->households, g_strdup (invy_rows_get_text (rows, 0)),
                         g_strdup (invy_rows_get_text (rows, 1)));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
find_household (InvyGuestSql *self, InvyDatabase *database, InvyGuest *guest, const char **id, GError **error)
{
  const char *name = invy_guest_get (guest, INVY_GUEST_HOUSEHOLD);
  g_autofree char *new_id = NULL;

  *id = NULL;
  if (name == NULL)
    return TRUE;
  if (!read_households (self, database, invy_guest_get_event_id (guest), error))
    return FALSE;
  if ((*id = g_hash_table_lookup (self->households, name)) != NULL)
    return TRUE;

  new_id = g_uuid_string_random ();
  if (!invy_database_execute (database, "INSERT INTO households (id, event_id, name) VALUES ($1, $2, $3)",
                              INVY_VALUES (INVY_TEXT (new_id), INVY_TEXT (self->event_id), INVY_TEXT (name)), NULL,
                              error))
    return FALSE;

  *id = new_id;
  g_hash_table_insert (self->households, g_strdup (name), g_steal_pointer (&new_id));
  return TRUE;
}

static gboolean
write_tags (InvyDatabase *database, InvyGuest *guest, gboolean is_new, GError **error)
{
  const char *id = invy_guest_get_id (guest);
  const char *text = invy_guest_get (guest, INVY_GUEST_TAGS);
  g_auto (GStrv) tags = text != NULL ? invy_tags_split (text) : NULL;

  if (!is_new
      && !invy_database_execute (database, "DELETE FROM guest_tags WHERE guest_id = $1", INVY_VALUES (INVY_TEXT (id)),
                                 NULL, error))
    return FALSE;

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    if (!invy_database_execute (database, "INSERT INTO guest_tags (guest_id, tag) VALUES ($1, $2)",
                                INVY_VALUES (INVY_TEXT (id), INVY_TEXT (tags[i])), NULL, error))
      return FALSE;

  return TRUE;
}

static gboolean
insert_guest (InvyGuestSql *self, InvyDatabase *database, InvyGuest *guest, const char *household_id, GError **error)
{
  g_autoptr (GArray) values = NULL;

  invy_record_set_version (INVY_RECORD (guest), 1);
  values = invy_record_sql_values (INVY_RECORD (guest));
  g_array_append_vals (values,
                       INVY_VALUES (INVY_TEXT (invy_guest_get_event_id (guest)),
                                    INVY_INTEGER (invy_guest_get_party_size (guest)),
                                    INVY_TEXT (invy_enum_to_nick (INVY_TYPE_RSVP, (int) invy_guest_get_rsvp (guest))),
                                    INVY_INTEGER (invy_guest_get_rsvp_count (guest)),
                                    INVY_TIME (invy_guest_get_rsvp_at (guest)), INVY_TEXT (household_id)));

  return invy_database_execute (database, self->insert, (InvyValue *) values->data, values->len, NULL, error);
}

static gboolean
update_guest (InvyGuestSql *self, InvyDatabase *database, InvyGuest *guest, const char *household_id, GError **error)
{
  const gint64 version = invy_record_get_version (INVY_RECORD (guest));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (InvyValue));
  gint64 n_changed;

  g_array_append_vals (values,
                       INVY_VALUES (INVY_TEXT (invy_guest_get_id (guest)), INVY_INTEGER (version),
                                    INVY_TIME (invy_record_get_deleted_at (INVY_RECORD (guest))),
                                    INVY_INTEGER (invy_guest_get_party_size (guest)),
                                    INVY_TEXT (invy_enum_to_nick (INVY_TYPE_RSVP, (int) invy_guest_get_rsvp (guest))),
                                    INVY_INTEGER (invy_guest_get_rsvp_count (guest)),
                                    INVY_TIME (invy_guest_get_rsvp_at (guest)), INVY_TEXT (household_id)));
  for (guint i = 0; i < INVY_GUEST_N_COLUMNS; i++)
    {
      InvyValue value = INVY_TEXT (invy_guest_get (guest, (InvyGuestField) i));

      g_array_append_val (values, value);
    }

  if (!invy_database_execute (database, self->update, (InvyValue *) values->data, values->len, &n_changed, error))
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

/**
 * invy_guest_sql_write:
 * @guest: gets its new version
 *
 * Adds a guest whose version is 0 and changes any other, with household and tags, inside a transaction of the
 * caller's.
 *
 * Returns: %FALSE with %INVY_STORE_ERROR_CONFLICT when the guest has another version by now
 */
gboolean
invy_guest_sql_write (InvyGuestSql *self, InvyDatabase *database, InvyGuest *guest, GError **error)
{
  const gboolean is_new = invy_record_get_version (INVY_RECORD (guest)) == 0;
  const char *household_id;

  if (!find_household (self, database, guest, &household_id, error))
    return FALSE;

  return (is_new ? insert_guest : update_guest) (self, database, guest, household_id, error)
         && write_tags (database, guest, is_new, error);
}
