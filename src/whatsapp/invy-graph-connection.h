/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-account.h"

#include <libdex.h>

G_BEGIN_DECLS

/* The longest answer that is read. A hundred templates are below one megabyte. */
#define INVY_GRAPH_LONGEST_ANSWER (4 * 1024 * 1024)

#define INVY_TYPE_GRAPH_CONNECTION (invy_graph_connection_get_type ())

G_DECLARE_FINAL_TYPE (InvyGraphConnection, invy_graph_connection, INVY, GRAPH_CONNECTION, GObject)

InvyGraphConnection *invy_graph_connection_new (InvyAccount *account);
void invy_graph_connection_set_timeout (InvyGraphConnection *self, guint timeout_s);
const char *invy_graph_connection_get_served_version (InvyGraphConnection *self);
DexFuture *invy_graph_connection_get (InvyGraphConnection *self, const char *path, const char *first_name, ...)
    G_GNUC_NULL_TERMINATED;
DexFuture *
invy_graph_connection_post (InvyGraphConnection *self, const char *path, const char *content_type, GBytes *body);

G_END_DECLS
