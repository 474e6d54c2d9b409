/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-merge.h"
#include "store/invy-store.h"
#include "transfer/invy-guest-columns.h"
#include "transfer/invy-table-file.h"

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_IMPORT (invy_guest_import_get_type ())

/* A file on its way into a guest book, with everything that a person says about it: which sheet, what the columns
 * hold, what rows should have said, and which of them are two people. Nothing is written. */
G_DECLARE_FINAL_TYPE (InvyGuestImport, invy_guest_import, INVY, GUEST_IMPORT, GObject)

InvyGuestImport *
invy_guest_import_new (InvyStore *store, const char *event_id, const char *country, InvyTableFile *file);
void invy_guest_import_set_file_country (InvyGuestImport *self, const char *country);
InvyTableFile *invy_guest_import_get_file (InvyGuestImport *self);
InvyTable *invy_guest_import_get_table (InvyGuestImport *self);
guint invy_guest_import_get_sheet (InvyGuestImport *self);
void invy_guest_import_set_sheet (InvyGuestImport *self, guint sheet);
const InvyGuestColumns *invy_guest_import_get_columns (InvyGuestImport *self);
gboolean invy_guest_import_is_recalled (InvyGuestImport *self);
void invy_guest_import_set_column (InvyGuestImport *self, guint column, InvyGuestColumn kind);
gboolean invy_guest_import_set_columns (InvyGuestImport *self, const char *words);
const InvyTableRow *invy_guest_import_find_row (InvyGuestImport *self, guint number);
char *invy_guest_import_dup_problem (InvyGuestImport *self, guint number, const char *const *cells);
void invy_guest_import_fix_row (InvyGuestImport *self, guint number, const char *const *cells);
gboolean invy_guest_import_is_split (InvyGuestImport *self, guint number);
void invy_guest_import_set_split (InvyGuestImport *self, guint number, gboolean is_split);
DexFuture *invy_guest_import_run (InvyGuestImport *self);
void invy_guest_import_remember (InvyGuestImport *self);

G_END_DECLS
