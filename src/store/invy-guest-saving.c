/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-guest-saving-private.h"

#include "model/invy-tags.h"
#include "store/invy-access-private.h"
#include "store/invy-guest-sql-private.h"

#include <glib/gi18n-lib.h>

/* A few guests are written where they belong, one after the other. Many are first laid out in tables of the
 * connection's own, slice by slice, and then taken over by a few statements in one transaction: so an import is there
 * as a whole or not at all, and a running campaign never waits for long. */

/* So many guests are inserted by one statement, which costs as much beside them as three: there are four trees to
 * find the way through for each, and all that begins and ends a statement. Either database takes fifteen times as
 * many values. */
#define BATCH 100

/* How guests get into a table. */
typedef struct
{
  char *one;
  char *many; /* BATCH of them */
  char *tag;
  gint64 version_step; /* from what they are to what they become */
} Insert;

struct _InvyGuestSaving
{
  Insert insert;
  Insert stage;
  char *update;
  char *event_id;         /* whose households are known */
  GHashTable *households; /* name -> id */
};

/* The guest keeps the token of its personal link and its wedding; everything else may change. */
static gboolean
is_fixed (guint field)
{
  return field == INVY_GUEST_RSVP_TOKEN;
}

static char *
make_update (void)
{
  GString *sql = g_string_new ("UPDATE guests SET version = version + 1, deleted_at = $3, party_size = $4,"
                               " rsvp_status = $5, rsvp_count = $6, rsvp_at = $7, household_id = $8");
  guint n = 9;

  for (guint i = 0; i < INVY_GUEST_N_COLUMNS; i++)
    if (!is_fixed (i))
      g_string_append_printf (sql, ", %s = $%u", invy_guest_field_get_name ((InvyGuestField) i), n++);
  g_string_append (sql, " WHERE id = $1 AND version = $2");

  return g_string_free_and_steal (sql);
}

static void
insert_init (Insert *self, const char *prefix, gint64 version_step)
{
  g_autofree char *guests = g_strconcat (prefix, "guests", NULL);
  const char *tags = *prefix != '\0' ? "staged_tags" : "guest_tags";

  self->one = invy_record_sql_insert (guests, INVY_TYPE_GUEST, invy_guest_sql_extras);
  self->many = invy_record_sql_insert_many (guests, INVY_TYPE_GUEST, invy_guest_sql_extras, BATCH);
  self->tag = g_strdup_printf ("INSERT INTO %s (guest_id, tag) VALUES ($1, $2)", tags);
  self->version_step = version_step;
}

static void
insert_clear (Insert *self)
{
  g_free (self->one);
  g_free (self->many);
  g_free (self->tag);
}

/**
 * invy_guest_saving_new:
 *
 * Returns: (transfer full): for the guests of one job
 */
InvyGuestSaving *
invy_guest_saving_new (void)
{
  InvyGuestSaving *self = g_new0 (InvyGuestSaving, 1);

  insert_init (&self->insert, "", 1);
  insert_init (&self->stage, "staged_", 0);
  self->update = make_update ();
  self->households = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
invy_guest_saving_free (InvyGuestSaving *self)
{
  insert_clear (&self->insert);
  insert_clear (&self->stage);
  g_free (self->update);
  g_free (self->event_id);
  g_hash_table_unref (self->households);
  g_free (self);
}

/* All at once: an import brings thousands of households, and a question for each would take far longer. */
static gboolean
read_households (InvyGuestSaving *self, InvyDatabase *database, const char *event_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = NULL;

  if (!g_set_str (&self->event_id, event_id))
    return TRUE;

  g_hash_table_remove_all (self->households);
  rows = invy_database_query (
      database,
      "SELECT name, id FROM households WHERE event_id = $1 AND name IS NOT NULL AND deleted_at IS NULL ORDER BY id",
      INVY_VALUES (INVY_TEXT (event_id)), error);
  if (rows == NULL)
    return FALSE;
  while (invy_rows_next (rows, &local_error))
    g_hash_table_insert (self->households, g_strdup (invy_rows_get_text (rows, 0)),
                         g_strdup (invy_rows_get_text (rows, 1)));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* The household of that name, made if there is none. One that is left without guests does no harm. */
static gboolean
find_household (InvyGuestSaving *self, InvyDatabase *database, InvyGuest *guest, const char **id, GError **error)
{
  const char *name = invy_guest_get (guest, INVY_GUEST_HOUSEHOLD);
  g_autofree char *new_id = NULL;

  *id = NULL;
  if (name == NULL)
    return TRUE;
  if (!read_households (self, database, invy_guest_get_event_id (guest), error))
    return FALSE;
  if ((*id = g_hash_table_lookup (self->households, name)) != NULL)
    return TRUE;

  new_id = g_uuid_string_random ();
  if (!invy_database_execute (database, "INSERT INTO households (id, event_id, name) VALUES ($1, $2, $3)",
                              INVY_VALUES (INVY_TEXT (new_id), INVY_TEXT (self->event_id), INVY_TEXT (name)), NULL,
                              error))
    return FALSE;

  *id = new_id;
  g_hash_table_insert (self->households, g_strdup (name), g_steal_pointer (&new_id));
  return TRUE;
}

static void
add_values (GArray *values, InvyGuest *guest, gint64 version_step, const char *household_id)
{
  const guint version = values->len + 1; /* behind the id */

  invy_record_sql_add_values (values, INVY_RECORD (guest));
  g_array_index (values, InvyValue, version).integer += version_step;
  g_array_append_vals (values,
                       INVY_VALUES (INVY_TEXT (invy_guest_get_event_id (guest)),
                                    INVY_INTEGER (invy_guest_get_party_size (guest)),
                                    INVY_TEXT (invy_enum_to_nick (INVY_TYPE_RSVP, (int) invy_guest_get_rsvp (guest))),
                                    INVY_INTEGER (invy_guest_get_rsvp_count (guest)),
                                    INVY_TIME (invy_guest_get_rsvp_at (guest)), INVY_TEXT (household_id)));
}

static gboolean
insert_tags (const Insert *self, InvyDatabase *database, InvyGuest *guest, GError **error)
{
  const char *text = invy_guest_get (guest, INVY_GUEST_TAGS);
  g_auto (GStrv) tags = text != NULL ? invy_tags_split (text) : NULL;

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    if (!invy_database_execute (database, self->tag,
                                INVY_VALUES (INVY_TEXT (invy_guest_get_id (guest)), INVY_TEXT (tags[i])), NULL,
                                error))
      return FALSE;

  return TRUE;
}

/* One, or BATCH of them, which are of one wedding: then the ids of their households stay known. */
static gboolean
insert_guests (InvyGuestSaving *self,
               const Insert *insert,
               InvyDatabase *database,
               InvyGuest *const *guests,
               guint n,
               GError **error)
{
  g_autoptr (GArray) values = g_array_sized_new (FALSE, FALSE, sizeof (InvyValue), n * (INVY_GUEST_N_COLUMNS + 9));

  for (guint i = 0; i < n; i++)
    {
      const char *household_id;

      if (!find_household (self, database, guests[i], &household_id, error))
        return FALSE;
      add_values (values, guests[i], insert->version_step, household_id);
    }
  if (!invy_database_execute (database, n == 1 ? insert->one : insert->many, (InvyValue *) values->data, values->len,
                              NULL, error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (!insert_tags (insert, database, guests[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
is_new (InvyGuest *guest)
{
  return invy_record_get_version (INVY_RECORD (guest)) == 0;
}

/* How many go into the next statement. */
static guint
count_batch (InvyGuest *const *guests, guint n)
{
  if (n < BATCH)
    return 1;

  for (guint i = 1; i < BATCH; i++)
    if (is_new (guests[i]) != is_new (guests[0])
        || g_strcmp0 (invy_guest_get_event_id (guests[i]), invy_guest_get_event_id (guests[0])) != 0)
      return 1;

  return BATCH;
}

static gboolean
refuse_conflict (GError **error)
{
  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT,
                       _ ("Somebody else changed or removed this guest in the meantime. Open the guest again and "
                          "repeat your change."));
  return FALSE;
}

/* --- a few --- */

static gboolean
update_guest (InvyGuestSaving *self, InvyDatabase *database, InvyGuest *guest, GError **error)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (InvyValue));
  const char *household_id;
  gint64 n_changed;

  if (!find_household (self, database, guest, &household_id, error))
    return FALSE;

  g_array_append_vals (values,
                       INVY_VALUES (INVY_TEXT (invy_guest_get_id (guest)),
                                    INVY_INTEGER (invy_record_get_version (INVY_RECORD (guest))),
                                    INVY_TIME (invy_record_get_deleted_at (INVY_RECORD (guest))),
                                    INVY_INTEGER (invy_guest_get_party_size (guest)),
                                    INVY_TEXT (invy_enum_to_nick (INVY_TYPE_RSVP, (int) invy_guest_get_rsvp (guest))),
                                    INVY_INTEGER (invy_guest_get_rsvp_count (guest)),
                                    INVY_TIME (invy_guest_get_rsvp_at (guest)), INVY_TEXT (household_id)));
  for (guint i = 0; i < INVY_GUEST_N_COLUMNS; i++)
    if (!is_fixed (i))
      g_array_append_vals (values, INVY_VALUES (INVY_TEXT (invy_guest_get (guest, (InvyGuestField) i))));

  if (!invy_database_execute (database, self->update, (InvyValue *) values->data, values->len, &n_changed, error))
    return FALSE;
  if (n_changed == 0)
    return invy_access_check (database, "guests", invy_guest_get_id (guest), error) && refuse_conflict (error);

  return invy_database_execute (database, "DELETE FROM guest_tags WHERE guest_id = $1",
                                INVY_VALUES (INVY_TEXT (invy_guest_get_id (guest))), NULL, error)
         && insert_tags (&self->insert, database, guest, error);
}

/**
 * invy_guest_saving_write:
 * @guests: (array length=n)
 *
 * Adds the guests whose version is 0 and changes the others, with households and tags, inside a transaction of the
 * caller's; see invy_guest_saving_done().
 *
 * Returns: %FALSE with %INVY_STORE_ERROR_CONFLICT when one of them has another version by now
 */
gboolean
invy_guest_saving_write (InvyGuestSaving *self,
                         InvyDatabase *database,
                         InvyGuest *const *guests,
                         guint n,
                         GError **error)
{
  guint n_written;

  for (guint i = 0; i < n; i += n_written)
    {
      n_written = is_new (guests[i]) ? count_batch (guests + i, n - i) : 1;
      if (is_new (guests[i]) ? !insert_guests (self, &self->insert, database, guests + i, n_written, error)
                             : !update_guest (self, database, guests[i], error))
        return FALSE;
    }

  return TRUE;
}

/**
 * invy_guest_saving_done:
 * @guests: (element-type InvyGuest): what was saved
 *
 * Gives the guests their new versions, once the transaction has ended well.
 */
void
invy_guest_saving_done (GPtrArray *guests)
{
  for (guint i = 0; i < guests->len; i++)
    invy_record_set_version (guests->pdata[i], invy_record_get_version (guests->pdata[i]) + 1);
}

/* --- many --- */

/**
 * invy_guest_saving_start:
 *
 * Makes the tables in which guests are laid out, or empties them, inside a transaction of the caller's.
 */
gboolean
invy_guest_saving_start (InvyGuestSaving *self, InvyDatabase *database, GError **error)
{
  g_autofree char *columns = invy_record_sql_columns (INVY_TYPE_GUEST, "", invy_guest_sql_extras);
  g_autofree char *guests =
      g_strdup_printf ("CREATE TEMP TABLE IF NOT EXISTS staged_guests AS SELECT %s FROM guests WHERE 1 = 0", columns);

  return invy_database_execute (database, guests, NULL, 0, NULL, error)
         && invy_database_execute (database,
                                   "CREATE TEMP TABLE IF NOT EXISTS staged_tags (guest_id TEXT NOT NULL,"
                                   " tag TEXT NOT NULL, PRIMARY KEY (guest_id, tag))",
                                   NULL, 0, NULL, error)
         && invy_database_execute (database, "DELETE FROM staged_guests", NULL, 0, NULL, error)
         && invy_database_execute (database, "DELETE FROM staged_tags", NULL, 0, NULL, error);
}

/**
 * invy_guest_saving_stage:
 * @guests: (array length=n)
 *
 * Lays guests out for invy_guest_saving_commit(), inside a transaction of the caller's.
 */
gboolean
invy_guest_saving_stage (InvyGuestSaving *self,
                         InvyDatabase *database,
                         InvyGuest *const *guests,
                         guint n,
                         GError **error)
{
  guint n_staged;

  for (guint i = 0; i < n; i += n_staged)
    {
      n_staged = count_batch (guests + i, n - i);
      if (!insert_guests (self, &self->stage, database, guests + i, n_staged, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_staged_versions (InvyDatabase *database, GError **error)
{
  g_autoptr (InvyRows) rows =
      invy_database_query (database,
                           "SELECT 1 FROM staged_guests s WHERE s.version > 0 AND NOT EXISTS"
                           " (SELECT 1 FROM guests g WHERE g.id = s.id AND g.version = s.version) LIMIT 1",
                           NULL, 0, error);

  if (rows == NULL)
    return FALSE;

  return !invy_rows_next (rows, NULL) || refuse_conflict (error);
}

static gboolean
insert_staged (InvyDatabase *database, GError **error)
{
  g_autofree char *columns = invy_record_sql_columns (INVY_TYPE_GUEST, "", invy_guest_sql_extras);
  g_autoptr (GString) kept = g_string_new (columns);
  g_autofree char *sql = NULL;

  g_string_replace (kept, "version", "version + 1", 1);
  sql =
      g_strdup_printf ("INSERT INTO guests (%s) SELECT %s FROM staged_guests WHERE version = 0", columns, kept->str);
  return invy_database_execute (database, sql, NULL, 0, NULL, error);
}

static gboolean
update_staged (InvyDatabase *database, GError **error)
{
  g_autoptr (GString) sql =
      g_string_new ("UPDATE guests SET version = guests.version + 1, deleted_at = s.deleted_at");

  for (guint i = 0; i < INVY_GUEST_N_COLUMNS; i++)
    if (!is_fixed (i))
      {
        const char *name = invy_guest_field_get_name ((InvyGuestField) i);

        g_string_append_printf (sql, ", %s = s.%s", name, name);
      }
  for (guint i = 1; invy_guest_sql_extras[i] != NULL; i++)
    g_string_append_printf (sql, ", %s = s.%s", invy_guest_sql_extras[i], invy_guest_sql_extras[i]);
  g_string_append (sql, " FROM staged_guests s WHERE guests.id = s.id AND s.version > 0");

  return invy_database_execute (database, sql->str, NULL, 0, NULL, error);
}

/* Only what differs: most of the guests that are changed keep their tags. */
static gboolean
take_over_tags (InvyDatabase *database, GError **error)
{
  return invy_database_execute (database,
                                "DELETE FROM guest_tags WHERE guest_id IN"
                                " (SELECT id FROM staged_guests WHERE version > 0) AND NOT EXISTS"
                                " (SELECT 1 FROM staged_tags t WHERE t.guest_id = guest_tags.guest_id"
                                " AND t.tag = guest_tags.tag)",
                                NULL, 0, NULL, error)
         && invy_database_execute (
             database,
             "INSERT INTO guest_tags (guest_id, tag) SELECT t.guest_id, t.tag FROM staged_tags t"
             " WHERE NOT EXISTS (SELECT 1 FROM guest_tags g WHERE g.guest_id = t.guest_id"
             " AND g.tag = t.tag)",
             NULL, 0, NULL, error);
}

/**
 * invy_guest_saving_commit:
 *
 * Takes over all guests that were laid out, inside a transaction of the caller's; see invy_guest_saving_done().
 *
 * Returns: %FALSE with %INVY_STORE_ERROR_CONFLICT when one of them has another version by now
 */
gboolean
invy_guest_saving_commit (InvyGuestSaving *self, InvyDatabase *database, GError **error)
{
  return invy_access_check_staged (database, error) && check_staged_versions (database, error)
         && update_staged (database, error) && insert_staged (database, error) && take_over_tags (database, error)
         && invy_database_execute (database, "DELETE FROM staged_guests", NULL, 0, NULL, error)
         && invy_database_execute (database, "DELETE FROM staged_tags", NULL, 0, NULL, error);
}
