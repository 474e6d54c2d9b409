/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/* Asking for the file that guests come from. */

DexFuture *invy_guest_files_choose (GtkWidget *parent);

G_END_DECLS
