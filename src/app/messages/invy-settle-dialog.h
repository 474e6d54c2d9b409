/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

DexFuture *invy_settle_message (InvyStore *store, InvyCampaign *campaign, InvyMessage *message, GtkWidget *parent);

G_END_DECLS
