/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/guests/invy-guests-page.h"
#include "app/messages/invy-outbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_WEDDING_PAGE (invy_wedding_page_get_type ())

/* One wedding: its guests and its messages, and what can be done with them. Properties: event (InvyEvent), narrow:
 * whether there is so little room that the switch between the two stands at the bottom. */
G_DECLARE_FINAL_TYPE (InvyWeddingPage, invy_wedding_page, INVY, WEDDING_PAGE, AdwNavigationPage)

AdwNavigationPage *invy_wedding_page_new (InvyStore *store, InvySettings *settings, InvyOutbox *outbox);
void invy_wedding_page_set_event (InvyWeddingPage *self, InvyEvent *event);
InvyGuestsPage *invy_wedding_page_get_guests_page (InvyWeddingPage *self);
void invy_wedding_page_show_guests (InvyWeddingPage *self);
void invy_wedding_page_show_messages (InvyWeddingPage *self);

G_END_DECLS
