/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/invy-database.h"
#include "store/invy-store.h"

G_BEGIN_DECLS

/**
 * InvyLane:
 *
 * Which jobs go first. Reading has a connection of its own, so that it never waits behind writing.
 */
typedef enum
{
  INVY_LANE_ANSWER, /* WhatsApp's answers: those that wait together are committed together */
  INVY_LANE_CLAIM,  /* with the answers before it */
  INVY_LANE_LEDGER, /* what else the sender does: nothing else may hold it up */
  INVY_LANE_WRITE,  /* what a person waits for */
  INVY_LANE_LONG,   /* comes in slices: after each, the other lanes are served */
  INVY_LANE_READ,
} InvyLane;

typedef struct _InvyJob InvyJob;

/**
 * InvyJobFunc:
 * @result: an empty value to be initialised with what the future resolves to; left alone it resolves to TRUE
 *
 * Runs on the connection's thread. A transaction is one job; in the lane LONG it is one slice, and the function calls
 * invy_job_again() if there is more to do. In the lanes ANSWER and CLAIM it may be called once more after its work
 * was taken back.
 *
 * Returns: %FALSE with @error to reject the future
 */
typedef gboolean (*InvyJobFunc) (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error);

DexFuture *invy_store_run (InvyStore *self, InvyLane lane, InvyJobFunc func, gpointer data, GDestroyNotify data_free);
void invy_job_again (InvyJob *job);
void invy_job_changed (InvyJob *job, InvyStoreTopic topic, const char *event_id);

void invy_value_take_records (GValue *result, GPtrArray *records);
GPtrArray *invy_records_new (void);
gboolean invy_store_not_found (GError **error, const char *sentence);

/* What is heard about a row after the planner had it sent again is kept in its times: it reached the guest, or
 * WhatsApp took it and did not fail with it. */
#define INVY_SQL_ARRIVED                          \
  "(coalesce (delivered_at, read_at) IS NOT NULL" \
  " OR (coalesce (accepted_at, sent_at) IS NOT NULL AND failed_at IS NULL))"

/* A row that counts as invited; one that was sent again does if it turned out to have arrived. */
#define INVY_SQL_STANDS \
  "(state NOT IN ('failed', 'skipped', 'cancelled', 'resent') OR (state = 'resent' AND " INVY_SQL_ARRIVED "))"

/* How records and rows become each other: invy-record-sql.c */
char *invy_record_sql_columns (GType type, const char *prefix, const char *const *extra);
void invy_record_sql_read (InvyRecord *record, InvyRows *rows);
char *invy_record_sql_insert (const char *table, GType type, const char *const *extra);
char *invy_record_sql_insert_many (const char *table, GType type, const char *const *extra, guint n_rows);
char *invy_record_sql_update (GType type, guint first);
void invy_record_sql_add_values (GArray *values, InvyRecord *record);
GArray *invy_record_sql_values (InvyRecord *record);

G_END_DECLS
