/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-private.h"

G_BEGIN_DECLS

gboolean invy_pace_read (InvyDatabase *database,
                         const char *phone_number_id,
                         gint64 *wait_ms,
                         char **waiting_reason,
                         GError **error);
gboolean invy_pace_take (InvyDatabase *database,
                         const char *phone_number_id,
                         guint n_messages,
                         gint64 interval_us,
                         GError **error);

G_END_DECLS
