/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-copy-file-private.h"

#include "store/invy-database.h"
#include "store/invy-sqlite-copy.h"
#include "store/invy-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Where SQLite's file format says what a file is: https://www.sqlite.org/fileformat.html#the_database_header */
#define HEADER_SIZE 72
#define WRITE_VERSION_AT 18
#define APPLICATION_ID_AT 68

/* In the name of a file that is not whole yet, behind letters that nobody else has. */
#define PART_SUFFIX ".part"
#define PART_LETTERS ".XXXXXX"

/* Whoever writes one writes all the time; one that nobody has written to for so long was left behind. */
#define PART_MAX_AGE_S 60

/* A backup is a database of ours that nobody works with: one that was opened has a write-ahead log. */
static gboolean
is_backup (const char *header)
{
  return memcmp (header, "SQLite format 3", 16) == 0 && header[WRITE_VERSION_AT] == 1
         && memcmp (header + APPLICATION_ID_AT, "Invy", 4) == 0;
}

/**
 * invy_copy_file_may_replace:
 *
 * Returns: whether a backup may be written to @path: nothing is there yet, an empty file, or another backup
 */
gboolean
invy_copy_file_may_replace (const char *path, GError **error)
{
  g_autofd int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  char header[HEADER_SIZE] = "";
  const gssize length = fd != -1 ? read (fd, header, sizeof header) : 0;

  if ((fd == -1 && errno == ENOENT) || (fd != -1 && length == 0)
      || (length == (gssize) sizeof header && is_backup (header)))
    return TRUE;

  g_set_error_literal (
      error, INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT,
      _ ("There is a file of that name already, and it is not a backup. It was left as it is. Choose "
         "another name."));
  return FALSE;
}

static gboolean
set_system_error (GError **error)
{
  const int code = errno;

  g_set_error (error, INVY_STORE_ERROR,
               code == ENOSPC || code == EDQUOT ? INVY_STORE_ERROR_FULL : INVY_STORE_ERROR_UNREACHABLE,
               /* Translators: a reason from the system, such as "Permission denied" */
               _ ("The backup cannot be written: %s. Choose another folder, or make some room."), g_strerror (code));
  return FALSE;
}

static gboolean
copy_database (const char *uri, const char *path, gboolean only_book, GError **error)
{
  g_autofree char *location = NULL;
  g_autoptr (InvyDatabase) database = invy_database_new_for_uri (uri, &location, error);
  gboolean ok;

  if (database == NULL)
    return FALSE;

  ok = invy_database_open (database, location, error) && invy_database_copy (database, path, only_book, error);
  invy_database_close (database);
  return ok;
}

static void
sync_folder (const char *folder)
{
  g_autofd int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd != -1)
    fsync (fd);
}

/* What SQLite may have left beside a file when it was stopped halfway. */
static const char *const part_endings[] = { "", "-wal", "-shm", "-journal", NULL };

/**
 * invy_copy_file_remove_part:
 *
 * Removes a file that did not become whole.
 */
void
invy_copy_file_remove_part (const char *part)
{
  for (guint i = 0; part_endings[i] != NULL; i++)
    {
      g_autofree char *file = g_strconcat (part, part_endings[i], NULL);

      g_unlink (file);
    }
}

/**
 * invy_copy_file_write:
 * @uri: of the database
 * @path: what is there is replaced, as a whole or not at all
 *
 * Writes a copy that is its owner's alone and on the disk before it has its name. It blocks, and touches no
 * connection of others.
 */
gboolean
invy_copy_file_write (const char *uri, const char *path, gboolean only_book, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *part = g_strdup_printf ("%s" PART_LETTERS PART_SUFFIX, path);
  g_autofd int fd = g_mkstemp_full (part, O_RDWR | O_CLOEXEC, 0600);
  gboolean ok;

  if (fd == -1)
    return set_system_error (error);

  ok = copy_database (uri, part, only_book, error)
       && ((fsync (fd) == 0 && g_rename (part, path) == 0) || set_system_error (error));
  if (ok)
    sync_folder (folder);
  else
    invy_copy_file_remove_part (part);

  return ok;
}

/**
 * invy_copy_file_read:
 * @path: a backup; it is only read
 * @to: a new file
 *
 * Copies a backup to where it can be opened, and so perhaps changed.
 */
gboolean
invy_copy_file_read (const char *path, const char *to, GError **error)
{
  g_autofd int fd = g_open (to, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (fd == -1)
    return set_system_error (error);
  if (invy_sqlite_copy_whole (path, to, error))
    return TRUE;

  invy_copy_file_remove_part (to);
  return FALSE;
}

/* Whether a file was to become a copy of this name, or of any. */
static gboolean
is_part (const char *file_name, const char *name)
{
  const char *suffix = g_strrstr (file_name, PART_SUFFIX);

  if (suffix == NULL || !g_strv_contains (part_endings, suffix + strlen (PART_SUFFIX)))
    return FALSE;
  return name == NULL
         || (g_str_has_prefix (file_name, name)
             && suffix - file_name == (gssize) (strlen (name) + strlen (PART_LETTERS))
             && file_name[strlen (name)] == '.');
}

/**
 * invy_copy_file_remove_parts:
 * @folder: where copies are written to
 * @name: (nullable): of the copy; %NULL in a folder that has only copies of ours
 *
 * Removes what is left of copies that were cut off, by a power cut for example.
 */
void
invy_copy_file_remove_parts (const char *folder, const char *name)
{
  const gint64 oldest = g_get_real_time () / G_USEC_PER_SEC - PART_MAX_AGE_S;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *file_name;

  while (dir != NULL && (file_name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, file_name, NULL);
      GStatBuf info;

      if (is_part (file_name, name) && g_stat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_mtime < oldest)
        g_unlink (path);
    }
}
