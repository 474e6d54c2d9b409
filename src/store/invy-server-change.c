/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "store/invy-server-change-private.h"

#include "store/invy-store.h"

#include <glib/gi18n-lib.h>

/* A standby that takes over may lack what its predecessor committed last: messages that were sent then wait to be
 * sent there. A campaign remembers from which server it was sent, and on another one goes on only when somebody has
 * looked. */

/**
 * invy_server_change_check:
 * @changed: (out): whether the campaign was sent from another server before
 *
 * Returns: %FALSE with an #InvyStoreError if that could not be found out
 */
gboolean
invy_server_change_check (InvyDatabase *database, const char *campaign_id, gboolean *changed, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = NULL;
  const char *identity;

  *changed = FALSE;
  if (!invy_database_has_identity (database))
    return TRUE;

  identity = invy_database_get_identity (database, error);
  if (identity == NULL)
    return FALSE;
  rows = invy_database_query (database, "SELECT 1 FROM campaigns WHERE id = $1 AND server <> $2",
                              INVY_VALUES (INVY_TEXT (campaign_id), INVY_TEXT (identity)), error);
  if (rows == NULL)
    return FALSE;
  *changed = invy_rows_next (rows, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * invy_server_change_remember:
 *
 * From here on the campaign is sent from this server. Inside a transaction.
 *
 * Returns: %FALSE with an #InvyStoreError if that could not be kept
 */
gboolean
invy_server_change_remember (InvyDatabase *database, const char *campaign_id, GError **error)
{
  const char *identity;

  if (!invy_database_has_identity (database))
    return TRUE;

  identity = invy_database_get_identity (database, error);
  return identity != NULL
         && invy_database_execute (database, "UPDATE campaigns SET server = $2 WHERE id = $1",
                                   INVY_VALUES (INVY_TEXT (campaign_id), INVY_TEXT (identity)), NULL, error);
}

static gboolean
pause_campaign (InvyDatabase *database, const char *campaign_id, GError **error)
{
  return invy_database_execute (database,
                                "UPDATE campaigns SET state = 'paused', stop_reason = $2 WHERE id = $1 AND state IN"
                                " ('planned', 'running', 'paused')",
                                INVY_VALUES (INVY_TEXT (campaign_id), INVY_TEXT (INVY_STORE_STOP_SERVER)), NULL,
                                error)
         && invy_server_change_remember (database, campaign_id, error);
}

/**
 * invy_server_change_stop:
 *
 * Pauses a campaign that was sent from another server before. Who resumes it after that knows.
 *
 * Returns: %FALSE with %INVY_STORE_ERROR_STATE if it was, or with another #InvyStoreError
 */
gboolean
invy_server_change_stop (InvyDatabase *database, const char *campaign_id, GError **error)
{
  gboolean changed;

  if (!invy_server_change_check (database, campaign_id, &changed, error))
    return FALSE;
  if (!changed)
    return TRUE;
  if (!invy_database_begin (database, error)
      || !invy_database_end (database, pause_campaign (database, campaign_id, error), error))
    return FALSE;

  g_set_error_literal (
      error, INVY_STORE_ERROR, INVY_STORE_ERROR_STATE,
      _ ("Another server has taken the place of the one that this was sent from, and it may not know "
         "the last messages. Ask a few guests whether theirs arrived, then resume."));
  return FALSE;
}
