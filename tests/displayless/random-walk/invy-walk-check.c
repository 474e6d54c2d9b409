/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "invy-walk.h"

static InvyRows *
query (InvyWalk *self, const char *sql, const char *text)
{
  g_autoptr (GError) error = NULL;
  const InvyValue value = INVY_TEXT (text);
  InvyRows *rows = invy_database_query (self->database, sql, &value, text != NULL ? 1 : 0, &error);

  g_assert_no_error (error);
  return rows;
}

void
invy_walk_run_sql (InvyWalk *self, const char *sql, const char *text)
{
  g_autoptr (InvyRows) rows = query (self, sql, text);

  g_assert_false (invy_rows_next (rows, NULL));
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
check_row (InvyTestRow *row, InvyRows *rows)
{
  g_assert_cmpstr (invy_rows_get_text (rows, 1), ==, row->id);
  g_assert_cmpstr (invy_rows_get_text (rows, 2), ==, row->guest->id);
  g_assert_cmpint (invy_rows_get_integer (rows, 3), ==, row->round);
  if (!g_str_equal (invy_rows_get_text (rows, 4), invy_enum_to_nick (INVY_TYPE_MESSAGE_STATE, (int) row->state)))
    g_error ("%s is %s instead of %s", row->id, invy_rows_get_text (rows, 4), row->path->str);
  g_assert_cmpstr (invy_rows_get_text (rows, 5), ==, row->replaces != NULL ? row->replaces->id : NULL);
}

/* A row that the store made by itself: in place of @replaces, or to try again what failed. */
static InvyTestRow *
adopt_row (InvyWalk *self, InvyTestCampaign *campaign, InvyRows *rows)
{
  int state = 0;
  InvyTestRow *row;

  g_assert_true (invy_enum_from_nick (INVY_TYPE_MESSAGE_STATE, invy_rows_get_text (rows, 4), &state));
  row = invy_test_ledger_add_row (self->ledger, campaign, find_guest (self, invy_rows_get_text (rows, 2)),
                                  invy_rows_get_text (rows, 1), (guint) invy_rows_get_integer (rows, 3),
                                  (InvyMessageState) state);
  if (invy_rows_get_text (rows, 5) != NULL)
    row->replaces = g_hash_table_lookup (self->rows, invy_rows_get_text (rows, 5));
  g_free (row->e164);
  row->e164 = g_strdup (invy_rows_get_text (rows, 6));
  g_hash_table_insert (self->rows, row->id, row);

  return row;
}

/* Compares a campaign with what it has to be, and makes new rows known. */
void
invy_walk_check_campaign (InvyWalk *self, InvyTestCampaign *campaign, guint n_new)
{
  const guint n_known = campaign->rows->len;
  guint n = 0;
  g_autoptr (InvyRows) state = NULL;
  g_autoptr (InvyRows) rows = query (self,
                                     "SELECT position, id, guest_id, round, state, replaces, phone_e164 FROM messages"
                                     " WHERE campaign_id = $1 ORDER BY position",
                                     campaign->id);
  for (; invy_rows_next (rows, NULL); n++)
    {
      g_assert_cmpint (invy_rows_get_integer (rows, 0), ==, n);
      if (n < n_known)
        check_row (campaign->rows->pdata[n], rows);
      else
        adopt_row (self, campaign, rows);
    }
  g_assert_cmpuint (n, ==, n_known + n_new);

  state = query (self, "SELECT state, lease_epoch FROM campaigns WHERE id = $1", campaign->id);
  g_assert_true (invy_rows_next (state, NULL));
  g_assert_cmpstr (invy_rows_get_text (state, 0), ==,
                   invy_enum_to_nick (INVY_TYPE_CAMPAIGN_STATE, (int) campaign->state));
  g_assert_cmpint (invy_rows_get_integer (state, 1), ==, campaign->epoch);
}

guint
invy_walk_count_rows (InvyWalk *self, InvyTestCampaign *campaign)
{
  g_autoptr (InvyRows) rows = query (self, "SELECT count(*) FROM messages WHERE campaign_id = $1", campaign->id);
  guint n;

  g_assert_true (invy_rows_next (rows, NULL));
  n = (guint) invy_rows_get_integer (rows, 0);

  return n;
}

/* The log says every state that each row was in, in order, and nothing else. */
static void
check_log (InvyWalk *self)
{
  g_autoptr (InvyRows) rows = query (self, "SELECT message_id, state FROM message_log ORDER BY message_id, id", NULL);
  g_autofree char *id = NULL;
  InvyTestRow *row = NULL;
  gsize place = 0;
  guint n_rows = 0;

  while (invy_rows_next (rows, NULL))
    {
      int state = 0;

      if (g_strcmp0 (id, invy_rows_get_text (rows, 0)) != 0)
        {
          g_assert_true (row == NULL || place == row->path->len);
          g_set_str (&id, invy_rows_get_text (rows, 0));
          row = g_hash_table_lookup (self->rows, id);
          g_assert_nonnull (row);
          place = 0;
          n_rows++;
        }
      g_assert_true (invy_enum_from_nick (INVY_TYPE_MESSAGE_STATE, invy_rows_get_text (rows, 1), &state));
      if (place >= row->path->len || row->path->str[place] != invy_test_ledger_letter ((InvyMessageState) state))
        g_error ("The log of %s says %s at %" G_GSIZE_FORMAT " of %s", id, invy_rows_get_text (rows, 1), place,
                 row->path->str);
      place++;
    }
  g_assert_true (row == NULL || place == row->path->len);
  g_assert_cmpuint (n_rows, ==, self->ledger->rows->len);
}

/* The first promise, asked of the database itself and without its index. */
static void
check_once (InvyWalk *self)
{
  g_autoptr (InvyRows) rows =
      query (self,
             "SELECT count(*) FROM (SELECT 1 FROM messages WHERE kind = 'real' AND state NOT IN"
             " ('failed', 'skipped', 'cancelled', 'resent') GROUP BY guest_id, purpose, round"
             " HAVING count(*) > 1) AS twice",
             NULL);

  g_assert_true (invy_rows_next (rows, NULL));
  g_assert_cmpint (invy_rows_get_integer (rows, 0), ==, 0);
}

void
invy_walk_check_all (InvyWalk *self)
{
  for (guint i = 0; i < self->ledger->campaigns->len; i++)
    invy_walk_check_campaign (self, self->ledger->campaigns->pdata[i], 0);
  check_once (self);
  check_log (self);
}
