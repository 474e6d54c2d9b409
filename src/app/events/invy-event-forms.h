/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"
#include "store/invy-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_EVENT_FORMS (invy_event_forms_get_type ())

/* How weddings come to be and get their details. Actions: add-event, add-sample, edit-event, and undo-edit-event,
 * which the toast after editing offers. Signal "show" (id): a wedding to be shown now; it may not be in the list yet.
 */
G_DECLARE_FINAL_TYPE (InvyEventForms, invy_event_forms, INVY, EVENT_FORMS, GObject)

InvyEventForms *
invy_event_forms_new (GActionMap *actions, InvyStore *store, InvySettings *settings, AdwToastOverlay *toasts);
void invy_event_forms_set_event (InvyEventForms *self, InvyEvent *event);
AdwDialog *invy_event_forms_open_new (InvyEventForms *self);

G_END_DECLS
