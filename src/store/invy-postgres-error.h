/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

void invy_postgres_error_set (PGconn *connection, const PGresult *result, GError **error);
void invy_postgres_error_set_for_connection (PGconn *connection, GError **error);

G_END_DECLS
