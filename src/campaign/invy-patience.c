/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-patience.h"

#include "campaign/invy-reasons.h"
#include "whatsapp/invy-clock.h"

/* A wait of more than this is one until tomorrow. */
#define HALF_A_DAY_MS (12 * 60 * 60 * 1000)

/**
 * invy_patience_postpone:
 * @wait_ms: milliseconds from now
 * @reason: (nullable): a word that says why; %NULL for the pace
 *
 * Puts the next message off. A longer wait stands, whatever it is for.
 */
void
invy_patience_postpone (InvyPatience *self, gint64 wait_ms, const char *reason)
{
  const gint64 until_ms = invy_clock_now_ms () + wait_ms;

  if (until_ms <= self->until_ms)
    return;

  self->until_ms = until_ms;
  g_set_str (&self->reason, reason);
}

/**
 * invy_patience_wait_for_others:
 *
 * Puts the next message off because WhatsApp asks for it, or the network or the server is away, which may not go on
 * for ever.
 *
 * Returns: (nullable): why the campaign has to pause, if it waits for too long
 */
const char *
invy_patience_wait_for_others (InvyPatience *self, gint64 wait_ms, const char *reason)
{
  const gint64 now_ms = invy_clock_now_ms ();

  invy_patience_postpone (self, wait_ms, reason);
  if (self->since_ms == 0)
    self->since_ms = now_ms;

  /* Not until_ms: a leisurely pace may make it later than what was asked for. */
  if (now_ms + wait_ms - self->since_ms <= self->limit_ms)
    return NULL;
  if (g_str_equal (reason, INVY_WAIT_SERVER))
    return INVY_STOP_STORE;
  return g_str_equal (reason, INVY_WAIT_NO_NETWORK) ? INVY_STOP_NO_NETWORK : INVY_STOP_WAITED_TOO_LONG;
}

/**
 * invy_patience_look_ahead:
 * @claim: what was just claimed
 *
 * Returns: (nullable): why what is left cannot go out within the longest wait; %NULL if it can, or nothing is left
 */
const char *
invy_patience_look_ahead (InvyPatience *self, const InvyClaim *claim)
{
  if (claim->next_due_ms > self->limit_ms)
    return claim->next_due_ms > HALF_A_DAY_MS ? INVY_STOP_TOMORROW : INVY_STOP_WAITED_TOO_LONG;
  if (g_strcmp0 (claim->waiting_reason, INVY_WAIT_LIMIT) == 0 && claim->wait_ms > self->limit_ms)
    return INVY_STOP_LIMIT;

  return NULL;
}

/**
 * invy_patience_answered:
 *
 * Something was done with: what is waited for from here on counts anew.
 */
void
invy_patience_answered (InvyPatience *self)
{
  self->since_ms = 0;
}

/**
 * invy_patience_get_left:
 *
 * Returns: milliseconds until the next message may start; 0 or less for now
 */
gint64
invy_patience_get_left (const InvyPatience *self)
{
  return self->until_ms - invy_clock_now_ms ();
}

/**
 * invy_patience_clear:
 *
 * Frees what @self holds, but not @self.
 */
void
invy_patience_clear (InvyPatience *self)
{
  g_clear_pointer (&self->reason, g_free);
}
