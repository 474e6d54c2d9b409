/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-screens.h"

/**
 * invy_screens_for_each:
 *
 * Calls @function for every screen.
 */
void
invy_screens_for_each (void (*function) (const InvyScreen *screen, gpointer data), gpointer data)
{
  const InvyScreen *const lists[] = { invy_screens_window, invy_screens_guests, invy_screens_sending,
                                      invy_screens_program };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const InvyScreen *screen = lists[i]; screen->name != NULL; screen++)
      function (screen, data);
}
