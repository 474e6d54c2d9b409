/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-guest.h"

G_BEGIN_DECLS

/**
 * InvyCell:
 *
 * What of a guest can be edited in the list, in the order of its columns.
 */
typedef enum
{
  INVY_CELL_FIRST_NAME,
  INVY_CELL_LAST_NAME,
  INVY_CELL_PHONE,
  INVY_CELL_SIDE,
  INVY_CELL_GROUP,
  INVY_CELL_HOUSEHOLD,
  INVY_CELL_TAGS,
  INVY_CELL_PARTY,
  INVY_CELL_LANGUAGE,
  INVY_CELL_MEAL,
  INVY_CELL_NOTES,
  INVY_CELL_ANSWER,
  INVY_CELL_N,
} InvyCell;

const char *invy_cell_get_column (InvyCell cell);
const char *invy_cell_get_title (InvyCell cell);
gboolean invy_cell_get_field (InvyCell cell, InvyGuestField *field);
GStrv invy_cell_dup_choices (InvyCell cell);
const char *invy_cell_get_choice_label (InvyCell cell, const char *choice);
char *invy_cell_dup_text (InvyCell cell, InvyGuest *guest);
void invy_cell_set_text (InvyCell cell, InvyGuest *guest, const char *text);

G_END_DECLS
