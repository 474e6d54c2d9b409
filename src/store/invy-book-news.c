/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-book-news.h"

G_DEFINE_BOXED_TYPE (InvyBookNews, invy_book_news, invy_book_news_copy, invy_book_news_free)

/**
 * invy_book_news_copy:
 *
 * Returns: (transfer full): the same news, with the same guests and messages
 */
InvyBookNews *
invy_book_news_copy (InvyBookNews *self)
{
  InvyBookNews *copy = g_new0 (InvyBookNews, 1);

  copy->is_all = self->is_all;
  copy->guests = g_ptr_array_ref (self->guests);
  copy->messages = g_ptr_array_ref (self->messages);
  copy->mark = invy_book_mark_copy (self->mark);
  return copy;
}

void
invy_book_news_free (InvyBookNews *self)
{
  g_clear_pointer (&self->guests, g_ptr_array_unref);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->mark, invy_book_mark_free);
  g_free (self);
}
