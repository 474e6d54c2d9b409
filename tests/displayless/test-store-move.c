/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test-campaign.h"
#include "invy-test-database.h"
#include "invy-test.h"

#include "model/invy-ledger.h"
#include "store/invy-store-move.h"

/* A laptop's own file, and where its weddings move to: a server's database, or another file. */
typedef struct
{
  char *folder;
  char *laptop;
  char *office;
  InvyEvent *event;
} Fixture;

static const InvyTestOutcome outcomes[] = {
  { "Noa", "0501234561", INVY_MESSAGE_SENT, 0 },
  { "Dan", "0501234562", INVY_MESSAGE_FAILED, 131026 },
  { "Tal", "0501234563", INVY_MESSAGE_UNKNOWN, 0 },
  { "Gil", "0501234564", INVY_MESSAGE_PLANNED, 0 },
};

static void
change (InvyStore *store, InvyGuest *guest, InvyGuestField field, const char *text)
{
  g_autoptr (GPtrArray) guests = g_ptr_array_new ();
  g_autoptr (GPtrArray) saved = NULL;
  g_autoptr (GError) error = NULL;

  invy_guest_set (guest, field, text);
  g_ptr_array_add (guests, guest);
  saved = invy_test_await_boxed (invy_store_save_guests (store, guests), &error);
  g_assert_no_error (error);
  invy_guest_assign (guest, saved->pdata[0]);
}

static void
add_family (InvyStore *store, InvyEvent *event)
{
  g_autoptr (InvyGuest) mother = invy_test_add_guest (store, event, "Ruth", "0501234570");
  g_autoptr (InvyGuest) twice = invy_test_add_guest (store, event, "Rut", "0501234570");
  g_autoptr (InvyGuest) removed = invy_test_add_guest (store, event, "Avi", NULL);
  const char *ids[] = { invy_guest_get_id (removed), NULL };

  change (store, mother, INVY_GUEST_HOUSEHOLD, "Levi ‘the loud’");
  change (store, mother, INVY_GUEST_TAGS, "table 3, vegan");
  change (store, twice, INVY_GUEST_MERGED_INTO, invy_guest_get_id (mother));
  g_assert_true (invy_test_await (invy_store_remove_guests (store, ids), NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *other = NULL;
  g_autoptr (InvyCampaign) campaign = NULL;
  InvyStore *store;

  self->folder = invy_test_make_folder ();
  other = g_build_filename (self->folder, "office", NULL);
  self->laptop = g_strconcat ("sqlite:", self->folder, "/laptop.db", NULL);
  self->office = invy_test_make_uri (other);
  store = invy_test_open_store (self->laptop);
  self->event = invy_test_add_event (store);
  add_family (store, self->event);
  campaign = invy_test_send_as (store, self->event, INVY_CAMPAIGN_REAL, outcomes, G_N_ELEMENTS (outcomes));
  invy_test_close_store (store);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->event);
  invy_test_remove_folder (self->folder);
  g_free (self->laptop);
  g_free (self->office);
}

static GPtrArray *
move (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *moved = invy_test_await_boxed (invy_store_move (from, to, NULL), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (moved->len, ==, 1);
  return moved;
}

static gint64
ask (const char *uri, const char *sql)
{
  InvyDatabase *database = invy_test_open_database (uri);
  const gint64 number = invy_test_query_integer (database, sql);

  invy_test_close_database (database);
  return number;
}

static void
test_all (Fixture *self, gconstpointer data)
{
  const gint64 n_log = ask (self->laptop, "SELECT count(*) FROM message_log");
  g_autoptr (GPtrArray) moved = move (self->laptop, self->office);
  const InvyMovedEvent *wedding = moved->pdata[0];

  g_assert_cmpstr (wedding->event_id, ==, invy_event_get_id (self->event));
  g_assert_cmpuint (wedding->n_guests, ==, 7);
  g_assert_cmpuint (wedding->n_campaigns, ==, 1);
  g_assert_cmpuint (wedding->n_messages, ==, 4);
  /* The message that waited was given up where it was, and that is in the log, too. */
  g_assert_cmpuint (wedding->n_cancelled, ==, 1);
  g_assert_cmpint (wedding->n_log, ==, n_log + 1);
  g_assert_false (wedding->was_there);

  g_assert_cmpint (ask (self->office, "SELECT count(*) FROM message_log"), ==, n_log + 1);
  g_assert_cmpint (ask (self->office, "SELECT count(*) FROM messages WHERE state = 'sent'"), ==, 1);
  g_assert_cmpint (ask (self->office, "SELECT count(*) FROM messages WHERE state = 'unknown'"), ==, 1);
  g_assert_cmpint (
      ask (self->office, "SELECT count(*) FROM messages WHERE state = 'cancelled' AND skip_reason = 'moved'"), ==, 1);
  g_assert_cmpint (ask (self->office, "SELECT count(*) FROM guest_tags"), ==, 2);
  g_assert_cmpint (ask (self->office, "SELECT count(*) FROM arrivals"), ==, 0);
}

/* No column is forgotten, whatever the next migrations add. */
static void
test_every_column (Fixture *self, gconstpointer data)
{
  static const char *const tables[] = { "events",   "households", "guests",   "guest_tags",
                                        "opt_outs", "campaigns",  "messages", "message_log" };
  g_autofree char *other = g_strconcat (self->folder, "/other.db", NULL);
  g_autofree char *uri = g_strconcat ("sqlite:", other, NULL);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS other", other);
  g_autoptr (GPtrArray) moved = NULL;
  InvyDatabase *database;

  invy_test_run_sql (self->laptop, "INSERT INTO opt_outs VALUES ('1', '+972501234561', NULL, 'planner', 1)");
  moved = move (self->laptop, uri);
  invy_test_run_sql (uri, "UPDATE events SET moved_to = 'nowhere'");
  invy_test_run_sql (self->laptop, "UPDATE events SET moved_to = NULL");
  invy_test_run_sql (self->laptop, "UPDATE events SET moved_to = 'nowhere'");

  database = invy_test_open_database (self->laptop);
  g_assert_true (invy_test_try_sql (database, attach, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *rows = g_strdup_printf ("SELECT count(*) FROM other.%s", tables[i]);
      g_autofree char *missing = g_strdup_printf (
          "SELECT count(*) FROM (SELECT * FROM main.%s EXCEPT SELECT * FROM other.%s)", tables[i], tables[i]);

      g_assert_cmpint (invy_test_query_integer (database, rows), >, 0);
      g_assert_cmpint (invy_test_query_integer (database, missing), ==, 0);
    }
  invy_test_close_database (database);
}

/* Whoever was invited from the laptop is not invited once more from the office; who was waiting can be. */
static void
test_goes_on (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) moved = move (self->laptop, self->office);
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GError) error = NULL;
  InvyStore *store = invy_test_open_store (self->office);
  guint n_planned = 0;

  guests = invy_test_await_boxed (invy_store_list_guests (store, invy_event_get_id (self->event)), &error);
  g_assert_no_error (error);
  campaign = invy_test_plan (store, self->event, INVY_CAMPAIGN_REAL, guests);
  messages = invy_test_await_boxed (invy_store_list_messages (store, invy_campaign_get_id (campaign)), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < messages->len; i++)
    n_planned += invy_message_get_state (messages->pdata[i]) == INVY_MESSAGE_PLANNED;
  /* Ruth, Dan who failed, and Gil who waited; neither Noa nor Tal. */
  g_assert_cmpuint (messages->len, ==, 5);
  g_assert_cmpuint (n_planned, ==, 3);
  invy_test_close_store (store);
}

/* What stays behind can be looked at; nothing is changed in it or sent from it. */
static void
test_closed (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) moved = move (self->laptop, self->office);
  InvyStore *store = invy_test_open_store (self->laptop);
  g_autoptr (InvyEvent) event = NULL;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (InvyCampaign) campaign = g_object_new (INVY_TYPE_CAMPAIGN, NULL);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);
  const char *ids[] = { NULL, NULL };

  event = invy_test_await_object (invy_store_get_event (store, invy_event_get_id (self->event)), NULL);
  guests = invy_test_await_boxed (invy_store_list_guests (store, invy_event_get_id (event)), NULL);
  g_assert_nonnull (invy_event_get_moved_to (event));
  g_assert_cmpuint (guests->len, ==, 5);
  ids[0] = invy_guest_get_id (guests->pdata[0]);

  invy_campaign_set (campaign, INVY_CAMPAIGN_EVENT_ID, invy_event_get_id (event));
  g_ptr_array_add (messages, invy_test_new_message (campaign, guests->pdata[0], 0));
  invy_test_await_error (invy_store_plan_campaign (store, campaign, messages), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_MOVED);
  invy_test_await_error (invy_store_save_guests (store, guests), INVY_STORE_ERROR, INVY_STORE_ERROR_MOVED);
  invy_test_await_error (invy_store_remove_guests (store, ids), INVY_STORE_ERROR, INVY_STORE_ERROR_MOVED);
  invy_test_await_error (invy_store_save_event (store, event), INVY_STORE_ERROR, INVY_STORE_ERROR_MOVED);
  invy_test_await_error (invy_store_remove_event (store, invy_event_get_id (event)), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_MOVED);
  invy_test_close_store (store);
}

static void
test_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) there = move (self->laptop, self->office);
  const gint64 n_log = ask (self->laptop, "SELECT count(*) FROM message_log");
  InvyStore *store = invy_test_open_store (self->office);
  g_autoptr (InvyGuest) late = invy_test_add_guest (store, self->event, "Late", "0501234599");
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GError) error = NULL;

  invy_test_close_store (store);
  invy_test_run_sql (self->office, "UPDATE messages SET state = 'sent', sent_at = 1 WHERE state = 'unknown'");
  invy_test_run_sql (self->office, "DELETE FROM guest_tags WHERE tag = 'vegan'");
  back = move (self->office, self->laptop);

  g_assert_cmpint (ask (self->laptop, "SELECT count(*) FROM guests"), ==, 8);
  g_assert_cmpint (ask (self->laptop, "SELECT count(*) FROM guest_tags"), ==, 1);
  g_assert_cmpint (ask (self->laptop, "SELECT count(*) FROM messages WHERE state = 'sent'"), ==, 2);
  /* No entry is there twice, and the new one is. */
  g_assert_cmpint (ask (self->laptop, "SELECT count(*) FROM message_log"), ==, n_log + 1);
  g_assert_cmpint (ask (self->laptop, "SELECT count(*) FROM events WHERE moved_to IS NULL"), ==, 1);

  /* It is open here and closed there. */
  store = invy_test_open_store (self->laptop);
  change (store, late, INVY_GUEST_NOTES, "is here again");
  invy_test_close_store (store);
  g_assert_cmpint (ask (self->office, "SELECT count(*) FROM events WHERE moved_to IS NOT NULL"), ==, 1);
}

/* The program was killed after the wedding was closed and before it arrived. */
static void
test_interrupted (Fixture *self, gconstpointer data)
{
  g_autofree char *name = invy_store_describe_uri (self->office);
  g_autofree char *sql = g_strdup_printf ("UPDATE events SET moved_to = '%s'", name);
  g_autoptr (GPtrArray) moved = NULL;
  g_autoptr (GPtrArray) again = NULL;

  invy_test_run_sql (self->laptop,
                     "UPDATE messages SET state = 'cancelled', cancelled_at = 1 WHERE state = 'planned'");
  invy_test_run_sql (self->laptop, sql);
  moved = move (self->laptop, self->office);
  g_assert_cmpuint (((InvyMovedEvent *) moved->pdata[0])->n_messages, ==, 4);

  again = move (self->laptop, self->office);
  g_assert_true (((InvyMovedEvent *) again->pdata[0])->was_there);
}

/* Something there stands against it: nothing arrives, and the wedding is open where it was. */
static void
test_taken_back (Fixture *self, gconstpointer data)
{
  InvyStore *store = invy_test_open_store (self->office);
  g_autoptr (InvyEvent) other = invy_test_add_event (store);
  g_autoptr (InvyGuest) guest = invy_test_add_guest (store, other, "Other", NULL);
  InvyDatabase *laptop = invy_test_open_database (self->laptop);
  g_autoptr (InvyRows) rows = NULL;
  g_autofree char *sql = NULL;

  rows = invy_database_query (laptop, "SELECT rsvp_token FROM guests ORDER BY id", NULL, 0, NULL);
  g_assert_true (invy_rows_next (rows, NULL));
  sql = g_strdup_printf ("UPDATE guests SET rsvp_token = '%s'", invy_rows_get_text (rows, 0));
  g_clear_object (&rows);
  invy_test_close_database (laptop);
  invy_test_close_store (store);
  invy_test_run_sql (self->office, sql);

  invy_test_await_error (invy_store_move (self->laptop, self->office, NULL), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_CONFLICT);
  g_assert_cmpint (ask (self->office, "SELECT count(*) FROM events"), ==, 1);
  g_assert_cmpint (ask (self->office, "SELECT count(*) FROM messages"), ==, 0);
  g_assert_cmpint (ask (self->laptop, "SELECT count(*) FROM events WHERE moved_to IS NULL"), ==, 1);
}

static void
test_open_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) moved = move (self->laptop, self->office);

  /* As if an older backup of the laptop's file were opened. */
  invy_test_run_sql (self->laptop, "UPDATE events SET moved_to = NULL");
  invy_test_await_error (invy_store_move (self->laptop, self->office, NULL), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_CONFLICT);
}

static void
test_elsewhere (Fixture *self, gconstpointer data)
{
  g_autofree char *third = g_strconcat ("sqlite:", self->folder, "/third.db", NULL);
  g_autoptr (GPtrArray) moved = move (self->laptop, self->office);

  invy_test_await_error (invy_store_move (self->laptop, third, NULL), INVY_STORE_ERROR, INVY_STORE_ERROR_MOVED);
  g_assert_cmpint (ask (third, "SELECT count(*) FROM events"), ==, 0);
}

static void
test_while_sending (Fixture *self, gconstpointer data)
{
  InvyStore *store = invy_test_open_store (self->laptop);
  g_autoptr (GPtrArray) campaigns =
      invy_test_await_boxed (invy_store_list_campaigns (store, invy_event_get_id (self->event)), NULL);
  g_autoptr (GError) error = NULL;

  invy_test_await_int64 (invy_store_take_lease (store, invy_campaign_get_id (campaigns->pdata[0]), "test"), &error);
  g_assert_no_error (error);
  invy_test_await_error (invy_store_move (self->laptop, self->office, NULL), INVY_STORE_ERROR,
                         INVY_STORE_ERROR_ALREADY_SENDING);
  invy_test_close_store (store);

  g_assert_cmpint (ask (self->laptop, "SELECT count(*) FROM messages WHERE state = 'planned'"), ==, 1);
  g_assert_cmpint (ask (self->laptop, "SELECT count(*) FROM events WHERE moved_to IS NULL"), ==, 1);
}

/* A ledger comes as it is only while it arrives. */
static void
test_no_back_door (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) moved = move (self->laptop, self->office);
  InvyDatabase *database = invy_test_open_database (self->office);
  g_autoptr (GError) error = NULL;

  g_assert_false (
      invy_test_try_sql (database,
                         "INSERT INTO messages (id, campaign_id, event_id, guest_id, purpose, round, kind,"
                         " position, state) SELECT 'forged', campaign_id, event_id, 'somebody', purpose,"
                         " round, kind, 99, 'sent' FROM messages LIMIT 1",
                         &error));
  g_assert_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_STATE);
  invy_test_close_database (database);
}

static void
test_describe (void)
{
  g_autofree char *server =
      invy_store_describe_uri ("postgresql://dana:secret@db.example.com:5433/office?sslmode=require");
  g_autofree char *file = invy_store_describe_uri ("sqlite:/home/dana/invy.db");

  g_assert_cmpstr (server, ==, "db.example.com/office");
  g_assert_cmpstr (file, ==, "/home/dana/invy.db");
}

static void
add (const char *path, void (*test) (Fixture *self, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  add ("/invy/store-move/all", test_all);
  add ("/invy/store-move/every-column", test_every_column);
  add ("/invy/store-move/goes-on", test_goes_on);
  add ("/invy/store-move/closed", test_closed);
  add ("/invy/store-move/back", test_back);
  add ("/invy/store-move/interrupted", test_interrupted);
  add ("/invy/store-move/taken-back", test_taken_back);
  add ("/invy/store-move/open-twice", test_open_twice);
  add ("/invy/store-move/elsewhere", test_elsewhere);
  add ("/invy/store-move/while-sending", test_while_sending);
  add ("/invy/store-move/no-back-door", test_no_back_door);
  g_test_add_func ("/invy/store-move/describe", test_describe);

  return g_test_run ();
}
