/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the two programs of bench-start.c, ours and the bare one, have in common. */

/**
 * InvyBenchIsShown:
 *
 * Returns: whether @window has everything on it that was to be opened
 */
typedef gboolean (*InvyBenchIsShown) (GtkWindow *window);

void invy_bench_first_frame_watch (GtkApplication *application, gint64 started_us, InvyBenchIsShown is_shown);

G_END_DECLS
