/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-file-watch-private.h"

#include <glib/gstdio.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* Tells when others write into the log of a database, so that nobody has to look again and again. The system tells of
 * the write, but what was written counts only a little later, when it is safe on the disk, and of that the system
 * does not tell: whoever is woken looks again a few times, at longer and longer intervals, before it sleeps. */

#define FIRST_LOOK_MS 20
/* The last one comes five seconds after the write. */
#define N_LOOKS 8

struct _InvyFileWatch
{
  int fd; /* of both below: readable when one of them is */
  int inotify_fd;
  int timer_fd;
  guint n_looks;
};

static gboolean
add_to_fd (InvyFileWatch *self, int fd)
{
  struct epoll_event event = { .events = EPOLLIN };

  return fd != -1 && epoll_ctl (self->fd, EPOLL_CTL_ADD, fd, &event) == 0;
}

/**
 * invy_file_watch_new:
 * @path: a file that is there
 *
 * Returns: (transfer full) (nullable): from now on @path is watched; %NULL if the system cannot do that
 */
InvyFileWatch *
invy_file_watch_new (const char *path)
{
  g_autoptr (InvyFileWatch) self = g_new0 (InvyFileWatch, 1);

  self->fd = epoll_create1 (EPOLL_CLOEXEC);
  self->inotify_fd = inotify_init1 (IN_CLOEXEC | IN_NONBLOCK);
  self->timer_fd = timerfd_create (CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  if (self->fd == -1 || !add_to_fd (self, self->inotify_fd) || !add_to_fd (self, self->timer_fd)
      || inotify_add_watch (self->inotify_fd, path, IN_MODIFY) == -1)
    return NULL;

  return g_steal_pointer (&self);
}

void
invy_file_watch_free (InvyFileWatch *self)
{
  g_clear_fd (&self->fd, NULL);
  g_clear_fd (&self->inotify_fd, NULL);
  g_clear_fd (&self->timer_fd, NULL);
  g_free (self);
}

/**
 * invy_file_watch_get_fd:
 *
 * Returns: what becomes readable when it is time to look, until invy_file_watch_note()
 */
int
invy_file_watch_get_fd (InvyFileWatch *self)
{
  return self->fd;
}

/* FALSE when the file is gone. */
static gboolean
read_events (InvyFileWatch *self, gboolean *written)
{
  _Alignas (struct inotify_event) char buffer[4096];
  gssize length;

  *written = FALSE;
  while ((length = read (self->inotify_fd, buffer, sizeof buffer)) > 0)
    for (gssize at = 0; at < length; at += (gssize) sizeof (struct inotify_event))
      {
        const struct inotify_event *event = (gpointer) (buffer + at);

        *written = TRUE;
        if ((event->mask & IN_IGNORED) != 0)
          return FALSE;
        at += event->len;
      }

  return TRUE;
}

static void
plan_look (InvyFileWatch *self)
{
  const gint64 wait_ms = (gint64) FIRST_LOOK_MS << self->n_looks++;
  const struct itimerspec when = {
    .it_value = { .tv_sec = wait_ms / 1000, .tv_nsec = wait_ms % 1000 * 1000 * 1000 },
  };

  timerfd_settime (self->timer_fd, 0, &when, NULL);
}

/**
 * invy_file_watch_note:
 *
 * To be called just before one looks: what is written from here on makes the descriptor readable again.
 *
 * Returns: %FALSE if the file is gone, and this watch of no more use
 */
gboolean
invy_file_watch_note (InvyFileWatch *self)
{
  guint64 n_expired;
  gboolean is_time = read (self->timer_fd, &n_expired, sizeof n_expired) > 0;
  gboolean written;

  if (!read_events (self, &written))
    return FALSE;
  if (written)
    self->n_looks = 0;
  if (self->n_looks < N_LOOKS && (written || is_time))
    plan_look (self);

  return TRUE;
}
