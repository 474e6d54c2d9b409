/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-account.h"
#include "whatsapp/invy-transport.h"

G_BEGIN_DECLS

#define INVY_TYPE_GRAPH_CLIENT (invy_graph_client_get_type ())

G_DECLARE_FINAL_TYPE (InvyGraphClient, invy_graph_client, INVY, GRAPH_CLIENT, GObject)

InvyGraphClient *invy_graph_client_new (InvyAccount *account);
void invy_graph_client_set_timeout (InvyGraphClient *self, guint timeout_s);

G_END_DECLS
