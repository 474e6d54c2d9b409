/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-test-ledger.h"
#include "invy-test.h"
#include "invy-test-database.h"

/* What the database itself allows, whatever program writes to it: the ledger's drawing, arrow by arrow. */

typedef struct
{
  char *folder;
  InvyStore *store;
  InvyEvent *event;
  InvyDatabase *database;
  guint n_rows;
} Fixture;

/* No #InvyStoreError. */
#define ALLOWED (-1)

#define N_STATES (INVY_MESSAGE_RESENT + 1)

/* How a message gets to a state from planned, for want of a direct arrow. */
static const InvyMessageState before[N_STATES] = {
  [INVY_MESSAGE_POSTING] = INVY_MESSAGE_PLANNED,   [INVY_MESSAGE_ACCEPTED] = INVY_MESSAGE_POSTING,
  [INVY_MESSAGE_HELD] = INVY_MESSAGE_POSTING,      [INVY_MESSAGE_SENT] = INVY_MESSAGE_POSTING,
  [INVY_MESSAGE_DELIVERED] = INVY_MESSAGE_POSTING, [INVY_MESSAGE_READ] = INVY_MESSAGE_POSTING,
  [INVY_MESSAGE_FAILED] = INVY_MESSAGE_POSTING,    [INVY_MESSAGE_UNKNOWN] = INVY_MESSAGE_POSTING,
  [INVY_MESSAGE_SKIPPED] = INVY_MESSAGE_PLANNED,   [INVY_MESSAGE_CANCELLED] = INVY_MESSAGE_PLANNED,
  [INVY_MESSAGE_RESENT] = INVY_MESSAGE_UNKNOWN,
};

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autofree char *uri = NULL;
  g_autoptr (InvyCampaign) campaign = NULL;

  self->folder = invy_test_make_folder ();
  uri = invy_test_make_uri (self->folder);
  self->store = invy_test_open_store (uri);
  self->event = invy_test_add_event (self->store);
  campaign = invy_test_plan (self->store, self->event, INVY_CAMPAIGN_REAL, nobody);
  self->database = invy_test_open_database (uri);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  invy_test_close_database (self->database);
  g_clear_object (&self->event);
  invy_test_close_store (self->store);
  invy_test_remove_folder (self->folder);
}

G_GNUC_PRINTF (2, 3)
static int
run_sql (Fixture *self, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);

  return invy_test_try_sql (self->database, sql, &error) ? ALLOWED : error->code;
}

/* "m7": a message to a guest of its own. */
static int
insert_message (Fixture *self, guint number, guint guest, const char *state)
{
  return run_sql (self,
                  "INSERT INTO messages (id, campaign_id, event_id, guest_id, purpose, kind, position, state)"
                  " SELECT 'm%u', id, event_id, 'g%u', purpose, kind, %u, '%s' FROM campaigns LIMIT 1",
                  number, guest, number, state);
}

static int
set_state (Fixture *self, guint number, InvyMessageState state)
{
  return run_sql (self, "UPDATE messages SET state = '%s' WHERE id = 'm%u'",
                  invy_enum_to_nick (INVY_TYPE_MESSAGE_STATE, (int) state), number);
}

static void
bring_to (Fixture *self, guint number, InvyMessageState state)
{
  if (state == INVY_MESSAGE_PLANNED)
    {
      g_assert_cmpint (insert_message (self, number, number, "planned"), ==, ALLOWED);
      return;
    }

  bring_to (self, number, before[state]);
  g_assert_cmpint (set_state (self, number, state), ==, ALLOWED);
}

static void
test_arrows (Fixture *self, gconstpointer data)
{
  for (guint from = 0; from < N_STATES; from++)
    for (guint to = 0; to < N_STATES; to++)
      {
        const guint number = from * N_STATES + to;
        const gboolean allowed = invy_test_ledger_allows (from, to);
        int code;

        bring_to (self, number, from);
        code = set_state (self, number, to);
        if (code != (allowed ? ALLOWED : INVY_STORE_ERROR_STATE))
          g_error ("%s to %s: the database says %d", invy_enum_to_nick (INVY_TYPE_MESSAGE_STATE, (int) from),
                   invy_enum_to_nick (INVY_TYPE_MESSAGE_STATE, (int) to), code);
      }
}

static void
test_beginning (Fixture *self, gconstpointer data)
{
  for (guint state = 0; state < N_STATES; state++)
    g_assert_cmpint (
        insert_message (self, state, state, invy_enum_to_nick (INVY_TYPE_MESSAGE_STATE, (int) state)), ==,
        state == INVY_MESSAGE_PLANNED || state == INVY_MESSAGE_SKIPPED ? ALLOWED : INVY_STORE_ERROR_STATE);
}

/* Whatever the state of the first: while it is live, a second one is refused. */
static void
test_once (Fixture *self, gconstpointer data)
{
  for (guint state = 0; state < N_STATES; state++)
    {
      const gboolean is_over = state == INVY_MESSAGE_FAILED || state == INVY_MESSAGE_SKIPPED
                               || state == INVY_MESSAGE_CANCELLED || state == INVY_MESSAGE_RESENT;

      bring_to (self, state, state);
      g_assert_cmpint (insert_message (self, 100 + state, state, "planned"), ==,
                       is_over ? ALLOWED : INVY_STORE_ERROR_CONFLICT);
      g_assert_cmpint (insert_message (self, 200 + state, state, "skipped"), ==, ALLOWED);
    }
}

static void
test_log_is_only_added_to (Fixture *self, gconstpointer data)
{
  bring_to (self, 1, INVY_MESSAGE_RESENT);
  /* planned, posting, unknown, resent */
  g_assert_cmpint (invy_test_query_integer (self->database, "SELECT count(*) FROM message_log"), ==, 4);
  g_assert_cmpint (run_sql (self, "UPDATE message_log SET state = 'read'"), ==, INVY_STORE_ERROR_STATE);
  g_assert_cmpint (run_sql (self, "UPDATE message_log SET logged_at = 0"), ==, INVY_STORE_ERROR_STATE);
  g_assert_cmpint (run_sql (self, "DELETE FROM message_log"), ==, INVY_STORE_ERROR_STATE);
  /* What does not change the state is no entry. */
  g_assert_cmpint (run_sql (self, "UPDATE messages SET wamid = 'wamid.1', state = 'resent'"), ==, ALLOWED);
  g_assert_cmpint (invy_test_query_integer (self->database, "SELECT count(*) FROM message_log"), ==, 4);
}

static void
test_nothing_is_deleted (Fixture *self, gconstpointer data)
{
  for (guint state = 0; state < N_STATES; state++)
    bring_to (self, state, state);
  g_assert_cmpint (run_sql (self, "DELETE FROM messages WHERE state = 'skipped'"), ==, INVY_STORE_ERROR_STATE);
  g_assert_cmpint (run_sql (self, "DELETE FROM messages"), ==, INVY_STORE_ERROR_STATE);
  g_assert_cmpint (run_sql (self, "DELETE FROM campaigns"), ==, INVY_STORE_ERROR_STATE);
  g_assert_cmpint (invy_test_query_integer (self->database, "SELECT count(*) FROM messages"), ==, N_STATES);
}

/* What identifies a message never changes, and what is in it only while it waits. */
static void
test_what_is_frozen (Fixture *self, gconstpointer data)
{
  const char *const always[] = { "id = 'x'",        "guest_id = 'x'", "round = 2",      "purpose = 'thanks'",
                                 "kind = 'test'",   "position = 99",  "event_id = 'x'", "phone_number_id = 'x'",
                                 "replaces = 'm2'", "wamid = NULL",   "wamid = 'x'" };
  const char *const once_posted[] = { "phone_e164 = 'x'", "parameters = '[]'", "template_name = 'x'",
                                      "language = 'x'" };

  bring_to (self, 1, INVY_MESSAGE_PLANNED);
  bring_to (self, 2, INVY_MESSAGE_POSTING);
  g_assert_cmpint (run_sql (self, "UPDATE messages SET wamid = id"), ==, ALLOWED);
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    g_assert_cmpint (run_sql (self, "UPDATE messages SET %s WHERE id = 'm1'", always[i]), ==, INVY_STORE_ERROR_STATE);
  for (guint i = 0; i < G_N_ELEMENTS (once_posted); i++)
    {
      g_assert_cmpint (run_sql (self, "UPDATE messages SET %s WHERE id = 'm1'", once_posted[i]), ==, ALLOWED);
      g_assert_cmpint (run_sql (self, "UPDATE messages SET %s WHERE id = 'm2'", once_posted[i]), ==,
                       INVY_STORE_ERROR_STATE);
    }
}

static void
test_campaigns (Fixture *self, gconstpointer data)
{
  const char *const refused[] = { "event_id = 'x'", "purpose = 'thanks'", "kind = 'test'", "phone_number_id = 'x'",
                                  "created_at = 1", "lease_epoch = 3",    "id = 'x'" };

  g_assert_cmpint (run_sql (self, "UPDATE campaigns SET lease_epoch = 4"), ==, ALLOWED);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_cmpint (run_sql (self, "UPDATE campaigns SET %s", refused[i]), ==, INVY_STORE_ERROR_STATE);
  g_assert_cmpint (run_sql (self, "UPDATE campaigns SET state = 'cancelled'"), ==, ALLOWED);
  g_assert_cmpint (run_sql (self, "UPDATE campaigns SET state = 'paused'"), ==, INVY_STORE_ERROR_STATE);
}

#define ADD(name, test) g_test_add ("/invy/triggers/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("arrows", test_arrows);
  ADD ("beginning", test_beginning);
  ADD ("once", test_once);
  ADD ("log-is-only-added-to", test_log_is_only_added_to);
  ADD ("nothing-is-deleted", test_nothing_is_deleted);
  ADD ("what-is-frozen", test_what_is_frozen);
  ADD ("campaigns", test_campaigns);

  return g_test_run ();
}
