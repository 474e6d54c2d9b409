/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/* Asking for the file that something goes to. */

DexFuture *invy_export_place_choose (GtkWidget *parent, const char *title, const char *name, gboolean has_people);

G_END_DECLS
