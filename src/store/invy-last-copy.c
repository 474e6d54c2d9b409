/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-last-copy-private.h"

#include "store/invy-copy-file-private.h"
#include "store/invy-moved-tables-private.h"
#include "store/invy-postgres-address.h"
#include "store/invy-sqlite.h"
#include "store/invy-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

/* What was on the server last, in a file on this computer: for the days when the server cannot be reached. It has
 * only what this person sees there, and is made anew each time, so that what they do not see any more is not in it. A
 * wedding in which nothing changed comes from the copy before. */

/* What tells of a wedding whether anything in it changed: what people edit has versions, and the ledger a log. */
static const char sums_sql[] =
    "SELECT e.id, e.moved_to, e.version || '.' || coalesce (e.moved_to, '') || '.'"
    " || (SELECT count(*) || '.' || coalesce (sum (version), 0) FROM households WHERE event_id = e.id) || '.'"
    " || (SELECT count(*) || '.' || coalesce (sum (version), 0) FROM guests WHERE event_id = e.id) || '.'"
    " || (SELECT coalesce (string_agg (id || state || lease_epoch || coalesce (stop_reason, ''), ',' ORDER BY id), "
    "'')"
    " FROM campaigns WHERE event_id = e.id) || '.'"
    " || (SELECT count(*) FROM message_log l JOIN messages m ON m.id = l.message_id WHERE m.event_id = e.id)"
    " FROM events e WHERE e.deleted_at IS NULL ORDER BY e.id";

static const char own_tables_sql[] = "CREATE TABLE last_copy (made_at INTEGER NOT NULL) STRICT;"
                                     "CREATE TABLE last_events (event_id TEXT PRIMARY KEY, sum TEXT NOT NULL) STRICT;"
                                     "INSERT INTO last_copy VALUES (0);";

typedef struct
{
  InvyDatabase *server;
  InvyDatabase *before; /* (nullable): the copy that there is */
  InvyDatabase *target;
  GHashTable *sums_before; /* of @before: event → sum */
  GPtrArray *events;       /* (element-type Event): on the server */
} Keeping;

typedef struct
{
  char *id;
  char *moved_to;
  char *sum;
} Event;

static void
event_free (gpointer data)
{
  Event *event = data;

  g_free (event->id);
  g_free (event->moved_to);
  g_free (event->sum);
  g_free (event);
}

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "invy", "last", NULL);
}

static char *
dup_path (const char *uri)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *key = invy_postgres_address_make_key (uri);

  return g_strdup_printf ("%s/%s.db", folder, key);
}

/* --- reading one --- */

static gboolean
read_made_at (InvyDatabase *database, gint64 *made_at)
{
  g_autoptr (InvyRows) rows = invy_database_query (database, "SELECT made_at FROM last_copy", NULL, 0, NULL);

  if (rows == NULL || !invy_rows_next (rows, NULL))
    return FALSE;

  *made_at = invy_rows_get_integer (rows, 0);
  return TRUE;
}

/**
 * invy_last_copy_open:
 * @uri: of a server
 * @as_of: (out): when the server had what is in the copy, in milliseconds since 1970
 *
 * Returns: (transfer full) (nullable): a connection for this thread to what was there last, which only reads; %NULL
 *   if nothing was kept, or by another version of this program
 */
InvyDatabase *
invy_last_copy_open (const char *uri, gint64 *as_of)
{
  g_autofree char *path = dup_path (uri);
  g_autoptr (InvyDatabase) database = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;

  database = g_object_new (INVY_TYPE_SQLITE, NULL);
  if (invy_database_open (database, path, NULL) && invy_database_is_current (database)
      && read_made_at (database, as_of)
      && invy_database_execute (database, "PRAGMA query_only = ON", NULL, 0, NULL, NULL))
    {
      invy_database_set_read_only (database);
      return g_steal_pointer (&database);
    }

  invy_database_close (database);
  return NULL;
}

/**
 * invy_last_copy_remove_others:
 * @uri: of any database
 *
 * Removes what was kept of other servers.
 */
void
invy_last_copy_remove_others (const char *uri)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *own = dup_path (uri);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".db") && !g_str_equal (path, own))
        g_unlink (path);
    }
}

/* --- making one --- */

static gboolean
read_sums (InvyDatabase *copy, GHashTable *sums)
{
  g_autoptr (InvyRows) rows = invy_database_query (copy, "SELECT event_id, sum FROM last_events", NULL, 0, NULL);

  while (rows != NULL && invy_rows_next (rows, NULL))
    g_hash_table_insert (sums, g_strdup (invy_rows_get_text (rows, 0)), g_strdup (invy_rows_get_text (rows, 1)));

  return rows != NULL;
}

static gboolean
read_events (Keeping *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = invy_database_query (self->server, sums_sql, NULL, 0, error);

  if (rows == NULL)
    return FALSE;
  while (invy_rows_next (rows, &local_error))
    {
      Event *event = g_new0 (Event, 1);

      event->id = g_strdup (invy_rows_get_text (rows, 0));
      event->moved_to = g_strdup (invy_rows_get_text (rows, 1));
      event->sum = g_strdup (invy_rows_get_text (rows, 2));
      g_ptr_array_add (self->events, event);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
is_unchanged (Keeping *self, const Event *event)
{
  return g_strcmp0 (g_hash_table_lookup (self->sums_before, event->id), event->sum) == 0;
}

/* It arrives like one that moves here: with its log, and closed only when all of it is there. */
static gboolean
keep_event (Keeping *self, const Event *event, GError **error)
{
  const InvyValue id[] = { INVY_TEXT (event->id) };
  InvyDatabase *source = is_unchanged (self, event) ? self->before : self->server;

  return invy_database_execute (self->target, "INSERT INTO arrivals (event_id) VALUES ($1)", id, 1, NULL, error)
         && invy_moved_tables_fill_event (source, self->target, event->id, error)
         && invy_database_execute (self->target, "DELETE FROM arrivals", NULL, 0, NULL, error)
         && invy_database_execute (self->target, "UPDATE events SET moved_to = $2 WHERE id = $1",
                                   INVY_VALUES (id[0], INVY_TEXT (event->moved_to)), NULL, error)
         && invy_database_execute (self->target, "INSERT INTO last_events VALUES ($1, $2)",
                                   INVY_VALUES (id[0], INVY_TEXT (event->sum)), NULL, error);
}

static gboolean
keep_all (Keeping *self, GError **error)
{
  for (guint i = 0; i < self->events->len; i++)
    if (!keep_event (self, self->events->pdata[i], error))
      return FALSE;

  return invy_moved_tables_copy_shared (self->server, self->target, error)
         && invy_database_execute (self->target, "UPDATE last_copy SET made_at = $1",
                                   INVY_VALUES (INVY_INTEGER (g_get_real_time () / 1000)), NULL, error);
}

static gboolean
make_tables (InvyDatabase *target, const char *path, GError **error)
{
  return invy_database_open (target, path, error) && invy_database_migrate (target, FALSE, error)
         && INVY_DATABASE_GET_CLASS (target)->run_script (target, own_tables_sql, error);
}

/* One file at the end, with nothing beside it: it takes the place of another one. */
static gboolean
fill (Keeping *self, const char *path, GError **error)
{
  gboolean ok;

  self->target = g_object_new (INVY_TYPE_SQLITE, NULL);
  ok = make_tables (self->target, path, error) && invy_database_begin (self->target, error)
       && invy_database_end (self->target, keep_all (self, error), error)
       && invy_database_execute (self->target, "PRAGMA journal_mode = DELETE", NULL, 0, NULL, error);
  invy_database_close (self->target);
  g_clear_object (&self->target);

  return ok;
}

static gboolean
set_system_error (GError **error)
{
  g_set_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_FULL, "%s", g_strerror (errno));
  return FALSE;
}

static gboolean
replace (Keeping *self, const char *path, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".XXXXXX.part", NULL);
  g_autofd int fd = g_mkstemp_full (part, O_RDWR | O_CLOEXEC, 0600);

  if (fd == -1)
    return set_system_error (error);
  if (fill (self, part, error) && (g_rename (part, path) == 0 || set_system_error (error)))
    return TRUE;

  invy_copy_file_remove_part (part);
  return FALSE;
}

static gboolean
has_changed (Keeping *self)
{
  if (self->before == NULL || g_hash_table_size (self->sums_before) != self->events->len)
    return TRUE;
  for (guint i = 0; i < self->events->len; i++)
    if (!is_unchanged (self, self->events->pdata[i]))
      return TRUE;

  return FALSE;
}

/* What is in the copy was true until now. */
static gboolean
date_again (Keeping *self, GError **error)
{
  return invy_database_execute (self->before, "PRAGMA query_only = OFF", NULL, 0, NULL, error)
         && invy_database_execute (self->before, "UPDATE last_copy SET made_at = $1",
                                   INVY_VALUES (INVY_INTEGER (g_get_real_time () / 1000)), NULL, error);
}

static gboolean
keep (Keeping *self, const char *path, GError **error)
{
  return read_events (self, error) && (has_changed (self) ? replace (self, path, error) : date_again (self, error));
}

static gboolean
keep_from_server (Keeping *self, const char *path, const char *location, GError **error)
{
  return invy_database_open (self->server, location, error) && invy_database_migrate (self->server, FALSE, error)
         && invy_database_begin_reading (self->server, error)
         && invy_database_end (self->server, keep (self, path, error), error);
}

/**
 * invy_last_copy_write:
 * @uri: of a server
 *
 * Keeps what this person sees there now, in place of what was kept before. It blocks, and has a connection of its
 * own that keeps nobody waiting.
 *
 * Returns: %FALSE with an #InvyStoreError; then what was kept before is still there
 */
gboolean
invy_last_copy_write (const char *uri, GError **error)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *path = dup_path (uri);
  g_autofree char *location = NULL;
  g_autoptr (InvyDatabase) server = invy_database_new_for_uri (uri, &location, error);
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (event_free);
  g_autoptr (InvyDatabase) before = NULL;
  Keeping self = { .server = server, .sums_before = sums, .events = events };
  gint64 made_at;
  gboolean ok;

  if (server == NULL)
    return FALSE;

  g_mkdir_with_parents (folder, 0700);
  invy_copy_file_remove_parts (folder, NULL);
  self.before = before = invy_last_copy_open (uri, &made_at);
  if (before != NULL)
    read_sums (before, sums);
  ok = keep_from_server (&self, path, location, error);
  invy_database_close (server);
  if (before != NULL)
    invy_database_close (before);

  return ok;
}
