/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "settings/invy-core-dumps.h"

#include <sys/resource.h>

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
}
