/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-verdict.h"

#include "campaign/invy-reasons.h"
#include "whatsapp/invy-graph-error.h"

/* Too many messages to one person: only that guest waits (fact sheet, section 3, "Pair rate"). */
#define CODE_PAIR_RATE 131056
#define PAIR_RATE_BASE_MS 1000
#define LONGEST_PAIR_RATE_MS (PAIR_RATE_BASE_MS << 10)

#define FIRST_WAIT_MS 1000
#define LONGEST_WAIT_MS (5 * 60 * 1000)
/* To look whether the network is back costs nothing and harms nobody. */
#define LONGEST_NETWORK_WAIT_MS (30 * 1000)

/* WhatsApp's cap for marketing to one person: earlier attempts only prolong it (fact sheet, section 2.3, 131049). */
#define DAY_MS (24 * 60 * 60 * 1000)

#define MAX_UNKNOWN_IN_A_ROW 3
#define MAX_ALIKE_IN_A_ROW 5

/* Doubling, with up to a quarter more or less, so that several senders do not all come back at the same moment. */
static gint64
doubling_wait (guint n_before, gint64 longest_ms)
{
  const gint64 wait = MIN (longest_ms, FIRST_WAIT_MS * ((gint64) 1 << MIN (n_before, 12)));

  return wait + g_random_int_range (0, (int) (wait / 2)) - wait / 4;
}

/* Meta's own formula: 4^n seconds, n from 0 (fact sheet, section 2.4). How far it has come is told by the wait
 * before, and not by the number of attempts: those that came to nothing for another reason are not that guest's. */
static gint64
pair_rate_wait (InvyMessage *message)
{
  const gint64 before =
      invy_message_get_error_code (message) == CODE_PAIR_RATE ? invy_message_get_put_off_ms (message) : 0;
  gint64 wait = PAIR_RATE_BASE_MS;

  /* Half as long is as good as equal: the waits are read off two clocks. */
  while (wait / 2 <= before && wait < LONGEST_PAIR_RATE_MS)
    wait *= 4;
  return wait;
}

static void
stop (InvyVerdict *self, const char *reason)
{
  if (self->stop_reason == NULL)
    self->stop_reason = g_strdup (reason);
}

static void
judge_backoff (InvyVerdict *self,
               InvyMessage *message,
               const InvySendReply *reply,
               const InvyStreak *before,
               InvyStreak *streak)
{
  self->state = INVY_MESSAGE_PLANNED;
  if (reply->code == CODE_PAIR_RATE)
    {
      /* It grows, so that the waiting ends some time even if Meta asks for a short one again and again. */
      self->wait_guest_ms = MAX (reply->retry_after_ms, pair_rate_wait (message));
      return;
    }

  /* To be asked to wait for no time at all would be to ask again without end. */
  self->wait_all_ms =
      reply->retry_after_ms > 0 ? reply->retry_after_ms : doubling_wait (before->n_backoffs, LONGEST_WAIT_MS);
  streak->n_backoffs = before->n_backoffs + 1;
}

static void
pause_for_code (InvyVerdict *self, const InvySendReply *reply)
{
  self->state = INVY_MESSAGE_PLANNED;
  self->stop_reason = g_strdup_printf ("%s%d", INVY_STOP_CODE, reply->code);
}

/* Something that a person has to mend: the message waits for that, unless it came back unmended. */
static void
judge_fix (InvyVerdict *self, InvyMessage *message, const InvySendReply *reply)
{
  if (invy_message_get_error_code (message) == reply->code)
    self->state = INVY_MESSAGE_FAILED;
  else
    pause_for_code (self, reply);
}

static void
judge_refusal (InvyVerdict *self,
               InvyMessage *message,
               const InvySendReply *reply,
               const InvyStreak *before,
               InvyStreak *streak)
{
  const InvyGraphError *error = invy_graph_error_find (reply->code);

  if (error->retry == INVY_GRAPH_RETRY_BACKOFF)
    judge_backoff (self, message, reply, before, streak);
  else if (error->retry == INVY_GRAPH_RETRY_REVIEW)
    self->state = INVY_MESSAGE_UNKNOWN;
  else if (error->retry == INVY_GRAPH_RETRY_WAIT_24H)
    {
      self->state = INVY_MESSAGE_FAILED;
      self->wait_guest_ms = DAY_MS;
    }
  else if (error->retry == INVY_GRAPH_RETRY_LATER)
    /* Nothing can be mended but by waiting, and nobody is to blame who resumed too soon. */
    pause_for_code (self, reply);
  else if (error->scope == INVY_GRAPH_SCOPE_GUEST)
    self->state = INVY_MESSAGE_FAILED;
  else
    judge_fix (self, message, reply);
}

/* Waiting is no news: what counts is the order in which messages were done with. */
static void
count_in_a_row (InvyVerdict *self, int code, InvyStreak *streak)
{
  if (self->state == INVY_MESSAGE_PLANNED)
    return;

  streak->n_backoffs = 0;
  streak->n_not_sent = 0;
  streak->n_unknown = self->state == INVY_MESSAGE_UNKNOWN ? streak->n_unknown + 1 : 0;
  if (self->state == INVY_MESSAGE_FAILED)
    streak->n_alike = code == streak->last_code ? streak->n_alike + 1 : 1;
  else
    streak->n_alike = 0;
  streak->last_code = self->state == INVY_MESSAGE_FAILED ? code : 0;

  if (streak->n_unknown >= MAX_UNKNOWN_IN_A_ROW)
    {
      stop (self, INVY_STOP_UNKNOWNS);
      streak->n_unknown = 0;
    }
  if (streak->n_alike >= MAX_ALIKE_IN_A_ROW)
    {
      stop (self, INVY_STOP_SAME_ERROR);
      streak->n_alike = 0;
    }
}

/**
 * invy_verdict_new:
 * @message: as it was when it was posted; its error code is the one of the attempt before
 * @before: what had come when the request left; those that were in flight together are one reason to wait, not one
 *   each
 * @streak: (inout): what has come by now; brought up to date
 *
 * Decides what a reply means. Nothing is decided on HTTP's status or on texts, only on what is known: the outcome and
 * Graph's code. Only a message that certainly was not taken may be planned again.
 *
 * Returns: (transfer full): the verdict
 */
InvyVerdict *
invy_verdict_new (InvyMessage *message, const InvySendReply *reply, const InvyStreak *before, InvyStreak *streak)
{
  InvyVerdict *self = g_new0 (InvyVerdict, 1);

  switch (reply->outcome)
    {
    case INVY_SEND_ACCEPTED:
      self->state = INVY_MESSAGE_ACCEPTED;
      break;
    case INVY_SEND_HELD:
      self->state = INVY_MESSAGE_HELD;
      break;
    case INVY_SEND_REFUSED:
      judge_refusal (self, message, reply, before, streak);
      break;
    case INVY_SEND_NOT_SENT:
      self->state = INVY_MESSAGE_PLANNED;
      self->wait_all_ms = doubling_wait (before->n_not_sent, LONGEST_NETWORK_WAIT_MS);
      streak->n_not_sent = before->n_not_sent + 1;
      break;
    case INVY_SEND_UNKNOWN:
    default:
      self->state = INVY_MESSAGE_UNKNOWN;
    }
  count_in_a_row (self, reply->code, streak);

  return self;
}

void
invy_verdict_free (InvyVerdict *self)
{
  g_clear_pointer (&self->stop_reason, g_free);
  g_free (self);
}
