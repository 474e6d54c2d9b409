/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-private.h"

G_BEGIN_DECLS

gboolean invy_limit_read (InvyDatabase *database,
                          const char *phone_number_id,
                          const char *waba_id,
                          guint *n_left,
                          gint64 *wait_ms,
                          GError **error);

G_END_DECLS
