/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-business-account.h"

#include "text/invy-json.h"
#include "whatsapp/invy-graph-text.h"

G_DEFINE_BOXED_TYPE (InvyBusinessAccount,
                     invy_business_account,
                     invy_business_account_copy,
                     invy_business_account_free)

/**
 * invy_business_account_new:
 * @name: (nullable): what it is called, when that is known
 *
 * Returns: (transfer full): the account with @id
 */
InvyBusinessAccount *
invy_business_account_new (const char *id, const char *name)
{
  InvyBusinessAccount *self = g_new0 (InvyBusinessAccount, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);

  return self;
}

/**
 * invy_business_account_new_from_graph:
 * @object: what Graph says about it
 *
 * Returns: (transfer full) (nullable): the account; %NULL when it has no id
 */
InvyBusinessAccount *
invy_business_account_new_from_graph (JsonObject *object)
{
  g_autofree char *id = invy_json_dup_id (object, "id");
  g_autofree char *name = invy_graph_text_dup_member (object, "name");

  return id != NULL ? invy_business_account_new (id, name) : NULL;
}

/**
 * invy_business_account_copy:
 *
 * Returns: (transfer full): a copy of @self
 */
InvyBusinessAccount *
invy_business_account_copy (const InvyBusinessAccount *self)
{
  return invy_business_account_new (self->id, self->name);
}

/**
 * invy_business_account_free:
 *
 * Frees @self and what it holds.
 */
void
invy_business_account_free (InvyBusinessAccount *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self);
}
