/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-graph-health.h"

#include "text/invy-json.h"
#include "whatsapp/invy-graph-text.h"

/* More would only push each other off the screen. */
#define MOST_REASONS 10

G_DEFINE_BOXED_TYPE (InvyGraphHealth, invy_graph_health, invy_graph_health_copy, invy_graph_health_free)

static InvyGraphHealthState
judge (const char *word)
{
  if (word == NULL)
    return INVY_GRAPH_HEALTH_UNKNOWN;
  if (g_ascii_strcasecmp (word, "AVAILABLE") == 0)
    return INVY_GRAPH_HEALTH_AVAILABLE;
  if (g_ascii_strcasecmp (word, "LIMITED") == 0)
    return INVY_GRAPH_HEALTH_LIMITED;
  if (g_ascii_strcasecmp (word, "BLOCKED") == 0)
    return INVY_GRAPH_HEALTH_BLOCKED;

  return INVY_GRAPH_HEALTH_UNKNOWN;
}

/* The same is often said of several parts: the number, the account, the business. */
static void
add_reason (GPtrArray *reasons, const char *text)
{
  g_autofree char *clean = text != NULL ? invy_graph_text_dup_clean (text, NULL) : NULL;

  if (clean == NULL || *clean == '\0' || reasons->len == MOST_REASONS
      || g_ptr_array_find_with_equal_func (reasons, clean, g_str_equal, NULL))
    return;

  g_ptr_array_add (reasons, g_steal_pointer (&clean));
}

static void
add_errors (GPtrArray *reasons, JsonArray *errors)
{
  for (guint i = 0; errors != NULL && i < json_array_get_length (errors); i++)
    {
      JsonObject *error = invy_json_get_element (errors, i);

      if (error == NULL)
        continue;
      add_reason (reasons, invy_json_get_text (error, "error_description"));
      add_reason (reasons, invy_json_get_text (error, "possible_solution"));
    }
}

static GStrv
dup_reasons (JsonObject *health)
{
  JsonArray *entities = invy_json_get_array (health, "entities");
  GPtrArray *reasons = g_ptr_array_new_null_terminated (0, g_free, TRUE);

  for (guint i = 0; entities != NULL && i < json_array_get_length (entities); i++)
    {
      JsonObject *entity = invy_json_get_element (entities, i);
      JsonArray *more = entity != NULL ? invy_json_get_array (entity, "additional_info") : NULL;

      if (entity == NULL)
        continue;
      add_errors (reasons, invy_json_get_array (entity, "errors"));
      for (guint j = 0; more != NULL && j < json_array_get_length (more); j++)
        add_reason (reasons, invy_json_get_element_text (more, j));
    }

  return (GStrv) g_ptr_array_free (reasons, FALSE);
}

/**
 * invy_graph_health_new_from_graph:
 * @object: an answer with "health_status" (WhatsApp Cloud API, health status)
 *
 * Returns: (transfer full): what @object says, which may be nothing
 */
InvyGraphHealth *
invy_graph_health_new_from_graph (JsonObject *object)
{
  InvyGraphHealth *self = g_new0 (InvyGraphHealth, 1);
  JsonObject *health = invy_json_get_object (object, "health_status");

  self->word = invy_graph_text_dup_member (health, "can_send_message");
  self->state = judge (self->word);
  self->reasons = health != NULL ? dup_reasons (health) : g_new0 (char *, 1);

  return self;
}

/**
 * invy_graph_health_copy:
 *
 * Returns: (transfer full): a copy of @self
 */
InvyGraphHealth *
invy_graph_health_copy (const InvyGraphHealth *self)
{
  InvyGraphHealth *copy = g_new0 (InvyGraphHealth, 1);

  copy->state = self->state;
  copy->word = g_strdup (self->word);
  copy->reasons = g_strdupv (self->reasons);

  return copy;
}

/**
 * invy_graph_health_free:
 *
 * Frees @self and what it holds.
 */
void
invy_graph_health_free (InvyGraphHealth *self)
{
  g_free (self->word);
  g_strfreev (self->reasons);
  g_free (self);
}
