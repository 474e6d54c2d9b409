/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "settings/invy-core-dumps.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

/* A program that takes dumps from the kernel through a pipe may get them whatever the limit says (core(5), "Piping
 * core dumps to a program"). It gets one without memory: no kind of mapping is in it. */
static void
leave_out_memory (void)
{
  const int fd = open ("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC);

  if (fd == -1)
    return;

  /* Without it the limit still stands, as it does where /proc is not mounted. */
  if (write (fd, "0", 1) == -1)
    g_debug ("Dumps still have memory in them: %m");
  close (fd);
}

/**
 * invy_settings_disable_core_dumps:
 *
 * Lets a crash leave no image of the memory, which may hold the access token. The process stays dumpable for
 * PR_SET_DUMPABLE: portals and assistive technology look it up in /proc.
 */
void
invy_settings_disable_core_dumps (void)
{
  const struct rlimit none = { 0, 0 };

  /* Lowering a limit is always allowed. */
  setrlimit (RLIMIT_CORE, &none);
  leave_out_memory ();
}
