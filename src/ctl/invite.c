/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-account-reading.h"
#include "campaign/invy-plan.h"
#include "campaign/invy-template-choice.h"
#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-guests.h"
#include "ctl/invy-ctl-report.h"
#include "ctl/invy-ctl-sending.h"
#include "ctl/invy-ctl-template.h"
#include "ctl/invy-ctl-waves.h"

#include <glib/gi18n.h>

/* Everything that the options say, understood before anything is done. */
typedef struct
{
  InvyDryRunOptions dry_run;
  InvyCtlPace pace;
  gboolean is_dry_run;
} InviteOptions;

static gboolean
check_choice (InvyCtl *ctl, GError **error)
{
  const guint n_choices = invy_ctl_has (ctl, "guest") + invy_ctl_has (ctl, "all") + invy_ctl_has (ctl, "not-invited");

  return n_choices == 1
         || invy_ctl_refuse (error, _ ("Say who is invited with one of --guest ID, --all and --not-invited."));
}

static gboolean
get_options (InvyCtl *ctl, InviteOptions *options, GError **error)
{
  const char *word = invy_ctl_get (ctl, "purpose");
  int purpose = INVY_PURPOSE_INVITATION;

  if (!check_choice (ctl, error) || !invy_ctl_get_pace (ctl, &options->pace, error))
    return FALSE;
  if (word != NULL && !invy_enum_from_nick (INVY_TYPE_PURPOSE, word, &purpose))
    return invy_ctl_refuse (error, _ ("A purpose is one of invitation, reminder, update and thanks."));
  if (invy_ctl_has (ctl, "practice") && invy_ctl_has (ctl, "phone-override"))
    return invy_ctl_refuse (error, _ ("Practice sends nothing: leave out --practice or --phone-override."));

  options->is_dry_run = invy_ctl_has (ctl, "dry-run");
  options->dry_run.purpose = (InvyPurpose) purpose;
  options->dry_run.again = invy_ctl_has (ctl, "again");
  options->dry_run.phone_override = (char *) invy_ctl_get (ctl, "phone-override");
  options->dry_run.kind = INVY_CAMPAIGN_REAL;
  if (invy_ctl_has (ctl, "practice"))
    options->dry_run.kind = INVY_CAMPAIGN_PRACTICE;
  else if (options->dry_run.phone_override != NULL)
    options->dry_run.kind = INVY_CAMPAIGN_OVERRIDE;

  return TRUE;
}

static GPtrArray *
pick_guests (InvyCtl *ctl, InvyStore *store, InvyEvent *event, InvyPurpose purpose, GError **error)
{
  const char *event_id = invy_event_get_id (event);
  g_autoptr (GPtrArray) guests = dex_await_boxed (invy_store_list_guests (store, event_id), error);
  g_autoptr (GPtrArray) messages = NULL;

  if (guests == NULL)
    return NULL;
  if (invy_ctl_has (ctl, "guest"))
    return invy_ctl_pick_guests (guests, invy_ctl_get_all (ctl, "guest"), error);
  if (guests->len == 0)
    {
      g_set_error_literal (error, INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_NOBODY,
                           _ ("This wedding has no guests yet. See invyctl guest add and invyctl guest import."));
      return NULL;
    }
  if (invy_ctl_has (ctl, "all"))
    return g_steal_pointer (&guests);

  messages = dex_await_boxed (invy_store_list_current_messages (store, event_id, purpose, INVY_CAMPAIGN_REAL), error);
  return messages != NULL ? invy_dry_run_pick_not_invited (guests, messages) : NULL;
}

static gboolean
check_practice_only (InvyEvent *event, InvyCampaignKind kind, GError **error)
{
  if (!invy_event_get_practice_only (event) || kind == INVY_CAMPAIGN_PRACTICE)
    return TRUE;

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_PRACTICE_ONLY,
                       _ ("This wedding can only be practised with. Add --practice."));
  return FALSE;
}

/* Awaits. What would be sent, and when, as far as the account was read. */
static int
report_dry_run (InvyCtl *ctl, InvyStore *store, InvyDryRun *dry_run, InvyAccount *account, GError **error)
{
  g_autoptr (InvyWaves) waves =
      invy_ctl_waves_load (store, invy_dry_run_get_options (dry_run)->kind, account->phone_number_id,
                           account->business_account_id, invy_dry_run_get_n_ready (dry_run), error);

  return waves != NULL ? invy_ctl_report_dry_run (ctl, dry_run, waves) : INVY_CTL_FAILED;
}

/* Nobody to send to is no failure of the command: who is left out, and why, is what the caller wants to know. */
static int
report_nobody (InvyCtl *ctl,
               InvyStore *store,
               InvyDryRun *dry_run,
               InvyAccount *account,
               const GError *reason,
               GError **error)
{
  const gboolean is_anybody_asked_for = g_list_model_get_n_items (invy_dry_run_get_rows (dry_run)) > 0;

  invy_ctl_say (ctl, is_anybody_asked_for ? reason->message : _ ("Everybody was invited already."));
  return report_dry_run (ctl, store, dry_run, account, error);
}

static int
plan_and_send (InvyCtl *ctl,
               InvyStore *store,
               InvyDryRun *dry_run,
               InvyAccount *account,
               const InvyCtlPace *pace,
               GError **error)
{
  g_autoptr (InvyCampaign) campaign = NULL;

  invy_ctl_keep_going (ctl);
  if (!(campaign = dex_await_object (invy_plan_campaign (store, dry_run, account), error)))
    return INVY_CTL_FAILED;

  return invy_ctl_send_campaign (ctl, campaign, account, pace, error);
}

/* Awaits. What is about to be sent is looked up again, so that what is planned is what the account has. */
static gboolean
read_again (InvyCtl *ctl, InvyStore *store, InvyAccount *account, const char *name, GError **error)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) now = NULL;
  g_autoptr (GError) read_error = NULL;

  if (!(before = invy_ctl_template_load_all (store, account, name, error)))
    return FALSE;
  if (!dex_await (invy_account_reading_refresh (store, account, name), &read_error))
    {
      invy_ctl_say (ctl, read_error->message);
      return TRUE;
    }

  now = invy_ctl_template_load_all (store, account, name, error);
  if (now != NULL)
    invy_ctl_template_say_changes (ctl, before, now);
  return now != NULL;
}

static InvyTemplateSet *
choose_templates (InvyCtl *ctl,
                  InvyStore *store,
                  InvyEvent *event,
                  InvyAccount *account,
                  gboolean is_sent,
                  GError **error)
{
  g_autofree char *name = invy_template_choice_dup_name (event, account, invy_ctl_get (ctl, "template"));

  if (is_sent && !read_again (ctl, store, account, name, error))
    return NULL;
  return dex_await_object (invy_template_choice_load (store, event, account, name), error);
}

/* Nothing that nobody chose is sent: where that is said, it is said how to choose. */
static void
explain_unmapped (InvyCtl *ctl, InvyDryRun *dry_run)
{
  GPtrArray *problems = invy_dry_run_get_event_problems (dry_run);
  const char *name = invy_template_set_get_name (invy_dry_run_get_templates (dry_run));
  gboolean is_unmapped = FALSE;
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < problems->len; i++)
    is_unmapped |= g_str_equal (((const InvyTemplateProblem *) problems->pdata[i])->reason, "unmapped-parameter");
  if (!is_unmapped)
    return;

  /* Translators: %s is the name of a message template */
  sentence =
      g_strdup_printf (_ ("What can fill it: invyctl template show %1$s. Choose with invyctl template map."), name);
  invy_ctl_say (ctl, sentence);
}

int
invy_ctl_invite (InvyCtl *ctl, GError **error)
{
  InviteOptions options = { 0 };
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (InvyAccount) account = NULL;
  g_autoptr (InvyTemplateSet) templates = NULL;
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autoptr (GError) local_error = NULL;
  InvyStore *store;
  gboolean needs_token;

  if (!get_options (ctl, &options, error) || !(store = invy_ctl_open_store (ctl, error))
      || !(event = dex_await_object (invy_store_get_event (store, invy_ctl_get_word (ctl, 0)), error))
      || !check_practice_only (event, options.dry_run.kind, error)
      || !(guests = pick_guests (ctl, store, event, options.dry_run.purpose, error)))
    return INVY_CTL_FAILED;

  needs_token = options.dry_run.kind != INVY_CAMPAIGN_PRACTICE && !options.is_dry_run;
  if (!(account = invy_ctl_load_account (ctl, needs_token, error))
      || (needs_token && !invy_account_check_values (account, error))
      || !(templates = choose_templates (ctl, store, event, account, needs_token, error))
      || !(dry_run = dex_await_object (invy_dry_run_load (store, event, guests, templates, account, &options.dry_run),
                                       error)))
    return INVY_CTL_FAILED;

  if (!invy_dry_run_check (dry_run, &local_error))
    {
      if (g_error_matches (local_error, INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_NOBODY))
        return report_nobody (ctl, store, dry_run, account, local_error, error);
      explain_unmapped (ctl, dry_run);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return INVY_CTL_FAILED;
    }
  if (options.is_dry_run)
    return report_dry_run (ctl, store, dry_run, account, error);

  return plan_and_send (ctl, store, dry_run, account, &options.pace, error);
}
