/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-transport.h"

G_DEFINE_INTERFACE (InvyTransport, invy_transport, G_TYPE_OBJECT)

static void
invy_transport_default_init (InvyTransportInterface *iface)
{
}

/**
 * invy_transport_send:
 * @message: a row of the ledger that was committed as posting before this call
 *
 * @start_before_ms: of invy_clock_now_ms(): a request that has not begun to leave by then never does, since somebody
 * else may have taken over meanwhile: the computer slept, or the program was stopped
 *
 * Sends @message once. What became of it is in the reply, also when nothing left the computer.
 *
 * Returns: (transfer full): a future that resolves to an #InvySendReply. It rejects only when it was cancelled, by
 *   discarding it: nothing is known then, and the caller has to treat the message as unknown.
 */
DexFuture *
invy_transport_send (InvyTransport *self, InvyMessage *message, gint64 start_before_ms)
{
  dex_return_error_if_fail (INVY_IS_TRANSPORT (self));
  dex_return_error_if_fail (INVY_IS_MESSAGE (message));

  return INVY_TRANSPORT_GET_IFACE (self)->send (self, message, start_before_ms);
}
