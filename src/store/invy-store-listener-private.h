/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-watch-private.h"
#include "store/invy-store.h"

G_BEGIN_DECLS

typedef struct _InvyStoreListener InvyStoreListener;
typedef struct _InvyStoreChange InvyStoreChange;

InvyStoreListener *invy_store_listener_new (InvyStore *store);
void invy_store_listener_leave (InvyStoreListener *self);
GMainContext *invy_store_listener_get_context (InvyStoreListener *self);
const char *invy_store_listener_get_trouble (InvyStoreListener *self);
gint64 invy_store_listener_get_as_of (InvyStoreListener *self);
gboolean invy_store_listener_needs_password (InvyStoreListener *self);
gboolean invy_store_listener_is_away (InvyStoreListener *self);
guint invy_store_listener_count_changes (InvyStoreListener *self);
void invy_store_listener_set_away (InvyStoreListener *self, gboolean is_away);
void invy_store_listener_tell_news (InvyStoreListener *self, const InvyStoreWatch *watch, InvyStoreNews news);

InvyStoreChange *invy_store_change_new (InvyStoreListener *listener, InvyStoreTopic topic, const char *event_id);
void invy_store_change_free (InvyStoreChange *self);
void invy_store_change_tell (InvyStoreChange *self);

G_END_DECLS
