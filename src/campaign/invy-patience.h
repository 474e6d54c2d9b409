/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

G_BEGIN_DECLS

/**
 * InvyPatience:
 * @until_ms: of invy_clock_now_ms(): when the next message may start
 * @since_ms: the same: since when nothing was answered but that it has to wait; 0 when something was
 * @limit_ms: how long that may go on
 * @reason: (nullable): why it waits, see invy-reasons.h; %NULL for the pace
 *
 * What a sender waits for, and for how long it is willing to.
 */
typedef struct
{
  gint64 until_ms;
  gint64 since_ms;
  gint64 limit_ms;
  char *reason;
} InvyPatience;

void invy_patience_postpone (InvyPatience *self, gint64 wait_ms, const char *reason);
const char *invy_patience_wait_for_others (InvyPatience *self, gint64 wait_ms, const char *reason);
const char *invy_patience_look_ahead (InvyPatience *self, const InvyClaim *claim);
void invy_patience_answered (InvyPatience *self);
gint64 invy_patience_get_left (const InvyPatience *self);
void invy_patience_clear (InvyPatience *self);

G_END_DECLS
