/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-message-sql-private.h"

#include <glib/gi18n-lib.h>

static const char *const message_extras[] = { "purpose",    "kind",    "round",           "position", "state",
                                              "error_code", "attempt", "next_attempt_at", NULL };
static const char *const insert_extras[] = { "purpose", "kind",       "round",      "position",
                                             "state",   "planned_at", "skipped_at", NULL };

enum
{
  MESSAGE_PURPOSE = INVY_MESSAGE_N_FIELDS + 1,
  MESSAGE_KIND,
  MESSAGE_ROUND,
  MESSAGE_POSITION,
  MESSAGE_STATE,
  MESSAGE_ERROR_CODE,
  MESSAGE_ATTEMPT,
  MESSAGE_NEXT_ATTEMPT_AT,
  MESSAGE_STATE_AT,
  MESSAGE_N_COLUMNS,
};

G_STATIC_ASSERT (MESSAGE_N_COLUMNS == INVY_MESSAGE_SQL_N_COLUMNS);

/**
 * invy_message_sql_columns:
 * @prefix: "" or an alias with its dot
 *
 * Returns: (transfer full): the columns of a SELECT that invy_message_sql_read() understands
 */
char *
invy_message_sql_columns (const char *prefix)
{
  g_autofree char *columns = invy_record_sql_columns (INVY_TYPE_MESSAGE, prefix, message_extras);
  g_autoptr (GEnumClass) states = g_type_class_ref (INVY_TYPE_MESSAGE_STATE);
  GString *sql = g_string_new (columns);

  /* The time of the state that it is in. */
  g_string_append_printf (sql, ", CASE %sstate", prefix);
  for (guint i = 0; i < states->n_values; i++)
    g_string_append_printf (sql, " WHEN '%s' THEN %s%s_at", states->values[i].value_nick, prefix,
                            states->values[i].value_nick);
  g_string_append (sql, " END");

  return g_string_free_and_steal (sql);
}

/* A word that an older program wrote and this one knows: the database checks them. */
static int
read_enum (InvyRows *rows, guint column, GType type)
{
  int value = 0;

  if (!invy_enum_from_nick (type, invy_rows_get_text (rows, column), &value))
    g_warning ("The ledger holds a word of %s that this program does not know", g_type_name (type));

  return value;
}

/* A code of 0 says something else than no code. */
static int
read_error_code (InvyRows *rows)
{
  const gboolean has_code = invy_rows_get_text (rows, MESSAGE_ERROR_CODE) != NULL;

  return has_code ? (int) invy_rows_get_integer (rows, MESSAGE_ERROR_CODE) : INVY_MESSAGE_NO_CODE;
}

/**
 * invy_message_sql_read:
 *
 * Returns: (transfer full): the message in the row
 */
InvyMessage *
invy_message_sql_read (InvyRows *rows)
{
  InvyMessage *message = g_object_new (INVY_TYPE_MESSAGE, NULL);

  invy_record_sql_read (INVY_RECORD (message), rows);
  invy_message_set_purpose (message, (InvyPurpose) read_enum (rows, MESSAGE_PURPOSE, INVY_TYPE_PURPOSE));
  invy_message_set_kind (message, (InvyCampaignKind) read_enum (rows, MESSAGE_KIND, INVY_TYPE_CAMPAIGN_KIND));
  invy_message_set_round (message, (guint) invy_rows_get_integer (rows, MESSAGE_ROUND));
  invy_message_set_position (message, (guint) invy_rows_get_integer (rows, MESSAGE_POSITION));
  invy_message_set_state (message, (InvyMessageState) read_enum (rows, MESSAGE_STATE, INVY_TYPE_MESSAGE_STATE));
  invy_message_set_error_code (message, read_error_code (rows));
  invy_message_set_attempt (message, (guint) invy_rows_get_integer (rows, MESSAGE_ATTEMPT));
  invy_message_set_next_attempt_at (message, invy_rows_get_time (rows, MESSAGE_NEXT_ATTEMPT_AT));
  invy_message_set_state_at (message, invy_rows_get_time (rows, MESSAGE_STATE_AT));

  return message;
}

/**
 * invy_message_sql_read_all:
 * @rows: (nullable) (transfer full): %NULL passes @error on
 *
 * Returns: (transfer full) (element-type InvyMessage): all messages, or %NULL with @error
 */
GPtrArray *
invy_message_sql_read_all (InvyRows *rows, GError **error)
{
  g_autoptr (InvyRows) owned = rows;
  g_autoptr (GPtrArray) messages = invy_records_new ();
  g_autoptr (GError) local_error = NULL;

  if (owned == NULL)
    return NULL;
  while (invy_rows_next (owned, &local_error))
    g_ptr_array_add (messages, invy_message_sql_read (owned));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&messages);
}

/* Asked for with every answer, and made of forty words. */
static const char *
get_load_sql (void)
{
  static char *sql;

  if (g_once_init_enter_pointer (&sql))
    {
      g_autofree char *columns = invy_message_sql_columns ("");

      g_once_init_leave_pointer (&sql, g_strdup_printf ("SELECT %s FROM messages WHERE id = $1", columns));
    }

  return sql;
}

/**
 * invy_message_sql_load:
 *
 * Returns: (transfer full): the message, or %NULL with %INVY_STORE_ERROR_NOT_FOUND
 */
InvyMessage *
invy_message_sql_load (InvyDatabase *database, const char *message_id, GError **error)
{
  g_autoptr (GPtrArray) messages = invy_message_sql_read_all (
      invy_database_query (database, get_load_sql (), INVY_VALUES (INVY_TEXT (message_id)), error), error);

  if (messages == NULL)
    return NULL;
  if (messages->len == 0)
    {
      invy_store_not_found (error, _ ("There is no such message."));
      return NULL;
    }

  return g_object_ref (messages->pdata[0]);
}

/**
 * invy_message_sql_resolve:
 * @result: set to the message as it is now
 *
 * The end of a job that changed a message: tells the listeners, and what its future resolves to.
 */
gboolean
invy_message_sql_resolve (InvyJob *job,
                          InvyDatabase *database,
                          const char *message_id,
                          GValue *result,
                          GError **error)
{
  InvyMessage *message = invy_message_sql_load (database, message_id, error);

  if (message == NULL)
    return FALSE;

  invy_job_changed (job, INVY_STORE_MESSAGES, invy_message_get (message, INVY_MESSAGE_EVENT_ID));
  g_value_init (result, INVY_TYPE_MESSAGE);
  g_value_take_object (result, message);
  return TRUE;
}

/**
 * invy_message_sql_insert:
 *
 * Adds a planned or skipped message inside a transaction of the caller's.
 */
gboolean
invy_message_sql_insert (InvyDatabase *database, InvyMessage *message, gint64 now, GError **error)
{
  g_autofree char *sql = invy_record_sql_insert ("messages", INVY_TYPE_MESSAGE, insert_extras);
  g_autoptr (GArray) values = invy_record_sql_values (INVY_RECORD (message));
  const InvyMessageState state = invy_message_get_state (message);

  g_array_append_vals (
      values, INVY_VALUES (
                  INVY_TEXT (invy_enum_to_nick (INVY_TYPE_PURPOSE, (int) invy_message_get_purpose (message))),
                  INVY_TEXT (invy_enum_to_nick (INVY_TYPE_CAMPAIGN_KIND, (int) invy_message_get_kind (message))),
                  INVY_INTEGER (invy_message_get_round (message)), INVY_INTEGER (invy_message_get_position (message)),
                  INVY_TEXT (invy_enum_to_nick (INVY_TYPE_MESSAGE_STATE, (int) state)), INVY_TIME (now),
                  INVY_TIME (state == INVY_MESSAGE_SKIPPED ? now : 0)));

  return invy_database_execute (database, sql, (InvyValue *) values->data, values->len, NULL, error);
}
