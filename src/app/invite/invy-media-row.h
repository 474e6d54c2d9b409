/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "template/invy-parameter-fill.h"

#include <adwaita.h>
#include <libdex.h>

G_BEGIN_DECLS

#define INVY_TYPE_MEDIA_ROW (invy_media_row_get_type ())

/* The file above the messages: which it is, and a button to choose another. A copy of what is chosen is kept on this
 * computer. Signal "changed". */
G_DECLARE_FINAL_TYPE (InvyMediaRow, invy_media_row, INVY, MEDIA_ROW, AdwActionRow)

GtkWidget *invy_media_row_new (InvySlotKind kind);
const InvyParameterFill *invy_media_row_get_fill (InvyMediaRow *self);
void invy_media_row_set_fill (InvyMediaRow *self, const InvyParameterFill *fill);
DexFuture *invy_media_row_take_file (InvyMediaRow *self, GFile *file);

G_END_DECLS
