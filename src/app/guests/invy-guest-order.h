/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_ORDER (invy_guest_order_get_type ())

/* By which column the guest list is sorted: the one that the planner chose last, also before the last start. */
G_DECLARE_FINAL_TYPE (InvyGuestOrder, invy_guest_order, INVY, GUEST_ORDER, GObject)

InvyGuestOrder *invy_guest_order_new (GtkColumnView *view);
void invy_guest_order_set_preferences (InvyGuestOrder *self, GSettings *preferences);
void invy_guest_order_sort_by (InvyGuestOrder *self, const char *column_id, GtkSortType direction);
gboolean invy_guest_order_is_chosen (InvyGuestOrder *self);

G_END_DECLS
