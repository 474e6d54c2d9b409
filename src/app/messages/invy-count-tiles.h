/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-campaign.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_COUNT_TILES (invy_count_tiles_get_type ())

/* What became of the guests of a campaign, a tile for each outcome; outcomes that seldom happen only when they did.
 */
G_DECLARE_FINAL_TYPE (InvyCountTiles, invy_count_tiles, INVY, COUNT_TILES, AdwBin)

GtkWidget *invy_count_tiles_new (void);
void invy_count_tiles_set_counts (InvyCountTiles *self, const InvyCampaignCounts *counts);

G_END_DECLS
