/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_SELECTION (invy_guest_selection_get_type ())

/* The chosen guests: a GtkSelectionModel over a GListModel of InvyGuest (property "model"). It knows them by id and
 * wedding, so that they stay chosen when the list is sorted, searched, filtered or loaded again. Properties
 * "n-chosen" and "n-hidden": how many of the wedding's guests are chosen, and how many of those the list does not
 * show. */
G_DECLARE_FINAL_TYPE (InvyGuestSelection, invy_guest_selection, INVY, GUEST_SELECTION, GObject)

InvyGuestSelection *invy_guest_selection_new (GListModel *model);
void invy_guest_selection_set_guests (InvyGuestSelection *self, GListModel *guests, const char *event_id);
guint invy_guest_selection_get_n_chosen (InvyGuestSelection *self);
guint invy_guest_selection_get_n_hidden (InvyGuestSelection *self);
gboolean invy_guest_selection_contains (InvyGuestSelection *self, InvyGuest *guest);
GPtrArray *invy_guest_selection_dup_chosen (InvyGuestSelection *self);
void invy_guest_selection_toggle (InvyGuestSelection *self, guint position);

G_END_DECLS
