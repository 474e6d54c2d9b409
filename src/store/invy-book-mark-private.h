/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-book-news.h"
#include "store/invy-store-private.h"

G_BEGIN_DECLS

/**
 * InvyBookMark:
 * @session: the connection that the numbers belong to
 * @changed_in: changes from this number on may not have been seen
 * @added_in: likewise of new guests
 * @oldest: changes before this number are forgotten by now
 * @has_event: whether the wedding was there, for who asked
 * @read_at: by the database's clock, in milliseconds since 1970
 *
 * When a book was read, as the database counts it.
 */
struct _InvyBookMark
{
  char *session;
  gint64 changed_in;
  gint64 added_in;
  gint64 oldest;
  gboolean has_event;
  gint64 read_at;
};

InvyBookMark *invy_book_mark_read (InvyDatabase *database, const char *event_id, GError **error);

gboolean invy_book_mark_is_known (const InvyBookMark *self, const InvyBookMark *now);
char *invy_book_mark_dup_sql (InvyDatabase *database, guint first);
void invy_book_mark_append_values (const InvyBookMark *self, InvyDatabase *database, GArray *values);

G_END_DECLS
