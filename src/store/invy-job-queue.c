/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-job-queue-private.h"

#include <glib-unix.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* Jobs for a thread that has something else to wait for as well: the socket of its connection, or a moment. */
struct _InvyJobQueue
{
  GAsyncQueue *jobs;
  GCompareDataFunc compare;
  int wake_fd; /* readable when something was pushed */
};

/**
 * invy_job_queue_new:
 * @compare: which of two jobs goes first
 *
 * Returns: (transfer full): an empty queue
 */
InvyJobQueue *
invy_job_queue_new (GCompareDataFunc compare)
{
  InvyJobQueue *self = g_new0 (InvyJobQueue, 1);

  self->jobs = g_async_queue_new ();
  self->compare = compare;
  self->wake_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (self->wake_fd < 0)
    g_error ("No event can be waited for: %s", g_strerror (errno));

  return self;
}

void
invy_job_queue_free (InvyJobQueue *self)
{
  g_async_queue_unref (self->jobs);
  close (self->wake_fd);
  g_free (self);
}

/**
 * invy_job_queue_push:
 * @job: (transfer full): for the thread that pops
 */
void
invy_job_queue_push (InvyJobQueue *self, gpointer job)
{
  g_async_queue_push_sorted (self->jobs, job, self->compare, NULL);
  /* It can only fail when billions of wake-ups wait already. */
  (void) !eventfd_write (self->wake_fd, 1);
}

/**
 * invy_job_queue_try_pop:
 *
 * Returns: (transfer full) (nullable): the job that goes first
 */
gpointer
invy_job_queue_try_pop (InvyJobQueue *self)
{
  return g_async_queue_try_pop (self->jobs);
}

/**
 * invy_job_queue_wait:
 * @socket: also wait for this one to become readable; -1 for none
 * @timeout_ms: no longer than this; -1 for no limit
 *
 * To be called when there is nothing to pop. May return earlier than it has to.
 */
void
invy_job_queue_wait (InvyJobQueue *self, int socket, int timeout_ms)
{
  GPollFD fds[] = { { .fd = self->wake_fd, .events = G_IO_IN }, { .fd = socket, .events = G_IO_IN } };
  eventfd_t n_pushed;

  if (g_poll (fds, socket >= 0 ? 2 : 1, timeout_ms) > 0 && fds[0].revents != 0)
    (void) !eventfd_read (self->wake_fd, &n_pushed);
}
