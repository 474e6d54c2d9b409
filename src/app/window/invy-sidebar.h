/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/invy-event-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_SIDEBAR (invy_sidebar_get_type ())

/* The weddings to choose from. Property "event" (read-only, notify): the chosen one, NULL while there is none. Signal
 * "activated" when a person chose, the same one again too. */
G_DECLARE_FINAL_TYPE (InvySidebar, invy_sidebar, INVY, SIDEBAR, AdwNavigationPage)

void invy_sidebar_set_events (InvySidebar *self, InvyEventList *events);
InvyEvent *invy_sidebar_get_event (InvySidebar *self);
void invy_sidebar_select (InvySidebar *self, const char *event_id);

G_END_DECLS
