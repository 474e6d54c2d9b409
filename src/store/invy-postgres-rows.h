/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-database.h"

#include <libpq-fe.h>

G_BEGIN_DECLS

InvyRows *invy_postgres_rows_new (PGresult *result);

G_END_DECLS
