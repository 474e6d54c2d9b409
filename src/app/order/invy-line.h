/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define INVY_TYPE_LINE (invy_line_get_type ())

/* A box whose controls Tab reaches in their order. GTK 4.18 walks each line of its own boxes from left to right, even
 * where people read from right to left. */
G_DECLARE_FINAL_TYPE (InvyLine, invy_line, INVY, LINE, GtkBox)

GtkWidget *invy_line_new (int spacing);

G_END_DECLS
