/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "table-reader/invy-xls.h"

G_BEGIN_DECLS

InvyXlsOutcome invy_xls_old_read (const char *path, InvyTableBuilder *builder);

G_END_DECLS
