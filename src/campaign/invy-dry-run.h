/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/invy-ledger.h"
#include "settings/invy-account.h"
#include "store/invy-store.h"
#include "template/invy-rendering.h"

G_BEGIN_DECLS

/**
 * InvyDryRunOptions:
 * @kind: practice, real, override or test; a wedding of practice only makes a real one practice
 * @again: also guests who were invited already: their next round
 * @phone_override: (nullable): the number that gets everything, as typed; for override and test
 */
typedef struct
{
  InvyPurpose purpose;
  InvyCampaignKind kind;
  gboolean again;
  char *phone_override;
} InvyDryRunOptions;

#define INVY_TYPE_DRY_RUN_ROW (invy_dry_run_row_get_type ())

/* One guest of a dry run: ready, or left out with a reason. Properties: guest, ready, sentence. */
G_DECLARE_FINAL_TYPE (InvyDryRunRow, invy_dry_run_row, INVY, DRY_RUN_ROW, GObject)

InvyGuest *invy_dry_run_row_get_guest (InvyDryRunRow *self);
gboolean invy_dry_run_row_is_ready (InvyDryRunRow *self);
const char *invy_dry_run_row_get_reason (InvyDryRunRow *self);   /* a word; NULL when ready */
const char *invy_dry_run_row_get_sentence (InvyDryRunRow *self); /* for people; NULL when ready */
const char *invy_dry_run_row_get_warning (InvyDryRunRow *self);  /* for people; NULL if there is none */
const char *invy_dry_run_row_get_phone_e164 (InvyDryRunRow *self);
guint invy_dry_run_row_get_round (InvyDryRunRow *self);
const InvyRendering *invy_dry_run_row_get_rendering (InvyDryRunRow *self);

#define INVY_TYPE_DRY_RUN (invy_dry_run_get_type ())

/* Everything checked and rendered for every chosen guest, nothing sent. Make one with invy_dry_run_load(), which asks
 * the store who was invited and who opted out; invy_dry_run_update() renders again at once, for every key typed. */
G_DECLARE_FINAL_TYPE (InvyDryRun, invy_dry_run, INVY, DRY_RUN, GObject)

DexFuture *invy_dry_run_load (InvyStore *store, InvyEvent *event, GPtrArray *guests, InvyTemplate *tmpl,
                              InvyAccount *account, const InvyDryRunOptions *options);
void invy_dry_run_update (InvyDryRun *self, InvyEvent *event);
InvyEvent *invy_dry_run_get_event (InvyDryRun *self);
InvyTemplate *invy_dry_run_get_template (InvyDryRun *self);
const InvyDryRunOptions *invy_dry_run_get_options (InvyDryRun *self);
GListModel *invy_dry_run_get_rows (InvyDryRun *self); /* of InvyDryRunRow, in the order given */
guint invy_dry_run_get_n_ready (InvyDryRun *self);
guint invy_dry_run_get_n_left_out (InvyDryRun *self);
GPtrArray *invy_dry_run_get_event_problems (InvyDryRun *self); /* of InvyTemplateProblem; borrowed; empty if none */
gboolean invy_dry_run_check (InvyDryRun *self, GError **error);

G_END_DECLS
