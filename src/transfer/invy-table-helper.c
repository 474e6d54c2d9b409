/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "transfer/invy-table-helper.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PROGRAM "invy-table-reader"

static const char *const formats[] = {
  [INVY_TABLE_WIRE_XLSX] = "xlsx",
  [INVY_TABLE_WIRE_XLS] = "xls",
  [INVY_TABLE_WIRE_ODS] = "ods",
  [INVY_TABLE_WIRE_VCARD] = "vcard",
};

/* The text of a card in one-byte letters or in UTF-16, of which every other byte is zero. */
static gboolean
is_vcard (const char *data, gsize size)
{
  static const char start[] = "BEGIN:VCARD";
  gsize n_matching = 0;

  for (gsize i = 0; i < MIN (size, 64) && n_matching < strlen (start); i++)
    if (g_ascii_toupper (data[i]) == start[n_matching])
      n_matching++;
    else if (n_matching > 0 && data[i] != '\0')
      return FALSE;
    else if (n_matching == 0 && g_ascii_isprint (data[i]) && !g_ascii_isspace (data[i]))
      return FALSE;

  return n_matching == strlen (start);
}

/* A workbook of Excel 2, 3 or 4, which is nothing but its records: the first one says so. */
static gboolean
is_bare_workbook (const char *data, gsize size)
{
  static const char starts[][4] = { "\x09\x00\x04\x00", "\x09\x02\x06\x00", "\x09\x04\x06\x00" };

  for (gsize i = 0; size >= sizeof starts[0] && i < G_N_ELEMENTS (starts); i++)
    if (memcmp (data, starts[i], sizeof starts[0]) == 0)
      return TRUE;
  return FALSE;
}

/**
 * invy_table_helper_can_read:
 * @bytes: a whole file
 *
 * Returns: whether it looks like something that invy_table_helper_read() is for
 */
gboolean
invy_table_helper_can_read (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return (size >= 4 && (memcmp (data, "PK\x03\x04", 4) == 0 || memcmp (data, "\xd0\xcf\x11\xe0", 4) == 0))
         || is_bare_workbook (data, size) || is_vcard (data, size);
}

static void
set_failed (GError **error, const char *message)
{
  /* Translators: what the system says about the file */
  g_set_error (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_FAILED,
               _ ("The file could not be read or written (%s): try again, or use another folder."), message);
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (
      error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_DAMAGED,
      _ ("This file is damaged, or no program would make it so: open it where it comes from, save it "
         "as CSV, and choose that file."));
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n <= 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
    }

  return TRUE;
}

/* The file as the helper's standard input: in memory, so that no disk holds a copy, and sealed, so that it can
 * neither change nor shrink under who reads it. Returns -1 with the error. */
static int
make_input (GBytes *bytes, GError **error)
{
  int fd = memfd_create ("guests", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd < 0 || !write_all (fd, bytes) || lseek (fd, 0, SEEK_SET) != 0
      || fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0)
    {
      set_failed (error, g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return -1;
    }

  return fd;
}

/* Where the build has it for a run out of its folder, else where it was installed. */
static char *
find_program (void)
{
  const char *folder = g_getenv ("INVY_LIBEXECDIR");

  return g_build_filename (folder != NULL && *folder != '\0' ? folder : LIBEXECDIR, PROGRAM, NULL);
}

static GSubprocess *
start (GBytes *bytes, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *program = find_program ();
  g_autoptr (GError) local_error = NULL;
  int fd = make_input (bytes, error);
  GSubprocess *helper;

  if (fd < 0)
    return NULL;

  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  helper = g_subprocess_launcher_spawn (launcher, &local_error, program, NULL);
  if (helper == NULL)
    set_failed (error, local_error->message);

  return helper;
}

static void
set_too_big (GError **error)
{
  g_set_error_literal (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_TOO_BIG,
                       _ ("This file is too big for a guest list: choose another one."));
}

static void
set_too_slow (GError **error)
{
  g_set_error_literal (
      error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_TOO_BIG,
      _ ("Reading this file takes too long: open it where it comes from, save only the sheet with the "
         "guests as CSV, and choose that file."));
}

static void
set_too_much_memory (GError **error)
{
  g_set_error_literal (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_TOO_BIG,
                       _ ("Reading this file takes too much memory: open it where it comes from, save only the sheet "
                          "with the guests as CSV, and choose that file."));
}

/* The sentence for a helper that ended before it could say anything. */
static void
set_error_for_end (GSubprocess *helper, GError **error)
{
  const int signal = g_subprocess_get_if_signaled (helper) ? g_subprocess_get_term_sig (helper) : 0;
  const int status = g_subprocess_get_if_exited (helper) ? g_subprocess_get_exit_status (helper) : 0;

  if (signal == SIGXCPU)
    set_too_slow (error);
  else if (signal == SIGKILL || status == INVY_TABLE_WIRE_EXIT_NO_MEMORY) /* by a system that has none left */
    set_too_much_memory (error);
  else
    set_damaged (error);
}

/* Waits until @deadline at the longest. Returns what the helper said, or %NULL with the error if it took too long or
 * said too much. */
static GBytes *
read_answer (int fd, gint64 deadline, GError **error)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (64 * 1024);

  while (answer->len <= INVY_TABLE_WIRE_MAX_SIZE)
    {
      struct pollfd polled = { fd, POLLIN, 0 };
      gint64 left_ms = (deadline - g_get_monotonic_time ()) / 1000;
      gssize n;

      if (left_ms <= 0)
        {
          set_too_slow (error);
          return NULL;
        }
      if (poll (&polled, 1, (int) left_ms) <= 0 || polled.revents == 0)
        continue;
      n = read (fd, buffer, 64 * 1024);
      if (n < 0)
        {
          set_failed (error, g_strerror (errno));
          return NULL;
        }
      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&answer));
      g_byte_array_append (answer, buffer, (guint) n);
    }

  set_too_big (error);
  return NULL;
}

/* The sentence for what the helper found when it found no tables. */
static void
set_error_for_kind (InvyTableWireKind kind, GError **error)
{
  switch (kind)
    {
    case INVY_TABLE_WIRE_OTHER_KIND:
      g_set_error_literal (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_NOT_TEXT,
                           _ ("This is not a guest list but a file of another kind: choose a spreadsheet, a CSV file "
                              "or contacts."));
      break;
    case INVY_TABLE_WIRE_PASSWORD:
      g_set_error_literal (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_PASSWORD,
                           _ ("This spreadsheet is locked with a password: open it, save it without one, and choose "
                              "that file."));
      break;
    case INVY_TABLE_WIRE_TOO_BIG:
      set_too_big (error);
      break;
    case INVY_TABLE_WIRE_NO_MEMORY:
      set_too_much_memory (error);
      break;
    case INVY_TABLE_WIRE_TOO_OLD:
      g_set_error_literal (error, INVY_TRANSFER_ERROR, INVY_TRANSFER_ERROR_TOO_OLD,
                           _ ("This spreadsheet was made before 1994, and its Hebrew cannot be read: open it in a "
                              "spreadsheet, save it as .xlsx, and choose that file."));
      break;
    case INVY_TABLE_WIRE_XLSX:
    case INVY_TABLE_WIRE_XLS:
    case INVY_TABLE_WIRE_ODS:
    case INVY_TABLE_WIRE_VCARD:
    case INVY_TABLE_WIRE_EMPTY:
      invy_transfer_error_set_empty (error);
      break;
    case INVY_TABLE_WIRE_DAMAGED:
    case INVY_TABLE_WIRE_N_KINDS:
    default:
      set_damaged (error);
    }
}

/**
 * invy_table_helper_read:
 * @bytes: a whole file
 * @max_wait_s: after how long the program is ended
 * @format: (out): xlsx, xls, ods or vcard
 * @error: one of #InvyTransferError, with a sentence that says what to do
 *
 * Has a spreadsheet or a file of contacts read by a program of its own, with little memory and time and nothing else.
 * A file that kills it, or that grows without end, costs one sentence. Blocks: for threads that may wait.
 *
 * Returns: (transfer full) (nullable) (element-type InvyTable): the sheets that have rows, at least one
 */
GPtrArray *
invy_table_helper_read (GBytes *bytes, guint max_wait_s, const char **format, GError **error)
{
  g_autoptr (GSubprocess) helper = start (bytes, error);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  InvyTableWireKind kind;
  int fd;

  if (helper == NULL)
    return NULL;

  fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (helper)));
  answer = read_answer (fd, g_get_monotonic_time () + max_wait_s * G_USEC_PER_SEC, error);
  g_subprocess_force_exit (helper); /* one that is ending by itself keeps the status that it ends with */
  g_subprocess_wait (helper, NULL, NULL);

  if (answer == NULL)
    return NULL;
  if (g_bytes_get_size (answer) == 0)
    {
      set_error_for_end (helper, error);
      return NULL;
    }

  tables = invy_table_wire_read (answer, &kind);
  if (tables == NULL)
    {
      set_damaged (error);
      return NULL;
    }
  if (tables->len == 0)
    {
      set_error_for_kind (kind, error);
      return NULL;
    }
  if (kind > INVY_TABLE_WIRE_VCARD)
    {
      set_damaged (error);
      return NULL;
    }

  *format = formats[kind];
  return g_steal_pointer (&tables);
}
