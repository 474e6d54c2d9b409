/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "table-reader/invy-reader-limits.h"
#include "transfer/invy-table-wire.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The biggest file that is read needs half of each. */
#define MAX_MEMORY (G_GUINT64_CONSTANT (1536) * 1024 * 1024)
#define MAX_CPU_S 60

/* Standard streams, the private copy of the file, and what the C library opens to convert text. */
#define MAX_FILES 16

/* Who dies with more than half a gigabyte in use, dies of that. */
#define LAST_BREATH ((gsize) 1024 * 1024 * 1024)

static gboolean
limit (int resource, guint64 value)
{
  struct rlimit limits = { value, value };

  return setrlimit (resource, &limits) == 0;
}

/* A filter of one number per line: the calls that a parser has no use for fail, as they do for who has no permission.
 * It stays in force for everything that comes after. */
static gboolean
forbid_calls (void)
{
  static const struct sock_filter deny_one_of[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 5, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_connect, 4, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_execve, 3, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_execveat, 2, 0),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, __NR_io_uring_setup, 1, 0),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
  };
  struct sock_fprog program = { G_N_ELEMENTS (deny_one_of), (struct sock_filter *) deny_one_of };

  return prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* The system says first that the time is over, and by a signal of its own. */
static gboolean
limit_time (void)
{
  struct rlimit limits = { MAX_CPU_S, MAX_CPU_S + 1 };

  return setrlimit (RLIMIT_CPU, &limits) == 0;
}

#ifndef __SANITIZE_ADDRESS__
/* Libraries abort, or run into nothing, when they get no memory. Calls nothing but the system: whatever else there is
 * may be broken. */
static void
last_words_cb (int signal)
{
  if (mmap (NULL, LAST_BREATH, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED)
    _exit (INVY_TABLE_WIRE_EXIT_NO_MEMORY);
  raise (signal); /* as it would have gone */
}

static gboolean
limit_memory (void)
{
  static const int deadly[] = { SIGABRT, SIGTRAP, SIGSEGV };
  struct sigaction action = { .sa_handler = last_words_cb, .sa_flags = (int) SA_RESETHAND };

  for (gsize i = 0; i < G_N_ELEMENTS (deadly); i++)
    if (sigaction (deadly[i], &action, NULL) != 0)
      return FALSE;
  return limit (RLIMIT_AS, MAX_MEMORY);
}
#else
/* A sanitizer maps terabytes before it begins. */
static gboolean
limit_memory (void)
{
  return TRUE;
}
#endif

/**
 * invy_reader_limits_apply:
 *
 * Takes from this process what a reader of one file has no use for: other open files, the network, writing files,
 * starting programs, core dumps, and more memory and time than the biggest guest list needs. There is no way back.
 * Who runs out of time is ended by SIGXCPU, and who dies for want of memory ends with
 * %INVY_TABLE_WIRE_EXIT_NO_MEMORY.
 *
 * Returns: whether all of it worked; a system without filters for system calls is good enough
 */
gboolean
invy_reader_limits_apply (void)
{
  gboolean is_limited = close_range (STDERR_FILENO + 1, G_MAXUINT, 0) == 0 && limit_time () && limit_memory ()
                        && limit (RLIMIT_FSIZE, 0) && limit (RLIMIT_CORE, 0) && limit (RLIMIT_NOFILE, MAX_FILES)
                        && prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;

  forbid_calls ();

  return is_limited;
}
