/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaign/invy-dry-run.h"
#include "campaign/invy-sender.h"
#include "settings/invy-settings.h"

G_BEGIN_DECLS

/**
 * InvyChanges:
 * @INVY_CHANGES_REFUSED: nothing is sent, and the planner can be asked
 * @INVY_CHANGES_IGNORED: everything is sent as it was planned
 * @INVY_CHANGES_RENDERED: what was not sent yet is rendered with the wedding as it is now
 *
 * What to do when the wedding is not what a campaign was planned with.
 */
typedef enum
{
  INVY_CHANGES_REFUSED,
  INVY_CHANGES_IGNORED,
  INVY_CHANGES_RENDERED,
} InvyChanges;

/* What has to be asked and written before a campaign can be sent. All futures resolve to an #InvySender that does not
 * run yet. */
DexFuture *invy_sender_request_plan (InvyStore *store, InvySettings *settings, InvyDryRun *dry_run);
DexFuture *
invy_sender_request_resume (InvyStore *store, InvySettings *settings, const char *campaign_id, InvyChanges changes);
DexFuture *invy_sender_request_retry (InvyStore *store, InvySettings *settings, const char *campaign_id);

G_END_DECLS
