/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InvyCellKind:
 * @INVY_CELL_NUMBER: a number, however it is shown
 * @INVY_CELL_DATE: days since the calendar of spreadsheets began
 * @INVY_CELL_TIME: a part of a day
 * @INVY_CELL_DATE_TIME: both
 *
 * What a number in a cell stands for.
 */
typedef enum
{
  INVY_CELL_NUMBER,
  INVY_CELL_DATE,
  INVY_CELL_TIME,
  INVY_CELL_DATE_TIME,
} InvyCellKind;

/**
 * InvyCellFormat:
 * @kind: what the number stands for
 * @digits: (nullable): a pattern such as 000-0000000 that a number is shown in, digit by digit
 *
 * How a cell shows its number, as far as it matters for a guest list.
 */
typedef struct
{
  InvyCellKind kind;
  char *digits;
} InvyCellFormat;

InvyCellFormat *invy_cell_format_new (guint id, const char *code);
void invy_cell_format_free (InvyCellFormat *self);
char *invy_cell_format_apply (const InvyCellFormat *self, const char *value, gboolean from_1904);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyCellFormat, invy_cell_format_free)

G_END_DECLS
