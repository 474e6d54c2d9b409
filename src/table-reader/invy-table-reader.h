/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-table-wire.h"

G_BEGIN_DECLS

InvyTableWireKind invy_table_reader_read (int fd, GPtrArray **tables);

G_END_DECLS
