/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-account.h"

#include <libdex.h>

G_BEGIN_DECLS

#define INVY_TYPE_GRAPH_ACCOUNT (invy_graph_account_get_type ())

G_DECLARE_FINAL_TYPE (InvyGraphAccount, invy_graph_account, INVY, GRAPH_ACCOUNT, GObject)

InvyGraphAccount *invy_graph_account_new (InvyAccount *account);
void invy_graph_account_set_timeout (InvyGraphAccount *self, guint timeout_s);
const char *invy_graph_account_get_served_version (InvyGraphAccount *self);

/* Each resolves to what its comment says, or rejects with INVY_API_ERROR. */
DexFuture *invy_graph_account_read_token (InvyGraphAccount *self);
DexFuture *invy_graph_account_list_business_accounts (InvyGraphAccount *self);
DexFuture *invy_graph_account_list_numbers (InvyGraphAccount *self, const char *business_account_id);
DexFuture *invy_graph_account_read_number (InvyGraphAccount *self, const char *phone_number_id);
DexFuture *invy_graph_account_read_health (InvyGraphAccount *self, const char *id);
DexFuture *invy_graph_account_list_templates (InvyGraphAccount *self, const char *business_account_id);
DexFuture *
invy_graph_account_find_templates (InvyGraphAccount *self, const char *business_account_id, const char *name);

G_END_DECLS
