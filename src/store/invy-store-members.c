/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "model/invy-ledger.h"
#include "model/invy-member.h"
#include "store/invy-store-private.h"

#include <glib/gi18n-lib.h>

/* Who may see a wedding. The functions of the server look at who asks. */

typedef struct
{
  char *event_id;
  char *role;
  InvyAccess access;
} Membership;

static Membership *
membership_new (const char *event_id, const char *role, InvyAccess access)
{
  Membership *self = g_new0 (Membership, 1);

  self->event_id = g_strdup (event_id);
  self->role = g_strdup (role);
  self->access = access;

  return self;
}

static void
membership_free (gpointer data)
{
  Membership *self = data;

  g_free (self->event_id);
  g_free (self->role);
  g_free (self);
}

/**
 * invy_store_is_shared:
 *
 * Returns: whether weddings have members here, and can be shared
 */
gboolean
invy_store_is_shared (InvyStore *self)
{
  g_return_val_if_fail (INVY_IS_STORE (self), FALSE);

  return !g_str_has_prefix (invy_store_get_uri (self), "sqlite:");
}

static gboolean
check_shared (InvyDatabase *database, GError **error)
{
  if (invy_database_is_shared (database))
    return TRUE;

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_STATE,
                       _ ("These weddings are kept on this computer alone. To share one, move it to a PostgreSQL "
                          "server first."));
  return FALSE;
}

static InvyMember *
read_member (InvyRows *rows)
{
  int access = INVY_ACCESS_VIEWER;

  invy_enum_from_nick (INVY_TYPE_ACCESS, invy_rows_get_text (rows, 1), &access);
  return invy_member_new (invy_rows_get_text (rows, 0), (InvyAccess) access, invy_rows_get_integer (rows, 2) != 0);
}

static gboolean
list_members_job (InvyJob *job, InvyDatabase *database, gpointer event_id, GValue *result, GError **error)
{
  g_autoptr (GPtrArray) members = invy_records_new ();
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows = NULL;

  if (!check_shared (database, error))
    return FALSE;
  rows = invy_database_query (database,
                              "SELECT role, access, role = person () FROM members WHERE event_id = $1"
                              " ORDER BY array_position (ARRAY['owner', 'editor', 'viewer'], access), role",
                              INVY_VALUES (INVY_TEXT (event_id)), error);
  if (rows == NULL)
    return FALSE;
  while (invy_rows_next (rows, &local_error))
    g_ptr_array_add (members, read_member (rows));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (members->len == 0)
    return invy_store_not_found (error, _ ("There is no such wedding. It may have been removed."));

  invy_value_take_records (result, g_steal_pointer (&members));
  return TRUE;
}

/**
 * invy_store_list_members:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyMember, owners first, or rejects with
 *   %INVY_STORE_ERROR_NOT_FOUND, also for those who are none of them, and with %INVY_STORE_ERROR_STATE where nothing
 *   can be shared
 */
DexFuture *
invy_store_list_members (InvyStore *self, const char *event_id)
{
  return invy_store_run (self, INVY_LANE_READ, list_members_job, g_strdup (event_id), g_free);
}

static gboolean
set_member_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Membership *membership = data;

  if (!check_shared (database, error)
      || !invy_database_execute (
          database, "SELECT member_add ($1, $2, $3)",
          INVY_VALUES (INVY_TEXT (membership->event_id), INVY_TEXT (membership->role),
                       INVY_TEXT (invy_enum_to_nick (INVY_TYPE_ACCESS, (int) membership->access))),
          NULL, error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_EVENTS, membership->event_id);
  return TRUE;
}

/**
 * invy_store_set_member:
 * @role: the name that somebody logs in to the server with
 *
 * Makes somebody a member, or lets a member do more or less than before.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %INVY_STORE_ERROR_NOT_FOUND when there
 * is no such wedding or role, %INVY_STORE_ERROR_FORBIDDEN for all but the owners, and %INVY_STORE_ERROR_STATE when no
 *   owner would be left, or where nothing can be shared
 */
DexFuture *
invy_store_set_member (InvyStore *self, const char *event_id, const char *role, InvyAccess access)
{
  return invy_store_run (self, INVY_LANE_WRITE, set_member_job, membership_new (event_id, role, access),
                         membership_free);
}

static gboolean
remove_member_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Membership *membership = data;

  if (!check_shared (database, error)
      || !invy_database_execute (database, "SELECT member_remove ($1, $2)",
                                 INVY_VALUES (INVY_TEXT (membership->event_id), INVY_TEXT (membership->role)), NULL,
                                 error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_EVENTS, membership->event_id);
  return TRUE;
}

/**
 * invy_store_remove_member:
 *
 * From here on the wedding does not exist for that member. Owners remove anybody; everybody may remove themselves.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects as invy_store_set_member() does
 */
DexFuture *
invy_store_remove_member (InvyStore *self, const char *event_id, const char *role)
{
  return invy_store_run (self, INVY_LANE_WRITE, remove_member_job,
                         membership_new (event_id, role, INVY_ACCESS_VIEWER), membership_free);
}
