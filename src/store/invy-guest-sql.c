/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-guest-sql-private.h"

/* The columns of a guest behind those of any record. */
const char *const invy_guest_sql_extras[] = { "event_id", "party_size",   "rsvp_status", "rsvp_count",
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

/* The state that the list shows is that of the newest invitation; one that was left out says less than one that was
 * sent, and one that was held back for too long is as good as unknown (see invy_message_needs_settling()). In a
 * wedding for practice the practised ones count. */
#define SQL_STATE_WORD                           \
  "CASE WHEN m.state = 'resent' THEN 'accepted'" \
  " WHEN m.state = 'held' AND m.held_at < $2 THEN 'unknown' ELSE m.state END"
#define SQL_COUNTS                                                            \
  "m.purpose = 'invitation'"                                                  \
  " AND m.kind = CASE e.practice_only WHEN 1 THEN 'practice' ELSE 'real' END" \
  " AND m.state <> 'cancelled' AND (m.state <> 'resent' OR " INVY_SQL_ARRIVED ")"
#define SQL_NEWEST_FIRST                                                                      \
  " ORDER BY CASE m.state WHEN 'skipped' THEN 1 ELSE 0 END, m.planned_at DESC, m.round DESC," \
  " m.position DESC"

/* Of one guest. What was sent to a duplicate was sent to the guest: as one list of ids, since PostgreSQL reads the
 * whole ledger for each guest where an OR stands between two. */
#define SQL_STATE                                                                                     \
  "(SELECT " SQL_STATE_WORD " FROM messages m JOIN events e ON e.id = g.event_id"                     \
  " WHERE m.guest_id IN (SELECT g.id UNION ALL SELECT d.id FROM guests d WHERE d.merged_into = g.id)" \
  " AND " SQL_COUNTS SQL_NEWEST_FIRST " LIMIT 1)"

/* Of all guests of the wedding $1 at once. */
#define SQL_STATES                                                                                        \
  "(SELECT guest_id, word FROM (SELECT coalesce (d.merged_into, m.guest_id) AS guest_id, " SQL_STATE_WORD \
  " AS word, row_number () OVER (PARTITION BY coalesce (d.merged_into, m.guest_id)" SQL_NEWEST_FIRST      \
  ") AS place FROM messages m JOIN events e ON e.id = m.event_id LEFT JOIN guests d ON d.id = m.guest_id" \
  " WHERE m.event_id = $1 AND " SQL_COUNTS ") placed WHERE place = 1)"
#define SQL_ALL_TAGS                                                                   \
  "(SELECT guest_id, string_agg (tag, ',') AS words FROM guest_tags WHERE guest_id IN" \
  " (SELECT id FROM guests WHERE event_id = $1) GROUP BY guest_id)"

#define SQL_TAGS "(SELECT string_agg (t.tag, ',') FROM guest_tags t WHERE t.guest_id = g.id)"

/**
 * invy_guest_sql_query_with:
 * @where: a condition on "g", with $1 for @value, $3 and on for @more, and an order
 *
 * Returns: (transfer full): guests for invy_guest_sql_read()
 */
InvyRows *
invy_guest_sql_query_with (InvyDatabase *database,
                           const char *where,
                           const char *value,
                           const InvyValue *more,
                           guint n_more,
                           GError **error)
{
  g_autofree char *columns = invy_record_sql_columns (INVY_TYPE_GUEST, "g.", invy_guest_sql_extras);
  g_autofree char *sql = g_strdup_printf ("SELECT %s, h.name, " SQL_TAGS ", g.phone, " SQL_STATE
                                          " FROM guests g LEFT JOIN households h ON h.id = g.household_id WHERE %s",
                                          columns, where);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (InvyValue));

  g_array_append_vals (
      values, INVY_VALUES (INVY_TEXT (value), INVY_TIME (invy_database_now (database) - INVY_MESSAGE_HELD_LIMIT_MS)));
  if (n_more > 0)
    g_array_append_vals (values, more, n_more);

  return invy_database_query (database, sql, (InvyValue *) values->data, values->len, error);
}

/**
 * invy_guest_sql_query:
 * @where: a condition on "g", with $1 for @value, and an order
 *
 * Returns: (transfer full): guests for invy_guest_sql_read()
 */
InvyRows *
invy_guest_sql_query (InvyDatabase *database, const char *where, const char *value, GError **error)
{
  return invy_guest_sql_query_with (database, where, value, NULL, 0, error);
}

/**
 * invy_guest_sql_query_listed:
 *
 * All guests of a wedding that are neither removed nor merged into others, in the order of the list. What stands in
 * other tables is asked for once, and not for each of a hundred thousand.
 *
 * Returns: (transfer full): guests for invy_guest_sql_read()
 */
InvyRows *
invy_guest_sql_query_listed (InvyDatabase *database, const char *event_id, GError **error)
{
  g_autofree char *columns = invy_record_sql_columns (INVY_TYPE_GUEST, "g.", invy_guest_sql_extras);
  g_autofree char *sql = g_strdup_printf (
      "SELECT %s, h.name, t.words, g.phone, s.word FROM guests g LEFT JOIN households h ON h.id = g.household_id"
      " LEFT JOIN " SQL_ALL_TAGS " t ON t.guest_id = g.id LEFT JOIN " SQL_STATES " s ON s.guest_id = g.id"
      " WHERE g.event_id = $1 AND g.deleted_at IS NULL AND g.merged_into IS NULL" INVY_SQL_LIST_ORDER,
      columns);

  return invy_database_query (
      database, sql,
      INVY_VALUES (INVY_TEXT (event_id), INVY_TIME (invy_database_now (database) - INVY_MESSAGE_HELD_LIMIT_MS)),
      error);
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

/**
 * invy_guest_sql_read_all:
 * @rows: (nullable) (transfer full): %NULL passes @error on
 *
 * Returns: (transfer full) (element-type InvyGuest): all guests, or %NULL with @error
 */
GPtrArray *
invy_guest_sql_read_all (InvyRows *rows, GError **error)
{
  g_autoptr (InvyRows) owned = rows;
  g_autoptr (GPtrArray) guests = invy_records_new ();
  g_autoptr (GError) local_error = NULL;

  if (owned == NULL)
    return NULL;
  while (invy_rows_next (owned, &local_error))
    g_ptr_array_add (guests, invy_guest_sql_read (owned));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&guests);
}
