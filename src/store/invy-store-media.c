/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-store-private.h"

/* Files that were uploaded to a sending number, by what is in them. */

typedef struct
{
  char *hash;
  char *phone_number_id;
  char *media_id;
  gint64 good_ms;
} Upload;

static Upload *
upload_new (const char *hash, const char *phone_number_id, const char *media_id, gint64 good_ms)
{
  Upload *upload = g_new0 (Upload, 1);

  upload->hash = g_strdup (hash);
  upload->phone_number_id = g_strdup (phone_number_id);
  upload->media_id = g_strdup (media_id);
  upload->good_ms = good_ms;

  return upload;
}

static void
upload_free (gpointer data)
{
  Upload *upload = data;

  g_free (upload->hash);
  g_free (upload->phone_number_id);
  g_free (upload->media_id);
  g_free (upload);
}

static gboolean
find_media_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Upload *upload = data;
  const gint64 now = invy_database_now (database);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows =
      invy_database_query (database,
                           "SELECT media_id FROM media WHERE hash = $1 AND phone_number_id = $2 AND uploaded_at > $3 "
                           "AND uploaded_at <= $4",
                           INVY_VALUES (INVY_TEXT (upload->hash), INVY_TEXT (upload->phone_number_id),
                                        INVY_TIME (now - upload->good_ms), INVY_TIME (now)),
                           error);

  if (rows == NULL)
    return FALSE;

  g_value_init (result, G_TYPE_STRING);
  if (invy_rows_next (rows, &local_error))
    g_value_set_string (result, invy_rows_get_text (rows, 0));
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return local_error == NULL;
}

/**
 * invy_store_find_media:
 * @hash: of the file's bytes
 * @good_ms: for how long after its upload, in milliseconds, a file is used again
 *
 * Returns: (transfer full): a future that resolves to the id (string) under which the file was uploaded to the
 * number; %NULL if it was not, or too long ago
 */
DexFuture *
invy_store_find_media (InvyStore *self, const char *hash, const char *phone_number_id, gint64 good_ms)
{
  return invy_store_run (self, INVY_LANE_READ, find_media_job, upload_new (hash, phone_number_id, NULL, good_ms),
                         upload_free);
}

static gboolean
save_media_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Upload *upload = data;

  return invy_database_execute (
      database,
      "INSERT INTO media (hash, media_id, phone_number_id, uploaded_at) VALUES ($1, $2, $3, $4)"
      " ON CONFLICT (hash, phone_number_id) DO UPDATE SET media_id = excluded.media_id,"
      " uploaded_at = excluded.uploaded_at",
      INVY_VALUES (INVY_TEXT (upload->hash), INVY_TEXT (upload->media_id), INVY_TEXT (upload->phone_number_id),
                   INVY_TIME (invy_database_now (database))),
      NULL, error);
}

/**
 * invy_store_save_media:
 * @media_id: what WhatsApp calls the file
 *
 * Keeps that a file was uploaded just now.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *
invy_store_save_media (InvyStore *self, const char *hash, const char *phone_number_id, const char *media_id)
{
  return invy_store_run (self, INVY_LANE_WRITE, save_media_job, upload_new (hash, phone_number_id, media_id, 0),
                         upload_free);
}
