/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-private.h"

G_BEGIN_DECLS

gboolean invy_lease_check (InvyDatabase *database, const char *campaign_id, gint64 epoch, GError **error);

G_END_DECLS
