/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test.h"
#include "invy-test-database.h"
#include "invy-test-proxy.h"

#include "store/invy-postgres.h"

/* What may happen to a server and on the way to it: it is said in words, nothing is lost that was said to be saved,
 * and it goes on by itself. */

typedef struct
{
  char *folder;
  char *uri; /* past the proxy */
  InvyTestProxy *proxy;
  InvyStore *store;
  InvyEvent *event;
  gboolean has_changed;
} Fixture;

static void
changed_cb (InvyStore *store, InvyStoreTopic topic, const char *event_id, gpointer data)
{
  Fixture *self = data;

  self->has_changed |= topic == INVY_STORE_GUESTS && event_id == NULL;
}

static char *
dup_trouble (Fixture *self)
{
  char *trouble;

  g_object_get (self->store, "trouble", &trouble, NULL);
  return trouble;
}

static gboolean
is_troubled (gpointer data)
{
  g_autofree char *trouble = dup_trouble (data);

  return trouble != NULL;
}

static gboolean
is_well (gpointer data)
{
  return !is_troubled (data);
}

static gboolean
has_changed (gpointer data)
{
  Fixture *self = data;

  return self->has_changed;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  self->proxy = invy_test_proxy_new (self->uri);
  self->store = invy_test_open_store (invy_test_proxy_get_uri (self->proxy));
  self->event = invy_test_add_event (self->store);
  g_signal_connect (self->store, "changed", G_CALLBACK (changed_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  invy_test_proxy_tell (self->proxy, "pass");
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->event);
  invy_test_close_store (g_steal_pointer (&self->store));
  g_clear_object (&self->proxy);
  invy_test_remove_folder (self->folder);
  g_free (self->uri);
}

static DexFuture *
list_guests (Fixture *self)
{
  return invy_store_list_guests (self->store, invy_event_get_id (self->event));
}

static DexFuture *
save_guest (Fixture *self)
{
  g_autoptr (InvyGuest) guest = invy_guest_new (invy_event_get_id (self->event));
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();

  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, "Omar");
  g_ptr_array_add (guests, guest);
  return invy_store_save_guests (self->store, guests);
}

static void
assert_n_guests (Fixture *self, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) guests = invy_test_await_boxed (list_guests (self), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (guests->len, ==, n);
}

static void
assert_saves (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  invy_test_await (save_guest (self), &error);
  g_assert_no_error (error);
}

static void
assert_refused (DexFuture *future, InvyStoreError code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (invy_test_await (future, &error));
  g_assert_error (error, INVY_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
}

/* --- on the way --- */

/* Connections break off while nobody uses them, in whatever way: nobody notices. */
static void
test_cut (Fixture *self, gconstpointer command)
{
  assert_saves (self);
  invy_test_proxy_tell (self->proxy, command);
  assert_n_guests (self, 1);
  assert_saves (self);
  assert_n_guests (self, 2);
}

static void
test_gone_and_back (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyStore) neighbour = invy_test_open_store (self->uri);
  g_autoptr (InvyGuest) theirs = NULL;
  g_autofree char *trouble = NULL;

  assert_saves (self);
  invy_test_proxy_tell (self->proxy, "refuse");
  invy_test_wait_until (is_troubled, self);
  trouble = dup_trouble (self);
  g_assert_nonnull (strstr (trouble, "cannot be reached"));
  assert_refused (save_guest (self), INVY_STORE_ERROR_UNREACHABLE, "cannot be reached");
  assert_refused (list_guests (self), INVY_STORE_ERROR_UNREACHABLE, "cannot be reached");

  theirs = invy_test_add_guest (neighbour, self->event, "Noa", "0501234567");
  invy_test_proxy_tell (self->proxy, "pass");
  invy_test_wait_until (is_well, self);
  invy_test_wait_until (has_changed, self);
  assert_n_guests (self, 2);
  assert_saves (self);
  invy_test_close_store (g_steal_pointer (&neighbour));
}

static void
test_slow (Fixture *self, gconstpointer data)
{
  invy_test_proxy_tell (self->proxy, "delay 500");
  assert_saves (self);
  assert_n_guests (self, 1);
  g_assert_true (is_well (self));
}

static void
insert_opt_out (InvyDatabase *database, const char *id, GError **error)
{
  invy_database_execute (database,
                         "INSERT INTO opt_outs (id, bsuid, source, opted_out_at) VALUES ($1, $1, 'test', 1)",
                         INVY_VALUES (INVY_TEXT (id)), NULL, error);
}

static gint64
count_opt_outs (Fixture *self)
{
  InvyDatabase *database = invy_test_open_database (self->uri);
  const gint64 n = invy_test_query_integer (database, "SELECT count(*) FROM opt_outs");

  invy_test_close_database (database);
  return n;
}

/* What was begun is taken back; the rest of it is not kept by itself on the next connection. */
static void
test_cut_in_transaction (Fixture *self, gconstpointer command)
{
  InvyDatabase *database = invy_test_open_database (invy_test_proxy_get_uri (self->proxy));
  g_autoptr (GError) error = NULL;

  g_assert_true (invy_database_begin (database, NULL));
  insert_opt_out (database, "1", &error);
  g_assert_no_error (error);
  invy_test_proxy_tell (self->proxy, command);
  insert_opt_out (database, "2", &error);
  g_assert_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE);
  g_clear_error (&error);
  insert_opt_out (database, "3", &error);
  g_assert_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_false (invy_database_end (database, TRUE, &error));
  g_assert_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE);
  g_assert_cmpint (count_opt_outs (self), ==, 0);
  g_clear_error (&error);

  g_assert_true (invy_database_begin (database, &error));
  insert_opt_out (database, "4", &error);
  g_assert_true (invy_database_end (database, error == NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_opt_outs (self), ==, 1);
  invy_test_close_database (database);
}

/* Somebody on the way takes what is sent, and no answer comes: whether it was kept, nobody can say. */
static void
test_hole (Fixture *self, gconstpointer data)
{
  InvyDatabase *database = invy_test_open_database (invy_test_proxy_get_uri (self->proxy));
  g_autoptr (GError) error = NULL;

  invy_postgres_set_patience (INVY_POSTGRES (database), 500);
  g_assert_true (invy_database_begin (database, NULL));
  insert_opt_out (database, "1", NULL);
  invy_test_proxy_tell (self->proxy, "hole");
  g_assert_false (invy_database_end (database, TRUE, &error));
  g_assert_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, "Look whether it was saved"));
  invy_test_close_database (database);
}

/* --- the server --- */

static void
run_sql (Fixture *self, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  invy_test_run_sql (self->uri, sql);
}

static char *
dup_database_name (Fixture *self)
{
  const char *name = strrchr (self->uri, '@') + strlen ("@/");

  return g_strndup (name, strcspn (name, "?"));
}

/* A standby, or one that its administrator made so: it can be looked at. */
static void
test_read_only (Fixture *self, gconstpointer data)
{
  g_autofree char *name = dup_database_name (self);

  assert_saves (self);
  run_sql (self, "ALTER DATABASE %s SET default_transaction_read_only = on", name);
  invy_test_proxy_tell (self->proxy, "cut");
  assert_refused (save_guest (self), INVY_STORE_ERROR_READ_ONLY, "only be read");
  assert_n_guests (self, 1);
}

/* The server throws everybody out, as when it is restarted. */
static void
test_thrown_out (Fixture *self, gconstpointer data)
{
  assert_saves (self);
  run_sql (self, "SELECT pg_terminate_backend (pid) FROM pg_stat_activity"
                 " WHERE datname = current_database () AND pid <> pg_backend_pid ()");
  assert_n_guests (self, 1);
  assert_saves (self);
}

/* What triggers can stand for, because a full disk is hard to come by. */
static void
test_codes (Fixture *self, gconstpointer data)
{
  const struct
  {
    const char *code;
    InvyStoreError error;
    const char *words;
  } codes[] = {
    { "53100", INVY_STORE_ERROR_FULL, "disk of the server is full" },
    { "40001", INVY_STORE_ERROR_BUSY, "same moment" },
    { "40P01", INVY_STORE_ERROR_BUSY, "same moment" },
    { "57014", INVY_STORE_ERROR_BUSY, "too long" },
    { "42501", INVY_STORE_ERROR_FORBIDDEN, "right" },
    { "XX000", INVY_STORE_ERROR_FAILED, "Nothing was changed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      run_sql (self,
               "CREATE OR REPLACE FUNCTION invy.fail () RETURNS trigger LANGUAGE plpgsql AS"
               " $$BEGIN RAISE EXCEPTION USING ERRCODE = '%s'; END$$",
               codes[i].code);
      if (i == 0)
        run_sql (self, "CREATE TRIGGER fail BEFORE INSERT ON invy.guests EXECUTE FUNCTION invy.fail ()");
      assert_refused (save_guest (self), codes[i].error, codes[i].words);
    }
  assert_n_guests (self, 0);
}

static void
assert_not_let_in (const char *uri, const char *words)
{
  assert_refused (invy_store_open (uri), INVY_STORE_ERROR_UNREACHABLE, words);
}

static char *
replace (const char *text, const char *old, const char *new)
{
  GString *replaced = g_string_new (text);

  g_assert_cmpuint (g_string_replace (replaced, old, new, 1), ==, 1);
  return g_string_free_and_steal (replaced);
}

static void
test_not_let_in (Fixture *self, gconstpointer data)
{
  g_autofree char *name = dup_database_name (self);
  const char *user = strstr (self->uri, "://") + strlen ("://");
  g_autofree char *own = g_strndup (user, strcspn (user, "@") + 1);
  g_autofree char *guest = g_strdup_printf ("guest_of_%s@", name);
  g_autofree char *uri = replace (self->uri, own, guest);
  g_autofree char *no_database = replace (self->uri, name, "no_such_database");

  run_sql (self, "CREATE ROLE guest_of_%s NOLOGIN", name);
  assert_not_let_in (uri, "name or the password"); /* it may not log in */
  run_sql (self, "ALTER ROLE guest_of_%s LOGIN CONNECTION LIMIT 0", name);
  assert_not_let_in (uri, "too many connections");
  assert_not_let_in (no_database, "no database of that name");
}

/* Such an answer comes while the server reads its log again after a crash, for as long as that takes. */
static void
test_starting (Fixture *self, gconstpointer data)
{
  g_autofree char *trouble = NULL;

  assert_saves (self);
  invy_test_proxy_tell (self->proxy, "fail 57P03");
  invy_test_wait_until (is_troubled, self);
  trouble = dup_trouble (self);
  g_assert_nonnull (strstr (trouble, "just starting"));
  assert_refused (save_guest (self), INVY_STORE_ERROR_UNREACHABLE, "just starting");
  assert_not_let_in (invy_test_proxy_get_uri (self->proxy), "just starting");

  invy_test_proxy_tell (self->proxy, "pass");
  invy_test_wait_until (is_well, self);
  assert_n_guests (self, 1);
  assert_saves (self);
}

/* All places are taken when the connection has to be made again. */
static void
test_too_many_connections (Fixture *self, gconstpointer data)
{
  g_autofree char *trouble = NULL;

  assert_saves (self);
  run_sql (self, "ALTER ROLE planner CONNECTION LIMIT 0");
  invy_test_proxy_tell (self->proxy, "cut");
  invy_test_wait_until (is_troubled, self);
  trouble = dup_trouble (self);
  g_assert_nonnull (strstr (trouble, "too many connections"));
  assert_refused (save_guest (self), INVY_STORE_ERROR_UNREACHABLE, "too many connections");

  run_sql (self, "ALTER ROLE planner CONNECTION LIMIT -1");
  invy_test_wait_until (is_well, self);
  assert_n_guests (self, 1);
  assert_saves (self);
}

/* --- who the server is, and who we are --- */

/* The address of the server of this database in the network, for somebody. */
static char *
make_address (Fixture *self, const char *role, const char *host, const char *format, ...)
{
  g_autofree char *name = dup_database_name (self);
  g_autofree char *options = NULL;
  va_list arguments;

  va_start (arguments, format);
  options = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return g_strdup_printf ("postgresql://%s@%s/%s?hostaddr=%s&%s", role, host, name,
                          g_getenv ("INVY_TEST_POSTGRES_HOST"), options);
}

static char *
make_checked_address (Fixture *self, const char *host, const char *certificate)
{
  return make_address (self, "planner", host, "sslmode=verify-full&sslrootcert=%s/%s.crt",
                       g_getenv ("INVY_TEST_POSTGRES_CERTIFICATES"), certificate);
}

/* With somebody who may be anybody there is no connection, and no question that would make one. */
static void
test_certificate (Fixture *self, gconstpointer data)
{
  g_autofree char *right = make_checked_address (self, "weddings.test", "weddings");
  g_autofree char *wrong_root = make_checked_address (self, "weddings.test", "other");
  g_autofree char *wrong_name = make_checked_address (self, "other.test", "weddings");
  g_autofree char *nobody = g_strconcat (right, "&port=1", NULL);
  g_autoptr (InvyStore) store = invy_test_open_store (right);

  assert_not_let_in (wrong_root, "certificate");
  assert_not_let_in (wrong_name, "certificate");
  assert_not_let_in (nobody, "cannot be reached");
  g_assert_true (invy_store_is_protected (wrong_root));
  g_assert_true (invy_store_is_protected (wrong_name));
  invy_test_close_store (g_steal_pointer (&store));
}

static gboolean
needs_password (gpointer data)
{
  return invy_store_needs_password (data);
}

/* It was right when the window was opened, and is not when the connection is made again. */
static void
test_password (Fixture *self, gconstpointer data)
{
  g_autofree char *name = dup_database_name (self);
  g_autofree char *role = g_strdup_printf ("keeper_of_%s", name);
  g_autofree char *old = make_address (self, role, "", "password=old");
  g_autofree char *new = make_address (self, role, "", "password=new");
  g_autofree char *none = make_address (self, role, "", "application_name=Invy");
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *trouble = NULL;
  g_autoptr (InvyStore) store = NULL;

  run_sql (self, "CREATE ROLE %s LOGIN PASSWORD 'old' IN ROLE passworded", role);
  store = invy_test_open_store (old);
  run_sql (self, "ALTER ROLE %s PASSWORD 'new'", role);
  run_sql (self, "SELECT pg_terminate_backend (pid) FROM pg_stat_activity WHERE usename = '%s'", role);
  invy_test_wait_until (needs_password, store);
  g_object_get (store, "trouble", &trouble, NULL);
  g_assert_nonnull (strstr (trouble, "name or the password"));
  assert_refused (invy_store_list_events (store), INVY_STORE_ERROR_PASSWORD, "name or the password");
  invy_test_close_store (g_steal_pointer (&store));

  assert_refused (invy_store_open (old), INVY_STORE_ERROR_PASSWORD, "name or the password");
  assert_refused (invy_store_open (none), INVY_STORE_ERROR_PASSWORD, "name or the password");
  store = invy_test_open_store (new);
  g_assert_false (needs_password (store));
  invy_test_close_store (g_steal_pointer (&store));
}

/* Of several hosts the first that answers, and of those that answer the one that can be written to. */
static void
test_other_host (Fixture *self, gconstpointer data)
{
  const char *place = strstr (invy_test_proxy_get_uri (self->proxy), "127.0.0.1");
  g_autofree char *live = g_strndup (place, strcspn (place, "/"));
  g_autofree char *both = g_strdup_printf ("127.0.0.1:1,%s", live);
  g_autofree char *uri = replace (invy_test_proxy_get_uri (self->proxy), live, both);
  g_autofree char *writable = g_strconcat (uri, "&target_session_attrs=read-write", NULL);
  g_autoptr (InvyStore) store = invy_test_open_store (writable);

  invy_test_close_store (g_steal_pointer (&store));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, data, function) \
  g_test_add ("/invy/postgres-trouble/" name, Fixture, data, set_up, function, tear_down)
  ADD ("cut", "cut", test_cut);
  ADD ("reset", "reset", test_cut);
  ADD ("gone-and-back", NULL, test_gone_and_back);
  ADD ("slow", NULL, test_slow);
  ADD ("cut-in-transaction", "cut", test_cut_in_transaction);
  ADD ("reset-in-transaction", "reset", test_cut_in_transaction);
  ADD ("hole", NULL, test_hole);
  ADD ("read-only", NULL, test_read_only);
  ADD ("thrown-out", NULL, test_thrown_out);
  ADD ("codes", NULL, test_codes);
  ADD ("not-let-in", NULL, test_not_let_in);
  ADD ("starting", NULL, test_starting);
  ADD ("too-many-connections", NULL, test_too_many_connections);
  ADD ("certificate", NULL, test_certificate);
  ADD ("password", NULL, test_password);
  ADD ("other-host", NULL, test_other_host);

  return g_test_run ();
}
