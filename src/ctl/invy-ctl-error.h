/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InvyCtlExit:
 *
 * The exit statuses of invyctl; scripts rely on them.
 */
typedef enum
{
  INVY_CTL_EXIT_DONE = 0,
  INVY_CTL_EXIT_UNEXPECTED = 1,
  INVY_CTL_EXIT_BAD_INPUT = 2,
  INVY_CTL_EXIT_PARTLY = 3, /* some guests failed, were left out or are unknown */
  INVY_CTL_EXIT_STOPPED = 4,
  INVY_CTL_EXIT_FORBIDDEN = 5, /* a member without the right */
  INVY_CTL_EXIT_INTERRUPTED = 130,
} InvyCtlExit;

#define INVY_CTL_ERROR (invy_ctl_error_quark ())

/**
 * InvyCtlError:
 * @INVY_CTL_ERROR_USAGE: the command was written wrongly
 * @INVY_CTL_ERROR_BAD_VALUE: an argument that cannot be used
 * @INVY_CTL_ERROR_INTERRUPTED: somebody wanted it to end
 */
typedef enum
{
  INVY_CTL_ERROR_USAGE,
  INVY_CTL_ERROR_BAD_VALUE,
  INVY_CTL_ERROR_INTERRUPTED,
} InvyCtlError;

GQuark invy_ctl_error_quark (void);

gboolean invy_ctl_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
const char *invy_ctl_error_get_word (const GError *error);
InvyCtlExit invy_ctl_error_get_exit (const GError *error);

G_END_DECLS
