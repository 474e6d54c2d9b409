/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-table.h"

G_BEGIN_DECLS

/**
 * InvyTableWireKind:
 * @INVY_TABLE_WIRE_XLSX: tables of an Office Open XML workbook
 * @INVY_TABLE_WIRE_XLS: tables of a workbook of Excel up to 2003
 * @INVY_TABLE_WIRE_ODS: tables of an OpenDocument spreadsheet
 * @INVY_TABLE_WIRE_VCARD: one table of contacts
 * @INVY_TABLE_WIRE_EMPTY: nothing is in it; no tables follow, here and below
 * @INVY_TABLE_WIRE_OTHER_KIND: a file of a kind that holds no tables
 * @INVY_TABLE_WIRE_DAMAGED: not what it says it is
 * @INVY_TABLE_WIRE_PASSWORD: encrypted
 * @INVY_TABLE_WIRE_TOO_BIG: more than a guest list can be
 * @INVY_TABLE_WIRE_NO_MEMORY: more than the program has memory for
 * @INVY_TABLE_WIRE_TOO_OLD: of a time whose letters cannot be read
 *
 * What the helper program found.
 */
typedef enum
{
  INVY_TABLE_WIRE_XLSX,
  INVY_TABLE_WIRE_XLS,
  INVY_TABLE_WIRE_ODS,
  INVY_TABLE_WIRE_VCARD,
  INVY_TABLE_WIRE_EMPTY,
  INVY_TABLE_WIRE_OTHER_KIND,
  INVY_TABLE_WIRE_DAMAGED,
  INVY_TABLE_WIRE_PASSWORD,
  INVY_TABLE_WIRE_TOO_BIG,
  INVY_TABLE_WIRE_NO_MEMORY,
  INVY_TABLE_WIRE_TOO_OLD,
  INVY_TABLE_WIRE_N_KINDS,
} InvyTableWireKind;

/* What the helper may say at most: every cell with its zero, and the texts. */
#define INVY_TABLE_WIRE_MAX_SIZE (160 * 1024 * 1024)

/* How the helper ends when it could not even say that it has no memory left. */
#define INVY_TABLE_WIRE_EXIT_NO_MEMORY 3

GBytes *invy_table_wire_write (InvyTableWireKind kind, GPtrArray *tables);
GPtrArray *invy_table_wire_read (GBytes *bytes, InvyTableWireKind *kind);

G_END_DECLS
