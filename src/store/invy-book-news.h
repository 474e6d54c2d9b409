/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _InvyBookMark InvyBookMark;

/**
 * InvyBookNews:
 * @is_all: whether this is the whole wedding, in the order of the list, or only what changed
 * @guests: (element-type InvyGuest): as they are now; where only changes are told, those who were removed or merged
 *   into others are among them
 * @messages: (element-type InvyMessage): the current invitations of @guests
 * @mark: when this was read; for invy_store_read_book()
 *
 * What the store has of a wedding's guests.
 */
typedef struct
{
  gboolean is_all;
  GPtrArray *guests;
  GPtrArray *messages;
  InvyBookMark *mark;
} InvyBookNews;

#define INVY_TYPE_BOOK_NEWS (invy_book_news_get_type ())
GType invy_book_news_get_type (void);

InvyBookNews *invy_book_news_copy (InvyBookNews *self);
void invy_book_news_free (InvyBookNews *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyBookNews, invy_book_news_free)

InvyBookMark *invy_book_mark_copy (const InvyBookMark *self);
void invy_book_mark_free (InvyBookMark *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyBookMark, invy_book_mark_free)

G_END_DECLS
