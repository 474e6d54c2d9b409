/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/guests/invy-guest-words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INVY_TYPE_COUNTER_BUTTON (invy_counter_button_get_type ())

/* A counter above the guest list: how many rows, what they are, how many people. Filters by them when it is clicked.
 */
G_DECLARE_FINAL_TYPE (InvyCounterButton, invy_counter_button, INVY, COUNTER_BUTTON, GtkToggleButton)

GtkWidget *invy_counter_button_new (InvyCountKind kind);
InvyCountKind invy_counter_button_get_kind (InvyCounterButton *self);
void invy_counter_button_set_count (InvyCounterButton *self, const InvyGuestCount *count);
void invy_counter_button_set_compact (InvyCounterButton *self, gboolean is_compact);

G_END_DECLS
