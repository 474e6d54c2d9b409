/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "campaign/invy-dry-run.h"
#include "campaign/invy-sender.h"
#include "settings/invy-settings.h"

G_BEGIN_DECLS

#define INVY_TYPE_OUTBOX (invy_outbox_get_type ())

/* Everything that is being sent, whatever dialog or window is open: it keeps the senders, the application and the
 * computer awake until they are done. Signals: "message-changed" (InvySender *, InvyMessage *), "finished"
 * (InvySender *). */
G_DECLARE_FINAL_TYPE (InvyOutbox, invy_outbox, INVY, OUTBOX, GObject)

InvyOutbox *invy_outbox_new (InvyStore *store, InvySettings *settings);
DexFuture *invy_outbox_send (InvyOutbox *self, InvyDryRun *dry_run);
DexFuture *invy_outbox_resume (InvyOutbox *self, InvyCampaign *campaign);
DexFuture *invy_outbox_resume_as_planned (InvyOutbox *self, InvyCampaign *campaign);
DexFuture *invy_outbox_resume_rendered_again (InvyOutbox *self, InvyCampaign *campaign);
DexFuture *invy_outbox_cancel (InvyOutbox *self, InvyCampaign *campaign);
DexFuture *invy_outbox_retry (InvyOutbox *self, const char *campaign_id);
InvySender *invy_outbox_find (InvyOutbox *self, const char *campaign_id);
gboolean invy_outbox_is_unfinished (InvyOutbox *self, InvyCampaign *campaign);
gboolean invy_outbox_is_sent_elsewhere (InvyOutbox *self, InvyCampaign *campaign);
gboolean invy_outbox_has_running (InvyOutbox *self);
DexFuture *invy_outbox_pause_all (InvyOutbox *self, const char *stop_reason);

G_END_DECLS
