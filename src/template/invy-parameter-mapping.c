/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-builtin-template.h"
#include "template/invy-parameter-guess.h"
#include "template/invy-parameter-mapping.h"
#include "text/invy-json.h"

#include <string.h>

struct _InvyParameterMapping
{
  GHashTable *fills; /* key of a slot to InvyParameterFill */
};

/* What fills the parameters of the template that everybody has. */
static const struct
{
  const char *key;
  const char *word;
} builtin[] = {
  { "1", "guest.first_name" },
  { "2", "event.partner1_name" },
  { "3", "event.partner2_name" },
  { "4", "event.venue" },
  { "5", "event.date" },
  { "6", "event.time" },
  { "7", "link" },
};

static InvyParameterMapping *
mapping_new (void)
{
  InvyParameterMapping *self = g_new0 (InvyParameterMapping, 1);

  self->fills = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) invy_parameter_fill_free);

  return self;
}

/* Returns: (transfer full) (nullable): what the wedding says about all templates, by their names */
static JsonNode *
parse_kept (InvyEvent *event)
{
  const char *json = invy_event_get (event, INVY_EVENT_PARAMETER_MAPPING);

  return json != NULL ? invy_json_parse_object (json, strlen (json)) : NULL;
}

static JsonObject *
get_kept (JsonNode *all, InvyTemplate *tmpl)
{
  const char *name = invy_template_get (tmpl, INVY_TEMPLATE_NAME);

  return all != NULL && name != NULL ? invy_json_get_object (json_node_get_object (all), name) : NULL;
}

static void
take_builtin (InvyParameterMapping *self, InvyTemplate *tmpl)
{
  if (g_strcmp0 (invy_template_get (tmpl, INVY_TEMPLATE_NAME), INVY_BUILTIN_TEMPLATE_NAME) != 0)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (builtin); i++)
    invy_parameter_mapping_take (self, builtin[i].key,
                                 invy_parameter_fill_new_source (invy_parameter_source_find (builtin[i].word)));
}

/* The planner need not say what an answer means where the button's words say it. */
static void
take_answers (InvyParameterMapping *self, InvyTemplate *tmpl)
{
  g_autoptr (GPtrArray) slots = invy_template_slots_new (tmpl);

  for (guint i = 0; i < slots->len; i++)
    {
      const InvyTemplateSlot *slot = g_ptr_array_index (slots, i);

      if (slot->kind == INVY_SLOT_PAYLOAD)
        invy_parameter_mapping_take (self, slot->key, invy_parameter_guess (slot));
    }
}

/* What cannot be read is no choice at all, and not the built-in one either: somebody meant something else. */
static void
take_kept (InvyParameterMapping *self, JsonObject *kept)
{
  g_autoptr (GList) keys = json_object_get_members (kept);

  for (GList *l = keys; l != NULL; l = l->next)
    invy_parameter_mapping_take (self, l->data,
                                 invy_parameter_fill_new_from_json (json_object_get_member (kept, l->data)));
}

/**
 * invy_parameter_mapping_new:
 *
 * Finds what fills each slot of @tmpl: what the wedding says (%INVY_EVENT_PARAMETER_MAPPING, a JSON object of slot
 * and fill under the template's name), else what is built in for the invitation that Invy brings. Quick replies
 * always carry an answer.
 *
 * Returns: (transfer full): the mapping
 */
InvyParameterMapping *
invy_parameter_mapping_new (InvyTemplate *tmpl, InvyEvent *event)
{
  InvyParameterMapping *self = mapping_new ();
  g_autoptr (JsonNode) all = parse_kept (event);
  JsonObject *kept = get_kept (all, tmpl);

  take_builtin (self, tmpl);
  take_answers (self, tmpl);
  if (kept != NULL)
    take_kept (self, kept);

  return self;
}

/**
 * invy_parameter_mapping_new_guess:
 *
 * Returns: (transfer full): what probably fills each slot of a template that nobody mapped yet, from the names, the
 *   examples and the words before the parameters; to be offered, never to be sent unseen
 */
InvyParameterMapping *
invy_parameter_mapping_new_guess (InvyTemplate *tmpl)
{
  InvyParameterMapping *self = mapping_new ();
  g_autoptr (GPtrArray) slots = invy_template_slots_new (tmpl);

  for (guint i = 0; i < slots->len; i++)
    {
      const InvyTemplateSlot *slot = g_ptr_array_index (slots, i);

      invy_parameter_mapping_take (self, slot->key, invy_parameter_guess (slot));
    }
  take_builtin (self, tmpl);

  return self;
}

/**
 * invy_parameter_mapping_is_kept:
 *
 * Returns: whether the wedding says what fills @tmpl, in whatever language it is
 */
gboolean
invy_parameter_mapping_is_kept (InvyTemplate *tmpl, InvyEvent *event)
{
  g_autoptr (JsonNode) all = parse_kept (event);

  return get_kept (all, tmpl) != NULL;
}

/**
 * invy_parameter_mapping_get:
 * @key: of an #InvyTemplateSlot
 *
 * Returns: (transfer none) (nullable): what fills the slot; %NULL when nobody said
 */
const InvyParameterFill *
invy_parameter_mapping_get (const InvyParameterMapping *self, const char *key)
{
  return g_hash_table_lookup (self->fills, key);
}

/**
 * invy_parameter_mapping_take:
 * @fill: (transfer full) (nullable): %NULL to forget what was said
 *
 * Says what fills a slot.
 */
void
invy_parameter_mapping_take (InvyParameterMapping *self, const char *key, InvyParameterFill *fill)
{
  if (fill != NULL)
    g_hash_table_replace (self->fills, g_strdup (key), fill);
  else
    g_hash_table_remove (self->fills, key);
}

/* Those of another translation's slots too: they share the template's name. */
static JsonObject *
to_json (const InvyParameterMapping *self)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (self->fills), (GCompareFunc) strcmp);

  for (GList *l = keys; l != NULL; l = l->next)
    json_object_set_member (object, l->data,
                            invy_parameter_fill_to_json (g_hash_table_lookup (self->fills, l->data)));

  return object;
}

/**
 * invy_parameter_mapping_keep:
 *
 * Writes the mapping into @event, beside those of other templates. The caller keeps the event.
 */
void
invy_parameter_mapping_keep (const InvyParameterMapping *self, InvyTemplate *tmpl, InvyEvent *event)
{
  const char *name = invy_template_get (tmpl, INVY_TEMPLATE_NAME);
  g_autoptr (JsonNode) kept = parse_kept (event);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL;
  JsonObject *all = json_object_new ();

  g_return_if_fail (name != NULL);

  if (kept != NULL)
    {
      g_autoptr (GList) names = json_object_get_members (json_node_get_object (kept));

      for (GList *l = names; l != NULL; l = l->next)
        json_object_set_member (all, l->data,
                                json_node_copy (json_object_get_member (json_node_get_object (kept), l->data)));
    }
  json_object_set_object_member (all, name, to_json (self));
  json_node_take_object (root, all);
  json = json_to_string (root, FALSE);
  invy_event_set (event, INVY_EVENT_PARAMETER_MAPPING, json);
}

void
invy_parameter_mapping_free (InvyParameterMapping *self)
{
  g_clear_pointer (&self->fills, g_hash_table_unref);
  g_free (self);
}
