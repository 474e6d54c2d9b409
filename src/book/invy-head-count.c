/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "book/invy-head-count.h"

#include <string.h>

/* So many guests are counted before the interface has its turn: about 3 ms. */
#define SLICE 2000

struct _InvyHeadCount
{
  GObject parent_instance;

  InvyGuestBook *book;
  GHashTable *heads[INVY_FACET_N];    /* value -> InvyHeads; what is told */
  GHashTable *counting[INVY_FACET_N]; /* the same, under way */
  guint n_counted;
  guint source;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyHeadCount, invy_head_count, G_TYPE_OBJECT)

static void
heads_free (gpointer data)
{
  InvyHeads *heads = data;

  g_free (heads->value);
  g_free (heads);
}

typedef struct
{
  GHashTable *heads;
  InvyGuest *guest;
} Counting;

static void
count_value (const char *value, gpointer user_data)
{
  const Counting *counting = user_data;
  InvyHeads *heads = g_hash_table_lookup (counting->heads, value);

  if (heads == NULL)
    {
      heads = g_new0 (InvyHeads, 1);
      heads->value = g_strdup (value);
      g_hash_table_insert (counting->heads, heads->value, heads);
    }
  heads->rows++;
  heads->people += invy_guest_get_party_size (counting->guest);
  heads->coming += invy_guest_count_coming (counting->guest);
}

static void
finish (InvyHeadCount *self)
{
  for (guint facet = 0; facet < INVY_FACET_N; facet++)
    {
      g_clear_pointer (&self->heads[facet], g_hash_table_unref);
      self->heads[facet] = g_steal_pointer (&self->counting[facet]);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
count_cb (gpointer data)
{
  InvyHeadCount *self = data;
  const guint n_guests = g_list_model_get_n_items (G_LIST_MODEL (self->book));
  const guint end = MIN (self->n_counted + SLICE, n_guests);

  for (; self->n_counted < end; self->n_counted++)
    {
      g_autoptr (InvyGuest) guest = g_list_model_get_item (G_LIST_MODEL (self->book), self->n_counted);

      for (guint facet = 0; facet < INVY_FACET_N; facet++)
        {
          Counting counting = { .heads = self->counting[facet], .guest = guest };

          invy_facet_foreach ((InvyFacet) facet, guest, count_value, &counting);
        }
    }
  if (self->n_counted < n_guests)
    return G_SOURCE_CONTINUE;

  self->source = 0;
  finish (self);
  return G_SOURCE_REMOVE;
}

/* Whatever was counted so far may be of the past: all over again. */
static void
start (InvyHeadCount *self)
{
  for (guint facet = 0; facet < INVY_FACET_N; facet++)
    {
      g_clear_pointer (&self->counting[facet], g_hash_table_unref);
      self->counting[facet] = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, heads_free);
    }
  self->n_counted = 0;
  if (self->source == 0)
    self->source = g_idle_add (count_cb, self);
}

static void
invy_head_count_dispose (GObject *object)
{
  InvyHeadCount *self = INVY_HEAD_COUNT (object);

  g_clear_handle_id (&self->source, g_source_remove);
  for (guint facet = 0; facet < INVY_FACET_N; facet++)
    {
      g_clear_pointer (&self->heads[facet], g_hash_table_unref);
      g_clear_pointer (&self->counting[facet], g_hash_table_unref);
    }
  g_clear_object (&self->book);

  G_OBJECT_CLASS (invy_head_count_parent_class)->dispose (object);
}

static void
invy_head_count_class_init (InvyHeadCountClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_head_count_dispose;

  /**
   * InvyHeadCount::changed:
   *
   * All guests were counted again.
   */
  signals[CHANGED] =
      g_signal_new ("changed", INVY_TYPE_HEAD_COUNT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
invy_head_count_init (InvyHeadCount *self)
{
}

/**
 * invy_head_count_new:
 *
 * Returns: (transfer full): the heads of @book, empty until "changed" is emitted for the first time
 */
InvyHeadCount *
invy_head_count_new (InvyGuestBook *book)
{
  InvyHeadCount *self;

  g_return_val_if_fail (INVY_IS_GUEST_BOOK (book), NULL);

  self = g_object_new (INVY_TYPE_HEAD_COUNT, NULL);
  self->book = g_object_ref (book);
  g_signal_connect_object (book, "counts-changed", G_CALLBACK (start), self, G_CONNECT_SWAPPED);
  start (self);

  return self;
}

/* Answers as one asks for them: who comes is first, who said nothing last. */
static int
rank_answer (const char *value)
{
  static const char *const ranked[] = { "yes", "maybe", "no" };

  for (gsize i = 0; i < G_N_ELEMENTS (ranked); i++)
    if (g_str_equal (ranked[i], value))
      return (int) i;
  return G_N_ELEMENTS (ranked);
}

static int
compare_answers (gconstpointer a, gconstpointer b)
{
  const InvyHeads *one = *(const InvyHeads *const *) a;
  const InvyHeads *other = *(const InvyHeads *const *) b;

  return rank_answer (one->value) - rank_answer (other->value);
}

/* By name; those without a value come last. */
static int
compare_heads (gconstpointer a, gconstpointer b)
{
  const InvyHeads *one = *(const InvyHeads *const *) a;
  const InvyHeads *other = *(const InvyHeads *const *) b;

  if ((*one->value == '\0') != (*other->value == '\0'))
    return *one->value == '\0' ? 1 : -1;

  return g_utf8_collate (one->value, other->value);
}

/**
 * invy_head_count_list:
 *
 * Returns: (transfer container) (element-type InvyHeads): the heads of each value, by name, and answers from
 *   yes to none; valid until "changed" is
 *   emitted again
 */
GPtrArray *
invy_head_count_list (InvyHeadCount *self, InvyFacet facet)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer heads;

  g_return_val_if_fail (INVY_IS_HEAD_COUNT (self), list);
  g_return_val_if_fail (facet < INVY_FACET_N, list);

  if (self->heads[facet] == NULL)
    return list;

  g_hash_table_iter_init (&iter, self->heads[facet]);
  while (g_hash_table_iter_next (&iter, NULL, &heads))
    g_ptr_array_add (list, heads);
  g_ptr_array_sort (list, facet == INVY_FACET_ANSWER ? compare_answers : compare_heads);

  return list;
}
