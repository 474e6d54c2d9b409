/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-lease-private.h"
#include "store/invy-postgres-address.h"
#include "store/invy-worker-private.h"

#include <glib/gi18n-lib.h>

struct _InvyStore
{
  GObject parent_instance;

  char *uri;
  InvyMigration migration;
  gboolean may_recall;
  InvyStoreListener *listener;
  InvyWorker *writer;
  InvyWorker *reader;
  gboolean closed;
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
      dex_unref (invy_worker_stop (self->writer));
      dex_unref (invy_worker_stop (self->reader));
    }
  g_clear_pointer (&self->writer, invy_worker_free);
  g_clear_pointer (&self->reader, invy_worker_free);
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
  self->writer = invy_worker_new ("invy-writer", self->listener);
  self->reader = invy_worker_new ("invy-reader", self->listener);
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
  g_return_val_if_fail (INVY_IS_STORE (self), NULL);

  if (self->closed)
    {
      if (data_free != NULL)
        data_free (data);
      return dex_future_new_reject (INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE, "%s",
                                    _ ("The weddings were closed already."));
    }

  return invy_worker_run (lane == INVY_LANE_READ ? self->reader : self->writer, lane, func, data, data_free);
}

static DexFuture *
start_worker (InvyStore *self, InvyWorker *worker, InvyMigration migration)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *location = NULL;
  InvyDatabase *database = invy_database_new_for_uri (self->uri, &location, &error);

  if (database == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return invy_worker_start (worker, database, location, migration, self->may_recall);
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
  return dex_await (start_worker (self, self->writer, self->migration), error)
         && dex_await (start_worker (self, self->reader, INVY_MIGRATION_NONE), error)
         && dex_await (invy_lease_close_cancelled (self), error);
}

/* A server may be far away. Nothing waits for what only has to be done sometime. */
static gboolean
open_at_once (InvyStore *self, GError **error)
{
  g_autoptr (DexFuture) writer = start_worker (self, self->writer, self->migration);
  g_autoptr (DexFuture) reader = start_worker (self, self->reader, INVY_MIGRATION_NONE);

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

  if (self->migration != INVY_MIGRATION_ASKED && is_shared (self->uri) ? open_at_once (self, &error)
                                                                       : open_in_turn (self, &error))
    return dex_future_new_for_object (self);

  return dex_future_new_for_error (error);
}

static DexFuture *
open_store (const char *uri, InvyMigration migration, gboolean may_recall)
{
  InvyStore *self;

  g_return_val_if_fail (uri != NULL, NULL);

  self = g_object_new (INVY_TYPE_STORE, NULL);
  self->uri = g_strdup (uri);
  self->migration = migration;
  self->may_recall = may_recall;

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
  return open_store (uri, INVY_MIGRATION_UNASKED, FALSE);
}

/**
 * invy_store_open_or_recall:
 *
 * Opens the weddings as invy_store_open() does. If they are on a server that cannot be reached, it opens what
 * invy_store_keep_last() kept of them, to be looked at: what would change something is refused, and
 * #InvyStore:trouble says why. When the server answers, everything comes from there, and #InvyStore::changed is
 * emitted.
 *
 * Returns: (transfer full): a future that resolves to an #InvyStore, or rejects with an #InvyStoreError
 */
DexFuture *
invy_store_open_or_recall (const char *uri)
{
  return open_store (uri, INVY_MIGRATION_UNASKED, is_shared (uri));
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
  return open_store (uri, INVY_MIGRATION_ASKED, FALSE);
}

static DexFuture *
close_fiber (gpointer data)
{
  InvyStore *self = data;

  dex_await (invy_worker_stop (self->writer), NULL);
  dex_await (invy_worker_stop (self->reader), NULL);
  invy_worker_join (self->writer);
  invy_worker_join (self->reader);

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
 * invy_store_get_as_of:
 *
 * Returns: milliseconds since 1970 from when the weddings are, while the server did not answer yet; 0 for now.
 *   #InvyStore:trouble is notified when that changes
 */
gint64
invy_store_get_as_of (InvyStore *self)
{
  g_return_val_if_fail (INVY_IS_STORE (self), 0);

  return invy_store_listener_get_as_of (self->listener);
}

/**
 * invy_store_count_changes:
 *
 * Returns: how many changes there were, those included that #InvyStore::changed has yet to tell of: what is read from
 *   now on has all of them
 */
guint
invy_store_count_changes (InvyStore *self)
{
  g_return_val_if_fail (INVY_IS_STORE (self), 0);

  return invy_store_listener_count_changes (self->listener);
}

/**
 * invy_store_needs_password:
 *
 * Returns: whether #InvyStore:trouble is that the server wants another password
 */
gboolean
invy_store_needs_password (InvyStore *self)
{
  g_return_val_if_fail (INVY_IS_STORE (self), FALSE);

  return invy_store_listener_needs_password (self->listener);
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
