/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-media-library.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Copies of the files that planners chose as headers, by what is in them: the original may be moved or changed, and a
 * sandbox lets us see it only once. */

/**
 * invy_media_library_dup_path:
 * @hash: a file's, see #InvyMedia
 *
 * Returns: (transfer full): where its copy is, or would be
 */
char *
invy_media_library_dup_path (const char *hash)
{
  g_return_val_if_fail (hash != NULL, NULL);

  return g_build_filename (g_get_user_data_dir (), "invy", "media", hash, NULL);
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  g_set_error_literal (error, INVY_MEDIA_ERROR, INVY_MEDIA_ERROR_UNREADABLE,
                       _ ("The file could not be kept: Invy’s folder cannot be written. Check the disk."));
  return FALSE;
}

static DexFuture *
kept_cb (DexFuture *future, gpointer media)
{
  g_autoptr (GError) error = NULL;

  if (dex_await (dex_ref (future), &error))
    return dex_future_new_take_boxed (INVY_TYPE_MEDIA, invy_media_ref (media));

  return dex_future_new_reject (INVY_MEDIA_ERROR, INVY_MEDIA_ERROR_UNREADABLE, "%s",
                                _ ("The file could not be kept. Check that the disk has space."));
}

/**
 * invy_media_library_keep:
 *
 * Copies a file's bytes, unless they are there already.
 *
 * Returns: (transfer full): a future that resolves to @media, or rejects with %INVY_MEDIA_ERROR_UNREADABLE
 */
DexFuture *
invy_media_library_keep (InvyMedia *media)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  GError *error = NULL;

  g_return_val_if_fail (media != NULL, NULL);

  path = invy_media_library_dup_path (media->hash);
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return dex_future_new_take_boxed (INVY_TYPE_MEDIA, invy_media_ref (media));
  if (!make_folder (path, &error))
    return dex_future_new_for_error (error);

  file = g_file_new_for_path (path);
  return dex_future_finally (
      dex_file_replace_contents_bytes (file, media->bytes, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION),
      kept_cb, invy_media_ref (media), (GDestroyNotify) invy_media_unref);
}

/**
 * invy_media_library_load:
 * @hash: of a file that was kept on this computer
 *
 * Returns: (transfer full): a future that resolves to the #InvyMedia, or rejects with #InvyMediaError
 */
DexFuture *
invy_media_library_load (const char *hash)
{
  g_autofree char *path = invy_media_library_dup_path (hash);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return invy_media_load (file);
}
