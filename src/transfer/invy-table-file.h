/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-table.h"
#include "transfer/invy-transfer-error.h"

#include <libdex.h>

G_BEGIN_DECLS

#define INVY_TYPE_TABLE_FILE (invy_table_file_get_type ())

/**
 * InvyTableFile:
 * @format: csv, tsv, xlsx, xls, ods, vcard or paste; what it is, whatever its name says
 * @tables: (element-type InvyTable): its sheets that have any rows, in their order; at least one
 *
 * What a file held. Nothing in it changes, so that any thread may look at it.
 */
typedef struct
{
  const char *format;
  GPtrArray *tables;
} InvyTableFile;

GType invy_table_file_get_type (void);
InvyTableFile *invy_table_file_ref (InvyTableFile *self);
void invy_table_file_unref (InvyTableFile *self);
InvyTableFile *invy_table_file_read_text (const char *text);
InvyTableFile *invy_table_file_read_bytes (GBytes *bytes, GError **error);
DexFuture *invy_table_file_read (GFile *file);
DexFuture *invy_table_file_read_stream (GInputStream *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyTableFile, invy_table_file_unref)

G_END_DECLS
