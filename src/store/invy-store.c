/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-job-queue-private.h"
#include "store/invy-lease-private.h"
#include "store/invy-postgres-address.h"
#include "store/invy-store-listener-private.h"
#include "store/invy-store-watch-private.h"

#include <glib/gi18n-lib.h>

/* A thread with a connection, and the jobs that wait for it. */
typedef struct
{
  InvyStore *store; /* borrowed: a store waits for its threads before it goes */
  GThread *thread;
  InvyJobQueue *jobs;
} Worker;

/* The reader leaves the schema alone; a shared one is only touched when a person asks for it. */
typedef enum
{
  MIGRATION_NONE,
  MIGRATION_UNASKED,
  MIGRATION_ASKED,
} Migration;

struct _InvyStore
{
  GObject parent_instance;

  char *uri;
  Migration migration;
  InvyStoreListener *listener;
  Worker writer;
  Worker reader;
  guint next_serial;
  gboolean closed;
};

struct _InvyJob
{
  InvyStore *store; /* borrowed: a store waits for its jobs before it goes */
  InvyLane lane;
  guint serial;
  InvyJobFunc func;
  gpointer data;
  GDestroyNotify data_free;
  DexPromise *promise;
  GPtrArray *changes; /* (element-type InvyStoreChange): to tell of once they are durable */
  gboolean again;
};

G_DEFINE_FINAL_TYPE (InvyStore, invy_store, G_TYPE_OBJECT)
G_DEFINE_QUARK (invy - store - error - quark, invy_store_error)
G_DEFINE_ENUM_TYPE (InvyStoreTopic,
                    invy_store_topic,
                    G_DEFINE_ENUM_VALUE (INVY_STORE_EVENTS, "events"),
                    G_DEFINE_ENUM_VALUE (INVY_STORE_GUESTS, "guests"),
                    G_DEFINE_ENUM_VALUE (INVY_STORE_MESSAGES, "messages"),
                    G_DEFINE_ENUM_VALUE (INVY_STORE_TEMPLATES, "templates"))

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

enum
{
  PROP_0,
  PROP_TROUBLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

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
push_job (Worker *worker, InvyJob *job)
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
  g_ptr_array_add (job->changes, invy_store_change_new (job->store->listener, topic, event_id));
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
finish_job (InvyJob *job, const GValue *result, GError *error)
{
  tell_of_changes (job);

  if (error != NULL)
    dex_promise_reject (job->promise, error);
  else if (G_IS_VALUE (result))
    dex_promise_resolve (job->promise, result);
  else
    dex_promise_resolve_boolean (job->promise, TRUE);

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
run_job (Worker *worker, InvyDatabase *database, InvyJob *job)
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

/* Answers come in bunches, and a commit waits for the disk: one for all of them. If it fails, each has its own try,
 * so that one bad answer does not take the others with it. */
static void
run_jobs (Worker *worker, InvyDatabase *database, GPtrArray *jobs)
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
}

/* While it waits it looks after what others do, if that is its part. */
static InvyJob *
wait_for_job (Worker *worker, InvyDatabase *database, InvyStoreWatch *watch)
{
  while (TRUE)
    {
      InvyJob *job;

      if (watch != NULL && invy_store_watch_is_due (watch))
        invy_store_listener_tell_news (worker->store->listener, watch, invy_store_watch_look (watch, database));
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

/* The next job, and with an answer all answers behind it. */
static GPtrArray *
take_jobs (Worker *worker, InvyDatabase *database, InvyStoreWatch *watch)
{
  GPtrArray *jobs = g_ptr_array_new ();
  InvyJob *job = wait_for_job (worker, database, watch);

  g_ptr_array_add (jobs, job);
  while (job != NULL && job->lane == INVY_LANE_ANSWER)
    {
      job = invy_job_queue_try_pop (worker->jobs);
      if (job != NULL && job->lane == INVY_LANE_ANSWER)
        g_ptr_array_add (jobs, job);
      else if (job != NULL)
        push_job (worker, job);
    }

  return jobs;
}

typedef struct
{
  Worker *worker;
  InvyDatabase *database;
  char *location;
  Migration migration;
  DexPromise *opened;
} Opening;

static void
opening_free (Opening *opening)
{
  dex_clear (&opening->opened);
  g_object_unref (opening->database);
  g_free (opening->location);
  g_free (opening);
}

static gboolean
open_database (Opening *opening, InvyStoreWatch *watch)
{
  g_autoptr (GError) error = NULL;

  if (!invy_database_open (opening->database, opening->location, &error)
      || (opening->migration != MIGRATION_NONE
          && !invy_database_migrate (opening->database, opening->migration == MIGRATION_ASKED, &error)))
    {
      dex_promise_reject (opening->opened, g_steal_pointer (&error));
      return FALSE;
    }

  invy_store_watch_start (watch, opening->database);
  dex_promise_resolve_boolean (opening->opened, TRUE);
  return TRUE;
}

/* The writer looks after what others do, too. */
static gpointer
worker_main (gpointer data)
{
  Opening *opening = data;
  Worker *worker = opening->worker;
  g_autoptr (InvyDatabase) database = g_object_ref (opening->database);
  InvyStoreWatch watch = { 0 };
  const gboolean watches = open_database (opening, &watch) && opening->migration != MIGRATION_NONE;
  gboolean last = FALSE;

  g_clear_pointer (&opening, opening_free);

  /* A job without a function is the last one; it was pushed last and is sorted behind the others. */
  while (!last)
    {
      g_autoptr (GPtrArray) jobs = take_jobs (worker, database, watches ? &watch : NULL);
      InvyJob *job = jobs->pdata[0];

      last = job->func == NULL;
      if (last)
        finish_job (job, NULL, NULL);
      else
        run_jobs (worker, database, jobs);
    }
  invy_database_close (database);
  invy_store_watch_clear (&watch);

  return NULL;
}

static DexFuture *
start_worker (InvyStore *self, Worker *worker, const char *name, Migration migration)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *location = NULL;
  InvyDatabase *database = invy_database_new_for_uri (self->uri, &location, &error);
  DexPromise *opened;
  Opening *opening;

  if (database == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  opened = dex_promise_new ();
  opening = g_new0 (Opening, 1);
  opening->worker = worker;
  opening->database = database;
  opening->location = g_steal_pointer (&location);
  opening->migration = migration;
  opening->opened = dex_ref (opened);
  worker->store = self;
  worker->jobs = invy_job_queue_new (compare_jobs);
  worker->thread = g_thread_new (name, worker_main, opening);

  return DEX_FUTURE (opened);
}

static DexFuture *
stop_worker (InvyStore *self, Worker *worker)
{
  InvyJob *last;
  DexPromise *promise;

  if (worker->thread == NULL)
    return dex_future_new_true ();

  promise = dex_promise_new ();
  last = g_new0 (InvyJob, 1);
  last->lane = INVY_LANE_READ;
  last->serial = G_MAXUINT;
  last->promise = dex_ref (promise);
  last->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_store_change_free);
  push_job (worker, last);

  return DEX_FUTURE (promise);
}

static void
join_worker (Worker *worker)
{
  g_clear_pointer (&worker->thread, g_thread_join);
  g_clear_pointer (&worker->jobs, invy_job_queue_free);
}

static void
invy_store_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  InvyStore *self = INVY_STORE (object);

  switch (prop_id)
    {
    case PROP_TROUBLE:
      g_value_set_string (value, invy_store_listener_get_trouble (self->listener));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
invy_store_finalize (GObject *object)
{
  InvyStore *self = INVY_STORE (object);

  /* A store that nobody closed closes itself, so that the last commit is not cut off. */
  if (!self->closed)
    {
      dex_unref (stop_worker (self, &self->writer));
      dex_unref (stop_worker (self, &self->reader));
    }
  join_worker (&self->writer);
  join_worker (&self->reader);
  g_clear_pointer (&self->listener, invy_store_listener_leave);
  g_clear_pointer (&self->uri, g_free);

  G_OBJECT_CLASS (invy_store_parent_class)->finalize (object);
}

static void
invy_store_class_init (InvyStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = invy_store_get_property;
  object_class->finalize = invy_store_finalize;

  /**
   * InvyStore:trouble: (nullable):
   *
   * Why the database cannot be used at the moment, in a sentence; %NULL while all is well. It goes away by itself
   * when the server is there again.
   */
  properties[PROP_TROUBLE] = g_param_spec_string (
      "trouble", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * InvyStore::changed:
   * @topic: what changed
   * @event_id: (nullable): of which wedding
   *
   * Something was written, by this program or another one.
   */
  signals[CHANGED] = g_signal_new ("changed", INVY_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   INVY_TYPE_STORE_TOPIC, G_TYPE_STRING);
}

static void
invy_store_init (InvyStore *self)
{
  self->listener = invy_store_listener_new (self);
}

/**
 * invy_store_run:
 * @data: (transfer full): what @func gets
 *
 * Queues a job for a connection.
 *
 * Returns: (transfer full): a future that resolves to what @func made
 */
DexFuture *
invy_store_run (InvyStore *self, InvyLane lane, InvyJobFunc func, gpointer data, GDestroyNotify data_free)
{
  InvyJob *job;
  DexPromise *promise;

  g_return_val_if_fail (INVY_IS_STORE (self), NULL);

  if (self->closed)
    {
      if (data_free != NULL)
        data_free (data);
      return dex_future_new_reject (INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE, "%s",
                                    _ ("The weddings were closed already."));
    }

  promise = dex_promise_new ();
  job = g_new0 (InvyJob, 1);
  job->store = self;
  job->lane = lane;
  job->serial = self->next_serial++;
  job->func = func;
  job->data = data;
  job->data_free = data_free;
  job->promise = dex_ref (promise);
  job->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_store_change_free);
  push_job (lane == INVY_LANE_READ ? &self->reader : &self->writer, job);

  return DEX_FUTURE (promise);
}

static gboolean
is_shared (const char *uri)
{
  g_autofree char *location = NULL;
  g_autoptr (InvyDatabase) database = invy_database_new_for_uri (uri, &location, NULL);

  return database != NULL && invy_database_is_shared (database);
}

/* The reader must find the tables that the writer makes. */
static gboolean
open_in_turn (InvyStore *self, GError **error)
{
  return dex_await (start_worker (self, &self->writer, "invy-writer", self->migration), error)
         && dex_await (start_worker (self, &self->reader, "invy-reader", MIGRATION_NONE), error)
         && dex_await (invy_lease_close_cancelled (self), error);
}

/* A server may be far away. Nothing waits for what only has to be done sometime. */
static gboolean
open_at_once (InvyStore *self, GError **error)
{
  g_autoptr (DexFuture) writer = start_worker (self, &self->writer, "invy-writer", self->migration);
  g_autoptr (DexFuture) reader = start_worker (self, &self->reader, "invy-reader", MIGRATION_NONE);

  if (!dex_await (g_steal_pointer (&writer), error) || !dex_await (g_steal_pointer (&reader), error))
    return FALSE;

  dex_future_disown (invy_lease_close_cancelled (self));
  return TRUE;
}

static DexFuture *
open_fiber (gpointer data)
{
  InvyStore *self = data;
  GError *error = NULL;

  if (self->migration != MIGRATION_ASKED && is_shared (self->uri) ? open_at_once (self, &error)
                                                                  : open_in_turn (self, &error))
    return dex_future_new_for_object (self);

  return dex_future_new_for_error (error);
}

static DexFuture *
open_store (const char *uri, Migration migration)
{
  InvyStore *self;

  g_return_val_if_fail (uri != NULL, NULL);

  self = g_object_new (INVY_TYPE_STORE, NULL);
  self->uri = g_strdup (uri);
  self->migration = migration;

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, open_fiber, self, g_object_unref);
}

/**
 * invy_store_is_protected:
 *
 * Returns: whether @uri leads to this computer, or to a server that has to prove who it is. Else somebody has to be
 *   asked before it is opened: guests and messages could be read on the way.
 */
gboolean
invy_store_is_protected (const char *uri)
{
  g_return_val_if_fail (uri != NULL, FALSE);

  return g_ascii_strncasecmp (uri, "sqlite:", strlen ("sqlite:")) == 0 || invy_postgres_address_is_protected (uri);
}

/**
 * invy_store_open:
 * @uri: "sqlite:/path/of/the.db", or "postgresql://…"
 *
 * Opens the weddings. Makes the file if there is none, and brings an older one up to date.
 *
 * Returns: (transfer full): a future that resolves to an #InvyStore, or rejects with an #InvyStoreError; then nothing
 *   was changed. %INVY_STORE_ERROR_MIGRATION stands for a shared database that invy_store_migrate() has to see first
 */
DexFuture *
invy_store_open (const char *uri)
{
  return open_store (uri, MIGRATION_UNASKED);
}

/**
 * invy_store_migrate:
 *
 * Opens the weddings as invy_store_open() does, and makes a shared database or brings it up to date before.
 *
 * Returns: (transfer full): a future that resolves to an #InvyStore, or rejects with an #InvyStoreError, which is
 *   %INVY_STORE_ERROR_FORBIDDEN for those who may not; then nothing was changed
 */
DexFuture *
invy_store_migrate (const char *uri)
{
  return open_store (uri, MIGRATION_ASKED);
}

static DexFuture *
close_fiber (gpointer data)
{
  InvyStore *self = data;

  dex_await (stop_worker (self, &self->writer), NULL);
  dex_await (stop_worker (self, &self->reader), NULL);
  join_worker (&self->writer);
  join_worker (&self->reader);

  return dex_future_new_true ();
}

/**
 * invy_store_close:
 *
 * Finishes the jobs that wait and closes the database. Later calls are refused.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when all is on the disk
 */
DexFuture *
invy_store_close (InvyStore *self)
{
  g_return_val_if_fail (INVY_IS_STORE (self), NULL);

  if (self->closed)
    return dex_future_new_true ();

  self->closed = TRUE;

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, close_fiber, g_object_ref (self), g_object_unref);
}

static gboolean
check_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  return invy_database_check (database, error);
}

/**
 * invy_store_check:
 *
 * Reads the whole database and looks for damage.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %INVY_STORE_ERROR_NOT_A_DATABASE
 */
DexFuture *
invy_store_check (InvyStore *self)
{
  return invy_store_run (self, INVY_LANE_READ, check_job, NULL, NULL);
}

/**
 * invy_store_get_uri:
 *
 * Returns: where the weddings are kept
 */
const char *
invy_store_get_uri (InvyStore *self)
{
  g_return_val_if_fail (INVY_IS_STORE (self), NULL);

  return self->uri;
}

/**
 * invy_records_new:
 *
 * Returns: (transfer full) (element-type GObject): an empty list
 */
GPtrArray *
invy_records_new (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * invy_value_take_records:
 * @records: (transfer full): what a future resolves to
 */
void
invy_value_take_records (GValue *result, GPtrArray *records)
{
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, records);
}

/**
 * invy_store_not_found:
 *
 * Returns: %FALSE, with %INVY_STORE_ERROR_NOT_FOUND
 */
gboolean
invy_store_not_found (GError **error, const char *sentence)
{
  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_FOUND, sentence);
  return FALSE;
}
