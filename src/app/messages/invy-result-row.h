/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/messages/invy-result.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_RESULT_ROW (invy_result_row_get_type ())

/* One guest in the results. Its buttons activate win.edit-guest with the guest's id and results.settle with the
 * message's. */
G_DECLARE_FINAL_TYPE (InvyResultRow, invy_result_row, INVY, RESULT_ROW, AdwBin)

GtkWidget *invy_result_row_new (void);
void invy_result_row_set_result (InvyResultRow *self, InvyResult *result);
void invy_result_row_set_edges (InvyResultRow *self, gboolean is_first, gboolean is_last);

G_END_DECLS
