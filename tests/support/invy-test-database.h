/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-database.h"

G_BEGIN_DECLS

char *invy_test_make_uri (const char *folder);
char *invy_test_make_uri_of (const char *uri, const char *role);

/* A look at the database past the store. */
InvyDatabase *invy_test_open_database (const char *uri);
void invy_test_close_database (InvyDatabase *database);
gboolean invy_test_try_sql (InvyDatabase *database, const char *sql, GError **error);
void invy_test_run_sql (const char *uri, const char *sql);
gint64 invy_test_query_integer (InvyDatabase *database, const char *sql);

G_END_DECLS
