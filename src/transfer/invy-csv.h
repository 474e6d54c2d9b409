/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-table.h"

G_BEGIN_DECLS

InvyTable *invy_csv_parse (const char *text, char *separator);
InvyTable *invy_csv_parse_separated (const char *text, char separator);
void invy_csv_append_row (GString *text, const char *const *cells);

G_END_DECLS
