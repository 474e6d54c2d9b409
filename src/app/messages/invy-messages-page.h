/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/messages/invy-outbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define INVY_TYPE_MESSAGES_PAGE (invy_messages_page_get_type ())

/* The campaigns of a wedding, newest first. */
G_DECLARE_FINAL_TYPE (InvyMessagesPage, invy_messages_page, INVY, MESSAGES_PAGE, AdwBin)

GtkWidget *invy_messages_page_new (InvyOutbox *outbox, InvySettings *settings, InvyStore *store);
void invy_messages_page_set_event (InvyMessagesPage *self, InvyEvent *event);

G_END_DECLS
