/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"

#include <adwaita.h>
#include <libdex.h>

G_BEGIN_DECLS

#define INVY_TYPE_PASSWORD_DIALOG (invy_password_dialog_get_type ())

/* Asks for the password of the server of the weddings, and remembers it. */
G_DECLARE_FINAL_TYPE (InvyPasswordDialog, invy_password_dialog, INVY, PASSWORD_DIALOG, AdwAlertDialog)

gboolean invy_password_dialog_can_help (InvySettings *settings);
AdwDialog *invy_password_dialog_new (InvySettings *settings);
DexFuture *invy_password_dialog_save (InvyPasswordDialog *self);

G_END_DECLS
