/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-table-wire.h"

G_BEGIN_DECLS

char *invy_test_table_describe (GPtrArray *tables);
void invy_test_table_check_answer (InvyTableWireKind kind, GPtrArray *tables);
InvyTableWireKind invy_test_table_parse (GBytes *bytes, GPtrArray **tables);

G_END_DECLS
