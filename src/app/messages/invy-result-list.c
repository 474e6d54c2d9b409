/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-result-list.h"

#include "app/messages/invy-result-row.h"

#include <glib/gi18n.h>

struct _InvyResultList
{
  AdwBin parent_instance;

  GListStore *results;
  GtkSelectionModel *model;
  GHashTable *bound; /* of GtkListItem: the rows that are alive */
  GtkScrolledWindow *scroller;
};

G_DEFINE_FINAL_TYPE (InvyResultList, invy_result_list, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/**
 * Heading:
 * @title: with the context "heading", because languages bend it for several messages
 */
typedef struct
{
  const char *title;
  const char *subtitle;
} Heading;

static const Heading headings[] = {
  [INVY_RESULT_ATTENTION] = { NC_ ("heading", "Need Attention"), NULL },
  [INVY_RESULT_WAITING] = { NC_ ("heading", "Not Sent"), NULL },
  [INVY_RESULT_HELD] = { NC_ ("heading", "Held by WhatsApp"), N_ ("It checks the new template first") },
  [INVY_RESULT_SENT] = { NC_ ("heading", "Sent to WhatsApp"), N_ ("Delivery is not reported to this computer") },
  [INVY_RESULT_HARMLESS] = { NC_ ("heading", "Invited Already"), N_ ("Left out, because they have the invitation") },
  [INVY_RESULT_EARLIER] = { NC_ ("heading", "Earlier Attempts"),
                            N_ ("A newer message to the same guest took their place") },
};

static void
setup_row_cb (InvyResultList *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, invy_result_row_new ());
}

static void
update_edges (InvyResultList *self, GtkListItem *item)
{
  const guint position = gtk_list_item_get_position (item);
  guint start, end;

  gtk_section_model_get_section (GTK_SECTION_MODEL (self->model), position, &start, &end);
  invy_result_row_set_edges (INVY_RESULT_ROW (gtk_list_item_get_child (item)), position == start,
                             position + 1 == end);
}

/* A row that stays may have become the first or the last of its section. */
static void
items_changed_cb (InvyResultList *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    update_edges (self, item);
}

static void
bind_row_cb (InvyResultList *self, GtkListItem *item)
{
  InvyResultRow *row = INVY_RESULT_ROW (gtk_list_item_get_child (item));
  InvyResult *result = gtk_list_item_get_item (item);
  g_autofree char *label = NULL;

  g_object_get (result, "label", &label, NULL);
  gtk_list_item_set_accessible_label (item, label);
  invy_result_row_set_result (row, result);
  update_edges (self, item);
  g_hash_table_add (self->bound, item);
}

static void
activate_cb (InvyResultList *self, guint position)
{
  g_autoptr (InvyResult) result = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  g_signal_emit (self, signals[ACTIVATED], 0, result);
}

static void
unbind_row_cb (InvyResultList *self, GtkListItem *item)
{
  g_hash_table_remove (self->bound, item);
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
setup_header_cb (InvyResultList *self, GtkListHeader *header)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), new_label ("heading"));
  gtk_box_append (GTK_BOX (box), new_label ("dimmed"));
  gtk_widget_add_css_class (box, "result-heading");
  gtk_list_header_set_child (header, box);
}

static void
bind_header_cb (InvyResultList *self, GtkListHeader *header)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_header_get_child (header));
  GtkWidget *subtitle = gtk_widget_get_next_sibling (title);
  const Heading *heading = &headings[invy_result_get_section (gtk_list_header_get_item (header))];

  gtk_label_set_label (GTK_LABEL (title), g_dpgettext2 (NULL, "heading", heading->title));
  gtk_label_set_label (GTK_LABEL (subtitle), heading->subtitle != NULL ? _ (heading->subtitle) : "");
  gtk_widget_set_visible (subtitle, heading->subtitle != NULL);
}

static GtkListItemFactory *
new_factory (InvyResultList *self, GCallback setup, GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", setup, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", bind, self, G_CONNECT_SWAPPED);

  return factory;
}

static GtkSelectionModel *
new_model (GListStore *results)
{
  GtkExpression *section = gtk_property_expression_new (INVY_TYPE_RESULT, NULL, "section");
  g_autoptr (GtkNumericSorter) sorter = gtk_numeric_sorter_new (section);
  GtkSortListModel *sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (results)), NULL);

  gtk_sort_list_model_set_section_sorter (sorted, GTK_SORTER (sorter));

  return GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (sorted)));
}

static void
invy_result_list_dispose (GObject *object)
{
  InvyResultList *self = INVY_RESULT_LIST (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->model);
  g_clear_object (&self->results);
  g_clear_pointer (&self->bound, g_hash_table_unref);

  G_OBJECT_CLASS (invy_result_list_parent_class)->dispose (object);
}

static void
invy_result_list_class_init (InvyResultListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = invy_result_list_dispose;

  /**
   * InvyResultList::activated:
   * @result: the row that was clicked, or chosen with Enter
   */
  signals[ACTIVATED] = g_signal_new ("activated", INVY_TYPE_RESULT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, INVY_TYPE_RESULT);
}

static void
invy_result_list_init (InvyResultList *self)
{
  g_autoptr (GtkListItemFactory) header_factory =
      new_factory (self, G_CALLBACK (setup_header_cb), G_CALLBACK (bind_header_cb));
  GtkListItemFactory *row_factory = new_factory (self, G_CALLBACK (setup_row_cb), G_CALLBACK (bind_row_cb));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_scrollable_new ();
  GtkWidget *view;

  self->results = g_list_store_new (INVY_TYPE_RESULT);
  self->model = new_model (self->results);

  self->bound = g_hash_table_new (NULL, NULL);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (row_factory, "unbind", G_CALLBACK (unbind_row_cb), self, G_CONNECT_SWAPPED);

  view = gtk_list_view_new (g_object_ref (self->model), row_factory);
  gtk_list_view_set_header_factory (GTK_LIST_VIEW (view), header_factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  g_signal_connect_object (view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_tab_behavior (GTK_LIST_VIEW (view), GTK_LIST_TAB_ITEM);
  gtk_widget_add_css_class (view, "result-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Results"), -1);

  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (clamp), 710);
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (clamp), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  self->scroller = GTK_SCROLLED_WINDOW (scroller);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

static gboolean
is_same (InvyResultList *self, guint position, InvyResult *result)
{
  g_autoptr (InvyResult) shown = g_list_model_get_item (G_LIST_MODEL (self->results), position);

  return invy_result_equal (shown, result);
}

/* A list that fills up begins below its first heading (GTK 4.18). */
static gboolean
scroll_to_top_cb (gpointer data)
{
  gtk_adjustment_set_value (data, 0);
  return G_SOURCE_REMOVE;
}

/**
 * invy_result_list_set_results:
 * @results: (element-type InvyResult): what to show from now on
 *
 * Shows other results. Only what is another moves, so that the place and the focus are kept.
 */
void
invy_result_list_set_results (InvyResultList *self, GPtrArray *results)
{
  guint n_shown, start = 0, end = 0;

  g_return_if_fail (INVY_IS_RESULT_LIST (self));

  n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->results));
  while (start < n_shown && start < results->len && is_same (self, start, results->pdata[start]))
    start++;
  while (end < n_shown - start && end < results->len - start
         && is_same (self, n_shown - 1 - end, results->pdata[results->len - 1 - end]))
    end++;

  if (n_shown != start + end || results->len != start + end)
    g_list_store_splice (self->results, start, n_shown - start - end, results->pdata + start,
                         results->len - start - end);
  if (n_shown == 0)
    g_idle_add_full (G_PRIORITY_LOW, scroll_to_top_cb,
                     g_object_ref (gtk_scrolled_window_get_vadjustment (self->scroller)), g_object_unref);
}

/**
 * invy_result_list_get_results:
 *
 * Returns: (transfer none): the #InvyResult as they are shown, section by section
 */
GListModel *
invy_result_list_get_results (InvyResultList *self)
{
  g_return_val_if_fail (INVY_IS_RESULT_LIST (self), NULL);

  return G_LIST_MODEL (self->model);
}
