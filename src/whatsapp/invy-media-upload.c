/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "whatsapp/invy-media-upload.h"

#include "text/invy-json.h"
#include "whatsapp/invy-api-error.h"
#include "whatsapp/invy-graph-connection.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

/* What a slow line carries in a second, and what is added for everything else. */
#define SLOWEST_BYTES_PER_S (32 * 1024)
#define PATIENCE_S 60

typedef struct
{
  InvyAccount *account;
  char *phone_number_id;
  InvyMedia *media;
} UploadArgs;

static void
upload_args_free (gpointer data)
{
  UploadArgs *args = data;

  g_clear_pointer (&args->account, invy_account_unref);
  g_free (args->phone_number_id);
  g_clear_pointer (&args->media, invy_media_unref);
  g_free (args);
}

/* WhatsApp Cloud API, media, upload. @content_type: (out): with the boundary in it */
static GBytes *
build_form (InvyMedia *media, char **content_type)
{
  g_autoptr (SoupMultipart) form = soup_multipart_new (SOUP_FORM_MIME_TYPE_MULTIPART);
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_MULTIPART);
  GBytes *body = NULL;

  soup_multipart_append_form_string (form, "messaging_product", "whatsapp");
  soup_multipart_append_form_string (form, "type", media->mime_type);
  soup_multipart_append_form_file (form, "file", media->name, media->mime_type, media->bytes);
  soup_multipart_to_message (form, headers, &body);
  *content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));

  return body;
}

static DexFuture *
upload_fiber (gpointer data)
{
  UploadArgs *args = data;
  g_autoptr (InvyGraphConnection) connection = invy_graph_connection_new (args->account);
  g_autofree char *escaped_id = g_uri_escape_string (args->phone_number_id, NULL, FALSE);
  g_autofree char *path = g_strconcat (escaped_id, "/media", NULL);
  g_autofree char *content_type = NULL;
  g_autoptr (GBytes) body = build_form (args->media, &content_type);
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;
  char *id;

  invy_graph_connection_set_timeout (connection,
                                     PATIENCE_S + (guint) (g_bytes_get_size (body) / SLOWEST_BYTES_PER_S));
  answer = dex_await_boxed (invy_graph_connection_post (connection, path, content_type, body), &error);
  if (answer == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  id = invy_json_dup_id (json_node_get_object (answer), "id");
  if (id == NULL)
    return dex_future_new_for_error (
        g_error_new_literal (INVY_API_ERROR, INVY_API_ERROR_UNREADABLE,
                             _ ("WhatsApp took the file without saying what to call it. Try again.")));

  return dex_future_new_take_string (id);
}

/**
 * invy_media_upload:
 * @account: an account with an access token
 * @phone_number_id: the number that will send it; the upload is for no other
 * @media: what to upload
 *
 * Gives a file to WhatsApp, so that messages can name it instead of carrying it. To do it twice does no harm.
 *
 * Returns: (transfer full): a future that resolves to the file's id as a string, good for 30 days (see
 *   invy_media_is_fresh()), or rejects with #INVY_API_ERROR
 */
DexFuture *
invy_media_upload (InvyAccount *account, const char *phone_number_id, InvyMedia *media)
{
  UploadArgs *args;

  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (phone_number_id != NULL, NULL);
  g_return_val_if_fail (media != NULL, NULL);

  args = g_new0 (UploadArgs, 1);
  args->account = invy_account_ref (account);
  args->phone_number_id = g_strdup (phone_number_id);
  args->media = invy_media_ref (media);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, upload_fiber, args, upload_args_free);
}
