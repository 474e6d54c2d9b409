/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"

#include "store/invy-store-copies.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <utime.h>

typedef struct
{
  char *folder;
  char *path; /* of the database */
  char *backup;
  InvyStore *store;
  InvyEvent *event;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = NULL;

  self->folder = invy_test_make_folder ();
  self->path = g_build_filename (self->folder, "invy.db", NULL);
  self->backup = g_build_filename (self->folder, "backup.db", NULL);
  uri = g_strconcat ("sqlite:", self->path, NULL);
  self->store = invy_test_open_store (uri);
  self->event = invy_test_add_event (self->store);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->event);
  invy_test_close_store (g_steal_pointer (&self->store));
  invy_test_remove_folder (self->folder);
  g_free (self->path);
  g_free (self->backup);
}

static void
back_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = invy_test_await_string (invy_store_backup (self->store, self->backup), &error);

  g_assert_no_error (error);
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
assert_private (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
assert_refused (const char *path, InvyStoreError code)
{
  invy_test_await_error (invy_store_open_copy (path), INVY_STORE_ERROR, (int) code);
}

/* A backup is a database: another store opens it, and everything is there. */
static void
test_backup (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = g_strconcat ("sqlite:", self->backup, NULL);
  g_autoptr (InvyGuest) guest = invy_test_add_guest (self->store, self->event, "Noa", "0501234567");
  g_autoptr (GPtrArray) only = g_ptr_array_new ();
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (InvyCampaign) kept = NULL;
  g_autoptr (GError) error = NULL;
  InvyStore *store;

  g_ptr_array_add (only, guest);
  campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, only);
  back_up (self);
  assert_private (self->backup);

  store = invy_test_open_store (uri);
  g_assert_true (invy_test_await (invy_store_check (store), &error));
  kept = invy_test_await_object (invy_store_get_campaign (store, invy_campaign_get_id (campaign)), &error);
  g_assert_no_error (error);
  invy_test_close_store (store);
}

static void
test_replaces (Fixture *self, gconstpointer data)
{
  g_autofree char *notes = g_build_filename (self->folder, "notes.txt", NULL);
  g_autofree char *text = NULL;

  back_up (self);
  back_up (self);

  g_assert_true (g_file_set_contents (notes, "mine", -1, NULL));
  invy_test_await_error (invy_store_backup (self->store, notes), INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT);
  g_assert_true (g_file_get_contents (notes, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  /* Above all not the database itself. */
  invy_test_await_error (invy_store_backup (self->store, self->path), INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT);
}

static void
test_cannot_write (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "no-such-folder", "backup.db", NULL);

  invy_test_await_error (invy_store_backup (self->store, path), INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE);
}

/* Another program writes while copies are made: each copy is whole, and whatever it has belongs together. */
static void
test_while_others_write (Fixture *self, gconstpointer data)
{
  const char *event_id = invy_event_get_id (self->event);

  for (guint round = 0; round < 5; round++)
    {
      g_autoptr (DexFuture) backup = invy_store_backup (self->store, self->backup);
      g_autoptr (GPtrArray) guests = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GPtrArray) saved = NULL;
      g_autoptr (GPtrArray) listed = NULL;
      g_autoptr (InvyStore) copy = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < 200; i++)
        {
          InvyGuest *guest = invy_guest_new (event_id);

          invy_guest_set (guest, INVY_GUEST_FIRST_NAME, "Guest");
          g_ptr_array_add (guests, guest);
        }
      saved = invy_test_await_boxed (invy_store_save_guests (self->store, guests), &error);
      g_assert_no_error (error);
      g_assert_true (invy_test_await (g_steal_pointer (&backup), &error));
      g_assert_no_error (error);

      copy = invy_test_await_object (invy_store_open_copy (self->backup), &error);
      g_assert_no_error (error);
      listed = invy_test_await_boxed (invy_store_list_guests (copy, event_id), &error);
      g_assert_true (listed->len == round * 200 || listed->len == (round + 1) * 200);
      g_assert_true (invy_test_await (invy_store_close_copy (copy), &error));
    }
}

static void
test_unusable (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "other.db", NULL);
  g_autofree char *contents = NULL;
  gsize length;

  assert_refused (path, INVY_STORE_ERROR_NOT_FOUND);
  assert_refused (self->folder, INVY_STORE_ERROR_NOT_FOUND);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_refused (path, INVY_STORE_ERROR_NOT_A_DATABASE);

  g_assert_true (g_file_set_contents (path, "these are no weddings", -1, NULL));
  assert_refused (path, INVY_STORE_ERROR_NOT_A_DATABASE);

  g_unlink (path);
  run_sql (path, "CREATE TABLE contacts (name TEXT)");
  assert_refused (path, INVY_STORE_ERROR_NOT_A_DATABASE);

  back_up (self);
  run_sql (self->backup, "PRAGMA user_version = 9999");
  assert_refused (self->backup, INVY_STORE_ERROR_TOO_NEW);

  g_unlink (self->backup);
  back_up (self);
  g_assert_true (g_file_get_contents (self->backup, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (path, contents, (gssize) length / 2, NULL));
  assert_refused (path, INVY_STORE_ERROR_NOT_A_DATABASE);
}

/* Looking into a backup changes nothing in it. */
static void
test_only_read (Fixture *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (InvyStore) copy = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_before, n_after;

  back_up (self);
  g_assert_true (g_file_get_contents (self->backup, &before, &n_before, NULL));
  copy = invy_test_await_object (invy_store_open_copy (self->backup), &error);
  g_assert_no_error (error);
  g_assert_true (invy_test_await (invy_store_remove_event (copy, invy_event_get_id (self->event)), &error));
  g_assert_true (invy_test_await (invy_store_close_copy (copy), &error));
  g_assert_true (g_file_get_contents (self->backup, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* --- copies that are made by themselves --- */

static char *
keep (Fixture *self, InvyCopyReason reason)
{
  g_autoptr (GError) error = NULL;
  char *path = invy_test_await_string (invy_store_keep_copy (self->store, reason), &error);

  g_assert_no_error (error);
  return path;
}

static void
test_point (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyGuest) guest = invy_test_add_guest (self->store, self->event, "Noa", "0501234567");
  g_autoptr (GPtrArray) only = g_ptr_array_new ();
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (InvyStore) copy = NULL;
  g_autoptr (InvyGuest) kept = NULL;
  g_autoptr (GPtrArray) copies = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  const InvyCopy *first;

  invy_guest_set (guest, INVY_GUEST_TAGS, "vip");
  invy_guest_set (guest, INVY_GUEST_HOUSEHOLD, "Levy");
  g_ptr_array_add (only, guest);
  g_ptr_array_unref (invy_test_await_boxed (invy_store_save_guests (self->store, only), &error));
  g_assert_no_error (error);
  campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, only);
  path = keep (self, INVY_COPY_IMPORT);
  assert_private (path);

  copies = invy_store_list_copies (self->store);
  first = copies->pdata[0];
  g_assert_cmpuint (copies->len, ==, 1);
  g_assert_cmpstr (first->path, ==, path);
  g_assert_cmpint (first->reason, ==, INVY_COPY_IMPORT);
  g_assert_cmpint (ABS (first->made_at - g_get_real_time () / 1000), <, 60 * 1000);

  copy = invy_test_await_object (invy_store_open_copy (path), &error);
  g_assert_no_error (error);
  kept = invy_test_await_object (invy_store_get_guest (copy, invy_guest_get_id (guest)), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (invy_guest_get (kept, INVY_GUEST_TAGS), ==, "vip");
  g_assert_cmpstr (invy_guest_get (kept, INVY_GUEST_HOUSEHOLD), ==, "Levy");
  /* The guest book alone. */
  invy_test_await_error (invy_store_get_campaign (copy, invy_campaign_get_id (campaign)), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_NOT_FOUND);
  g_assert_true (invy_test_await (invy_store_close_copy (copy), &error));
}

static void
test_daily (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = invy_test_await_string (invy_store_keep_daily_copy (self->store), &error);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (first);
  second = invy_test_await_string (invy_store_keep_daily_copy (self->store), &error);
  g_assert_no_error (error);
  g_assert_null (second);
}

/* Old ones go, each kind by itself; files of others in the folder stay. */
static void
test_last_ones (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_strconcat (self->path, "-backups", NULL);
  g_autofree char *foreign = g_build_filename (folder, "mine.db", NULL);
  g_autoptr (GPtrArray) copies = NULL;
  g_autofree char *newest = NULL;
  guint n_daily = 0;

  g_mkdir (folder, 0700);
  g_assert_true (g_file_set_contents (foreign, "mine", -1, NULL));
  for (guint day = 1; day <= 20; day++)
    {
      g_autofree char *name = g_strdup_printf ("202501%02uT120000.000Z-daily.db", day);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
    }
  g_free (keep (self, INVY_COPY_IMPORT));
  newest = keep (self, INVY_COPY_DAILY);

  copies = invy_store_list_copies (self->store);
  for (guint i = 0; i < copies->len; i++)
    n_daily += ((const InvyCopy *) copies->pdata[i])->reason == INVY_COPY_DAILY;
  g_assert_cmpuint (n_daily, ==, INVY_COPIES_DAILY);
  g_assert_cmpuint (copies->len, ==, INVY_COPIES_DAILY + 1);
  g_assert_cmpstr (((const InvyCopy *) copies->pdata[0])->path, ==, newest);
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
}

/* Of a copy that was cut off nothing stays for ever. */
static void
test_leftovers (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_strconcat (self->path, "-backups", NULL);
  g_autofree char *old = g_build_filename (folder, "20250101T120000.000Z-daily.db.abcdef.part-wal", NULL);
  g_autofree char *young = g_build_filename (folder, "20250101T120000.000Z-daily.db.ghijkl.part", NULL);
  struct utimbuf long_ago = { 1000, 1000 };

  g_mkdir (folder, 0700);
  g_assert_true (g_file_set_contents (old, "half", -1, NULL));
  g_assert_true (g_file_set_contents (young, "half", -1, NULL));
  g_assert_cmpint (g_utime (old, &long_ago), ==, 0);
  g_free (keep (self, INVY_COPY_DAILY));
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (young, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, func) g_test_add ("/invy/store-copies/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("backup", test_backup);
  ADD ("replaces", test_replaces);
  ADD ("cannot-write", test_cannot_write);
  ADD ("while-others-write", test_while_others_write);
  ADD ("unusable", test_unusable);
  ADD ("only-read", test_only_read);
  ADD ("point", test_point);
  ADD ("daily", test_daily);
  ADD ("last-ones", test_last_ones);
  ADD ("leftovers", test_leftovers);
#undef ADD

  return g_test_run ();
}
