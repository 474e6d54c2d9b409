/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/import/invy-import-item.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InvyImportView:
 * @INVY_IMPORT_VIEW_BAD_PHONES: guests that nothing can be sent to until their number is put right
 * @INVY_IMPORT_VIEW_WARNINGS: other guests with something to look at
 *
 * Which rows of an import are looked at.
 */
typedef enum
{
  INVY_IMPORT_VIEW_ADDED,
  INVY_IMPORT_VIEW_UPDATED,
  INVY_IMPORT_VIEW_UNCHANGED,
  INVY_IMPORT_VIEW_REJECTED,
  INVY_IMPORT_VIEW_BAD_PHONES,
  INVY_IMPORT_VIEW_WARNINGS,
  INVY_IMPORT_N_VIEWS,
} InvyImportView;

#define INVY_TYPE_IMPORT_LIST (invy_import_list_get_type ())

/* A GListModel of InvyImportItem: the rows of one view. The items are made when somebody looks at them, so that a
 * hundred thousand rows cost nothing. */
G_DECLARE_FINAL_TYPE (InvyImportList, invy_import_list, INVY, IMPORT_LIST, GObject)

InvyImportList *invy_import_list_new (void);
void invy_import_list_show (InvyImportList *self, InvyGuestMerge *merge, InvyImportView view);
guint invy_import_list_count (InvyGuestMerge *merge, InvyImportView view);

G_END_DECLS
