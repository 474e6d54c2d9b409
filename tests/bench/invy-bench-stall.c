/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-bench-stall.h"

#include "invy-bench.h"

/* A window that stalls is one whose main loop does not get around to listen: what lies between two polls. */

static double polled_at_ms;
static double longest_ms;

static int
poll_func (GPollFD *fds, guint n_fds, int timeout)
{
  int n_ready;

  longest_ms = MAX (longest_ms, invy_bench_now_ms () - polled_at_ms);
  n_ready = g_poll (fds, n_fds, timeout);
  polled_at_ms = invy_bench_now_ms ();

  return n_ready;
}

/**
 * invy_bench_stall_watch:
 *
 * Watches the main loop of this thread's default context from now on.
 */
void
invy_bench_stall_watch (void)
{
  polled_at_ms = invy_bench_now_ms ();
  g_main_context_set_poll_func (NULL, poll_func);
}

/**
 * invy_bench_stall_begin:
 *
 * Forgets what was before.
 */
void
invy_bench_stall_begin (void)
{
  longest_ms = 0;
}

/**
 * invy_bench_stall_end:
 *
 * Returns: how long the main loop was away at most since invy_bench_stall_begin(), in milliseconds
 */
double
invy_bench_stall_end (void)
{
  return longest_ms;
}
