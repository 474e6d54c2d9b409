/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-settle-dialog.h"

#include "campaign/invy-reasons.h"
#include "text/invy-bidi.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* A message whose fate the planner is asked about. */
typedef struct
{
  InvyStore *store;
  GtkWidget *parent;
  char *message_id;
} Question;

static Question *
question_new (InvyStore *store, GtkWidget *parent, const char *message_id)
{
  Question *question = g_new0 (Question, 1);

  question->store = g_object_ref (store);
  question->parent = g_object_ref (parent);
  question->message_id = g_strdup (message_id);

  return question;
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->store);
  g_object_unref (question->parent);
  g_free (question->message_id);
  g_free (question);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  DexPromise *promise = data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);

  if (g_str_equal (answer, "cancel"))
    dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled.")));
  else
    dex_promise_resolve_boolean (promise, g_str_equal (answer, "arrived"));
  dex_unref (promise);
}

static DexFuture *
settle_cb (DexFuture *answered, gpointer data)
{
  Question *question = data;
  const gboolean arrived = g_value_get_boolean (dex_future_get_value (answered, NULL));

  return invy_store_settle_message (question->store, question->message_id, arrived);
}

static DexFuture *
failed_cb (DexFuture *failed, gpointer data)
{
  Question *question = data;
  g_autoptr (GError) error = NULL;
  AdwDialog *alert;

  dex_future_get_value (failed, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;

  alert = adw_alert_dialog_new (_ ("The Message Was Not Settled"), error->message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (alert), "close", _ ("_Close"));
  adw_dialog_present (alert, question->parent);

  return NULL;
}

static char *
dup_heading (const char *name)
{
  g_autofree char *shown_name = NULL;

  if (name == NULL)
    return g_strdup (_ ("Did the Message Arrive?"));

  shown_name = invy_bidi_isolate (name, INVY_BIDI_NAME);
  /* Translators: %s is a guest's name */
  return g_strdup_printf (_ ("Did the Message to %s Arrive?"), shown_name);
}

static AdwDialog *
new_question (InvyCampaign *campaign, InvyMessage *message)
{
  const gboolean is_cancelled = invy_campaign_get_state (campaign) == INVY_CAMPAIGN_CANCELLED;
  g_autofree char *heading = dup_heading (invy_message_get (message, INVY_MESSAGE_GUEST_NAME));
  g_autofree char *reason = invy_reasons_dup_for_message (message);
  AdwDialog *alert = adw_alert_dialog_new (heading, NULL);

  adw_alert_dialog_format_body (
      ADW_ALERT_DIALOG (alert), "%s\n\n%s", reason != NULL ? reason : "",
      is_cancelled ? _ ("If it did not arrive, the guest counts as not invited and can be invited again.")
                   : _ ("If it did arrive and is sent again, they get it twice."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _ ("_Not Now"), "again",
                                  is_cancelled ? _ ("It _Did Not Arrive") : _ ("_Send Again…"), "arrived",
                                  _ ("It _Arrived"), NULL);

  return alert;
}

/**
 * invy_settle_message:
 * @campaign: that of @message
 * @message: one of which nobody knows whether it arrived
 * @parent: what dialogs are shown over
 *
 * Asks the planner whether the guest has it, and notes the answer. *Send Again* plans another message in the same
 * campaign, which then waits to be resumed; if the campaign was cancelled, the guest can be invited with another one.
 *
 * Returns: (transfer full): a future that resolves when it is noted. When it rejects the planner gave no answer, or
 *   knows why
 */
DexFuture *
invy_settle_message (InvyStore *store, InvyCampaign *campaign, InvyMessage *message, GtkWidget *parent)
{
  const char *message_id;
  DexPromise *promise;
  DexFuture *settled;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), NULL);
  g_return_val_if_fail (INVY_IS_MESSAGE (message), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  message_id = invy_message_get_id (message);
  promise = dex_promise_new ();
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (new_question (campaign, message)), parent, NULL, answered_cb,
                           dex_ref (promise));
  settled =
      dex_future_then (DEX_FUTURE (promise), settle_cb, question_new (store, parent, message_id), question_free);
  return dex_future_catch (settled, failed_cb, question_new (store, parent, message_id), question_free);
}
