/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-account.h"
#include "store/invy-store.h"
#include "whatsapp/invy-transport.h"

G_BEGIN_DECLS

#define INVY_TYPE_SENDER (invy_sender_get_type ())

/* Sends one campaign. Properties (read-only, notify): campaign (InvyCampaign, its state, stop reason and counts kept
 * up to date), waiting-until (gint64 ms since 1970; 0 when not waiting), waiting-reason (a word), running. Signal
 * "message-changed" (InvyMessage *message) for each row whose state changed. */
G_DECLARE_FINAL_TYPE (InvySender, invy_sender, INVY, SENDER, GObject)

InvySender *invy_sender_new (InvyStore *store, InvyTransport *transport, InvyCampaign *campaign, gint64 interval_us);
void invy_sender_set_wait_limit (InvySender *self, guint wait_s);
DexFuture *invy_sender_run (InvySender *self);
void invy_sender_pause (InvySender *self, const char *stop_reason);
DexFuture *invy_sender_stop (InvySender *self);
gboolean invy_sender_is_running (InvySender *self);
InvyCampaign *invy_sender_get_campaign (InvySender *self);
gint64 invy_sender_get_waiting_until (InvySender *self);
const char *invy_sender_get_waiting_reason (InvySender *self);
gint64 invy_sender_get_time_left_ms (InvySender *self);

G_END_DECLS
