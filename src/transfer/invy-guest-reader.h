/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-import-row.h"
#include "transfer/invy-guest-columns.h"
#include "transfer/invy-table-file.h"
#include "transfer/invy-transfer-error.h"

#include <libdex.h>

G_BEGIN_DECLS

InvyImportRow *
invy_guest_reader_read_row (InvyGuestColumns *columns, const InvyTableRow *table_row, const char *event_id);
GPtrArray *invy_guest_reader_read_rows (InvyTable *table, InvyGuestColumns *columns, const char *event_id);
guint invy_guest_reader_find_table (InvyTableFile *file);
GPtrArray *invy_guest_reader_read_table (InvyTable *table, const char *event_id, GError **error);
GPtrArray *invy_guest_reader_read_bytes (GBytes *bytes, const char *event_id, GError **error);
DexFuture *invy_guest_reader_read_file (GFile *file, const char *event_id);

G_END_DECLS
