/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-walk.h"

#define CODE_UNDELIVERABLE 131026
#define CODE_TOMORROW 131049
#define CODE_PAIR_RATE 131056
#define CODE_UNCLEAR 1

typedef struct
{
  InvyMessageState state;
  int code;
  gboolean can_be_tomorrow;
} Answer;

static const Answer answers[] = {
  [INVY_WALK_ACCEPTED] = { INVY_MESSAGE_ACCEPTED, 0, FALSE },
  [INVY_WALK_HELD] = { INVY_MESSAGE_HELD, 0, FALSE },
  [INVY_WALK_REFUSED] = { INVY_MESSAGE_FAILED, CODE_UNDELIVERABLE, FALSE },
  [INVY_WALK_TOMORROW] = { INVY_MESSAGE_FAILED, CODE_TOMORROW, TRUE },
  [INVY_WALK_WAIT] = { INVY_MESSAGE_PLANNED, CODE_PAIR_RATE, TRUE },
  [INVY_WALK_NOT_SENT] = { INVY_MESSAGE_PLANNED, 0, FALSE },
  [INVY_WALK_TAKEN_AND_CUT] = { INVY_MESSAGE_UNKNOWN, 0, FALSE },
  [INVY_WALK_LOST_AND_CUT] = { INVY_MESSAGE_UNKNOWN, 0, FALSE },
  [INVY_WALK_REVIEW] = { INVY_MESSAGE_UNKNOWN, CODE_UNCLEAR, FALSE },
  [INVY_WALK_REFUSED_AND_TAKEN] = { INVY_MESSAGE_PLANNED, CODE_PAIR_RATE, TRUE },
};

static InvyMessage *
new_message (const char *id, const char *wamid, InvyMessageState state, int code, gboolean tomorrow)
{
  InvyMessage *message = g_object_new (INVY_TYPE_MESSAGE, NULL);

  invy_record_set_id (INVY_RECORD (message), id);
  invy_message_set (message, INVY_MESSAGE_WAMID, wamid);
  invy_message_set_state (message, state);
  invy_message_set_error_code (message, code);
  if (tomorrow)
    invy_message_set_next_attempt_at (message, g_get_real_time () / 1000 + 24 * 60 * 60 * 1000);

  return message;
}

/* A failure that is tried again tomorrow has brought a row that waits. */
static void
check_answered (InvyWalk *self, InvyTestRow *row, gboolean has_successor)
{
  invy_walk_check_campaign (self, row->campaign, has_successor ? 1 : 0);
  if (has_successor)
    {
      InvyTestRow *fresh = g_ptr_array_index (row->campaign->rows, row->campaign->rows->len - 1);

      g_assert_true (fresh->replaces == row);
      g_assert_true (invy_walk_is_same_group (fresh, row));
      g_assert_cmpint (fresh->state, ==, INVY_MESSAGE_PLANNED);
      fresh->due = FALSE;
    }
}

void
invy_walk_answer_post (InvyWalk *self, InvyWalkProgram *program, InvyWalkPost *post)
{
  const Answer *answer = &answers[post->truth];
  const gboolean is_taken = answer->state == INVY_MESSAGE_ACCEPTED || answer->state == INVY_MESSAGE_HELD;
  const gboolean tomorrow = answer->can_be_tomorrow && (post->truth == INVY_WALK_TOMORROW || invy_walk_happens (50));
  g_autoptr (InvyMessage) outcome =
      new_message (post->row->id, is_taken ? post->wamid : NULL, answer->state, answer->code, tomorrow);
  g_autoptr (GError) error = NULL;
  gboolean has_successor;

  g_assert_true (invy_test_await (invy_store_record_outcome (program->store, outcome), &error));
  g_assert_no_error (error);
  has_successor = invy_test_ledger_answer (self->ledger, post->row, answer->state, is_taken ? post->wamid : NULL,
                                           answer->code, tomorrow);
  if (answer->state == INVY_MESSAGE_FAILED || answer->state == INVY_MESSAGE_PLANNED)
    post->released = TRUE;
  check_answered (self, post->row, has_successor);
}

/* At once, late, after a takeover or the planner's word; and some twice. */
void
invy_walk_answer (InvyWalk *self)
{
  InvyWalkProgram *program = invy_walk_pick_program (self);
  InvyWalkPost *post = invy_walk_pick_from (program->in_flight);

  if (post == NULL)
    return;

  invy_walk_answer_post (self, program, post);
  if (answers[post->truth].state == INVY_MESSAGE_PLANNED || invy_walk_happens (90))
    g_ptr_array_remove (program->in_flight, post);
}

static InvyMessageState
pick_status (InvyWalkPost *post)
{
  if (post->doomed)
    return invy_walk_happens (30) ? INVY_MESSAGE_SENT : INVY_MESSAGE_FAILED;
  if (invy_walk_happens (10))
    return INVY_MESSAGE_ACCEPTED;
  return (InvyMessageState) (INVY_MESSAGE_SENT + invy_walk_pick (3));
}

/* In any order, early, late and twice; with our id, with WhatsApp's, or with both. */
void
invy_walk_report (InvyWalk *self)
{
  InvyWalkPost *post = invy_walk_pick_from (self->taken);
  InvyTestRow *row = post != NULL ? post->row : NULL;
  const gboolean by_wamid = row != NULL && invy_walk_happens (30);
  InvyMessageState to;
  g_autoptr (InvyMessage) status = NULL;
  g_autoptr (GError) error = NULL;
  gboolean tomorrow;
  int code;

  if (row == NULL)
    return;

  to = pick_status (post);
  code = to != INVY_MESSAGE_FAILED ? 0 : invy_walk_happens (50) ? CODE_TOMORROW : CODE_UNDELIVERABLE;
  tomorrow = code == CODE_TOMORROW;
  status = new_message (by_wamid ? NULL : row->id, post->wamid, to, code, tomorrow);
  if (by_wamid && g_strcmp0 (row->wamid, post->wamid) != 0)
    {
      invy_test_await_error (invy_store_record_status (invy_walk_pick_program (self)->store, status),
                             INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_FOUND);
      return;
    }

  g_assert_true (invy_test_await (invy_store_record_status (invy_walk_pick_program (self)->store, status), &error));
  g_assert_no_error (error);
  tomorrow = invy_test_ledger_report (self->ledger, row, to, post->wamid, code, tomorrow);
  if (to == INVY_MESSAGE_FAILED)
    post->released = TRUE;
  else if (row->state == INVY_MESSAGE_RESENT)
    g_hash_table_remove (self->overruled, row);
  check_answered (self, row, tomorrow);
}

/* Somebody else's message, or one that nobody ever sent. */
void
invy_walk_report_alien (InvyWalk *self)
{
  g_autoptr (InvyMessage) status = new_message ("inv:7f3a", "wamid.alien", INVY_MESSAGE_READ, 0, FALSE);

  invy_test_await_error (invy_store_record_status (invy_walk_pick_program (self)->store, status), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_NOT_FOUND);
}
