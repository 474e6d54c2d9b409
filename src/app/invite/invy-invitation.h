/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/invite/invy-event-draft.h"
#include "campaign/invy-waves.h"
#include "app/messages/invy-outbox.h"

G_BEGIN_DECLS

#define INVY_TYPE_INVITATION (invy_invitation_get_type ())

/* What the pages of the invite dialog share: the wedding as it is edited, the chosen guests as the store has them,
 * the account, and the dry run of it all. Signals: "changed" after anything did; "loaded" when there is another dry
 * run. */
G_DECLARE_FINAL_TYPE (InvyInvitation, invy_invitation, INVY, INVITATION, GObject)

InvyInvitation *invy_invitation_new (InvyOutbox *outbox,
                                     InvySettings *settings,
                                     InvyStore *store,
                                     InvyEvent *event,
                                     GPtrArray *guests);
DexFuture *invy_invitation_load (InvyInvitation *self);

InvyEvent *invy_invitation_get_event (InvyInvitation *self);
InvyEventDraft *invy_invitation_get_draft (InvyInvitation *self);
InvyDryRun *invy_invitation_get_dry_run (InvyInvitation *self);         /* NULL until it is loaded */
const char *invy_invitation_get_problem (InvyInvitation *self);         /* for people; NULL when it can be sent */
const char *invy_invitation_get_account_problem (InvyInvitation *self); /* for people; NULL when there is none */
gboolean invy_invitation_can_send (InvyInvitation *self);
InvyAccount *invy_invitation_get_account (InvyInvitation *self); /* NULL until it is loaded */
guint invy_invitation_get_n_guests (InvyInvitation *self);
guint invy_invitation_get_n_invited (InvyInvitation *self);
guint64 invy_invitation_get_duration_ms (InvyInvitation *self);
gboolean invy_invitation_is_practice (InvyInvitation *self);
void invy_invitation_set_practice (InvyInvitation *self, gboolean practice);
gboolean invy_invitation_is_again (InvyInvitation *self);
void invy_invitation_set_again (InvyInvitation *self, gboolean again);

DexFuture *invy_invitation_send (InvyInvitation *self);
DexFuture *invy_invitation_send_test (InvyInvitation *self, InvyGuest *guest, const char *phone_number);
InvyWaves *invy_invitation_dup_waves (InvyInvitation *self);

G_END_DECLS
