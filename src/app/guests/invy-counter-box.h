/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INVY_TYPE_COUNTER_BOX (invy_counter_box_get_type ())

/* The counters, in as few lines as there is room for. No line has more than one counter more than another, so that
 * none is left alone below many, and each line is filled. */
G_DECLARE_FINAL_TYPE (InvyCounterBox, invy_counter_box, INVY, COUNTER_BOX, GtkWidget)

void invy_counter_box_append (InvyCounterBox *self, GtkWidget *counter);

G_END_DECLS
