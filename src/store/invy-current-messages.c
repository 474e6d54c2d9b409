/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-current-messages-private.h"

#include "store/invy-message-sql-private.h"

/* Messages keep the guest they were sent to; here they count for the guest whom that one was merged into. */
static GPtrArray *
read_all (InvyRows *rows, GError **error)
{
  g_autoptr (GPtrArray) messages = invy_records_new ();
  g_autoptr (GError) local_error = NULL;

  while (invy_rows_next (rows, &local_error))
    {
      InvyMessage *message = invy_message_sql_read (rows);

      invy_message_set (message, INVY_MESSAGE_GUEST_ID, invy_rows_get_text (rows, INVY_MESSAGE_SQL_N_COLUMNS));
      g_ptr_array_add (messages, message);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&messages);
}

/* One that counts as invited first, whatever came after it; then the newest. */
static char *
make_sql (InvyDatabase *database, const InvyBookMark *since)
{
  g_autofree char *columns = invy_message_sql_columns ("r.");
  g_autofree char *changed = since != NULL ? invy_book_mark_dup_sql (database, 4) : NULL;
  g_autofree char *only = NULL;

  if (changed != NULL)
    only = g_strdup_printf (" AND guest_id IN (WITH changed (id) AS (%s) SELECT id FROM changed UNION ALL"
                            " SELECT id FROM guests WHERE merged_into IN (SELECT id FROM changed))",
                            changed);

  return g_strdup_printf (
      "SELECT %s, r.counts_for FROM (SELECT m.*, row_number () OVER (PARTITION BY counts_for ORDER BY"
      " CASE WHEN " INVY_SQL_STANDS " THEN 0 ELSE 1 END, round DESC, planned_at DESC, position DESC,"
      " id) AS place FROM (SELECT messages.*, coalesce ((SELECT g.merged_into FROM guests g"
      " WHERE g.id = messages.guest_id), messages.guest_id) AS counts_for FROM messages"
      " WHERE event_id = $1 AND purpose = $2 AND kind = $3"
      " AND (state <> 'resent' OR " INVY_SQL_ARRIVED ")%s) m) r WHERE place = 1",
      columns, only != NULL ? only : "");
}

/**
 * invy_current_messages_read:
 * @since: (nullable): only those to guests for whom something changed since then
 *
 * Returns: (transfer full) (element-type InvyMessage): what invy_store_list_current_messages() resolves to, or %NULL
 *   with @error
 */
GPtrArray *
invy_current_messages_read (InvyDatabase *database,
                            const char *event_id,
                            InvyPurpose purpose,
                            InvyCampaignKind kind,
                            const InvyBookMark *since,
                            GError **error)
{
  g_autofree char *sql = make_sql (database, since);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (InvyValue));
  g_autoptr (InvyRows) rows = NULL;

  g_array_append_vals (values, INVY_VALUES (INVY_TEXT (event_id),
                                            INVY_TEXT (invy_enum_to_nick (INVY_TYPE_PURPOSE, (int) purpose)),
                                            INVY_TEXT (invy_enum_to_nick (INVY_TYPE_CAMPAIGN_KIND, (int) kind))));
  if (since != NULL)
    invy_book_mark_append_values (since, database, values);
  rows = invy_database_query (database, sql, (InvyValue *) values->data, values->len, error);

  return rows != NULL ? read_all (rows, error) : NULL;
}
