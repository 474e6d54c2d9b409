/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaign/invy-verdict.h"
#include "store/invy-store.h"
#include "whatsapp/invy-transport.h"

G_BEGIN_DECLS

guint invy_posting_max_in_flight (gint64 interval_us, gboolean goes_well);
guint invy_posting_claim_size (gint64 interval_us, guint n_free);
InvySendReply *invy_posting_send (InvyTransport *transport, InvyMessage *message, gint64 start_before_ms);
InvyMessage *invy_posting_record (InvyStore *store,
                                  InvyMessage *message,
                                  const InvySendReply *reply,
                                  const InvyVerdict *verdict,
                                  GError **error);
InvyMessage *invy_posting_give_back (InvyStore *store, InvyMessage *message, GError **error);

G_END_DECLS
