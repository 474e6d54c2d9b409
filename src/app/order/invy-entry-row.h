/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_ENTRY_ROW (invy_entry_row_get_type ())

/* An entry row with something before or behind what is typed, which Tab reaches in the order in which people read. */
G_DECLARE_FINAL_TYPE (InvyEntryRow, invy_entry_row, INVY, ENTRY_ROW, AdwEntryRow)

G_END_DECLS
