/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void invy_dialog_watch_add (GtkWindow *window);
gboolean invy_dialog_watch_close_all (GtkWindow *window);

G_END_DECLS
