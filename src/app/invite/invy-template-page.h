/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/invite/invy-invitation.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_TEMPLATE_PAGE (invy_template_page_get_type ())

/* The templates of the account, of which the planner chooses one for the wedding. */
G_DECLARE_FINAL_TYPE (InvyTemplatePage, invy_template_page, INVY, TEMPLATE_PAGE, AdwNavigationPage)

AdwNavigationPage *invy_template_page_new (InvyInvitation *invitation, InvyStore *store);

G_END_DECLS
