/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-plan.h"
#include "campaign/invy-reasons.h"
#include "campaign/invy-sender-setup.h"
#include "ctl/invy-ctl-report.h"
#include "ctl/invy-ctl-sending.h"
#include "ctl/invy-ctl-waves.h"

#include <glib/gi18n.h>
#include <math.h>
#include <unistd.h>

#define DEFAULT_WAIT_S 300

/* A longer pause between two messages is a typing mistake. */
#define LONGEST_INTERVAL_MS (24.0 * 60 * 60 * 1000)

/**
 * invy_ctl_get_pace:
 *
 * Returns: %FALSE with %INVY_CTL_ERROR_USAGE when --interval-ms or --wait is no number
 */
gboolean
invy_ctl_get_pace (InvyCtl *ctl, InvyCtlPace *pace, GError **error)
{
  const char *text = invy_ctl_get (ctl, "interval-ms");
  char *end = NULL;
  double interval_ms;

  pace->interval_us = -1;
  pace->wait_s = DEFAULT_WAIT_S;
  if (!invy_ctl_get_number (ctl, "wait", &pace->wait_s, error))
    return FALSE;
  if (text == NULL)
    return TRUE;

  interval_ms = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (interval_ms) || interval_ms < 0 || interval_ms > LONGEST_INTERVAL_MS)
    return invy_ctl_refuse (error,
                            _ ("The option --interval-ms needs a number of milliseconds, such as 500 or 12.5."));

  pace->interval_us = (gint64) llround (interval_ms * 1000);
  return TRUE;
}

/**
 * invy_ctl_load_account:
 * @needs_token: whether messages will go to WhatsApp; else neither keyring nor network is touched
 *
 * Awaits.
 *
 * Returns: (transfer full) (nullable): the account of the settings
 */
InvyAccount *
invy_ctl_load_account (InvyCtl *ctl, gboolean needs_token, GError **error)
{
  InvySettings *settings = invy_ctl_get_settings (ctl);

  if (!needs_token)
    return invy_settings_dup_account_without_token (settings);
  return dex_await_boxed (invy_settings_load_account (settings), error);
}

/* A line for each message while a person watches. */
static void
message_changed_cb (InvySender *sender, InvyMessage *message, gpointer data)
{
  InvyCtl *ctl = data;
  const char *name = invy_message_get (message, INVY_MESSAGE_GUEST_NAME);
  g_autofree char *line = NULL;

  if (invy_message_get_state (message) == INVY_MESSAGE_POSTING)
    return;

  line = g_strdup_printf ("%s: %s", name != NULL ? name : "",
                          invy_reasons_get_status (invy_message_get_state (message)));
  invy_ctl_say (ctl, line);
}

/* The first one says it for all that follow. */
static void
warn_of_held_cb (InvySender *sender, InvyMessage *message, gpointer data)
{
  InvyCtl *ctl = data;
  g_autofree char *sentence = NULL;

  if (invy_message_get_state (message) != INVY_MESSAGE_HELD)
    return;

  sentence = invy_reasons_dup_for_message (message);
  invy_ctl_say (ctl, sentence);
  g_signal_handlers_disconnect_by_func (sender, warn_of_held_cb, data);
}

/**
 * invy_ctl_say_waiting:
 * @until_ms: milliseconds since 1970
 * @reason: a word; see invy_reasons_dup_for_waiting_reason()
 */
void
invy_ctl_say_waiting (InvyCtl *ctl, gint64 until_ms, const char *reason)
{
  g_autofree char *heading = invy_reasons_dup_for_waiting (until_ms);
  g_autofree char *sentence = invy_reasons_dup_for_waiting_reason (reason);
  g_autofree char *line = g_strdup_printf ("%s. %s", heading, sentence);

  invy_ctl_say (ctl, line);
}

static void
waiting_cb (InvySender *sender, GParamSpec *pspec, gpointer data)
{
  const gint64 until_ms = invy_sender_get_waiting_until (sender);

  if (until_ms != 0)
    invy_ctl_say_waiting (data, until_ms, invy_sender_get_waiting_reason (sender));
}

/* Interrupted between planning and sending: the campaign is there, and waits. What somebody else sends goes on. */
static InvyCampaign *
leave_campaign (InvyStore *store, InvyCampaign *campaign, GError **error)
{
  const char *campaign_id = invy_campaign_get_id (campaign);

  return dex_await_object (invy_campaign_is_held (campaign)
                               ? invy_store_get_campaign (store, campaign_id)
                               : invy_store_pause_campaign (store, campaign_id, INVY_STOP_INTERRUPTED),
                           error);
}

/**
 * invy_ctl_explain_change:
 * @error: (inout): why a campaign was not gone on with
 *
 * What was frozen may be out of date: then the planner has to say how to go on, and here is said with which words.
 */
void
invy_ctl_explain_change (GError **error)
{
  g_autofree char *sentence = NULL;

  if (error == NULL || !g_error_matches (*error, INVY_PLAN_ERROR, INVY_PLAN_ERROR_DETAILS_CHANGED))
    return;

  sentence = g_steal_pointer (&(*error)->message);
  (*error)->message = g_strdup_printf (
      "%s %s", sentence, _ ("Resume with --as-planned to send what was planned, or with --render-again."));
}

static InvySender *
set_up_sender (InvyCtl *ctl,
               InvyStore *store,
               InvyCampaign *campaign,
               InvyAccount *account,
               const InvyCtlPace *pace,
               GError **error)
{
  g_autoptr (GError) local_error = NULL;
  InvySender *sender = dex_await_object (
      invy_ctl_until_interrupted (
          ctl, invy_sender_setup (store, campaign, account, pace->interval_us, invy_ctl_has (ctl, "as-planned"))),
      &local_error);

  if (sender == NULL)
    {
      invy_ctl_explain_change (&local_error);
      g_set_error (error, local_error->domain, local_error->code,
                   /* Translators: a sentence about what went wrong, and the campaign's id */
                   _ ("%s Nothing was sent. The campaign waits: invyctl campaign resume %s"), local_error->message,
                   invy_campaign_get_id (campaign));
      return NULL;
    }

  invy_sender_set_wait_limit (sender, pace->wait_s);
  if (!invy_ctl_is_json (ctl) && isatty (STDERR_FILENO))
    g_signal_connect (sender, "message-changed", G_CALLBACK (message_changed_cb), ctl);
  g_signal_connect (sender, "message-changed", G_CALLBACK (warn_of_held_cb), ctl);
  g_signal_connect (sender, "notify::waiting-until", G_CALLBACK (waiting_cb), ctl);

  return sender;
}

static InvyWaves *
load_waves (InvyStore *store, InvyCampaign *campaign, GError **error)
{
  return invy_ctl_waves_load (
      store, invy_campaign_get_kind (campaign), invy_campaign_get (campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID),
      invy_campaign_get (campaign, INVY_CAMPAIGN_WABA_ID), invy_campaign_get_counts (campaign)->waiting, error);
}

/**
 * invy_ctl_send_campaign:
 * @campaign: planned or paused
 *
 * Awaits. Sends what is left of @campaign and reports what came of it.
 *
 * Returns: an #InvyCtlExit, or %INVY_CTL_FAILED
 */
int
invy_ctl_send_campaign (InvyCtl *ctl,
                        InvyCampaign *campaign,
                        InvyAccount *account,
                        const InvyCtlPace *pace,
                        GError **error)
{
  InvyStore *store = invy_ctl_open_store (ctl, error);
  g_autoptr (GError) setup_error = NULL;
  g_autoptr (InvySender) sender = NULL;
  g_autoptr (InvyWaves) waves = NULL;
  g_autoptr (InvyCampaign) left = NULL;

  if (store == NULL)
    return INVY_CTL_FAILED;

  invy_ctl_keep_going (ctl);
  sender = set_up_sender (ctl, store, campaign, account, pace, &setup_error);
  if (sender == NULL && !invy_ctl_is_interrupted (ctl))
    {
      g_propagate_error (error, g_steal_pointer (&setup_error));
      return INVY_CTL_FAILED;
    }
  if (sender != NULL && !(waves = load_waves (store, campaign, error)))
    return INVY_CTL_FAILED;
  if (waves != NULL)
    invy_ctl_say_waves (ctl, waves);

  left = invy_ctl_is_interrupted (ctl) ? leave_campaign (store, campaign, error)
                                       : invy_ctl_run_sender (ctl, sender, error);
  if (left == NULL)
    return INVY_CTL_FAILED;

  return invy_ctl_report_campaign (ctl, left, TRUE, waves, error);
}
