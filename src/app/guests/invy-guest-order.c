/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/guests/invy-guest-order.h"

/* The id of a column; from the last to the first with BACKWARDS before it. */
#define KEY "guest-sort"
#define BACKWARDS '-'

struct _InvyGuestOrder
{
  GObject parent_instance;

  GtkColumnView *view; /* weak */
  GSettings *preferences;
};

G_DEFINE_FINAL_TYPE (InvyGuestOrder, invy_guest_order, G_TYPE_OBJECT)

static GtkColumnViewSorter *
get_sorter (InvyGuestOrder *self)
{
  return GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->view));
}

static void
remember (InvyGuestOrder *self)
{
  GtkColumnViewSorter *sorter = get_sorter (self);
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  const gboolean is_backwards = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
  g_autofree char *text = NULL;

  if (self->preferences == NULL || column == NULL)
    return;

  text = g_strdup_printf ("%s%s", is_backwards ? (char[]) { BACKWARDS, '\0' } : "",
                          gtk_column_view_column_get_id (column));
  g_settings_set_string (self->preferences, KEY, text);
}

static void
invy_guest_order_dispose (GObject *object)
{
  InvyGuestOrder *self = INVY_GUEST_ORDER (object);

  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->preferences);

  G_OBJECT_CLASS (invy_guest_order_parent_class)->dispose (object);
}

static void
invy_guest_order_class_init (InvyGuestOrderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_guest_order_dispose;
}

static void
invy_guest_order_init (InvyGuestOrder *self)
{
}

/**
 * invy_guest_order_new:
 * @view: the list; each of its columns has an id. It forgets its columns only after what is returned is gone
 *
 * Returns: (transfer full): who leaves the guests in the order in which they came
 */
InvyGuestOrder *
invy_guest_order_new (GtkColumnView *view)
{
  InvyGuestOrder *self;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);

  self = g_object_new (INVY_TYPE_GUEST_ORDER, NULL);
  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (get_sorter (self), "changed", G_CALLBACK (remember), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * invy_guest_order_set_preferences:
 * @preferences: (nullable): where the order is remembered
 *
 * Sorts as it was the last time.
 */
void
invy_guest_order_set_preferences (InvyGuestOrder *self, GSettings *preferences)
{
  g_autofree char *text = NULL;
  gboolean is_backwards;

  g_return_if_fail (INVY_IS_GUEST_ORDER (self));

  if (!g_set_object (&self->preferences, preferences) || preferences == NULL)
    return;

  text = g_settings_get_string (preferences, KEY);
  is_backwards = *text == BACKWARDS;
  invy_guest_order_sort_by (self, is_backwards ? text + 1 : text,
                            is_backwards ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/**
 * invy_guest_order_sort_by:
 * @column_id: "name", "phone", …; nothing happens if there is no such column
 *
 * Sorts by a column, as clicks on its title would.
 */
void
invy_guest_order_sort_by (InvyGuestOrder *self, const char *column_id, GtkSortType direction)
{
  GListModel *columns;

  g_return_if_fail (INVY_IS_GUEST_ORDER (self));

  columns = gtk_column_view_get_columns (self->view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_id (column), column_id) == 0)
        gtk_column_view_sort_by_column (self->view, column, direction);
    }
}

/**
 * invy_guest_order_is_chosen:
 *
 * Returns: whether the guests are sorted by any column
 */
gboolean
invy_guest_order_is_chosen (InvyGuestOrder *self)
{
  g_return_val_if_fail (INVY_IS_GUEST_ORDER (self), FALSE);

  return gtk_column_view_sorter_get_primary_sort_column (get_sorter (self)) != NULL;
}
