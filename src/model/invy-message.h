/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-ledger.h"
#include "model/invy-record.h"

G_BEGIN_DECLS

/**
 * InvyMessageField:
 *
 * The texts of a row of the ledger. Everything up to PHONE_NUMBER_ID is frozen when the campaign is planned.
 */
typedef enum
{
  INVY_MESSAGE_CAMPAIGN_ID,
  INVY_MESSAGE_EVENT_ID,
  INVY_MESSAGE_GUEST_ID,
  INVY_MESSAGE_GUEST_NAME,
  INVY_MESSAGE_PHONE_E164,
  INVY_MESSAGE_TEMPLATE_NAME,
  INVY_MESSAGE_LANGUAGE,
  INVY_MESSAGE_PARAMETERS, /* JSON: see invy_template_request_new() */
  INVY_MESSAGE_PHONE_NUMBER_ID,
  INVY_MESSAGE_SKIP_REASON, /* a word; see the campaign's reasons */
  INVY_MESSAGE_ERROR_DETAIL,
  INVY_MESSAGE_FBTRACE_ID,
  INVY_MESSAGE_WAMID,
  INVY_MESSAGE_N_FIELDS,
} InvyMessageField;

/* The error code of a message that was not refused. 0 is one of Graph's. */
#define INVY_MESSAGE_NO_CODE (-1)

/* WhatsApp judges a new template within hours. What it holds back for longer than this (in milliseconds) is as good
 * as unknown. */
#define INVY_MESSAGE_HELD_LIMIT_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

#define INVY_TYPE_MESSAGE (invy_message_get_type ())

G_DECLARE_FINAL_TYPE (InvyMessage, invy_message, INVY, MESSAGE, InvyRecord)

const char *invy_message_field_get_name (InvyMessageField field);

InvyMessage *invy_message_new (void);
void invy_message_assign (InvyMessage *self, InvyMessage *source);

const char *invy_message_get_id (InvyMessage *self);
const char *invy_message_get (InvyMessage *self, InvyMessageField field);
void invy_message_set (InvyMessage *self, InvyMessageField field, const char *text);
GStrv invy_message_dup_parameters (InvyMessage *self);
const char *invy_message_get_media_id (InvyMessage *self);
void invy_message_set_media_id (InvyMessage *self, const char *media_id);
InvyMessageState invy_message_get_state (InvyMessage *self);
void invy_message_set_state (InvyMessage *self, InvyMessageState state);
InvyPurpose invy_message_get_purpose (InvyMessage *self);
void invy_message_set_purpose (InvyMessage *self, InvyPurpose purpose);
InvyCampaignKind invy_message_get_kind (InvyMessage *self);
void invy_message_set_kind (InvyMessage *self, InvyCampaignKind kind);
guint invy_message_get_round (InvyMessage *self);
void invy_message_set_round (InvyMessage *self, guint round);
guint invy_message_get_position (InvyMessage *self);
void invy_message_set_position (InvyMessage *self, guint position);
int invy_message_get_error_code (InvyMessage *self);
void invy_message_set_error_code (InvyMessage *self, int code);
guint invy_message_get_attempt (InvyMessage *self);
void invy_message_set_attempt (InvyMessage *self, guint attempt);
gint64 invy_message_get_next_attempt_at (InvyMessage *self);
void invy_message_set_next_attempt_at (InvyMessage *self, gint64 at_ms);
gint64 invy_message_get_put_off_ms (InvyMessage *self);
void invy_message_set_put_off_ms (InvyMessage *self, gint64 put_off_ms);
gint64 invy_message_get_state_at (InvyMessage *self);
void invy_message_set_state_at (InvyMessage *self, gint64 at_ms);
gboolean invy_message_needs_settling (InvyMessage *self, gint64 now_ms);

G_END_DECLS
