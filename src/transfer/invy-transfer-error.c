/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-transfer-error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (invy - transfer - error - quark, invy_transfer_error)

/**
 * invy_transfer_error_set_not_a_file:
 *
 * Says that what was chosen is a folder or a device.
 */
void
invy_transfer_error_set_not_a_file (GError **error)
{
  g_set_error_literal (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_NOT_A_FILE,
                       _ ("This is a folder or a device, not a file: choose the file itself."));
}

/**
 * invy_transfer_error_set_empty:
 *
 * Says that nobody is in what was read.
 */
void
invy_transfer_error_set_empty (GError **error)
{
  g_set_error_literal (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_EMPTY,
                       _ ("There are no guests in this file: choose another one."));
}

/**
 * invy_transfer_error_take:
 * @from: (transfer full): what the system said
 *
 * Translates an error of files into one of #InvyTransferError.
 */
void
invy_transfer_error_take (GError **error, GError *from)
{
  g_autoptr (GError) owned = from;

  if (g_error_matches (from, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      || g_error_matches (from, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    g_set_error_literal (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_NOT_FOUND,
                         _ ("There is no such file: check its name and its folder."));
  else if (g_error_matches (from, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY)
           || g_error_matches (from, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE))
    invy_transfer_error_set_not_a_file (error);
  else if (g_error_matches (from, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
           || g_error_matches (from, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    g_set_error_literal (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_DENIED,
                         _ ("You have no permission for this file: choose another one, or ask its owner."));
  else if (g_error_matches (from, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    g_set_error_literal (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_NO_SPACE,
                         _ ("The disk is full: make room on it, or use another one."));
  else
    /* Translators: what the system says about the file */
    g_set_error (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_FAILED,
                 _ ("The file could not be read or written (%s): try again, or use another folder."), from->message);
}
