/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-web-system.h"

#include "model/invy-guest.h"
#include "store/invy-database.h"
#include "store/invy-store-move.h"
#include "store/invy-store.h"
#include "text/invy-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The web system that came before Invy had two tables, events and guests, whose columns grew over the years. Each row
 * is read as a JSON object, so that those that are missing, or that somebody added, make no difference. */

typedef struct
{
  char *uri;
  DexPromise *promise;
} Work;

void
invy_web_wedding_free (InvyWebWedding *self)
{
  g_object_unref (self->event);
  g_ptr_array_unref (self->guests);
  g_free (self);
}

/* Texts as they are, numbers as they are written. */
static char *
dup_value (JsonObject *row, const char *name)
{
  const char *text = invy_json_get_text (row, name);
  gint64 number;
  char *trimmed;

  if (text == NULL)
    return invy_json_get_int (row, name, &number) ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;

  trimmed = g_strstrip (g_strdup (text));
  if (*trimmed == '\0')
    g_clear_pointer (&trimmed, g_free);
  return trimmed;
}

/* The same row has the same id each time, so that nothing comes twice. Ids that are no UUIDs become some, in the way
 * of RFC 9562's version 8, from the name of the database and what they are. */
static char *
make_id (const char *salt, const char *table, const char *web_id)
{
  g_autofree char *seed = NULL;
  g_autofree char *sum = NULL;

  if (g_uuid_string_is_valid (web_id))
    return g_ascii_strdown (web_id, -1);

  seed = g_strdup_printf ("%s\n%s\n%s", salt, table, web_id);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, seed, -1);
  return g_strdup_printf ("%.8s-%.4s-8%.3s-a%.3s-%.12s", sum, sum + 8, sum + 12, sum + 15, sum + 18);
}

/* "2026-12-01T00:00:00+02:00" is a date, and "18:30:00" a time of day. */
static char *
dup_short (InvyEventField field, const char *text)
{
  if (field == INVY_EVENT_DATE && strlen (text) > strlen ("2026-12-01") && strchr ("T ", text[strlen ("2026-12-01")]))
    return g_strndup (text, strlen ("2026-12-01"));
  if (field == INVY_EVENT_EVENT_TIME && strlen (text) > strlen ("18:30") && text[strlen ("18:30")] == ':')
    return g_strndup (text, strlen ("18:30"));

  return g_strdup (text);
}

static InvyWebWedding *
read_wedding (const char *salt, const char *web_id, JsonObject *row)
{
  g_autofree char *id = make_id (salt, "events", web_id);
  InvyWebWedding *wedding = g_new0 (InvyWebWedding, 1);

  wedding->event = invy_event_new ();
  wedding->guests = g_ptr_array_new_with_free_func (g_object_unref);
  invy_record_set_id (INVY_RECORD (wedding->event), id);
  for (guint i = 0; i < INVY_EVENT_TEMPLATE_NAME; i++)
    {
      g_autofree char *value = dup_value (row, invy_event_field_get_name ((InvyEventField) i));
      g_autofree char *text = value != NULL ? dup_short ((InvyEventField) i, value) : NULL;
      g_autofree char *kept = invy_event_field_normalize ((InvyEventField) i, text, NULL);

      wedding->n_unread += text != NULL && kept == NULL;
      invy_event_set (wedding->event, (InvyEventField) i, kept);
    }
  /* A wedding without any name has one that can be told from the others. */
  if (!invy_event_check (wedding->event, NULL))
    {
      /* Translators: the number of a wedding in the earlier web system */
      g_autofree char *title = g_strdup_printf (_ ("Wedding %s"), web_id);

      invy_event_set (wedding->event, INVY_EVENT_TITLE, title);
    }

  return wedding;
}

static void
read_answer (InvyGuest *guest, JsonObject *row)
{
  g_autofree char *status = dup_value (row, "rsvp_status");
  gint64 party_size = 0, count = 0;
  int rsvp;

  if (invy_json_get_int (row, "party_size", &party_size) && party_size >= 1 && party_size <= G_MAXINT)
    invy_guest_set_party_size (guest, (guint) party_size);
  if (status == NULL || !invy_enum_from_nick (INVY_TYPE_RSVP, status, &rsvp))
    return;

  invy_json_get_int (row, "rsvp_count", &count);
  invy_guest_set_rsvp (guest, (InvyRsvp) rsvp, count > 0 && count <= G_MAXINT ? (guint) count : 0, 0);
}

static InvyGuest *
read_guest (const char *salt, const char *web_id, InvyWebWedding *wedding, JsonObject *row)
{
  static const char *const whole_names[] = { "name", "full_name", "guest_name" };
  g_autofree char *id = make_id (salt, "guests", web_id);
  g_autofree char *legacy = dup_value (row, "phone");
  InvyGuest *guest = invy_guest_new (invy_event_get_id (wedding->event));

  invy_record_set_id (INVY_RECORD (guest), id);
  for (guint i = 0; i < INVY_GUEST_N_FIELDS; i++)
    {
      g_autofree char *text = NULL;

      if (i == INVY_GUEST_RSVP_TOKEN || i == INVY_GUEST_MERGED_INTO)
        continue;
      text = dup_value (row, invy_guest_field_get_name ((InvyGuestField) i));
      invy_guest_set (guest, (InvyGuestField) i, text);
    }
  if (invy_guest_get (guest, INVY_GUEST_PHONE_NUMBER) == NULL)
    invy_guest_set (guest, INVY_GUEST_PHONE_NUMBER, legacy);
  for (guint i = 0; i < G_N_ELEMENTS (whole_names); i++)
    {
      g_autofree char *name = dup_value (row, whole_names[i]);

      if (name != NULL && invy_guest_get (guest, INVY_GUEST_FIRST_NAME) == NULL
          && invy_guest_get (guest, INVY_GUEST_LAST_NAME) == NULL)
        invy_guest_set (guest, INVY_GUEST_FIRST_NAME, name);
    }
  read_answer (guest, row);

  return guest;
}

/* --- the two tables --- */

typedef void (*RowFunc) (const char *id, JsonObject *row, gpointer data);

static gboolean
for_each_row (InvyDatabase *database, const char *sql, RowFunc func, gpointer data, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = invy_database_query (database, sql, NULL, 0, error);

  if (rows == NULL)
    return FALSE;
  while (invy_rows_next (rows, &local_error))
    {
      const char *text = invy_rows_get_text (rows, 0);
      g_autoptr (JsonNode) node = text != NULL ? invy_json_parse_object (text, strlen (text)) : NULL;
      g_autofree char *id = node != NULL ? invy_json_dup_id (json_node_get_object (node), "id") : NULL;

      if (id != NULL)
        func (id, json_node_get_object (node), data);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

typedef struct
{
  char *salt;
  GPtrArray *weddings;
  GHashTable *by_web_id; /* their id there -> InvyWebWedding, borrowed */
} Reading;

static void
take_event (const char *id, JsonObject *row, gpointer data)
{
  Reading *reading = data;
  InvyWebWedding *wedding = read_wedding (reading->salt, id, row);

  g_ptr_array_add (reading->weddings, wedding);
  g_hash_table_insert (reading->by_web_id, g_strdup (id), wedding);
}

/* A guest of no wedding is nobody's guest; one without name and number tells nothing. */
static void
take_guest (const char *id, JsonObject *row, gpointer data)
{
  Reading *reading = data;
  g_autofree char *event_id = invy_json_dup_id (row, "event_id");
  InvyWebWedding *wedding = event_id != NULL ? g_hash_table_lookup (reading->by_web_id, event_id) : NULL;
  g_autoptr (InvyGuest) guest = NULL;

  if (wedding == NULL)
    return;

  guest = read_guest (reading->salt, id, wedding, row);
  if (invy_guest_check (guest, NULL))
    g_ptr_array_add (wedding->guests, g_steal_pointer (&guest));
}

static gboolean
read_tables (InvyDatabase *database, Reading *reading, GError **error)
{
  return for_each_row (database, "SELECT to_jsonb (t)::text FROM public.events t ORDER BY t.id", take_event, reading,
                       error)
         && for_each_row (database, "SELECT to_jsonb (t)::text FROM public.guests t ORDER BY t.id", take_guest,
                          reading, error);
}

/* Both tables as they are at one moment. The server itself sees to it that nothing is changed. */
static gboolean
read_at_one_moment (InvyDatabase *database, Reading *reading, GError **error)
{
  const gboolean ok =
      invy_database_execute (database, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY", NULL, 0, NULL, error)
      && read_tables (database, reading, error);

  invy_database_execute (database, "ROLLBACK", NULL, 0, NULL, NULL);
  return ok;
}

static GPtrArray *
do_work (const Work *work, GError **error)
{
  g_autofree char *location = NULL;
  g_autofree char *salt = invy_store_describe_uri (work->uri);
  g_autoptr (GPtrArray) weddings = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_web_wedding_free);
  g_autoptr (GHashTable) by_web_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (InvyDatabase) database = NULL;
  Reading reading = { salt, weddings, by_web_id };
  gboolean ok;

  if (!g_str_has_prefix (work->uri, "postgres"))
    {
      g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_BAD_URI,
                           _ ("The earlier web system kept its weddings in PostgreSQL. Write its address like this: "
                              "postgresql://name@server/database"));
      return NULL;
    }
  if ((database = invy_database_new_for_uri (work->uri, &location, error)) == NULL)
    return NULL;

  ok = invy_database_open (database, location, error) && read_at_one_moment (database, &reading, error);
  invy_database_close (database);
  return ok ? g_steal_pointer (&weddings) : NULL;
}

static gpointer
work_main (gpointer data)
{
  Work *work = data;
  GError *error = NULL;
  GPtrArray *weddings = do_work (work, &error);

  if (weddings != NULL)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_value_init (&value, G_TYPE_PTR_ARRAY);
      g_value_take_boxed (&value, weddings);
      dex_promise_resolve (work->promise, &value);
    }
  else
    dex_promise_reject (work->promise, error);

  dex_unref (work->promise);
  g_free (work->uri);
  g_free (work);
  return NULL;
}

/**
 * invy_web_system_read:
 * @uri: of the PostgreSQL database of the earlier web system
 *
 * Reads its weddings and guests, on a thread of its own and with a connection of its own, which the server lets read
 * only. Columns that are missing or NULL are empty. The same row gets the same id each time.
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyWebWedding, or rejects with an
 *   #InvyStoreError
 */
DexFuture *
invy_web_system_read (const char *uri)
{
  Work *work;
  DexPromise *promise;

  g_return_val_if_fail (uri != NULL, NULL);

  work = g_new0 (Work, 1);
  promise = dex_promise_new ();
  work->uri = g_strdup (uri);
  work->promise = dex_ref (promise);
  g_thread_unref (g_thread_new ("invy-web-system", work_main, work));

  return DEX_FUTURE (promise);
}
