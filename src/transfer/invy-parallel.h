/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InvyParallelFunc:
 * @i: which one
 *
 * Does one of many things that know nothing of each other.
 */
typedef void (*InvyParallelFunc) (guint i, gpointer data);

void invy_parallel_run_then (guint n, InvyParallelFunc func, InvyParallelFunc then, gpointer data);
void invy_parallel_run (guint n, InvyParallelFunc func, gpointer data);

G_END_DECLS
