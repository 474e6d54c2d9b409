/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-parallel.h"

/* As many as are worth asking for at once, and as are done before anybody notices that others have nothing left. */
#define SLICE 256

/* A processor that has more than these has better things to do as well. */
#define MAX_THREADS 8

typedef struct
{
  InvyParallelFunc func;
  gpointer data;
  guint n;
  guint next; /* atomic */
} Work;

static gpointer
work_thread (gpointer data)
{
  Work *work = data;

  for (;;)
    {
      const guint first = g_atomic_int_add (&work->next, SLICE);

      if (first >= work->n)
        return NULL;
      for (guint i = first; i < MIN (first + SLICE, work->n); i++)
        work->func (i, work->data);
    }
}

/**
 * invy_parallel_run:
 * @n: how many there are; less than half of what a guint holds
 * @func: (scope call): is called once for each number below @n, in no order
 *
 * Shares much work of the same kind among all processors, and waits for the end of it.
 */
void
invy_parallel_run (guint n, InvyParallelFunc func, gpointer data)
{
  Work work = { func, data, n, 0 };
  GThread *threads[MAX_THREADS] = { NULL };
  const guint n_slices = (n + SLICE - 1) / SLICE;
  const guint n_threads = MIN (MIN (g_get_num_processors (), n_slices), MAX_THREADS);

  /* The one that asks works too. A thread that cannot be had is no failure: the others do its part. */
  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_try_new ("invy-parallel", work_thread, &work, NULL);
  work_thread (&work);
  for (guint i = 1; i < n_threads; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);
}
