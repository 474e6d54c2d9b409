/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/messages/invy-outbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_INVITE_DIALOG (invy_invite_dialog_get_type ())

G_DECLARE_FINAL_TYPE (InvyInviteDialog, invy_invite_dialog, INVY, INVITE_DIALOG, AdwDialog)

AdwDialog *invy_invite_dialog_new (InvyOutbox *outbox,
                                   InvySettings *settings,
                                   InvyStore *store,
                                   InvyEvent *event,
                                   GPtrArray *guests);

G_END_DECLS
