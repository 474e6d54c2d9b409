/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test-ledger.h"

#define N_STATES (INVY_MESSAGE_RESENT + 1)
#define MAX_ALIKE_FAILURES 3

/* p planned, P posting, a accepted, h held, s sent, d delivered, r read, f failed, u unknown, k skipped, c cancelled,
 * R resent */
static const char letters[N_STATES + 1] = "pPahsdrfukcR";

/* Rows are where a message stands, columns where it shall go. */
static const char *const arrows[N_STATES] = {
  /* clang-format off */
  /*                           pPahsdrfukcR */
  [INVY_MESSAGE_PLANNED]   = "=+.......++.",
  [INVY_MESSAGE_POSTING]   = "+=+++++++...",
  [INVY_MESSAGE_ACCEPTED]  = "..=.++++....",
  [INVY_MESSAGE_HELD]      = "...=++++...+",
  [INVY_MESSAGE_SENT]      = "....=+++....",
  [INVY_MESSAGE_DELIVERED] = ".....=+.....",
  [INVY_MESSAGE_READ]      = "......=.....",
  [INVY_MESSAGE_FAILED]    = ".......=....",
  [INVY_MESSAGE_UNKNOWN]   = "..++++++=..+",
  [INVY_MESSAGE_SKIPPED]   = ".........=..",
  [INVY_MESSAGE_CANCELLED] = "..........=.",
  [INVY_MESSAGE_RESENT]    = "...........=",
  /* clang-format on */
};

/**
 * invy_test_ledger_allows:
 *
 * Returns: whether the ledger's drawing has an arrow from one state to the other; staying is no step, and allowed
 */
gboolean
invy_test_ledger_allows (InvyMessageState from, InvyMessageState to)
{
  return arrows[from][to] != '.';
}

/**
 * invy_test_ledger_letter:
 *
 * Returns: the letter of a state in an #InvyTestRow's path
 */
char
invy_test_ledger_letter (InvyMessageState state)
{
  return letters[state];
}

static void
guest_free (gpointer data)
{
  InvyTestGuest *guest = data;

  g_free (guest->id);
  g_free (guest->e164);
  g_free (guest);
}

static void
row_free (gpointer data)
{
  InvyTestRow *row = data;

  g_free (row->id);
  g_free (row->e164);
  g_free (row->wamid);
  g_string_free (row->path, TRUE);
  g_free (row);
}

static void
campaign_free (gpointer data)
{
  InvyTestCampaign *campaign = data;

  g_free (campaign->id);
  g_ptr_array_unref (campaign->rows);
  g_free (campaign);
}

InvyTestLedger *
invy_test_ledger_new (void)
{
  InvyTestLedger *self = g_new0 (InvyTestLedger, 1);

  self->guests = g_ptr_array_new_with_free_func (guest_free);
  self->campaigns = g_ptr_array_new_with_free_func (campaign_free);
  self->rows = g_ptr_array_new_with_free_func (row_free);

  return self;
}

void
invy_test_ledger_free (InvyTestLedger *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->campaigns);
  g_ptr_array_unref (self->guests);
  g_free (self);
}

InvyTestGuest *
invy_test_ledger_add_guest (InvyTestLedger *self, const char *id, const char *e164)
{
  InvyTestGuest *guest = g_new0 (InvyTestGuest, 1);

  guest->id = g_strdup (id);
  guest->e164 = g_strdup (e164);
  g_ptr_array_add (self->guests, guest);

  return guest;
}

InvyTestCampaign *
invy_test_ledger_add_campaign (InvyTestLedger *self, const char *id, InvyPurpose purpose)
{
  InvyTestCampaign *campaign = g_new0 (InvyTestCampaign, 1);

  campaign->id = g_strdup (id);
  campaign->number = self->campaigns->len;
  campaign->purpose = purpose;
  campaign->state = INVY_CAMPAIGN_PLANNED;
  campaign->lock_holder = -1;
  campaign->rows = g_ptr_array_new ();
  g_ptr_array_add (self->campaigns, campaign);

  return campaign;
}

/**
 * invy_test_ledger_add_row:
 *
 * Returns: (transfer none): a row behind all others of the campaign
 */
InvyTestRow *
invy_test_ledger_add_row (InvyTestLedger *self,
                          InvyTestCampaign *campaign,
                          InvyTestGuest *guest,
                          const char *id,
                          guint round,
                          InvyMessageState state)
{
  InvyTestRow *row = g_new0 (InvyTestRow, 1);

  row->id = g_strdup (id);
  row->campaign = campaign;
  row->guest = guest;
  row->round = round;
  row->e164 = g_strdup (guest->e164);
  row->state = state;
  row->due = TRUE;
  row->path = g_string_new (NULL);
  g_string_append_c (row->path, letters[state]);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (campaign->rows, row);

  return row;
}

static void
move (InvyTestRow *row, InvyMessageState to)
{
  g_assert_true (invy_test_ledger_allows (row->state, to));
  if (row->state == to)
    return;

  row->state = to;
  g_string_append_c (row->path, letters[to]);
}

/**
 * invy_test_row_stands:
 *
 * Returns: whether the guest counts as invited because of this row
 */
gboolean
invy_test_row_stands (InvyTestRow *row)
{
  switch (row->state)
    {
    case INVY_MESSAGE_FAILED:
    case INVY_MESSAGE_SKIPPED:
    case INVY_MESSAGE_CANCELLED:
      return FALSE;
    case INVY_MESSAGE_RESENT:
      return row->delivered_later || (row->taken_later && !row->failed_later);
    case INVY_MESSAGE_PLANNED:
    case INVY_MESSAGE_POSTING:
    case INVY_MESSAGE_ACCEPTED:
    case INVY_MESSAGE_HELD:
    case INVY_MESSAGE_SENT:
    case INVY_MESSAGE_DELIVERED:
    case INVY_MESSAGE_READ:
    case INVY_MESSAGE_UNKNOWN:
    default:
      return TRUE;
    }
}

/**
 * invy_test_ledger_get_round:
 *
 * Returns: the newest round in which the guest counts as invited; 0 for none
 */
guint
invy_test_ledger_get_round (InvyTestLedger *self, InvyTestGuest *guest, InvyPurpose purpose)
{
  guint round = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      InvyTestRow *row = self->rows->pdata[i];

      if (row->guest == guest && row->campaign->purpose == purpose && invy_test_row_stands (row))
        round = MAX (round, row->round);
    }

  return round;
}

/* One campaign brings a guest one thing, and so does one round. */
static gboolean
is_same_for_the_guest (InvyTestRow *row, InvyTestRow *other)
{
  return other != row && other->guest == row->guest
         && (other->campaign == row->campaign
             || (other->campaign->purpose == row->campaign->purpose && other->round == row->round));
}

static gboolean
is_needless (InvyTestLedger *self, InvyTestRow *row)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      InvyTestRow *other = self->rows->pdata[i];

      if (is_same_for_the_guest (row, other) && invy_test_row_stands (other))
        return TRUE;
    }

  return row->campaign->state == INVY_CAMPAIGN_CANCELLED;
}

/**
 * invy_test_row_get_reason:
 *
 * Returns: (nullable): why a row must be left out at the last moment
 */
const char *
invy_test_row_get_reason (InvyTestRow *row)
{
  if (row->guest->removed)
    return "deleted";
  if (row->guest->opted_out && g_str_equal (row->guest->e164, row->e164))
    return "opted-out";
  if (!g_str_equal (row->guest->e164, row->e164))
    return "phone-changed";
  if (row->guest->answered
      && (row->campaign->purpose == INVY_PURPOSE_INVITATION || row->campaign->purpose == INVY_PURPOSE_REMINDER))
    return "answered";

  return NULL;
}

/**
 * invy_test_campaign_is_sent:
 *
 * Returns: whether somebody sends the campaign
 */
gboolean
invy_test_campaign_is_sent (InvyTestCampaign *campaign)
{
  return campaign->lock_holder >= 0 && campaign->lease_alive;
}

/**
 * invy_test_campaign_close_posting:
 *
 * What was in flight is unknown: its sender is gone.
 */
void
invy_test_campaign_close_posting (InvyTestCampaign *campaign)
{
  for (guint i = 0; i < campaign->rows->len; i++)
    {
      InvyTestRow *row = campaign->rows->pdata[i];

      if (row->state == INVY_MESSAGE_POSTING)
        move (row, INVY_MESSAGE_UNKNOWN);
    }
}

/**
 * invy_test_campaign_begin:
 *
 * A new sender.
 */
void
invy_test_campaign_begin (InvyTestCampaign *campaign)
{
  campaign->epoch++;
  campaign->lease_alive = TRUE;
  campaign->state = INVY_CAMPAIGN_RUNNING;
  invy_test_campaign_close_posting (campaign);
}

static gboolean
has_open_rows (InvyTestCampaign *campaign)
{
  for (guint i = 0; i < campaign->rows->len; i++)
    {
      InvyTestRow *row = campaign->rows->pdata[i];

      if (row->state == INVY_MESSAGE_PLANNED || row->state == INVY_MESSAGE_POSTING)
        return TRUE;
    }

  return FALSE;
}

/**
 * invy_test_campaign_release:
 * @epoch: what the sender believes in that goes
 */
void
invy_test_campaign_release (InvyTestCampaign *campaign, gint64 epoch)
{
  if (epoch != campaign->epoch)
    return;

  campaign->lease_alive = FALSE;
  if (campaign->state == INVY_CAMPAIGN_RUNNING || campaign->state == INVY_CAMPAIGN_PAUSED)
    campaign->state = has_open_rows (campaign) ? INVY_CAMPAIGN_PAUSED : INVY_CAMPAIGN_FINISHED;
}

/**
 * invy_test_campaign_cancel:
 *
 * The planner gives up what was not sent yet.
 */
void
invy_test_campaign_cancel (InvyTestCampaign *campaign)
{
  if (campaign->state != INVY_CAMPAIGN_FINISHED && campaign->state != INVY_CAMPAIGN_CANCELLED)
    {
      campaign->state = INVY_CAMPAIGN_CANCELLED;
      for (guint i = 0; i < campaign->rows->len; i++)
        {
          InvyTestRow *row = campaign->rows->pdata[i];

          if (row->state == INVY_MESSAGE_PLANNED)
            move (row, INVY_MESSAGE_CANCELLED);
        }
    }
  if (!invy_test_campaign_is_sent (campaign))
    invy_test_campaign_close_posting (campaign);
}

/**
 * invy_test_row_claim:
 *
 * The row is about to be sent, or left out.
 */
void
invy_test_row_claim (InvyTestRow *row)
{
  if (invy_test_row_get_reason (row) != NULL)
    {
      move (row, INVY_MESSAGE_SKIPPED);
      return;
    }

  move (row, INVY_MESSAGE_POSTING);
  row->n_claims++;
}

static void
cancel_others (InvyTestLedger *self, InvyTestRow *row)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      InvyTestRow *other = self->rows->pdata[i];

      if (other->state == INVY_MESSAGE_PLANNED && is_same_for_the_guest (row, other))
        move (other, INVY_MESSAGE_CANCELLED);
    }
}

/* Whether a row that failed gets another one for tomorrow. */
static gboolean
is_tried_again (InvyTestLedger *self, InvyTestRow *row)
{
  guint n_alike = 0;

  for (guint i = 0; i < row->campaign->rows->len; i++)
    {
      InvyTestRow *other = row->campaign->rows->pdata[i];

      n_alike +=
          other->guest == row->guest && other->state == INVY_MESSAGE_FAILED && other->error_code == row->error_code;
    }

  return row->campaign->state != INVY_CAMPAIGN_CANCELLED && n_alike <= MAX_ALIKE_FAILURES
         && invy_test_ledger_get_round (self, row->guest, row->campaign->purpose) < row->round;
}

static gboolean
fail (InvyTestLedger *self, InvyTestRow *row, int code, gboolean later)
{
  move (row, INVY_MESSAGE_FAILED);
  row->error_code = code;
  if (!later || !is_tried_again (self, row))
    return FALSE;

  if (row->campaign->state == INVY_CAMPAIGN_FINISHED)
    row->campaign->state = INVY_CAMPAIGN_PAUSED;
  return TRUE;
}

/* An id stays. */
static void
learn (InvyTestRow *row, const char *wamid)
{
  if (row->wamid == NULL)
    row->wamid = g_strdup (wamid);
}

/* What is heard about a row that the planner had sent again. */
static void
hear_of_resent (InvyTestLedger *self, InvyTestRow *row, InvyMessageState to, const char *wamid)
{
  if (to == INVY_MESSAGE_HELD)
    return;

  learn (row, wamid);
  row->failed_later |= to == INVY_MESSAGE_FAILED;
  row->taken_later |= to != INVY_MESSAGE_FAILED;
  row->delivered_later |= to == INVY_MESSAGE_DELIVERED || to == INVY_MESSAGE_READ;
  if (invy_test_row_stands (row))
    cancel_others (self, row);
}

static gboolean
can_learn (InvyTestRow *row)
{
  return row->state != INVY_MESSAGE_PLANNED && row->state != INVY_MESSAGE_SKIPPED
         && row->state != INVY_MESSAGE_CANCELLED && row->state != INVY_MESSAGE_RESENT;
}

/**
 * invy_test_ledger_answer:
 * @later: a failure that is to be tried again tomorrow; of a row that waits again: not now
 *
 * The answer to a row's own request, whenever it comes.
 *
 * Returns: whether a new row has to appear for the guest
 */
gboolean
invy_test_ledger_answer (InvyTestLedger *self,
                         InvyTestRow *row,
                         InvyMessageState to,
                         const char *wamid,
                         int code,
                         gboolean later)
{
  if (row->state == INVY_MESSAGE_RESENT)
    {
      learn (row, wamid);
      if (to == INVY_MESSAGE_ACCEPTED)
        hear_of_resent (self, row, to, wamid);
      return FALSE;
    }
  if (row->state != INVY_MESSAGE_POSTING && row->state != INVY_MESSAGE_UNKNOWN)
    {
      if (can_learn (row))
        learn (row, wamid);
      return FALSE;
    }

  if (to == INVY_MESSAGE_FAILED)
    return fail (self, row, code, later);
  if (to == INVY_MESSAGE_PLANNED && row->state == INVY_MESSAGE_UNKNOWN)
    return fail (self, row, code, FALSE);

  move (row, to);
  row->error_code = code;
  learn (row, wamid);
  row->due = !later;
  if (to == INVY_MESSAGE_PLANNED && is_needless (self, row))
    move (row, INVY_MESSAGE_CANCELLED);

  return FALSE;
}

/**
 * invy_test_ledger_report:
 * @later: a failure that is to be tried again tomorrow
 *
 * What a webhook says.
 *
 * Returns: whether a new row has to appear for the guest
 */
gboolean
invy_test_ledger_report (InvyTestLedger *self,
                         InvyTestRow *row,
                         InvyMessageState to,
                         const char *wamid,
                         int code,
                         gboolean later)
{
  /* Another request of the row, which was not taken, whatever was said of it later. */
  if (to == INVY_MESSAGE_FAILED && row->wamid != NULL && !g_str_equal (row->wamid, wamid))
    return FALSE;
  if (row->state == INVY_MESSAGE_RESENT)
    {
      hear_of_resent (self, row, to, wamid);
      return FALSE;
    }
  if (row->state == INVY_MESSAGE_PLANNED)
    {
      if (row->n_claims == 0 || to == INVY_MESSAGE_FAILED)
        return FALSE;
      move (row, INVY_MESSAGE_POSTING);
    }

  if (can_learn (row))
    learn (row, wamid);
  if (row->state == INVY_MESSAGE_FAILED && to != INVY_MESSAGE_FAILED && to != INVY_MESSAGE_HELD)
    cancel_others (self, row);
  if (row->state == to || !invy_test_ledger_allows (row->state, to))
    return FALSE;
  if (to == INVY_MESSAGE_FAILED)
    return fail (self, row, code, later);

  move (row, to);
  row->error_code = 0;
  return FALSE;
}

/**
 * invy_test_row_settle:
 *
 * The planner's word. For *send again* the caller adds the new row.
 */
void
invy_test_row_settle (InvyTestRow *row, gboolean arrived)
{
  move (row, arrived ? INVY_MESSAGE_SENT : INVY_MESSAGE_RESENT);
  if (!arrived && row->campaign->state == INVY_CAMPAIGN_FINISHED)
    row->campaign->state = INVY_CAMPAIGN_PAUSED;
}

/**
 * invy_test_row_begin:
 *
 * A row that was just added in place of another: in a cancelled campaign it is cancelled at once.
 */
void
invy_test_row_begin (InvyTestRow *row)
{
  if (row->campaign->state != INVY_CAMPAIGN_CANCELLED)
    {
      g_assert_cmpint (row->state, ==, INVY_MESSAGE_PLANNED);
      return;
    }

  g_assert_cmpint (row->state, ==, INVY_MESSAGE_CANCELLED);
  g_string_assign (row->path, "pc");
}
