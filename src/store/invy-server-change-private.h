/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-database.h"

G_BEGIN_DECLS

gboolean invy_server_change_stop (InvyDatabase *database, const char *campaign_id, GError **error);
gboolean
invy_server_change_check (InvyDatabase *database, const char *campaign_id, gboolean *changed, GError **error);
gboolean invy_server_change_remember (InvyDatabase *database, const char *campaign_id, GError **error);

G_END_DECLS
