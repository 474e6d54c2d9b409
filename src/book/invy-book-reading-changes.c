/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-book-reading-changes.h"

/* So many who come or go are shown one by one, and everybody else's row stays as it is. */
#define MOST_SINGLY 16

/**
 * invy_book_reading_announce:
 * @list: which has @rows now, and had @before
 *
 * Leaves the rows at both ends alone that stay, so that a list on the screen neither scrolls nor loses its focus.
 */
void
invy_book_reading_announce (GListModel *list, GPtrArray *before, GPtrArray *rows)
{
  const guint n_common = MIN (before->len, rows->len);
  guint head = 0, tail = 0;

  while (head < n_common && before->pdata[head] == rows->pdata[head])
    head++;
  while (tail < n_common - head && before->pdata[before->len - 1 - tail] == rows->pdata[rows->len - 1 - tail])
    tail++;

  g_list_model_items_changed (list, head, before->len - head - tail, rows->len - head - tail);
}

static gboolean
is_gone (InvyGuest *guest)
{
  return invy_record_get_deleted_at (INVY_RECORD (guest)) != 0
         || invy_guest_get (guest, INVY_GUEST_MERGED_INTO) != NULL;
}

/* Those without come last. */
static int
compare_texts (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);

  return strcmp (a, b);
}

/* The order in which the store lists them. */
static int
compare_guests (InvyGuest *a, InvyGuest *b)
{
  const InvyGuestField fields[] = { INVY_GUEST_LAST_NAME, INVY_GUEST_FIRST_NAME };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const int order = compare_texts (invy_guest_get (a, fields[i]), invy_guest_get (b, fields[i]));

      if (order != 0)
        return order;
    }

  return strcmp (invy_guest_get_id (a), invy_guest_get_id (b));
}

/* Who got another name stays in the place of the old one until everything is read anew, so that no row moves away
 * while somebody types: between such rows the place is only about right. */
static guint
find_place (GPtrArray *rows, InvyGuest *guest)
{
  guint first = 0, last = rows->len;

  while (first < last)
    {
      const guint middle = first + (last - first) / 2;

      if (compare_guests (rows->pdata[middle], guest) < 0)
        first = middle + 1;
      else
        last = middle;
    }

  return first;
}

/* @list: (nullable): %NULL to tell nobody */
static void
add_row (InvyBookReading *self, GListModel *list, InvyGuest *guest)
{
  const guint place = find_place (self->rows, guest);

  g_ptr_array_insert (self->rows, (int) place, g_object_ref (guest));
  g_hash_table_insert (self->by_id, (gpointer) invy_guest_get_id (guest), guest);
  invy_guest_counts_add (self->counts, guest);
  if (list != NULL)
    g_list_model_items_changed (list, place, 0, 1);
}

static void
remove_row (InvyBookReading *self, GListModel *list, InvyGuest *guest)
{
  guint place;

  invy_guest_counts_remove (self->counts, guest);
  g_hash_table_remove (self->by_id, invy_guest_get_id (guest));
  if (!g_ptr_array_find (self->rows, guest, &place))
    g_return_if_reached ();
  g_ptr_array_remove_index (self->rows, place);
  if (list != NULL)
    g_list_model_items_changed (list, place, 1, 0);
}

static void
change_guest (InvyBookReading *self, GListModel *list, InvyGuest *fresh)
{
  InvyGuest *known = g_hash_table_lookup (self->by_id, invy_guest_get_id (fresh));

  if (is_gone (fresh))
    {
      if (known != NULL)
        remove_row (self, list, known);
      return;
    }
  if (known == NULL)
    {
      add_row (self, list, fresh);
      return;
    }

  /* The same object, so that whoever holds it holds it still. */
  invy_guest_counts_remove (self->counts, known);
  invy_guest_assign (known, fresh);
  invy_guest_counts_add (self->counts, known);
}

static guint
count_moving (InvyBookReading *self, GPtrArray *guests)
{
  guint n = 0;

  for (guint i = 0; i < guests->len; i++)
    n += is_gone (guests->pdata[i]) == g_hash_table_contains (self->by_id, invy_guest_get_id (guests->pdata[i]));

  return n;
}

static void
change_messages (InvyBookReading *self, InvyBookNews *changes)
{
  for (guint i = 0; i < changes->guests->len; i++)
    g_hash_table_remove (self->messages, invy_guest_get_id (changes->guests->pdata[i]));
  for (guint i = 0; i < changes->messages->len; i++)
    g_hash_table_insert (self->messages,
                         g_strdup (invy_message_get (changes->messages->pdata[i], INVY_MESSAGE_GUEST_ID)),
                         g_object_ref (changes->messages->pdata[i]));
}

static gpointer
ref_row (gconstpointer row, gpointer data)
{
  return g_object_ref ((gpointer) row);
}

static void
change_guests (InvyBookReading *self, GListModel *list, GPtrArray *guests)
{
  for (guint i = 0; i < guests->len; i++)
    change_guest (self, list, guests->pdata[i]);
}

/**
 * invy_book_reading_change:
 * @self: what @list shows
 * @changes: what changed since then; its guests are judged
 *
 * Takes changes over, in one step.
 *
 * Returns: whether there were any
 */
gboolean
invy_book_reading_change (InvyBookReading *self, GListModel *list, InvyBookNews *changes)
{
  g_clear_pointer (&self->mark, invy_book_mark_free);
  self->mark = g_steal_pointer (&changes->mark);

  change_messages (self, changes);
  if (count_moving (self, changes->guests) <= MOST_SINGLY)
    change_guests (self, list, changes->guests);
  else
    {
      g_autoptr (GPtrArray) before = g_ptr_array_copy (self->rows, ref_row, NULL);

      change_guests (self, NULL, changes->guests);
      invy_book_reading_announce (list, before, self->rows);
    }

  return changes->guests->len > 0;
}
