/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/import/invy-import-list.h"

/* A list on the screen makes a widget for each of about two hundred rows, whatever can be seen of them, and measures
 * what is written in all of them: so many of them are one turn of the main loop. */
#define N_AT_ONCE 40
#define N_TURNS 5

struct _InvyImportList
{
  GObject parent_instance;

  InvyGuestMerge *merge;
  GArray *indices;   /* of guint, into the rows of the merge */
  guint n_listed;    /* of them */
  guint more_source; /* lists more; 0 when all are */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (InvyImportList,
                               invy_import_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return INVY_TYPE_IMPORT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return INVY_IMPORT_LIST (model)->n_listed;
}

static gpointer
get_item (GListModel *model, guint position)
{
  InvyImportList *self = INVY_IMPORT_LIST (model);

  if (position >= self->n_listed)
    return NULL;
  return invy_import_item_new (self->merge, g_array_index (self->indices, guint, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
invy_import_list_finalize (GObject *object)
{
  InvyImportList *self = INVY_IMPORT_LIST (object);

  g_clear_handle_id (&self->more_source, g_source_remove);
  g_clear_pointer (&self->indices, g_array_unref);
  g_clear_pointer (&self->merge, invy_guest_merge_unref);

  G_OBJECT_CLASS (invy_import_list_parent_class)->finalize (object);
}

static void
invy_import_list_class_init (InvyImportListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_import_list_finalize;
}

static void
invy_import_list_init (InvyImportList *self)
{
  self->indices = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * invy_import_list_new:
 *
 * Returns: (transfer full): a list of nothing
 */
InvyImportList *
invy_import_list_new (void)
{
  return g_object_new (INVY_TYPE_IMPORT_LIST, NULL);
}

static gboolean
is_in_view (const InvyMergeRow *row, InvyImportView view)
{
  if (view == INVY_IMPORT_VIEW_BAD_PHONES)
    return row->has_bad_phone;
  if (view == INVY_IMPORT_VIEW_WARNINGS)
    return row->kind != INVY_MERGE_REJECTED && row->sentence != NULL && !row->has_bad_phone;
  return (guint) row->kind == (guint) view;
}

/**
 * invy_import_list_count:
 *
 * Returns: how many rows of @merge are in @view
 */
guint
invy_import_list_count (InvyGuestMerge *merge, InvyImportView view)
{
  guint n = 0;

  for (guint i = 0; i < merge->rows->len; i++)
    n += is_in_view (g_ptr_array_index (merge->rows, i), view);
  return n;
}

static guint
count_next (InvyImportList *self)
{
  const guint n_next = self->n_listed + N_AT_ONCE;

  return n_next < N_AT_ONCE * N_TURNS ? MIN (n_next, self->indices->len) : self->indices->len;
}

static gboolean
list_more_cb (gpointer data)
{
  InvyImportList *self = data;
  const guint n_before = self->n_listed;

  self->n_listed = count_next (self);
  g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, self->n_listed - n_before);
  if (self->n_listed < self->indices->len)
    return G_SOURCE_CONTINUE;

  self->more_source = 0;
  return G_SOURCE_REMOVE;
}

/**
 * invy_import_list_show:
 * @merge: what an import would do
 *
 * Lists the rows of @merge that are in @view instead of those that were listed before: the first ones at once, and
 * the others when there is nothing else to do.
 */
void
invy_import_list_show (InvyImportList *self, InvyGuestMerge *merge, InvyImportView view)
{
  const guint n_before = self->n_listed;

  invy_guest_merge_ref (merge);
  g_clear_pointer (&self->merge, invy_guest_merge_unref);
  self->merge = merge;
  g_array_set_size (self->indices, 0);
  for (guint i = 0; i < merge->rows->len; i++)
    if (is_in_view (g_ptr_array_index (merge->rows, i), view))
      g_array_append_val (self->indices, i);

  g_clear_handle_id (&self->more_source, g_source_remove);
  self->n_listed = 0;
  self->n_listed = count_next (self);
  if (self->n_listed < self->indices->len)
    self->more_source = g_idle_add (list_more_cb, self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->n_listed);
}
