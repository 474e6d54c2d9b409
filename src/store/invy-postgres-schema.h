/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-database.h"

G_BEGIN_DECLS

gboolean invy_postgres_schema_get_version (InvyDatabase *database, int *version, GError **error);
gboolean invy_postgres_schema_get_oldest_writer (InvyDatabase *database, int *version, GError **error);
gboolean invy_postgres_schema_set_version (InvyDatabase *database, int version, GError **error);
gboolean invy_postgres_schema_prepare (InvyDatabase *database, GError **error);

G_END_DECLS
