/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

typedef struct _InvyPostgresLink InvyPostgresLink;

InvyPostgresLink *invy_postgres_link_new (const char *location);
void invy_postgres_link_free (InvyPostgresLink *self);
void invy_postgres_link_set_patience (InvyPostgresLink *self, guint patience_ms);
gboolean invy_postgres_link_ensure (InvyPostgresLink *self, gboolean *is_new, GError **error);
gint64 invy_postgres_link_get_server_time (InvyPostgresLink *self);
gboolean invy_postgres_link_is_lost (InvyPostgresLink *self);
PGconn *invy_postgres_link_get_connection (InvyPostgresLink *self);
PGresult *invy_postgres_link_run (InvyPostgresLink *self, const char *sql);
PGresult *invy_postgres_link_prepare (InvyPostgresLink *self,
                                      const char *name,
                                      const char *sql,
                                      const Oid *types,
                                      guint n_values);
PGresult *
invy_postgres_link_run_prepared (InvyPostgresLink *self, const char *name, const char *const *texts, guint n_values);
PGresult *invy_postgres_link_run_once (InvyPostgresLink *self,
                                       const char *sql,
                                       const Oid *types,
                                       const char *const *texts,
                                       guint n_values);

G_END_DECLS
