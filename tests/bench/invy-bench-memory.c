/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-bench-memory.h"

#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

/**
 * invy_bench_memory_mb:
 *
 * Returns: what this program has in memory of its own, without the files that are mapped and what was given back
 */
double
invy_bench_memory_mb (void)
{
  g_autofree char *text = NULL;
  long resident = 0, shared = 0;

  malloc_trim (0);
  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%*d %ld %ld", &resident, &shared), ==, 2);
  return (double) (resident - shared) * (double) sysconf (_SC_PAGESIZE) / 1e6;
}
