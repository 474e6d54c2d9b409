/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-private.h"

G_BEGIN_DECLS

/* So many columns invy_message_sql_columns() names; what a statement adds comes behind them. */
#define INVY_MESSAGE_SQL_N_COLUMNS (INVY_MESSAGE_N_FIELDS + 10)

char *invy_message_sql_columns (const char *prefix);
InvyMessage *invy_message_sql_read (InvyRows *rows);
GPtrArray *invy_message_sql_read_all (InvyRows *rows, GError **error);
InvyMessage *invy_message_sql_load (InvyDatabase *database, const char *message_id, GError **error);
gboolean invy_message_sql_resolve (InvyJob *job,
                                   InvyDatabase *database,
                                   const char *message_id,
                                   GValue *result,
                                   GError **error);
gboolean invy_message_sql_insert (InvyDatabase *database, InvyMessage *message, gint64 now, GError **error);

G_END_DECLS
