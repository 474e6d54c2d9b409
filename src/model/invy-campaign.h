/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-ledger.h"
#include "model/invy-record.h"

G_BEGIN_DECLS

/**
 * InvyCampaignField:
 *
 * The texts of a campaign, frozen when it is planned (but for the reason why it stopped).
 */
typedef enum
{
  INVY_CAMPAIGN_EVENT_ID,
  INVY_CAMPAIGN_TEMPLATE_NAME,
  INVY_CAMPAIGN_PHONE_NUMBER_ID,
  INVY_CAMPAIGN_WABA_ID,
  INVY_CAMPAIGN_SETTINGS,    /* JSON: the details that the messages were rendered from */
  INVY_CAMPAIGN_STOP_REASON, /* a word; see the campaign's reasons */
  INVY_CAMPAIGN_LEASE_OWNER, /* who sends, for people: "name on computer" */
  INVY_CAMPAIGN_CREATED_BY,
  INVY_CAMPAIGN_N_FIELDS,
} InvyCampaignField;

/**
 * InvyCampaignCounts:
 * @total: every guest asked for, by the newest row of each; those left out too
 * @succeeded: taken by WhatsApp
 * @waiting: planned or posting
 */
typedef struct
{
  guint total;
  guint succeeded;
  guint held;
  guint failed;
  guint skipped;
  guint unknown;
  guint waiting;
  guint cancelled;
} InvyCampaignCounts;

void invy_campaign_counts_add (InvyCampaignCounts *counts, InvyMessageState state, int n);

#define INVY_TYPE_CAMPAIGN (invy_campaign_get_type ())

G_DECLARE_FINAL_TYPE (InvyCampaign, invy_campaign, INVY, CAMPAIGN, InvyRecord)

const char *invy_campaign_field_get_name (InvyCampaignField field);

InvyCampaign *invy_campaign_new (void);
void invy_campaign_assign (InvyCampaign *self, InvyCampaign *source);

const char *invy_campaign_get_id (InvyCampaign *self);
const char *invy_campaign_get (InvyCampaign *self, InvyCampaignField field);
void invy_campaign_set (InvyCampaign *self, InvyCampaignField field, const char *text);
InvyCampaignState invy_campaign_get_state (InvyCampaign *self);
void invy_campaign_set_state (InvyCampaign *self, InvyCampaignState state);
InvyPurpose invy_campaign_get_purpose (InvyCampaign *self);
void invy_campaign_set_purpose (InvyCampaign *self, InvyPurpose purpose);
InvyCampaignKind invy_campaign_get_kind (InvyCampaign *self);
void invy_campaign_set_kind (InvyCampaign *self, InvyCampaignKind kind);
gint64 invy_campaign_get_created_at (InvyCampaign *self);
void invy_campaign_set_created_at (InvyCampaign *self, gint64 at_ms);
gint64 invy_campaign_get_lease_epoch (InvyCampaign *self);
void invy_campaign_set_lease_epoch (InvyCampaign *self, gint64 epoch);
gboolean invy_campaign_is_held (InvyCampaign *self);
void invy_campaign_set_held (InvyCampaign *self, gboolean is_held);
gint64 invy_campaign_get_waiting_until (InvyCampaign *self);
const char *invy_campaign_get_waiting_reason (InvyCampaign *self);
void invy_campaign_set_waiting (InvyCampaign *self, gint64 until_ms, const char *reason);
const InvyCampaignCounts *invy_campaign_get_counts (InvyCampaign *self);
void invy_campaign_set_counts (InvyCampaign *self, const InvyCampaignCounts *counts);

G_END_DECLS
