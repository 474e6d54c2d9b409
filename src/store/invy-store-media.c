/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-template-request.h"
#include "store/invy-media-private.h"

/* Files that were uploaded to a sending number, by what is in them. */

/* Meta keeps an upload for 30 days. One that is used until it is this old is there for the last message too. */
#define GOOD_MS (G_GINT64_CONSTANT (25) * 24 * 60 * 60 * 1000)

/* What two connections take for the server's time differs by how long it was on its way to each. */
#define CLOCK_SLACK_MS (60 * 1000)

typedef struct
{
  char *hash;
  char *phone_number_id;
  char *media_id;
} Upload;

static Upload *
upload_new (const char *hash, const char *phone_number_id, const char *media_id)
{
  Upload *upload = g_new0 (Upload, 1);

  upload->hash = g_strdup (hash);
  upload->phone_number_id = g_strdup (phone_number_id);
  upload->media_id = g_strdup (media_id);

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

/* Uploaded between the two moments. */
static gboolean
find_media (InvyDatabase *database, Upload *upload, gint64 from_ms, gint64 until_ms, char **media_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = invy_database_query (
      database,
      "SELECT media_id FROM media WHERE hash = $1 AND phone_number_id = $2 AND uploaded_at BETWEEN $3 AND $4",
      INVY_VALUES (INVY_TEXT (upload->hash), INVY_TEXT (upload->phone_number_id), INVY_INTEGER (from_ms),
                   INVY_INTEGER (until_ms)),
      error);

  *media_id = NULL;
  if (rows == NULL)
    return FALSE;

  if (invy_rows_next (rows, &local_error))
    *media_id = g_strdup (invy_rows_get_text (rows, 0));
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * invy_media_fill:
 * @message: one that is about to be sent
 *
 * Lets the message know under which id its file, if it has one, was uploaded. That it is recent enough was looked at
 * before the first message; a clock that was set since makes it no older. Inside a transaction.
 *
 * Returns: %FALSE with an #InvyStoreError if that could not be read
 */
gboolean
invy_media_fill (InvyDatabase *database, InvyMessage *message, GError **error)
{
  g_autofree char *hash = invy_template_request_dup_media_hash (message);
  g_autofree char *media_id = NULL;
  Upload upload = { hash, (char *) invy_message_get (message, INVY_MESSAGE_PHONE_NUMBER_ID), NULL };

  if (hash == NULL)
    return TRUE;
  if (!find_media (database, &upload, 0, G_MAXINT64, &media_id, error))
    return FALSE;

  invy_message_set_media_id (message, media_id);
  return TRUE;
}

static gboolean
find_media_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  const gint64 now = invy_database_now (database);
  char *media_id;

  if (!find_media (database, data, now - GOOD_MS, now + CLOCK_SLACK_MS, &media_id, error))
    return FALSE;

  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, media_id);
  return TRUE;
}

/**
 * invy_store_find_media:
 * @hash: of the file's bytes
 *
 * Returns: (transfer full): a future that resolves to the id (string) under which the file was uploaded to the
 * number; %NULL if it was not, or so long ago that it has to be uploaded again
 */
DexFuture *
invy_store_find_media (InvyStore *self, const char *hash, const char *phone_number_id)
{
  return invy_store_run (self, INVY_LANE_READ, find_media_job, upload_new (hash, phone_number_id, NULL), upload_free);
}

/* In a shared database each person has uploads of their own. */
#define SAVE(person)                                                                           \
  "INSERT INTO media (hash, media_id, phone_number_id, uploaded_at) VALUES ($1, $2, $3, $4)"   \
  " ON CONFLICT (" person "hash, phone_number_id) DO UPDATE SET media_id = excluded.media_id," \
  " uploaded_at = excluded.uploaded_at"

static gboolean
save_media_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Upload *upload = data;

  return invy_database_execute (database, invy_database_is_shared (database) ? SAVE ("saved_by, ") : SAVE (""),
                                INVY_VALUES (INVY_TEXT (upload->hash), INVY_TEXT (upload->media_id),
                                             INVY_TEXT (upload->phone_number_id),
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
  return invy_store_run (self, INVY_LANE_WRITE, save_media_job, upload_new (hash, phone_number_id, media_id),
                         upload_free);
}
