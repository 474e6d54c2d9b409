/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "table-reader/invy-compound-file.h"

#include <string.h>

/* A file system in a file, in which Office programs kept what they wrote until 2007: [MS-CFB]. All numbers are little
 * endian. A stream is a chain of sectors; the table says for each sector which one comes next, and is itself kept in
 * sectors. Short streams lie in smaller sectors within a stream of their own. */
#define HEADER_SIZE 512
#define N_HEADER_TABLES 109
#define ENTRY_SIZE 128
#define MAX_SECTOR 0xfffffffa /* above it are marks such as the end of a chain */

typedef struct
{
  const guint8 *data;
  gsize size;
  guint shift;   /* of the size of a sector */
  GArray *table; /* of guint32 */
} Volume;

typedef struct
{
  guint32 start;
  guint32 size;
} Entry;

static guint16
get_16 (const guint8 *data)
{
  return (guint16) (data[0] | data[1] << 8);
}

static guint32
get_32 (const guint8 *data)
{
  return get_16 (data) | (guint32) get_16 (data + 2) << 16;
}

/* Returns %NULL for a sector that is not all there; the last one of a file may be cut short, which the caller's copy
 * of it makes up for. */
static const guint8 *
get_sector (const Volume *volume, guint32 sector, gsize *size)
{
  guint64 offset = ((guint64) sector + 1) << volume->shift;

  if (offset >= volume->size)
    return NULL;
  *size = MIN ((gsize) 1 << volume->shift, volume->size - offset);

  return volume->data + offset;
}

static gboolean
add_table_sector (Volume *volume, guint32 sector)
{
  gsize size;
  const guint8 *data = get_sector (volume, sector, &size);

  if (data == NULL || size != (gsize) 1 << volume->shift)
    return FALSE;
  for (gsize i = 0; i < size; i += 4)
    {
      guint32 next = get_32 (data + i);

      g_array_append_val (volume->table, next);
    }

  return TRUE;
}

/* The first sectors of the table are listed in the header, the others in a chain of lists. Neither a chain nor a
 * table is longer than the file, which is what ends a chain that goes round. */
static gboolean
read_table (Volume *volume)
{
  gsize n_sectors = volume->size >> volume->shift;
  gsize n_per_list = ((gsize) 1 << volume->shift) / 4 - 1;
  guint32 list = get_32 (volume->data + 0x44);

  for (gsize i = 0; i < N_HEADER_TABLES; i++)
    {
      guint32 sector = get_32 (volume->data + 0x4c + 4 * i);

      if (sector >= MAX_SECTOR)
        return TRUE;
      if (!add_table_sector (volume, sector))
        return FALSE;
    }

  for (gsize n = 0; list < MAX_SECTOR && n < n_sectors; n++)
    {
      gsize size;
      const guint8 *data = get_sector (volume, list, &size);

      if (data == NULL || size != (gsize) 1 << volume->shift)
        return FALSE;
      for (gsize i = 0; i < n_per_list && get_32 (data + 4 * i) < MAX_SECTOR; i++)
        if (volume->table->len > n_sectors + n_per_list || !add_table_sector (volume, get_32 (data + 4 * i)))
          return FALSE;
      list = get_32 (data + 4 * n_per_list);
    }

  return TRUE;
}

/* Returns as much of the chain as there is. */
static GByteArray *
read_chain (const Volume *volume, guint32 sector)
{
  GByteArray *bytes = g_byte_array_new ();
  gsize n_sectors = volume->size >> volume->shift;

  for (gsize n = 0; sector < volume->table->len && n <= n_sectors; n++)
    {
      gsize size;
      const guint8 *data = get_sector (volume, sector, &size);

      if (data == NULL)
        break;
      g_byte_array_append (bytes, data, (guint) size);
      sector = g_array_index (volume->table, guint32, sector);
    }

  return bytes;
}

/* The names are UTF-16, and ours ASCII. */
static gboolean
has_name (const guint8 *entry, const char *name)
{
  gsize length = strlen (name);

  if (get_16 (entry + 64) != 2 * (length + 1))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (get_16 (entry + 2 * i) != (guint16) name[i])
      return FALSE;
  return TRUE;
}

static gboolean
find_entry (GByteArray *directory, const char *name, Entry *entry)
{
  for (gsize i = 0; i + ENTRY_SIZE <= directory->len; i += ENTRY_SIZE)
    if (has_name (directory->data + i, name))
      {
        entry->start = get_32 (directory->data + i + 116);
        entry->size = get_32 (directory->data + i + 120);
        return TRUE;
      }
  return FALSE;
}

static GByteArray *
read_small (const Volume *volume, GByteArray *directory, guint32 sector)
{
  guint shift = get_16 (volume->data + 0x20);
  g_autoptr (GByteArray) table = read_chain (volume, get_32 (volume->data + 0x3c));
  g_autoptr (GByteArray) sectors = NULL;
  GByteArray *bytes = g_byte_array_new ();
  Entry root;

  if (shift > 12 || !find_entry (directory, "Root Entry", &root))
    return bytes;

  sectors = read_chain (volume, root.start);
  for (gsize n = 0; (guint64) sector * 4 + 4 <= table->len && n <= table->len / 4; n++)
    {
      gsize offset = (gsize) sector << shift;

      if (offset >= sectors->len)
        break;
      g_byte_array_append (bytes, sectors->data + offset, (guint) MIN ((gsize) 1 << shift, sectors->len - offset));
      sector = get_32 (table->data + (gsize) sector * 4);
    }

  return bytes;
}

/**
 * invy_compound_file_dup_stream:
 * @file: a compound file
 * @name: a stream's, in ASCII
 *
 * Returns: (transfer full) (nullable): what is in the stream, or %NULL if there is no such stream
 */
GBytes *
invy_compound_file_dup_stream (GBytes *file, const char *name)
{
  g_autoptr (GArray) table = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GByteArray) directory = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  Volume volume = { .table = table };
  Entry entry;

  volume.data = g_bytes_get_data (file, &volume.size);
  if (volume.size < HEADER_SIZE)
    return NULL;
  volume.shift = get_16 (volume.data + 0x1e);
  if (volume.shift < 7 || volume.shift > 12 || !read_table (&volume))
    return NULL;

  directory = read_chain (&volume, get_32 (volume.data + 0x30));
  if (!find_entry (directory, name, &entry))
    return NULL;
  if (entry.size < get_32 (volume.data + 0x38))
    bytes = read_small (&volume, directory, entry.start);
  else
    bytes = read_chain (&volume, entry.start);
  g_byte_array_set_size (bytes, MIN (bytes->len, entry.size));

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
