/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/guests/invy-guest-filter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_FILTER_BUTTON (invy_filter_button_get_type ())

/* A button that opens the values that the guests of a wedding have (sides, groups, tags, answers, …), to choose from
 * which to show. */
G_DECLARE_FINAL_TYPE (InvyFilterButton, invy_filter_button, INVY, FILTER_BUTTON, AdwBin)

void invy_filter_button_set_filter (InvyFilterButton *self, InvyGuestFilter *filter);
void invy_filter_button_set_book (InvyFilterButton *self, InvyGuestBook *book);

G_END_DECLS
