/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-sender.h"

#include "campaign/invy-alarm.h"
#include "campaign/invy-reasons.h"
#include "campaign/invy-verdict.h"

#include <glib/gi18n-lib.h>

/* How many may wait for their answers at once: enough to keep the pace although answers are slow, and at a leisurely
 * pace few, since a server that goes silent leaves all of them unknown. */
#define MAX_IN_FLIGHT 16
#define MAX_IN_FLIGHT_AT_LEISURE 4
#define LEISURELY_INTERVAL_US (500 * 1000)

/* Meta's own limit for the waiting of a campaign that is not watched. */
#define DEFAULT_WAIT_LIMIT_S (15 * 60)
#define RENEW_MS (20 * 1000)
#define RECORD_TRIES 20
#define RECORD_AGAIN_MS 500
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
  guint wait_limit_s;
  gint64 epoch;
  gboolean running;
  guint n_in_flight;
  gboolean first_answered; /* a run's first request travels alone */
  gboolean has_slot;       /* a moment is reserved and not used yet */
  gboolean lease_lost;
  gboolean more_planned;
  InvyStreak streak;
  gint64 wait_all_until; /* InvyAlarm's clock */
  gint64 waited_since;   /* the same; 0 when the last request was answered */
  gint64 waiting_until;  /* milliseconds since 1970, for people */
};

G_DEFINE_FINAL_TYPE (InvySender, invy_sender, G_TYPE_OBJECT)

enum
{
  PROP_CAMPAIGN = 1,
  PROP_RUNNING,
  PROP_WAITING_UNTIL,
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

static void
log_start (InvyMessage *message)
{
  const char *e164 = invy_message_get (message, INVY_MESSAGE_PHONE_E164);
  const char *guest_id = invy_message_get (message, INVY_MESSAGE_GUEST_ID);
  const gsize length = e164 != NULL ? strlen (e164) : 0;

  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_INFO, "INVY_GUEST_ID", guest_id, "MESSAGE",
                    "Sending WhatsApp to guest: %s -> %s", guest_id, length > 4 ? e164 + length - 4 : "");
}

static void
log_reply (const InvySendReply *reply)
{
  if (reply->outcome == INVY_SEND_ACCEPTED || reply->outcome == INVY_SEND_HELD)
    g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_INFO, "MESSAGE", "WhatsApp sent successfully: %s", reply->wamid);
  else
    g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_INFO, "MESSAGE", "WhatsApp send failed: %d %s", reply->code,
                      reply->detail != NULL ? reply->detail : "");
}

static InvyMessage *
make_outcome (InvyMessage *message, const InvySendReply *reply, const InvyVerdict *verdict)
{
  InvyMessage *outcome = g_object_new (INVY_TYPE_MESSAGE, NULL);

  invy_message_assign (outcome, message);
  invy_message_set_state (outcome, verdict->state);
  invy_message_set_error_code (outcome, reply->code);
  invy_message_set (outcome, INVY_MESSAGE_ERROR_DETAIL, reply->detail);
  invy_message_set (outcome, INVY_MESSAGE_FBTRACE_ID, reply->fbtrace_id);
  invy_message_set (outcome, INVY_MESSAGE_WAMID, reply->wamid);
  if (verdict->wait_guest_ms > 0)
    invy_message_set_next_attempt_at (outcome, g_get_real_time () / 1000 + verdict->wait_guest_ms);

  return outcome;
}

/* An answer that cannot be written down now is tried again for a while: as long as it is not kept, the row stays
 * posting and the next sender makes it unknown, which is true but says less than we know. */
static InvyMessage *
record (InvySender *self, InvyMessage *outcome)
{
  for (guint i = 0; i < RECORD_TRIES; i++)
    {
      g_autoptr (GError) error = NULL;
      InvyMessage *message = dex_await_object (invy_store_record_outcome (self->store, outcome), &error);

      if (message != NULL)
        return message;

      g_warning ("The answer for a message could not be kept: %s", error->message);
      request_stop (self, INVY_STOP_STORE);
      dex_await (dex_timeout_new_msec (RECORD_AGAIN_MS), NULL);
    }

  return NULL;
}

static void
apply_verdict (InvySender *self, const InvyVerdict *verdict)
{
  const gint64 now = invy_alarm_now_ms ();

  if (verdict->state == INVY_MESSAGE_PLANNED || verdict->wait_guest_ms > 0)
    self->more_planned = TRUE;
  if (verdict->wait_all_ms > 0)
    {
      self->wait_all_until = MAX (self->wait_all_until, now + verdict->wait_all_ms);
      if (self->waited_since == 0)
        self->waited_since = now;
      if (self->wait_all_until - self->waited_since > (gint64) self->wait_limit_s * 1000)
        request_stop (self, self->streak.n_not_sent > 0 ? INVY_STOP_NO_NETWORK : INVY_STOP_WAITED_TOO_LONG);
    }
  else if (verdict->state != INVY_MESSAGE_PLANNED)
    self->waited_since = 0;
  if (verdict->stop_reason != NULL)
    request_stop (self, verdict->stop_reason);
}

static DexFuture *
post_fiber (gpointer data)
{
  Posting *posting = data;
  InvySender *self = posting->sender;
  g_autoptr (InvySendReply) reply = NULL;
  g_autoptr (InvyVerdict) verdict = NULL;
  g_autoptr (InvyMessage) outcome = NULL;
  g_autoptr (InvyMessage) message = NULL;

  log_start (posting->message);
  reply = dex_await_boxed (invy_transport_send (self->transport, posting->message), NULL);
  if (reply == NULL)
    reply = invy_send_reply_new (INVY_SEND_UNKNOWN);
  log_reply (reply);

  verdict = invy_verdict_new (posting->message, reply, &self->streak);
  outcome = make_outcome (posting->message, reply, verdict);
  message = record (self, outcome);
  if (message != NULL)
    announce (self, message, INVY_MESSAGE_POSTING);
  apply_verdict (self, verdict);

  self->first_answered = TRUE;
  self->n_in_flight--;
  invy_alarm_ring (self->alarm);

  return dex_future_new_true ();
}

static void
post (InvySender *self, InvyMessage *message)
{
  Posting *posting = g_new0 (Posting, 1);

  posting->sender = g_object_ref (self);
  posting->message = g_object_ref (message);
  self->n_in_flight++;
  announce (self, message, INVY_MESSAGE_PLANNED);
  dex_future_disown (dex_scheduler_spawn (NULL, INVY_FIBER_STACK, post_fiber, posting, posting_free));
}

static void
handle_store_error (InvySender *self, const GError *error)
{
  if (g_error_matches (error, INVY_STORE_ERROR, INVY_STORE_ERROR_LEASE_LOST))
    self->lease_lost = TRUE;
  else
    request_stop (self, INVY_STOP_STORE);
  g_info ("The sender stops: %s", error->message);
}

static gboolean
is_over (InvySender *self)
{
  return self->stop_reason != NULL || self->lease_lost;
}

/* Waits until @deadline_ms of the alarm's clock, or until something rings. A long wait keeps the lease alive. */
static void
wait_until (InvySender *self, gint64 deadline_ms)
{
  const gint64 left = deadline_ms - invy_alarm_now_ms ();

  if (left <= 0)
    return;
  if (left >= NOTABLE_WAIT_MS)
    set_waiting_until (self, g_get_real_time () / 1000 + left);

  dex_await (invy_alarm_wait (self->alarm, MIN (left, RENEW_MS)), NULL);
  if (left >= RENEW_MS && !is_over (self))
    {
      g_autoptr (GError) error = NULL;

      if (!dex_await (invy_store_renew_lease (self->store, invy_campaign_get_id (self->campaign), self->epoch),
                      &error))
        handle_store_error (self, error);
    }
}

static guint
max_in_flight (InvySender *self)
{
  if (!self->first_answered)
    return 1;
  return self->interval_us >= LEISURELY_INTERVAL_US ? MAX_IN_FLIGHT_AT_LEISURE : MAX_IN_FLIGHT;
}

/* Practice has no sending number and so no pace to share. */
static gboolean
reserve_slot (InvySender *self)
{
  const char *number_id = invy_campaign_get (self->campaign, INVY_CAMPAIGN_PHONE_NUMBER_ID);
  g_autoptr (GError) error = NULL;
  gint64 wait_ms;

  wait_ms = dex_await_int64 (
      invy_store_reserve_slot (self->store, number_id != NULL ? number_id : "practice", self->interval_us), &error);
  if (error != NULL)
    {
      handle_store_error (self, error);
      return FALSE;
    }

  self->has_slot = TRUE;
  self->wait_all_until = MAX (self->wait_all_until, invy_alarm_now_ms () + wait_ms);
  return TRUE;
}

static void
claim_and_post (InvySender *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyClaim) claim = dex_await_boxed (
      invy_store_claim (self->store, invy_campaign_get_id (self->campaign), self->epoch, 1, self->interval_us),
      &error);

  if (claim == NULL)
    {
      handle_store_error (self, error);
      return;
    }

  for (guint i = 0; i < claim->skipped->len; i++)
    announce (self, claim->skipped->pdata[i], INVY_MESSAGE_PLANNED);
  for (guint i = 0; i < claim->messages->len; i++)
    post (self, claim->messages->pdata[i]);

  /* A moment that nobody used is used for the next one. */
  if (claim->messages->len > 0)
    self->has_slot = FALSE;
  self->more_planned = claim->next_due_ms >= 0;
  if (claim->next_due_ms > (gint64) self->wait_limit_s * 1000)
    request_stop (self, INVY_STOP_TOMORROW);
  else if (claim->next_due_ms > 0 && claim->messages->len == 0)
    self->wait_all_until = MAX (self->wait_all_until, invy_alarm_now_ms () + claim->next_due_ms);
}

/* One step of the loop: whatever can be done now, or a wait for something to change. */
static void
step (InvySender *self)
{
  if (self->n_in_flight >= max_in_flight (self) || !self->more_planned)
    dex_await (invy_alarm_wait (self->alarm, RENEW_MS), NULL);
  else if (self->wait_all_until > invy_alarm_now_ms ())
    wait_until (self, self->wait_all_until);
  else if (self->has_slot || reserve_slot (self))
    {
      /* Somebody may have paused while the moment was reserved. */
      if (is_over (self) || self->wait_all_until > invy_alarm_now_ms ())
        return;
      set_waiting_until (self, 0);
      claim_and_post (self);
    }
}

static char *
dup_owner (void)
{
  const char *program = g_get_prgname ();

  /* Translators: a program on a computer, such as "invyctl on laptop" */
  return g_strdup_printf (_ ("%s on %s"), program != NULL ? program : "Invy", g_get_host_name ());
}

static gboolean
begin_run (InvySender *self, GError **error)
{
  const char *campaign_id = invy_campaign_get_id (self->campaign);
  g_autofree char *owner = dup_owner ();
  g_autoptr (InvyCampaign) campaign = NULL;
  GError *lease_error = NULL;

  self->epoch = dex_await_int64 (invy_store_take_lease (self->store, campaign_id, owner), &lease_error);
  if (lease_error != NULL)
    {
      g_propagate_error (error, lease_error);
      return FALSE;
    }

  campaign = dex_await_object (invy_store_get_campaign (self->store, campaign_id), error);
  if (campaign == NULL)
    {
      /* Kept, it would keep others out for as long as this program runs. */
      dex_await (invy_store_release_lease (self->store, campaign_id, self->epoch, INVY_STOP_STORE), NULL);
      return FALSE;
    }

  invy_campaign_assign (self->campaign, campaign);
  return TRUE;
}

static DexFuture *
end_run (InvySender *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyCampaign) campaign = NULL;

  set_waiting_until (self, 0);
  campaign = dex_await_object (invy_store_release_lease (self->store, invy_campaign_get_id (self->campaign),
                                                         self->epoch, self->lease_lost ? NULL : self->stop_reason),
                               &error);
  if (campaign == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  invy_campaign_assign (self->campaign, campaign);
  return dex_future_new_for_object (self->campaign);
}

static DexFuture *
run_fiber (gpointer data)
{
  InvySender *self = data;
  g_autoptr (GError) error = NULL;
  DexFuture *result;

  if (!begin_run (self, &error))
    {
      set_running (self, FALSE);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  while (!is_over (self) && (self->more_planned || self->n_in_flight > 0))
    step (self);
  /* What is in flight is answered, whatever the reason to stop. */
  while (self->n_in_flight > 0)
    dex_await (invy_alarm_wait (self->alarm, RENEW_MS), NULL);

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
  self->wait_limit_s = DEFAULT_WAIT_LIMIT_S;
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

  self->wait_limit_s = wait_s;
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
  g_return_val_if_fail (self->epoch == 0 && !self->running, NULL);

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
