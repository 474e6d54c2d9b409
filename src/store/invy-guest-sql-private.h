/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-private.h"

G_BEGIN_DECLS

/**
 * InvyGuestSql:
 *
 * What writing the guests of one wedding needs to know between two of them. It belongs to the thread of a job.
 */
typedef struct _InvyGuestSql InvyGuestSql;

InvyGuestSql *invy_guest_sql_new (void);
void invy_guest_sql_free (InvyGuestSql *self);
gboolean invy_guest_sql_write (InvyGuestSql *self, InvyDatabase *database, InvyGuest *guest, GError **error);
InvyRows *invy_guest_sql_query (InvyDatabase *database, const char *where, const char *value, GError **error);
InvyGuest *invy_guest_sql_read (InvyRows *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InvyGuestSql, invy_guest_sql_free)

G_END_DECLS
