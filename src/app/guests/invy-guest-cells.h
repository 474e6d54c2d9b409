/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkListItemFactory *invy_guest_cells_new_factory (const char *column_id);
GtkListItemFactory *invy_guest_cells_new_row_factory (void);

G_END_DECLS
