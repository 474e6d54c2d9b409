/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-walk.h"

#define MOST_LOOKS 12

typedef struct
{
  InvyTestGuest *guest;
  guint round;
  gboolean ready;
} Wish;

/* The newest round in which the guest, or somebody who turned out to be the same person, counts as invited. */
static guint
get_round (InvyWalk *self, InvyTestGuest *guest, InvyPurpose purpose)
{
  guint round = 0;

  for (guint i = 0; i < self->ledger->guests->len; i++)
    {
      InvyTestGuest *other = self->ledger->guests->pdata[i];

      if (other == guest || other->merged_into == guest)
        round = MAX (round, invy_test_ledger_get_round (self->ledger, other, purpose));
    }

  return round;
}

/* What a dry run has to find. */
static GArray *
make_wishes (InvyWalk *self, InvyPurpose purpose, gboolean again)
{
  g_autoptr (GPtrArray) guests = invy_walk_list_guests (self, FALSE);
  GArray *wishes = g_array_new (FALSE, TRUE, sizeof (Wish));
  const guint n = 1 + invy_walk_pick (8);

  for (guint i = 0; i < n && guests->len > 0; i++)
    {
      InvyTestGuest *guest = g_ptr_array_steal_index_fast (guests, invy_walk_pick (guests->len));
      const guint round = get_round (self, guest, purpose);
      const Wish wish = {
        .guest = guest,
        .round = round + 1,
        .ready = (round == 0 || again) && !guest->opted_out
                 && !(guest->answered && (purpose == INVY_PURPOSE_INVITATION || purpose == INVY_PURPOSE_REMINDER)),
      };

      g_array_append_val (wishes, wish);
    }

  return wishes;
}

static gboolean
is_any_ready (GArray *wishes)
{
  for (guint i = 0; i < wishes->len; i++)
    if (g_array_index (wishes, Wish, i).ready)
      return TRUE;

  return FALSE;
}

static InvyDryRun *
load_dry_run (InvyWalk *self, InvyWalkProgram *program, GArray *wishes, const InvyDryRunOptions *options)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  InvyDryRun *dry_run;

  for (guint i = 0; i < wishes->len; i++)
    g_ptr_array_add (guests, invy_walk_load_guest (self, g_array_index (wishes, Wish, i).guest));
  dry_run = invy_test_await_object (
      invy_dry_run_load (program->store, self->event, guests, self->templates, self->account, options), &error);
  g_assert_no_error (error);

  return dry_run;
}

/* Each chosen guest has a row: the message, or why there is none. */
static void
take_plan (InvyWalk *self, InvyCampaign *planned, GArray *wishes)
{
  InvyTestCampaign *campaign = invy_test_ledger_add_campaign (self->ledger, invy_campaign_get_id (planned),
                                                              invy_campaign_get_purpose (planned));
  g_autofree gboolean *expected = g_new0 (gboolean, wishes->len);

  for (guint i = 0; i < wishes->len; i++)
    {
      const Wish *wish = &g_array_index (wishes, Wish, i);

      expected[i] = wish->ready && get_round (self, wish->guest, campaign->purpose) < wish->round;
    }
  invy_walk_check_campaign (self, campaign, wishes->len);
  for (guint i = 0; i < wishes->len; i++)
    {
      InvyTestRow *row = campaign->rows->pdata[i];

      g_assert_true (row->guest == g_array_index (wishes, Wish, i).guest);
      g_assert_cmpint (row->state, ==, expected[i] ? INVY_MESSAGE_PLANNED : INVY_MESSAGE_SKIPPED);
      if (expected[i])
        g_assert_cmpuint (row->round, ==, g_array_index (wishes, Wish, i).round);
    }
}

static gboolean
has_planned (InvyWalk *self, InvyCampaign *campaign)
{
  return campaign != NULL && invy_campaign_get_counts (campaign)->waiting > 0;
}

/* Two windows, or two computers, know nothing of each other until they plan. Whoever is first has the guests. */
static void
plan_twice (InvyWalk *self, GArray *wishes, const InvyDryRunOptions *options)
{
  g_autoptr (InvyDryRun) one = load_dry_run (self, &self->programs[0], wishes, options);
  g_autoptr (InvyDryRun) other = load_dry_run (self, &self->programs[1], wishes, options);
  DexFuture *futures[] = {
    invy_plan_campaign (self->programs[0].store, one, self->account),
    invy_plan_campaign (self->programs[1].store, other, self->account),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyCampaign) first = invy_test_await_object (futures[0], &error);
  g_autoptr (InvyCampaign) second = invy_test_await_object (futures[1], &error);

  g_assert_no_error (error);
  g_assert_false (has_planned (self, first) && has_planned (self, second));
  take_plan (self, has_planned (self, second) ? second : first, wishes);
  take_plan (self, has_planned (self, second) ? first : second, wishes);
}

void
invy_walk_plan (InvyWalk *self)
{
  const InvyDryRunOptions options = {
    .purpose =
        invy_walk_happens (60) ? INVY_PURPOSE_INVITATION : (InvyPurpose) (INVY_PURPOSE_REMINDER + invy_walk_pick (3)),
    .kind = INVY_CAMPAIGN_REAL,
    .again = invy_walk_happens (25),
  };
  g_autoptr (GArray) wishes = make_wishes (self, options.purpose, options.again);
  InvyWalkProgram *program = invy_walk_pick_program (self);
  g_autoptr (InvyDryRun) dry_run = NULL;
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (GError) error = NULL;

  if (invy_walk_happens (20) && is_any_ready (wishes))
    {
      plan_twice (self, wishes, &options);
      return;
    }

  dry_run = load_dry_run (self, program, wishes, &options);
  campaign = invy_test_await_object (invy_plan_campaign (program->store, dry_run, self->account), &error);
  if (is_any_ready (wishes))
    {
      g_assert_no_error (error);
      take_plan (self, campaign, wishes);
    }
  else
    g_assert_error (error, INVY_DRY_RUN_ERROR, INVY_DRY_RUN_ERROR_NOBODY);
}

static gboolean
has_due_rows (InvyTestCampaign *campaign)
{
  for (guint i = 0; i < campaign->rows->len; i++)
    {
      InvyTestRow *row = campaign->rows->pdata[i];

      if (row->state == INVY_MESSAGE_PLANNED && row->due)
        return TRUE;
    }

  return FALSE;
}

/* Any, but rather one that still has something to send. */
InvyTestCampaign *
invy_walk_pick_campaign (GPtrArray *campaigns)
{
  InvyTestCampaign *campaign = NULL;

  for (guint i = 0; i < MOST_LOOKS; i++)
    {
      campaign = invy_walk_pick_from (campaigns);
      if (campaign == NULL || has_due_rows (campaign))
        break;
    }

  return campaign;
}

void
invy_walk_pause (InvyWalk *self)
{
  InvyTestCampaign *campaign = invy_walk_pick_campaign (self->ledger->campaigns);
  g_autoptr (GError) error = NULL;

  if (campaign == NULL)
    return;

  g_assert_true (invy_test_await (
      invy_store_pause_campaign (invy_walk_pick_program (self)->store, campaign->id, "user"), &error));
  g_assert_no_error (error);
  if (campaign->state == INVY_CAMPAIGN_PLANNED || campaign->state == INVY_CAMPAIGN_RUNNING)
    campaign->state = INVY_CAMPAIGN_PAUSED;
  invy_walk_check_campaign (self, campaign, 0);
}

void
invy_walk_cancel (InvyWalk *self)
{
  InvyTestCampaign *campaign = invy_walk_pick_campaign (self->ledger->campaigns);
  g_autoptr (GError) error = NULL;

  if (campaign == NULL)
    return;

  g_assert_true (
      invy_test_await (invy_store_cancel_campaign (invy_walk_pick_program (self)->store, campaign->id), &error));
  g_assert_no_error (error);
  invy_test_campaign_cancel (campaign);
  invy_walk_check_campaign (self, campaign, 0);
}

static InvyTestRow *
pick_unsettled (InvyWalk *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < self->ledger->rows->len; i++)
    {
      InvyTestRow *row = self->ledger->rows->pdata[i];

      if (row->state == INVY_MESSAGE_UNKNOWN || row->state == INVY_MESSAGE_HELD)
        g_ptr_array_add (rows, row);
    }

  return invy_walk_pick_from (rows);
}

gboolean
invy_walk_is_same_group (InvyTestRow *a, InvyTestRow *b)
{
  return a->guest == b->guest && a->round == b->round && a->campaign->purpose == b->campaign->purpose;
}

char *
invy_walk_make_group (InvyTestRow *row)
{
  return g_strdup_printf ("%s %u %u", row->guest->id, row->campaign->purpose, row->round);
}

/* The planner wants the guest to get another one, whatever became of those before. */
static void
release_group (InvyWalk *self, InvyTestRow *row)
{
  char *group = invy_walk_make_group (row);
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->wanted, group));

  g_hash_table_replace (self->wanted, group, GUINT_TO_POINTER (n + 1));
  for (guint i = 0; i < self->posts->len; i++)
    {
      InvyWalkPost *post = self->posts->pdata[i];

      if (invy_walk_is_same_group (post->row, row))
        {
          post->released = TRUE;
          g_hash_table_add (self->overruled, post->row);
        }
    }
}

void
invy_walk_settle (InvyWalk *self)
{
  InvyTestRow *row = invy_walk_happens (90) ? pick_unsettled (self) : invy_walk_pick_from (self->ledger->rows);
  const gboolean arrived = invy_walk_happens (50);
  InvyStore *store = invy_walk_pick_program (self)->store;
  g_autoptr (GError) error = NULL;

  if (row == NULL)
    return;
  if (row->state != INVY_MESSAGE_UNKNOWN && row->state != INVY_MESSAGE_HELD)
    {
      invy_test_await_error (invy_store_settle_message (store, row->id, arrived), INVY_STORE_ERROR,
                             INVY_STORE_ERROR_STATE);
      return;
    }

  g_assert_true (invy_test_await (invy_store_settle_message (store, row->id, arrived), &error));
  g_assert_no_error (error);
  invy_test_row_settle (row, arrived);
  invy_walk_check_campaign (self, row->campaign, arrived ? 0 : 1);
  if (!arrived)
    {
      InvyTestRow *fresh = g_ptr_array_index (row->campaign->rows, row->campaign->rows->len - 1);

      g_assert_true (fresh->replaces == row);
      g_assert_true (invy_walk_is_same_group (fresh, row));
      invy_test_row_begin (fresh);
      release_group (self, row);
    }
}

static InvyTestRow *
find_newest (InvyTestCampaign *campaign, InvyTestGuest *guest, guint end)
{
  while (end-- > 0)
    {
      InvyTestRow *row = campaign->rows->pdata[end];

      if (row->guest == guest)
        return row;
    }

  return NULL;
}

/* Retry failed: whom it picks is the plan's business; here it matters that it picks nobody who must not be. */
void
invy_walk_retry (InvyWalk *self)
{
  InvyTestCampaign *campaign = invy_walk_pick_from (self->ledger->campaigns);
  const guint n_before = campaign != NULL ? campaign->rows->len : 0;
  g_autoptr (InvyCampaign) retried = NULL;
  g_autoptr (GError) error = NULL;

  if (campaign == NULL)
    return;

  retried = invy_test_await_object (
      invy_plan_retry (invy_walk_pick_program (self)->store, campaign->id, self->account), &error);
  if (retried == NULL)
    {
      g_assert_true (g_error_matches (error, INVY_PLAN_ERROR, INVY_PLAN_ERROR_NOTHING_TO_RETRY)
                     || g_error_matches (error, INVY_STORE_ERROR, INVY_STORE_ERROR_STATE));
      invy_walk_check_campaign (self, campaign, 0);
      return;
    }

  g_assert_cmpint (campaign->state, !=, INVY_CAMPAIGN_CANCELLED);
  if (campaign->state == INVY_CAMPAIGN_FINISHED)
    campaign->state = INVY_CAMPAIGN_PAUSED;
  invy_walk_check_campaign (self, campaign, invy_walk_count_rows (self, campaign) - n_before);
  g_assert_cmpuint (campaign->rows->len, >, n_before);
  for (guint i = n_before; i < campaign->rows->len; i++)
    {
      InvyTestRow *row = campaign->rows->pdata[i];
      InvyTestRow *old = find_newest (campaign, row->guest, n_before);
      const InvyMessageState state = row->state;

      g_assert_nonnull (old);
      g_assert_true (old->state == INVY_MESSAGE_FAILED || old->state == INVY_MESSAGE_SKIPPED);
      g_assert_cmpuint (old->round, ==, row->round);
      /* Without this row. */
      row->state = INVY_MESSAGE_CANCELLED;
      g_assert_cmpint (state, ==,
                       get_round (self, row->guest, campaign->purpose) >= row->round ? INVY_MESSAGE_SKIPPED
                                                                                     : INVY_MESSAGE_PLANNED);
      row->state = state;
    }
}
