/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-table-wire.h"
#include "transfer/invy-transfer-error.h"

G_BEGIN_DECLS

/* The biggest list takes some seconds; the program also has a limit of its own, for its processor time. */
#define INVY_TABLE_HELPER_MAX_WAIT_S 90

gboolean invy_table_helper_can_read (GBytes *bytes);
GPtrArray *invy_table_helper_read (GBytes *bytes, guint max_wait_s, const char **format, GError **error);

G_END_DECLS
