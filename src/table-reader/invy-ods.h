/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "table-reader/invy-table-builder.h"
#include "table-reader/invy-zip.h"

G_BEGIN_DECLS

InvyZipOutcome invy_ods_read (InvyZip *zip, InvyTableBuilder *builder);
gboolean invy_ods_is_encrypted (InvyZip *zip);

G_END_DECLS
