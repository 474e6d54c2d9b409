/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-guest-columns.h"

G_BEGIN_DECLS

/* What a planner chose for the columns of files, by the titles that a file has; in a file of this user's. */

gboolean invy_column_memory_recall (InvyGuestColumns *columns);
void invy_column_memory_keep (InvyGuestColumns *columns);

G_END_DECLS
