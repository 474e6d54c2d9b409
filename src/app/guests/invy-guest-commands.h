/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/guests/invy-guest-list.h"
#include "app/guests/invy-guest-toasts.h"

G_BEGIN_DECLS

#define INVY_TYPE_GUEST_COMMANDS (invy_guest_commands_get_type ())

/* What the planner does to guests: the actions that open, change, answer, delete and invite them, for the chosen ones
 * ("guests.edit", …) and for the focused row ("guests.row-open", …), with what is said afterwards. Signal "invite"
 * (GPtrArray *guests of InvyGuest). */
G_DECLARE_FINAL_TYPE (InvyGuestCommands, invy_guest_commands, INVY, GUEST_COMMANDS, GObject)

InvyGuestCommands *invy_guest_commands_new (GActionMap *actions, InvyGuestList *list, InvyGuestToasts *toasts);
void invy_guest_commands_set_book (InvyGuestCommands *self, InvyGuestBook *book);
void invy_guest_commands_open (InvyGuestCommands *self, InvyGuest *guest);
GMenuModel *invy_guest_commands_get_history (InvyGuestCommands *self);
void invy_guest_commands_update (InvyGuestCommands *self);

G_END_DECLS
