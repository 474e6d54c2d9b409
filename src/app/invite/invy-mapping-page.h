/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/invite/invy-invitation.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_MAPPING_PAGE (invy_mapping_page_get_type ())

/* What fills each place of the template, and beside it what becomes of a guest's message. What is chosen is kept with
 * the wedding; what was only guessed, when the planner says so. Signal "save-failed" (const char *) with a sentence
 * for people. */
G_DECLARE_FINAL_TYPE (InvyMappingPage, invy_mapping_page, INVY, MAPPING_PAGE, AdwNavigationPage)

AdwNavigationPage *invy_mapping_page_new (InvyInvitation *invitation, InvyGuest *guest);
gboolean invy_mapping_page_is_needed (InvyInvitation *invitation);

G_END_DECLS
