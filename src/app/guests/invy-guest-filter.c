/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-filter.h"
#include "book/invy-search.h"

struct _InvyGuestFilter
{
  GtkFilter parent_instance;

  InvySearch *search;
  InvyCountKind kind;
  GHashTable *values[INVY_FACET_N]; /* sets of strings; NULL when nothing is chosen, which shows all */
};

G_DEFINE_FINAL_TYPE (InvyGuestFilter, invy_guest_filter, GTK_TYPE_FILTER)

typedef struct
{
  GHashTable *values;
  gboolean is_chosen;
} Choice;

static void
look_up (const char *value, gpointer user_data)
{
  Choice *choice = user_data;

  choice->is_chosen = choice->is_chosen || g_hash_table_contains (choice->values, value);
}

static gboolean
is_chosen (InvyGuestFilter *self, InvyFacet facet, InvyGuest *guest)
{
  Choice choice = { .values = self->values[facet] };

  invy_facet_foreach (facet, guest, look_up, &choice);
  return choice.is_chosen;
}

static gboolean
has_values (InvyGuestFilter *self)
{
  for (guint facet = 0; facet < INVY_FACET_N; facet++)
    if (self->values[facet] != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
invy_guest_filter_match (GtkFilter *filter, gpointer item)
{
  InvyGuestFilter *self = INVY_GUEST_FILTER (filter);

  if (!invy_guest_counts_as (item, self->kind))
    return FALSE;
  for (guint facet = 0; facet < INVY_FACET_N; facet++)
    if (self->values[facet] != NULL && !is_chosen (self, (InvyFacet) facet, item))
      return FALSE;

  return invy_search_is_empty (self->search) || invy_search_finds (self->search, invy_search_key_get (item));
}

static GtkFilterMatch
invy_guest_filter_get_strictness (GtkFilter *filter)
{
  return invy_guest_filter_is_on (INVY_GUEST_FILTER (filter)) ? GTK_FILTER_MATCH_SOME : GTK_FILTER_MATCH_ALL;
}

static void
invy_guest_filter_finalize (GObject *object)
{
  InvyGuestFilter *self = INVY_GUEST_FILTER (object);

  g_clear_pointer (&self->search, invy_search_free);
  for (guint facet = 0; facet < INVY_FACET_N; facet++)
    g_clear_pointer (&self->values[facet], g_hash_table_unref);

  G_OBJECT_CLASS (invy_guest_filter_parent_class)->finalize (object);
}

static void
invy_guest_filter_class_init (InvyGuestFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_guest_filter_finalize;
  GTK_FILTER_CLASS (klass)->match = invy_guest_filter_match;
  GTK_FILTER_CLASS (klass)->get_strictness = invy_guest_filter_get_strictness;
}

static void
invy_guest_filter_init (InvyGuestFilter *self)
{
  self->search = invy_search_new (NULL);
  self->kind = INVY_COUNT_ALL;
}

/**
 * invy_guest_filter_new:
 *
 * Returns: (transfer full): a filter that shows everyone
 */
InvyGuestFilter *
invy_guest_filter_new (void)
{
  return g_object_new (INVY_TYPE_GUEST_FILTER, NULL);
}

/**
 * invy_guest_filter_set_search:
 * @text: (nullable): what somebody typed
 *
 * Shows only guests that @text finds.
 */
void
invy_guest_filter_set_search (InvyGuestFilter *self, const char *text)
{
  g_autoptr (InvySearch) before = NULL;

  g_return_if_fail (INVY_IS_GUEST_FILTER (self));

  before = g_steal_pointer (&self->search);
  self->search = invy_search_new (text);
  if (!invy_search_is_narrower (before, self->search))
    gtk_filter_changed (GTK_FILTER (self), invy_search_is_narrower (self->search, before)
                                               ? GTK_FILTER_CHANGE_MORE_STRICT
                                               : GTK_FILTER_CHANGE_DIFFERENT);
  else if (!invy_search_is_narrower (self->search, before))
    gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_LESS_STRICT);
}

/**
 * invy_guest_filter_set_kind:
 *
 * Shows only guests that this counter counts.
 */
void
invy_guest_filter_set_kind (InvyGuestFilter *self, InvyCountKind kind)
{
  g_return_if_fail (INVY_IS_GUEST_FILTER (self));

  if (self->kind == kind)
    return;

  self->kind = kind;
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

InvyCountKind
invy_guest_filter_get_kind (InvyGuestFilter *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_FILTER (self), INVY_COUNT_ALL);

  return self->kind;
}

/**
 * invy_guest_filter_set_value:
 * @value: "" for the guests without one
 *
 * Shows only guests with one of the values of @facet that are chosen; everybody's while none is.
 */
void
invy_guest_filter_set_value (InvyGuestFilter *self, InvyFacet facet, const char *value, gboolean is_chosen)
{
  g_return_if_fail (INVY_IS_GUEST_FILTER (self));
  g_return_if_fail (facet < INVY_FACET_N);

  if (invy_guest_filter_has_value (self, facet, value) == is_chosen)
    return;

  if (self->values[facet] == NULL)
    self->values[facet] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (is_chosen)
    g_hash_table_add (self->values[facet], g_strdup (value));
  else
    g_hash_table_remove (self->values[facet], value);
  if (g_hash_table_size (self->values[facet]) == 0)
    g_clear_pointer (&self->values[facet], g_hash_table_unref);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * invy_guest_filter_has_value:
 *
 * Returns: whether @value is one of those that are chosen
 */
gboolean
invy_guest_filter_has_value (InvyGuestFilter *self, InvyFacet facet, const char *value)
{
  g_return_val_if_fail (INVY_IS_GUEST_FILTER (self), FALSE);
  g_return_val_if_fail (facet < INVY_FACET_N, FALSE);

  return self->values[facet] != NULL && g_hash_table_contains (self->values[facet], value);
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/**
 * invy_guest_filter_dup_values:
 *
 * Returns: (transfer full) (element-type utf8): the values of @facet that are chosen, by name
 */
GPtrArray *
invy_guest_filter_dup_values (InvyGuestFilter *self, InvyFacet facet)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (INVY_IS_GUEST_FILTER (self), values);
  g_return_val_if_fail (facet < INVY_FACET_N, values);

  if (self->values[facet] == NULL)
    return values;

  g_hash_table_iter_init (&iter, self->values[facet]);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    g_ptr_array_add (values, g_strdup (value));
  g_ptr_array_sort (values, compare_values);
  return values;
}

/**
 * invy_guest_filter_clear_values:
 *
 * Chooses no value of any facet; the counter and the text stay.
 */
void
invy_guest_filter_clear_values (InvyGuestFilter *self)
{
  g_return_if_fail (INVY_IS_GUEST_FILTER (self));

  if (!has_values (self))
    return;

  for (guint facet = 0; facet < INVY_FACET_N; facet++)
    g_clear_pointer (&self->values[facet], g_hash_table_unref);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_LESS_STRICT);
}

/**
 * invy_guest_filter_is_on:
 *
 * Returns: whether it may hide anybody
 */
gboolean
invy_guest_filter_is_on (InvyGuestFilter *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_FILTER (self), FALSE);

  return self->kind != INVY_COUNT_ALL || has_values (self) || !invy_search_is_empty (self->search);
}

/**
 * invy_guest_filter_refresh:
 *
 * Looks at every guest again: filters do not see that a property of a guest changed.
 */
void
invy_guest_filter_refresh (InvyGuestFilter *self)
{
  g_return_if_fail (INVY_IS_GUEST_FILTER (self));

  if (invy_guest_filter_is_on (self))
    gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}
