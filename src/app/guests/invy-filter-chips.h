/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/guests/invy-guest-filter.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_FILTER_CHIPS (invy_filter_chips_get_type ())

/* A button for each chosen value of a filter, which takes it off again. Hidden when there is none. */
G_DECLARE_FINAL_TYPE (InvyFilterChips, invy_filter_chips, INVY, FILTER_CHIPS, AdwBin)

void invy_filter_chips_set_filter (InvyFilterChips *self, InvyGuestFilter *filter);

G_END_DECLS
