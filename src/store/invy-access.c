/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-access-private.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse_if_found (InvyRows *rows, GError **error)
{
  if (!invy_rows_next (rows, NULL))
    return TRUE;

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_FORBIDDEN, _ (INVY_ACCESS_SENTENCE));
  return FALSE;
}

/**
 * invy_access_check:
 * @table: "events", "guests", "campaigns" or "messages"
 * @id: of a row there
 *
 * For a statement that touched no row. A shared database does not say why: the row is gone or has another state, or
 * the person sees it and may not change it. Nothing of the latter kind may pass for done.
 *
 * Returns: %FALSE with %INVY_STORE_ERROR_FORBIDDEN if the row is there and the person may not change it
 */
gboolean
invy_access_check (InvyDatabase *database, const char *table, const char *id, GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (InvyRows) rows = NULL;

  if (!invy_database_is_shared (database))
    return TRUE;

  sql = g_strdup_printf ("SELECT 1 FROM %s WHERE id = $1 AND row_security_active ('%s')"
                         " AND %s NOT IN (SELECT editable ())",
                         table, table, g_str_equal (table, "events") ? "id" : "event_id");
  rows = invy_database_query (database, sql, INVY_VALUES (INVY_TEXT (id)), error);

  return rows != NULL && refuse_if_found (rows, error);
}

/**
 * invy_access_check_staged:
 *
 * The same for the guests that are laid out in "staged_guests", and would otherwise stay as they were.
 *
 * Returns: %FALSE with %INVY_STORE_ERROR_FORBIDDEN if the person may not change one of them
 */
gboolean
invy_access_check_staged (InvyDatabase *database, GError **error)
{
  g_autoptr (InvyRows) rows = NULL;

  if (!invy_database_is_shared (database))
    return TRUE;

  rows = invy_database_query (database,
                              "SELECT 1 FROM staged_guests WHERE row_security_active ('guests')"
                              " AND event_id NOT IN (SELECT editable ()) LIMIT 1",
                              NULL, 0, error);

  return rows != NULL && refuse_if_found (rows, error);
}
