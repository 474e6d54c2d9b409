/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-sheet.h"
#include "transfer/invy-transfer-error.h"

G_BEGIN_DECLS

/**
 * InvyExportFormat:
 * @suffix: what the names of such files end in, without the dot
 * @cards_only: whether it can hold people and nothing else
 * @write: makes the whole file; blocks
 *
 * A kind of file that can be written.
 */
typedef struct
{
  const char *suffix;
  gboolean cards_only;
  GBytes *(*write) (InvySheet *sheet, GError **error);
} InvyExportFormat;

const InvyExportFormat *invy_export_format_find (GFile *file, InvySheet *sheet, GError **error);

G_END_DECLS
