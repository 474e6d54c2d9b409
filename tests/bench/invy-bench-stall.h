/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void invy_bench_stall_watch (void);
void invy_bench_stall_begin (void);
double invy_bench_stall_end (void);

G_END_DECLS
