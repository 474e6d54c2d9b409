/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-dry-run-private.h"
#include "campaign/invy-frozen-campaign.h"
#include "campaign/invy-frozen-details.h"
#include "campaign/invy-plan.h"
#include "campaign/invy-reasons.h"
#include "campaign/invy-template-choice.h"
#include "store/invy-store-copies.h"

#include <glib/gi18n-lib.h>

/* What a practice sends from: a name instead of an id, so that practising never takes a real number's turn. */
#define PRACTICE_NUMBER "practice"

/* So many messages are made before others on the thread have their turn. */
#define SLICE 500

G_DEFINE_QUARK (invy_plan_error_quark, invy_plan_error)

typedef struct
{
  InvyStore *store;
  InvyDryRun *dry_run;
  InvyAccount *account;
  char *campaign_id;
} PlanArgs;

static void
plan_args_free (gpointer data)
{
  PlanArgs *args = data;

  g_clear_object (&args->store);
  g_clear_object (&args->dry_run);
  g_clear_pointer (&args->account, invy_account_unref);
  g_clear_pointer (&args->campaign_id, g_free);
  g_free (args);
}

static const char *
get_sending_number (InvyCampaignKind kind, InvyAccount *account)
{
  return kind == INVY_CAMPAIGN_PRACTICE ? PRACTICE_NUMBER : account->phone_number_id;
}

static InvyCampaign *
new_campaign (InvyDryRun *dry_run, InvyAccount *account)
{
  InvyCampaign *campaign = invy_campaign_new ();
  const InvyDryRunOptions *options = invy_dry_run_get_options (dry_run);
  InvyTemplateSet *templates = invy_dry_run_get_templates (dry_run);
  InvyEvent *event = invy_dry_run_get_event (dry_run);
  g_autofree char *details = invy_frozen_details_new (event, templates);

  invy_campaign_set_purpose (campaign, options->purpose);
  invy_campaign_set_kind (campaign, options->kind);
  invy_campaign_set (campaign, INVY_CAMPAIGN_EVENT_ID, invy_event_get_id (event));
  invy_campaign_set (campaign, INVY_CAMPAIGN_TEMPLATE_NAME, invy_template_set_get_name (templates));
  invy_campaign_set (campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID, get_sending_number (options->kind, account));
  if (options->kind != INVY_CAMPAIGN_PRACTICE)
    invy_campaign_set (campaign, INVY_CAMPAIGN_WABA_ID, account->business_account_id);
  invy_campaign_set (campaign, INVY_CAMPAIGN_SETTINGS, details);
  invy_campaign_set (campaign, INVY_CAMPAIGN_CREATED_BY, g_get_user_name ());

  return campaign;
}

static InvyMessage *
new_message (InvyDryRun *dry_run, InvyDryRunRow *row, InvyCampaign *campaign)
{
  InvyMessage *message = invy_message_new ();
  InvyTemplate *tmpl = invy_dry_run_row_get_template (row, NULL);
  InvyGuest *guest = invy_dry_run_row_get_guest (row);
  g_autofree char *name = invy_guest_dup_name (guest);

  invy_message_set (message, INVY_MESSAGE_CAMPAIGN_ID, invy_campaign_get_id (campaign));
  invy_message_set (message, INVY_MESSAGE_EVENT_ID, invy_campaign_get (campaign, INVY_CAMPAIGN_EVENT_ID));
  invy_message_set (message, INVY_MESSAGE_PHONE_NUMBER_ID,
                    invy_campaign_get (campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID));
  invy_message_set_purpose (message, invy_campaign_get_purpose (campaign));
  invy_message_set_kind (message, invy_campaign_get_kind (campaign));
  invy_message_set (message, INVY_MESSAGE_GUEST_ID, invy_guest_get_id (guest));
  invy_message_set (message, INVY_MESSAGE_GUEST_NAME, name);
  invy_message_set (message, INVY_MESSAGE_PHONE_E164, invy_dry_run_row_get_phone_e164 (row));
  invy_message_set (message, INVY_MESSAGE_TEMPLATE_NAME, invy_campaign_get (campaign, INVY_CAMPAIGN_TEMPLATE_NAME));
  if (tmpl != NULL)
    invy_message_set (message, INVY_MESSAGE_LANGUAGE, invy_template_get (tmpl, INVY_TEMPLATE_LANGUAGE));
  invy_message_set_round (message, invy_dry_run_row_get_round (row));

  if (invy_dry_run_row_is_ready (row))
    {
      /* Not the row's own, which would be kept for each of a hundred thousand guests. */
      g_autoptr (InvyRendering) rendering = invy_dry_run_row_render (row);

      invy_message_set (message, INVY_MESSAGE_PARAMETERS, rendering->frozen);
    }
  else
    {
      invy_message_set_state (message, INVY_MESSAGE_SKIPPED);
      invy_message_set (message, INVY_MESSAGE_SKIP_REASON, invy_dry_run_row_get_reason (row));
    }

  return message;
}

/* Awaits: lets the others on this thread have their turn. */
static void
take_a_breath (guint i)
{
  if (i % SLICE == SLICE - 1)
    dex_await (dex_timeout_new_msec (0), NULL);
}

static DexFuture *
plan_campaign_fiber (gpointer data)
{
  PlanArgs *args = data;
  GListModel *rows = invy_dry_run_get_rows (args->dry_run);
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  if (!invy_dry_run_check (args->dry_run, &error)
      || (invy_dry_run_get_options (args->dry_run)->kind != INVY_CAMPAIGN_PRACTICE
          && !invy_account_check (args->account, &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  campaign = new_campaign (args->dry_run, args->account);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (InvyDryRunRow) row = g_list_model_get_item (rows, i);
      InvyMessage *message = new_message (args->dry_run, row, campaign);

      invy_message_set_position (message, i);
      g_ptr_array_add (messages, message);
      take_a_breath (i);
    }

  /* Whoever sends real messages gets a restore point first; that there is no room for one holds up nobody. */
  if (invy_campaign_get_kind (campaign) == INVY_CAMPAIGN_REAL
      && !dex_await (invy_store_keep_copy (args->store, INVY_COPY_CAMPAIGN), &error))
    g_info ("No restore point before a campaign: %s", error->message);

  return invy_store_plan_campaign (args->store, campaign, messages);
}

/**
 * invy_plan_campaign:
 * @dry_run: what to send; it must not be updated until the future is settled
 *
 * Freezes everything that sending needs: a campaign, and a message for every guest asked for, those who are left out
 * with the reason. Nothing is sent yet.
 *
 * Returns: (transfer full): a future that resolves to the #InvyCampaign. It rejects, and nothing is planned, with
 *   #InvyDryRunError, with #InvySettingsError when the account is not complete, and with the store's errors
 */
DexFuture *
invy_plan_campaign (InvyStore *store, InvyDryRun *dry_run, InvyAccount *account)
{
  PlanArgs *args;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (INVY_IS_DRY_RUN (dry_run), NULL);

  args = g_new0 (PlanArgs, 1);
  args->store = g_object_ref (store);
  args->dry_run = g_object_ref (dry_run);
  args->account = invy_account_ref (account);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, plan_campaign_fiber, args, plan_args_free);
}

/* Guest id to the guest's newest row, if that may be tried again: what is unknown may have arrived, and what stands
 * needs no other. */
static GHashTable *
index_retriable (GPtrArray *messages)
{
  GHashTable *newest = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < messages->len; i++)
    {
      InvyMessage *message = g_ptr_array_index (messages, i);
      const char *guest_id = invy_message_get (message, INVY_MESSAGE_GUEST_ID);
      const InvyMessageState state = invy_message_get_state (message);

      if (state == INVY_MESSAGE_FAILED
          || (state == INVY_MESSAGE_SKIPPED
              && !invy_reasons_is_harmless (invy_message_get (message, INVY_MESSAGE_SKIP_REASON))))
        g_hash_table_replace (newest, (gpointer) guest_id, message);
      else
        g_hash_table_remove (newest, guest_id);
    }

  return newest;
}

static GPtrArray *
new_retry_messages (InvyDryRun *dry_run, InvyCampaign *campaign, GHashTable *retriable)
{
  GListModel *rows = invy_dry_run_get_rows (dry_run);
  GPtrArray *messages = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (InvyDryRunRow) row = g_list_model_get_item (rows, i);
      InvyMessage *old = g_hash_table_lookup (retriable, invy_guest_get_id (invy_dry_run_row_get_guest (row)));
      InvyMessage *message;

      /* A later round than the one that failed: somebody invited the guest since. */
      if (!invy_dry_run_row_is_ready (row) || invy_dry_run_row_get_round (row) > invy_message_get_round (old))
        continue;

      message = new_message (dry_run, row, campaign);
      invy_message_set_round (message, invy_message_get_round (old));
      g_ptr_array_add (messages, message);
      take_a_breath (i);
    }

  return messages;
}

static DexFuture *
plan_retry_fiber (gpointer data)
{
  PlanArgs *args = data;
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (InvyTemplateSet) templates = NULL;
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autoptr (GPtrArray) old_messages = NULL;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (GPtrArray) picked = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GHashTable) retriable = NULL;
  g_autoptr (GError) error = NULL;
  const char *event_id;

  if (!(campaign = dex_await_object (invy_store_get_campaign (args->store, args->campaign_id), &error))
      || !invy_plan_check_account (campaign, args->account, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  event_id = invy_campaign_get (campaign, INVY_CAMPAIGN_EVENT_ID);
  if (!(event = dex_await_object (invy_store_get_event (args->store, event_id), &error))
      || !(old_messages = dex_await_boxed (invy_store_list_messages (args->store, args->campaign_id), &error))
      || !(guests = dex_await_boxed (invy_store_list_guests (args->store, event_id), &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!(templates =
            dex_await_object (invy_template_choice_load (args->store, event, args->account,
                                                         invy_campaign_get (campaign, INVY_CAMPAIGN_TEMPLATE_NAME)),
                              &error))
      || !invy_plan_check_details (campaign, event, templates, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  retriable = index_retriable (old_messages);
  picked = invy_frozen_campaign_pick_guests (guests, retriable);
  if (!(dry_run = dex_await_object (invy_frozen_campaign_load_dry_run (args->store, campaign, event, templates,
                                                                       args->account, picked, retriable),
                                    &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  messages = new_retry_messages (dry_run, campaign, retriable);
  if (messages->len == 0)
    return dex_future_new_reject (INVY_PLAN_ERROR, INVY_PLAN_ERROR_NOTHING_TO_RETRY,
                                  _ ("There is nothing to try again: no message failed, or what was wrong with the "
                                     "guests is not corrected yet."));

  return invy_store_add_messages (args->store, args->campaign_id, messages);
}

/**
 * invy_plan_retry:
 *
 * Plans new messages for the guests of a campaign whose newest one failed or was left out, with the guests as they
 * are now. Those whose message may have arrived are never among them. Nothing is sent yet: the campaign is resumed
 * after this.
 *
 * Returns: (transfer full): a future that resolves to the #InvyCampaign. It rejects, and nothing is planned, with
 *   #InvyPlanError, #InvyDryRunError, #InvySettingsError, and the store's errors
 */
DexFuture *
invy_plan_retry (InvyStore *store, const char *campaign_id, InvyAccount *account)
{
  PlanArgs *args;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (campaign_id != NULL, NULL);

  args = g_new0 (PlanArgs, 1);
  args->store = g_object_ref (store);
  args->account = invy_account_ref (account);
  args->campaign_id = g_strdup (campaign_id);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, plan_retry_fiber, args, plan_args_free);
}

/**
 * invy_plan_check_account:
 *
 * Whether @account can send what @campaign planned: it is complete, and sends from the same number. Practice needs
 * none.
 *
 * Returns: %FALSE with #InvySettingsError or %INVY_PLAN_ERROR_OTHER_NUMBER if not
 */
gboolean
invy_plan_check_account (InvyCampaign *campaign, InvyAccount *account, GError **error)
{
  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), FALSE);

  if (invy_campaign_get_kind (campaign) == INVY_CAMPAIGN_PRACTICE)
    return TRUE;
  if (!invy_account_check (account, error))
    return FALSE;
  if (g_strcmp0 (account->phone_number_id, invy_campaign_get (campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID)) == 0)
    return TRUE;

  g_set_error_literal (error, INVY_PLAN_ERROR, INVY_PLAN_ERROR_OTHER_NUMBER,
                       _ ("This campaign was planned for another sending number than the one in the settings. Put "
                          "that phone number ID back, or cancel the campaign and invite who is left."));
  return FALSE;
}

/**
 * invy_plan_check_details:
 *
 * Whether the wedding, the mapping and the template are what @campaign was planned with.
 *
 * Returns: %FALSE with %INVY_PLAN_ERROR_DETAILS_CHANGED, which names what is another now
 */
gboolean
invy_plan_check_details (InvyCampaign *campaign, InvyEvent *event, InvyTemplateSet *templates, GError **error)
{
  g_auto (GStrv) changed = NULL;
  g_autofree char *names = NULL;

  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), FALSE);

  changed = invy_frozen_details_compare (invy_campaign_get (campaign, INVY_CAMPAIGN_SETTINGS), event, templates);
  if (changed[0] == NULL)
    return TRUE;

  /* Translators: between the items of a list, as in "venue, date" */
  names = g_strjoinv (_ (", "), changed);
  g_set_error (
      error, INVY_PLAN_ERROR, INVY_PLAN_ERROR_DETAILS_CHANGED,
      /* Translators: %s is a list such as "venue, date" */
      _ ("The wedding is not what this campaign was planned with any more (%s). Resume it as planned or with the new "
         "details, or invite those who are left in a new campaign."),
      names);
  return FALSE;
}

/**
 * invy_plan_check_templates:
 *
 * Whether the template is what @campaign was planned with, whatever became of the wedding.
 *
 * Returns: %FALSE with %INVY_PLAN_ERROR_DETAILS_CHANGED if it is not
 */
gboolean
invy_plan_check_templates (InvyCampaign *campaign, InvyTemplateSet *templates, GError **error)
{
  g_autofree char *sentence = NULL;

  if (invy_frozen_details_has_templates (invy_campaign_get (campaign, INVY_CAMPAIGN_SETTINGS), templates))
    return TRUE;

  sentence = invy_reasons_dup_for_stop_reason (INVY_STOP_TEMPLATE);
  g_set_error_literal (error, INVY_PLAN_ERROR, INVY_PLAN_ERROR_DETAILS_CHANGED, sentence);
  return FALSE;
}
