/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaign/invy-dry-run.h"

G_BEGIN_DECLS

#define INVY_PLAN_ERROR (invy_plan_error_quark ())

/**
 * InvyPlanError:
 * @INVY_PLAN_ERROR_NOTHING_TO_RETRY: no message of the campaign failed or was left out for a reason that is gone
 * @INVY_PLAN_ERROR_DETAILS_CHANGED: the wedding, the mapping or the template are not what the campaign was planned
 * with
 * @INVY_PLAN_ERROR_OTHER_NUMBER: the account sends from another number than the campaign was planned for
 *
 * Why a campaign cannot go on as it was planned. The message is a sentence for people.
 */
typedef enum
{
  INVY_PLAN_ERROR_NOTHING_TO_RETRY,
  INVY_PLAN_ERROR_DETAILS_CHANGED,
  INVY_PLAN_ERROR_OTHER_NUMBER,
} InvyPlanError;

GQuark invy_plan_error_quark (void);

DexFuture *invy_plan_campaign (InvyStore *store, InvyDryRun *dry_run, InvyAccount *account);
DexFuture *invy_plan_retry (InvyStore *store, const char *campaign_id, InvyAccount *account);
gboolean invy_plan_check_account (InvyCampaign *campaign, InvyAccount *account, GError **error);
gboolean
invy_plan_check_details (InvyCampaign *campaign, InvyEvent *event, InvyTemplateSet *templates, GError **error);
gboolean invy_plan_check_templates (InvyCampaign *campaign, InvyTemplateSet *templates, GError **error);

G_END_DECLS
