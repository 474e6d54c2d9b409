/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_IMPORT_FIX (invy_import_fix_get_type ())

/* One row of a file to be put right before it is imported; the file stays as it is. */
G_DECLARE_FINAL_TYPE (InvyImportFix, invy_import_fix, INVY, IMPORT_FIX, AdwNavigationPage)

AdwNavigationPage *invy_import_fix_new (InvyGuestImport *import, guint number);

G_END_DECLS
