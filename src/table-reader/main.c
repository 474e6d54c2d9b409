/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "table-reader/invy-reader-limits.h"
#include "table-reader/invy-table-reader.h"

#include <locale.h>
#include <unistd.h>

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

/* A program that the others start for each spreadsheet and each file of contacts: the file is the standard input, its
 * tables go out on the standard output, and whatever the file does to this program ends with it. */
int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (GBytes) answer = NULL;
  InvyTableWireKind kind;

  /* Numbers are read and written the same everywhere. */
  setlocale (LC_ALL, "C");

  if (!invy_reader_limits_apply ())
    return 1;

  kind = invy_table_reader_read (STDIN_FILENO, &tables);
  answer = invy_table_wire_write (kind, tables);

  return write_all (STDOUT_FILENO, answer) ? 0 : 1;
}
