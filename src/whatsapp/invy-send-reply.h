/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * InvySendOutcome:
 * @INVY_SEND_ACCEPTED: WhatsApp took it and gave it an id
 * @INVY_SEND_HELD: taken, but kept back until the template's quality is judged (also message_status "paused")
 * @INVY_SEND_REFUSED: an answer with a Graph error: it was not taken
 * @INVY_SEND_NOT_SENT: not one byte of the request left: no network, no such host, no connection
 * @INVY_SEND_UNKNOWN: it may have arrived: cut, timed out, an answer nobody can read
 */
typedef enum
{
  INVY_SEND_ACCEPTED,
  INVY_SEND_HELD,
  INVY_SEND_REFUSED,
  INVY_SEND_NOT_SENT,
  INVY_SEND_UNKNOWN,
} InvySendOutcome;

/**
 * InvySendReply:
 * @wamid: (nullable): WhatsApp's id of the message
 * @code: Graph's error code; -1 unless refused
 * @subcode: Graph's error_subcode; 0 when there is none
 * @detail: (nullable): what to show beside our own sentence: error_data.details, else the message; never a secret
 * @fbtrace_id: (nullable): what Meta's support asks for
 * @retry_after_ms: how long WhatsApp asks to wait; -1 when it did not say
 *
 * What came of one request.
 */
typedef struct
{
  InvySendOutcome outcome;
  char *wamid;
  int code;
  int subcode;
  char *detail;
  char *fbtrace_id;
  gint64 retry_after_ms;
} InvySendReply;

#define INVY_TYPE_SEND_REPLY (invy_send_reply_get_type ())

GType invy_send_reply_get_type (void);

InvySendReply *invy_send_reply_new (InvySendOutcome outcome);
InvySendReply *invy_send_reply_copy (const InvySendReply *self);
void invy_send_reply_free (InvySendReply *self);
InvySendReply *
invy_send_reply_parse (guint http_status, SoupMessageHeaders *headers, GBytes *body, const char *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvySendReply, invy_send_reply_free)

G_END_DECLS
