/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/import/invy-import-item.h"
#include "book/invy-guest-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_IMPORT_ROW_VIEW (invy_import_row_view_get_type ())

/* A row of an import: who it is, what changes, and the offer to make two guests of a couple. */
G_DECLARE_FINAL_TYPE (InvyImportRowView, invy_import_row_view, INVY, IMPORT_ROW_VIEW, AdwBin)

GtkWidget *invy_import_row_view_new (void);
void invy_import_row_view_show (InvyImportRowView *self, InvyImportItem *item, InvyGuestImport *import);

G_END_DECLS
