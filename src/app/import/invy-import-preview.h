/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-guest-import.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_IMPORT_PREVIEW (invy_import_preview_get_type ())

/* The rows of a file as they will become guests: new, changed, as they are, left out, to look at. */
G_DECLARE_FINAL_TYPE (InvyImportPreview, invy_import_preview, INVY, IMPORT_PREVIEW, AdwNavigationPage)

void invy_import_preview_set_import (InvyImportPreview *self, InvyGuestImport *import);
void invy_import_preview_set_merge (InvyImportPreview *self, InvyGuestMerge *merge);

G_END_DECLS
