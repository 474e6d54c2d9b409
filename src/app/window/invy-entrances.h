/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/invy-places.h"

G_BEGIN_DECLS

/* The ways into the program from outside: the command line, files, and actions that the launcher, notifications and
 * the search of the desktop call. Anything else in the session may call them too: they only lead to a place, nothing
 * is changed, sent or opened from another database without the planner. */
void invy_entrances_add (GtkApplication *application);
void invy_entrances_go_to (GtkApplication *application, InvyPlace place, const char *text);
void invy_entrances_open (GtkApplication *application, GFile **files, int n_files);
int invy_entrances_handle_options (GVariantDict *options);

G_END_DECLS
