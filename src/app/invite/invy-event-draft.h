/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

G_BEGIN_DECLS

#define INVY_TYPE_EVENT_DRAFT (invy_event_draft_get_type ())

/* A wedding while its details are typed. Signal "changed" after every key, and when it was saved. */
G_DECLARE_FINAL_TYPE (InvyEventDraft, invy_event_draft, INVY, EVENT_DRAFT, GObject)

InvyEventDraft *invy_event_draft_new (InvyStore *store, InvyEvent *event);
InvyEvent *invy_event_draft_get_saved (InvyEventDraft *self);
InvyEvent *invy_event_draft_get_event (InvyEventDraft *self);
char *invy_event_draft_dup_typed (InvyEventDraft *self, InvyEventField field);
void invy_event_draft_type (InvyEventDraft *self, InvyEventField field, const char *text);
gboolean invy_event_draft_find_nonsense (InvyEventDraft *self, InvyEventField *field, GError **error);
DexFuture *invy_event_draft_save (InvyEventDraft *self);

G_END_DECLS
