/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "invy-test-ledger.h"
#include "invy-test-database.h"
#include "invy-test.h"

#include "campaign/invy-plan.h"

G_BEGIN_DECLS

/* What the files of the random walk share: see test-random-walk.c. */

/* What truly becomes of a request. */
typedef enum
{
  INVY_WALK_ACCEPTED,
  INVY_WALK_HELD,
  INVY_WALK_REFUSED,
  INVY_WALK_TOMORROW,
  INVY_WALK_WAIT,
  INVY_WALK_NOT_SENT,
  INVY_WALK_TAKEN_AND_CUT,
  INVY_WALK_LOST_AND_CUT,
  INVY_WALK_REVIEW,
  INVY_WALK_REFUSED_AND_TAKEN, /* WhatsApp contradicts itself: the one thing that nobody can guard against */
} InvyWalkTruth;

typedef struct
{
  InvyTestRow *row;
  InvyWalkTruth truth;
  char *wamid;
  gboolean doomed;   /* WhatsApp takes it, and reports later that it failed */
  gboolean released; /* by an answer, a report or the planner: the guest may get another */
} InvyWalkPost;

typedef struct
{
  int number;
  InvyStore *store;
  GHashTable *epochs;   /* InvyTestCampaign to the epoch that the program believes in */
  GPtrArray *in_flight; /* of borrowed InvyWalkPost */
} InvyWalkProgram;

typedef struct
{
  char *folder;
  char *uri;
  InvyDatabase *database;
  InvyEvent *event;
  InvyAccount *account;
  InvyTemplateSet *templates;
  InvyWalkProgram programs[2];
  InvyTestLedger *ledger;
  GHashTable *rows;      /* id to InvyTestRow */
  GPtrArray *posts;      /* owns every InvyWalkPost */
  GPtrArray *taken;      /* of borrowed InvyWalkPost: those that WhatsApp reports about */
  GHashTable *overruled; /* of InvyTestRow: they arrived, and the planner wanted another all the same */
  GHashTable *wanted;    /* group to how often the planner wanted another */
  guint n_numbers;
} InvyWalk;

/* invy-walk.c */
guint invy_walk_pick (guint n);
gboolean invy_walk_happens (guint percent);
gpointer invy_walk_pick_from (GPtrArray *things);
InvyWalkProgram *invy_walk_pick_program (InvyWalk *self);

void invy_walk_set_up (InvyWalk *self, gconstpointer data);
void invy_walk_tear_down (InvyWalk *self, gconstpointer data);

/* invy-walk-check.c */
void invy_walk_run_sql (InvyWalk *self, const char *sql, const char *text);
void invy_walk_check_campaign (InvyWalk *self, InvyTestCampaign *campaign, guint n_new);
void invy_walk_check_all (InvyWalk *self);
guint invy_walk_count_rows (InvyWalk *self, InvyTestCampaign *campaign);

/* invy-walk-guests.c */
void invy_walk_change_guest (InvyWalk *self);
void invy_walk_remove_or_restore_guest (InvyWalk *self);
void invy_walk_merge_guests (InvyWalk *self);
void invy_walk_opt_out (InvyWalk *self);
GPtrArray *invy_walk_list_guests (InvyWalk *self, gboolean removed);
InvyGuest *invy_walk_load_guest (InvyWalk *self, InvyTestGuest *guest);
void invy_walk_add_guest (InvyWalk *self);

/* invy-walk-planner.c */
void invy_walk_plan (InvyWalk *self);
void invy_walk_pause (InvyWalk *self);
void invy_walk_cancel (InvyWalk *self);
void invy_walk_settle (InvyWalk *self);
void invy_walk_retry (InvyWalk *self);
gboolean invy_walk_is_same_group (InvyTestRow *a, InvyTestRow *b);
char *invy_walk_make_group (InvyTestRow *row);
InvyTestCampaign *invy_walk_pick_campaign (GPtrArray *campaigns);

/* invy-walk-senders.c */
void invy_walk_take_lease (InvyWalk *self);
void invy_walk_claim (InvyWalk *self);
void invy_walk_release_lease (InvyWalk *self);
void invy_walk_sleep (InvyWalk *self);
void invy_walk_crash (InvyWalk *self);
InvyClaim *invy_walk_call_claim (InvyWalkProgram *program, InvyTestCampaign *campaign, guint n, GError **error);
void invy_walk_take_claim (InvyWalk *self,
                           InvyWalkProgram *program,
                           InvyTestCampaign *campaign,
                           InvyClaim *claim,
                           guint n);
void invy_walk_start_program (InvyWalk *self, InvyWalkProgram *program);
void invy_walk_end_program (InvyWalkProgram *program);
void invy_walk_let_a_day_pass (InvyWalk *self);
gboolean invy_walk_is_taken (InvyWalkPost *post);

/* invy-walk-whatsapp.c */
void invy_walk_answer (InvyWalk *self);
void invy_walk_report (InvyWalk *self);
void invy_walk_report_alien (InvyWalk *self);
void invy_walk_answer_post (InvyWalk *self, InvyWalkProgram *program, InvyWalkPost *post);

G_END_DECLS
