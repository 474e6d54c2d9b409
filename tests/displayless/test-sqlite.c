/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is true of an SQLite file of ours, looked at from outside through SQLite itself. */

typedef struct
{
  char *folder;
  char *path;
  char *uri;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = invy_test_make_folder ();
  self->path = g_build_filename (self->folder, "invy.db", NULL);
  self->uri = g_strconcat ("sqlite:", self->path, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  invy_test_remove_folder (self->folder);
  g_free (self->path);
  g_free (self->uri);
}

static sqlite3 *
open_raw (Fixture *self)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  return db;
}

static void
run (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

static void
assert_refused (sqlite3 *db, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), !=, SQLITE_OK);
}

static char *
query_text (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt;
  char *text;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  text = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);

  return text;
}

static void
assert_text (sqlite3 *db, const char *sql, const char *expected)
{
  g_autofree char *text = query_text (db, sql);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_file (Fixture *self, gconstpointer data)
{
  InvyStore *store = invy_test_open_store (self->uri);
  sqlite3 *db = open_raw (self);
  struct stat info;
  const char *tables[] = { "events",    "guests",   "households",  "guest_tags", "opt_outs", "templates", "media",
                           "campaigns", "messages", "message_log", "senders",    "members",  "meta" };

  g_assert_cmpint (g_stat (self->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  assert_text (db, "PRAGMA journal_mode", "wal");
  assert_text (db, "PRAGMA user_version", "4");
  assert_text (db, "SELECT value FROM meta WHERE key = 'schema_version'", "4");
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM sqlite_schema WHERE name = '%s'", tables[i]);

      assert_text (db, sql, "1");
    }
  sqlite3_close (db);
  invy_test_close_store (store);
}

/* What the first release left behind is brought up to date, and nothing of it is lost. */
static void
test_older_schema (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = g_resources_lookup_data ("/io/github/invy_app/Invy/sql/sqlite/0001-first.sql",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  sqlite3 *db = open_raw (self);
  g_autoptr (GPtrArray) events = NULL;
  InvyStore *store;

  g_assert_no_error (error);
  run (db, g_bytes_get_data (first, NULL));
  run (db, "PRAGMA application_id = 1231976057");
  run (db, "PRAGMA user_version = 1");
  run (db, "INSERT INTO events (id, title) VALUES ('e', 'Older')");
  run (db, "INSERT INTO senders (phone_number_id, next_send_at) VALUES ('1', 2)");
  sqlite3_close (db);

  store = invy_test_open_store (self->uri);
  events = invy_test_await_boxed (invy_store_list_events (store), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpstr (invy_event_get (events->pdata[0], INVY_EVENT_TITLE), ==, "Older");
  db = open_raw (self);
  assert_text (db, "SELECT next_send_at + interval_us FROM senders", "2");
  sqlite3_close (db);
  invy_test_close_store (store);
}

static char *
checksum (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents, length);
}

static guint
get_mode (const char *path)
{
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static void
assert_untouched (Fixture *self, InvyStoreError code)
{
  g_autofree char *before = checksum (self->path);
  g_autofree char *after = NULL;
  const guint mode = get_mode (self->path) | 0044;

  /* Others may read it: with a file that is not ours that is none of our business. */
  g_assert_cmpint (g_chmod (self->path, (int) mode), ==, 0);
  invy_test_await_error (invy_store_open (self->uri), INVY_STORE_ERROR, (int) code);
  after = checksum (self->path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (get_mode (self->path), ==, mode);
}

static void
test_mode_put_right (Fixture *self, gconstpointer data)
{
  const char *const suffixes[] = { "", "-wal", "-shm" };
  InvyStore *store = invy_test_open_store (self->uri);

  invy_test_close_store (store);
  g_assert_cmpint (g_chmod (self->path, 0644), ==, 0);
  store = invy_test_open_store (self->uri);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (self->path, suffixes[i], NULL);

      g_assert_cmpuint (get_mode (path), ==, 0600);
    }
  invy_test_close_store (store);
}

static void
test_newer_schema (Fixture *self, gconstpointer data)
{
  sqlite3 *db;

  invy_test_close_store (invy_test_open_store (self->uri));
  db = open_raw (self);
  run (db, "PRAGMA user_version = 999");
  run (db, "PRAGMA wal_checkpoint (TRUNCATE)");
  sqlite3_close (db);
  assert_untouched (self, INVY_STORE_ERROR_TOO_NEW);
}

static void
test_no_database (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (self->path, "This is a shopping list, and quite a long one at that.\n", -1, &error);
  g_assert_no_error (error);
  assert_untouched (self, INVY_STORE_ERROR_NOT_A_DATABASE);
}

static void
test_foreign_database (Fixture *self, gconstpointer data)
{
  sqlite3 *db = open_raw (self);

  run (db, "CREATE TABLE recipes (name TEXT)");
  sqlite3_close (db);
  assert_untouched (self, INVY_STORE_ERROR_NOT_A_DATABASE);
}

static void
test_folder (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (g_mkdir (self->path, 0700), ==, 0);
  invy_test_await_error (invy_store_open (self->uri), INVY_STORE_ERROR, INVY_STORE_ERROR_NOT_A_DATABASE);
}

static void
test_read_only (Fixture *self, gconstpointer data)
{
  /* To the superuser no file is read-only: the suites run as somebody else. */
  g_assert_cmpuint (geteuid (), !=, 0);

  invy_test_close_store (invy_test_open_store (self->uri));
  g_chmod (self->path, 0400);
  assert_untouched (self, INVY_STORE_ERROR_READ_ONLY);

  g_chmod (self->folder, 0500);
  invy_test_await_error (invy_store_open (self->uri), INVY_STORE_ERROR, INVY_STORE_ERROR_READ_ONLY);
  g_chmod (self->folder, 0700);
}

static void
test_bad_uri (Fixture *self, gconstpointer data)
{
  const char *uris[] = { "", "sqlite:", "sqlite://host/x", "mysql:x", "/just/a/path" };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    invy_test_await_error (invy_store_open (uris[i]), INVY_STORE_ERROR, INVY_STORE_ERROR_BAD_URI);
}

static void
test_unreachable (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = g_strconcat ("sqlite:", "/proc/no-such-folder/invy.db", NULL);

  invy_test_await_error (invy_store_open (uri), INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE);
}

static void
test_locked (Fixture *self, gconstpointer data)
{
  InvyStore *store = invy_test_open_store (self->uri);
  g_autoptr (InvyEvent) event = invy_test_add_event (store);
  sqlite3 *db = open_raw (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyEvent) saved = NULL;

  run (db, "BEGIN IMMEDIATE");
  invy_test_await_error (invy_store_save_event (store, event), INVY_STORE_ERROR, INVY_STORE_ERROR_BUSY);
  run (db, "ROLLBACK");
  sqlite3_close (db);

  /* Nothing is broken: the same works as soon as the other one lets go. */
  saved = invy_test_await_object (invy_store_save_event (store, event), &error);
  g_assert_no_error (error);
  invy_test_close_store (store);
}

static void
test_parallel_start (Fixture *self, gconstpointer data)
{
  DexFuture *first = invy_store_open (self->uri);
  DexFuture *second = invy_store_open (self->uri);
  g_autoptr (GError) error = NULL;
  InvyStore *one = invy_test_await_object (first, &error);
  InvyStore *two = invy_test_await_object (second, &error);

  g_assert_no_error (error);
  invy_test_close_store (one);
  invy_test_close_store (two);
}

/* --- what the database enforces whoever writes --- */

static void
plan_three (Fixture *self)
{
  InvyStore *store = invy_test_open_store (self->uri);
  g_autoptr (InvyEvent) event = invy_test_add_event (store);
  g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InvyCampaign) campaign = NULL;

  g_ptr_array_add (guests, invy_test_add_guest (store, event, "א", "0501234561"));
  g_ptr_array_add (guests, invy_test_add_guest (store, event, "ב", "0501234562"));
  g_ptr_array_add (guests, invy_test_add_guest (store, event, "ג", "0501234563"));
  campaign = invy_test_plan (store, event, INVY_CAMPAIGN_REAL, guests);
  invy_test_close_store (store);
}

static const char *const states[] = { "planned", "posting", "accepted", "held",    "sent",      "delivered",
                                      "read",    "failed",  "unknown",  "skipped", "cancelled", "resent" };

static gboolean
is_listed (const char *from, const char *to)
{
  static const char *const steps[][12] = {
    { "planned", "posting", "skipped", "cancelled" },
    { "posting", "planned", "accepted", "held", "sent", "delivered", "read", "failed", "unknown" },
    { "accepted", "sent", "delivered", "read", "failed" },
    { "held", "sent", "delivered", "read", "failed", "resent" },
    { "sent", "delivered", "read", "failed" },
    { "delivered", "read" },
    { "unknown", "accepted", "held", "sent", "delivered", "read", "failed", "resent" },
  };

  if (g_str_equal (from, to))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i][0], from))
      for (guint j = 1; steps[i][j] != NULL; j++)
        if (g_str_equal (steps[i][j], to))
          return TRUE;
  return FALSE;
}

/* Every pair of states is tried on a row that is brought there by force. */
static void
test_transitions (Fixture *self, gconstpointer data)
{
  sqlite3 *db;

  plan_three (self);
  db = open_raw (self);
  for (guint from = 0; from < G_N_ELEMENTS (states); from++)
    for (guint to = 0; to < G_N_ELEMENTS (states); to++)
      {
        g_autofree char *force =
            g_strdup_printf ("UPDATE messages SET state = '%s' WHERE position = 0", states[from]);
        g_autofree char *step = g_strdup_printf ("UPDATE messages SET state = '%s' WHERE position = 0", states[to]);
        g_autofree char *trigger =
            query_text (db, "SELECT sql FROM sqlite_schema WHERE name = 'messages_transitions'");

        run (db, "SAVEPOINT before");
        run (db, "DROP TRIGGER messages_transitions");
        run (db, force);
        run (db, trigger);
        if (is_listed (states[from], states[to]))
          run (db, step);
        else
          assert_refused (db, step);
        run (db, "ROLLBACK TO before; RELEASE before");
      }
  sqlite3_close (db);
}

static void
test_once (Fixture *self, gconstpointer data)
{
  const char *copy =
      "INSERT INTO messages (id, campaign_id, event_id, guest_id, purpose, round, kind, position, state)"
      " SELECT 'another', campaign_id, event_id, guest_id, purpose, round, kind, 99, 'planned'"
      " FROM messages WHERE position = 0";
  const char *done[] = { "failed", "skipped", "cancelled" };
  sqlite3 *db;

  plan_three (self);
  db = open_raw (self);
  assert_refused (db, copy);
  for (guint i = 0; i < G_N_ELEMENTS (done); i++)
    {
      g_autofree char *end = g_strdup_printf ("UPDATE messages SET state = '%s' WHERE position = 0", done[i]);

      run (db, "SAVEPOINT before");
      if (g_str_equal (done[i], "failed"))
        run (db, "UPDATE messages SET state = 'posting' WHERE position = 0");
      run (db, end);
      run (db, copy);
      run (db, "ROLLBACK TO before; RELEASE before");
    }
  sqlite3_close (db);
}

static void
test_ledger_stays (Fixture *self, gconstpointer data)
{
  sqlite3 *db;

  plan_three (self);
  db = open_raw (self);
  run (db, "PRAGMA foreign_keys = ON");
  assert_refused (db, "DELETE FROM messages");
  assert_refused (db, "DELETE FROM campaigns");
  assert_refused (db, "DELETE FROM message_log");
  assert_refused (db, "UPDATE message_log SET state = 'read'");
  assert_refused (db, "UPDATE messages SET guest_id = 'somebody' WHERE position = 0");
  assert_refused (db, "UPDATE messages SET round = 2 WHERE position = 0");
  assert_refused (db, "UPDATE campaigns SET phone_number_id = '1'");
  assert_refused (db, "UPDATE campaigns SET kind = 'practice'");
  run (db, "UPDATE campaigns SET lease_epoch = 5");
  assert_refused (db, "UPDATE campaigns SET lease_epoch = 4");

  /* While it waits it may be rendered again; then what was sent stays as it was. */
  run (db, "UPDATE messages SET parameters = '[]' WHERE position = 0");
  run (db, "UPDATE messages SET state = 'posting' WHERE position = 0");
  assert_refused (db, "UPDATE messages SET parameters = '[\"x\"]' WHERE position = 0");
  assert_refused (db, "UPDATE messages SET phone_e164 = '+15551230000' WHERE position = 0");

  run (db, "UPDATE messages SET state = 'accepted', wamid = 'wamid.1' WHERE position = 0");
  assert_refused (db, "UPDATE messages SET wamid = 'wamid.2' WHERE position = 0");
  run (db, "UPDATE messages SET state = 'posting' WHERE position = 1");
  assert_refused (db, "UPDATE messages SET state = 'accepted', wamid = 'wamid.1' WHERE position = 1");
  sqlite3_close (db);
}

static void
test_guests_leave_the_ledger (Fixture *self, gconstpointer data)
{
  sqlite3 *db;

  plan_three (self);
  db = open_raw (self);
  run (db, "PRAGMA foreign_keys = ON");
  run (db, "DELETE FROM guests");
  assert_text (db, "SELECT count(*) FROM messages", "3");
  assert_refused (db, "DELETE FROM events");
  sqlite3_close (db);
}

static void
test_log_writes_itself (Fixture *self, gconstpointer data)
{
  sqlite3 *db;

  plan_three (self);
  db = open_raw (self);
  assert_text (db, "SELECT count(*) FROM message_log WHERE state = 'planned'", "3");
  run (db, "UPDATE messages SET state = 'posting' WHERE position = 0");
  run (db, "UPDATE messages SET state = 'failed', error_detail = 'why' WHERE position = 0");
  assert_text (db,
               "SELECT group_concat (state, '>') FROM (SELECT l.state FROM message_log l JOIN messages m"
               " ON m.id = l.message_id WHERE m.position = 0 ORDER BY l.id)",
               "planned>posting>failed");
  assert_text (db, "SELECT detail FROM message_log WHERE state = 'failed'", "why");
  sqlite3_close (db);
}

static void
test_real_needs_a_real_wedding (Fixture *self, gconstpointer data)
{
  sqlite3 *db;

  plan_three (self);
  db = open_raw (self);
  run (db, "UPDATE events SET practice_only = 1");
  assert_refused (db, "INSERT INTO campaigns (id, event_id, purpose, kind, state, created_at)"
                      " SELECT 'c', id, 'invitation', 'real', 'planned', 1 FROM events");
  run (db, "INSERT INTO campaigns (id, event_id, purpose, kind, state, created_at)"
           " SELECT 'c', id, 'invitation', 'practice', 'planned', 1 FROM events");
  assert_refused (db, "INSERT INTO messages (id, campaign_id, event_id, guest_id, purpose, kind, position, state)"
                      " SELECT 'm', 'c', id, 'g', 'invitation', 'real', 0, 'planned' FROM events");
  assert_refused (db, "INSERT INTO messages (id, campaign_id, event_id, guest_id, purpose, kind, position, state)"
                      " SELECT 'm', 'c', id, 'g', 'invitation', 'practice', 0, 'accepted' FROM events");
  sqlite3_close (db);
}

/* SQLite's shared lock of whoever has the log of a database open: see its file os_unix.c. */
#define LOG_LOCK_AT 128

/* Whether anybody but the opening that asks has the log open. */
static gboolean
is_log_locked (Fixture *self)
{
  g_autofree char *path = g_strconcat (self->path, "-shm", NULL);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOG_LOCK_AT, .l_len = 1 };
  g_autofd int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);

  g_assert_cmpint (fd, !=, -1);
  g_assert_cmpint (fcntl (fd, F_OFD_GETLK, &lock), ==, 0);
  return lock.l_type != F_UNLCK;
}

static void
look_into_files (Fixture *self)
{
  const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self->path, endings[i], NULL);
      g_autofree char *content = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_get_contents (path, &content, NULL, &error));
      g_assert_no_error (error);
    }
}

/* Whoever closes the database last takes the log with it, which takes a lock that nobody else has. */
static void
assert_no_log (Fixture *self)
{
  g_autofree char *path = g_strconcat (self->path, "-wal", NULL);

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A dialog for files looks into whatever is in a folder, and this process is the one that closes the file then. */
static void
test_locks_stay (Fixture *self, gconstpointer data)
{
  InvyStore *store = invy_test_open_store (self->uri);
  g_autoptr (InvyEvent) event = invy_test_add_event (store);
  InvyStore *other;

  g_assert_true (is_log_locked (self));
  look_into_files (self);
  g_assert_true (is_log_locked (self));

  other = invy_test_open_store (self->uri);
  invy_test_close_store (other);
  look_into_files (self);
  g_assert_true (is_log_locked (self));

  invy_test_close_store (store);
  assert_no_log (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, func) g_test_add ("/invy/sqlite/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("file", test_file);
  ADD ("mode-put-right", test_mode_put_right);
  ADD ("newer-schema", test_newer_schema);
  ADD ("older-schema", test_older_schema);
  ADD ("no-database", test_no_database);
  ADD ("foreign-database", test_foreign_database);
  ADD ("folder", test_folder);
  ADD ("read-only", test_read_only);
  ADD ("bad-uri", test_bad_uri);
  ADD ("unreachable", test_unreachable);
  ADD ("locked", test_locked);
  ADD ("parallel-start", test_parallel_start);
  ADD ("transitions", test_transitions);
  ADD ("once", test_once);
  ADD ("ledger-stays", test_ledger_stays);
  ADD ("guests-leave-the-ledger", test_guests_leave_the_ledger);
  ADD ("log-writes-itself", test_log_writes_itself);
  ADD ("real-needs-a-real-wedding", test_real_needs_a_real_wedding);
  ADD ("locks-stay", test_locks_stay);
#undef ADD

  return g_test_run ();
}
