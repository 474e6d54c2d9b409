/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-template.h"
#include "store/invy-store-private.h"

/* The account's templates as they were when it was last read. */

/* In the order of InvyTemplateField. */
#define COLUMNS "waba_id, name, language, status, category, parameter_format, components, quality, synced_at"

typedef struct
{
  char *waba_id;
  char *name; /* NULL for all */
  GPtrArray *templates;
} Sync;

static Sync *
sync_new (const char *waba_id, const char *name, GPtrArray *templates)
{
  Sync *sync = g_new0 (Sync, 1);

  sync->waba_id = g_strdup (waba_id);
  sync->name = g_strdup (name);
  sync->templates = templates != NULL ? g_ptr_array_ref (templates) : NULL;

  return sync;
}

static void
sync_free (gpointer data)
{
  Sync *sync = data;

  g_free (sync->waba_id);
  g_free (sync->name);
  g_clear_pointer (&sync->templates, g_ptr_array_unref);
  g_free (sync);
}

static InvyTemplate *
read_template (InvyRows *rows)
{
  InvyTemplate *tmpl = invy_template_new ();

  for (guint i = 0; i < INVY_TEMPLATE_N_FIELDS; i++)
    invy_template_set (tmpl, (InvyTemplateField) i, invy_rows_get_text (rows, i));
  invy_template_set_synced_at (tmpl, invy_rows_get_time (rows, INVY_TEMPLATE_N_FIELDS));

  return tmpl;
}

static gboolean
list_templates_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Sync *sync = data;
  g_autoptr (GPtrArray) templates = invy_records_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows =
      invy_database_query (database,
                           "SELECT " COLUMNS " FROM templates WHERE waba_id = $1 AND name = coalesce ($2, name)"
                           " ORDER BY name, language",
                           INVY_VALUES (INVY_TEXT (sync->waba_id), INVY_TEXT (sync->name)), error);

  if (rows == NULL)
    return FALSE;
  while (invy_rows_next (rows, &local_error))
    g_ptr_array_add (templates, read_template (rows));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  invy_value_take_records (result, g_steal_pointer (&templates));
  return TRUE;
}

/**
 * invy_store_list_templates:
 * @waba_id: of which business account
 * @name: (nullable): of which name; %NULL for all
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyTemplate by name and language, as the
 * account was last read; none if it never was
 */
DexFuture *
invy_store_list_templates (InvyStore *self, const char *waba_id, const char *name)
{
  return invy_store_run (self, INVY_LANE_READ, list_templates_job, sync_new (waba_id, name, NULL), sync_free);
}

/* In a shared database each person has what they read themselves. */
#define INSERT(person)                                                                       \
  "INSERT INTO templates (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"          \
  " ON CONFLICT (" person "waba_id, name, language) DO UPDATE SET status = excluded.status," \
  " category = excluded.category, parameter_format = excluded.parameter_format,"             \
  " components = excluded.components, quality = excluded.quality, synced_at = excluded.synced_at"

static gboolean
insert_template (InvyDatabase *database, const char *waba_id, InvyTemplate *tmpl, GError **error)
{
  const gint64 now = invy_database_now (database);
  InvyValue values[INVY_TEMPLATE_N_FIELDS + 1];

  for (guint i = 0; i < INVY_TEMPLATE_N_FIELDS; i++)
    values[i] = INVY_TEXT (invy_template_get (tmpl, (InvyTemplateField) i));
  values[INVY_TEMPLATE_WABA_ID] = INVY_TEXT (waba_id);
  values[INVY_TEMPLATE_N_FIELDS] = INVY_TIME (now);

  /* Meta may list one twice while pages change under the reader: the later one is as good. */
  return invy_database_execute (database, invy_database_is_shared (database) ? INSERT ("saved_by, ") : INSERT (""),
                                values, G_N_ELEMENTS (values), NULL, error);
}

static gboolean
replace_templates (InvyDatabase *database, Sync *sync, GError **error)
{
  if (!invy_database_execute (database, "DELETE FROM templates WHERE waba_id = $1 AND name = coalesce ($2, name)",
                              INVY_VALUES (INVY_TEXT (sync->waba_id), INVY_TEXT (sync->name)), NULL, error))
    return FALSE;

  for (guint i = 0; i < sync->templates->len; i++)
    if (!insert_template (database, sync->waba_id, sync->templates->pdata[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
save_templates_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  if (!invy_database_begin (database, error)
      || !invy_database_end (database, replace_templates (database, data, error), error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_TEMPLATES, NULL);
  return TRUE;
}

/**
 * invy_store_save_templates:
 * @waba_id: of which business account
 * @name: (nullable): the only name that was asked for; %NULL when all were read
 * @templates: (element-type InvyTemplate): all that the account has of that name, or at all
 *
 * Keeps what was read from the account, and when. Templates that it no longer has go.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *
invy_store_save_templates (InvyStore *self, const char *waba_id, const char *name, GPtrArray *templates)
{
  return invy_store_run (self, INVY_LANE_WRITE, save_templates_job, sync_new (waba_id, name, templates), sync_free);
}
