/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_EVENT_COMMANDS (invy_event_commands_get_type ())

/* What can be done with a whole wedding, and taken back. Actions, to be inserted as "event": duplicate,
 * duplicate-with-guests, archive, unarchive, share, remove, restore (s: id), restore-removed. Signal "show" (id): a
 * wedding to be shown now; it may not be in the list yet. */
G_DECLARE_FINAL_TYPE (InvyEventCommands, invy_event_commands, INVY, EVENT_COMMANDS, GObject)

InvyEventCommands *invy_event_commands_new (InvyStore *store, AdwToastOverlay *toasts);
void invy_event_commands_set_event (InvyEventCommands *self, InvyEvent *event);
GActionGroup *invy_event_commands_get_actions (InvyEventCommands *self);

G_END_DECLS
