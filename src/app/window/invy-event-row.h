/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-event.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_EVENT_ROW (invy_event_row_get_type ())

/* A wedding in the sidebar: its name, and below it the day and the place. */
G_DECLARE_FINAL_TYPE (InvyEventRow, invy_event_row, INVY, EVENT_ROW, GtkListBoxRow)

GtkWidget *invy_event_row_new (InvyEvent *event);
InvyEvent *invy_event_row_get_event (InvyEventRow *self);

G_END_DECLS
