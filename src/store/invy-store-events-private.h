/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-private.h"

G_BEGIN_DECLS

gboolean invy_store_check_here (InvyDatabase *database, const char *event_id, GError **error);
gboolean invy_store_insert_event (InvyDatabase *database, InvyEvent *event, GError **error);
gboolean invy_store_update_event (InvyDatabase *database, InvyEvent *event, gboolean bring_back, GError **error);

G_END_DECLS
