/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "table-reader/invy-table-builder.h"

G_BEGIN_DECLS

gboolean invy_xls_old_read (const char *path, InvyTableBuilder *builder);

G_END_DECLS
