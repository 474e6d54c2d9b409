/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "random-walk/invy-walk.h"

/* Two programs, a planner and WhatsApp do whatever they can to one ledger, in any order: plan, send, crash, answer
 * late, report twice, change their minds. After each step the database has to say what the rules of the ledger say,
 * and no guest may be sent a second request unless the first was refused or the planner wanted it. With --seed, which
 * each run prints, a walk is gone once more. */

#define N_STEPS 10000
#define CHECK_ALL_EVERY 250

typedef struct
{
  const char *name;
  void (*take) (InvyWalk *self);
  guint weight;
} Step;

static const Step steps[] = {
  { "plan", invy_walk_plan, 60 },
  { "pause", invy_walk_pause, 20 },
  { "cancel", invy_walk_cancel, 12 },
  { "settle", invy_walk_settle, 50 },
  { "retry", invy_walk_retry, 25 },
  { "take lease", invy_walk_take_lease, 110 },
  { "claim", invy_walk_claim, 220 },
  { "release", invy_walk_release_lease, 35 },
  { "sleep", invy_walk_sleep, 20 },
  { "a day", invy_walk_let_a_day_pass, 15 },
  { "crash", invy_walk_crash, 15 },
  { "answer", invy_walk_answer, 220 },
  { "report", invy_walk_report, 150 },
  { "alien", invy_walk_report_alien, 3 },
  { "add guest", invy_walk_add_guest, 40 },
  { "change guest", invy_walk_change_guest, 15 },
  { "remove or restore", invy_walk_remove_or_restore_guest, 20 },
  { "merge", invy_walk_merge_guests, 4 },
  { "opt out", invy_walk_opt_out, 4 },
};

static const Step *
pick_step (void)
{
  guint total = 0;
  guint left;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    total += steps[i].weight;
  left = invy_walk_pick (total);
  for (guint i = 0;; i++)
    {
      if (left < steps[i].weight)
        return &steps[i];
      left -= steps[i].weight;
    }
}

/* Sends what is left of a campaign, to everybody's content. */
static void
finish_campaign (InvyWalk *self, InvyWalkProgram *program, InvyTestCampaign *campaign)
{
  g_autoptr (GError) error = NULL;
  const gint64 epoch =
      invy_test_await_int64 (invy_store_take_lease (program->store, campaign->id, "the last"), &error);

  g_assert_no_error (error);
  campaign->lock_holder = program->number;
  invy_test_campaign_begin (campaign);
  g_hash_table_replace (program->epochs, campaign, g_memdup2 (&epoch, sizeof epoch));
  for (gboolean more = TRUE; more;)
    {
      g_autoptr (InvyClaim) claim = invy_walk_call_claim (program, campaign, 50, &error);

      g_assert_no_error (error);
      more = claim->messages->len + claim->skipped->len > 0;
      invy_walk_take_claim (self, program, campaign, claim, 50);
      while (program->in_flight->len > 0)
        {
          InvyWalkPost *post = g_ptr_array_steal_index (program->in_flight, 0);

          if (post->truth != INVY_WALK_REFUSED)
            post->truth = INVY_WALK_ACCEPTED;
          invy_walk_answer_post (self, program, post);
        }
    }
  g_assert_true (invy_test_await (invy_store_release_lease (program->store, campaign->id, epoch, NULL), &error));
  g_assert_no_error (error);
  invy_test_campaign_release (campaign, epoch);
  campaign->lock_holder = -1;
  g_assert_cmpint (campaign->state, ==, INVY_CAMPAIGN_FINISHED);
  invy_walk_check_campaign (self, campaign, 0);
}

static void
finish (InvyWalk *self)
{
  InvyWalkProgram *program = &self->programs[0];

  for (guint i = 0; i < G_N_ELEMENTS (self->programs); i++)
    {
      invy_walk_end_program (&self->programs[i]);
      invy_walk_start_program (self, &self->programs[i]);
    }
  for (guint i = 0; i < self->ledger->campaigns->len; i++)
    {
      InvyTestCampaign *campaign = self->ledger->campaigns->pdata[i];

      campaign->lock_holder = -1;
      if (campaign->state == INVY_CAMPAIGN_CANCELLED)
        invy_test_campaign_close_posting (campaign);
    }
  invy_walk_let_a_day_pass (self);
  for (guint i = 0; i < self->ledger->campaigns->len; i++)
    {
      InvyTestCampaign *campaign = self->ledger->campaigns->pdata[i];

      if (campaign->state != INVY_CAMPAIGN_CANCELLED && campaign->state != INVY_CAMPAIGN_FINISHED)
        finish_campaign (self, program, campaign);
    }
  invy_walk_check_all (self);
}

/* By WhatsApp's own record nobody got more than was wanted. */
static void
check_taken (InvyWalk *self)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer group, n;

  for (guint i = 0; i < self->posts->len; i++)
    {
      InvyWalkPost *post = self->posts->pdata[i];
      char *key = invy_walk_make_group (post->row);

      if (!invy_walk_is_taken (post) || post->doomed || post->truth == INVY_WALK_REFUSED_AND_TAKEN)
        g_free (key);
      else
        g_hash_table_replace (groups, key,
                              GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (groups, key)) + 1));
    }
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &group, &n))
    g_assert_cmpuint (GPOINTER_TO_UINT (n), <=, 1 + GPOINTER_TO_UINT (g_hash_table_lookup (self->wanted, group)));
}

/* Nobody waits for ever: in the end every message has come to something, or the planner has to look at it. */
static void
check_ends (InvyWalk *self)
{
  for (guint i = 0; i < self->ledger->rows->len; i++)
    {
      InvyTestRow *row = self->ledger->rows->pdata[i];

      g_assert_cmpint (row->state, !=, INVY_MESSAGE_PLANNED);
      g_assert_cmpint (row->state, !=, INVY_MESSAGE_POSTING);
    }
}

static void
test_walk (InvyWalk *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_STEPS; i++)
    {
      const Step *step = pick_step ();

      g_debug ("%u: %s", i, step->name);
      step->take (self);
      if (i % CHECK_ALL_EVERY == 0)
        invy_walk_check_all (self);
    }

  g_test_message ("%u campaigns, %u messages, %u requests", self->ledger->campaigns->len, self->ledger->rows->len,
                  self->posts->len);
  finish (self);
  check_taken (self);
  check_ends (self);
  g_assert_true (invy_test_await (invy_store_check (self->programs[0].store), &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add ("/invy/random-walk/10000-steps", InvyWalk, NULL, invy_walk_set_up, test_walk, invy_walk_tear_down);

  return g_test_run ();
}
