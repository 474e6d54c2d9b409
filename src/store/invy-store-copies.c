/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-store-copies.h"

#include "model/invy-ledger.h"
#include "store/invy-copy-file-private.h"
#include "store/invy-promise-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define SQLITE_SCHEME "sqlite:"
#define OPENED_NAME "backup.db"

G_DEFINE_ENUM_TYPE (InvyCopyReason,
                    invy_copy_reason,
                    G_DEFINE_ENUM_VALUE (INVY_COPY_DAILY, "daily"),
                    G_DEFINE_ENUM_VALUE (INVY_COPY_IMPORT, "import"),
                    G_DEFINE_ENUM_VALUE (INVY_COPY_CAMPAIGN, "campaign"),
                    G_DEFINE_ENUM_VALUE (INVY_COPY_RESTORE, "restore"))

void
invy_copy_free (InvyCopy *self)
{
  g_free (self->path);
  g_free (self);
}

/* --- a thread for each copy, so that neither the window nor a campaign waits --- */

typedef struct
{
  char *uri;  /* of the store that is copied; NULL if a copy is opened */
  char *path; /* where to, or what is opened */
  gboolean only_book;
  GMainContext *context; /* of who waits */
  DexPromise *promise;
} Work;

static void
work_free (Work *work)
{
  g_free (work->uri);
  g_free (work->path);
  g_main_context_unref (work->context);
  g_free (work);
}

/* Takes @result, or @error if there is one. */
static void
finish (Work *work, char *result, GError *error)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_value_take_string (&value, result);
  invy_promise_settle (work->promise, work->context, &value, error);
  work_free (work);
}

static gpointer
copy_main (gpointer data)
{
  Work *work = data;
  g_autofree char *folder = g_path_get_dirname (work->path);
  g_autofree char *name = g_path_get_basename (work->path);
  GError *error = NULL;

  invy_copy_file_write (work->uri, work->path, work->only_book, &error);
  invy_copy_file_remove_parts (folder, name);
  finish (work, g_strdup (work->path), error);

  return NULL;
}

static DexFuture *
start (GThreadFunc func, const char *uri, const char *path, gboolean only_book)
{
  Work *work = g_new0 (Work, 1);
  DexPromise *promise = dex_promise_new ();

  work->uri = g_strdup (uri);
  work->path = g_strdup (path);
  work->only_book = only_book;
  work->context = g_main_context_ref_thread_default ();
  work->promise = dex_ref (promise);
  g_thread_unref (g_thread_new ("invy-copy", func, work));

  return DEX_FUTURE (promise);
}

/**
 * invy_store_backup:
 * @path: of the file to write
 *
 * Writes all weddings, guests, campaigns and messages, as they are at one moment, into a file that any store can
 * open. Everybody else goes on writing meanwhile. An older backup of that name is replaced, as a whole or not at all;
 * any other file is left alone.
 *
 * Returns: (transfer full): a future that resolves to @path, or rejects with an #InvyStoreError
 */
DexFuture *
invy_store_backup (InvyStore *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (INVY_IS_STORE (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  if (!invy_copy_file_may_replace (path, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return start (copy_main, invy_store_get_uri (self), path, FALSE);
}

/* --- copies that are made by themselves --- */

/* Beside the database; those of a server in the data folder. */
static char *
dup_folder (InvyStore *self)
{
  const char *uri = invy_store_get_uri (self);
  g_autofree char *sum = NULL;

  if (g_str_has_prefix (uri, SQLITE_SCHEME))
    return g_strconcat (uri + strlen (SQLITE_SCHEME), "-backups", NULL);

  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);
  return g_strdup_printf ("%s/invy/%.16s-backups", g_get_user_data_dir (), sum);
}

/* "20261122T213045.123Z-daily.db": by name is by time, and anybody can read when and why. */
static char *
make_name (InvyCopyReason reason)
{
  const gint64 now = g_get_real_time ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autofree char *seconds = g_date_time_format (time, "%Y%m%dT%H%M%S");

  return g_strdup_printf ("%s.%03dZ-%s.db", seconds, (int) (now / 1000 % 1000),
                          invy_enum_to_nick (INVY_TYPE_COPY_REASON, (int) reason));
}

/* NULL for a file that is none of ours. */
static InvyCopy *
read_copy (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_auto (GStrv) parts = g_strsplit (name, "-", 2);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (parts[0], NULL);
  GStatBuf info;
  InvyCopy *copy;
  int reason;

  if (time == NULL || parts[1] == NULL || !g_str_has_suffix (parts[1], ".db") || g_stat (path, &info) != 0)
    return NULL;
  parts[1][strlen (parts[1]) - strlen (".db")] = '\0';
  if (!invy_enum_from_nick (INVY_TYPE_COPY_REASON, parts[1], &reason))
    return NULL;

  copy = g_new0 (InvyCopy, 1);
  copy->path = g_steal_pointer (&path);
  copy->reason = (InvyCopyReason) reason;
  copy->made_at = g_date_time_to_unix_usec (time) / 1000;
  copy->size = info.st_size;
  return copy;
}

static int
compare_copies (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(InvyCopy *const *) b)->path, (*(InvyCopy *const *) a)->path);
}

static GPtrArray *
list_folder (const char *folder)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_copy_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      InvyCopy *copy = read_copy (folder, name);

      if (copy != NULL)
        g_ptr_array_add (copies, copy);
    }
  g_ptr_array_sort (copies, compare_copies);

  return copies;
}

/**
 * invy_store_list_copies:
 *
 * Returns: (transfer full) (element-type InvyCopy): what was copied by itself, the newest first
 */
GPtrArray *
invy_store_list_copies (InvyStore *self)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (INVY_IS_STORE (self), NULL);

  folder = dup_folder (self);
  return list_folder (folder);
}

static void
remove_old (const char *folder)
{
  g_autoptr (GPtrArray) copies = list_folder (folder);
  guint n_daily = 0, n_other = 0;

  for (guint i = 0; i < copies->len; i++)
    {
      InvyCopy *copy = copies->pdata[i];
      const gboolean is_too_many =
          copy->reason == INVY_COPY_DAILY ? ++n_daily > INVY_COPIES_DAILY : ++n_other > INVY_COPIES_OTHER;

      if (is_too_many)
        g_unlink (copy->path);
    }
}

static gpointer
keep_main (gpointer data)
{
  Work *work = data;
  g_autofree char *folder = g_path_get_dirname (work->path);
  GError *error = NULL;

  if (invy_copy_file_write (work->uri, work->path, work->only_book, &error))
    remove_old (folder);
  invy_copy_file_remove_parts (folder, NULL);
  finish (work, g_strdup (work->path), error);

  return NULL;
}

/**
 * invy_store_keep_copy:
 *
 * Makes a copy beside the database that says when and why it was made, and removes the oldest when there are more
 * than %INVY_COPIES_DAILY or %INVY_COPIES_OTHER. Nobody waits for it but the caller.
 *
 * Returns: (transfer full): a future that resolves to the path of the copy, or rejects with an #InvyStoreError
 */
DexFuture *
invy_store_keep_copy (InvyStore *self, InvyCopyReason reason)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = make_name (reason);
  g_autofree char *path = NULL;

  g_return_val_if_fail (INVY_IS_STORE (self), NULL);

  folder = dup_folder (self);
  path = g_build_filename (folder, name, NULL);
  g_mkdir_with_parents (folder, 0700);
  return start (keep_main, invy_store_get_uri (self), path, reason != INVY_COPY_DAILY);
}

static gboolean
is_of_today (const InvyCopy *copy)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_local (copy->made_at / 1000);

  return made != NULL && g_date_time_get_day_of_year (now) == g_date_time_get_day_of_year (made)
         && g_date_time_get_year (now) == g_date_time_get_year (made);
}

/**
 * invy_store_keep_daily_copy:
 *
 * Makes the copy of the day if there is none yet.
 *
 * Returns: (transfer full): a future that resolves to the path of the copy, %NULL if there was one already, or
 * rejects with an #InvyStoreError
 */
DexFuture *
invy_store_keep_daily_copy (InvyStore *self)
{
  g_autoptr (GPtrArray) copies = invy_store_list_copies (self);

  for (guint i = 0; i < copies->len; i++)
    {
      const InvyCopy *copy = copies->pdata[i];

      if (copy->reason == INVY_COPY_DAILY && is_of_today (copy))
        return dex_future_new_take_string (NULL);
    }

  return invy_store_keep_copy (self, INVY_COPY_DAILY);
}

/* --- looking into a copy --- */

static gpointer
open_main (gpointer data)
{
  Work *work = data;
  GError *error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("invy-XXXXXX", &error);
  char *path = folder != NULL ? g_build_filename (folder, OPENED_NAME, NULL) : NULL;

  if (path != NULL && !invy_copy_file_read (work->path, path, &error))
    g_rmdir (folder);
  finish (work, path, error);

  return NULL;
}

static void
remove_opened (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-senders" };
  g_autofree char *folder = g_path_get_dirname (path);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
  g_rmdir (folder);
}

static DexFuture *
open_fiber (gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (start (open_main, NULL, data, FALSE), &error);
  g_autofree char *uri = NULL;
  g_autoptr (InvyStore) copy = NULL;

  if (path == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  uri = g_strconcat (SQLITE_SCHEME, path, NULL);
  if ((copy = dex_await_object (invy_store_open (uri), &error)) == NULL)
    {
      remove_opened (path);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }
  if (!dex_await (invy_store_check (copy), &error))
    {
      dex_await (invy_store_close_copy (copy), NULL);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  return dex_future_new_for_object (copy);
}

/**
 * invy_store_open_copy:
 * @path: a backup, a copy, or any database of Invy
 *
 * Opens what is in the file without ever changing the file: an older one is brought up to date in a place of its own.
 *
 * Returns: (transfer full): a future that resolves to an #InvyStore for invy_store_close_copy(), or rejects with
 *   %INVY_STORE_ERROR_NOT_FOUND, %INVY_STORE_ERROR_NOT_A_DATABASE for one that is damaged, empty or another
 * program's, or %INVY_STORE_ERROR_TOO_NEW
 */
DexFuture *
invy_store_open_copy (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, open_fiber, g_strdup (path), g_free);
}

static DexFuture *
close_fiber (gpointer data)
{
  InvyStore *copy = data;

  dex_await (invy_store_close (copy), NULL);
  remove_opened (invy_store_get_uri (copy) + strlen (SQLITE_SCHEME));

  return dex_future_new_true ();
}

/**
 * invy_store_close_copy:
 * @copy: from invy_store_open_copy()
 *
 * Closes it and removes what was made to look into it.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *
invy_store_close_copy (InvyStore *copy)
{
  g_return_val_if_fail (INVY_IS_STORE (copy), NULL);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, close_fiber, g_object_ref (copy), g_object_unref);
}
