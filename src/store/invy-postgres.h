/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-database.h"

G_BEGIN_DECLS

#define INVY_TYPE_POSTGRES (invy_postgres_get_type ())

/* A connection to a PostgreSQL server, 15 or newer. */
G_DECLARE_FINAL_TYPE (InvyPostgres, invy_postgres, INVY, POSTGRES, InvyDatabase)

void invy_postgres_set_patience (InvyPostgres *self, guint patience_ms);

G_END_DECLS
