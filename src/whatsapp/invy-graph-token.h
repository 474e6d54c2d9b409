/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The permissions that Invy's access token needs: to read the account, and to send. */
#define INVY_GRAPH_SCOPE_MANAGEMENT "whatsapp_business_management"
#define INVY_GRAPH_SCOPE_MESSAGING "whatsapp_business_messaging"

/**
 * InvyGraphToken:
 * @type: (nullable): "SYSTEM_USER", "USER", …
 * @application: (nullable): the name of the Meta app it was made for
 * @is_valid: whether Meta takes it
 * @expires_at_ms: when it ends, milliseconds since 1970; 0 for never, or when that is not known
 * @scopes: (array zero-terminated=1): its permissions
 * @business_account_ids: (array zero-terminated=1): the WhatsApp Business Accounts it was given for; none when it was
 *   given for all, or when Meta did not say
 *
 * What Meta says about an access token; never the token itself.
 */
typedef struct
{
  char *type;
  char *application;
  gboolean is_valid;
  gint64 expires_at_ms;
  GStrv scopes;
  GStrv business_account_ids;
} InvyGraphToken;

#define INVY_TYPE_GRAPH_TOKEN (invy_graph_token_get_type ())

GType invy_graph_token_get_type (void);

InvyGraphToken *invy_graph_token_new_from_graph (JsonObject *object);
InvyGraphToken *invy_graph_token_copy (const InvyGraphToken *self);
void invy_graph_token_free (InvyGraphToken *self);
gboolean invy_graph_token_has_scope (const InvyGraphToken *self, const char *scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyGraphToken, invy_graph_token_free)

G_END_DECLS
