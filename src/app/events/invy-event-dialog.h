/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "settings/invy-settings.h"
#include "store/invy-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_EVENT_DIALOG (invy_event_dialog_get_type ())

/* The details of a wedding, new or old. Signal "saved" (InvyEvent *). */
G_DECLARE_FINAL_TYPE (InvyEventDialog, invy_event_dialog, INVY, EVENT_DIALOG, AdwDialog)

AdwDialog *invy_event_dialog_new (InvyStore *store, InvySettings *settings, InvyEvent *event);

G_END_DECLS
