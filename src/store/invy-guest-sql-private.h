/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-private.h"

G_BEGIN_DECLS

extern const char *const invy_guest_sql_extras[];

/* In which order guests are listed: the same in both databases, and the one of strcmp (). */
#define INVY_SQL_LIST_ORDER                                        \
  " ORDER BY g.last_name IS NULL, g.last_name COLLATE \"binary\"," \
  " g.first_name IS NULL, g.first_name COLLATE \"binary\", g.id"

InvyRows *invy_guest_sql_query (InvyDatabase *database, const char *where, const char *value, GError **error);
InvyRows *invy_guest_sql_query_with (InvyDatabase *database,
                                     const char *where,
                                     const char *value,
                                     const InvyValue *more,
                                     guint n_more,
                                     GError **error);
InvyRows *invy_guest_sql_query_listed (InvyDatabase *database, const char *event_id, GError **error);
InvyGuest *invy_guest_sql_read (InvyRows *rows);
GPtrArray *invy_guest_sql_read_all (InvyRows *rows, GError **error);

G_END_DECLS
