/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-resume.h"

#include "campaign/invy-plan.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* A campaign that somebody wants to go on with, or to give up. */
typedef struct
{
  InvyOutbox *outbox;
  InvyCampaign *campaign;
  GtkWidget *parent;
} Wish;

static Wish *
wish_new (InvyOutbox *outbox, InvyCampaign *campaign, GtkWidget *parent)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->outbox = g_object_ref (outbox);
  wish->campaign = g_object_ref (campaign);
  wish->parent = g_object_ref (parent);

  return wish;
}

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_clear_object (&wish->outbox);
  g_clear_object (&wish->campaign);
  g_clear_object (&wish->parent);
  g_free (wish);
}

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  DexPromise *promise = data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);

  if (g_str_equal (response, "no") || g_str_equal (response, "close"))
    dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled.")));
  else
    dex_promise_resolve_string (promise, g_strdup (response));
  dex_unref (promise);
}

/* Takes @alert. Returns: a future that resolves to the response, and rejects as cancelled when it is "no" */
static DexFuture *
choose (AdwDialog *alert, GtkWidget *parent)
{
  DexPromise *promise = dex_promise_new ();

  adw_alert_dialog_choose (ADW_ALERT_DIALOG (alert), parent, NULL, chosen_cb, dex_ref (promise));
  return DEX_FUTURE (promise);
}

static void
show_failure (GtkWidget *parent, const char *heading, const char *sentence)
{
  AdwDialog *alert = adw_alert_dialog_new (heading, sentence);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (alert), "close", _ ("_Close"));
  adw_dialog_present (alert, parent);
}

static DexFuture *
changed_failed_cb (DexFuture *failed, gpointer data)
{
  Wish *wish = data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (failed, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (wish->parent, _ ("Sending Did Not Begin"), error->message);

  return NULL;
}

static DexFuture *
changes_chosen_cb (DexFuture *chosen, gpointer data)
{
  Wish *wish = data;
  const char *response = g_value_get_string (dex_future_get_value (chosen, NULL));

  if (g_str_equal (response, "as-planned"))
    return invy_outbox_resume_as_planned (wish->outbox, wish->campaign);
  return invy_outbox_resume_rendered_again (wish->outbox, wish->campaign);
}

static DexFuture *
ask_about_changes (Wish *wish, const char *sentence)
{
  AdwDialog *alert = adw_alert_dialog_new (_ ("The Wedding Has Changed"), sentence);
  DexFuture *resumed;

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "no", _ ("Not _Now"), "as-planned",
                                  _ ("Send as _Planned"), "render-again", _ ("Send New _Details"), NULL);
  resumed = dex_future_then (choose (alert, wish->parent), changes_chosen_cb,
                             wish_new (wish->outbox, wish->campaign, wish->parent), wish_free);

  return dex_future_catch (resumed, changed_failed_cb, wish_new (wish->outbox, wish->campaign, wish->parent),
                           wish_free);
}

static DexFuture *
refused_cb (DexFuture *refused, gpointer data)
{
  Wish *wish = data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (refused, &error);
  if (g_error_matches (error, INVY_PLAN_ERROR, INVY_PLAN_ERROR_DETAILS_CHANGED))
    return ask_about_changes (wish, error->message);

  show_failure (wish->parent, _ ("Sending Did Not Begin"), error->message);
  return NULL;
}

/**
 * invy_resume_campaign:
 * @parent: what dialogs are shown over
 *
 * Goes on with a campaign that is planned or paused. When the wedding is not what it was, the planner is asked
 * whether to send as planned; what else is in the way is said in a dialog.
 *
 * Returns: (transfer full): a future that resolves to the #InvySender that is running. When it rejects the planner
 *   knows why
 */
DexFuture *
invy_resume_campaign (InvyOutbox *outbox, InvyCampaign *campaign, GtkWidget *parent)
{
  g_return_val_if_fail (INVY_IS_OUTBOX (outbox), NULL);
  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  return dex_future_catch (invy_outbox_resume (outbox, campaign), refused_cb, wish_new (outbox, campaign, parent),
                           wish_free);
}

static DexFuture *
cancel_cb (DexFuture *chosen, gpointer data)
{
  Wish *wish = data;

  return invy_outbox_cancel (wish->outbox, wish->campaign);
}

static DexFuture *
cancel_failed_cb (DexFuture *failed, gpointer data)
{
  Wish *wish = data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (failed, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (wish->parent, _ ("Nothing Was Cancelled"), error->message);

  return NULL;
}

/**
 * invy_cancel_campaign:
 * @campaign: running or not
 * @parent: what dialogs are shown over
 *
 * Gives up what is left of a campaign, once the planner has confirmed it.
 *
 * Returns: (transfer full): a future that resolves when the rest is cancelled. When it rejects the planner thought
 *   better of it, or knows why
 */
DexFuture *
invy_cancel_campaign (InvyOutbox *outbox, InvyCampaign *campaign, GtkWidget *parent)
{
  guint n_waiting;
  g_autofree char *sentence = NULL;
  AdwDialog *alert;
  DexFuture *cancelled;

  g_return_val_if_fail (INVY_IS_OUTBOX (outbox), NULL);
  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  n_waiting = invy_campaign_get_counts (campaign)->waiting;
  /* Translators: %u is the number of messages */
  sentence = g_strdup_printf (ngettext ("%u message was not sent yet. Its guest will count as not invited and can be "
                                        "invited again.",
                                        "%u messages were not sent yet. Their guests will count as not invited and "
                                        "can be invited again.",
                                        n_waiting),
                              n_waiting);
  alert = adw_alert_dialog_new (_ ("Cancel the Rest?"), sentence);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "no", _ ("_Keep"), "yes", _ ("_Cancel the Rest"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "yes", ADW_RESPONSE_DESTRUCTIVE);

  cancelled = dex_future_then (choose (alert, parent), cancel_cb, wish_new (outbox, campaign, parent), wish_free);
  return dex_future_catch (cancelled, cancel_failed_cb, wish_new (outbox, campaign, parent), wish_free);
}
