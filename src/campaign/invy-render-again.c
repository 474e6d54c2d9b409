/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-render-again.h"

#include "campaign/invy-dry-run-private.h"
#include "campaign/invy-frozen-campaign.h"
#include "campaign/invy-frozen-details.h"
#include "campaign/invy-plan.h"
#include "campaign/invy-reasons.h"
#include "campaign/invy-template-choice.h"

typedef struct
{
  InvyStore *store;
  char *campaign_id;
  InvyAccount *account;
} RenderArgs;

static void
render_args_free (gpointer data)
{
  RenderArgs *args = data;

  g_clear_object (&args->store);
  g_clear_pointer (&args->campaign_id, g_free);
  g_clear_pointer (&args->account, invy_account_unref);
  g_free (args);
}

/* Guest id to the row that still waits. */
static GHashTable *
index_planned (GPtrArray *messages)
{
  GHashTable *planned = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < messages->len; i++)
    if (invy_message_get_state (messages->pdata[i]) == INVY_MESSAGE_PLANNED)
      g_hash_table_insert (planned, (gpointer) invy_message_get (messages->pdata[i], INVY_MESSAGE_GUEST_ID),
                           messages->pdata[i]);

  return planned;
}

/* Brings the waiting row up to date; a guest who can no longer be sent to is left out. */
static void
update_message (InvyMessage *message, InvyDryRunRow *row)
{
  g_autofree char *name = invy_guest_dup_name (invy_dry_run_row_get_guest (row));
  g_autoptr (InvyRendering) rendering = NULL;

  invy_message_set (message, INVY_MESSAGE_GUEST_NAME, name);
  if (!invy_dry_run_row_is_ready (row))
    {
      invy_message_set_state (message, INVY_MESSAGE_SKIPPED);
      invy_message_set (message, INVY_MESSAGE_SKIP_REASON, invy_dry_run_row_get_reason (row));
      return;
    }

  rendering = invy_dry_run_row_render (row);
  invy_message_set (message, INVY_MESSAGE_PARAMETERS, rendering->frozen);
  invy_message_set (message, INVY_MESSAGE_PHONE_E164, invy_dry_run_row_get_phone_e164 (row));
  invy_message_set (message, INVY_MESSAGE_LANGUAGE,
                    invy_template_get (invy_dry_run_row_get_template (row, NULL), INVY_TEMPLATE_LANGUAGE));
}

static GPtrArray *
update_messages (InvyDryRun *dry_run, GHashTable *planned)
{
  GListModel *rows = invy_dry_run_get_rows (dry_run);
  GPtrArray *updated = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (InvyDryRunRow) row = g_list_model_get_item (rows, i);
      InvyMessage *message = g_hash_table_lookup (planned, invy_guest_get_id (invy_dry_run_row_get_guest (row)));

      update_message (message, row);
      g_ptr_array_add (updated, g_object_ref (message));
    }

  return updated;
}

/* A sender that died left the campaign running. Whether it is dead shows when its place is taken; what it had in
 * flight becomes unknown then. */
static gboolean
pause_if_abandoned (InvyStore *store, InvyCampaign *campaign, GError **error)
{
  const char *campaign_id = invy_campaign_get_id (campaign);
  g_autoptr (InvyCampaign) paused = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 epoch;

  if (invy_campaign_get_state (campaign) != INVY_CAMPAIGN_RUNNING)
    return TRUE;

  epoch = dex_await_int64 (invy_store_take_lease (store, campaign_id, g_get_prgname ()), &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  paused = dex_await_object (invy_store_release_lease (store, campaign_id, epoch, INVY_STOP_INTERRUPTED), error);
  return paused != NULL;
}

static DexFuture *
render_again_fiber (gpointer data)
{
  RenderArgs *args = data;
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (InvyTemplateSet) templates = NULL;
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (GPtrArray) picked = NULL;
  g_autoptr (GPtrArray) updated = NULL;
  g_autoptr (GHashTable) planned = NULL;
  g_autofree char *details = NULL;
  g_autoptr (GError) error = NULL;
  const char *event_id;

  if (!(campaign = dex_await_object (invy_store_get_campaign (args->store, args->campaign_id), &error))
      || !pause_if_abandoned (args->store, campaign, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  event_id = invy_campaign_get (campaign, INVY_CAMPAIGN_EVENT_ID);
  if (!(event = dex_await_object (invy_store_get_event (args->store, event_id), &error))
      || !(messages = dex_await_boxed (invy_store_list_messages (args->store, args->campaign_id), &error))
      || !(guests = dex_await_boxed (invy_store_list_guests (args->store, event_id), &error))
      || !(templates = dex_await_object (
               invy_template_choice_load (args->store, event, args->account,
                                          invy_campaign_get (campaign, INVY_CAMPAIGN_TEMPLATE_NAME)),
               &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  planned = index_planned (messages);
  picked = invy_frozen_campaign_pick_guests (guests, planned);
  dry_run = dex_await_object (
      invy_frozen_campaign_load_dry_run (args->store, campaign, event, templates, args->account, picked, planned),
      &error);
  /* That nobody is ready is no error here: then everybody who waits is left out, with the reason. */
  if (dry_run == NULL
      || (!invy_dry_run_check (dry_run, &error)
          && !g_error_matches (error, INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_NOBODY)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  updated = update_messages (dry_run, planned);
  details = invy_frozen_details_new (event, templates);
  return invy_store_rewrite_messages (args->store, args->campaign_id, details, updated);
}

/**
 * invy_render_again:
 *
 * Fills the template anew, with the wedding and the guests as they are now, for every message of a campaign that
 * still waits. What was sent stays as it was. Nothing is sent yet: the campaign is resumed after this.
 *
 * Returns: (transfer full): a future that resolves to the #InvyCampaign. It rejects, and nothing is changed, with
 *   #InvyDryRunError when the wedding cannot be sent as it is now, with %INVY_STORE_ERROR_ALREADY_SENDING while
 *   somebody sends the campaign, and with the store's other errors
 */
DexFuture *
invy_render_again (InvyStore *store, const char *campaign_id, InvyAccount *account)
{
  RenderArgs *args;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (campaign_id != NULL, NULL);

  args = g_new0 (RenderArgs, 1);
  args->store = g_object_ref (store);
  args->campaign_id = g_strdup (campaign_id);
  args->account = invy_account_ref (account);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, render_again_fiber, args, render_args_free);
}
