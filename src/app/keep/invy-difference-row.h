/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "book/invy-book-difference.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_DIFFERENCE_ROW (invy_difference_row_get_type ())

/* A wedding of a backup, with what restoring it would do. Property "chosen": whether it is to be restored. */
G_DECLARE_FINAL_TYPE (InvyDifferenceRow, invy_difference_row, INVY, DIFFERENCE_ROW, AdwExpanderRow)

GtkWidget *invy_difference_row_new (InvyBookDifference *difference);
gboolean invy_difference_row_get_chosen (InvyDifferenceRow *self);
InvyBookDifference *invy_difference_row_get_difference (InvyDifferenceRow *self);

G_END_DECLS
