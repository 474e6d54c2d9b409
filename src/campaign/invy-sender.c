/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-sender.h"

#include "campaign/invy-alarm.h"
#include "campaign/invy-held-lease.h"
#include "campaign/invy-patience.h"
#include "campaign/invy-posting.h"
#include "campaign/invy-reasons.h"
#include "whatsapp/invy-clock.h"

/* A claim that was not used by then is given back: the program was stopped or the computer slept, and a lease, which
 * is longer, may have run out meanwhile. */
#define CLAIM_GOOD_MS (20 * 1000)

/* Meta's own limit for the waiting of a campaign that is not watched. */
#define DEFAULT_WAIT_LIMIT_MS (15 * 60 * 1000)
#define RENEW_MS (20 * 1000)
#define RECORD_TRIES 60
#define RECORD_AGAIN_MS 500
/* Tries to go on with a server that was away, ever more seldom. */
#define FIRST_RETAKE_MS 1000
#define LONGEST_RETAKE_MS (30 * 1000)
/* Shorter waits than this are not worth a word. */
#define NOTABLE_WAIT_MS 1500

struct _InvySender
{
  GObject parent_instance;

  /* owned */
  InvyStore *store;
  InvyTransport *transport;
  InvyCampaign *campaign;
  InvyAlarm *alarm; /* rings when there is something new to look at */
  char *stop_reason;
  gint64 interval_us;
  InvyHeldLease lease;
  gboolean running;
  guint n_in_flight;  /* claimed and not answered yet */
  guint n_open;       /* those, and the answered ones that the ledger does not know yet */
  gboolean goes_well; /* else, as at the start and after a wait, one request travels alone */
  gboolean lease_lost;
  gboolean is_cut_off; /* from the server: nothing is sent before it has the lease anew */
  guint n_retakes;
  gboolean more_planned;
  const char *far_off_reason; /* why what is planned still has to wait longer than the longest wait */
  InvyStreak streak;
  InvyPatience patience;
  gint64 waiting_until; /* milliseconds since 1970, for people */
};

G_DEFINE_FINAL_TYPE (InvySender, invy_sender, G_TYPE_OBJECT)

enum
{
  PROP_CAMPAIGN = 1,
  PROP_RUNNING,
  PROP_WAITING_UNTIL,
  PROP_WAITING_REASON,
  N_PROPS,
};

enum
{
  MESSAGE_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

typedef struct
{
  InvySender *sender;
  InvyMessage *message;
  gint64 delay_us;
  gint64 start_before_ms;
} Posting;

static void
posting_free (gpointer data)
{
  Posting *posting = data;

  g_object_unref (posting->sender);
  g_object_unref (posting->message);
  g_free (posting);
}

static void
set_waiting_until (InvySender *self, gint64 at_ms)
{
  if (self->waiting_until == at_ms)
    return;

  self->waiting_until = at_ms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING_REASON]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING_UNTIL]);
}

static void
set_running (InvySender *self, gboolean running)
{
  if (self->running == running)
    return;

  self->running = running;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/* The first reason stands: what comes after it came of it. */
static void
request_stop (InvySender *self, const char *reason)
{
  if (self->stop_reason == NULL)
    self->stop_reason = g_strdup (reason);
  invy_alarm_ring (self->alarm);
}

static void
announce (InvySender *self, InvyMessage *message, InvyMessageState before)
{
  InvyCampaignCounts counts = *invy_campaign_get_counts (self->campaign);

  invy_campaign_counts_add (&counts, before, -1);
  invy_campaign_counts_add (&counts, invy_message_get_state (message), 1);
  invy_campaign_set_counts (self->campaign, &counts);
  g_signal_emit (self, signals[MESSAGE_CHANGED], 0, message);
}

/* Waits for WhatsApp, the network or the server. */
static void
wait_for_others (InvySender *self, gint64 wait_ms, const char *reason)
{
  const char *stop_reason = invy_patience_wait_for_others (&self->patience, wait_ms, reason);

  if (stop_reason != NULL)
    request_stop (self, stop_reason);
}

/* What this program holds of the campaign ends with the connection, and somebody else may take over. It waits for the
 * server and takes the lease again, by the rules for everybody. */
static void
lose_server (InvySender *self)
{
  const gint64 wait_ms = MIN (FIRST_RETAKE_MS << MIN (self->n_retakes, 16), LONGEST_RETAKE_MS);

  self->is_cut_off = TRUE;
  self->more_planned = TRUE;
  wait_for_others (self, (gint64) ((double) wait_ms * g_random_double_range (0.5, 1)), INVY_WAIT_SERVER);
}

static gboolean
is_over (InvySender *self)
{
  return self->stop_reason != NULL || self->lease_lost;
}

/* A server comes back; a file that cannot be opened needs a person. */
static gboolean
is_outage (InvySender *self, const GError *error)
{
  return invy_store_is_shared (self->store)
         && g_error_matches (error, INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE);
}

/* An answer that cannot be written down now is tried again for a while: as long as it is not kept, the row stays
 * posting and the next sender makes it unknown, which is true but says less than we know. No answer at all: nothing
 * left. */
static InvyMessage *
record (InvySender *self, InvyMessage *message, const InvySendReply *reply, const InvyVerdict *verdict)
{
  for (guint i = 0; i < RECORD_TRIES || (self->is_cut_off && !is_over (self)); i++)
    {
      g_autoptr (GError) error = NULL;
      InvyMessage *recorded = reply != NULL ? invy_posting_record (self->store, message, reply, verdict, &error)
                                            : invy_posting_give_back (self->store, message, &error);

      if (recorded != NULL)
        return recorded;

      if (is_outage (self, error))
        lose_server (self);
      else
        {
          g_warning ("The answer for a message could not be kept: %s", error->message);
          request_stop (self, INVY_STOP_STORE);
        }
      dex_await (dex_timeout_new_msec (RECORD_AGAIN_MS), NULL);
    }

  return NULL;
}

/* What WhatsApp asks for, it asks everyone who sends from this number; a network that is gone is this computer's. */
static void
hold (InvySender *self, const InvySendReply *reply, gint64 wait_ms)
{
  g_autofree char *reason = g_strdup_printf ("%s%d", INVY_STOP_CODE, reply->code);

  if (reply->outcome == INVY_SEND_NOT_SENT)
    {
      wait_for_others (self, wait_ms, INVY_WAIT_NO_NETWORK);
      return;
    }

  wait_for_others (self, wait_ms, reason);
  dex_future_disown (invy_store_hold_number (
      self->store, invy_campaign_get (self->campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID), wait_ms, reason));
}

static void
apply_verdict (InvySender *self, const InvySendReply *reply, const InvyVerdict *verdict)
{
  if (verdict->wait_all_ms > 0)
    hold (self, reply, verdict->wait_all_ms);
  else if (verdict->state != INVY_MESSAGE_PLANNED)
    invy_patience_answered (&self->patience);
  if (verdict->stop_reason != NULL)
    request_stop (self, verdict->stop_reason);
}

/* From here on another message may be claimed: its claim is committed behind, or with, what is written down of this
 * one. */
static void
leave_flight (InvySender *self)
{
  self->n_in_flight--;
  invy_alarm_ring (self->alarm);
}

static void
send_posting (InvySender *self, Posting *posting)
{
  const InvyStreak before = self->streak;
  g_autoptr (InvySendReply) reply = NULL;
  g_autoptr (InvyVerdict) verdict = NULL;
  g_autoptr (InvyMessage) message = NULL;

  reply = invy_posting_send (self->transport, posting->message, posting->start_before_ms);
  verdict = invy_verdict_new (posting->message, reply, &before, &self->streak);
  /* Before the ledger says that it is planned again: it would be claimed at once. */
  apply_verdict (self, reply, verdict);
  self->goes_well = verdict->wait_all_ms == 0;
  leave_flight (self);
  message = record (self, posting->message, reply, verdict);
  if (message != NULL)
    announce (self, message, INVY_MESSAGE_POSTING);
  if (verdict->state == INVY_MESSAGE_PLANNED || verdict->wait_guest_ms > 0)
    self->more_planned = TRUE;
}

static void
give_back (InvySender *self, InvyMessage *posted)
{
  g_autoptr (InvyMessage) message = NULL;

  leave_flight (self);
  message = record (self, posted, NULL, NULL);
  if (message != NULL)
    announce (self, message, INVY_MESSAGE_POSTING);
  self->more_planned = TRUE;
}

static DexFuture *
post_fiber (gpointer data)
{
  Posting *posting = data;
  InvySender *self = posting->sender;

  if (posting->delay_us > 0)
    dex_await (dex_timeout_new_usec (posting->delay_us), NULL);
  if (is_over (self) || self->is_cut_off || invy_clock_now_ms () > posting->start_before_ms)
    give_back (self, posting->message);
  else
    send_posting (self, posting);

  self->n_open--;
  invy_alarm_ring (self->alarm);

  return dex_future_new_true ();
}

static void
post (InvySender *self, InvyMessage *message, gint64 delay_us, gint64 start_before_ms)
{
  Posting *posting = g_new0 (Posting, 1);

  posting->sender = g_object_ref (self);
  posting->message = g_object_ref (message);
  posting->delay_us = delay_us;
  posting->start_before_ms = start_before_ms;
  self->n_in_flight++;
  self->n_open++;
  announce (self, message, INVY_MESSAGE_PLANNED);
  dex_future_disown (dex_scheduler_spawn (NULL, INVY_FIBER_STACK, post_fiber, posting, posting_free));
}

static void
handle_store_error (InvySender *self, const GError *error)
{
  g_info ("The sender stops, or waits: %s", error->message);
  if (g_error_matches (error, INVY_STORE_ERROR, INVY_STORE_ERROR_LEASE_LOST))
    self->lease_lost = TRUE;
  else if (is_outage (self, error))
    lose_server (self);
  else
    request_stop (self, INVY_STOP_STORE);
}

/* Waits until it is time, or until something rings. A long wait keeps the lease alive. */
static void
wait (InvySender *self)
{
  const gint64 left = invy_patience_get_left (&self->patience);

  if (self->patience.reason != NULL && left >= NOTABLE_WAIT_MS)
    set_waiting_until (self, g_get_real_time () / 1000 + left);

  invy_alarm_wait (self->alarm, CLAMP (left, 0, RENEW_MS));
  if (left >= RENEW_MS && !is_over (self))
    {
      g_autoptr (GError) error = NULL;

      if (!invy_held_lease_renew (&self->lease, &error))
        handle_store_error (self, error);
    }
}

static guint
max_in_flight (InvySender *self)
{
  return invy_posting_max_in_flight (self->interval_us, self->goes_well);
}

static void
use_claim (InvySender *self, InvyClaim *claim, gint64 start_before_ms)
{
  for (guint i = 0; i < claim->skipped->len; i++)
    announce (self, claim->skipped->pdata[i], INVY_MESSAGE_PLANNED);
  for (guint i = 0; i < claim->messages->len; i++)
    post (self, claim->messages->pdata[i], i * self->interval_us, start_before_ms);
}

/* When there will be something to claim again. */
static void
look_ahead (InvySender *self, const InvyClaim *claim)
{
  self->far_off_reason = invy_patience_look_ahead (&self->patience, claim);
  if (claim->next_due_ms < 0 || self->far_off_reason != NULL)
    return;

  self->more_planned = TRUE;
  if (claim->waiting_reason != NULL)
    wait_for_others (self, claim->wait_ms, claim->waiting_reason);
  else
    invy_patience_postpone (&self->patience, claim->wait_ms, NULL);
  if (claim->next_due_ms > 0 && claim->messages->len == 0)
    invy_patience_postpone (&self->patience, claim->next_due_ms, INVY_WAIT_GUEST);
}

static void
claim_and_post (InvySender *self)
{
  const gint64 start_before_ms = invy_clock_now_ms () + CLAIM_GOOD_MS;
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyClaim) claim = NULL;

  /* Before the claim: an answer that comes meanwhile may plan its message again. */
  self->more_planned = FALSE;
  claim = dex_await_boxed (
      invy_store_claim (self->store, invy_campaign_get_id (self->campaign), self->lease.epoch,
                        invy_posting_claim_size (self->interval_us, max_in_flight (self) - self->n_in_flight),
                        self->interval_us),
      &error);
  if (claim == NULL)
    {
      handle_store_error (self, error);
      return;
    }

  use_claim (self, claim, start_before_ms);
  look_ahead (self, claim);
}

static void
retake_lease (InvySender *self)
{
  g_autoptr (GError) error = NULL;

  if (!invy_held_lease_take_again (&self->lease, &error))
    {
      self->n_retakes++;
      handle_store_error (self, error);
      return;
    }

  set_waiting_until (self, 0);
  self->is_cut_off = FALSE;
  self->n_retakes = 0;
  self->goes_well = FALSE;
  invy_patience_answered (&self->patience);
}

/* The answers come first: what is not written down by then, a new lease makes unknown. */
static void
wait_for_server (InvySender *self)
{
  const gint64 left = invy_patience_get_left (&self->patience);

  if (self->n_open == 0 && left <= 0)
    {
      retake_lease (self);
      return;
    }

  set_waiting_until (self, g_get_real_time () / 1000 + MAX (left, RECORD_AGAIN_MS));
  invy_alarm_wait (self->alarm, CLAMP (left, RECORD_AGAIN_MS, RENEW_MS));
}

/* One step of the loop: whatever can be done now, or a wait for something to change. */
static void
step (InvySender *self)
{
  if (self->is_cut_off)
    wait_for_server (self);
  else if (self->n_in_flight >= max_in_flight (self) || !self->more_planned)
    invy_alarm_wait (self->alarm, RENEW_MS);
  else if (invy_patience_get_left (&self->patience) > 0)
    wait (self);
  else
    {
      set_waiting_until (self, 0);
      claim_and_post (self);
    }
}

static DexFuture *
end_run (InvySender *self)
{
  g_autoptr (GError) error = NULL;

  set_waiting_until (self, 0);
  if (!invy_held_lease_release (&self->lease, self->lease_lost ? NULL : self->stop_reason, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_object (self->campaign);
}

static DexFuture *
run_fiber (gpointer data)
{
  InvySender *self = data;
  g_autoptr (GError) error = NULL;
  DexFuture *result;

  if (!invy_held_lease_take (&self->lease, &error))
    {
      set_running (self, FALSE);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  while (!is_over (self) && (self->more_planned || self->n_open > 0))
    step (self);
  /* Else all is sent, unless somebody planned more at the last moment. */
  if (!is_over (self))
    request_stop (self, self->far_off_reason != NULL ? self->far_off_reason : INVY_STOP_SETTLED);
  /* What is in flight is answered, whatever the reason to stop. */
  while (self->n_open > 0)
    invy_alarm_wait (self->alarm, RENEW_MS);

  result = end_run (self);
  set_running (self, FALSE);
  return result;
}

static DexFuture *
stop_fiber (gpointer data)
{
  InvySender *self = data;
  g_autoptr (GError) error = NULL;

  if (!dex_await (invy_store_cancel_campaign (self->store, invy_campaign_get_id (self->campaign)), &error))
    {
      handle_store_error (self, error);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  self->lease_lost = TRUE;
  invy_alarm_ring (self->alarm);
  return dex_future_new_true ();
}

static void
invy_sender_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvySender *self = INVY_SENDER (object);

  switch (prop_id)
    {
    case PROP_CAMPAIGN:
      g_value_set_object (value, self->campaign);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, self->running);
      break;
    case PROP_WAITING_UNTIL:
      g_value_set_int64 (value, self->waiting_until);
      break;
    case PROP_WAITING_REASON:
      g_value_set_string (value, invy_sender_get_waiting_reason (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_sender_finalize (GObject *object)
{
  InvySender *self = INVY_SENDER (object);

  g_clear_object (&self->store);
  g_clear_object (&self->transport);
  g_clear_object (&self->campaign);
  g_clear_object (&self->alarm);
  g_clear_pointer (&self->stop_reason, g_free);
  invy_patience_clear (&self->patience);

  G_OBJECT_CLASS (invy_sender_parent_class)->finalize (object);
}

static void
invy_sender_class_init (InvySenderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = invy_sender_get_property;
  object_class->finalize = invy_sender_finalize;

  properties[PROP_CAMPAIGN] = g_param_spec_object ("campaign", NULL, NULL, INVY_TYPE_CAMPAIGN, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_WAITING_UNTIL] = g_param_spec_int64 ("waiting-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_WAITING_REASON] = g_param_spec_string ("waiting-reason", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * InvySender::message-changed:
   * @message: as it is now
   *
   * A message of the campaign went on to another state.
   */
  signals[MESSAGE_CHANGED] = g_signal_new ("message-changed", INVY_TYPE_SENDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 1, INVY_TYPE_MESSAGE);
}

static void
invy_sender_init (InvySender *self)
{
  self->alarm = invy_alarm_new ();
  self->patience.limit_ms = DEFAULT_WAIT_LIMIT_MS;
  self->more_planned = TRUE;
}

/**
 * invy_sender_new:
 * @campaign: planned or paused; the sender keeps its own copy up to date
 * @interval_us: microseconds from the start of one message to the start of the next
 *
 * Returns: (transfer full): a sender that does nothing yet
 */
InvySender *
invy_sender_new (InvyStore *store, InvyTransport *transport, InvyCampaign *campaign, gint64 interval_us)
{
  InvySender *self = g_object_new (INVY_TYPE_SENDER, NULL);

  self->store = g_object_ref (store);
  self->transport = g_object_ref (transport);
  self->campaign = g_object_new (INVY_TYPE_CAMPAIGN, NULL);
  invy_campaign_assign (self->campaign, campaign);
  self->interval_us = interval_us;
  self->lease.store = self->store;
  self->lease.campaign = self->campaign;

  return self;
}

/**
 * invy_sender_set_wait_limit:
 * @wait_s: seconds
 *
 * How long it may go on waiting because WhatsApp, or the network, asks for it, before the campaign pauses.
 */
void
invy_sender_set_wait_limit (InvySender *self, guint wait_s)
{
  g_return_if_fail (INVY_IS_SENDER (self));

  self->patience.limit_ms = (gint64) wait_s * 1000;
}

/**
 * invy_sender_run:
 *
 * Sends what is planned, at the pace of the settings, until nothing is left, somebody pauses or stops it, or
 * something makes it pause: see the campaign's stop reason. A sender runs once.
 *
 * Returns: (transfer full): a future that resolves to the #InvyCampaign as it was left, or rejects with an
 * #InvyStoreError when sending could not begin: %INVY_STORE_ERROR_ALREADY_SENDING names the other sender
 */
DexFuture *
invy_sender_run (InvySender *self)
{
  g_return_val_if_fail (INVY_IS_SENDER (self), NULL);
  g_return_val_if_fail (self->lease.epoch == 0 && !self->running, NULL);

  set_running (self, TRUE);
  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, run_fiber, g_object_ref (self), g_object_unref);
}

/**
 * invy_sender_pause:
 * @stop_reason: a word that says why: %INVY_STOP_USER, %INVY_STOP_INTERRUPTED
 *
 * Sends no further message. The future of invy_sender_run() resolves when those in flight are answered.
 */
void
invy_sender_pause (InvySender *self, const char *stop_reason)
{
  g_return_if_fail (INVY_IS_SENDER (self));

  request_stop (self, stop_reason);
}

/**
 * invy_sender_stop:
 *
 * Gives up what was not sent yet and ends the run.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the rest is cancelled, or rejects with an
 * #InvyStoreError
 */
DexFuture *
invy_sender_stop (InvySender *self)
{
  g_return_val_if_fail (INVY_IS_SENDER (self), NULL);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, stop_fiber, g_object_ref (self), g_object_unref);
}

gboolean
invy_sender_is_running (InvySender *self)
{
  g_return_val_if_fail (INVY_IS_SENDER (self), FALSE);

  return self->running;
}

/**
 * invy_sender_get_campaign:
 *
 * Returns: (transfer none): the campaign with its counts, which follow every message
 */
InvyCampaign *
invy_sender_get_campaign (InvySender *self)
{
  g_return_val_if_fail (INVY_IS_SENDER (self), NULL);

  return self->campaign;
}

/**
 * invy_sender_get_waiting_until:
 *
 * Returns: milliseconds since 1970 until which nothing will be sent; 0 when it does not wait
 */
gint64
invy_sender_get_waiting_until (InvySender *self)
{
  g_return_val_if_fail (INVY_IS_SENDER (self), 0);

  return self->waiting_until;
}

/**
 * invy_sender_get_waiting_reason:
 *
 * Returns: (nullable): a word that says why it waits, see invy_reasons_dup_for_waiting(); %NULL when it does not
 */
const char *
invy_sender_get_waiting_reason (InvySender *self)
{
  g_return_val_if_fail (INVY_IS_SENDER (self), NULL);

  if (self->waiting_until == 0)
    return NULL;
  return self->is_cut_off ? INVY_WAIT_SERVER : self->patience.reason;
}

/**
 * invy_sender_get_time_left_ms:
 *
 * Returns: how long the rest will take if nothing gets in the way
 */
gint64
invy_sender_get_time_left_ms (InvySender *self)
{
  g_return_val_if_fail (INVY_IS_SENDER (self), 0);

  return (gint64) invy_campaign_get_counts (self->campaign)->waiting * self->interval_us / 1000;
}
