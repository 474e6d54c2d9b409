/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-export-format.h"
#include "transfer/invy-sheet-file.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  InvySheet *sheet;
  GFile *file;
} WriteArgs;

static void
write_args_free (WriteArgs *args)
{
  g_clear_pointer (&args->sheet, invy_sheet_free);
  g_clear_object (&args->file);
  g_free (args);
}

/* The new file takes the place of the old one when it is closed, and closing one that was cancelled leaves the old
 * one: half a guest list must never replace a whole one. */
static gboolean
replace (GFile *file, GBytes *bytes, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFileOutputStream) stream =
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, &local_error);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (stream != NULL && g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, size, NULL, NULL, &local_error)
      && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &local_error))
    return TRUE;

  if (stream != NULL && !g_output_stream_is_closed (G_OUTPUT_STREAM (stream)))
    {
      g_autoptr (GCancellable) cancelled = g_cancellable_new ();

      g_cancellable_cancel (cancelled);
      g_output_stream_close (G_OUTPUT_STREAM (stream), cancelled, NULL);
    }
  invy_transfer_error_take (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* Blocks: runs on a thread of its own. */
static DexFuture *
write_fiber (gpointer data)
{
  WriteArgs *args = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const InvyExportFormat *format = invy_export_format_find (args->file, args->sheet, &error);

  if (format != NULL && args->sheet->is_full)
    g_set_error_literal (&error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_TOO_BIG,
                         _ ("These are more rows than a file can have: choose fewer of them."));
  else if (format != NULL)
    bytes = format->write (args->sheet, &error);
  if (bytes == NULL || !replace (args->file, bytes, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/**
 * invy_sheet_file_write:
 * @sheet: (transfer full): what to write
 * @file: where to; the end of its name says what kind of file it becomes. One that is there is replaced as a whole,
 * or not at all
 *
 * Writes @sheet on another thread. A new file can be read by its owner only: numbers are nobody else's business.
 *
 * Returns: (transfer full): a future that resolves when the file is there, or rejects with one of #InvyTransferError
 */
DexFuture *
invy_sheet_file_write (InvySheet *sheet, GFile *file)
{
  WriteArgs *args;

  g_return_val_if_fail (sheet != NULL, NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  args = g_new0 (WriteArgs, 1);
  args->sheet = sheet;
  args->file = g_object_ref (file);

  return dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), INVY_FIBER_STACK, write_fiber, args,
                              (GDestroyNotify) write_args_free);
}
