/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "template/invy-parameter-mapping.h"

#include <json-glib/json-glib.h>

/* What fills the parameters of the templates that everybody has. */
static const struct
{
  const char *template_name;
  const char *parameter;
  const char *word;
} builtin[] = {
  { "wedding_invitation", "1", "guest.first_name" },
  { "wedding_invitation", "2", "event.partner1_name" },
  { "wedding_invitation", "3", "event.partner2_name" },
  { "wedding_invitation", "4", "event.venue" },
  { "wedding_invitation", "5", "event.date" },
  { "wedding_invitation", "6", "event.time" },
  { "wedding_invitation", "7", "link" },
};

static const char *
find_builtin (const char *template_name, const char *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (builtin); i++)
    {
      if (g_str_equal (builtin[i].template_name, template_name) && g_str_equal (builtin[i].parameter, parameter))
        return builtin[i].word;
    }

  return NULL;
}

static JsonNode *
get_member (JsonNode *node, const char *name)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_member (json_node_get_object (node), name)
                                                       : NULL;
}

/* Returns: (transfer full) (nullable): what the wedding says about the template, as a JSON node */
static JsonNode *
dup_own (const char *template_name, InvyEvent *event)
{
  const char *json = invy_event_get (event, INVY_EVENT_PARAMETER_MAPPING);
  g_autoptr (JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonNode *own = get_member (root, template_name);

  return own != NULL ? json_node_copy (own) : NULL;
}

/**
 * invy_parameter_mapping_new:
 * @parameters: (array zero-terminated=1): names of the parameters: "1", "2", … or "guest", …
 *
 * Finds what fills each parameter of a template: what the wedding says (a JSON object of parameter and source under
 * the template's name), else what is built in.
 *
 * Returns: (transfer full) (element-type InvyParameterSource): a source for each parameter, borrowed; %NULL where
 *   nobody said what fills it
 */
GPtrArray *
invy_parameter_mapping_new (const char *template_name, InvyEvent *event, const char *const *parameters)
{
  GPtrArray *mapping = g_ptr_array_new ();
  g_autoptr (JsonNode) own = dup_own (template_name, event);

  for (guint i = 0; parameters[i] != NULL; i++)
    {
      JsonNode *said = get_member (own, parameters[i]);
      const char *word = find_builtin (template_name, parameters[i]);

      if (said != NULL)
        word = JSON_NODE_HOLDS_VALUE (said) ? json_node_get_string (said) : NULL;
      g_ptr_array_add (mapping, word != NULL ? (gpointer) invy_parameter_source_find (word) : NULL);
    }

  return mapping;
}
