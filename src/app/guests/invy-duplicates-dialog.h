/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_DUPLICATES_DIALOG (invy_duplicates_dialog_get_type ())

/* Guests who may be one person or one household, for the planner to decide: who of them stays, or that they answer
 * together. It looks again whenever the guest book changes. */
G_DECLARE_FINAL_TYPE (InvyDuplicatesDialog, invy_duplicates_dialog, INVY, DUPLICATES_DIALOG, AdwDialog)

AdwDialog *invy_duplicates_dialog_new (InvyGuestBook *book);

G_END_DECLS
