/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-graph-token.h"

#include "text/invy-json.h"
#include "whatsapp/invy-graph-text.h"

G_DEFINE_BOXED_TYPE (InvyGraphToken, invy_graph_token, invy_graph_token_copy, invy_graph_token_free)

/* Later than any token lives; a greater number cannot be seconds since 1970. */
#define LATEST_S 253402300799

static gint64
get_time_ms (JsonObject *object, const char *name)
{
  gint64 at_s = 0;

  invy_json_get_int (object, name, &at_s);

  return at_s <= LATEST_S ? at_s * 1000 : 0;
}

static GStrv
dup_texts (JsonObject *object, const char *name)
{
  JsonArray *array = invy_json_get_array (object, name);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = invy_json_get_element_text (array, i);

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

/* Without "target_ids" the permission counts for everything that the token's owner sees. */
static GStrv
dup_business_account_ids (JsonObject *object)
{
  JsonArray *scopes = invy_json_get_array (object, "granular_scopes");

  for (guint i = 0; scopes != NULL && i < json_array_get_length (scopes); i++)
    {
      JsonObject *scope = invy_json_get_element (scopes, i);

      if (scope != NULL && g_strcmp0 (invy_json_get_text (scope, "scope"), INVY_GRAPH_SCOPE_MANAGEMENT) == 0)
        return dup_texts (scope, "target_ids");
    }

  return g_new0 (char *, 1);
}

/**
 * invy_graph_token_new_from_graph:
 * @object: the "data" of an answer to debug_token
 *
 * Returns: (transfer full): what @object says; a token about which it does not say that it is good is not
 */
InvyGraphToken *
invy_graph_token_new_from_graph (JsonObject *object)
{
  InvyGraphToken *self = g_new0 (InvyGraphToken, 1);
  JsonNode *is_valid = json_object_get_member (object, "is_valid");

  self->type = invy_graph_text_dup_member (object, "type");
  self->application = invy_graph_text_dup_member (object, "application");
  self->is_valid =
      is_valid != NULL && json_node_get_value_type (is_valid) == G_TYPE_BOOLEAN && json_node_get_boolean (is_valid);
  self->expires_at_ms = get_time_ms (object, "expires_at");
  self->scopes = dup_texts (object, "scopes");
  self->business_account_ids = dup_business_account_ids (object);

  return self;
}

/**
 * invy_graph_token_copy:
 *
 * Returns: (transfer full): a copy of @self
 */
InvyGraphToken *
invy_graph_token_copy (const InvyGraphToken *self)
{
  InvyGraphToken *copy = g_memdup2 (self, sizeof *self);

  copy->type = g_strdup (self->type);
  copy->application = g_strdup (self->application);
  copy->scopes = g_strdupv (self->scopes);
  copy->business_account_ids = g_strdupv (self->business_account_ids);

  return copy;
}

/**
 * invy_graph_token_free:
 *
 * Frees @self and what it holds.
 */
void
invy_graph_token_free (InvyGraphToken *self)
{
  g_free (self->type);
  g_free (self->application);
  g_strfreev (self->scopes);
  g_strfreev (self->business_account_ids);
  g_free (self);
}

/**
 * invy_graph_token_has_scope:
 * @scope: %INVY_GRAPH_SCOPE_MANAGEMENT or %INVY_GRAPH_SCOPE_MESSAGING
 *
 * Returns: whether the token has this permission
 */
gboolean
invy_graph_token_has_scope (const InvyGraphToken *self, const char *scope)
{
  return g_strv_contains ((const char *const *) self->scopes, scope);
}
