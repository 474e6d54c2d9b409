/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-table-wire.h"
#include "transfer/invy-transfer-error.h"

G_BEGIN_DECLS

gboolean invy_table_helper_can_read (GBytes *bytes);
GPtrArray *invy_table_helper_read (GBytes *bytes, const char **format, GError **error);

G_END_DECLS
