/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaign/invy-dry-run-row.h"
#include "settings/invy-account.h"
#include "store/invy-store.h"
#include "template/invy-rendering.h"
#include "template/invy-template-set.h"

G_BEGIN_DECLS

#define INVY_DRY_RUN_ERROR (invy_dry_run_error_quark ())

/**
 * InvyDryRunError:
 * @INVY_DRY_RUN_ERROR_EVENT: details of the wedding are missing or wrong; the message names all of them
 * @INVY_DRY_RUN_ERROR_NOBODY: no guest is left to send to
 * @INVY_DRY_RUN_ERROR_TEMPLATE: a template that is not known, or that cannot be filled
 * @INVY_DRY_RUN_ERROR_OVERRIDE: the one number that is to get everything cannot be used
 *
 * Why nothing can be sent. The message is a sentence for people.
 */
typedef enum
{
  INVY_DRY_RUN_ERROR_EVENT,
  INVY_DRY_RUN_ERROR_NOBODY,
  INVY_DRY_RUN_ERROR_TEMPLATE,
  INVY_DRY_RUN_ERROR_OVERRIDE,
} InvyDryRunError;

GQuark invy_dry_run_error_quark (void);

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

#define INVY_TYPE_DRY_RUN (invy_dry_run_get_type ())

/* Everything checked and rendered for every chosen guest, nothing sent. Make one with invy_dry_run_load(), which asks
 * the store who was invited and who opted out; invy_dry_run_update() renders again at once, for every key typed.
 * Properties (read-only, notify): n-ready, n-left-out. */
G_DECLARE_FINAL_TYPE (InvyDryRun, invy_dry_run, INVY, DRY_RUN, GObject)

DexFuture *invy_dry_run_load (InvyStore *store,
                              InvyEvent *event,
                              GPtrArray *guests,
                              InvyTemplateSet *templates,
                              InvyAccount *account,
                              const InvyDryRunOptions *options);
void invy_dry_run_update (InvyDryRun *self, InvyEvent *event);
InvyEvent *invy_dry_run_get_event (InvyDryRun *self);
InvyTemplateSet *invy_dry_run_get_templates (InvyDryRun *self);
const InvyDryRunOptions *invy_dry_run_get_options (InvyDryRun *self);
GListModel *invy_dry_run_get_rows (InvyDryRun *self); /* of InvyDryRunRow, in the order given */
guint invy_dry_run_get_n_ready (InvyDryRun *self);
guint invy_dry_run_get_n_left_out (InvyDryRun *self);
GPtrArray *invy_dry_run_get_event_problems (InvyDryRun *self); /* of InvyTemplateProblem; borrowed; empty if none */
gboolean invy_dry_run_check (InvyDryRun *self, GError **error);
GPtrArray *invy_dry_run_pick_not_invited (GPtrArray *guests, GPtrArray *messages);

G_END_DECLS
