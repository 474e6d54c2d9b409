/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-clock.h"

#include <time.h>

/**
 * invy_clock_now_ms:
 *
 * The clock of deadlines: a minute is over after an hour under a closed lid.
 *
 * Returns: milliseconds of a clock that nobody sets and that counts the time asleep
 */
gint64
invy_clock_now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return (gint64) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
