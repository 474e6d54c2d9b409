/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/invite/invy-invitation.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_COMPOSE_PAGE (invy_compose_page_get_type ())

/* The wedding's details, and beside them the message as each chosen guest will get it. Signal "save-failed" (const
 * char *) with a sentence for people. */
G_DECLARE_FINAL_TYPE (InvyComposePage, invy_compose_page, INVY, COMPOSE_PAGE, AdwNavigationPage)

AdwNavigationPage *invy_compose_page_new (InvyInvitation *invitation);
void invy_compose_page_focus_field (InvyComposePage *self, InvyEventField field);
InvyGuest *invy_compose_page_get_guest (InvyComposePage *self);

G_END_DECLS
