/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-message.h"
#include "text/invy-json.h"

#include <string.h>

struct _InvyMessage
{
  InvyRecord parent_instance;

  InvyMessageState state;
  InvyPurpose purpose;
  InvyCampaignKind kind;
  guint round;
  guint position;
  int error_code;
  guint attempt;
  char *media_id; /* not kept: it does not live as long as the row */
  gint64 next_attempt_at;
  gint64 put_off_ms;
  gint64 state_at;
};

G_DEFINE_FINAL_TYPE (InvyMessage, invy_message, INVY_TYPE_RECORD)

enum
{
  PROP_STATE = INVY_MESSAGE_N_FIELDS + 1,
  PROP_ERROR_CODE,
  PROP_STATE_AT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static const char *const field_names[INVY_MESSAGE_N_FIELDS] = {
  [INVY_MESSAGE_CAMPAIGN_ID] = "campaign_id",
  [INVY_MESSAGE_EVENT_ID] = "event_id",
  [INVY_MESSAGE_GUEST_ID] = "guest_id",
  [INVY_MESSAGE_GUEST_NAME] = "guest_name",
  [INVY_MESSAGE_PHONE_E164] = "phone_e164",
  [INVY_MESSAGE_TEMPLATE_NAME] = "template_name",
  [INVY_MESSAGE_LANGUAGE] = "language",
  [INVY_MESSAGE_PARAMETERS] = "parameters",
  [INVY_MESSAGE_PHONE_NUMBER_ID] = "phone_number_id",
  [INVY_MESSAGE_SKIP_REASON] = "skip_reason",
  [INVY_MESSAGE_ERROR_DETAIL] = "error_detail",
  [INVY_MESSAGE_FBTRACE_ID] = "fbtrace_id",
  [INVY_MESSAGE_WAMID] = "wamid",
};

static void
invy_message_finalize (GObject *object)
{
  InvyMessage *self = INVY_MESSAGE (object);

  g_clear_pointer (&self->media_id, g_free);

  G_OBJECT_CLASS (invy_message_parent_class)->finalize (object);
}

static void
invy_message_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyMessage *self = INVY_MESSAGE (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_ERROR_CODE:
      g_value_set_int (value, self->error_code);
      break;
    case PROP_STATE_AT:
      g_value_set_int64 (value, self->state_at);
      break;
    default:
      G_OBJECT_CLASS (invy_message_parent_class)->get_property (object, prop_id, value, pspec);
    }
}

static void
invy_message_class_init (InvyMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = invy_message_finalize;
  object_class->get_property = invy_message_get_property;

  invy_record_class_install_fields (INVY_RECORD_CLASS (klass), field_names, INVY_MESSAGE_N_FIELDS);
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, INVY_TYPE_MESSAGE_STATE, INVY_MESSAGE_PLANNED, flags);
  properties[PROP_ERROR_CODE] =
      g_param_spec_int ("error-code", NULL, NULL, INVY_MESSAGE_NO_CODE, G_MAXINT, INVY_MESSAGE_NO_CODE, flags);
  properties[PROP_STATE_AT] = g_param_spec_int64 ("state-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  for (guint i = PROP_STATE; i < N_PROPS; i++)
    g_object_class_install_property (object_class, i, properties[i]);
}

static void
invy_message_init (InvyMessage *self)
{
  self->round = 1;
  self->error_code = INVY_MESSAGE_NO_CODE;
}

/**
 * invy_message_field_get_name:
 *
 * Returns: the name of @field as the database column has it. The property is the same with dashes.
 */
const char *
invy_message_field_get_name (InvyMessageField field)
{
  g_return_val_if_fail (field < INVY_MESSAGE_N_FIELDS, NULL);

  return field_names[field];
}

/**
 * invy_message_new:
 *
 * Returns: (transfer full): a planned message with an id of its own
 */
InvyMessage *
invy_message_new (void)
{
  InvyMessage *self = g_object_new (INVY_TYPE_MESSAGE, NULL);

  invy_record_make_id (INVY_RECORD (self));

  return self;
}

/**
 * invy_message_assign:
 *
 * Gives @self everything that @source has; what differs is notified.
 */
void
invy_message_assign (InvyMessage *self, InvyMessage *source)
{
  g_return_if_fail (INVY_IS_MESSAGE (self));
  g_return_if_fail (INVY_IS_MESSAGE (source));

  g_object_freeze_notify (G_OBJECT (self));
  invy_record_assign (INVY_RECORD (self), INVY_RECORD (source));
  self->purpose = source->purpose;
  self->kind = source->kind;
  self->round = source->round;
  self->position = source->position;
  self->attempt = source->attempt;
  self->next_attempt_at = source->next_attempt_at;
  self->put_off_ms = source->put_off_ms;
  invy_message_set_error_code (self, source->error_code);
  invy_message_set_state_at (self, source->state_at);
  invy_message_set_state (self, source->state);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * invy_message_get_id:
 *
 * Returns: the row's UUID, which is also its biz_opaque_callback_data
 */
const char *
invy_message_get_id (InvyMessage *self)
{
  return invy_record_get_id (INVY_RECORD (self));
}

/**
 * invy_message_get:
 *
 * Returns: (nullable): the text of @field; %NULL, never "", when there is none
 */
const char *
invy_message_get (InvyMessage *self, InvyMessageField field)
{
  return invy_record_get_text (INVY_RECORD (self), field);
}

/**
 * invy_message_set:
 * @text: (nullable): "" counts as nothing
 *
 * Sets @field.
 */
void
invy_message_set (InvyMessage *self, InvyMessageField field, const char *text)
{
  invy_record_set_text (INVY_RECORD (self), field, text);
}

/* Rows of older versions have the texts of the body and nothing else; newer ones the components of the request. */
static void
add_body_texts (GStrvBuilder *texts, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      JsonObject *component = invy_json_get_element (array, i);
      JsonArray *parameters = component != NULL ? invy_json_get_array (component, "parameters") : NULL;

      if (JSON_NODE_HOLDS_VALUE (item))
        g_strv_builder_add (texts, json_node_get_string (item) != NULL ? json_node_get_string (item) : "");
      else if (parameters != NULL && g_strcmp0 (invy_json_get_text (component, "type"), "body") == 0)
        for (guint j = 0; j < json_array_get_length (parameters); j++)
          {
            JsonObject *parameter = invy_json_get_element (parameters, j);
            const char *text = parameter != NULL ? invy_json_get_text (parameter, "text") : NULL;

            g_strv_builder_add (texts, text != NULL ? text : "");
          }
    }
}

/**
 * invy_message_dup_parameters:
 *
 * Returns: (transfer full): the frozen texts of the body in order, "" for a parameter that is none; empty if the row
 *   has none that can be read
 */
GStrv
invy_message_dup_parameters (InvyMessage *self)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *json;

  g_return_val_if_fail (INVY_IS_MESSAGE (self), NULL);

  json = invy_message_get (self, INVY_MESSAGE_PARAMETERS);
  root = json != NULL ? invy_json_parse (json, strlen (json)) : NULL;
  if (root != NULL && JSON_NODE_HOLDS_ARRAY (root))
    add_body_texts (builder, json_node_get_array (root));

  return g_strv_builder_end (builder);
}

/**
 * invy_message_get_media_id:
 *
 * Returns: (nullable): id of the uploaded file, when one was set in this process; it is never stored
 */
const char *
invy_message_get_media_id (InvyMessage *self)
{
  g_return_val_if_fail (INVY_IS_MESSAGE (self), NULL);

  return self->media_id;
}

/**
 * invy_message_set_media_id:
 * @media_id: (nullable): what WhatsApp calls the file whose hash invy_template_request_dup_media_hash() says
 *
 * To be called just before the message is sent.
 */
void
invy_message_set_media_id (InvyMessage *self, const char *media_id)
{
  g_return_if_fail (INVY_IS_MESSAGE (self));

  g_set_str (&self->media_id, media_id);
}

InvyMessageState
invy_message_get_state (InvyMessage *self)
{
  g_return_val_if_fail (INVY_IS_MESSAGE (self), INVY_MESSAGE_UNKNOWN);

  return self->state;
}

void
invy_message_set_state (InvyMessage *self, InvyMessageState state)
{
  g_return_if_fail (INVY_IS_MESSAGE (self));

  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

InvyPurpose
invy_message_get_purpose (InvyMessage *self)
{
  g_return_val_if_fail (INVY_IS_MESSAGE (self), INVY_PURPOSE_INVITATION);

  return self->purpose;
}

void
invy_message_set_purpose (InvyMessage *self, InvyPurpose purpose)
{
  g_return_if_fail (INVY_IS_MESSAGE (self));

  self->purpose = purpose;
}

InvyCampaignKind
invy_message_get_kind (InvyMessage *self)
{
  g_return_val_if_fail (INVY_IS_MESSAGE (self), INVY_CAMPAIGN_PRACTICE);

  return self->kind;
}

void
invy_message_set_kind (InvyMessage *self, InvyCampaignKind kind)
{
  g_return_if_fail (INVY_IS_MESSAGE (self));

  self->kind = kind;
}

/**
 * invy_message_get_round:
 *
 * Returns: 1 for the first message of its purpose to the guest; one more each time the planner sends *again*
 */
guint
invy_message_get_round (InvyMessage *self)
{
  g_return_val_if_fail (INVY_IS_MESSAGE (self), 0);

  return self->round;
}

void
invy_message_set_round (InvyMessage *self, guint round)
{
  g_return_if_fail (INVY_IS_MESSAGE (self));

  self->round = round;
}

/**
 * invy_message_get_position:
 *
 * Returns: the message's place in the order of sending
 */
guint
invy_message_get_position (InvyMessage *self)
{
  g_return_val_if_fail (INVY_IS_MESSAGE (self), 0);

  return self->position;
}

void
invy_message_set_position (InvyMessage *self, guint position)
{
  g_return_if_fail (INVY_IS_MESSAGE (self));

  self->position = position;
}

/**
 * invy_message_get_error_code:
 *
 * Returns: Graph's code for a refused message; %INVY_MESSAGE_NO_CODE if there is none
 */
int
invy_message_get_error_code (InvyMessage *self)
{
  g_return_val_if_fail (INVY_IS_MESSAGE (self), INVY_MESSAGE_NO_CODE);

  return self->error_code;
}

void
invy_message_set_error_code (InvyMessage *self, int code)
{
  g_return_if_fail (INVY_IS_MESSAGE (self));

  if (self->error_code == code)
    return;

  self->error_code = code;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_CODE]);
}

/**
 * invy_message_get_attempt:
 *
 * Returns: how many times a request was begun for this row
 */
guint
invy_message_get_attempt (InvyMessage *self)
{
  g_return_val_if_fail (INVY_IS_MESSAGE (self), 0);

  return self->attempt;
}

void
invy_message_set_attempt (InvyMessage *self, guint attempt)
{
  g_return_if_fail (INVY_IS_MESSAGE (self));

  self->attempt = attempt;
}

/**
 * invy_message_get_next_attempt_at:
 *
 * Returns: milliseconds since 1970 before which the row is not sent; 0 for at once
 */
gint64
invy_message_get_next_attempt_at (InvyMessage *self)
{
  g_return_val_if_fail (INVY_IS_MESSAGE (self), 0);

  return self->next_attempt_at;
}

void
invy_message_set_next_attempt_at (InvyMessage *self, gint64 at_ms)
{
  g_return_if_fail (INVY_IS_MESSAGE (self));

  self->next_attempt_at = at_ms;
}

/**
 * invy_message_get_put_off_ms:
 *
 * Returns: for how many milliseconds the message that is claimed now had been put off; 0 if it did not have to wait
 */
gint64
invy_message_get_put_off_ms (InvyMessage *self)
{
  g_return_val_if_fail (INVY_IS_MESSAGE (self), 0);

  return self->put_off_ms;
}

void
invy_message_set_put_off_ms (InvyMessage *self, gint64 put_off_ms)
{
  g_return_if_fail (INVY_IS_MESSAGE (self));

  self->put_off_ms = put_off_ms;
}

/**
 * invy_message_get_state_at:
 *
 * Returns: since when the message is in its state, milliseconds since 1970 by the database's clock
 */
gint64
invy_message_get_state_at (InvyMessage *self)
{
  g_return_val_if_fail (INVY_IS_MESSAGE (self), 0);

  return self->state_at;
}

void
invy_message_set_state_at (InvyMessage *self, gint64 at_ms)
{
  g_return_if_fail (INVY_IS_MESSAGE (self));

  if (self->state_at == at_ms)
    return;

  self->state_at = at_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE_AT]);
}

/**
 * invy_message_needs_settling:
 * @now_ms: milliseconds since 1970
 *
 * Returns: whether only the planner can say what became of the message: WhatsApp did not answer, or has held it back
 *   for too long
 */
gboolean
invy_message_needs_settling (InvyMessage *self, gint64 now_ms)
{
  g_return_val_if_fail (INVY_IS_MESSAGE (self), FALSE);

  return self->state == INVY_MESSAGE_UNKNOWN
         || (self->state == INVY_MESSAGE_HELD && self->state_at + INVY_MESSAGE_HELD_LIMIT_MS < now_ms);
}
