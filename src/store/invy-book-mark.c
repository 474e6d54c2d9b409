/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-book-mark-private.h"

/* A server's transactions end in another order than they began in: what the oldest of those that are still under way
 * wrote has not been seen yet. The numbers are those of this connection: the next one may lead to a server that took
 * the place of the first. A new guest is a change like any other. */
static const char shared_now_sql[] =
    "SELECT pg_backend_pid () || '/' || extract (epoch FROM"
    " pg_postmaster_start_time ()),"
    " now.oldest, now.oldest, 0, (SELECT count(*) FROM events WHERE id = $1)"
    " FROM (SELECT pg_snapshot_xmin (pg_current_snapshot ())::text::bigint AS oldest)"
    " AS now";
/* One at a time writes to a file: all that is there has been seen. */
static const char file_now_sql[] = "SELECT 'file', (SELECT coalesce (max (number), 0) + 1 FROM changes),"
                                   " (SELECT coalesce (max (rowid), 0) + 1 FROM guests),"
                                   " (SELECT coalesce (min (number), 0) FROM changes),"
                                   " (SELECT count(*) FROM events WHERE id = $1)";
/**
 * invy_book_mark_read:
 *
 * To be called before what it marks is read: what changes in between is read once more, and nothing is missed.
 *
 * Returns: (transfer full): now, or %NULL with @error
 */
InvyBookMark *
invy_book_mark_read (InvyDatabase *database, const char *event_id, GError **error)
{
  const char *sql = invy_database_is_shared (database) ? shared_now_sql : file_now_sql;
  g_autoptr (InvyRows) rows = invy_database_query (database, sql, INVY_VALUES (INVY_TEXT (event_id)), error);
  InvyBookMark *self;

  if (rows == NULL || !invy_rows_next (rows, error))
    return NULL;

  self = g_new0 (InvyBookMark, 1);
  self->session = g_strdup (invy_rows_get_text (rows, 0));
  self->changed_in = invy_rows_get_integer (rows, 1);
  self->added_in = invy_rows_get_integer (rows, 2);
  self->oldest = invy_rows_get_integer (rows, 3);
  self->has_event = invy_rows_get_integer (rows, 4) > 0;
  self->read_at = invy_database_now (database);
  return self;
}

InvyBookMark *
invy_book_mark_copy (const InvyBookMark *self)
{
  InvyBookMark *copy = g_memdup2 (self, sizeof (InvyBookMark));

  copy->session = g_strdup (self->session);
  return copy;
}

void
invy_book_mark_free (InvyBookMark *self)
{
  g_free (self->session);
  g_free (self);
}

/**
 * invy_book_mark_is_known:
 * @now: the newest mark
 *
 * Who may not read the wedding any more is told of no changes: for them it is empty, and was all of it before.
 *
 * Returns: whether @now's connection still knows what changed since @self
 */
gboolean
invy_book_mark_is_known (const InvyBookMark *self, const InvyBookMark *now)
{
  return self->has_event && now->has_event && g_strcmp0 (self->session, now->session) == 0
         && self->changed_in >= now->oldest;
}

/**
 * invy_book_mark_dup_sql:
 * @first: the number of the first of the four parameters that invy_book_mark_append_values() adds
 *
 * Something changed for guests whose row, or a message to whom, was written; for whoever they are merged into; and
 * when a message was held back for so long that it counts as unknown, which nobody writes down.
 *
 * Returns: (transfer full): a query for the ids of the guests of the wedding $1 for whom something changed since
 */
char *
invy_book_mark_dup_sql (InvyDatabase *database, guint first)
{
  GString *sql = g_string_new ("WITH touched (id) AS (");

  if (invy_database_is_shared (database))
    g_string_append_printf (sql,
                            "SELECT guest_id FROM messages WHERE event_id = $1 AND changed_in >= $%u"
                            " UNION SELECT id FROM guests WHERE event_id = $1 AND changed_in >= $%u",
                            first, first + 1);
  else
    g_string_append_printf (sql,
                            "SELECT guest_id FROM changes WHERE event_id = $1 AND number >= $%u"
                            " UNION SELECT id FROM guests WHERE event_id = $1 AND rowid >= $%u",
                            first, first + 1);
  g_string_append_printf (sql,
                          " UNION SELECT guest_id FROM messages WHERE event_id = $1 AND state = 'held'"
                          " AND held_at >= $%u AND held_at < $%u)"
                          " SELECT id FROM touched UNION SELECT merged_into FROM guests"
                          " WHERE id IN (SELECT id FROM touched) AND merged_into IS NOT NULL",
                          first + 2, first + 3);
  return g_string_free_and_steal (sql);
}

/**
 * invy_book_mark_append_values:
 * @values: (element-type InvyValue): of a statement with invy_book_mark_dup_sql()
 */
void
invy_book_mark_append_values (const InvyBookMark *self, InvyDatabase *database, GArray *values)
{
  g_array_append_vals (values, INVY_VALUES (INVY_INTEGER (self->changed_in), INVY_INTEGER (self->added_in),
                                            INVY_TIME (self->read_at - INVY_MESSAGE_HELD_LIMIT_MS),
                                            INVY_TIME (invy_database_now (database) - INVY_MESSAGE_HELD_LIMIT_MS)));
}
