/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-message.h"
#include "whatsapp/invy-send-reply.h"

#include <libdex.h>

G_BEGIN_DECLS

#define INVY_TYPE_TRANSPORT (invy_transport_get_type ())

G_DECLARE_INTERFACE (InvyTransport, invy_transport, INVY, TRANSPORT, GObject)

/**
 * InvyTransportInterface:
 * @send: sends one message of the ledger; see invy_transport_send()
 *
 * The way to WhatsApp: the Graph API, or the practice one that stays on the computer.
 */
struct _InvyTransportInterface
{
  GTypeInterface parent_iface;

  DexFuture *(*send) (InvyTransport *self, InvyMessage *message, gint64 start_before_ms);
};

DexFuture *invy_transport_send (InvyTransport *self, InvyMessage *message, gint64 start_before_ms);

G_END_DECLS
