/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-walk.h"

#define REMEMBERED_POSTS 80

static gint64
get_epoch (InvyWalkProgram *self, InvyTestCampaign *campaign)
{
  const gint64 *epoch = g_hash_table_lookup (self->epochs, campaign);

  return epoch != NULL ? *epoch : 0;
}

static int
compare_campaigns (gconstpointer a, gconstpointer b)
{
  const InvyTestCampaign *first = a;
  const InvyTestCampaign *second = b;

  return (first->number > second->number) - (first->number < second->number);
}

static InvyTestCampaign *
pick_own_campaign (InvyWalkProgram *self)
{
  g_autoptr (GPtrArray) campaigns = g_hash_table_get_keys_as_ptr_array (self->epochs);

  /* The order of a hash table is no order. */
  g_ptr_array_sort_values (campaigns, compare_campaigns);
  return invy_walk_pick_campaign (campaigns);
}

void
invy_walk_take_lease (InvyWalk *self)
{
  InvyWalkProgram *program = invy_walk_pick_program (self);
  InvyTestCampaign *campaign = invy_walk_pick_campaign (self->ledger->campaigns);
  const gboolean is_free =
      campaign != NULL && (campaign->lock_holder < 0 || campaign->lock_holder == program->number);
  g_autoptr (GError) error = NULL;
  gint64 epoch;

  if (campaign == NULL)
    return;

  /* It runs out when the walk says so, and not because the computer is slow. */
  if (!is_free && campaign->lease_alive)
    invy_walk_run_sql (self, "UPDATE campaigns SET lease_until = lease_until + 600000 WHERE id = $1", campaign->id);
  epoch = invy_test_await_int64 (invy_store_take_lease (program->store, campaign->id, "a program"), &error);
  if (!is_free && campaign->lease_alive)
    {
      g_assert_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_ALREADY_SENDING);
      return;
    }
  if (campaign->state == INVY_CAMPAIGN_FINISHED || campaign->state == INVY_CAMPAIGN_CANCELLED)
    {
      g_assert_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_STATE);
      if (is_free)
        campaign->lock_holder = -1;
      return;
    }

  g_assert_no_error (error);
  if (is_free)
    campaign->lock_holder = program->number;
  invy_test_campaign_begin (campaign);
  g_assert_cmpint (epoch, ==, campaign->epoch);
  g_hash_table_replace (program->epochs, campaign, g_memdup2 (&epoch, sizeof epoch));
  invy_walk_check_campaign (self, campaign, 0);
}

/* The one place that claims. */
InvyClaim *
invy_walk_call_claim (InvyWalkProgram *program, InvyTestCampaign *campaign, guint n, GError **error)
{
  return invy_test_await_boxed (invy_store_claim (program->store, campaign->id, get_epoch (program, campaign), n, 0),
                                error);
}

/* The promise to the guest: nothing is posted that may be the second one. */
static void
check_post (InvyWalk *self, InvyTestRow *row)
{
  for (guint i = 0; i < self->posts->len; i++)
    {
      InvyWalkPost *post = self->posts->pdata[i];

      if (!invy_walk_is_same_group (post->row, row))
        continue;
      if (!post->released)
        g_error ("%s is posted although %s (%s) may have arrived", row->id, post->row->id, post->row->path->str);
      if (post->row->state == INVY_MESSAGE_RESENT && invy_test_row_stands (post->row)
          && !g_hash_table_contains (self->overruled, post->row))
        g_error ("%s is posted although %s (%s) has arrived", row->id, post->row->id, post->row->path->str);
    }
}

static InvyWalkTruth
pick_truth (void)
{
  static const guint percents[] = {
    [INVY_WALK_ACCEPTED] = 40,         [INVY_WALK_HELD] = 8,         [INVY_WALK_REFUSED] = 10,
    [INVY_WALK_TOMORROW] = 8,          [INVY_WALK_WAIT] = 8,         [INVY_WALK_NOT_SENT] = 6,
    [INVY_WALK_TAKEN_AND_CUT] = 8,     [INVY_WALK_LOST_AND_CUT] = 7, [INVY_WALK_REVIEW] = 4,
    [INVY_WALK_REFUSED_AND_TAKEN] = 1,
  };
  guint left = invy_walk_pick (100);

  for (guint truth = 0; truth < G_N_ELEMENTS (percents); truth++)
    {
      if (left < percents[truth])
        return (InvyWalkTruth) truth;
      left -= percents[truth];
    }

  g_assert_not_reached ();
}

gboolean
invy_walk_is_taken (InvyWalkPost *post)
{
  return post->truth == INVY_WALK_ACCEPTED || post->truth == INVY_WALK_HELD || post->truth == INVY_WALK_TAKEN_AND_CUT
         || post->truth == INVY_WALK_REFUSED_AND_TAKEN;
}

static InvyWalkPost *
add_post (InvyWalk *self, InvyTestRow *row)
{
  InvyWalkPost *post = g_new0 (InvyWalkPost, 1);

  check_post (self, row);
  post->row = row;
  post->truth = pick_truth ();
  post->wamid = g_strdup_printf ("wamid.%u", self->posts->len);
  post->doomed =
      post->truth != INVY_WALK_REFUSED_AND_TAKEN && invy_walk_happens (post->truth == INVY_WALK_HELD ? 40 : 15);
  g_ptr_array_add (self->posts, post);
  if (invy_walk_is_taken (post))
    g_ptr_array_add (self->taken, post);
  if (self->taken->len > REMEMBERED_POSTS)
    g_ptr_array_remove_index (self->taken, 0);

  return post;
}

void
invy_walk_take_claim (InvyWalk *self, InvyWalkProgram *program, InvyTestCampaign *campaign, InvyClaim *claim, guint n)
{
  guint n_posted = 0;
  guint n_skipped = 0;

  for (guint i = 0; i < campaign->rows->len && n_posted + n_skipped < n; i++)
    {
      InvyTestRow *row = campaign->rows->pdata[i];

      if (row->state != INVY_MESSAGE_PLANNED || !row->due)
        continue;

      invy_test_row_claim (row);
      if (row->state == INVY_MESSAGE_POSTING)
        {
          g_assert_cmpuint (n_posted, <, claim->messages->len);
          g_assert_cmpstr (invy_message_get_id (claim->messages->pdata[n_posted++]), ==, row->id);
          g_ptr_array_add (program->in_flight, add_post (self, row));
        }
      else
        {
          g_assert_cmpuint (n_skipped, <, claim->skipped->len);
          g_assert_cmpstr (invy_message_get_id (claim->skipped->pdata[n_skipped++]), ==, row->id);
        }
    }
  g_assert_cmpuint (claim->messages->len, ==, n_posted);
  g_assert_cmpuint (claim->skipped->len, ==, n_skipped);
  invy_walk_check_campaign (self, campaign, 0);
}

void
invy_walk_claim (InvyWalk *self)
{
  InvyWalkProgram *program = invy_walk_pick_program (self);
  InvyTestCampaign *campaign = pick_own_campaign (program);
  const guint n = 1 + invy_walk_pick (4);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyClaim) claim = NULL;

  if (campaign == NULL)
    return;

  claim = invy_walk_call_claim (program, campaign, n, &error);
  if (campaign->state != INVY_CAMPAIGN_RUNNING || get_epoch (program, campaign) != campaign->epoch)
    {
      g_assert_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_LEASE_LOST);
      return;
    }

  g_assert_no_error (error);
  campaign->lease_alive = TRUE;
  /* Who took over from a program that was stopped gets the lock, too, once that one lets go of it. */
  if (campaign->lock_holder < 0)
    campaign->lock_holder = program->number;
  invy_walk_take_claim (self, program, campaign, claim, n);
}

void
invy_walk_release_lease (InvyWalk *self)
{
  InvyWalkProgram *program = invy_walk_pick_program (self);
  InvyTestCampaign *campaign = pick_own_campaign (program);
  g_autoptr (GError) error = NULL;

  if (campaign == NULL)
    return;

  g_assert_true (invy_test_await (
      invy_store_release_lease (program->store, campaign->id, get_epoch (program, campaign), "user"), &error));
  g_assert_no_error (error);
  invy_test_campaign_release (campaign, get_epoch (program, campaign));
  if (campaign->lock_holder == program->number)
    campaign->lock_holder = -1;
  g_hash_table_remove (program->epochs, campaign);
  invy_walk_check_campaign (self, campaign, 0);
}

/* The program was stopped, or the computer slept, for longer than the lease. */
void
invy_walk_sleep (InvyWalk *self)
{
  InvyTestCampaign *campaign = pick_own_campaign (invy_walk_pick_program (self));

  if (campaign == NULL || !campaign->lease_alive)
    return;

  invy_walk_run_sql (self, "UPDATE campaigns SET lease_until = 1 WHERE id = $1", campaign->id);
  campaign->lease_alive = FALSE;
}

/* What is planned for tomorrow is due. */
void
invy_walk_let_a_day_pass (InvyWalk *self)
{
  invy_walk_run_sql (
      self, "UPDATE messages SET next_attempt_at = 1 WHERE state = 'planned' AND next_attempt_at IS NOT NULL", NULL);
  for (guint i = 0; i < self->ledger->rows->len; i++)
    ((InvyTestRow *) self->ledger->rows->pdata[i])->due = TRUE;
}

void
invy_walk_start_program (InvyWalk *self, InvyWalkProgram *program)
{
  program->store = invy_test_open_store (self->uri);
  /* What it closes of cancelled campaigns it closes behind our back, before anything else of the ledger. */
  invy_test_await_error (invy_store_pause_campaign (program->store, "none", "user"), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_NOT_FOUND);
  program->epochs = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  program->in_flight = g_ptr_array_new ();
}

void
invy_walk_end_program (InvyWalkProgram *program)
{
  g_clear_pointer (&program->in_flight, g_ptr_array_unref);
  g_clear_pointer (&program->epochs, g_hash_table_unref);
  invy_test_close_store (g_steal_pointer (&program->store));
}

/* Whatever the program knew and waited for is gone, and the system takes its locks. */
void
invy_walk_crash (InvyWalk *self)
{
  InvyWalkProgram *program = invy_walk_pick_program (self);

  invy_walk_end_program (program);
  for (guint i = 0; i < self->ledger->campaigns->len; i++)
    {
      InvyTestCampaign *campaign = self->ledger->campaigns->pdata[i];

      if (campaign->lock_holder == program->number)
        campaign->lock_holder = -1;
    }

  invy_walk_start_program (self, program);
  for (guint i = 0; i < self->ledger->campaigns->len; i++)
    {
      InvyTestCampaign *campaign = self->ledger->campaigns->pdata[i];

      if (campaign->state == INVY_CAMPAIGN_CANCELLED && !invy_test_campaign_is_sent (campaign))
        invy_test_campaign_close_posting (campaign);
    }
}
