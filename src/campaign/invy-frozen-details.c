/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-frozen-details.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* What a message is made of, and what to call it. Title, time zone and language of a wedding are in no message. */
static const struct
{
  InvyEventField field;
  const char *name;
} details[] = {
  { INVY_EVENT_PARTNER1_NAME, N_ ("first partner") },
  { INVY_EVENT_PARTNER2_NAME, N_ ("second partner") },
  { INVY_EVENT_VENUE, N_ ("venue") },
  { INVY_EVENT_DATE, N_ ("date") },
  { INVY_EVENT_EVENT_TIME, N_ ("time") },
  { INVY_EVENT_GUEST_LINK, N_ ("link") },
  { INVY_EVENT_PARAMETER_MAPPING, N_ ("what fills the template") },
};

static char *
hash_body (InvyTemplate *tmpl)
{
  const char *body = invy_template_get_body (tmpl);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, body != NULL ? body : "", -1);
}

/**
 * invy_frozen_details_new:
 *
 * Returns: (transfer full): a JSON object of everything that the messages of a campaign are rendered from, for
 *   comparing when it is resumed
 */
char *
invy_frozen_details_new (InvyEvent *event, InvyTemplate *tmpl)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *hash = hash_body (tmpl);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "event");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      json_builder_set_member_name (builder, invy_event_field_get_name (details[i].field));
      json_builder_add_string_value (builder, invy_event_get (event, details[i].field));
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "language");
  json_builder_add_string_value (builder, invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE));
  json_builder_set_member_name (builder, "body_sha256");
  json_builder_add_string_value (builder, hash);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/* Returns: (nullable): the text, as nothing for what is no text */
static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

/**
 * invy_frozen_details_compare:
 * @frozen: (nullable): what invy_frozen_details_new() made when the campaign was planned
 *
 * Returns: (transfer full) (array zero-terminated=1): names of what is another now, translated; empty if nothing is
 */
GStrv
invy_frozen_details_compare (const char *frozen, InvyEvent *event, InvyTemplate *tmpl)
{
  g_autoptr (JsonNode) root = frozen != NULL ? json_from_string (frozen, NULL) : NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autofree char *hash = hash_body (tmpl);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *event_node = object != NULL ? json_object_get_member (object, "event") : NULL;
  JsonObject *event_object =
      event_node != NULL && JSON_NODE_HOLDS_OBJECT (event_node) ? json_node_get_object (event_node) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      const char *then = get_text (event_object, invy_event_field_get_name (details[i].field));

      if (g_strcmp0 (then, invy_event_get (event, details[i].field)) != 0)
        g_strv_builder_add (names, gettext (details[i].name));
    }
  if (g_strcmp0 (get_text (object, "language"), invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE)) != 0
      || g_strcmp0 (get_text (object, "body_sha256"), hash) != 0)
    g_strv_builder_add (names, _ ("the template’s text"));

  return g_strv_builder_end (names);
}
