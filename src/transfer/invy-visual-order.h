/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-table.h"

G_BEGIN_DECLS

/* Old Hebrew programs keep letters in the order in which they are seen, from the left: the last one of a word comes
 * first. */

gboolean invy_visual_order_is_in (InvyTable *table);
char *invy_visual_order_turn_text (const char *text);
InvyTable *invy_visual_order_turn (InvyTable *table);

G_END_DECLS
