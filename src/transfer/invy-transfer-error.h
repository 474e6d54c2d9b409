/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define INVY_TRANSFER_ERROR (invy_transfer_error_quark ())

/**
 * InvyTransferError:
 * @INVY_TRANSFER_ERROR_EMPTY: the file has no rows
 * @INVY_TRANSFER_ERROR_NOT_TEXT: a binary file
 * @INVY_TRANSFER_ERROR_NO_COLUMNS: no column could be understood
 * @INVY_TRANSFER_ERROR_NOT_A_FILE: a folder, a device
 * @INVY_TRANSFER_ERROR_NOT_FOUND: no such file
 * @INVY_TRANSFER_ERROR_DENIED: it may not be read or written
 * @INVY_TRANSFER_ERROR_TOO_BIG: more than a guest list can be
 * @INVY_TRANSFER_ERROR_PASSWORD: a spreadsheet that opens with a password only
 * @INVY_TRANSFER_ERROR_TOO_OLD: a spreadsheet in letters that cannot be read any more
 * @INVY_TRANSFER_ERROR_DAMAGED: not what it says it is, or made to do harm
 * @INVY_TRANSFER_ERROR_CHANGED: somebody wrote the file while it was read
 * @INVY_TRANSFER_ERROR_UNKNOWN_FORMAT: the name of the file does not say what kind of file it is to be
 * @INVY_TRANSFER_ERROR_NO_SPACE: the disk is full
 * @INVY_TRANSFER_ERROR_FAILED: reading or writing failed
 *
 * Why guests did not get in or out. The messages are sentences for people that say what to do.
 */
typedef enum
{
  INVY_TRANSFER_ERROR_EMPTY,
  INVY_TRANSFER_ERROR_NOT_TEXT,
  INVY_TRANSFER_ERROR_NO_COLUMNS,
  INVY_TRANSFER_ERROR_NOT_A_FILE,
  INVY_TRANSFER_ERROR_NOT_FOUND,
  INVY_TRANSFER_ERROR_DENIED,
  INVY_TRANSFER_ERROR_TOO_BIG,
  INVY_TRANSFER_ERROR_PASSWORD,
  INVY_TRANSFER_ERROR_TOO_OLD,
  INVY_TRANSFER_ERROR_DAMAGED,
  INVY_TRANSFER_ERROR_CHANGED,
  INVY_TRANSFER_ERROR_UNKNOWN_FORMAT,
  INVY_TRANSFER_ERROR_NO_SPACE,
  INVY_TRANSFER_ERROR_FAILED,
} InvyTransferError;

GQuark invy_transfer_error_quark (void);
void invy_transfer_error_take (GError **error, GError *from);
void invy_transfer_error_set_not_a_file (GError **error);
void invy_transfer_error_set_empty (GError **error);

G_END_DECLS
