/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/invy-guest-columns.h"

G_BEGIN_DECLS

/**
 * InvySheetKind:
 * @INVY_SHEET_TEXT: what somebody typed
 * @INVY_SHEET_PHONE: digits of which none may be lost
 * @INVY_SHEET_NUMBER: something to count with; digits only, or nothing
 * @INVY_SHEET_TIME: a local time as YYYY-MM-DD HH:MM:SS, or nothing
 *
 * What the cells of a column are, so that a spreadsheet leaves them alone or counts with them.
 */
typedef enum
{
  INVY_SHEET_TEXT,
  INVY_SHEET_PHONE,
  INVY_SHEET_NUMBER,
  INVY_SHEET_TIME,
} InvySheetKind;

/**
 * InvySheetColumn:
 * @title: as people read it; static or translated
 * @kind: what its cells are
 * @meaning: what it says about a guest; %INVY_GUEST_COLUMN_IGNORED in a sheet that is no guest list
 */
typedef struct
{
  const char *title;
  InvySheetKind kind;
  InvyGuestColumn meaning;
} InvySheetColumn;

/**
 * InvySheet:
 * @columns: (array length=n_columns): what stands in the first row
 * @table: the rows below, each with a cell for every column
 * @is_rtl: whether the first column stands at the right edge
 * @is_full: whether a row did not fit any more
 *
 * What is on its way into a file, in whatever format that has. Once it is filled any thread may use it.
 */
typedef struct
{
  InvySheetColumn *columns;
  guint n_columns;
  InvyTable *table;
  gboolean is_rtl;
  gboolean is_full;
} InvySheet;

InvySheet *invy_sheet_new (const char *title, const InvySheetColumn *columns, guint n_columns, const char *language);
void invy_sheet_free (InvySheet *self);
void invy_sheet_add_row (InvySheet *self, const char *const *cells);
gboolean invy_sheet_has_people (InvySheet *self);
char *invy_sheet_dup_time (gint64 at_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvySheet, invy_sheet_free)

G_END_DECLS
