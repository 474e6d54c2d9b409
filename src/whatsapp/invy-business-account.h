/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * InvyBusinessAccount:
 * @id: Meta's id of it
 * @name: (nullable): as the owner called it
 *
 * A WhatsApp Business Account, which owns numbers and templates.
 */
typedef struct
{
  char *id;
  char *name;
} InvyBusinessAccount;

#define INVY_TYPE_BUSINESS_ACCOUNT (invy_business_account_get_type ())

GType invy_business_account_get_type (void);

InvyBusinessAccount *invy_business_account_new (const char *id, const char *name);
InvyBusinessAccount *invy_business_account_new_from_graph (JsonObject *object);
InvyBusinessAccount *invy_business_account_copy (const InvyBusinessAccount *self);
void invy_business_account_free (InvyBusinessAccount *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyBusinessAccount, invy_business_account_free)

G_END_DECLS
