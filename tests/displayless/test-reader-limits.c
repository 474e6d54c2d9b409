/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table-reader/invy-reader-limits.h"
#include "transfer/invy-table-wire.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the system says at the soft limit is told from what it does at the hard one. */
static rlim_t
get_limit (int resource)
{
  struct rlimit limits;

  g_assert_cmpint (getrlimit (resource, &limits), ==, 0);
  g_assert_cmpuint (limits.rlim_cur, <=, limits.rlim_max);

  return limits.rlim_max;
}

/* In a process of its own: there is no way back. It reports by its exit, for it can neither start nor write anything
 * afterwards but its standard streams. */
static void
test_limits (void)
{
  char program[] = "/bin/true";
  char *const command[] = { program, NULL };
  int open_before;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  open_before = open ("/dev/null", O_RDONLY);
  g_assert_cmpint (open_before, >, STDERR_FILENO);
  g_assert_true (invy_reader_limits_apply ());

  /* what was open is closed */
  g_assert_cmpint (fcntl (open_before, F_GETFD), ==, -1);
  g_assert_cmpint (errno, ==, EBADF);

  /* no network, no programs */
  g_assert_cmpint (socket (AF_INET, SOCK_STREAM, 0), ==, -1);
  g_assert_cmpint (errno, ==, EPERM);
  g_assert_cmpint (socket (AF_UNIX, SOCK_STREAM, 0), ==, -1);
  g_assert_cmpint (execv (command[0], command), ==, -1);
  g_assert_cmpint (errno, ==, EPERM);
  g_assert_cmpint (prctl (PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), ==, 1);

  g_assert_cmpuint (get_limit (RLIMIT_FSIZE), ==, 0);
  g_assert_cmpuint (get_limit (RLIMIT_CORE), ==, 0);
  g_assert_cmpuint (get_limit (RLIMIT_NOFILE), <=, 16);
  g_assert_cmpuint (get_limit (RLIMIT_CPU), <=, 61);
#ifndef __SANITIZE_ADDRESS__
  g_assert_true (mmap (NULL, (size_t) 2 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                 == MAP_FAILED);
#endif
}

/* How a process with these limits ends that does this. */
static int
get_end (void (*act) (void))
{
  const pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, !=, -1);
  if (child == 0)
    {
      if (invy_reader_limits_apply ())
        act ();
      _exit (0);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return status;
}

static void
take_all_memory (void)
{
  while (mmap (NULL, (size_t) 64 << 20, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED)
    ;
  abort (); /* as libraries do */
}

/* Want of memory is told from a crash. */
static void
test_ends (void)
{
  int status;

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("a sanitizer needs the memory, and the signals");
  return;
#endif
  status = get_end (take_all_memory);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, INVY_TABLE_WIRE_EXIT_NO_MEMORY);

  status = get_end (abort);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGABRT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/invy/reader-limits/limits", test_limits);
  g_test_add_func ("/invy/reader-limits/ends", test_ends);

  return g_test_run ();
}
