/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-access-private.h"
#include "store/invy-guest-saving-private.h"
#include "store/invy-guest-sql-private.h"
#include "store/invy-store-events-private.h"
#include "store/invy-store-guests-private.h"

#include <glib/gi18n-lib.h>

/* So many guests are written in one go before others have their turn. */
#define SLICE 500

static gboolean
read_list (InvyDatabase *database, const char *where, const char *value, GValue *result, GError **error)
{
  GPtrArray *guests = invy_guest_sql_read_all (invy_guest_sql_query (database, where, value, error), error);

  if (guests == NULL)
    return FALSE;

  invy_value_take_records (result, guests);
  return TRUE;
}

static gboolean
list_guests_job (InvyJob *job, InvyDatabase *database, gpointer event_id, GValue *result, GError **error)
{
  GPtrArray *guests = invy_guest_sql_read_all (invy_guest_sql_query_listed (database, event_id, error), error);

  if (guests == NULL)
    return FALSE;

  invy_value_take_records (result, guests);
  return TRUE;
}

/**
 * invy_store_list_guests:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyGuest with their deliveries; removed and
 * merged ones are not among them
 */
DexFuture *
invy_store_list_guests (InvyStore *self, const char *event_id)
{
  return invy_store_run (self, INVY_LANE_READ, list_guests_job, g_strdup (event_id), g_free);
}

static gboolean
list_all_guests_job (InvyJob *job, InvyDatabase *database, gpointer event_id, GValue *result, GError **error)
{
  return read_list (database, "g.event_id = $1" INVY_SQL_LIST_ORDER, event_id, result, error);
}

/**
 * invy_store_list_all_guests:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of every #InvyGuest that the wedding ever had,
 * those that were removed or merged into others, too
 */
DexFuture *
invy_store_list_all_guests (InvyStore *self, const char *event_id)
{
  return invy_store_run (self, INVY_LANE_READ, list_all_guests_job, g_strdup (event_id), g_free);
}

static gboolean
get_guest_job (InvyJob *job, InvyDatabase *database, gpointer guest_id, GValue *result, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = invy_guest_sql_query (database, "g.id = $1 AND g.deleted_at IS NULL", guest_id, error);

  if (rows == NULL)
    return FALSE;
  if (!invy_rows_next (rows, &local_error))
    {
      if (local_error == NULL)
        return invy_store_not_found (error, _ ("There is no such guest. The guest may have been removed."));
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, INVY_TYPE_GUEST);
  g_value_take_object (result, invy_guest_sql_read (rows));
  return TRUE;
}

/**
 * invy_store_get_guest:
 *
 * Returns: (transfer full): a future that resolves to an #InvyGuest, or rejects with %INVY_STORE_ERROR_NOT_FOUND
 */
DexFuture *
invy_store_get_guest (InvyStore *self, const char *guest_id)
{
  return invy_store_run (self, INVY_LANE_READ, get_guest_job, g_strdup (guest_id), g_free);
}

typedef struct
{
  char *event_id;
  GStrv guest_ids;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->event_id);
  g_strfreev (wanted->guest_ids);
  g_free (wanted);
}

static gboolean
read_into (GHashTable *found, InvyRows *rows, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  while (invy_rows_next (rows, &local_error))
    {
      InvyGuest *guest = invy_guest_sql_read (rows);

      g_hash_table_replace (found, (gpointer) invy_guest_get_id (guest), guest);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* Guests by id. When there are many, the whole wedding is read at once, which is quicker than a question for each. */
static GHashTable *
find_wanted (InvyDatabase *database, Wanted *wanted, GError **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  const gboolean are_many = g_strv_length (wanted->guest_ids) > SLICE;
  const char *where = are_many ? "g.event_id = $1" : "g.id = $1";

  for (guint i = 0; are_many ? i == 0 : wanted->guest_ids[i] != NULL; i++)
    {
      const char *value = are_many ? wanted->event_id : wanted->guest_ids[i];
      g_autoptr (InvyRows) rows = invy_guest_sql_query (database, where, value, error);

      if (rows == NULL || !read_into (found, rows, error))
        return NULL;
    }

  return g_steal_pointer (&found);
}

static gboolean
get_guests_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Wanted *wanted = data;
  g_autoptr (GHashTable) found = find_wanted (database, wanted, error);
  g_autoptr (GPtrArray) guests = invy_records_new ();

  if (found == NULL)
    return FALSE;

  for (guint i = 0; wanted->guest_ids[i] != NULL; i++)
    {
      InvyGuest *guest = g_hash_table_lookup (found, wanted->guest_ids[i]);

      if (guest == NULL)
        return invy_store_not_found (error, _ ("There is no such guest. The guest may have been removed."));
      g_ptr_array_add (guests, g_object_ref (guest));
    }

  invy_value_take_records (result, g_steal_pointer (&guests));
  return TRUE;
}

/**
 * invy_store_get_guests:
 * @guest_ids: (array zero-terminated=1): guests of that wedding
 *
 * Looks guests up as they are now, those that were removed or merged into others, too.
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyGuest in the order of @guest_ids, or
 * rejects with %INVY_STORE_ERROR_NOT_FOUND when one of them was never kept
 */
DexFuture *
invy_store_get_guests (InvyStore *self, const char *event_id, const char *const *guest_ids)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->event_id = g_strdup (event_id);
  wanted->guest_ids = g_strdupv ((GStrv) guest_ids);
  return invy_store_run (self, INVY_LANE_READ, get_guests_job, wanted, wanted_free);
}

static gboolean
list_merged_job (InvyJob *job, InvyDatabase *database, gpointer guest_id, GValue *result, GError **error)
{
  return read_list (database, "g.merged_into = $1 ORDER BY g.id", guest_id, result, error);
}

/**
 * invy_store_list_merged_guests:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of the #InvyGuest that were merged into the guest
 */
DexFuture *
invy_store_list_merged_guests (InvyStore *self, const char *guest_id)
{
  return invy_store_run (self, INVY_LANE_READ, list_merged_job, g_strdup (guest_id), g_free);
}

/**
 * invy_store_insert_guests:
 *
 * Adds guests inside a transaction of the caller's.
 */
gboolean
invy_store_insert_guests (InvyDatabase *database, GPtrArray *guests, GError **error)
{
  g_autoptr (InvyGuestSaving) saving = invy_guest_saving_new ();

  return invy_guest_saving_write (saving, database, (InvyGuest *const *) guests->pdata, guests->len, error);
}

static gboolean
count_guests (InvyDatabase *database, const char *event_id, gint64 *n_guests, GError **error)
{
  g_autoptr (InvyRows) rows = invy_database_query (database, "SELECT count(*) FROM guests WHERE event_id = $1",
                                                   INVY_VALUES (INVY_TEXT (event_id)), error);

  if (rows == NULL || !invy_rows_next (rows, error))
    return FALSE;

  *n_guests = invy_rows_get_integer (rows, 0);
  return TRUE;
}

static gboolean
count_guests_job (InvyJob *job, InvyDatabase *database, gpointer event_id, GValue *result, GError **error)
{
  gint64 n_guests;

  if (!count_guests (database, event_id, &n_guests, error))
    return FALSE;

  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, n_guests);
  return TRUE;
}

/**
 * invy_store_count_all_guests:
 *
 * Returns: (transfer full): a future that resolves to how many guests the wedding ever had, as int64. The number
 * never gets smaller, so it tells whether any were added; see invy_store_import_guests()
 */
DexFuture *
invy_store_count_all_guests (InvyStore *self, const char *event_id)
{
  return invy_store_run (self, INVY_LANE_READ, count_guests_job, g_strdup (event_id), g_free);
}

/* Guests on their way into the database. */
typedef struct
{
  GPtrArray *guests;
  char *only_event_id; /* with n_known: whose guests there may be no more of; NULL for anybody's */
  gint64 n_known;
  InvyGuestSaving *saving;
  guint n_staged;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_ptr_array_unref (saving->guests);
  g_free (saving->only_event_id);
  g_clear_pointer (&saving->saving, invy_guest_saving_free);
  g_free (saving);
}

/* An undo of guests who were merged, or a backup, may bring guests of several weddings. */
static gboolean
check_here (InvyDatabase *database, GPtrArray *guests, GError **error)
{
  const char *checked = NULL;

  for (guint i = 0; i < guests->len; i++)
    {
      const char *event_id = invy_guest_get_event_id (guests->pdata[i]);

      if (g_strcmp0 (event_id, checked) != 0 && !invy_store_check_here (database, event_id, error))
        return FALSE;
      checked = event_id;
    }

  return TRUE;
}

/* Inside the transaction, which is the only one that writes: who was added since may be whom it is about to add. */
static gboolean
check_known (InvyDatabase *database, const Saving *saving, GError **error)
{
  gint64 n_guests;

  if (saving->only_event_id == NULL)
    return TRUE;
  if (!count_guests (database, saving->only_event_id, &n_guests, error))
    return FALSE;
  if (n_guests == saving->n_known)
    return TRUE;

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_CONFLICT,
                       _ ("Somebody else added guests to this wedding in the meantime. Nothing was imported. Import "
                          "the file again."));
  return FALSE;
}

static gboolean
save_few (Saving *saving, InvyDatabase *database, GError **error)
{
  return check_here (database, saving->guests, error) && check_known (database, saving, error)
         && invy_store_insert_guests (database, saving->guests, error);
}

static gboolean
commit_staged (Saving *saving, InvyDatabase *database, GError **error)
{
  return check_here (database, saving->guests, error) && check_known (database, saving, error)
         && invy_guest_saving_commit (saving->saving, database, error);
}

static void
take_result (InvyJob *job, GPtrArray *guests, GValue *result)
{
  invy_guest_saving_done (guests);
  if (guests->len > 0)
    invy_job_changed (job, INVY_STORE_GUESTS, invy_guest_get_event_id (guests->pdata[0]));
  invy_value_take_records (result, g_ptr_array_ref (guests));
}

static gboolean
save_few_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Saving *saving = data;

  if (!invy_database_begin (database, error)
      || !invy_database_end (database, save_few (saving, database, error), error))
    return FALSE;

  take_result (job, saving->guests, result);
  return TRUE;
}

static gboolean
stage_slice (Saving *many, InvyDatabase *database, GError **error)
{
  const guint n = MIN (many->guests->len - many->n_staged, SLICE);

  if (many->n_staged == 0 && !invy_guest_saving_start (many->saving, database, error))
    return FALSE;

  if (!invy_guest_saving_stage (many->saving, database, (InvyGuest *const *) many->guests->pdata + many->n_staged, n,
                                error))
    return FALSE;

  many->n_staged += n;
  return TRUE;
}

static gboolean
save_staged_job (InvyJob *job, InvyDatabase *database, Saving *many, GValue *result, GError **error)
{
  const gboolean is_staged = many->n_staged == many->guests->len;

  if (!invy_database_begin (database, error)
      || !invy_database_end (
          database, is_staged ? commit_staged (many, database, error) : stage_slice (many, database, error), error))
    return FALSE;

  if (is_staged)
    take_result (job, many->guests, result);
  else
    invy_job_again (job);
  return TRUE;
}

/* In a file, writing guests where they belong takes no longer than taking them over from where they were laid out. */
static gboolean
save_many_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  return invy_database_is_shared (database) ? save_staged_job (job, database, data, result, error)
                                            : save_few_job (job, database, data, result, error);
}

static DexFuture *
start_saving (InvyStore *self, Saving *saving, GPtrArray *guests)
{
  saving->guests = invy_records_new (); /* who is in @guests may change */
  for (guint i = 0; i < guests->len; i++)
    g_ptr_array_add (saving->guests, g_object_ref (guests->pdata[i]));
  if (guests->len <= SLICE)
    return invy_store_run (self, INVY_LANE_WRITE, save_few_job, saving, saving_free);

  saving->saving = invy_guest_saving_new ();
  return invy_store_run (self, INVY_LANE_LONG, save_many_job, saving, saving_free);
}

/**
 * invy_store_save_guests:
 * @guests: (element-type InvyGuest): of one wedding; nobody may change them before the future is done
 *
 * Adds new guests and changes those that are there, in one transaction: all of them or none, even if the computer is
 * switched off in the middle of an import. More than 500 are prepared in slices, so that a running campaign waits for
 * nothing but the last step, which takes a second for a hundred thousand. A guest that has a deleted_at is taken out
 * of sight, and one that was out of sight and has none comes back. The token of the personal link stays the first
 * one.
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of the same #InvyGuest, in the same order and with
 *   their new versions, or rejects with %INVY_STORE_ERROR_CONFLICT when somebody else changed one of them; then they
 * are as they were
 */
DexFuture *
invy_store_save_guests (InvyStore *self, GPtrArray *guests)
{
  return start_saving (self, g_new0 (Saving, 1), guests);
}

/**
 * invy_store_import_guests:
 * @n_known: what invy_store_count_all_guests() said before the guests were looked up that @guests were compared with
 * @guests: (element-type InvyGuest): of that wedding; nobody may change them before the future is done
 *
 * Does what invy_store_save_guests() does, unless guests were added to the wedding meanwhile: two imports of one list
 * at the same time must not bring everybody twice.
 *
 * Returns: (transfer full): as invy_store_save_guests() does; %INVY_STORE_ERROR_CONFLICT when guests were added, too
 */
DexFuture *
invy_store_import_guests (InvyStore *self, const char *event_id, gint64 n_known, GPtrArray *guests)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->only_event_id = g_strdup (event_id);
  saving->n_known = n_known;
  return start_saving (self, saving, guests);
}

static gboolean
check_guest_here (InvyDatabase *database, const char *guest_id, GError **error)
{
  g_autoptr (InvyRows) rows = invy_database_query (database, "SELECT event_id FROM guests WHERE id = $1",
                                                   INVY_VALUES (INVY_TEXT (guest_id)), error);

  return rows != NULL
         && (!invy_rows_next (rows, NULL) || invy_store_check_here (database, invy_rows_get_text (rows, 0), error));
}

static gboolean
write_deleted (InvyDatabase *database, GStrv guest_ids, gint64 deleted_at, GError **error)
{
  for (guint i = 0; guest_ids[i] != NULL; i++)
    {
      gint64 n_changed;

      if (!check_guest_here (database, guest_ids[i], error)
          || !invy_database_execute (
              database, "UPDATE guests SET deleted_at = $2, version = version + 1 WHERE id = $1",
              INVY_VALUES (INVY_TEXT (guest_ids[i]), INVY_TIME (deleted_at)), &n_changed, error)
          || (n_changed == 0 && !invy_access_check (database, "guests", guest_ids[i], error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_deleted (InvyJob *job, InvyDatabase *database, GStrv guest_ids, gint64 deleted_at, GError **error)
{
  if (!invy_database_begin (database, error)
      || !invy_database_end (database, write_deleted (database, guest_ids, deleted_at, error), error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_GUESTS, NULL);
  return TRUE;
}

static gboolean
remove_guests_job (InvyJob *job, InvyDatabase *database, gpointer guest_ids, GValue *result, GError **error)
{
  return set_deleted (job, database, guest_ids, invy_database_now (database), error);
}

static gboolean
restore_guests_job (InvyJob *job, InvyDatabase *database, gpointer guest_ids, GValue *result, GError **error)
{
  return set_deleted (job, database, guest_ids, 0, error);
}

/**
 * invy_store_remove_guests:
 * @guest_ids: (array zero-terminated=1): all of them or none
 *
 * Takes guests out of sight. Their messages stay in the ledger.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *
invy_store_remove_guests (InvyStore *self, const char *const *guest_ids)
{
  return invy_store_run (self, INVY_LANE_WRITE, remove_guests_job, g_strdupv ((GStrv) guest_ids),
                         (GDestroyNotify) g_strfreev);
}

/**
 * invy_store_restore_guests:
 * @guest_ids: (array zero-terminated=1): all of them or none
 *
 * Undoes invy_store_remove_guests().
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *
invy_store_restore_guests (InvyStore *self, const char *const *guest_ids)
{
  return invy_store_run (self, INVY_LANE_WRITE, restore_guests_job, g_strdupv ((GStrv) guest_ids),
                         (GDestroyNotify) g_strfreev);
}
