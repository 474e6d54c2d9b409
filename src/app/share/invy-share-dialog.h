/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_SHARE_DIALOG (invy_share_dialog_get_type ())

/* Who may see a wedding, and do what with it. Its owners invite, promote and remove; everybody sees who else is
 * there, and may leave. */
G_DECLARE_FINAL_TYPE (InvyShareDialog, invy_share_dialog, INVY, SHARE_DIALOG, AdwDialog)

AdwDialog *invy_share_dialog_new (InvyStore *store, InvyEvent *event);

G_END_DECLS
