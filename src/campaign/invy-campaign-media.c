/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-campaign-media.h"

#include "model/invy-template-request.h"
#include "whatsapp/invy-media-library.h"
#include "whatsapp/invy-media-upload.h"

typedef struct
{
  InvyStore *store;
  InvyCampaign *campaign;
  InvyAccount *account;
} Upload;

static void
upload_free (gpointer data)
{
  Upload *upload = data;

  g_clear_object (&upload->store);
  g_clear_object (&upload->campaign);
  g_clear_pointer (&upload->account, invy_account_unref);
  g_free (upload);
}

/* The files of the messages that wait, each once; of a campaign of thousands it is mostly one. */
static GHashTable *
collect_hashes (GPtrArray *messages)
{
  GHashTable *hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < messages->len; i++)
    {
      char *hash;

      if (invy_message_get_state (messages->pdata[i]) != INVY_MESSAGE_PLANNED)
        continue;
      hash = invy_template_request_dup_media_hash (messages->pdata[i]);
      if (hash != NULL)
        g_hash_table_add (hashes, hash);
    }

  return hashes;
}

static gboolean
upload_one (Upload *upload, const char *hash, GError **error)
{
  const char *number_id = invy_campaign_get (upload->campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID);
  g_autofree char *known = NULL;
  g_autofree char *media_id = NULL;
  g_autoptr (InvyMedia) media = NULL;
  g_autoptr (GError) local_error = NULL;

  known = dex_await_string (invy_store_find_media (upload->store, hash, number_id), &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (known != NULL)
    return TRUE;

  return (media = dex_await_boxed (invy_media_library_load (hash), error))
         && (media_id = dex_await_string (invy_media_upload (upload->account, number_id, media), error))
         && dex_await (invy_store_save_media (upload->store, hash, number_id, media_id), error);
}

static DexFuture *
upload_fiber (gpointer data)
{
  Upload *upload = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) messages =
      dex_await_boxed (invy_store_list_messages (upload->store, invy_campaign_get_id (upload->campaign)), &error);
  g_autoptr (GHashTable) hashes = NULL;
  GHashTableIter iter;
  gpointer hash;

  if (messages == NULL)
    return dex_future_new_for_error (error);

  hashes = collect_hashes (messages);
  g_hash_table_iter_init (&iter, hashes);
  while (g_hash_table_iter_next (&iter, &hash, NULL))
    if (!upload_one (upload, hash, &error))
      return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/**
 * invy_campaign_media_upload:
 *
 * Uploads the files that the messages of @campaign have to its sending number, unless they are there already and not
 * about to be forgotten (see invy_store_find_media()).
 *
 * Returns: (transfer full): a future that resolves to %TRUE when every file is there, or rejects with
 * #InvyMediaError, #InvyApiError and the store's errors
 */
DexFuture *
invy_campaign_media_upload (InvyStore *store, InvyCampaign *campaign, InvyAccount *account)
{
  Upload *upload = g_new0 (Upload, 1);

  upload->store = g_object_ref (store);
  upload->campaign = g_object_ref (campaign);
  upload->account = invy_account_ref (account);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, upload_fiber, upload, upload_free);
}
