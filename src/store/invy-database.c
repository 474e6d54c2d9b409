/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-database.h"

#include "store/invy-postgres.h"
#include "store/invy-sqlite.h"
#include "store/invy-store.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GThread *owner;
  guint depth; /* of invy_database_begin() */
  gboolean is_read_only;
} InvyDatabasePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (InvyDatabase, invy_database, G_TYPE_OBJECT)

/* A connection belongs to the thread that opened it. */
static void
assert_owner (InvyDatabase *self)
{
  InvyDatabasePrivate *priv = invy_database_get_instance_private (self);

  g_assert (priv->owner == g_thread_self ());
}

static void
invy_database_class_init (InvyDatabaseClass *klass)
{
}

static void
invy_database_init (InvyDatabase *self)
{
}

/**
 * invy_database_new_for_uri:
 * @uri: "sqlite:/path/of/the.db", or an address of libpq's, "postgresql://…"
 * @location: (out) (transfer full): what to open
 *
 * Returns: (transfer full): a connection that is not open yet, or %NULL with %INVY_STORE_ERROR_BAD_URI
 */
InvyDatabase *
invy_database_new_for_uri (const char *uri, char **location, GError **error)
{
  g_autofree char *scheme = g_uri_parse_scheme (uri);

  if (g_strcmp0 (scheme, "sqlite") == 0)
    {
      const char *path = uri + strlen ("sqlite:");

      if (g_str_has_prefix (path, "///"))
        path += 2;
      /* Only a shell knows what ~ means, and none looks behind the colon. */
      if (*path != '\0' && *path != '~' && !g_str_has_prefix (path, "//"))
        {
          *location = g_canonicalize_filename (path, NULL);
          return g_object_new (INVY_TYPE_SQLITE, NULL);
        }
    }
  else if (g_strcmp0 (scheme, "postgresql") == 0 || g_strcmp0 (scheme, "postgres") == 0)
    {
      *location = g_strdup (uri);
      return g_object_new (INVY_TYPE_POSTGRES, NULL);
    }

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_BAD_URI,
                       _ ("This is no address of a database. Write it like this: sqlite:/path/to/invy.db"));
  return NULL;
}

/**
 * invy_database_open:
 *
 * Connects. From here on only this thread may use @self.
 *
 * Returns: %FALSE with an #InvyStoreError if it cannot be opened
 */
gboolean
invy_database_open (InvyDatabase *self, const char *location, GError **error)
{
  InvyDatabasePrivate *priv = invy_database_get_instance_private (self);

  priv->owner = g_thread_self ();
  return INVY_DATABASE_GET_CLASS (self)->open (self, location, error);
}

void
invy_database_close (InvyDatabase *self)
{
  assert_owner (self);
  INVY_DATABASE_GET_CLASS (self)->close (self);
}

/**
 * invy_database_query:
 * @sql: one statement, with $1, $2 … for @values
 *
 * Returns: (transfer full): its rows, or %NULL with an #InvyStoreError
 */
InvyRows *
invy_database_query (InvyDatabase *self, const char *sql, const InvyValue *values, guint n_values, GError **error)
{
  assert_owner (self);
  return INVY_DATABASE_GET_CLASS (self)->query (self, sql, values, n_values, NULL, error);
}

/**
 * invy_database_execute:
 * @sql: one statement that brings no rows, with $1, $2 … for @values
 * @n_changed: (out) (optional): how many rows it changed
 *
 * Returns: %FALSE with an #InvyStoreError if it failed
 */
gboolean
invy_database_execute (InvyDatabase *self,
                       const char *sql,
                       const InvyValue *values,
                       guint n_values,
                       gint64 *n_changed,
                       GError **error)
{
  g_autoptr (InvyRows) rows = NULL;

  assert_owner (self);
  rows = INVY_DATABASE_GET_CLASS (self)->query (self, sql, values, n_values, n_changed, error);

  return rows != NULL;
}

/**
 * invy_database_begin:
 *
 * Begins a transaction that may write. Waits a few seconds for other programs. Inside another one it belongs to that:
 * nothing is durable before the outer one ends well.
 *
 * Returns: %FALSE with %INVY_STORE_ERROR_BUSY if another program does not let go
 */
gboolean
invy_database_begin (InvyDatabase *self, GError **error)
{
  InvyDatabasePrivate *priv = invy_database_get_instance_private (self);

  assert_owner (self);
  if (priv->depth == 0 && !INVY_DATABASE_GET_CLASS (self)->begin (self, error))
    return FALSE;

  priv->depth++;
  return TRUE;
}

/**
 * invy_database_begin_reading:
 *
 * Begins a transaction that only reads, all of it as it is at one moment, while others write. It is none inside
 * another one.
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_database_begin_reading (InvyDatabase *self, GError **error)
{
  InvyDatabasePrivate *priv = invy_database_get_instance_private (self);
  InvyDatabaseClass *klass = INVY_DATABASE_GET_CLASS (self);

  assert_owner (self);
  g_return_val_if_fail (priv->depth == 0, FALSE);

  if (klass->begin_reading != NULL ? !klass->begin_reading (self, error)
                                   : !invy_database_execute (self, "BEGIN", NULL, 0, NULL, error))
    return FALSE;

  priv->depth++;
  return TRUE;
}

/**
 * invy_database_end:
 * @ok: whether all went well inside the transaction; if not, @error says why
 *
 * Ends what invy_database_begin() began: makes it durable, or takes it back. An inner transaction takes nothing back
 * by itself: whoever began the outer one has to end that with %FALSE too.
 *
 * Returns: %FALSE if it was taken back
 */
gboolean
invy_database_end (InvyDatabase *self, gboolean ok, GError **error)
{
  InvyDatabasePrivate *priv = invy_database_get_instance_private (self);

  g_return_val_if_fail (priv->depth > 0, FALSE);

  if (--priv->depth > 0)
    return ok;
  if (ok && invy_database_execute (self, "COMMIT", NULL, 0, NULL, error))
    return TRUE;

  /* Some errors end a transaction by themselves; that there is none then is no news. */
  invy_database_execute (self, "ROLLBACK", NULL, 0, NULL, NULL);
  return FALSE;
}

/**
 * invy_database_rest:
 *
 * Does what need not be done before whoever asked for something learns what came of it. To be called outside of
 * transactions, and soon after something was written.
 */
void
invy_database_rest (InvyDatabase *self)
{
  InvyDatabaseClass *klass = INVY_DATABASE_GET_CLASS (self);

  assert_owner (self);
  if (klass->rest != NULL)
    klass->rest (self);
}

gint64
invy_database_now (InvyDatabase *self)
{
  return INVY_DATABASE_GET_CLASS (self)->now (self);
}

/**
 * invy_database_try_lock:
 *
 * Returns: whether this connection has the lock called @name; %FALSE without @error if another one has it
 */
gboolean
invy_database_try_lock (InvyDatabase *self, const char *name, GError **error)
{
  assert_owner (self);
  return INVY_DATABASE_GET_CLASS (self)->try_lock (self, name, error);
}

void
invy_database_unlock (InvyDatabase *self, const char *name)
{
  assert_owner (self);
  INVY_DATABASE_GET_CLASS (self)->unlock (self, name);
}

/**
 * invy_database_is_locked:
 *
 * Returns: whether any connection, this one included, has the lock called @name; %TRUE if that cannot be found out
 */
gboolean
invy_database_is_locked (InvyDatabase *self, const char *name)
{
  assert_owner (self);
  return INVY_DATABASE_GET_CLASS (self)->is_locked (self, name);
}

/**
 * invy_database_change_counter:
 *
 * Returns: a number that is another one after another connection wrote something
 */
gint64
invy_database_change_counter (InvyDatabase *self)
{
  assert_owner (self);
  return INVY_DATABASE_GET_CLASS (self)->change_counter (self);
}

/**
 * invy_database_has_identity:
 *
 * Returns: whether this is a server, whose place another one may take
 */
gboolean
invy_database_has_identity (InvyDatabase *self)
{
  return INVY_DATABASE_GET_CLASS (self)->get_identity != NULL;
}

/**
 * invy_database_get_identity:
 *
 * Returns: (transfer none): for a server, what becomes another one when a standby takes its place; %NULL with an
 *   #InvyStoreError if that cannot be found out
 */
const char *
invy_database_get_identity (InvyDatabase *self, GError **error)
{
  assert_owner (self);
  return INVY_DATABASE_GET_CLASS (self)->get_identity (self, error);
}

/**
 * invy_database_get_socket:
 *
 * Returns: a socket that becomes readable when another connection wrote; -1 if invy_database_change_counter() is all
 *   there is, or if the connection is lost
 */
int
invy_database_get_socket (InvyDatabase *self)
{
  InvyDatabaseClass *klass = INVY_DATABASE_GET_CLASS (self);

  assert_owner (self);
  return klass->get_socket != NULL ? klass->get_socket (self) : -1;
}

/**
 * invy_database_revive:
 *
 * Connects again if the connection was lost. Then invy_database_change_counter() has changed, too: nobody knows what
 * others wrote meanwhile.
 *
 * Returns: %FALSE with the reason while there is no connection
 */
gboolean
invy_database_revive (InvyDatabase *self, GError **error)
{
  InvyDatabaseClass *klass = INVY_DATABASE_GET_CLASS (self);

  assert_owner (self);
  return klass->revive == NULL || klass->revive (self, error);
}

/**
 * invy_database_check:
 *
 * Reads everything and looks for damage.
 *
 * Returns: %FALSE with %INVY_STORE_ERROR_NOT_A_DATABASE and what was found
 */
gboolean
invy_database_check (InvyDatabase *self, GError **error)
{
  assert_owner (self);
  return INVY_DATABASE_GET_CLASS (self)->check (self, error);
}

/**
 * invy_database_copy:
 * @path: an empty file
 * @only_book: whether campaigns and messages stay out
 *
 * Writes the database, as it is at one moment, into a file that any store can open. Others may go on writing.
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_database_copy (InvyDatabase *self, const char *path, gboolean only_book, GError **error)
{
  InvyDatabaseClass *klass = INVY_DATABASE_GET_CLASS (self);

  assert_owner (self);
  if (klass->copy != NULL)
    return klass->copy (self, path, only_book, error);

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_FAILED,
                       _ ("Invy cannot write a backup of this kind of database. Use the tools of the server."));
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* The migrations of a dialect, "0001-first.sql" and on, sorted by name. */
static GStrv
list_migrations (const char *folder)
{
  g_auto (GStrv) names = g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (names != NULL);
  qsort (names, g_strv_length (names), sizeof (char *), compare_names);

  return g_steal_pointer (&names);
}

static gboolean
run_migration (InvyDatabase *self, const char *folder, const char *name, int version, GError **error)
{
  g_autofree char *path = g_build_path ("/", folder, name, NULL);
  g_autoptr (GBytes) sql = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  InvyDatabaseClass *klass = INVY_DATABASE_GET_CLASS (self);

  if (sql == NULL)
    return FALSE;

  return klass->run_script (self, g_bytes_get_data (sql, NULL), error)
         && klass->set_schema_version (self, version, error);
}

static gboolean
run_migrations (InvyDatabase *self, const char *folder, GStrv names, GError **error)
{
  InvyDatabaseClass *klass = INVY_DATABASE_GET_CLASS (self);
  int version;

  /* Somebody else may have migrated while this one waited for its turn. */
  if (!klass->get_schema_version (self, &version, error)
      || (klass->prepare_migration != NULL && !klass->prepare_migration (self, error)))
    return FALSE;

  for (; version < (int) g_strv_length (names); version++)
    if (!run_migration (self, folder, names[version], version + 1, error))
      return FALSE;

  return TRUE;
}

static gboolean
check_newer (InvyDatabase *self, int newest, GError **error)
{
  InvyDatabaseClass *klass = INVY_DATABASE_GET_CLASS (self);
  int oldest = G_MAXINT;

  if (klass->get_oldest_writer != NULL && !klass->get_oldest_writer (self, &oldest, error))
    return FALSE;
  if (oldest <= newest)
    return TRUE;

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_TOO_NEW,
                       _ ("These weddings were last opened with a newer Invy. Nothing was changed. Update Invy on "
                          "this computer to open them."));
  return FALSE;
}

static gboolean
refuse_unasked (GError **error)
{
  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_MIGRATION,
                       _ ("The database on the server is not ready for this Invy. Whoever looks after the server has "
                          "to run this once: invyctl db migrate"));
  return FALSE;
}

/**
 * invy_database_is_shared:
 *
 * Returns: whether weddings have members. Then the statements about what is shared go through the functions of the
 * server, which look at who asks.
 */
gboolean
invy_database_is_shared (InvyDatabase *self)
{
  return INVY_DATABASE_GET_CLASS (self)->is_shared;
}

/**
 * invy_database_is_read_only:
 *
 * Returns: whether the weddings in it can only be looked at, whoever asks
 */
gboolean
invy_database_is_read_only (InvyDatabase *self)
{
  InvyDatabasePrivate *priv = invy_database_get_instance_private (self);

  return priv->is_read_only;
}

/**
 * invy_database_set_read_only:
 *
 * From here on nothing is changed through this connection.
 */
void
invy_database_set_read_only (InvyDatabase *self)
{
  InvyDatabasePrivate *priv = invy_database_get_instance_private (self);

  priv->is_read_only = TRUE;
}

static GStrv
list_own_migrations (InvyDatabase *self, char **folder)
{
  *folder = g_build_path ("/", "/io/github/invy_app/Invy/sql", INVY_DATABASE_GET_CLASS (self)->dialect, NULL);

  return list_migrations (*folder);
}

/**
 * invy_database_is_current:
 *
 * Returns: whether it is a database of ours with the schema of this program
 */
gboolean
invy_database_is_current (InvyDatabase *self)
{
  g_autofree char *folder = NULL;
  g_auto (GStrv) names = list_own_migrations (self, &folder);
  int version;

  assert_owner (self);

  return INVY_DATABASE_GET_CLASS (self)->get_schema_version (self, &version, NULL)
         && version == (int) g_strv_length (names);
}

/**
 * invy_database_migrate:
 * @is_asked: whether a person asked for it; a shared database is not brought up to date by the way, because others
 *   work with it
 *
 * Brings the database to the schema of this program, all in one transaction. A newer one is left as it is.
 *
 * Returns: %FALSE, with nothing touched, and %INVY_STORE_ERROR_TOO_NEW if the database does not serve this program
 * any more, %INVY_STORE_ERROR_MIGRATION if somebody has to ask, or %INVY_STORE_ERROR_FORBIDDEN if it has to be
 * somebody else
 */
gboolean
invy_database_migrate (InvyDatabase *self, gboolean is_asked, GError **error)
{
  InvyDatabaseClass *klass = INVY_DATABASE_GET_CLASS (self);
  g_autofree char *folder = NULL;
  g_auto (GStrv) names = list_own_migrations (self, &folder);
  const int newest = (int) g_strv_length (names);
  int version;

  assert_owner (self);

  if (!klass->get_schema_version (self, &version, error))
    return FALSE;
  if (version > newest && !check_newer (self, newest, error))
    return FALSE;
  if (version >= newest)
    return klass->settle (self, error);
  if (klass->is_shared && !is_asked)
    return refuse_unasked (error);

  if (!invy_database_begin (self, error)
      || !invy_database_end (self, run_migrations (self, folder, names, error), error))
    return FALSE;

  return klass->settle (self, error);
}
