/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/messages/invy-outbox.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

DexFuture *invy_resume_campaign (InvyOutbox *outbox, InvyCampaign *campaign, GtkWidget *parent);
DexFuture *invy_cancel_campaign (InvyOutbox *outbox, InvyCampaign *campaign, GtkWidget *parent);

G_END_DECLS
