/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_BULK_DIALOG (invy_bulk_dialog_get_type ())

/* Changes many guests at once: only what is ticked. Signal "changed" (GPtrArray *guests): copies of the guests that
 * are another way now, for whoever keeps them. */
G_DECLARE_FINAL_TYPE (InvyBulkDialog, invy_bulk_dialog, INVY, BULK_DIALOG, AdwDialog)

AdwDialog *invy_bulk_dialog_new (InvyGuestBook *book, GPtrArray *guests, guint n_hidden);

G_END_DECLS
