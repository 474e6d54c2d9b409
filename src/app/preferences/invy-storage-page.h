/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"
#include "store/invy-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_STORAGE_PAGE (invy_storage_page_get_type ())

/* Where the weddings are kept: in a file on this computer, or in a database that several people share. */
G_DECLARE_FINAL_TYPE (InvyStoragePage, invy_storage_page, INVY, STORAGE_PAGE, AdwPreferencesPage)

void invy_storage_page_set_settings (InvyStoragePage *self, InvySettings *settings, InvyStore *store);

G_END_DECLS
