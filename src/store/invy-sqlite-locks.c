/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-sqlite-locks-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

/* SQLite takes its locks of the process: such a lock goes when anything in the process closes the file, be it a
 * dialog for files that looks what kind of file a database is (https://www.sqlite.org/howtocorrupt.html, 2.2).
 * Whoever closes the database next then takes itself for the last one and deletes the log, into which this process
 * goes on writing what nobody will ever find.
 *
 * The locks of an open file have the same meaning to other programs, and stay. SQLite thinks of one owner per
 * process, so all its descriptors of a file share one that is for locking only. */
typedef struct
{
  int fd;
  dev_t device;
  ino_t inode;
} LockFile;

static GMutex mutex;
static GHashTable *lock_files; /* SQLite's descriptors, each with its LockFile */

static void
lock_file_clear (gpointer data)
{
  LockFile *self = data;

  g_clear_fd (&self->fd, NULL);
}

static void
lock_file_unref (gpointer data)
{
  g_rc_box_release_full (data, lock_file_clear);
}

/* A new opening of what a descriptor stands for, even if it has no name any more. */
static int
open_again (int fd)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  int again = g_open (path, O_RDWR | O_CLOEXEC, 0);

  if (again == -1)
    again = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  return again != -1 ? again : fcntl (fd, F_DUPFD_CLOEXEC, 0);
}

static LockFile *
find_same (const struct stat *info)
{
  GHashTableIter files;
  gpointer file;

  g_hash_table_iter_init (&files, lock_files);
  while (g_hash_table_iter_next (&files, NULL, &file))
    {
      LockFile *self = file;

      if (self->device == info->st_dev && self->inode == info->st_ino)
        return self;
    }

  return NULL;
}

/* The descriptor that locks for another one; -1 with errno when there is none. */
static int
get_lock_fd (int fd)
{
  LockFile *file = g_hash_table_lookup (lock_files, GINT_TO_POINTER (fd));
  struct stat info;

  if (file != NULL)
    return file->fd;
  if (fstat (fd, &info) != 0)
    return -1;

  if ((file = find_same (&info)) != NULL)
    g_rc_box_acquire (file);
  else
    {
      const int lock_fd = open_again (fd);

      if (lock_fd == -1)
        return -1;
      file = g_rc_box_new (LockFile);
      *file = (LockFile) { .fd = lock_fd, .device = info.st_dev, .inode = info.st_ino };
    }
  g_hash_table_insert (lock_files, GINT_TO_POINTER (fd), file);

  return file->fd;
}

static int
set_lock (int fd, int command, struct flock *lock)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  const int lock_fd = get_lock_fd (fd);

  if (lock_fd == -1)
    return -1;

  lock->l_pid = 0;
  return fcntl (lock_fd, command == F_SETLK ? F_OFD_SETLK : F_OFD_GETLK, lock);
}

/* In the place of fcntl(); of a descriptor itself SQLite asks for nothing but numbers. */
static int
control_file (int fd, int command, ...)
{
  va_list arguments;
  int result;

  va_start (arguments, command);
  if (command == F_SETLK || command == F_GETLK)
    result = set_lock (fd, command, va_arg (arguments, struct flock *));
  else
    result = fcntl (fd, command, va_arg (arguments, int));
  va_end (arguments);

  return result;
}

/* In the place of close(): SQLite closes no file that it holds a lock of, except to give that lock up. */
static int
close_file (int fd)
{
  g_mutex_lock (&mutex);
  g_hash_table_remove (lock_files, GINT_TO_POINTER (fd));
  g_mutex_unlock (&mutex);

  return close (fd);
}

static void
replace (sqlite3_vfs *vfs, const char *name, sqlite3_syscall_ptr function)
{
  const int code = vfs->xSetSystemCall (vfs, name, function);

  g_assert (code == SQLITE_OK);
}

/**
 * invy_sqlite_locks_keep:
 *
 * Lets the locks of databases that are opened from now on stay until SQLite itself gives them up, whatever else this
 * process does with their files. To be called before a database is opened; calling it again does nothing.
 */
void
invy_sqlite_locks_keep (void)
{
  static gsize is_done = 0;

  if (g_once_init_enter (&is_done))
    {
      sqlite3_vfs *vfs = sqlite3_vfs_find ("unix");

      lock_files = g_hash_table_new_full (NULL, NULL, NULL, lock_file_unref);
      replace (vfs, "fcntl", (sqlite3_syscall_ptr) control_file);
      replace (vfs, "close", (sqlite3_syscall_ptr) close_file);
      g_once_init_leave (&is_done, 1);
    }
}
