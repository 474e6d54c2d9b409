/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-private.h"

G_BEGIN_DECLS

InvyCampaign *invy_campaign_sql_load (InvyDatabase *database, const char *campaign_id, GError **error);
GPtrArray *invy_campaign_sql_load_all (InvyDatabase *database, const char *where, const char *value, GError **error);
gboolean invy_campaign_sql_insert (InvyDatabase *database, InvyCampaign *campaign, gint64 now, GError **error);
gboolean invy_campaign_sql_resolve (InvyDatabase *database, const char *campaign_id, GValue *result, GError **error);

G_END_DECLS
