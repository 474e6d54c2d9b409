/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-account-reading.h"
#include "campaign/invy-plan.h"
#include "campaign/invy-reasons.h"
#include "campaign/invy-render-again.h"
#include "campaign/invy-template-choice.h"
#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-report.h"
#include "ctl/invy-ctl-sending.h"
#include "ctl/invy-ctl-table.h"

#include <glib/gi18n.h>

static char *
dup_time (gint64 at_ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at_ms / 1000);

  return g_date_time_format_iso8601 (time);
}

static void
build (JsonBuilder *builder, InvyCampaign *campaign)
{
  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "campaign_id", invy_campaign_get_id (campaign));
  invy_ctl_json_text (builder, "state",
                      invy_enum_to_nick (INVY_TYPE_CAMPAIGN_STATE, (int) invy_campaign_get_state (campaign)));
  invy_ctl_json_text (builder, "stop_reason", invy_campaign_get (campaign, INVY_CAMPAIGN_STOP_REASON));
  invy_ctl_json_text (builder, "purpose",
                      invy_enum_to_nick (INVY_TYPE_PURPOSE, (int) invy_campaign_get_purpose (campaign)));
  invy_ctl_json_text (builder, "kind",
                      invy_enum_to_nick (INVY_TYPE_CAMPAIGN_KIND, (int) invy_campaign_get_kind (campaign)));
  invy_ctl_json_text (builder, "template_name", invy_campaign_get (campaign, INVY_CAMPAIGN_TEMPLATE_NAME));
  invy_ctl_json_time (builder, "created_at", invy_campaign_get_created_at (campaign));
  invy_ctl_build_waiting (builder, campaign);
  invy_ctl_build_counts (builder, invy_campaign_get_counts (campaign));
  json_builder_end_object (builder);
}

static void
add_row (InvyCtl *ctl, InvyCtlTable *table, InvyCampaign *campaign)
{
  const InvyCampaignCounts *counts = invy_campaign_get_counts (campaign);
  g_autofree char *created_at = dup_time (invy_campaign_get_created_at (campaign));
  g_autofree char *shown_time = invy_ctl_dup_number (ctl, created_at);
  /* Translators: how many of all guests got the message */
  g_autofree char *sent = g_strdup_printf (_ ("%u of %u sent"), counts->succeeded, counts->total);
  const char *cells[] = { invy_campaign_get_id (campaign),
                          shown_time,
                          invy_enum_to_nick (INVY_TYPE_PURPOSE, (int) invy_campaign_get_purpose (campaign)),
                          invy_enum_to_nick (INVY_TYPE_CAMPAIGN_KIND, (int) invy_campaign_get_kind (campaign)),
                          invy_enum_to_nick (INVY_TYPE_CAMPAIGN_STATE, (int) invy_campaign_get_state (campaign)),
                          sent };

  invy_ctl_table_add (table, cells);
}

int
invy_ctl_campaign_list (InvyCtl *ctl, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (InvyCtlTable) table =
      invy_ctl_table_new ("campaign_id", "created_at", "purpose", "kind", "state", "", NULL);
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (GPtrArray) campaigns = NULL;
  g_autofree char *text = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(event = dex_await_object (invy_store_get_event (store, invy_ctl_get_word (ctl, 0)), error))
      || !(campaigns = dex_await_boxed (invy_store_list_campaigns (store, invy_event_get_id (event)), error)))
    return INVY_CTL_FAILED;

  json_builder_begin_array (builder);
  for (guint i = 0; i < campaigns->len; i++)
    {
      build (builder, g_ptr_array_index (campaigns, i));
      add_row (ctl, table, g_ptr_array_index (campaigns, i));
    }
  json_builder_end_array (builder);

  text = invy_ctl_table_dup_text (table);
  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);
  else
    invy_ctl_print (ctl, text);

  return INVY_CTL_EXIT_DONE;
}

static InvyCampaign *
load_campaign (InvyCtl *ctl, GError **error)
{
  InvyStore *store = invy_ctl_open_store (ctl, error);

  return store == NULL ? NULL : dex_await_object (invy_store_get_campaign (store, invy_ctl_get_word (ctl, 0)), error);
}

int
invy_ctl_campaign_show (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyCampaign) campaign = load_campaign (ctl, error);

  return campaign == NULL ? INVY_CTL_FAILED : invy_ctl_report_campaign (ctl, campaign, FALSE, NULL, error);
}

int
invy_ctl_campaign_report (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyCampaign) campaign = load_campaign (ctl, error);

  return campaign == NULL ? INVY_CTL_FAILED
                          : invy_ctl_write_report (ctl, campaign, invy_ctl_get_word (ctl, 1), error);
}

int
invy_ctl_campaign_pause (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyCampaign) campaign = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(campaign = dex_await_object (invy_store_pause_campaign (store, invy_ctl_get_word (ctl, 0), INVY_STOP_USER),
                                        error)))
    return INVY_CTL_FAILED;

  return invy_ctl_report_campaign (ctl, campaign, FALSE, NULL, error);
}

int
invy_ctl_campaign_cancel (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyCampaign) campaign = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(campaign = dex_await_object (invy_store_cancel_campaign (store, invy_ctl_get_word (ctl, 0)), error)))
    return INVY_CTL_FAILED;

  return invy_ctl_report_campaign (ctl, campaign, FALSE, NULL, error);
}

static gboolean
check_details (InvyCtl *ctl, InvyStore *store, InvyCampaign *campaign, InvyAccount *account, GError **error)
{
  const char *event_id = invy_campaign_get (campaign, INVY_CAMPAIGN_EVENT_ID);
  const char *name = invy_campaign_get (campaign, INVY_CAMPAIGN_TEMPLATE_NAME);
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (InvyTemplateSet) templates = NULL;

  if (!(event = dex_await_object (invy_store_get_event (store, event_id), error))
      || !(templates = dex_await_object (invy_template_choice_load (store, event, account, name), error)))
    return FALSE;
  if (invy_plan_check_details (campaign, event, templates, error))
    return TRUE;

  invy_ctl_explain_change (error);
  return FALSE;
}

/* Awaits. What is filled anew is the template as it is now; if that cannot be read, as it was last read. */
static InvyCampaign *
render_again (InvyCtl *ctl, InvyStore *store, InvyCampaign *campaign, InvyAccount *account, GError **error)
{
  const char *name = invy_campaign_get (campaign, INVY_CAMPAIGN_TEMPLATE_NAME);
  g_autoptr (GError) read_error = NULL;

  if (invy_campaign_get_kind (campaign) != INVY_CAMPAIGN_PRACTICE
      && !dex_await (invy_account_reading_refresh (store, account, name), &read_error))
    invy_ctl_say (ctl, read_error->message);

  return dex_await_object (invy_render_again (store, invy_campaign_get_id (campaign), account), error);
}

/* How the planner wants to go on with what was frozen. @campaign: (inout): another one after it was rendered again */
static gboolean
prepare_to_resume (InvyCtl *ctl, InvyStore *store, InvyCampaign **campaign, InvyAccount *account, GError **error)
{
  g_autoptr (InvyCampaign) rendered = NULL;

  if (invy_ctl_has (ctl, "as-planned"))
    return TRUE;
  if (!invy_ctl_has (ctl, "render-again"))
    return check_details (ctl, store, *campaign, account, error);
  if (!(rendered = render_again (ctl, store, *campaign, account, error)))
    return FALSE;

  g_set_object (campaign, rendered);
  return TRUE;
}

static gboolean
check_not_cancelled (InvyCampaign *campaign, GError **error)
{
  if (invy_campaign_get_state (campaign) != INVY_CAMPAIGN_CANCELLED)
    return TRUE;

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_STATE,
                       _ ("This campaign was cancelled. Invite who is left with invyctl invite --not-invited."));
  return FALSE;
}

static InvyAccount *
load_account (InvyCtl *ctl, InvyCampaign *campaign, GError **error)
{
  return invy_ctl_load_account (ctl, invy_campaign_get_kind (campaign) != INVY_CAMPAIGN_PRACTICE, error);
}

int
invy_ctl_campaign_resume (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (InvyAccount) account = NULL;
  InvyStore *store;
  InvyCtlPace pace;

  if (invy_ctl_has (ctl, "as-planned") && invy_ctl_has (ctl, "render-again"))
    {
      invy_ctl_refuse (error, _ ("Choose one of --as-planned and --render-again."));
      return INVY_CTL_FAILED;
    }
  if (!invy_ctl_get_pace (ctl, &pace, error) || !(store = invy_ctl_open_store (ctl, error))
      || !(campaign = load_campaign (ctl, error)) || !check_not_cancelled (campaign, error))
    return INVY_CTL_FAILED;
  if (invy_campaign_get_state (campaign) == INVY_CAMPAIGN_FINISHED)
    return invy_ctl_report_campaign (ctl, campaign, TRUE, NULL, error);

  if (!(account = load_account (ctl, campaign, error)) || !invy_plan_check_account (campaign, account, error)
      || !prepare_to_resume (ctl, store, &campaign, account, error))
    return INVY_CTL_FAILED;

  return invy_ctl_send_campaign (ctl, campaign, account, &pace, error);
}

int
invy_ctl_campaign_retry (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (InvyCampaign) planned = NULL;
  g_autoptr (InvyAccount) account = NULL;
  InvyStore *store;
  InvyCtlPace pace;

  if (!invy_ctl_get_pace (ctl, &pace, error) || !(store = invy_ctl_open_store (ctl, error))
      || !(campaign = load_campaign (ctl, error)) || !check_not_cancelled (campaign, error)
      || !(account = load_account (ctl, campaign, error)))
    return INVY_CTL_FAILED;

  invy_ctl_keep_going (ctl);
  if (!(planned = dex_await_object (invy_plan_retry (store, invy_campaign_get_id (campaign), account), error)))
    return INVY_CTL_FAILED;

  return invy_ctl_send_campaign (ctl, planned, account, &pace, error);
}
