/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-frozen-details.h"
#include "text/invy-json.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

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

/* Of what fills the templates, only this one's matters. */
static char *
dup_mapping (InvyEvent *event, InvyTemplateSet *templates)
{
  const char *json = invy_event_get (event, INVY_EVENT_PARAMETER_MAPPING);
  g_autoptr (JsonNode) all = json != NULL ? invy_json_parse_object (json, strlen (json)) : NULL;
  const char *name = invy_template_set_get_name (templates);
  JsonNode *own = all != NULL ? json_object_get_member (json_node_get_object (all), name) : NULL;

  return own != NULL ? json_to_string (own, FALSE) : NULL;
}

static char *
dup_detail (InvyEvent *event, InvyTemplateSet *templates, InvyEventField field)
{
  return field == INVY_EVENT_PARAMETER_MAPPING ? dup_mapping (event, templates)
                                               : g_strdup (invy_event_get (event, field));
}

/* What older campaigns kept of their only translation. */
static gboolean
is_same_body (JsonObject *object, InvyTemplate *tmpl)
{
  const char *body = invy_template_get_body (tmpl);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, body != NULL ? body : "", -1);

  return g_strcmp0 (invy_json_get_text (object, "language"), invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE)) == 0
         && g_strcmp0 (invy_json_get_text (object, "body_sha256"), hash) == 0;
}

static void
build_fingerprints (JsonBuilder *builder, InvyTemplateSet *templates)
{
  GPtrArray *all = invy_template_set_get_all (templates);

  json_builder_begin_object (builder);
  for (guint i = 0; i < all->len; i++)
    {
      g_autofree char *fingerprint = invy_template_dup_fingerprint (all->pdata[i]);

      json_builder_set_member_name (builder, invy_template_get (all->pdata[i], INVY_TEMPLATE_LANGUAGE));
      json_builder_add_string_value (builder, fingerprint);
    }
  json_builder_end_object (builder);
}

/* A translation that came since changes nothing that was planned; one that is gone cannot be sent any more. */
static gboolean
are_same_templates (JsonObject *object, InvyTemplateSet *templates)
{
  JsonObject *fingerprints = invy_json_get_object (object, "templates");
  GPtrArray *all = invy_template_set_get_all (templates);
  guint n_same = 0;

  if (fingerprints == NULL)
    return is_same_body (object, invy_template_set_get_main (templates));

  for (guint i = 0; i < all->len; i++)
    {
      const char *then = invy_json_get_text (fingerprints, invy_template_get (all->pdata[i], INVY_TEMPLATE_LANGUAGE));
      g_autofree char *fingerprint = invy_template_dup_fingerprint (all->pdata[i]);

      n_same += g_strcmp0 (then, fingerprint) == 0;
    }

  return n_same == json_object_get_size (fingerprints);
}

/**
 * invy_frozen_details_new:
 *
 * Returns: (transfer full): a JSON object of everything that the messages of a campaign are rendered from, for
 *   comparing when it is resumed
 */
char *
invy_frozen_details_new (InvyEvent *event, InvyTemplateSet *templates)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "event");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      g_autofree char *detail = dup_detail (event, templates, details[i].field);

      json_builder_set_member_name (builder, invy_event_field_get_name (details[i].field));
      json_builder_add_string_value (builder, detail);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "templates");
  build_fingerprints (builder, templates);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

/**
 * invy_frozen_details_compare:
 * @frozen: (nullable): what invy_frozen_details_new() made when the campaign was planned
 *
 * Returns: (transfer full) (array zero-terminated=1): names of what is another now, translated; empty if nothing is
 */
GStrv
invy_frozen_details_compare (const char *frozen, InvyEvent *event, InvyTemplateSet *templates)
{
  g_autoptr (JsonNode) root = frozen != NULL ? json_from_string (frozen, NULL) : NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonObject *event_object = object != NULL ? invy_json_get_object (object, "event") : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      const char *then = event_object != NULL
                             ? invy_json_get_text (event_object, invy_event_field_get_name (details[i].field))
                             : NULL;
      g_autofree char *now = dup_detail (event, templates, details[i].field);

      if (g_strcmp0 (then, now) != 0)
        g_strv_builder_add (names, gettext (details[i].name));
    }
  if (object == NULL || !are_same_templates (object, templates))
    g_strv_builder_add (names, _ ("the template’s text"));

  return g_strv_builder_end (names);
}

/**
 * invy_frozen_details_has_templates:
 * @frozen: (nullable): what invy_frozen_details_new() made when the campaign was planned
 *
 * Returns: whether the templates are still the same, whatever else may have changed
 */
gboolean
invy_frozen_details_has_templates (const char *frozen, InvyTemplateSet *templates)
{
  g_autoptr (JsonNode) root = frozen != NULL ? json_from_string (frozen, NULL) : NULL;

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) && are_same_templates (json_node_get_object (root), templates);
}
