/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/import/invy-import-list.h"

struct _InvyImportList
{
  GObject parent_instance;

  InvyGuestMerge *merge;
  GArray *indices; /* of guint, into the rows of the merge */
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
  return INVY_IMPORT_LIST (model)->indices->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  InvyImportList *self = INVY_IMPORT_LIST (model);

  if (position >= self->indices->len)
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

/**
 * invy_import_list_show:
 * @merge: what an import would do
 *
 * Lists the rows of @merge that are in @view instead of those that were listed before.
 */
void
invy_import_list_show (InvyImportList *self, InvyGuestMerge *merge, InvyImportView view)
{
  const guint n_before = self->indices->len;

  invy_guest_merge_ref (merge);
  g_clear_pointer (&self->merge, invy_guest_merge_unref);
  self->merge = merge;
  g_array_set_size (self->indices, 0);
  for (guint i = 0; i < merge->rows->len; i++)
    if (is_in_view (g_ptr_array_index (merge->rows, i), view))
      g_array_append_val (self->indices, i);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->indices->len);
}
