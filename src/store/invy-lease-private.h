/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-private.h"

G_BEGIN_DECLS

gboolean invy_lease_is_held (InvyDatabase *database, const char *campaign_id, gboolean *held, GError **error);
gboolean invy_lease_close_posting (InvyDatabase *database, const char *campaign_id, GError **error);
DexFuture *invy_lease_close_cancelled (InvyStore *store);
gboolean invy_lease_check (InvyDatabase *database, const char *campaign_id, gint64 epoch, GError **error);

G_END_DECLS
