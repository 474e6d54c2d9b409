/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/messages/invy-outbox.h"

#include "app/messages/invy-sender-request.h"
#include "app/messages/invy-sending-notice.h"

#include <glib/gi18n.h>

struct _InvyOutbox
{
  GObject parent_instance;

  InvyStore *store;
  InvySettings *settings;

  GHashTable *runs; /* campaign id -> Run */
  gboolean is_awake;
  guint awake_cookie;
};

/* A campaign that is being sent. */
typedef struct
{
  InvySender *sender;
  DexFuture *ended; /* resolves when the sender ended, for whatever reason */
} Run;

enum
{
  MESSAGE_CHANGED,
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InvyOutbox, invy_outbox, G_TYPE_OBJECT)

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->sender);
  dex_clear (&run->ended);
  g_free (run);
}

static void
keep_awake (InvyOutbox *self)
{
  if (!self->is_awake)
    self->awake_cookie = invy_sending_notice_keep_awake ();
  self->is_awake = TRUE;
}

/* Whoever heard that something is finished may have begun to send something else. */
static void
let_sleep (InvyOutbox *self)
{
  if (g_hash_table_size (self->runs) > 0)
    return;

  invy_sending_notice_let_sleep (self->awake_cookie);
  self->is_awake = FALSE;
}

static void
message_changed_cb (InvyOutbox *self, InvyMessage *message, InvySender *sender)
{
  g_signal_emit (self, signals[MESSAGE_CHANGED], 0, sender, message);
}

typedef struct
{
  InvyOutbox *self;
  InvySender *sender;
} Ended;

static void
ended_free (gpointer data)
{
  Ended *ended = data;

  g_clear_object (&ended->self);
  g_clear_object (&ended->sender);
  g_free (ended);
}

static DexFuture *
ended_cb (DexFuture *future, gpointer data)
{
  Ended *ended = data;
  InvyOutbox *self = ended->self;
  InvyCampaign *campaign = invy_sender_get_campaign (ended->sender);
  g_autoptr (GError) error = NULL;

  g_hash_table_remove (self->runs, invy_campaign_get_id (campaign));
  if (dex_future_get_value (future, &error) == NULL)
    invy_sending_notice_tell_error (campaign, error);
  else if (invy_campaign_get_kind (campaign) != INVY_CAMPAIGN_TEST)
    invy_sending_notice_tell_end (campaign);
  g_signal_emit (self, signals[FINISHED], 0, ended->sender);
  let_sleep (self);

  return dex_future_new_true ();
}

static void
start (InvyOutbox *self, InvySender *sender)
{
  Run *run = g_new0 (Run, 1);
  Ended *ended = g_new0 (Ended, 1);

  run->sender = g_object_ref (sender);
  g_hash_table_insert (self->runs, g_strdup (invy_campaign_get_id (invy_sender_get_campaign (sender))), run);
  g_signal_connect_object (sender, "message-changed", G_CALLBACK (message_changed_cb), self, G_CONNECT_SWAPPED);
  keep_awake (self);

  ended->self = g_object_ref (self);
  ended->sender = g_object_ref (sender);
  run->ended = dex_future_finally (invy_sender_run (sender), ended_cb, ended, ended_free);
}

/* Here and not in the fiber: asking the session not to sleep needs more stack than a fiber has. */
static DexFuture *
start_cb (DexFuture *future, gpointer data)
{
  InvyOutbox *self = data;
  InvySender *sender = g_value_get_object (dex_future_get_value (future, NULL));
  InvySender *running = invy_outbox_find (self, invy_campaign_get_id (invy_sender_get_campaign (sender)));

  /* It was asked for twice. */
  if (running != NULL)
    return dex_future_new_for_object (running);

  start (self, sender);
  return dex_ref (future);
}

/* Takes @requested. */
static DexFuture *
start_when_ready (InvyOutbox *self, DexFuture *requested)
{
  return dex_future_then (requested, start_cb, g_object_ref (self), g_object_unref);
}

static void
invy_outbox_dispose (GObject *object)
{
  InvyOutbox *self = INVY_OUTBOX (object);

  g_hash_table_remove_all (self->runs);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (invy_outbox_parent_class)->dispose (object);
}

static void
invy_outbox_finalize (GObject *object)
{
  InvyOutbox *self = INVY_OUTBOX (object);

  g_clear_pointer (&self->runs, g_hash_table_unref);

  G_OBJECT_CLASS (invy_outbox_parent_class)->finalize (object);
}

static void
invy_outbox_class_init (InvyOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = invy_outbox_dispose;
  object_class->finalize = invy_outbox_finalize;

  /**
   * InvyOutbox::message-changed:
   * @sender: whose campaign it belongs to
   * @message: as it is now
   *
   * A message that is being sent went on to another state.
   */
  signals[MESSAGE_CHANGED] = g_signal_new ("message-changed", INVY_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 2, INVY_TYPE_SENDER, INVY_TYPE_MESSAGE);

  /**
   * InvyOutbox::finished:
   * @sender: it does not run any more; its campaign says how it was left
   *
   * A campaign is finished, paused or cancelled.
   */
  signals[FINISHED] = g_signal_new ("finished", INVY_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                    1, INVY_TYPE_SENDER);
}

static void
invy_outbox_init (InvyOutbox *self)
{
  self->runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, run_free);
}

/**
 * invy_outbox_new:
 *
 * Returns: (transfer full): an outbox that sends nothing yet; the application has one
 */
InvyOutbox *
invy_outbox_new (InvyStore *store, InvySettings *settings)
{
  InvyOutbox *self;

  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (INVY_IS_SETTINGS (settings), NULL);

  self = g_object_new (INVY_TYPE_OUTBOX, NULL);
  self->store = g_object_ref (store);
  self->settings = g_object_ref (settings);

  return self;
}

/**
 * invy_outbox_send:
 * @dry_run: what to send; it must not be updated until the future is settled
 *
 * Plans a campaign and begins to send it. What goes wrong later is in the campaign's stop reason.
 *
 * Returns: (transfer full): a future that resolves to the running #InvySender. It rejects, and nothing waits to be
 *   sent, with #InvyDryRunError, #InvySettingsError, the store's errors, and those of invy_sender_setup()
 */
DexFuture *
invy_outbox_send (InvyOutbox *self, InvyDryRun *dry_run)
{
  g_return_val_if_fail (INVY_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (INVY_IS_DRY_RUN (dry_run), NULL);

  return start_when_ready (self, invy_sender_request_plan (self->store, self->settings, dry_run));
}

static DexFuture *
resume (InvyOutbox *self, InvyCampaign *campaign, InvyChanges changes)
{
  const char *campaign_id = invy_campaign_get_id (campaign);
  InvySender *running = invy_outbox_find (self, campaign_id);

  if (running != NULL)
    return dex_future_new_for_object (running);

  return start_when_ready (self, invy_sender_request_resume (self->store, self->settings, campaign_id, changes));
}

/**
 * invy_outbox_resume:
 *
 * Goes on with a campaign that was paused, or left by a program that ended. One that is being sent from here goes on.
 *
 * Returns: (transfer full): a future that resolves to the running #InvySender, or rejects with #InvyPlanError
 *   (%INVY_PLAN_ERROR_DETAILS_CHANGED: ask, and call one of the other two), #InvySettingsError, and the
 *   store's errors
 */
DexFuture *
invy_outbox_resume (InvyOutbox *self, InvyCampaign *campaign)
{
  g_return_val_if_fail (INVY_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), NULL);

  return resume (self, campaign, INVY_CHANGES_REFUSED);
}

/**
 * invy_outbox_resume_as_planned:
 *
 * As invy_outbox_resume(), although the wedding is not what the campaign was planned with any more.
 *
 * Returns: (transfer full): a future as that of invy_outbox_resume()
 */
DexFuture *
invy_outbox_resume_as_planned (InvyOutbox *self, InvyCampaign *campaign)
{
  g_return_val_if_fail (INVY_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), NULL);

  return resume (self, campaign, INVY_CHANGES_IGNORED);
}

/**
 * invy_outbox_resume_rendered_again:
 *
 * As invy_outbox_resume(), but what was not sent yet is rendered with the wedding as it is now.
 *
 * Returns: (transfer full): a future as that of invy_outbox_resume(); it rejects with #InvyDryRunError, too
 */
DexFuture *
invy_outbox_resume_rendered_again (InvyOutbox *self, InvyCampaign *campaign)
{
  g_return_val_if_fail (INVY_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), NULL);

  return resume (self, campaign, INVY_CHANGES_RENDERED);
}

/**
 * invy_outbox_retry:
 *
 * Sends again to the guests of a campaign whose message failed or who were left out, as they are now.
 *
 * Returns: (transfer full): a future that resolves to the running #InvySender, or rejects with #InvyPlanError,
 *   #InvyDryRunError, #InvySettingsError, and the store's errors
 */
DexFuture *
invy_outbox_retry (InvyOutbox *self, const char *campaign_id)
{
  g_return_val_if_fail (INVY_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (campaign_id != NULL, NULL);

  if (invy_outbox_find (self, campaign_id) != NULL)
    return dex_future_new_reject (INVY_STORE_ERROR, INVY_STORE_ERROR_STATE,
                                  _ ("These invitations are still being sent. Try again when that is done."));

  return start_when_ready (self, invy_sender_request_retry (self->store, self->settings, campaign_id));
}

/**
 * invy_outbox_cancel:
 * @campaign: running or not
 *
 * Gives up what was not sent yet.
 *
 * Returns: (transfer full): a future that resolves when the rest is cancelled, or rejects with the store's errors
 */
DexFuture *
invy_outbox_cancel (InvyOutbox *self, InvyCampaign *campaign)
{
  InvySender *sender;

  g_return_val_if_fail (INVY_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), NULL);

  sender = invy_outbox_find (self, invy_campaign_get_id (campaign));
  return sender != NULL ? invy_sender_stop (sender)
                        : invy_store_cancel_campaign (self->store, invy_campaign_get_id (campaign));
}

/**
 * invy_outbox_find:
 *
 * Returns: (transfer none) (nullable): what sends the campaign now; %NULL if nothing here does
 */
InvySender *
invy_outbox_find (InvyOutbox *self, const char *campaign_id)
{
  Run *run;

  g_return_val_if_fail (INVY_IS_OUTBOX (self), NULL);

  run = g_hash_table_lookup (self->runs, campaign_id);
  return run != NULL ? run->sender : NULL;
}

/**
 * invy_outbox_is_sent_elsewhere:
 *
 * Returns: whether another program is sending @campaign, as far as was known when it was read
 */
gboolean
invy_outbox_is_sent_elsewhere (InvyOutbox *self, InvyCampaign *campaign)
{
  g_return_val_if_fail (INVY_IS_OUTBOX (self), FALSE);
  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), FALSE);

  return invy_campaign_get_state (campaign) == INVY_CAMPAIGN_RUNNING && invy_campaign_is_held (campaign)
         && invy_outbox_find (self, invy_campaign_get_id (campaign)) == NULL;
}

/**
 * invy_outbox_is_unfinished:
 *
 * Returns: whether there is something left of @campaign that nobody sends. It may say that it is running: then the
 *   program that sent it was killed
 */
gboolean
invy_outbox_is_unfinished (InvyOutbox *self, InvyCampaign *campaign)
{
  g_return_val_if_fail (INVY_IS_OUTBOX (self), FALSE);
  g_return_val_if_fail (INVY_IS_CAMPAIGN (campaign), FALSE);

  switch (invy_campaign_get_state (campaign))
    {
    case INVY_CAMPAIGN_PLANNED:
    case INVY_CAMPAIGN_PAUSED:
      return TRUE;
    case INVY_CAMPAIGN_RUNNING:
      return !invy_campaign_is_held (campaign) && invy_outbox_find (self, invy_campaign_get_id (campaign)) == NULL;
    case INVY_CAMPAIGN_FINISHED:
    case INVY_CAMPAIGN_CANCELLED:
    default:
      return FALSE;
    }
}

gboolean
invy_outbox_has_running (InvyOutbox *self)
{
  g_return_val_if_fail (INVY_IS_OUTBOX (self), FALSE);

  return g_hash_table_size (self->runs) > 0;
}

/**
 * invy_outbox_pause_all:
 * @stop_reason: a word that says why: %INVY_STOP_USER, %INVY_STOP_INTERRUPTED
 *
 * Sends no further message.
 *
 * Returns: (transfer full): a future that resolves to a boolean when everything in flight is answered and kept; it
 *   never rejects
 */
DexFuture *
invy_outbox_pause_all (InvyOutbox *self, const char *stop_reason)
{
  g_autoptr (GPtrArray) ended = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer run;

  g_return_val_if_fail (INVY_IS_OUTBOX (self), NULL);

  g_hash_table_iter_init (&iter, self->runs);
  while (g_hash_table_iter_next (&iter, NULL, &run))
    {
      invy_sender_pause (((Run *) run)->sender, stop_reason);
      g_ptr_array_add (ended, ((Run *) run)->ended);
    }

  if (ended->len == 0)
    return dex_future_new_true ();
  return dex_future_allv ((DexFuture *const *) ended->pdata, ended->len);
}
