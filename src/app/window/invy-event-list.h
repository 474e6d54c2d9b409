/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

G_BEGIN_DECLS

#define INVY_TYPE_EVENT_LIST (invy_event_list_get_type ())

/* All weddings, kept the same as the store's: each is one object for as long as the list lives, and a change sets
 * its properties. A GListModel of InvyEvent. Property "loaded" (read-only, notify); signal "failed" (const char
 * *sentence) when the store would not say. */
G_DECLARE_FINAL_TYPE (InvyEventList, invy_event_list, INVY, EVENT_LIST, GObject)

InvyEventList *invy_event_list_new (InvyStore *store);
void invy_event_list_load (InvyEventList *self);
gboolean invy_event_list_is_loaded (InvyEventList *self);
InvyEvent *invy_event_list_find (InvyEventList *self, const char *event_id);

G_END_DECLS
