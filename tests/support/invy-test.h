/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store.h"

G_BEGIN_DECLS

/* What tests of asynchronous code need. The waiting functions take the future and run the main context until it is
 * done. */

gboolean invy_test_await (DexFuture *future, GError **error);
gpointer invy_test_await_object (DexFuture *future, GError **error);
gpointer invy_test_await_boxed (DexFuture *future, GError **error);
gint64 invy_test_await_int64 (DexFuture *future, GError **error);
char *invy_test_await_string (DexFuture *future, GError **error);
void invy_test_await_error (DexFuture *future, GQuark domain, int code);
void invy_test_wait_until (gboolean (*condition) (gpointer data), gpointer data);

void invy_test_finalize (gpointer object);

char *invy_test_make_folder (void);
void invy_test_remove_folder (char *path);
InvyStore *invy_test_open_store (const char *uri);
void invy_test_close_store (InvyStore *store);

InvyEvent *invy_test_add_event (InvyStore *store);
InvyGuest *invy_test_add_guest (InvyStore *store, InvyEvent *event, const char *first_name, const char *phone_number);
InvyMessage *invy_test_new_message (InvyCampaign *campaign, InvyGuest *guest, guint position);
InvyCampaign *invy_test_plan (InvyStore *store, InvyEvent *event, InvyCampaignKind kind, GPtrArray *guests);

G_END_DECLS
