/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-book-difference.h"
#include "store/invy-store-copies.h"

G_BEGIN_DECLS

/* The words about copies and what they would bring back. Text from data is isolated already. */

const char *invy_restore_words_get_reason (InvyCopyReason reason);
char *invy_restore_words_dup_moment (gint64 at_ms);
char *invy_restore_words_dup_change (const InvyGuestChange *change);
char *invy_restore_words_dup_summary (const InvyBookDifference *difference);

G_END_DECLS
