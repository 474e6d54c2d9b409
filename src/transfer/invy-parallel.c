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
  guint n_slices;
  guint next;  /* atomic: the first slice that nobody has taken */
  gint *dones; /* atomic: whether a slice is done */
  GMutex mutex;
  GCond done;
} Work;

/* Returns whether there was one left. */
static gboolean
do_slice (Work *self)
{
  const guint slice = g_atomic_int_add (&self->next, 1);

  if (slice >= self->n_slices)
    return FALSE;

  for (guint i = slice * SLICE; i < MIN ((slice + 1) * SLICE, self->n); i++)
    self->func (i, self->data);

  g_mutex_lock (&self->mutex);
  g_atomic_int_set (&self->dones[slice], TRUE);
  g_cond_signal (&self->done);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

static gpointer
work_thread (gpointer data)
{
  while (do_slice (data))
    ;
  return NULL;
}

/* Works, too, as long as there is something left that nobody has begun. */
static void
wait_for_slice (Work *self, guint slice)
{
  while (!g_atomic_int_get (&self->dones[slice]) && do_slice (self))
    ;

  g_mutex_lock (&self->mutex);
  while (!g_atomic_int_get (&self->dones[slice]))
    g_cond_wait (&self->done, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

/**
 * invy_parallel_run_then:
 * @n: how many there are
 * @func: (scope call): is called once for each number below @n, in no order
 * @then: (scope call) (nullable): is called once for each number below @n, in their order and on this thread, after
 *   @func was
 *
 * Shares much work of the same kind among all processors, and does on the way what has to be done one by one: so
 * nobody has to wait for that in the end.
 */
void
invy_parallel_run_then (guint n, InvyParallelFunc func, InvyParallelFunc then, gpointer data)
{
  const guint n_slices = n / SLICE + (n % SLICE != 0);
  g_autofree gint *dones = g_new0 (gint, n_slices + 1);
  Work work = { .func = func, .data = data, .n = n, .n_slices = n_slices, .dones = dones };
  GThread *threads[MAX_THREADS] = { NULL };
  const guint n_threads = MIN (MIN (g_get_num_processors (), n_slices), MAX_THREADS);

  g_mutex_init (&work.mutex);
  g_cond_init (&work.done);

  /* A thread that cannot be had is no failure: the others do its part. */
  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_try_new ("invy-parallel", work_thread, &work, NULL);
  for (guint slice = 0; slice < n_slices; slice++)
    {
      wait_for_slice (&work, slice);
      for (guint i = slice * SLICE; then != NULL && i < MIN ((slice + 1) * SLICE, n); i++)
        then (i, data);
    }
  for (guint i = 1; i < n_threads; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);

  g_cond_clear (&work.done);
  g_mutex_clear (&work.mutex);
}

/**
 * invy_parallel_run:
 * @n: how many there are
 * @func: (scope call): is called once for each number below @n, in no order
 *
 * Shares much work of the same kind among all processors, and waits for the end of it.
 */
void
invy_parallel_run (guint n, InvyParallelFunc func, gpointer data)
{
  invy_parallel_run_then (n, func, NULL, data);
}
