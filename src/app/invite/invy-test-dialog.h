/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_TEST_DIALOG (invy_test_dialog_get_type ())

/* Asks where a test message goes, and remembers it. Signal "send" (const char *phone_number). */
G_DECLARE_FINAL_TYPE (InvyTestDialog, invy_test_dialog, INVY, TEST_DIALOG, AdwAlertDialog)

AdwDialog *invy_test_dialog_new (GSettings *preferences, const char *country);

G_END_DECLS
