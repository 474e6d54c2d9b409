/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * InvyMovedEvent:
 * @name: what the wedding is called
 * @n_guests, @n_campaigns, @n_messages, @n_log: how many rows were copied and compared, removed guests included
 * @n_cancelled: messages that still waited, and were given up where the wedding was
 * @was_there: it had been copied before, and is the same
 *
 * A wedding that moved.
 */
typedef struct
{
  char *event_id;
  char *name;
  guint n_guests;
  guint n_campaigns;
  guint n_messages;
  guint n_log;
  guint n_cancelled;
  gboolean was_there;
} InvyMovedEvent;

void invy_moved_event_free (InvyMovedEvent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyMovedEvent, invy_moved_event_free)

DexFuture *invy_store_move (const char *from_uri, const char *to_uri, const char *event_id);
char *invy_store_describe_uri (const char *uri);

G_END_DECLS
