/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "table-reader/invy-table-builder.h"

G_BEGIN_DECLS

/**
 * InvyXlsOutcome:
 * @INVY_XLS_READ: all of it was read
 * @INVY_XLS_PASSWORD: it opens with a password only
 * @INVY_XLS_TOO_OLD: nobody can tell its letters any more
 * @INVY_XLS_DAMAGED: it is no workbook, or a broken one
 * @INVY_XLS_NO_MEMORY: there was no memory for it
 *
 * How reading a workbook went.
 */
typedef enum
{
  INVY_XLS_READ,
  INVY_XLS_PASSWORD,
  INVY_XLS_TOO_OLD,
  INVY_XLS_DAMAGED,
  INVY_XLS_NO_MEMORY,
} InvyXlsOutcome;

InvyXlsOutcome invy_xls_read (GBytes *file, InvyTableBuilder *builder);

G_END_DECLS
