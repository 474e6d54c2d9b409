/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INVY_TYPE_CHECK_CELL (invy_check_cell_get_type ())

/* The check box of a row. It shows whether the row is selected (property "selected") and asks the list to change
 * that; it never decides itself. Each row has one, so it also tells whose row ("guest") it is and where ("position").
 */
G_DECLARE_FINAL_TYPE (InvyCheckCell, invy_check_cell, INVY, CHECK_CELL, GtkWidget)

InvyCheckCell *invy_check_cell_find (GtkWidget *inside_row);
InvyGuest *invy_check_cell_get_guest (InvyCheckCell *self);
guint invy_check_cell_get_position (InvyCheckCell *self);
void invy_check_cell_tick (InvyCheckCell *self, gboolean extend);

G_END_DECLS
