/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-message.h"
#include "whatsapp/invy-send-reply.h"

G_BEGIN_DECLS

/**
 * InvyVerdict:
 * @state: where the message goes
 * @wait_guest_ms: how long this guest waits before another attempt: of the same row when it is planned again, of a
 * new row when this one failed; 0 for no waiting and no new row
 * @wait_all_ms: how long the whole sender waits
 * @stop_reason: (nullable): why the campaign has to pause now
 *
 * What one reply means for its message and for the campaign.
 */
typedef struct
{
  InvyMessageState state;
  gint64 wait_guest_ms;
  gint64 wait_all_ms;
  char *stop_reason;
} InvyVerdict;

/**
 * InvyStreak:
 * @n_backoffs: times in a row that answers asked to wait
 * @n_not_sent: times in a row that requests never left
 * @n_unknown: messages in a row of which nobody knows whether they arrived
 * @n_alike: failures in a row with the same code
 * @last_code: that code
 *
 * What the sender remembers from one reply to the next.
 */
typedef struct
{
  guint n_backoffs;
  guint n_not_sent;
  guint n_unknown;
  guint n_alike;
  int last_code;
} InvyStreak;

InvyVerdict *
invy_verdict_new (InvyMessage *message, const InvySendReply *reply, const InvyStreak *before, InvyStreak *streak);
void invy_verdict_free (InvyVerdict *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyVerdict, invy_verdict_free)

G_END_DECLS
