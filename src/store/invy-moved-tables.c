/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-moved-tables-private.h"

#include "store/invy-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How the rows of a wedding go from one database to another, whatever kinds they are of: every column as text, which
 * both understand, in an order in which references find what they refer to. */

/* Below what a statement may have of them: 32,766 in SQLite, 65,535 in PostgreSQL. */
#define MAX_VALUES 16000
#define SUM_SIZE 32 /* of SHA-256 */

typedef struct
{
  const char *name;
  const char *columns; /* the first is the key, unless @key says otherwise */
  const char *key;     /* what a row is known by where it is already; NULL if rows are only added */
  const char *from;    /* "FROM … WHERE …", with $1 for the wedding */
  const char *order;
} Table;

#define OF_EVENT " t WHERE t.event_id = $1"

static const Table event_tables[] = {
  { "events",
    "id, title, partner1_name, partner2_name, venue, date, event_time, guest_link, timezone, country, language,"
    " template_name, parameter_mapping, practice_only, archived_at, version, deleted_at",
    "id", "events t WHERE t.id = $1", "id" },
  { "households", "id, event_id, name, version, deleted_at", "id", "households" OF_EVENT, "id" },
  { "guests",
    "id, event_id, first_name, last_name, phone_number, phone, email, language, side, group_name, household_id,"
    " party_size, rsvp_status, rsvp_count, rsvp_at, meal, notes, bsuid, rsvp_token, merged_into, version, deleted_at",
    "id", "guests" OF_EVENT, "merged_into IS NOT NULL, id" },
  { "guest_tags", "guest_id, tag", "guest_id, tag",
    "guest_tags t JOIN guests g ON g.id = t.guest_id WHERE g.event_id = $1", "guest_id, tag" },
  { "campaigns",
    "id, event_id, purpose, kind, template_name, phone_number_id, waba_id, settings, state, stop_reason, lease_owner,"
    " lease_epoch, lease_until, created_by, created_at",
    "id", "campaigns" OF_EVENT, "id" },
  /* A row that was made for another one was made after it. */
  { "messages",
    "id, campaign_id, event_id, guest_id, guest_name, purpose, round, kind, position, replaces, phone_e164,"
    " template_name, language, parameters, phone_number_id, state, state_source, skip_reason, error_code,"
    " error_detail, fbtrace_id, wamid, attempt, next_attempt_at, planned_at, posting_at, accepted_at, held_at,"
    " sent_at, delivered_at, read_at, failed_at, unknown_at, skipped_at, cancelled_at, resent_at",
    "id", "messages" OF_EVENT, "(SELECT min (l.id) FROM message_log l WHERE l.message_id = t.id)" },
  { "message_log", "message_id, logged_at, state, source, detail", NULL,
    "message_log t JOIN messages m ON m.id = t.message_id WHERE m.event_id = $1", "t.id" },
};

/* What belongs to no wedding; what is there already stays. */
static const Table shared_tables[] = {
  { "opt_outs", "id, phone_e164, bsuid, source, opted_out_at", "", "opt_outs t WHERE $1 = $1", "id" },
  { "templates", "waba_id, name, language, status, category, parameter_format, components, quality, synced_at", "",
    "templates t WHERE $1 = $1", "waba_id, name, language" },
  { "media", "hash, media_id, phone_number_id, uploaded_at", "", "media t WHERE $1 = $1", "hash, phone_number_id" },
};

static guint
count_columns (const char *columns)
{
  guint n = 1;

  for (const char *at = columns; (at = strchr (at, ',')) != NULL; at++)
    n++;

  return n;
}

static InvyRows *
read_rows (InvyDatabase *database, const Table *table, const char *event_id, GError **error)
{
  g_auto (GStrv) names = g_strsplit (table->columns, ", ", -1);
  g_autofree char *columns = g_strjoinv (", t.", names);
  g_autofree char *sql = g_strdup_printf ("SELECT t.%s FROM %s ORDER BY %s", columns, table->from, table->order);

  return invy_database_query (database, sql, INVY_VALUES (INVY_TEXT (event_id)), error);
}

/* --- writing: many rows with one statement, as a server may be far away --- */

static void
append_conflict (GString *sql, const Table *table)
{
  g_auto (GStrv) names = g_strsplit (table->columns, ", ", -1);
  gboolean is_first = TRUE;

  if (table->key == NULL)
    return;
  if (*table->key == '\0' || g_str_equal (table->key, table->columns))
    {
      g_string_append (sql, " ON CONFLICT DO NOTHING");
      return;
    }

  g_string_append_printf (sql, " ON CONFLICT (%s) DO UPDATE SET ", table->key);
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_str_equal (names[i], table->key))
      {
        g_string_append_printf (sql, "%s%s = excluded.%s", is_first ? "" : ", ", names[i], names[i]);
        is_first = FALSE;
      }
}

static char *
make_insert (const Table *table, guint n_columns, guint n_rows)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s (%s) VALUES ", table->name, table->columns);
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      g_string_append_printf (sql, "%s$%u%s",
                              column > 0 ? ", "
                              : row > 0  ? ", ("
                                         : "(",
                              row * n_columns + column + 1, column + 1 == n_columns ? ")" : "");
  append_conflict (sql, table);

  return g_string_free_and_steal (sql);
}

typedef struct
{
  InvyDatabase *target;
  const Table *table;
  guint n_columns;
  guint n_at_once;
  char *insert; /* for @n_at_once rows */
  GPtrArray *texts;
} Writing;

static void
writing_init (Writing *self, InvyDatabase *target, const Table *table)
{
  self->target = target;
  self->table = table;
  self->n_columns = count_columns (table->columns);
  self->n_at_once = MAX_VALUES / self->n_columns;
  self->insert = make_insert (table, self->n_columns, self->n_at_once);
  self->texts = g_ptr_array_new_null_terminated (MAX_VALUES, g_free, FALSE);
}

static void
writing_clear (Writing *self)
{
  g_free (self->insert);
  g_ptr_array_unref (self->texts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, writing_clear)

static gboolean
write_out (Writing *self, GError **error)
{
  const guint n_rows = self->texts->len / self->n_columns;
  g_autofree char *rest = NULL;
  g_autofree InvyValue *values = g_new0 (InvyValue, self->texts->len + 1);

  if (n_rows == 0)
    return TRUE;

  if (n_rows < self->n_at_once)
    rest = make_insert (self->table, self->n_columns, n_rows);
  for (guint i = 0; i < self->texts->len; i++)
    values[i] = INVY_TEXT (self->texts->pdata[i]);
  if (!invy_database_execute (self->target, rest != NULL ? rest : self->insert, values, self->texts->len, NULL,
                              error))
    return FALSE;

  g_ptr_array_set_size (self->texts, 0);
  return TRUE;
}

static gboolean
write_row (Writing *self, InvyRows *rows, GError **error)
{
  for (guint i = 0; i < self->n_columns; i++)
    g_ptr_array_add (self->texts, g_strdup (invy_rows_get_text (rows, i)));

  return self->texts->len < self->n_at_once * self->n_columns || write_out (self, error);
}

/* How many entries of the log each message has already: the log is only added to, so they are the first ones. */
static gboolean
read_log_counts (InvyDatabase *database, const char *event_id, GHashTable *counts, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows =
      invy_database_query (database,
                           "SELECT l.message_id, count(*) FROM message_log l JOIN messages m ON m.id = l.message_id"
                           " WHERE m.event_id = $1 GROUP BY l.message_id",
                           INVY_VALUES (INVY_TEXT (event_id)), error);

  if (rows == NULL)
    return FALSE;
  while (invy_rows_next (rows, &local_error))
    g_hash_table_insert (counts, g_strdup (invy_rows_get_text (rows, 0)),
                         GINT_TO_POINTER ((int) invy_rows_get_integer (rows, 1)));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_logged (GHashTable *counts, const char *message_id)
{
  const int left = GPOINTER_TO_INT (g_hash_table_lookup (counts, message_id));

  if (left > 0)
    g_hash_table_insert (counts, g_strdup (message_id), GINT_TO_POINTER (left - 1));
  return left > 0;
}

static gboolean
copy_table (InvyDatabase *source, InvyDatabase *target, const Table *table, const char *event_id, GError **error)
{
  g_auto (Writing) writing = { 0 };
  g_autoptr (GHashTable) logged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = NULL;

  writing_init (&writing, target, table);
  if ((table->key == NULL && !read_log_counts (target, event_id, logged, error))
      || (rows = read_rows (source, table, event_id, error)) == NULL)
    return FALSE;

  while (invy_rows_next (rows, &local_error))
    {
      if (table->key == NULL && is_logged (logged, invy_rows_get_text (rows, 0)))
        continue;
      if (!write_row (&writing, rows, error))
        return FALSE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return write_out (&writing, error);
}

/* --- checking: the rows of both sides, whatever order they come in --- */

static void
add_to_sum (guint8 *sum, GChecksum *checksum)
{
  guint8 digest[SUM_SIZE];
  gsize length = sizeof digest;

  g_checksum_get_digest (checksum, digest, &length);
  for (guint i = 0; i < SUM_SIZE; i++)
    sum[i] ^= digest[i];
  g_checksum_reset (checksum);
}

static void
digest_text (GChecksum *checksum, const char *text)
{
  g_autofree char *length = text != NULL ? g_strdup_printf ("%zu:", strlen (text)) : g_strdup ("-:");

  g_checksum_update (checksum, (const guchar *) length, -1);
  if (text != NULL)
    g_checksum_update (checksum, (const guchar *) text, -1);
}

/* The order of the entries of one message counts, and so does that one may stand there twice. */
static guint
count_entry (GHashTable *entries, const char *message_id)
{
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (entries, message_id)) + 1;

  g_hash_table_insert (entries, g_strdup (message_id), GUINT_TO_POINTER (n));
  return n;
}

static gboolean
sum_table (InvyDatabase *database,
           const Table *table,
           const char *event_id,
           guint8 *sum,
           guint *n_rows,
           GError **error)
{
  const guint n_columns = count_columns (table->columns);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = read_rows (database, table, event_id, error);

  memset (sum, 0, SUM_SIZE);
  *n_rows = 0;
  if (rows == NULL)
    return FALSE;

  for (; invy_rows_next (rows, &local_error); (*n_rows)++)
    {
      for (guint i = 0; i < n_columns; i++)
        digest_text (checksum, invy_rows_get_text (rows, i));
      if (table->key == NULL)
        {
          const guint place = count_entry (entries, invy_rows_get_text (rows, 0));

          g_checksum_update (checksum, (const guchar *) &place, sizeof place);
        }
      add_to_sum (sum, checksum);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_table (InvyDatabase *source,
             InvyDatabase *target,
             const Table *table,
             const char *event_id,
             guint *n_rows,
             GError **error)
{
  guint8 here[SUM_SIZE], there[SUM_SIZE];
  guint n_there;

  if (!sum_table (source, table, event_id, here, n_rows, error)
      || !sum_table (target, table, event_id, there, &n_there, error))
    return FALSE;
  if (*n_rows == n_there && memcmp (here, there, SUM_SIZE) == 0)
    return TRUE;

  g_set_error (error, INVY_STORE_ERROR, INVY_STORE_ERROR_FAILED,
               /* Translators: the name of a table in the database */
               _ ("The copy is not the same as the original (%s), so it was not kept. Try again."), table->name);
  return FALSE;
}

/**
 * invy_moved_tables_check_event:
 * @counts: (out): how many rows there are
 *
 * Compares all that two databases know of a wedding, by count and by a sum over every value.
 *
 * Returns: %FALSE with %INVY_STORE_ERROR_FAILED if anything differs
 */
gboolean
invy_moved_tables_check_event (InvyDatabase *source,
                               InvyDatabase *target,
                               const char *event_id,
                               InvyMovedCounts *counts,
                               GError **error)
{
  guint n[G_N_ELEMENTS (event_tables)];

  for (guint i = 0; i < G_N_ELEMENTS (event_tables); i++)
    if (!check_table (source, target, &event_tables[i], event_id, &n[i], error))
      return FALSE;

  *counts = (InvyMovedCounts) { .guests = n[2], .campaigns = n[4], .messages = n[5], .log = n[6] };
  return TRUE;
}

/**
 * invy_moved_tables_fill_event:
 *
 * Copies a wedding with its guests, ledger and log, inside a transaction of @target, which has to know that the
 * wedding arrives.
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_moved_tables_fill_event (InvyDatabase *source, InvyDatabase *target, const char *event_id, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (event_tables); i++)
    if (!copy_table (source, target, &event_tables[i], event_id, error))
      return FALSE;

  return TRUE;
}

/**
 * invy_moved_tables_copy_event:
 * @counts: (out): how many rows there are
 *
 * Does what invy_moved_tables_fill_event() does where the wedding may have been before: what an earlier stay left
 * there becomes what it is now. Then everything is read again and compared.
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_moved_tables_copy_event (InvyDatabase *source,
                              InvyDatabase *target,
                              const char *event_id,
                              InvyMovedCounts *counts,
                              GError **error)
{
  /* A tag that was taken off a guest elsewhere has no row that could say so. */
  return invy_database_execute (
             target, "DELETE FROM guest_tags WHERE guest_id IN (SELECT id FROM guests WHERE event_id = $1)",
             INVY_VALUES (INVY_TEXT (event_id)), NULL, error)
         && invy_moved_tables_fill_event (source, target, event_id, error)
         && invy_moved_tables_check_event (source, target, event_id, counts, error);
}

/**
 * invy_moved_tables_copy_shared:
 *
 * Copies what belongs to no wedding: who asked not to be written to, the templates as they were last read, and what
 * was uploaded. What is there already stays as it is. Inside a transaction of @target.
 *
 * Returns: %FALSE with an #InvyStoreError
 */
gboolean
invy_moved_tables_copy_shared (InvyDatabase *source, InvyDatabase *target, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (shared_tables); i++)
    if (!copy_table (source, target, &shared_tables[i], "", error))
      return FALSE;

  return TRUE;
}
