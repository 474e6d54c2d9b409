/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-ledger.h"

G_DEFINE_ENUM_TYPE (InvyMessageState,
                    invy_message_state,
                    G_DEFINE_ENUM_VALUE (INVY_MESSAGE_PLANNED, "planned"),
                    G_DEFINE_ENUM_VALUE (INVY_MESSAGE_POSTING, "posting"),
                    G_DEFINE_ENUM_VALUE (INVY_MESSAGE_ACCEPTED, "accepted"),
                    G_DEFINE_ENUM_VALUE (INVY_MESSAGE_HELD, "held"),
                    G_DEFINE_ENUM_VALUE (INVY_MESSAGE_SENT, "sent"),
                    G_DEFINE_ENUM_VALUE (INVY_MESSAGE_DELIVERED, "delivered"),
                    G_DEFINE_ENUM_VALUE (INVY_MESSAGE_READ, "read"),
                    G_DEFINE_ENUM_VALUE (INVY_MESSAGE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (INVY_MESSAGE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (INVY_MESSAGE_SKIPPED, "skipped"),
                    G_DEFINE_ENUM_VALUE (INVY_MESSAGE_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (INVY_MESSAGE_RESENT, "resent"))

G_DEFINE_ENUM_TYPE (InvyDelivery,
                    invy_delivery,
                    G_DEFINE_ENUM_VALUE (INVY_DELIVERY_NONE, "not-invited"),
                    G_DEFINE_ENUM_VALUE (INVY_DELIVERY_WAITING, "planned"),
                    G_DEFINE_ENUM_VALUE (INVY_DELIVERY_SENDING, "posting"),
                    G_DEFINE_ENUM_VALUE (INVY_DELIVERY_SENT, "sent"),
                    G_DEFINE_ENUM_VALUE (INVY_DELIVERY_HELD, "held"),
                    G_DEFINE_ENUM_VALUE (INVY_DELIVERY_DELIVERED, "delivered"),
                    G_DEFINE_ENUM_VALUE (INVY_DELIVERY_READ, "read"),
                    G_DEFINE_ENUM_VALUE (INVY_DELIVERY_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (INVY_DELIVERY_LEFT_OUT, "skipped"),
                    G_DEFINE_ENUM_VALUE (INVY_DELIVERY_UNKNOWN, "unknown"))

G_DEFINE_ENUM_TYPE (InvyPurpose,
                    invy_purpose,
                    G_DEFINE_ENUM_VALUE (INVY_PURPOSE_INVITATION, "invitation"),
                    G_DEFINE_ENUM_VALUE (INVY_PURPOSE_REMINDER, "reminder"),
                    G_DEFINE_ENUM_VALUE (INVY_PURPOSE_UPDATE, "update"),
                    G_DEFINE_ENUM_VALUE (INVY_PURPOSE_THANKS, "thanks"))

G_DEFINE_ENUM_TYPE (InvyCampaignKind,
                    invy_campaign_kind,
                    G_DEFINE_ENUM_VALUE (INVY_CAMPAIGN_REAL, "real"),
                    G_DEFINE_ENUM_VALUE (INVY_CAMPAIGN_PRACTICE, "practice"),
                    G_DEFINE_ENUM_VALUE (INVY_CAMPAIGN_OVERRIDE, "override"),
                    G_DEFINE_ENUM_VALUE (INVY_CAMPAIGN_TEST, "test"))

G_DEFINE_ENUM_TYPE (InvyCampaignState,
                    invy_campaign_state,
                    G_DEFINE_ENUM_VALUE (INVY_CAMPAIGN_PLANNED, "planned"),
                    G_DEFINE_ENUM_VALUE (INVY_CAMPAIGN_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (INVY_CAMPAIGN_PAUSED, "paused"),
                    G_DEFINE_ENUM_VALUE (INVY_CAMPAIGN_FINISHED, "finished"),
                    G_DEFINE_ENUM_VALUE (INVY_CAMPAIGN_CANCELLED, "cancelled"))

/**
 * invy_enum_to_nick:
 * @type: one of the enumerations of the model
 *
 * Returns: the word that the database and the command line write for @value
 */
const char *
invy_enum_to_nick (GType type, int value)
{
  GEnumClass *klass = g_type_class_ref (type);
  const GEnumValue *found = g_enum_get_value (klass, value);
  const char *nick = found != NULL ? found->value_nick : NULL;

  g_type_class_unref (klass);
  g_return_val_if_fail (nick != NULL, NULL);

  return nick;
}

/**
 * invy_enum_from_nick:
 * @nick: (nullable): a word from outside
 * @value: (out): its value
 *
 * Returns: %FALSE, and @value untouched, when @type has no such word
 */
gboolean
invy_enum_from_nick (GType type, const char *nick, int *value)
{
  GEnumClass *klass = g_type_class_ref (type);
  const GEnumValue *found = nick != NULL ? g_enum_get_value_by_nick (klass, nick) : NULL;

  if (found != NULL)
    *value = found->value;
  g_type_class_unref (klass);

  return found != NULL;
}

/**
 * invy_delivery_from_state:
 *
 * Returns: what the guest list says for a message in @state. A cancelled or resent message says nothing about the
 *   guest any more.
 */
InvyDelivery
invy_delivery_from_state (InvyMessageState state)
{
  switch (state)
    {
    case INVY_MESSAGE_PLANNED:
      return INVY_DELIVERY_WAITING;
    case INVY_MESSAGE_POSTING:
      return INVY_DELIVERY_SENDING;
    case INVY_MESSAGE_ACCEPTED:
    case INVY_MESSAGE_SENT:
      return INVY_DELIVERY_SENT;
    case INVY_MESSAGE_HELD:
      return INVY_DELIVERY_HELD;
    case INVY_MESSAGE_DELIVERED:
      return INVY_DELIVERY_DELIVERED;
    case INVY_MESSAGE_READ:
      return INVY_DELIVERY_READ;
    case INVY_MESSAGE_FAILED:
      return INVY_DELIVERY_FAILED;
    case INVY_MESSAGE_UNKNOWN:
      return INVY_DELIVERY_UNKNOWN;
    case INVY_MESSAGE_SKIPPED:
      return INVY_DELIVERY_LEFT_OUT;
    case INVY_MESSAGE_CANCELLED:
    case INVY_MESSAGE_RESENT:
    default:
      return INVY_DELIVERY_NONE;
    }
}

/**
 * invy_message_state_is_taken:
 *
 * Returns: whether WhatsApp took a message in @state: it counts as sent in a report
 */
gboolean
invy_message_state_is_taken (InvyMessageState state)
{
  return state == INVY_MESSAGE_ACCEPTED || state == INVY_MESSAGE_SENT || state == INVY_MESSAGE_DELIVERED
         || state == INVY_MESSAGE_READ;
}
