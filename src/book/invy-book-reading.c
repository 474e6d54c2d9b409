/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-book-reading.h"

#include "book/invy-guest-book-private.h"
#include "book/invy-guest-phone.h"
#include "book/invy-search-key.h"
#include "transfer/invy-parallel.h"

static gboolean
reuse_verdict (InvyGuestBook *book, InvyGuest *fresh)
{
  InvyGuest *known = invy_guest_book_find (book, invy_guest_get_id (fresh));

  if (known == NULL
      || g_strcmp0 (invy_guest_get (known, INVY_GUEST_PHONE_NUMBER), invy_guest_get (fresh, INVY_GUEST_PHONE_NUMBER))
             != 0)
    return FALSE;

  invy_guest_set_phone_judged (fresh, invy_guest_get_phone_e164 (known), invy_guest_get_phone_display (known),
                               invy_guest_get_phone_problem (known));
  return TRUE;
}

typedef struct
{
  GPtrArray *guests; /* nobody else has them yet */
  char *country;
} Judging;

static void
judging_free (gpointer data)
{
  Judging *judging = data;

  g_ptr_array_unref (judging->guests);
  g_free (judging->country);
  g_free (judging);
}

static void
judge (guint i, gpointer data)
{
  Judging *judging = data;

  invy_guest_judge_phone (judging->guests->pdata[i], judging->country);
  invy_search_key_get (judging->guests->pdata[i]); /* or the first letter of a search would make them all at once */
}

static DexFuture *
judge_fiber (gpointer data)
{
  Judging *judging = data;

  invy_parallel_run (judging->guests->len, judge, judging);
  return dex_future_new_true ();
}

/* Judged before the guests are shown, or a number would be wrong for a moment. Only new numbers are, and not on the
 * thread of the window: that takes most of the time in which a large wedding is opened. */
static void
judge_phones (InvyBookReading *self,
              InvyGuestBook *book,
              gboolean is_same_country,
              GPtrArray *guests,
              InvySlice *slice)
{
  Judging *judging;

  if (guests->len == 0)
    return;

  judging = g_new0 (Judging, 1);
  judging->guests = g_ptr_array_new_with_free_func (g_object_unref);
  judging->country = g_strdup (self->country);
  for (guint i = 0; i < guests->len; i++)
    {
      if (!is_same_country || !reuse_verdict (book, guests->pdata[i]))
        g_ptr_array_add (judging->guests, g_object_ref (guests->pdata[i]));
      invy_slice_pause (slice);
    }

  dex_await (dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), INVY_FIBER_STACK, judge_fiber, judging,
                                  judging_free),
             NULL);
  invy_slice_begin (slice);
}

static void
keep_messages (InvyBookReading *self, GPtrArray *messages, InvySlice *slice)
{
  self->messages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  for (guint i = 0; i < messages->len; i++)
    {
      g_hash_table_insert (self->messages, g_strdup (invy_message_get (messages->pdata[i], INVY_MESSAGE_GUEST_ID)),
                           g_object_ref (messages->pdata[i]));
      invy_slice_pause (slice);
    }
}

/* Guests that the book has keep their object, so that whoever holds one holds it still. */
static void
keep_guests (InvyBookReading *self, InvyGuestBook *book, GPtrArray *guests, InvySlice *slice)
{
  self->rows = g_ptr_array_new_full (guests->len, g_object_unref);
  self->is_same = guests->len == g_list_model_get_n_items (G_LIST_MODEL (book));
  for (guint i = 0; i < guests->len; i++)
    {
      InvyGuest *fresh = guests->pdata[i];
      InvyGuest *known = invy_guest_book_find (book, invy_guest_get_id (fresh));

      if (known != NULL)
        invy_guest_assign (known, fresh);
      else
        self->is_same = FALSE;
      g_ptr_array_add (self->rows, g_object_ref (known != NULL ? known : fresh));
      invy_guest_counts_add (self->counts, self->rows->pdata[i]);
      invy_slice_pause (slice);
    }
}

static void
index_guests (InvyBookReading *self, InvySlice *slice)
{
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_hash_table_insert (self->by_id, (gpointer) invy_guest_get_id (self->rows->pdata[i]), self->rows->pdata[i]);
      invy_slice_pause (slice);
    }
}

/* NULL when everything has to be read: another country may turn a wrong number into a right one. A copy of the
 * country: somebody may choose another one while we judge. */
static const InvyBookMark *
prepare (InvyBookReading *self, InvyGuestBook *book, const InvyBookReading *shown)
{
  InvyEvent *event = invy_guest_book_get_event (book);

  self->kind = invy_event_get_practice_only (event) ? INVY_CAMPAIGN_PRACTICE : INVY_CAMPAIGN_REAL;
  self->country = g_strdup (invy_guest_book_get_country (book));

  return self->kind == shown->kind && g_strcmp0 (self->country, shown->country) == 0 ? shown->mark : NULL;
}

/**
 * invy_book_reading_read:
 * @self: zeroed
 * @book: whose wedding is read
 * @shown: what the book shows
 * @changes: (out) (nullable): what changed since, if that is not everything: for invy_book_reading_change(), and
 *   nothing is in @self then
 *
 * Reads; called from a fiber, and by one at a time for a book. When everything is read, the guests of @book become as
 * they are in the store.
 *
 * Returns: %FALSE with an #InvyStoreError if that was not possible; @book is as it was then
 */
gboolean
invy_book_reading_read (InvyBookReading *self,
                        InvyGuestBook *book,
                        const InvyBookReading *shown,
                        InvySlice *slice,
                        InvyBookNews **changes,
                        GError **error)
{
  const InvyBookMark *since = prepare (self, book, shown);
  const char *event_id = invy_event_get_id (invy_guest_book_get_event (book));
  g_autoptr (InvyBookNews) news =
      dex_await_boxed (invy_store_read_book (invy_guest_book_get_store (book), event_id, self->kind, since), error);

  if (news == NULL)
    {
      g_clear_pointer (&self->country, g_free);
      return FALSE;
    }

  invy_slice_begin (slice);
  judge_phones (self, book, g_strcmp0 (self->country, shown->country) == 0, news->guests, slice);
  if (!news->is_all)
    {
      g_clear_pointer (&self->country, g_free);
      *changes = g_steal_pointer (&news);
      return TRUE;
    }

  self->mark = g_steal_pointer (&news->mark);
  keep_messages (self, news->messages, slice);
  keep_guests (self, book, news->guests, slice);
  if (!self->is_same)
    index_guests (self, slice);

  invy_slice_drop_array (slice, news->guests);
  invy_slice_drop_array (slice, news->messages);
  *changes = NULL;
  return TRUE;
}

/**
 * invy_book_reading_clear:
 *
 * Frees what is in @self, little by little.
 */
void
invy_book_reading_clear (InvyBookReading *self, InvySlice *slice)
{
  invy_slice_begin (slice);
  if (self->rows != NULL)
    invy_slice_drop_array (slice, self->rows);
  if (self->messages != NULL)
    invy_slice_drop_table (slice, self->messages);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->messages, g_hash_table_unref);
  g_clear_pointer (&self->country, g_free);
  g_clear_pointer (&self->mark, invy_book_mark_free);
}
