/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-filter.h"
#include "book/invy-search.h"

struct _InvyGuestFilter
{
  GtkFilter parent_instance;

  InvySearch *search;
  InvyCountKind kind;
};

G_DEFINE_FINAL_TYPE (InvyGuestFilter, invy_guest_filter, GTK_TYPE_FILTER)

static gboolean
invy_guest_filter_match (GtkFilter *filter, gpointer item)
{
  InvyGuestFilter *self = INVY_GUEST_FILTER (filter);

  if (!invy_guest_counts_as (item, self->kind))
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
 * invy_guest_filter_is_on:
 *
 * Returns: whether it may hide anybody
 */
gboolean
invy_guest_filter_is_on (InvyGuestFilter *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_FILTER (self), FALSE);

  return self->kind != INVY_COUNT_ALL || !invy_search_is_empty (self->search);
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
