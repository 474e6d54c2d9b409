/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_HELP_DIALOG (invy_help_dialog_get_type ())

/* All topics of the help, and a page for each. */
G_DECLARE_FINAL_TYPE (InvyHelpDialog, invy_help_dialog, INVY, HELP_DIALOG, AdwDialog)

AdwDialog *invy_help_dialog_new (void);

void invy_help_dialog_show (InvyHelpDialog *self, const char *topic);

void invy_help_dialog_present (AdwApplicationWindow *window, const char *topic);

G_END_DECLS
