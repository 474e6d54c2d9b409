/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-graph-number.h"

#include "text/invy-json.h"
#include "whatsapp/invy-graph-text.h"

#include <string.h>

#define TIER_PREFIX "TIER_"

G_DEFINE_BOXED_TYPE (InvyGraphNumber, invy_graph_number, invy_graph_number_copy, invy_graph_number_free)

/**
 * invy_graph_number_new_from_graph:
 * @object: what Graph says about a number
 *
 * Returns: (transfer full) (nullable): the number; %NULL when it has no id, or shows no phone number: then it is
 *   something else, such as a business account. Everything else may be missing.
 */
InvyGraphNumber *
invy_graph_number_new_from_graph (JsonObject *object)
{
  g_autoptr (InvyGraphNumber) self = g_new0 (InvyGraphNumber, 1);

  self->id = invy_json_dup_id (object, "id");
  self->display_number = invy_graph_text_dup_member (object, "display_phone_number");
  self->verified_name = invy_graph_text_dup_member (object, "verified_name");
  self->status = invy_graph_text_dup_member (object, "status");
  self->quality = invy_graph_text_dup_member (object, "quality_rating");
  self->name_status = invy_graph_text_dup_member (object, "name_status");
  self->throughput = invy_graph_text_dup_member (invy_json_get_object (object, "throughput"), "level");
  self->limit_tier = invy_graph_text_dup_member (object, "whatsapp_business_manager_messaging_limit");

  return self->id != NULL && self->display_number != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * invy_graph_number_copy:
 *
 * Returns: (transfer full): a copy of @self
 */
InvyGraphNumber *
invy_graph_number_copy (const InvyGraphNumber *self)
{
  InvyGraphNumber *copy = g_new0 (InvyGraphNumber, 1);

  copy->id = g_strdup (self->id);
  copy->display_number = g_strdup (self->display_number);
  copy->verified_name = g_strdup (self->verified_name);
  copy->status = g_strdup (self->status);
  copy->quality = g_strdup (self->quality);
  copy->name_status = g_strdup (self->name_status);
  copy->throughput = g_strdup (self->throughput);
  copy->limit_tier = g_strdup (self->limit_tier);

  return copy;
}

/**
 * invy_graph_number_free:
 *
 * Frees @self and what it holds.
 */
void
invy_graph_number_free (InvyGraphNumber *self)
{
  g_free (self->id);
  g_free (self->display_number);
  g_free (self->verified_name);
  g_free (self->status);
  g_free (self->quality);
  g_free (self->name_status);
  g_free (self->throughput);
  g_free (self->limit_tier);
  g_free (self);
}

/**
 * invy_graph_number_is_connected:
 *
 * Returns: whether @self can send, as far as its status says; a number without a status may
 */
gboolean
invy_graph_number_is_connected (const InvyGraphNumber *self)
{
  return self->status == NULL || g_ascii_strcasecmp (self->status, "CONNECTED") == 0;
}

/**
 * invy_graph_number_get_limit:
 *
 * Reads the messaging limit: TIER_250, TIER_2K, TIER_100K, TIER_UNLIMITED (WhatsApp Cloud API, messaging limits).
 *
 * Returns: how many different people may be written to first in a rolling 24 hours, by all numbers of the business
 *   together; %INVY_GRAPH_NUMBER_UNLIMITED, or %INVY_GRAPH_NUMBER_LIMIT_UNKNOWN
 */
guint
invy_graph_number_get_limit (const InvyGraphNumber *self)
{
  guint64 limit;
  char *rest;

  if (self->limit_tier == NULL || g_ascii_strncasecmp (self->limit_tier, TIER_PREFIX, strlen (TIER_PREFIX)) != 0)
    return INVY_GRAPH_NUMBER_LIMIT_UNKNOWN;
  if (g_ascii_strcasecmp (self->limit_tier, TIER_PREFIX "UNLIMITED") == 0)
    return INVY_GRAPH_NUMBER_UNLIMITED;

  limit = g_ascii_strtoull (self->limit_tier + strlen (TIER_PREFIX), &rest, 10);
  if (g_ascii_strcasecmp (rest, "K") == 0)
    limit = limit < G_MAXUINT ? limit * 1000 : limit;
  else if (*rest != '\0')
    return INVY_GRAPH_NUMBER_LIMIT_UNKNOWN;

  return limit < INVY_GRAPH_NUMBER_UNLIMITED ? (guint) limit : INVY_GRAPH_NUMBER_LIMIT_UNKNOWN;
}
