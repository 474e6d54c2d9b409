/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The words of the ledger. Each enumeration is a registered type whose nicks are what the database and the JSON of
 * the command line write. */

/**
 * InvyMessageState:
 *
 * Where a message stands. Only the transitions of the ledger's diagram are allowed, and the database enforces them.
 */
typedef enum
{
  INVY_MESSAGE_PLANNED,
  INVY_MESSAGE_POSTING,
  INVY_MESSAGE_ACCEPTED,
  INVY_MESSAGE_HELD,
  INVY_MESSAGE_SENT,
  INVY_MESSAGE_DELIVERED,
  INVY_MESSAGE_READ,
  INVY_MESSAGE_FAILED,
  INVY_MESSAGE_UNKNOWN,
  INVY_MESSAGE_SKIPPED,
  INVY_MESSAGE_CANCELLED,
  INVY_MESSAGE_RESENT,
} InvyMessageState;

/**
 * InvyDelivery:
 *
 * What the guest list says about a guest's invitation: the state of the newest message, or that there is none.
 */
typedef enum
{
  INVY_DELIVERY_NONE,    /* not invited */
  INVY_DELIVERY_WAITING, /* planned */
  INVY_DELIVERY_SENDING, /* posting */
  INVY_DELIVERY_SENT,    /* accepted, sent */
  INVY_DELIVERY_HELD,    /* WhatsApp checks the template first */
  INVY_DELIVERY_DELIVERED,
  INVY_DELIVERY_READ,
  INVY_DELIVERY_FAILED,
  INVY_DELIVERY_LEFT_OUT, /* skipped */
  INVY_DELIVERY_UNKNOWN,
} InvyDelivery;

typedef enum
{
  INVY_PURPOSE_INVITATION,
  INVY_PURPOSE_REMINDER,
  INVY_PURPOSE_UPDATE,
  INVY_PURPOSE_THANKS,
} InvyPurpose;

/**
 * InvyCampaignKind:
 * @INVY_CAMPAIGN_REAL: to the guests themselves; only these count as invited
 * @INVY_CAMPAIGN_PRACTICE: nothing leaves the computer
 * @INVY_CAMPAIGN_OVERRIDE: every message goes to one number instead of the guests'
 * @INVY_CAMPAIGN_TEST: one message to the planner
 */
typedef enum
{
  INVY_CAMPAIGN_REAL,
  INVY_CAMPAIGN_PRACTICE,
  INVY_CAMPAIGN_OVERRIDE,
  INVY_CAMPAIGN_TEST,
} InvyCampaignKind;

typedef enum
{
  INVY_CAMPAIGN_PLANNED,
  INVY_CAMPAIGN_RUNNING,
  INVY_CAMPAIGN_PAUSED,
  INVY_CAMPAIGN_FINISHED,
  INVY_CAMPAIGN_CANCELLED,
} InvyCampaignState;

#define INVY_TYPE_MESSAGE_STATE (invy_message_state_get_type ())
#define INVY_TYPE_DELIVERY (invy_delivery_get_type ())
#define INVY_TYPE_PURPOSE (invy_purpose_get_type ())
#define INVY_TYPE_CAMPAIGN_KIND (invy_campaign_kind_get_type ())
#define INVY_TYPE_CAMPAIGN_STATE (invy_campaign_state_get_type ())

GType invy_message_state_get_type (void);
GType invy_delivery_get_type (void);
GType invy_purpose_get_type (void);
GType invy_campaign_kind_get_type (void);
GType invy_campaign_state_get_type (void);

const char *invy_enum_to_nick (GType type, int value);
gboolean invy_enum_from_nick (GType type, const char *nick, int *value);

InvyDelivery invy_delivery_from_state (InvyMessageState state);
gboolean invy_message_state_is_taken (InvyMessageState state);

G_END_DECLS
