/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-couple.h"
#include "model/invy-guest.h"

G_BEGIN_DECLS

/**
 * InvyImportRow:
 * @number: the row in the file as a spreadsheet counts it, from 1, the header included
 * @guest: (nullable): what the row became; %NULL when it was rejected
 * @reason: (nullable): the sentence for a rejected row
 * @warning: (nullable): what a person should look at
 * @couple: (nullable): the two people that it may stand for
 * @adds_notes: whether the notes of @guest come from other cells than that of the notes, which is empty
 *
 * One row of a file on its way to a guest.
 */
typedef struct
{
  guint number;
  InvyGuest *guest;
  char *reason;
  char *warning;
  InvyCouple *couple;
  gboolean adds_notes;
} InvyImportRow;

InvyImportRow *invy_import_row_new (guint number, InvyGuest *guest);
void invy_import_row_free (InvyImportRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyImportRow, invy_import_row_free)

G_END_DECLS
