/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-worker-private.h"

#include "store/invy-job-queue-private.h"
#include "store/invy-last-copy-private.h"
#include "store/invy-promise-private.h"
#include "store/invy-store-watch-private.h"

#include <glib/gi18n-lib.h>

/* After a claim, answers wait at most so long for the next one: a little longer than there is from one to the next at
 * the fastest pace. */
#define CLAIM_WAIT_US (40 * 1000)

struct _InvyWorker
{
  char *name;
  InvyStoreListener *listener; /* borrowed: a store waits for its threads before it goes */
  GThread *thread;             /* NULL before it is started, and when it ended */
  InvyJobQueue *jobs;
  guint next_serial;
  gboolean has_claim; /* what the thread is about to do */
  gint64 claimed_us;  /* when it did that last, in monotonic time */
};

struct _InvyJob
{
  InvyWorker *worker; /* borrowed: a store waits for its jobs before it goes */
  InvyLane lane;
  guint serial;
  InvyJobFunc func;
  gpointer data;
  GDestroyNotify data_free;
  DexPromise *promise;
  GPtrArray *changes; /* (element-type InvyStoreChange): to tell of once they are durable */
  gboolean again;
};

static void
invy_job_free (InvyJob *job)
{
  if (job->data_free != NULL)
    job->data_free (job->data);
  g_clear_pointer (&job->promise, dex_unref);
  g_clear_pointer (&job->changes, g_ptr_array_unref);
  g_free (job);
}

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const InvyJob *first = a;
  const InvyJob *second = b;

  if (first->lane != second->lane)
    return first->lane < second->lane ? -1 : 1;
  return first->serial < second->serial ? -1 : 1;
}

static void
push_job (InvyWorker *worker, InvyJob *job)
{
  invy_job_queue_push (worker->jobs, job);
}

/**
 * invy_job_changed:
 * @event_id: (nullable): the wedding; %NULL if it is not known
 *
 * Has the store's listeners told, on their own thread, that something changed, when the job ends well.
 */
void
invy_job_changed (InvyJob *job, InvyStoreTopic topic, const char *event_id)
{
  g_ptr_array_add (job->changes, invy_store_change_new (job->worker->listener, topic, event_id));
}

static void
tell_of_changes (InvyJob *job)
{
  while (job->changes->len > 0)
    invy_store_change_tell (g_ptr_array_steal_index (job->changes, 0));
}

/**
 * invy_job_again:
 *
 * Has the job called once more when the shorter jobs that wait have had their turn.
 */
void
invy_job_again (InvyJob *job)
{
  job->again = TRUE;
}

static gboolean
call_job (InvyDatabase *database, InvyJob *job, GValue *result, GError **error)
{
  job->again = FALSE;
  g_ptr_array_set_size (job->changes, 0);

  return job->func (job, database, job->data, result, error);
}

/* A job that failed may have changed something in the slices before. */
static void
finish_job (InvyJob *job, GValue *result, GError *error)
{
  tell_of_changes (job);
  invy_promise_settle (g_steal_pointer (&job->promise), invy_store_listener_get_context (job->worker->listener),
                       result, error);
  invy_job_free (job);
}

/* That a connection is gone is often only noticed when it is used; to read twice does no harm. */
static gboolean
call_job_patiently (InvyDatabase *database, InvyJob *job, GValue *result, GError **error)
{
  g_autoptr (GError) first_error = NULL;

  if (call_job (database, job, result, &first_error))
    return TRUE;
  if (job->lane == INVY_LANE_READ && g_error_matches (first_error, INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE))
    return call_job (database, job, result, error);

  g_propagate_error (error, g_steal_pointer (&first_error));
  return FALSE;
}

static void
run_job (InvyWorker *worker, InvyDatabase *database, InvyJob *job)
{
  g_auto (GValue) result = G_VALUE_INIT;
  GError *error = NULL;

  if (call_job_patiently (database, job, &result, &error) && job->again)
    {
      tell_of_changes (job);
      push_job (worker, job);
      return;
    }

  finish_job (job, &result, error);
}

static gboolean
run_together (InvyDatabase *database, GPtrArray *jobs, GValue *results)
{
  gboolean ok = TRUE;

  if (!invy_database_begin (database, NULL))
    return FALSE;
  for (guint i = 0; i < jobs->len && ok; i++)
    ok = call_job (database, jobs->pdata[i], &results[i], NULL);

  return invy_database_end (database, ok, NULL);
}

/* Answers come in bunches, and a commit waits for the disk: one for all of them and for the claim of what is sent in
 * their place. If it fails, each has its own try, so that one bad answer does not take the others with it. */
static void
run_jobs (InvyWorker *worker, InvyDatabase *database, GPtrArray *jobs)
{
  g_autofree GValue *results = g_new0 (GValue, jobs->len);
  const gboolean together = jobs->len > 1 && run_together (database, jobs, results);

  for (guint i = 0; i < jobs->len; i++)
    {
      if (together)
        finish_job (jobs->pdata[i], &results[i], NULL);
      else
        run_job (worker, database, jobs->pdata[i]);
      if (G_IS_VALUE (&results[i]))
        g_value_unset (&results[i]);
    }
  if (worker->has_claim)
    worker->claimed_us = g_get_monotonic_time ();
}

static void
refuse_jobs (GPtrArray *jobs)
{
  for (guint i = 0; i < jobs->len; i++)
    finish_job (
        jobs->pdata[i], NULL,
        g_error_new_literal (INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE,
                             _ ("There is no connection to the server of the weddings. What you see was there "
                                "last; it can be changed and sent again when the server answers.")));
}

/* From its first answer on, all that is read comes from the server. */
static void
look (InvyWorker *worker, InvyDatabase *database, InvyStoreWatch *watch)
{
  const InvyStoreNews news = invy_store_watch_look (watch, database);

  invy_store_listener_set_away (worker->listener, watch->as_of != 0);
  invy_store_listener_tell_news (worker->listener, watch, news);
}

/* While it waits it looks after what others do, if that is its part. */
static InvyJob *
wait_for_job (InvyWorker *worker, InvyDatabase *database, InvyStoreWatch *watch)
{
  while (TRUE)
    {
      InvyJob *job;

      if (watch != NULL && invy_store_watch_is_due (watch))
        look (worker, database, watch);
      job = invy_job_queue_try_pop (worker->jobs);
      if (job != NULL)
        return job;
      if (watch != NULL)
        invy_job_queue_wait (worker->jobs, invy_store_watch_get_socket (watch, database),
                             invy_store_watch_get_timeout (watch, database));
      else
        invy_job_queue_wait (worker->jobs, -1, -1);
    }
}

static gboolean
shares_commit (const InvyJob *job)
{
  return job->lane == INVY_LANE_ANSWER || job->lane == INVY_LANE_CLAIM;
}

/* Takes what waits and shares a commit. FALSE when something else waits. */
static gboolean
take_sharing_jobs (InvyWorker *worker, GPtrArray *jobs)
{
  InvyJob *job;

  while ((job = invy_job_queue_try_pop (worker->jobs)) != NULL)
    {
      if (!shares_commit (job))
        {
          push_job (worker, job);
          return FALSE;
        }
      g_ptr_array_add (jobs, job);
      worker->has_claim |= job->lane == INVY_LANE_CLAIM;
    }

  return TRUE;
}

/* A sender without a pace claims again as soon as it has heard of its last claim: answers that came meanwhile would
 * be on the disk a moment earlier by themselves, and the claim would have to wait until they are. With a pace, most
 * of the time would go into commits of one answer each. Until an answer is on the disk its message is posting, as
 * while it was on its way. */
static void
wait_for_claim (InvyWorker *worker, GPtrArray *jobs)
{
  gint64 left_us = worker->claimed_us + CLAIM_WAIT_US - g_get_monotonic_time ();

  while (take_sharing_jobs (worker, jobs) && !worker->has_claim && left_us > 0)
    {
      invy_job_queue_wait (worker->jobs, -1, (int) (left_us / 1000) + 1);
      left_us = worker->claimed_us + CLAIM_WAIT_US - g_get_monotonic_time ();
    }
}

/* The next job, and with an answer or a claim all that share its commit. */
static GPtrArray *
take_jobs (InvyWorker *worker, InvyDatabase *database, InvyStoreWatch *watch)
{
  GPtrArray *jobs = g_ptr_array_new ();
  InvyJob *job = wait_for_job (worker, database, watch);

  g_ptr_array_add (jobs, job);
  worker->has_claim = job->lane == INVY_LANE_CLAIM;
  if (shares_commit (job))
    wait_for_claim (worker, jobs);

  return jobs;
}

/* What a thread has for its own. */
typedef struct
{
  InvyWorker *worker;
  InvyDatabase *database;
  char *location;
  InvyMigration migration;
  gboolean may_recall;
  InvyDatabase *last; /* (nullable): what a server had last, open while it did not answer yet */
  InvyStoreWatch watch;
  DexPromise *opened;
} Connection;

static void
connection_free (Connection *self)
{
  invy_database_close (self->database);
  if (self->last != NULL)
    invy_database_close (self->last);
  g_clear_object (&self->last);
  g_object_unref (self->database);
  invy_store_watch_clear (&self->watch);
  g_free (self->location);
  g_free (self);
}

static gboolean
is_writer (const Connection *self)
{
  return self->migration != INVY_MIGRATION_NONE;
}

static gboolean
open_now (Connection *self, GError **error)
{
  if (!invy_database_open (self->database, self->location, error)
      || (is_writer (self)
          && !invy_database_migrate (self->database, self->migration == INVY_MIGRATION_ASKED, error)))
    return FALSE;

  invy_store_watch_start (&self->watch, self->database);
  return TRUE;
}

/* What is wrong may be over soon: until then there is what was there last, if it was kept. */
static gboolean
open_last (Connection *self, const GError *error)
{
  gint64 as_of;

  if (!self->may_recall
      || (!g_error_matches (error, INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE)
          && !g_error_matches (error, INVY_STORE_ERROR, INVY_STORE_ERROR_PASSWORD)))
    return FALSE;
  self->last = invy_last_copy_open (self->location, &as_of);
  if (self->last == NULL)
    return FALSE;
  if (!is_writer (self))
    return TRUE;

  invy_store_watch_start_away (&self->watch, error, as_of);
  invy_store_listener_set_away (self->worker->listener, TRUE);
  invy_store_listener_tell_news (self->worker->listener, &self->watch, INVY_STORE_NEWS_TROUBLE);
  return TRUE;
}

static gboolean
open_connection (Connection *self)
{
  g_autoptr (GError) error = NULL;
  const gboolean is_open = open_now (self, &error) || open_last (self, error);

  invy_promise_settle (g_steal_pointer (&self->opened), invy_store_listener_get_context (self->worker->listener),
                       NULL, is_open ? NULL : g_steal_pointer (&error));
  return is_open;
}

/* NULL while there is nothing to write to. A reader that was let in when the writer was not needs the copy, too. */
static InvyDatabase *
choose_database (Connection *self)
{
  gint64 as_of;

  if (!invy_store_listener_is_away (self->worker->listener))
    return self->database;
  if (is_writer (self))
    return NULL;
  if (self->last == NULL)
    self->last = invy_last_copy_open (self->location, &as_of);

  return self->last;
}

/* The writer looks after what others do, too. */
static gpointer
worker_main (gpointer data)
{
  Connection *self = data;
  const gboolean watches = open_connection (self) && is_writer (self);
  gboolean last = FALSE;

  /* A job without a function is the last one; it was pushed last and is sorted behind the others. */
  while (!last)
    {
      g_autoptr (GPtrArray) jobs = take_jobs (self->worker, self->database, watches ? &self->watch : NULL);
      InvyDatabase *database = choose_database (self);
      InvyJob *job = jobs->pdata[0];

      last = job->func == NULL;
      if (last)
        finish_job (job, NULL, NULL);
      else if (database != NULL)
        {
          run_jobs (self->worker, database, jobs);
          invy_database_rest (database);
        }
      else
        refuse_jobs (jobs);
    }
  connection_free (self);

  return NULL;
}

/**
 * invy_worker_new:
 * @name: of the thread
 *
 * Returns: (transfer full): a worker that is not started yet; invy_worker_free() frees it
 */
InvyWorker *
invy_worker_new (const char *name, InvyStoreListener *listener)
{
  InvyWorker *self = g_new0 (InvyWorker, 1);

  self->name = g_strdup (name);
  self->listener = listener;
  self->jobs = invy_job_queue_new (compare_jobs);

  return self;
}

/**
 * invy_worker_free:
 *
 * Waits for the thread, if it was started; invy_worker_stop() has to come before.
 */
void
invy_worker_free (InvyWorker *self)
{
  invy_worker_join (self);
  invy_job_queue_free (self->jobs);
  g_free (self->name);
  g_free (self);
}

/**
 * invy_worker_start:
 * @database: (transfer full): what the thread opens and has for its own
 * @may_recall: whether a server that cannot be reached may be stood in for by what was kept of it last, until it
 *   answers: that is read then, and all else refused
 *
 * To be called once.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the database is open, or rejects with an
 *   #InvyStoreError
 */
DexFuture *
invy_worker_start (InvyWorker *self,
                   InvyDatabase *database,
                   const char *location,
                   InvyMigration migration,
                   gboolean may_recall)
{
  DexPromise *opened = dex_promise_new ();
  Connection *connection = g_new0 (Connection, 1);

  connection->worker = self;
  connection->database = database;
  connection->location = g_strdup (location);
  connection->migration = migration;
  connection->may_recall = may_recall;
  connection->opened = dex_ref (opened);
  self->thread = g_thread_new (self->name, worker_main, connection);

  return DEX_FUTURE (opened);
}

/**
 * invy_worker_run:
 * @data: (transfer full): what @func gets
 *
 * Queues a job.
 *
 * Returns: (transfer full): a future that resolves to what @func made
 */
DexFuture *
invy_worker_run (InvyWorker *self, InvyLane lane, InvyJobFunc func, gpointer data, GDestroyNotify data_free)
{
  DexPromise *promise = dex_promise_new ();
  InvyJob *job = g_new0 (InvyJob, 1);

  job->worker = self;
  job->lane = lane;
  job->serial = self->next_serial++;
  job->func = func;
  job->data = data;
  job->data_free = data_free;
  job->promise = dex_ref (promise);
  job->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_store_change_free);
  push_job (self, job);

  return DEX_FUTURE (promise);
}

/**
 * invy_worker_stop:
 *
 * Has the thread end when all that waits is done.
 *
 * Returns: (transfer full): a future that resolves to %TRUE then
 */
DexFuture *
invy_worker_stop (InvyWorker *self)
{
  if (self->thread == NULL)
    return dex_future_new_true ();

  self->next_serial = G_MAXUINT;
  return invy_worker_run (self, INVY_LANE_READ, NULL, NULL, NULL);
}

/**
 * invy_worker_join:
 *
 * Waits for the thread, after invy_worker_stop().
 */
void
invy_worker_join (InvyWorker *self)
{
  g_clear_pointer (&self->thread, g_thread_join);
}
