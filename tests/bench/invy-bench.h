/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

G_BEGIN_DECLS

/* What the benchmarks have in common. Each is a program that prints its figures line by line, for run-benches.py. */

/**
 * InvyBench:
 * @what: what is measured, and beside what
 * @unit: of the figure and of its yardstick
 * @reach: what the figure divided by its yardstick may be at most; 0 when nothing is promised of it
 * @is_least: whether it has to be that at least instead
 *
 * One line of the table.
 */
typedef struct
{
  const char *what;
  const char *unit;
  double reach;
  gboolean is_least;
} InvyBench;

void invy_bench_print (const InvyBench *self, double value, double yardstick);
void invy_bench_print_missing (const InvyBench *self, const char *why);
void invy_bench_print_note (const char *sentence);
double invy_bench_now_ms (void);
double invy_bench_used_ms (void);
void invy_bench_wait_until (gboolean (*condition) (gpointer data), gpointer data);
GPtrArray *invy_bench_new_guests (InvyEvent *event, guint n_guests);
GPtrArray *invy_bench_save_guests (InvyStore *store, GPtrArray *guests);

G_END_DECLS
