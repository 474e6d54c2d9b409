/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-merge.h"
#include "book/invy-guest-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_IMPORT_DIALOG (invy_import_dialog_get_type ())

/* What a file would do to a guest book, before it does. Nothing is kept unless the planner says so. */
G_DECLARE_FINAL_TYPE (InvyImportDialog, invy_import_dialog, INVY, IMPORT_DIALOG, AdwDialog)

DexFuture *invy_import_dialog_run (GtkWidget *parent, InvyGuestBook *book, GFile *file);
DexFuture *invy_import_dialog_run_text (GtkWidget *parent, InvyGuestBook *book, const char *text);

G_END_DECLS
