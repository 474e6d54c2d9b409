/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test-campaign.h"
#include "invy-test-database.h"
#include "invy-test-proxy.h"
#include "invy-test.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

/* What was on a server last is kept on this computer, and stands in for it when the program starts without it. */

typedef struct
{
  char *folder;
  char *uri; /* of the server, for its planner */
  InvyTestProxy *proxy;
  InvyStore *store;
  InvyEvent *event;
  gboolean has_changed;
} Fixture;

static const InvyTestOutcome outcomes[] = {
  { "Noa", "0501234567", INVY_MESSAGE_SENT, 0 },
  { "Omar", "0501234568", INVY_MESSAGE_FAILED, 131026 },
  { "Dana", "0501234569", INVY_MESSAGE_PLANNED, 0 },
};

static const char *
get_uri (Fixture *self)
{
  return invy_test_proxy_get_uri (self->proxy);
}

static void
keep_last (InvyStore *store)
{
  g_autoptr (GError) error = NULL;

  invy_test_await (invy_store_keep_last (store), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = invy_test_make_folder ();
  self->uri = invy_test_make_uri (self->folder);
  self->proxy = invy_test_proxy_new (self->uri);
  self->store = invy_test_open_store (get_uri (self));
  self->event = invy_test_add_event (self->store);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  invy_test_proxy_tell (self->proxy, "pass");
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_pointer (&self->store, invy_test_close_store);
  invy_store_forget_other_last ("sqlite:none");
  g_clear_object (&self->event);
  g_clear_object (&self->proxy);
  invy_test_remove_folder (self->folder);
  g_free (self->uri);
}

static void
changed_cb (InvyStore *store, InvyStoreTopic topic, const char *event_id, gpointer data)
{
  Fixture *self = data;

  self->has_changed |= topic == INVY_STORE_GUESTS && event_id == NULL;
}

static gboolean
has_come_back (gpointer data)
{
  Fixture *self = data;

  return self->has_changed && invy_store_get_as_of (self->store) == 0;
}

static char *
dup_trouble (InvyStore *store)
{
  char *trouble;

  g_object_get (store, "trouble", &trouble, NULL);
  return trouble;
}

static gboolean
is_troubled (gpointer store)
{
  g_autofree char *trouble = dup_trouble (store);

  return trouble != NULL;
}

static InvyStore *
open_or_recall (const char *uri)
{
  g_autoptr (GError) error = NULL;
  InvyStore *store = invy_test_await_object (invy_store_open_or_recall (uri), &error);

  g_assert_no_error (error);
  return store;
}

/* The program ends, and starts again where there is no network. */
static void
start_without_server (Fixture *self)
{
  g_clear_pointer (&self->store, invy_test_close_store);
  invy_test_proxy_tell (self->proxy, "refuse");
  self->store = open_or_recall (get_uri (self));
  g_signal_connect (self->store, "changed", G_CALLBACK (changed_cb), self);
  invy_test_wait_until (is_troubled, self->store);
}

static GPtrArray *
await_list (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *list = invy_test_await_boxed (future, &error);

  g_assert_no_error (error);
  return list;
}

static void
assert_n_guests (Fixture *self, guint n)
{
  g_autoptr (GPtrArray) guests = await_list (invy_store_list_guests (self->store, invy_event_get_id (self->event)));

  g_assert_cmpuint (guests->len, ==, n);
}

static InvyEvent *
get_only_event (Fixture *self)
{
  g_autoptr (GPtrArray) events = await_list (invy_store_list_events (self->store));

  g_assert_cmpuint (events->len, ==, 1);
  return g_object_ref (events->pdata[0]);
}

static void
assert_refused (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (invy_test_await (future, &error));
  g_assert_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (error->message, "no connection"));
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

/* The book, the results and the log are there, and nothing can be done with them. */
static void
test_start_without_server (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyCampaign) sent =
      invy_test_send_as (self->store, self->event, INVY_CAMPAIGN_REAL, outcomes, G_N_ELEMENTS (outcomes));
  g_autoptr (GPtrArray) campaigns = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GPtrArray) log = NULL;
  g_autoptr (InvyEvent) event = NULL;
  const gint64 before = g_get_real_time () / 1000;
  const char *campaign_id = invy_campaign_get_id (sent);

  keep_last (self->store);
  start_without_server (self);
  g_assert_cmpint (invy_store_get_as_of (self->store), >=, before);
  g_assert_cmpint (invy_store_get_as_of (self->store), <=, g_get_real_time () / 1000);

  event = get_only_event (self);
  g_assert_cmpstr (invy_event_get_id (event), ==, invy_event_get_id (self->event));
  g_assert_false (invy_event_is_editable (event));
  assert_n_guests (self, G_N_ELEMENTS (outcomes));
  campaigns = await_list (invy_store_list_campaigns (self->store, invy_event_get_id (event)));
  g_assert_cmpuint (campaigns->len, ==, 1);
  g_assert_cmpuint (invy_campaign_get_counts (campaigns->pdata[0])->succeeded, ==, 1);
  g_assert_cmpuint (invy_campaign_get_counts (campaigns->pdata[0])->failed, ==, 1);
  g_assert_cmpuint (invy_campaign_get_counts (campaigns->pdata[0])->waiting, ==, 1);
  messages = await_list (invy_store_list_messages (self->store, campaign_id));
  g_assert_cmpuint (messages->len, ==, G_N_ELEMENTS (outcomes));
  log = await_list (invy_store_list_log (self->store, invy_message_get_id (messages->pdata[0])));
  g_assert_cmpuint (log->len, ==, 3); /* planned, posting, sent */

  assert_refused (save_guest (self));
  assert_refused (invy_store_remove_event (self->store, invy_event_get_id (event)));
  assert_refused (invy_store_take_lease (self->store, campaign_id, "test"));
  assert_refused (invy_store_cancel_campaign (self->store, campaign_id));
}

static void
test_server_comes_back (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyStore) neighbour = invy_test_open_store (self->uri);
  g_autoptr (InvyGuest) theirs = NULL;
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (GError) error = NULL;

  keep_last (self->store);
  start_without_server (self);
  assert_n_guests (self, 0);
  theirs = invy_test_add_guest (neighbour, self->event, "Noa", "0501234567");

  invy_test_proxy_tell (self->proxy, "pass");
  invy_test_wait_until (has_come_back, self);
  g_assert_false (is_troubled (self->store));
  assert_n_guests (self, 1);
  event = get_only_event (self);
  g_assert_true (invy_event_is_editable (event));
  invy_test_await (save_guest (self), &error);
  g_assert_no_error (error);
  assert_n_guests (self, 2);
  invy_test_close_store (g_steal_pointer (&neighbour));
}

static void
test_nothing_kept (Fixture *self, gconstpointer data)
{
  invy_test_proxy_tell (self->proxy, "refuse");
  invy_test_await_error (invy_store_open_or_recall (get_uri (self)), INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE);
}

/* invyctl and whoever else does not ask for it. */
static void
test_only_if_asked (Fixture *self, gconstpointer data)
{
  keep_last (self->store);
  invy_test_proxy_tell (self->proxy, "refuse");
  invy_test_await_error (invy_store_open (get_uri (self)), INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE);
}

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "invy", "last", NULL);
}

/* The only file there; NULL if there is none. */
static char *
dup_only_path (void)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;
  char *path = name != NULL ? g_build_filename (folder, name, NULL) : NULL;

  g_assert_true (name == NULL || g_dir_read_name (dir) == NULL);
  return path;
}

static gboolean
contains (const char *data, gsize length, const char *text)
{
  return memmem (data, length, text, strlen (text)) != NULL;
}

/* For this user alone, without the password, and not for longer than it is wanted. */
static void
test_private (Fixture *self, gconstpointer data)
{
  g_autofree char *secret = g_strconcat (get_uri (self), "&password=sesame-opens", NULL);
  g_autofree char *folder = dup_folder ();
  g_autofree char *path = NULL;
  g_autofree char *left = NULL;
  g_autofree char *contents = NULL;
  gsize length;
  GStatBuf info;

  invy_test_close_store (g_steal_pointer (&self->store));
  self->store = invy_test_open_store (secret);
  keep_last (self->store);
  path = dup_only_path ();
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_true (contains (contents, length, invy_event_get_id (self->event)));
  g_assert_false (contains (contents, length, "sesame-opens"));
  g_assert_null (strstr (path, "sesame-opens"));

  invy_store_forget_other_last (get_uri (self));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  invy_store_forget_other_last ("sqlite:/home/of/mine.db");
  left = dup_only_path ();
  g_assert_null (left);
}

/* Whoever is not a member any more keeps nothing of the wedding either. */
static void
test_no_member (Fixture *self, gconstpointer data)
{
  g_autofree char *their_uri = invy_test_make_uri_of (get_uri (self), "last_editor");
  g_autoptr (InvyStore) theirs = invy_test_open_store (their_uri);
  g_autoptr (InvyEvent) own = invy_test_add_event (theirs);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;

  invy_test_await (
      invy_store_set_member (self->store, invy_event_get_id (self->event), "last_editor", INVY_ACCESS_EDITOR),
      &error);
  g_assert_no_error (error);
  keep_last (theirs);
  invy_test_await (invy_store_remove_member (self->store, invy_event_get_id (self->event), "last_editor"), &error);
  g_assert_no_error (error);
  keep_last (theirs);

  invy_test_close_store (g_steal_pointer (&theirs));
  invy_test_proxy_tell (self->proxy, "refuse");
  theirs = open_or_recall (their_uri);
  events = await_list (invy_store_list_events (theirs));
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpstr (invy_event_get_id (events->pdata[0]), ==, invy_event_get_id (own));
  invy_test_close_store (g_steal_pointer (&theirs));
}

/* Where nothing changed, nothing is read again; what changed is there, whatever it was. */
static void
test_again (Fixture *self, gconstpointer data)
{
  g_autoptr (InvyEvent) quiet = invy_test_add_event (self->store);
  g_autoptr (InvyGuest) guest = invy_test_add_guest (self->store, self->event, "Noa", "0501234567");
  g_autoptr (InvyGuest) same = invy_test_add_guest (self->store, quiet, "Lior", "0501234568");
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GPtrArray) kept_quiet = NULL;
  g_autoptr (GError) error = NULL;
  gint64 between;

  keep_last (self->store);
  invy_guest_set (guest, INVY_GUEST_FIRST_NAME, "Noa Bar");
  g_ptr_array_add (guests, guest);
  invy_test_await (invy_store_save_guests (self->store, guests), &error);
  g_assert_no_error (error);
  keep_last (self->store);
  between = g_get_real_time () / 1000;
  keep_last (self->store);

  start_without_server (self);
  g_assert_cmpint (invy_store_get_as_of (self->store), >=, between);
  kept = await_list (invy_store_list_guests (self->store, invy_event_get_id (self->event)));
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpstr (invy_guest_get (kept->pdata[0], INVY_GUEST_FIRST_NAME), ==, "Noa Bar");
  kept_quiet = await_list (invy_store_list_guests (self->store, invy_event_get_id (quiet)));
  g_assert_cmpuint (kept_quiet->len, ==, 1);
  g_assert_cmpstr (invy_guest_get (kept_quiet->pdata[0], INVY_GUEST_FIRST_NAME), ==, "Lior");
}

/* A file that is damaged, or another program's, is none. */
static void
test_damaged (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  keep_last (self->store);
  path = dup_only_path ();
  g_file_set_contents (path, "nothing of the kind", -1, &error);
  g_assert_no_error (error);
  invy_test_proxy_tell (self->proxy, "refuse");
  invy_test_await_error (invy_store_open_or_recall (get_uri (self)), INVY_STORE_ERROR, INVY_STORE_ERROR_UNREACHABLE);

  invy_test_proxy_tell (self->proxy, "pass");
  keep_last (self->store);
  start_without_server (self);
  g_clear_object (&self->event);
  self->event = get_only_event (self);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

#define ADD(name, function) g_test_add ("/invy/postgres-last/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("start-without-server", test_start_without_server);
  ADD ("server-comes-back", test_server_comes_back);
  ADD ("nothing-kept", test_nothing_kept);
  ADD ("only-if-asked", test_only_if_asked);
  ADD ("private", test_private);
  ADD ("no-member", test_no_member);
  ADD ("again", test_again);
  ADD ("damaged", test_damaged);

  return g_test_run ();
}
