/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/guests/invy-cell.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_CELL_EDITOR (invy_cell_editor_get_type ())

/* Edits a guest where it stands in the list, cell by cell: it is laid over the cell. Tab goes on to the next one,
 * Enter keeps what was typed, Escape does not. Signals "edited" (InvyGuest *guest, guint cell, const char *text):
 * keep it; and "closed" (): nothing is edited any more, and the row should have the focus again. */
G_DECLARE_FINAL_TYPE (InvyCellEditor, invy_cell_editor, INVY, CELL_EDITOR, AdwBin)

void invy_cell_editor_set_guests (InvyCellEditor *self, GListModel *guests);
gboolean invy_cell_editor_start (InvyCellEditor *self, GtkWidget *row, InvyGuest *guest);
void invy_cell_editor_finish (InvyCellEditor *self);

G_END_DECLS
