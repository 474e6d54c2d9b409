/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InvyChosenGuests:
 *
 * Who of a wedding is chosen, shown in a list or not; and who was of the weddings that were looked at before.
 */
typedef struct _InvyChosenGuests InvyChosenGuests;

InvyChosenGuests *invy_chosen_guests_new (void);
void invy_chosen_guests_free (InvyChosenGuests *self);

guint invy_chosen_guests_get_size (InvyChosenGuests *self);
gboolean invy_chosen_guests_contains (InvyChosenGuests *self, InvyGuest *guest);
void invy_chosen_guests_take (InvyChosenGuests *self, InvyGuest *guest);
void invy_chosen_guests_remove (InvyChosenGuests *self, InvyGuest *guest);
void invy_chosen_guests_clear (InvyChosenGuests *self);

void invy_chosen_guests_set_event (InvyChosenGuests *self, const char *event_id);
void invy_chosen_guests_leave (InvyChosenGuests *self, GListModel *guests);
gboolean invy_chosen_guests_come_back (InvyChosenGuests *self, GListModel *guests);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyChosenGuests, invy_chosen_guests_free)

G_END_DECLS
