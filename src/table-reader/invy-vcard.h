/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "table-reader/invy-table-builder.h"

G_BEGIN_DECLS

gboolean invy_vcard_read (GBytes *bytes, InvyTableBuilder *builder);

G_END_DECLS
