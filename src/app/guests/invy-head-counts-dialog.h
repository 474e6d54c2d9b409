/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-book.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_HEAD_COUNTS_DIALOG (invy_head_counts_dialog_get_type ())

/* How many guests and people there are by answer, side, group, meal and tag. It follows the guest book while it is
 * open. */
G_DECLARE_FINAL_TYPE (InvyHeadCountsDialog, invy_head_counts_dialog, INVY, HEAD_COUNTS_DIALOG, AdwDialog)

AdwDialog *invy_head_counts_dialog_new (InvyGuestBook *book);

G_END_DECLS
