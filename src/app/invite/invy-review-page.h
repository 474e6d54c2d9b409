/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/invite/invy-invitation.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_REVIEW_PAGE (invy_review_page_get_type ())

/* Who is left out and why, and who should be looked at; each can be corrected from here. */
G_DECLARE_FINAL_TYPE (InvyReviewPage, invy_review_page, INVY, REVIEW_PAGE, AdwNavigationPage)

AdwNavigationPage *invy_review_page_new (InvyInvitation *invitation);

G_END_DECLS
