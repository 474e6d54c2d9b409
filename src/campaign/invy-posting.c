/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-posting.h"

#include <glib/gi18n-lib.h>

/* How many may wait for their answers at once: enough to keep Meta's fastest pace although each answer takes a third
 * of a second, and at a leisurely pace few, since a server that goes silent leaves all of them unknown. */
#define MAX_IN_FLIGHT 32
#define MAX_IN_FLIGHT_AT_LEISURE 4
#define LEISURELY_INTERVAL_US (500 * 1000)

/* Messages that start within this time are claimed together: a commit for each would hold up a fast pace. No longer,
 * since those that wait for their moment are unknown if the program dies. */
#define GROUP_US (33 * 1000)
/* One message that was claimed, from there to its answer in the ledger. The functions await: call them in a fiber. */

/**
 * invy_posting_max_in_flight:
 * @interval_us: microseconds from the start of one message to the start of the next
 * @goes_well: else, as at the start and after a wait, one request travels alone
 *
 * Returns: how many messages may wait for their answers at once
 */
guint
invy_posting_max_in_flight (gint64 interval_us, gboolean goes_well)
{
  if (!goes_well)
    return 1;
  return interval_us >= LEISURELY_INTERVAL_US ? MAX_IN_FLIGHT_AT_LEISURE : MAX_IN_FLIGHT;
}

/**
 * invy_posting_claim_size:
 * @n_free: how many more may be in flight
 *
 * Returns: how many to claim together: no more than are about to be in flight, since what is claimed when the program
 *   dies is unknown
 */
guint
invy_posting_claim_size (gint64 interval_us, guint n_free)
{
  return interval_us == 0 ? n_free : (guint) CLAMP (GROUP_US / interval_us, 1, n_free);
}

/* The last four digits of who gets @message: more of the number is in no log. */
static const char *
get_last_digits (InvyMessage *message)
{
  const char *e164 = invy_message_get (message, INVY_MESSAGE_PHONE_E164);
  const gsize length = e164 != NULL ? strlen (e164) : 0;

  return length > 4 ? e164 + length - 4 : "";
}

static void
log_start (InvyMessage *message)
{
  const char *guest_id = invy_message_get (message, INVY_MESSAGE_GUEST_ID);

  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_INFO, "INVY_GUEST_ID", guest_id, "MESSAGE",
                    "Sending WhatsApp to guest: %s -> %s", guest_id, get_last_digits (message));
}

/* WhatsApp may repeat the number in what it has to say, with the plus or without. */
static char *
dup_detail (InvyMessage *message, const InvySendReply *reply)
{
  const char *e164 = invy_message_get (message, INVY_MESSAGE_PHONE_E164);
  GString *detail = g_string_new (reply->detail);

  if (e164 != NULL && *e164 == '+' && e164[1] != '\0')
    g_string_replace (detail, e164 + 1, get_last_digits (message), 0);

  return g_string_free (detail, FALSE);
}

static void
log_reply (InvyMessage *message, const InvySendReply *reply)
{
  g_autofree char *detail = dup_detail (message, reply);

  if (reply->outcome == INVY_SEND_ACCEPTED || reply->outcome == INVY_SEND_HELD)
    g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_INFO, "MESSAGE", "WhatsApp sent successfully: %s", reply->wamid);
  else
    g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_INFO, "MESSAGE", "WhatsApp send failed: %d %s", reply->code, detail);
}

/**
 * invy_posting_send:
 * @start_before_ms: see invy_transport_send()
 *
 * Awaits. Sends @message once.
 *
 * Returns: (transfer full): what came of it
 */
InvySendReply *
invy_posting_send (InvyTransport *transport, InvyMessage *message, gint64 start_before_ms)
{
  InvySendReply *reply;

  log_start (message);
  reply = dex_await_boxed (invy_transport_send (transport, message, start_before_ms), NULL);
  if (reply == NULL)
    reply = invy_send_reply_new (INVY_SEND_UNKNOWN);
  log_reply (message, reply);

  return reply;
}

/**
 * invy_posting_record:
 * @message: as it was claimed
 *
 * Awaits. Writes down what came of @message.
 *
 * Returns: (transfer full): the message as it is now, or %NULL with an #InvyStoreError
 */
InvyMessage *
invy_posting_record (InvyStore *store,
                     InvyMessage *message,
                     const InvySendReply *reply,
                     const InvyVerdict *verdict,
                     GError **error)
{
  g_autoptr (InvyMessage) outcome = g_object_new (INVY_TYPE_MESSAGE, NULL);

  invy_message_assign (outcome, message);
  invy_message_set_state (outcome, verdict->state);
  invy_message_set_error_code (outcome, reply->code);
  invy_message_set (outcome, INVY_MESSAGE_ERROR_DETAIL, reply->detail);
  invy_message_set (outcome, INVY_MESSAGE_FBTRACE_ID, reply->fbtrace_id);
  invy_message_set (outcome, INVY_MESSAGE_WAMID, reply->wamid);
  if (verdict->wait_guest_ms > 0)
    invy_message_set_next_attempt_at (outcome, g_get_real_time () / 1000 + verdict->wait_guest_ms);

  return dex_await_object (invy_store_record_outcome (store, outcome), error);
}

/**
 * invy_posting_give_back:
 * @message: as it was claimed
 *
 * Awaits. Nothing of @message has left: it waits for its turn again. If somebody else took over meanwhile, it is
 * failed instead, which is true too and loses nobody.
 *
 * Returns: (transfer full): the message as it is now, or %NULL with an #InvyStoreError
 */
InvyMessage *
invy_posting_give_back (InvyStore *store, InvyMessage *message, GError **error)
{
  g_autoptr (InvyMessage) outcome = g_object_new (INVY_TYPE_MESSAGE, NULL);

  invy_message_assign (outcome, message);
  invy_message_set_state (outcome, INVY_MESSAGE_PLANNED);
  invy_message_set (outcome, INVY_MESSAGE_ERROR_DETAIL,
                    _ ("It was not sent: the program was stopped at that moment. Send to this guest again."));

  return dex_await_object (invy_store_record_outcome (store, outcome), error);
}
