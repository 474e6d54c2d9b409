/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_IMPORT_COLUMNS (invy_import_columns_get_type ())

/* Asks what the columns of a file hold, and which of its sheets has the guests. */
G_DECLARE_FINAL_TYPE (InvyImportColumns, invy_import_columns, INVY, IMPORT_COLUMNS, AdwNavigationPage)

void invy_import_columns_set_import (InvyImportColumns *self, InvyGuestImport *import);

G_END_DECLS
