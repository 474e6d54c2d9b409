/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-walk.h"

static sqlite3_stmt *
prepare (InvyWalk *self, const char *sql, const char *text)
{
  sqlite3_stmt *stmt;

  g_assert_cmpint (sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  if (text != NULL)
    sqlite3_bind_text (stmt, 1, text, -1, SQLITE_TRANSIENT);

  return stmt;
}

void
invy_walk_run_sql (InvyWalk *self, const char *sql, const char *text)
{
  sqlite3_stmt *stmt = prepare (self, sql, text);

  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  sqlite3_finalize (stmt);
}

static const char *
column (sqlite3_stmt *stmt, int n)
{
  return (const char *) sqlite3_column_text (stmt, n);
}

static InvyTestGuest *
find_guest (InvyWalk *self, const char *id)
{
  for (guint i = 0; i < self->ledger->guests->len; i++)
    {
      InvyTestGuest *guest = self->ledger->guests->pdata[i];

      if (g_str_equal (guest->id, id))
        return guest;
    }

  g_assert_not_reached ();
}

static void
check_row (InvyTestRow *row, sqlite3_stmt *stmt)
{
  g_assert_cmpstr (column (stmt, 1), ==, row->id);
  g_assert_cmpstr (column (stmt, 2), ==, row->guest->id);
  g_assert_cmpint (sqlite3_column_int (stmt, 3), ==, row->round);
  if (!g_str_equal (column (stmt, 4), invy_enum_to_nick (INVY_TYPE_MESSAGE_STATE, (int) row->state)))
    g_error ("%s is %s instead of %s", row->id, column (stmt, 4), row->path->str);
  g_assert_cmpstr (column (stmt, 5), ==, row->replaces != NULL ? row->replaces->id : NULL);
}

/* A row that the store made by itself: in place of @replaces, or to try again what failed. */
static InvyTestRow *
adopt_row (InvyWalk *self, InvyTestCampaign *campaign, sqlite3_stmt *stmt)
{
  int state = 0;
  InvyTestRow *row;

  g_assert_true (invy_enum_from_nick (INVY_TYPE_MESSAGE_STATE, column (stmt, 4), &state));
  row = invy_test_ledger_add_row (self->ledger, campaign, find_guest (self, column (stmt, 2)), column (stmt, 1),
                                  (guint) sqlite3_column_int (stmt, 3), (InvyMessageState) state);
  if (column (stmt, 5) != NULL)
    row->replaces = g_hash_table_lookup (self->rows, column (stmt, 5));
  g_free (row->e164);
  row->e164 = g_strdup (column (stmt, 6));
  g_hash_table_insert (self->rows, row->id, row);

  return row;
}

/* Compares a campaign with what it has to be, and makes new rows known. */
void
invy_walk_check_campaign (InvyWalk *self, InvyTestCampaign *campaign, guint n_new)
{
  const guint n_known = campaign->rows->len;
  guint n = 0;
  sqlite3_stmt *stmt;

  stmt = prepare (self,
                  "SELECT position, id, guest_id, round, state, replaces, phone_e164 FROM messages"
                  " WHERE campaign_id = $1 ORDER BY position",
                  campaign->id);
  for (; sqlite3_step (stmt) == SQLITE_ROW; n++)
    {
      g_assert_cmpint (sqlite3_column_int (stmt, 0), ==, n);
      if (n < n_known)
        check_row (campaign->rows->pdata[n], stmt);
      else
        adopt_row (self, campaign, stmt);
    }
  sqlite3_finalize (stmt);
  g_assert_cmpuint (n, ==, n_known + n_new);

  stmt = prepare (self, "SELECT state, lease_epoch FROM campaigns WHERE id = $1", campaign->id);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpstr (column (stmt, 0), ==, invy_enum_to_nick (INVY_TYPE_CAMPAIGN_STATE, (int) campaign->state));
  g_assert_cmpint (sqlite3_column_int64 (stmt, 1), ==, campaign->epoch);
  sqlite3_finalize (stmt);
}

guint
invy_walk_count_rows (InvyWalk *self, InvyTestCampaign *campaign)
{
  sqlite3_stmt *stmt = prepare (self, "SELECT count(*) FROM messages WHERE campaign_id = $1", campaign->id);
  guint n;

  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  n = (guint) sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);

  return n;
}

/* The log says every state that each row was in, in order, and nothing else. */
static void
check_log (InvyWalk *self)
{
  sqlite3_stmt *stmt = prepare (self, "SELECT message_id, state FROM message_log ORDER BY message_id, id", NULL);
  g_autofree char *id = NULL;
  InvyTestRow *row = NULL;
  gsize place = 0;
  guint n_rows = 0;

  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      int state = 0;

      if (g_strcmp0 (id, column (stmt, 0)) != 0)
        {
          g_assert_true (row == NULL || place == row->path->len);
          g_set_str (&id, column (stmt, 0));
          row = g_hash_table_lookup (self->rows, id);
          g_assert_nonnull (row);
          place = 0;
          n_rows++;
        }
      g_assert_true (invy_enum_from_nick (INVY_TYPE_MESSAGE_STATE, column (stmt, 1), &state));
      if (place >= row->path->len || row->path->str[place] != invy_test_ledger_letter ((InvyMessageState) state))
        g_error ("The log of %s says %s at %" G_GSIZE_FORMAT " of %s", id, column (stmt, 1), place, row->path->str);
      place++;
    }
  sqlite3_finalize (stmt);
  g_assert_true (row == NULL || place == row->path->len);
  g_assert_cmpuint (n_rows, ==, self->ledger->rows->len);
}

/* The first promise, asked of the database itself and without its index. */
static void
check_once (InvyWalk *self)
{
  sqlite3_stmt *stmt = prepare (self,
                                "SELECT count(*) FROM (SELECT 1 FROM messages WHERE kind = 'real' AND state NOT IN"
                                " ('failed', 'skipped', 'cancelled', 'resent') GROUP BY guest_id, purpose, round"
                                " HAVING count(*) > 1)",
                                NULL);

  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (stmt, 0), ==, 0);
  sqlite3_finalize (stmt);
}

void
invy_walk_check_all (InvyWalk *self)
{
  for (guint i = 0; i < self->ledger->campaigns->len; i++)
    invy_walk_check_campaign (self, self->ledger->campaigns->pdata[i], 0);
  check_once (self);
  check_log (self);
}
