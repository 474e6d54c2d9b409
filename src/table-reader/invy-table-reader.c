/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "table-reader/invy-ods.h"
#include "table-reader/invy-table-reader.h"
#include "table-reader/invy-vcard.h"
#include "table-reader/invy-xls-old.h"
#include "table-reader/invy-xls.h"
#include "table-reader/invy-xlsx.h"

#include <string.h>

/* The name of the stream that an Office program puts an encrypted workbook into, within a file that otherwise looks
 * like an old one. */
static const char encrypted_stream[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

static gboolean
begins_with (GBytes *bytes, const char *start)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= strlen (start) && memcmp (data, start, strlen (start)) == 0;
}

/* One of Excel 2 to 4, which is nothing but its records. Their first one is never text: its second byte is no letter.
 */
static gboolean
is_bare_workbook (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= 4 && data[0] == '\x09' && (data[1] == '\0' || data[1] == '\x02' || data[1] == '\x04');
}

static InvyTableWireKind
judge (InvyZipOutcome outcome, InvyTableWireKind kind)
{
  switch (outcome)
    {
    case INVY_ZIP_READ:
      return kind;
    case INVY_ZIP_MISSING:
      return INVY_TABLE_WIRE_OTHER_KIND;
    case INVY_ZIP_TOO_BIG:
      return INVY_TABLE_WIRE_TOO_BIG;
    case INVY_ZIP_NO_MEMORY:
      return INVY_TABLE_WIRE_NO_MEMORY;
    case INVY_ZIP_DAMAGED:
    default:
      return INVY_TABLE_WIRE_DAMAGED;
    }
}

static InvyTableWireKind
read_archive (const char *path, InvyTableBuilder *builder)
{
  g_autoptr (InvyZip) zip = invy_zip_open (path);
  InvyZipOutcome outcome;

  if (zip == NULL)
    return INVY_TABLE_WIRE_DAMAGED;
  if (invy_ods_is_encrypted (zip))
    return INVY_TABLE_WIRE_PASSWORD;

  outcome = invy_xlsx_read (zip, builder);
  if (outcome != INVY_ZIP_MISSING)
    return judge (outcome, INVY_TABLE_WIRE_XLSX);
  return judge (invy_ods_read (zip, builder), INVY_TABLE_WIRE_ODS);
}

static InvyTableWireKind
judge_workbook (InvyXlsOutcome outcome)
{
  switch (outcome)
    {
    case INVY_XLS_READ:
      return INVY_TABLE_WIRE_XLS;
    case INVY_XLS_PASSWORD:
      return INVY_TABLE_WIRE_PASSWORD;
    case INVY_XLS_TOO_OLD:
      return INVY_TABLE_WIRE_TOO_OLD;
    case INVY_XLS_NO_MEMORY:
      return INVY_TABLE_WIRE_NO_MEMORY;
    case INVY_XLS_DAMAGED:
    default:
      return INVY_TABLE_WIRE_DAMAGED;
    }
}

static InvyTableWireKind
read_old_workbook (GBytes *bytes, InvyTableBuilder *builder)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (memmem (data, size, encrypted_stream, sizeof encrypted_stream - 1) != NULL)
    return INVY_TABLE_WIRE_PASSWORD;

  return judge_workbook (invy_xls_read (bytes, builder));
}

static gboolean
has_rows (GPtrArray *tables)
{
  for (guint i = 0; i < tables->len; i++)
    if (((InvyTable *) g_ptr_array_index (tables, i))->rows->len > 0)
      return TRUE;
  return FALSE;
}

/**
 * invy_table_reader_read:
 * @fd: a whole file: a spreadsheet, or contacts; nobody may shorten it meanwhile
 * @tables: (out) (transfer full) (nullable) (element-type InvyTable): what is in it
 *
 * Reads a file whose insides libraries have to take apart. A file that was made to break them may: this is for the
 * helper program, which has nothing to lose.
 *
 * Returns: what the file is; with @tables unless there are none to be had
 */
InvyTableWireKind
invy_table_reader_read (int fd, GPtrArray **tables)
{
  g_autoptr (InvyTableBuilder) builder = invy_table_builder_new ();
  g_autoptr (GMappedFile) file = g_mapped_file_new_from_fd (fd, FALSE, NULL);
  g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : g_bytes_new (NULL, 0);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd); /* the libraries want one */
  InvyTableWireKind kind;

  *tables = NULL;
  if (begins_with (bytes, "PK\x03\x04"))
    kind = read_archive (path, builder);
  else if (begins_with (bytes, "\xd0\xcf\x11\xe0"))
    kind = read_old_workbook (bytes, builder);
  else if (is_bare_workbook (bytes))
    kind = judge_workbook (invy_xls_old_read (path, builder));
  else
    kind = invy_vcard_read (bytes, builder) ? INVY_TABLE_WIRE_VCARD : INVY_TABLE_WIRE_OTHER_KIND;

  if (kind > INVY_TABLE_WIRE_VCARD)
    return kind;
  if (builder->is_full)
    return INVY_TABLE_WIRE_TOO_BIG;
  if (!has_rows (builder->tables))
    return INVY_TABLE_WIRE_EMPTY;

  *tables = g_steal_pointer (&builder->tables);
  return kind;
}
