/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-book-mark-private.h"
#include "store/invy-current-messages-private.h"
#include "store/invy-guest-sql-private.h"

/* When more guests changed than this, it is quicker to read and show everything anew. */
#define MOST_CHANGED 1000

typedef struct
{
  char *event_id;
  InvyCampaignKind kind;
  InvyBookMark *since;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_free (asked->event_id);
  g_clear_pointer (&asked->since, invy_book_mark_free);
  g_free (asked);
}

static gboolean
read_messages (InvyBookNews *news, InvyDatabase *database, const Asked *asked, GError **error)
{
  news->messages = invy_current_messages_read (database, asked->event_id, INVY_PURPOSE_INVITATION, asked->kind,
                                               news->is_all ? NULL : asked->since, error);
  return news->messages != NULL;
}

static gboolean
read_all (InvyBookNews *news, InvyDatabase *database, const Asked *asked, GError **error)
{
  news->is_all = TRUE;
  g_clear_pointer (&news->guests, g_ptr_array_unref);
  news->guests = invy_guest_sql_read_all (invy_guest_sql_query_listed (database, asked->event_id, error), error);

  return news->guests != NULL && read_messages (news, database, asked, error);
}

static gboolean
read_changes (InvyBookNews *news, InvyDatabase *database, const Asked *asked, GError **error)
{
  g_autofree char *changed = invy_book_mark_dup_sql (database, 3);
  g_autofree char *where = g_strdup_printf ("g.event_id = $1 AND g.id IN (%s) LIMIT %d", changed, MOST_CHANGED + 1);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (InvyValue));

  invy_book_mark_append_values (asked->since, database, values);
  news->guests = invy_guest_sql_read_all (
      invy_guest_sql_query_with (database, where, asked->event_id, (InvyValue *) values->data, values->len, error),
      error);
  if (news->guests == NULL)
    return FALSE;
  if (news->guests->len > MOST_CHANGED)
    return read_all (news, database, asked, error);
  if (news->guests->len > 0)
    return read_messages (news, database, asked, error);

  news->messages = invy_records_new ();
  return TRUE;
}

static gboolean
read_book_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  const Asked *asked = data;
  g_autoptr (InvyBookNews) news = g_new0 (InvyBookNews, 1);
  gboolean only_changes;

  if (!(news->mark = invy_book_mark_read (database, asked->event_id, error)))
    return FALSE;
  only_changes = asked->since != NULL && invy_book_mark_is_known (asked->since, news->mark);
  if (!(only_changes ? read_changes : read_all) (news, database, asked, error))
    return FALSE;

  g_value_init (result, INVY_TYPE_BOOK_NEWS);
  g_value_take_boxed (result, g_steal_pointer (&news));
  return TRUE;
}

/**
 * invy_store_read_book:
 * @kind: of the messages
 * @since: (nullable): when the book was read before; %NULL for never
 *
 * Reads the guests of a wedding and their invitations: all of them, or only those for whom something changed since.
 * Some of these may be as they were, but no change is ever left out.
 *
 * Returns: (transfer full): a future that resolves to an #InvyBookNews
 */
DexFuture *
invy_store_read_book (InvyStore *self, const char *event_id, InvyCampaignKind kind, const InvyBookMark *since)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->event_id = g_strdup (event_id);
  asked->kind = kind;
  asked->since = since != NULL ? invy_book_mark_copy (since) : NULL;
  return invy_store_run (self, INVY_LANE_READ, read_book_job, asked, asked_free);
}
