/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-csv.h"
#include "transfer/invy-table-file.h"
#include "transfer/invy-table-helper.h"
#include "transfer/invy-text-decoder.h"
#include "transfer/invy-visual-order.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A million guests need less; more is a file chosen by mistake. */
#define MAX_FILE_SIZE (128 * 1024 * 1024)

/* How much of a stream is asked for at a time. */
#define CHUNK_SIZE (64 * 1024)

#define ATTRIBUTES G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_ETAG_VALUE

G_DEFINE_BOXED_TYPE (InvyTableFile, invy_table_file, invy_table_file_ref, invy_table_file_unref)

static InvyTableFile *
new_take (const char *format, GPtrArray *tables)
{
  InvyTableFile *self = g_atomic_rc_box_new0 (InvyTableFile);

  self->format = format;
  self->tables = tables;

  return self;
}

static InvyTableFile *
new_for_table (const char *format, InvyTable *table)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_table_unref);

  g_ptr_array_add (tables, invy_table_ref (table));

  return new_take (format, tables);
}

InvyTableFile *
invy_table_file_ref (InvyTableFile *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (InvyTableFile *self)
{
  g_clear_pointer (&self->tables, g_ptr_array_unref);
}

void
invy_table_file_unref (InvyTableFile *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

static void
set_too_big (GError **error)
{
  g_set_error_literal (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_TOO_BIG,
                       _ ("This file is too big for a guest list: choose another one."));
}

/**
 * invy_table_file_read_text:
 * @text: what was copied in a spreadsheet, a chat or a text editor; UTF-8
 *
 * Reads pasted text. Spreadsheets put tabs between the cells of what is copied; without any, @text is read like a
 * file.
 *
 * Returns: (transfer full) (nullable): a file of the format "paste", or %NULL if nothing is in @text, or more than
 *   a guest list can be
 */
InvyTableFile *
invy_table_file_read_text (const char *text)
{
  g_autoptr (InvyTable) table = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  table = strchr (text, '\t') != NULL ? invy_csv_parse_separated (text, '\t') : invy_csv_parse (text, NULL);

  return table != NULL && table->rows->len > 0 ? new_for_table ("paste", table) : NULL;
}

static InvyTableFile *
read_separated (GBytes *bytes, GError **error)
{
  g_autofree char *text = invy_text_decoder_decode (bytes, error);
  g_autoptr (InvyTable) table = NULL;
  char separator;

  if (text == NULL)
    return NULL;

  table = invy_csv_parse (text, &separator);
  if (table == NULL)
    {
      set_too_big (error);
      return NULL;
    }
  if (table->rows->len == 0)
    {
      invy_transfer_error_set_empty (error);
      return NULL;
    }

  if (invy_visual_order_is_in (table))
    {
      InvyTable *turned = invy_visual_order_turn (table);

      invy_table_unref (table);
      table = turned;
    }

  return new_for_table (separator == '\t' ? "tsv" : "csv", table);
}

/**
 * invy_table_file_read_bytes:
 * @bytes: a whole file
 * @error: one of #InvyTransferError, with a sentence that says what to do
 *
 * Reads a file whatever its name is: a spreadsheet, contacts, or text of whatever encoding, separator and line ends.
 * Blocks: for threads that may wait.
 *
 * Returns: (transfer full) (nullable): what it held
 */
InvyTableFile *
invy_table_file_read_bytes (GBytes *bytes, GError **error)
{
  const char *format;
  GPtrArray *tables;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (!invy_table_helper_can_read (bytes))
    return read_separated (bytes, error);

  tables = invy_table_helper_read (bytes, INVY_TABLE_HELPER_MAX_WAIT_S, &format, error);

  return tables != NULL ? new_take (format, tables) : NULL;
}

/* Asked before it is opened: opening a pipe would wait for ever. */
static GFileInfo *
query (GFile *file, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, NULL, &local_error);

  if (info == NULL)
    {
      invy_transfer_error_take (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      invy_transfer_error_set_not_a_file (error);
      return NULL;
    }
  if (g_file_info_get_size (info) > MAX_FILE_SIZE)
    {
      set_too_big (error);
      return NULL;
    }

  return g_steal_pointer (&info);
}

/* A byte more than there was shows that the file grows; nobody waits for all that it grows to. */
static GBytes *
load (GFile *file, goffset size, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &local_error);
  g_autofree char *data = g_malloc ((gsize) size + 1);
  gsize n_read = 0;

  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), data, (gsize) size + 1, &n_read, NULL, &local_error))
    {
      invy_transfer_error_take (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&data), n_read);
}

/* A spreadsheet that saves while we read leaves half of the old file and half of the new one. The file itself says
 * whether it was written since: the tag changes with its time. */
static gboolean
check_unchanged (GFile *file, GFileInfo *before, GBytes *bytes, GError **error)
{
  g_autoptr (GFileInfo) after = query (file, error);

  if (after == NULL)
    return FALSE;
  if (g_file_info_get_size (after) != (goffset) g_bytes_get_size (bytes)
      || g_file_info_get_size (before) != g_file_info_get_size (after)
      || g_strcmp0 (g_file_info_get_etag (before), g_file_info_get_etag (after)) != 0)
    {
      g_set_error_literal (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_CHANGED,
                           _ ("This file was changed while it was read: wait until it is saved, and try again."));
      return FALSE;
    }

  return TRUE;
}

static GBytes *
load_file (GFile *file, GError **error)
{
  g_autoptr (GFileInfo) before = query (file, error);
  g_autoptr (GBytes) bytes = before != NULL ? load (file, g_file_info_get_size (before), error) : NULL;

  return bytes != NULL && check_unchanged (file, before, bytes, error) ? g_steal_pointer (&bytes) : NULL;
}

/* How long it is only its end tells. */
static GBytes *
load_stream (GInputStream *stream, GError **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GError) local_error = NULL;

  while (all->len <= MAX_FILE_SIZE)
    {
      g_autoptr (GBytes) bytes = g_input_stream_read_bytes (stream, CHUNK_SIZE, NULL, &local_error);

      if (bytes == NULL)
        {
          invy_transfer_error_take (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (g_bytes_get_size (bytes) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&all));
      g_byte_array_append (all, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
    }

  set_too_big (error);
  return NULL;
}

/* One of file and stream is there. */
typedef struct
{
  GFile *file;
  GInputStream *stream;
  DexPromise *promise;
} Job;

/* Blocks, for as long as a helper takes: not on one of the few threads that all fibers share. */
static gpointer
read_thread (gpointer data)
{
  g_autofree Job *job = data;
  g_autoptr (GFile) file = job->file;
  g_autoptr (GInputStream) stream = job->stream;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = stream != NULL ? load_stream (stream, &error) : load_file (file, &error);
  InvyTableFile *self = bytes != NULL ? invy_table_file_read_bytes (bytes, &error) : NULL;

  if (self != NULL)
    dex_promise_resolve_boxed (job->promise, INVY_TYPE_TABLE_FILE, self);
  else
    dex_promise_reject (job->promise, g_steal_pointer (&error));
  dex_unref (job->promise);

  return NULL;
}

static DexFuture *
start_reading (GFile *file, GInputStream *stream)
{
  DexPromise *promise = dex_promise_new ();
  Job *job = g_new0 (Job, 1);

  g_set_object (&job->file, file);
  g_set_object (&job->stream, stream);
  job->promise = dex_ref (promise);
  g_thread_unref (g_thread_new ("table-file", read_thread, job));

  return DEX_FUTURE (promise);
}

/**
 * invy_table_file_read:
 * @file: a guest list
 *
 * Reads @file on another thread. What kind of file it is, its content says and not its name.
 *
 * Returns: (transfer full): a future that resolves to a boxed #InvyTableFile, or rejects with one of
 *   #InvyTransferError
 */
DexFuture *
invy_table_file_read (GFile *file)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  return start_reading (file, NULL);
}

/**
 * invy_table_file_read_stream:
 * @stream: a guest list, such as the output of another program
 *
 * Reads @stream to its end on another thread, which nobody else may read from meanwhile.
 *
 * Returns: (transfer full): as invy_table_file_read() does
 */
DexFuture *
invy_table_file_read_stream (GInputStream *stream)
{
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  return start_reading (NULL, stream);
}
