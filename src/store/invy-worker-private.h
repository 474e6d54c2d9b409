/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-store-listener-private.h"
#include "store/invy-store-private.h"

G_BEGIN_DECLS

/**
 * InvyMigration:
 * @INVY_MIGRATION_NONE: for a reader, which leaves the schema alone and others' changes to the writer
 * @INVY_MIGRATION_UNASKED: a database that is shared is left as it is
 * @INVY_MIGRATION_ASKED: a person asked for it
 *
 * What a worker may do to the schema when it opens the database.
 */
typedef enum
{
  INVY_MIGRATION_NONE,
  INVY_MIGRATION_UNASKED,
  INVY_MIGRATION_ASKED,
} InvyMigration;

/* A thread with a connection, and the jobs that wait for it. */
typedef struct _InvyWorker InvyWorker;

InvyWorker *invy_worker_new (const char *name, InvyStoreListener *listener);
void invy_worker_free (InvyWorker *self);
DexFuture *invy_worker_start (InvyWorker *self,
                              InvyDatabase *database,
                              const char *location,
                              InvyMigration migration,
                              gboolean may_recall);
DexFuture *
invy_worker_run (InvyWorker *self, InvyLane lane, InvyJobFunc func, gpointer data, GDestroyNotify data_free);
DexFuture *invy_worker_stop (InvyWorker *self);
void invy_worker_join (InvyWorker *self);

G_END_DECLS
