/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-merge.h"

G_BEGIN_DECLS

#define INVY_TYPE_IMPORT_ITEM (invy_import_item_get_type ())

/* One row of an import, in words. */
G_DECLARE_FINAL_TYPE (InvyImportItem, invy_import_item, INVY, IMPORT_ITEM, GObject)

InvyImportItem *invy_import_item_new (InvyGuestMerge *merge, guint i);
guint invy_import_item_get_number (InvyImportItem *self);
gboolean invy_import_item_may_be_couple (InvyImportItem *self);
char *invy_import_item_dup_title (InvyImportItem *self);
char *invy_import_item_dup_details (InvyImportItem *self);

G_END_DECLS
