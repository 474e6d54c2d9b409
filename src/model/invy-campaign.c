/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-campaign.h"

#include <string.h>

struct _InvyCampaign
{
  InvyRecord parent_instance;

  InvyCampaignState state;
  InvyPurpose purpose;
  InvyCampaignKind kind;
  gint64 created_at;
  gint64 lease_epoch;
  gint64 waiting_until;
  char *waiting_reason;
  gboolean is_held;
  InvyCampaignCounts counts;
};

G_DEFINE_FINAL_TYPE (InvyCampaign, invy_campaign, INVY_TYPE_RECORD)

enum
{
  PROP_STATE = INVY_CAMPAIGN_N_FIELDS + 1,
  PROP_TOTAL,
  PROP_SUCCEEDED,
  PROP_HELD,
  PROP_WAITING_UNTIL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const char *const field_names[INVY_CAMPAIGN_N_FIELDS] = {
  [INVY_CAMPAIGN_EVENT_ID] = "event_id",
  [INVY_CAMPAIGN_TEMPLATE_NAME] = "template_name",
  [INVY_CAMPAIGN_PHONE_NUMBER_ID] = "phone_number_id",
  [INVY_CAMPAIGN_WABA_ID] = "waba_id",
  [INVY_CAMPAIGN_SETTINGS] = "settings",
  [INVY_CAMPAIGN_STOP_REASON] = "stop_reason",
  [INVY_CAMPAIGN_LEASE_OWNER] = "lease_owner",
  [INVY_CAMPAIGN_CREATED_BY] = "created_by",
};

static void
invy_campaign_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyCampaign *self = INVY_CAMPAIGN (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, self->counts.total);
      break;
    case PROP_SUCCEEDED:
      g_value_set_uint (value, self->counts.succeeded);
      break;
    case PROP_HELD:
      g_value_set_boolean (value, self->is_held);
      break;
    case PROP_WAITING_UNTIL:
      g_value_set_int64 (value, self->waiting_until);
      break;
    default:
      G_OBJECT_CLASS (invy_campaign_parent_class)->get_property (object, prop_id, value, pspec);
    }
}

static void
invy_campaign_finalize (GObject *object)
{
  g_free (INVY_CAMPAIGN (object)->waiting_reason);

  G_OBJECT_CLASS (invy_campaign_parent_class)->finalize (object);
}

static void
invy_campaign_class_init (InvyCampaignClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = invy_campaign_get_property;
  object_class->finalize = invy_campaign_finalize;

  invy_record_class_install_fields (INVY_RECORD_CLASS (klass), field_names, INVY_CAMPAIGN_N_FIELDS);
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, INVY_TYPE_CAMPAIGN_STATE, INVY_CAMPAIGN_PLANNED, flags);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SUCCEEDED] = g_param_spec_uint ("succeeded", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_HELD] = g_param_spec_boolean ("held", NULL, NULL, FALSE, flags);
  properties[PROP_WAITING_UNTIL] = g_param_spec_int64 ("waiting-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  for (guint i = PROP_STATE; i < N_PROPS; i++)
    g_object_class_install_property (object_class, i, properties[i]);
}

static void
invy_campaign_init (InvyCampaign *self)
{
}

/**
 * invy_campaign_counts_add:
 * @n: how many more, or fewer, messages are in @state
 *
 * Counts a change in the words of a report.
 */
void
invy_campaign_counts_add (InvyCampaignCounts *counts, InvyMessageState state, int n)
{
  guint *count = &counts->cancelled;

  if (invy_message_state_is_taken (state))
    count = &counts->succeeded;
  else if (state == INVY_MESSAGE_HELD)
    count = &counts->held;
  else if (state == INVY_MESSAGE_FAILED)
    count = &counts->failed;
  else if (state == INVY_MESSAGE_SKIPPED)
    count = &counts->skipped;
  else if (state == INVY_MESSAGE_UNKNOWN)
    count = &counts->unknown;
  else if (state == INVY_MESSAGE_PLANNED || state == INVY_MESSAGE_POSTING)
    count = &counts->waiting;

  *count += (guint) n;
  counts->total += (guint) n;
}

/**
 * invy_campaign_field_get_name:
 *
 * Returns: the name of @field as the database column has it. The property is the same with dashes.
 */
const char *
invy_campaign_field_get_name (InvyCampaignField field)
{
  g_return_val_if_fail (field < INVY_CAMPAIGN_N_FIELDS, NULL);

  return field_names[field];
}

/**
 * invy_campaign_new:
 *
 * Returns: (transfer full): a planned campaign with an id of its own
 */
InvyCampaign *
invy_campaign_new (void)
{
  InvyCampaign *self = g_object_new (INVY_TYPE_CAMPAIGN, NULL);

  invy_record_make_id (INVY_RECORD (self));

  return self;
}

/**
 * invy_campaign_assign:
 *
 * Gives @self everything that @source has; what differs is notified.
 */
void
invy_campaign_assign (InvyCampaign *self, InvyCampaign *source)
{
  g_return_if_fail (INVY_IS_CAMPAIGN (self));
  g_return_if_fail (INVY_IS_CAMPAIGN (source));

  g_object_freeze_notify (G_OBJECT (self));
  invy_record_assign (INVY_RECORD (self), INVY_RECORD (source));
  self->purpose = source->purpose;
  self->kind = source->kind;
  self->created_at = source->created_at;
  self->lease_epoch = source->lease_epoch;
  invy_campaign_set_held (self, source->is_held);
  invy_campaign_set_waiting (self, source->waiting_until, source->waiting_reason);
  invy_campaign_set_counts (self, &source->counts);
  invy_campaign_set_state (self, source->state);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * invy_campaign_get_id:
 *
 * Returns: the campaign's UUID
 */
const char *
invy_campaign_get_id (InvyCampaign *self)
{
  return invy_record_get_id (INVY_RECORD (self));
}

/**
 * invy_campaign_get:
 *
 * Returns: (nullable): the text of @field; %NULL, never "", when there is none
 */
const char *
invy_campaign_get (InvyCampaign *self, InvyCampaignField field)
{
  return invy_record_get_text (INVY_RECORD (self), field);
}

/**
 * invy_campaign_set:
 * @text: (nullable): "" counts as nothing
 *
 * Sets @field.
 */
void
invy_campaign_set (InvyCampaign *self, InvyCampaignField field, const char *text)
{
  invy_record_set_text (INVY_RECORD (self), field, text);
}

InvyCampaignState
invy_campaign_get_state (InvyCampaign *self)
{
  g_return_val_if_fail (INVY_IS_CAMPAIGN (self), INVY_CAMPAIGN_PLANNED);

  return self->state;
}

void
invy_campaign_set_state (InvyCampaign *self, InvyCampaignState state)
{
  g_return_if_fail (INVY_IS_CAMPAIGN (self));

  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

InvyPurpose
invy_campaign_get_purpose (InvyCampaign *self)
{
  g_return_val_if_fail (INVY_IS_CAMPAIGN (self), INVY_PURPOSE_INVITATION);

  return self->purpose;
}

void
invy_campaign_set_purpose (InvyCampaign *self, InvyPurpose purpose)
{
  g_return_if_fail (INVY_IS_CAMPAIGN (self));

  self->purpose = purpose;
}

InvyCampaignKind
invy_campaign_get_kind (InvyCampaign *self)
{
  g_return_val_if_fail (INVY_IS_CAMPAIGN (self), INVY_CAMPAIGN_PRACTICE);

  return self->kind;
}

void
invy_campaign_set_kind (InvyCampaign *self, InvyCampaignKind kind)
{
  g_return_if_fail (INVY_IS_CAMPAIGN (self));

  self->kind = kind;
}

/**
 * invy_campaign_get_created_at:
 *
 * Returns: when it was planned, milliseconds since 1970 by the database's clock
 */
gint64
invy_campaign_get_created_at (InvyCampaign *self)
{
  g_return_val_if_fail (INVY_IS_CAMPAIGN (self), 0);

  return self->created_at;
}

void
invy_campaign_set_created_at (InvyCampaign *self, gint64 at_ms)
{
  g_return_if_fail (INVY_IS_CAMPAIGN (self));

  self->created_at = at_ms;
}

/**
 * invy_campaign_get_lease_epoch:
 *
 * Returns: how many senders have held this campaign; a claim names the epoch it believes in
 */
gint64
invy_campaign_get_lease_epoch (InvyCampaign *self)
{
  g_return_val_if_fail (INVY_IS_CAMPAIGN (self), 0);

  return self->lease_epoch;
}

void
invy_campaign_set_lease_epoch (InvyCampaign *self, gint64 epoch)
{
  g_return_if_fail (INVY_IS_CAMPAIGN (self));

  self->lease_epoch = epoch;
}

/**
 * invy_campaign_is_held:
 *
 * Returns: whether a program that is alive was sending it when it was read, this one or another: its lease names it.
 *   One that says it is running and is not held was left by a program that died
 */
gboolean
invy_campaign_is_held (InvyCampaign *self)
{
  g_return_val_if_fail (INVY_IS_CAMPAIGN (self), FALSE);

  return self->is_held;
}

void
invy_campaign_set_held (InvyCampaign *self, gboolean is_held)
{
  g_return_if_fail (INVY_IS_CAMPAIGN (self));

  if (self->is_held == is_held)
    return;

  self->is_held = is_held;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HELD]);
}

/**
 * invy_campaign_get_waiting_until:
 *
 * Returns: until when its number may not send, in milliseconds since 1970; 0 when it does not wait
 */
gint64
invy_campaign_get_waiting_until (InvyCampaign *self)
{
  g_return_val_if_fail (INVY_IS_CAMPAIGN (self), 0);

  return self->waiting_until;
}

/**
 * invy_campaign_get_waiting_reason:
 *
 * Returns: (nullable): a word that says why it waits; %NULL when it does not
 */
const char *
invy_campaign_get_waiting_reason (InvyCampaign *self)
{
  g_return_val_if_fail (INVY_IS_CAMPAIGN (self), NULL);

  return self->waiting_reason;
}

/**
 * invy_campaign_set_waiting:
 * @until_ms: milliseconds since 1970; 0 for no waiting
 * @reason: (nullable): a word that says why
 */
void
invy_campaign_set_waiting (InvyCampaign *self, gint64 until_ms, const char *reason)
{
  g_return_if_fail (INVY_IS_CAMPAIGN (self));

  g_set_str (&self->waiting_reason, reason);
  if (self->waiting_until == until_ms)
    return;

  self->waiting_until = until_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING_UNTIL]);
}

const InvyCampaignCounts *
invy_campaign_get_counts (InvyCampaign *self)
{
  g_return_val_if_fail (INVY_IS_CAMPAIGN (self), NULL);

  return &self->counts;
}

void
invy_campaign_set_counts (InvyCampaign *self, const InvyCampaignCounts *counts)
{
  g_return_if_fail (INVY_IS_CAMPAIGN (self));

  if (memcmp (&self->counts, counts, sizeof *counts) == 0)
    return;

  self->counts = *counts;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUCCEEDED]);
}
