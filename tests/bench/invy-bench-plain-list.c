/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-bench-plain-list.h"

/* As many columns as our list shows in a wide window. */
#define N_COLUMNS 8

struct _InvyBenchPlainList
{
  GtkWidget *widget;
  GtkColumnView *view;
  GtkStringList *strings; /* NULL until there are rows */
  GtkSortListModel *sorted;
  GtkStringFilter *filter;
  GtkSelectionModel *selection;
};

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_inscription_new (NULL));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)),
                            gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkExpression *
new_expression (void)
{
  return gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
}

static void
append_column (InvyBenchPlainList *self, const char *title)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);
  g_autoptr (GtkStringSorter) sorter = gtk_string_sorter_new (new_expression ());

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_column_view_column_set_sorter (column, GTK_SORTER (sorter));
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

/**
 * invy_bench_plain_list_new:
 *
 * Returns: (transfer full): a list without rows
 */
InvyBenchPlainList *
invy_bench_plain_list_new (void)
{
  InvyBenchPlainList *self = g_new0 (InvyBenchPlainList, 1);
  GtkFilterListModel *filtered;

  self->filter = gtk_string_filter_new (new_expression ());
  self->sorted = gtk_sort_list_model_new (NULL, NULL);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->sorted)),
                                        GTK_FILTER (g_object_ref (self->filter)));
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (filtered)));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (g_object_ref (self->selection)));
  for (guint i = 0; i < N_COLUMNS; i++)
    append_column (self, "Name");
  gtk_sort_list_model_set_sorter (self->sorted, gtk_column_view_get_sorter (self->view));

  self->widget = g_object_ref_sink (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->widget), GTK_WIDGET (self->view));
  return self;
}

void
invy_bench_plain_list_free (InvyBenchPlainList *self)
{
  g_clear_object (&self->widget);
  g_clear_object (&self->selection);
  g_clear_object (&self->sorted);
  g_clear_object (&self->strings);
  g_clear_object (&self->filter);
  g_free (self);
}

/**
 * invy_bench_plain_list_get_widget:
 *
 * Returns: (transfer none): the list in a scrolled window
 */
GtkWidget *
invy_bench_plain_list_get_widget (InvyBenchPlainList *self)
{
  return self->widget;
}

/**
 * invy_bench_plain_list_fill:
 * @strings: (array zero-terminated=1)
 *
 * Shows a row for each string.
 */
void
invy_bench_plain_list_fill (InvyBenchPlainList *self, const char *const *strings)
{
  g_clear_object (&self->strings);
  self->strings = gtk_string_list_new (strings);
  gtk_sort_list_model_set_model (self->sorted, G_LIST_MODEL (self->strings));
}

/**
 * invy_bench_plain_list_change:
 *
 * Puts another string in place of one.
 */
void
invy_bench_plain_list_change (InvyBenchPlainList *self, guint position, const char *string)
{
  gtk_string_list_splice (self->strings, position, 1, (const char *const[]) { string, NULL });
}

void
invy_bench_plain_list_search (InvyBenchPlainList *self, const char *text)
{
  gtk_string_filter_set_search (self->filter, text);
}

/**
 * invy_bench_plain_list_sort:
 *
 * Sorts by the first column.
 */
void
invy_bench_plain_list_sort (InvyBenchPlainList *self)
{
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (self->view), 0);

  gtk_column_view_sort_by_column (self->view, column, GTK_SORT_ASCENDING);
}

void
invy_bench_plain_list_tick_all (InvyBenchPlainList *self)
{
  gtk_selection_model_select_all (self->selection);
}
