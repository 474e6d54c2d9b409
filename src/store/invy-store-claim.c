/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "phone/invy-phone.h"
#include "store/invy-lease-private.h"
#include "store/invy-limit-private.h"
#include "store/invy-media-private.h"
#include "store/invy-message-sql-private.h"
#include "store/invy-pace-private.h"
#include "store/invy-server-change-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (InvyClaim, invy_claim, invy_claim_copy, invy_claim_free)

/**
 * invy_claim_copy:
 *
 * Returns: (transfer full): a claim with the same messages
 */
InvyClaim *
invy_claim_copy (InvyClaim *self)
{
  InvyClaim *copy = g_new0 (InvyClaim, 1);

  copy->messages = g_ptr_array_ref (self->messages);
  copy->skipped = g_ptr_array_ref (self->skipped);
  copy->next_due_ms = self->next_due_ms;
  copy->wait_ms = self->wait_ms;
  copy->waiting_reason = g_strdup (self->waiting_reason);

  return copy;
}

void
invy_claim_free (InvyClaim *self)
{
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->skipped, g_ptr_array_unref);
  g_clear_pointer (&self->waiting_reason, g_free);
  g_free (self);
}

typedef struct
{
  char *campaign_id;
  char *phone_number_id; /* NULL for practice */
  char *waba_id;
  gint64 epoch;
  guint n_messages;
  gint64 interval_us;
} Claiming;

static void
claiming_free (gpointer data)
{
  Claiming *claiming = data;

  g_free (claiming->campaign_id);
  g_free (claiming->phone_number_id);
  g_free (claiming->waba_id);
  g_free (claiming);
}

/* What the last look at a guest finds, behind the columns of the message. */
enum
{
  DUE_PHONE = INVY_MESSAGE_SQL_N_COLUMNS,
  DUE_COUNTRY,
  DUE_RSVP_STATUS,
  DUE_OPTED_OUT,
  DUE_GUEST_ID, /* none if the guest or the wedding was removed */
};

/* A wedding without a country was planned with the one of the preferences, which the number still knows. */
static gboolean
is_same_number (const char *typed, const char *country, const char *e164)
{
  g_autoptr (InvyPhone) planned = country == NULL ? invy_phone_parse (e164, NULL, NULL) : NULL;
  g_autoptr (InvyPhone) phone = NULL;

  if (planned != NULL)
    country = planned->country;
  phone = invy_phone_parse (typed, country, NULL);

  return phone != NULL && g_strcmp0 (phone->e164, e164) == 0;
}

/* What changed since the plan was made may forbid the message. Override, test and practice messages do not go to the
 * guest, and only a removed guest matters to them. */
static const char *
get_reason_to_skip (InvyMessage *message, InvyRows *rows)
{
  const InvyPurpose purpose = invy_message_get_purpose (message);

  if (invy_rows_get_text (rows, DUE_GUEST_ID) == NULL)
    return "deleted";
  if (invy_message_get_kind (message) != INVY_CAMPAIGN_REAL)
    return NULL;
  if (invy_rows_get_integer (rows, DUE_OPTED_OUT) != 0)
    return "opted-out";
  if (!is_same_number (invy_rows_get_text (rows, DUE_PHONE), invy_rows_get_text (rows, DUE_COUNTRY),
                       invy_message_get (message, INVY_MESSAGE_PHONE_E164)))
    return "phone-changed";
  if ((purpose == INVY_PURPOSE_INVITATION || purpose == INVY_PURPOSE_REMINDER)
      && g_strcmp0 (invy_rows_get_text (rows, DUE_RSVP_STATUS), "none") != 0)
    return "answered";

  return NULL;
}

static char *
make_due_sql (void)
{
  g_autofree char *columns = invy_message_sql_columns ("m.");

  return g_strdup_printf (
      "SELECT %s, coalesce (g.phone_number, g.phone), e.country, g.rsvp_status,"
      " CASE WHEN EXISTS (SELECT 1 FROM opt_outs o WHERE o.phone_e164 = m.phone_e164 OR o.bsuid = g.bsuid)"
      " THEN 1 ELSE 0 END, CASE WHEN e.id IS NOT NULL THEN g.id END FROM messages m"
      " LEFT JOIN guests g ON g.id = m.guest_id AND g.deleted_at IS NULL AND g.merged_into IS NULL"
      " LEFT JOIN events e ON e.id = g.event_id AND e.deleted_at IS NULL"
      " WHERE m.campaign_id = $1 AND m.state = 'planned'"
      " AND (m.next_attempt_at IS NULL OR m.next_attempt_at <= $2) ORDER BY m.position LIMIT $3",
      columns);
}

/* Asked for with every claim, and made of forty words. */
static const char *
get_due_sql (void)
{
  static char *sql;

  if (g_once_init_enter_pointer (&sql))
    g_once_init_leave_pointer (&sql, make_due_sql ());

  return sql;
}

static InvyRows *
query_due (InvyDatabase *database, Claiming *claiming, GError **error)
{
  return invy_database_query (database, get_due_sql (),
                              INVY_VALUES (INVY_TEXT (claiming->campaign_id),
                                           INVY_TIME (invy_database_now (database)),
                                           INVY_INTEGER (claiming->n_messages)),
                              error);
}

/* Parts what is due into what may go and what is left out, with the reason. */
static gboolean
find_due (InvyDatabase *database, Claiming *claiming, InvyClaim *claim, GError **error)
{
  g_autoptr (InvyRows) rows = query_due (database, claiming, error);
  g_autoptr (GError) local_error = NULL;

  if (rows == NULL)
    return FALSE;
  while (invy_rows_next (rows, &local_error))
    {
      InvyMessage *message = invy_message_sql_read (rows);
      const char *reason = get_reason_to_skip (message, rows);

      invy_message_set (message, INVY_MESSAGE_SKIP_REASON, reason);
      g_ptr_array_add (reason != NULL ? claim->skipped : claim->messages, message);
    }
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
skip_message (InvyDatabase *database, InvyMessage *message, GError **error)
{
  const gint64 now = invy_database_now (database);

  invy_message_set_state (message, INVY_MESSAGE_SKIPPED);
  invy_message_set_state_at (message, now);

  return invy_database_execute (database,
                                "UPDATE messages SET state = 'skipped', skipped_at = $2, skip_reason = $3,"
                                " state_source = 'app' WHERE id = $1 AND state = 'planned'",
                                INVY_VALUES (INVY_TEXT (invy_message_get_id (message)), INVY_TIME (now),
                                             INVY_TEXT (invy_message_get (message, INVY_MESSAGE_SKIP_REASON))),
                                NULL, error);
}

static gboolean
skip_messages (InvyDatabase *database, GPtrArray *messages, GError **error)
{
  for (guint i = 0; i < messages->len; i++)
    if (!skip_message (database, messages->pdata[i], error))
      return FALSE;

  return TRUE;
}

/* The message as the statement left it. */
static void
set_posting (InvyMessage *message, gint64 now)
{
  if (invy_message_get_next_attempt_at (message) > 0)
    invy_message_set_put_off_ms (
        message, MAX (0, invy_message_get_next_attempt_at (message) - invy_message_get_state_at (message)));
  invy_message_set_state (message, INVY_MESSAGE_POSTING);
  invy_message_set_state_at (message, now);
  invy_message_set_next_attempt_at (message, 0);
  invy_message_set_attempt (message, invy_message_get_attempt (message) + 1);
}

static char *
make_post_sql (guint n_messages)
{
  GString *sql = g_string_new ("UPDATE messages SET state = 'posting', posting_at = $1, attempt = attempt + 1,"
                               " state_source = 'app', next_attempt_at = NULL WHERE state = 'planned'"
                               " AND EXISTS (SELECT 1 FROM campaigns WHERE id = $2 AND lease_epoch = $3"
                               " AND state = 'running') AND id IN (");

  for (guint i = 0; i < n_messages; i++)
    g_string_append_printf (sql, "%s$%u", i > 0 ? ", " : "", i + 4);
  g_string_append_c (sql, ')');

  return g_string_free_and_steal (sql);
}

/* The claim itself is one statement, which names the epoch it believes in: all of them or none. */
static gboolean
post_messages (InvyDatabase *database, Claiming *claiming, GPtrArray *messages, GError **error)
{
  g_autofree char *sql = make_post_sql (messages->len);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (InvyValue));
  const gint64 now = invy_database_now (database);
  gint64 n_changed;

  g_array_append_vals (
      values, INVY_VALUES (INVY_TIME (now), INVY_TEXT (claiming->campaign_id), INVY_INTEGER (claiming->epoch)));
  for (guint i = 0; i < messages->len; i++)
    g_array_append_vals (values, INVY_VALUES (INVY_TEXT (invy_message_get_id (messages->pdata[i]))));
  if (!invy_database_execute (database, sql, (InvyValue *) values->data, values->len, &n_changed, error))
    return FALSE;
  if (n_changed != messages->len)
    {
      g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_LEASE_LOST,
                           _ ("The campaign was paused, cancelled or taken over by another program."));
      return FALSE;
    }

  for (guint i = 0; i < messages->len; i++)
    {
      if (!invy_media_fill (database, messages->pdata[i], error))
        return FALSE;
      set_posting (messages->pdata[i], now);
    }
  return TRUE;
}

/* Most of what waits has no time of its own: to look at all of it for each claim would take longer the more there is.
 */
static gboolean
is_any_due (InvyDatabase *database, const char *campaign_id, gboolean *due, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (InvyRows) rows =
      invy_database_query (database,
                           "SELECT 1 FROM messages WHERE campaign_id = $1 AND state = 'planned'"
                           " AND next_attempt_at IS NULL LIMIT 1",
                           INVY_VALUES (INVY_TEXT (campaign_id)), error);

  if (rows == NULL)
    return FALSE;
  *due = invy_rows_next (rows, &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
find_next_due (InvyDatabase *database, const char *campaign_id, gint64 *next_due_ms, GError **error)
{
  gboolean due;
  g_autoptr (InvyRows) rows = NULL;

  *next_due_ms = 0;
  if (!is_any_due (database, campaign_id, &due, error))
    return FALSE;
  if (due)
    return TRUE;

  rows = invy_database_query (
      database, "SELECT min (next_attempt_at) FROM messages WHERE campaign_id = $1 AND state = 'planned'",
      INVY_VALUES (INVY_TEXT (campaign_id)), error);
  if (rows == NULL || !invy_rows_next (rows, error))
    return FALSE;

  if (invy_rows_get_text (rows, 0) == NULL)
    *next_due_ms = -1;
  else
    *next_due_ms = MAX (0, invy_rows_get_time (rows, 0) - invy_database_now (database));
  return TRUE;
}

static gboolean
claim_due (InvyDatabase *database, Claiming *claiming, InvyClaim *claim, GError **error)
{
  if (!find_due (database, claiming, claim, error) || !skip_messages (database, claim->skipped, error))
    return FALSE;

  return claim->messages->len == 0
         || (post_messages (database, claiming, claim->messages, error)
             && invy_pace_take (database, claiming->phone_number_id, claim->messages->len, claiming->interval_us,
                                error));
}

static gboolean
find_number (InvyDatabase *database, Claiming *claiming, GError **error)
{
  g_autoptr (InvyRows) rows =
      invy_database_query (database, "SELECT phone_number_id, waba_id FROM campaigns WHERE id = $1",
                           INVY_VALUES (INVY_TEXT (claiming->campaign_id)), error);

  if (rows == NULL || !invy_rows_next (rows, error))
    return FALSE;

  g_set_str (&claiming->phone_number_id, invy_rows_get_text (rows, 0));
  g_set_str (&claiming->waba_id, invy_rows_get_text (rows, 1));
  return TRUE;
}

static gboolean
apply_limit (InvyDatabase *database, Claiming *claiming, InvyClaim *claim, GError **error)
{
  guint n_left;

  if (!invy_limit_read (database, claiming->phone_number_id, claiming->waba_id, &n_left, &claim->wait_ms, error))
    return FALSE;

  claiming->n_messages = MIN (claiming->n_messages, n_left);
  if (n_left == 0)
    g_set_str (&claim->waiting_reason, INVY_STORE_WAIT_LIMIT);
  return TRUE;
}

/* In the middle of a campaign, too, a standby may take over. */
static gboolean
check_server (InvyDatabase *database, Claiming *claiming, GError **error)
{
  gboolean changed;

  if (!invy_server_change_check (database, claiming->campaign_id, &changed, error))
    return FALSE;
  if (!changed)
    return TRUE;

  g_set_error_literal (error, INVY_STORE_ERROR, INVY_STORE_ERROR_LEASE_LOST,
                       _ ("Another server has taken the place of the one that this was sent from."));
  return FALSE;
}

static gboolean
fill_claim (InvyDatabase *database, Claiming *claiming, InvyClaim *claim, GError **error)
{
  if (!invy_lease_check (database, claiming->campaign_id, claiming->epoch, error)
      || !check_server (database, claiming, error) || !find_number (database, claiming, error)
      || !invy_pace_read (database, claiming->phone_number_id, &claim->wait_ms, &claim->waiting_reason, error))
    return FALSE;
  if (claim->wait_ms == 0 && !apply_limit (database, claiming, claim, error))
    return FALSE;
  if (claim->wait_ms == 0 && !claim_due (database, claiming, claim, error))
    return FALSE;
  if (claim->messages->len > 0)
    claim->wait_ms = (claim->messages->len * claiming->interval_us + 999) / 1000;

  return find_next_due (database, claiming->campaign_id, &claim->next_due_ms, error);
}

static gboolean
claim_job (InvyJob *job, InvyDatabase *database, gpointer data, GValue *result, GError **error)
{
  Claiming *claiming = data;
  g_autoptr (InvyClaim) claim = g_new0 (InvyClaim, 1);

  claim->messages = invy_records_new ();
  claim->skipped = invy_records_new ();
  if (!invy_database_begin (database, error)
      || !invy_database_end (database, fill_claim (database, claiming, claim, error), error))
    return FALSE;

  invy_job_changed (job, INVY_STORE_MESSAGES, NULL);
  g_value_init (result, INVY_TYPE_CLAIM);
  g_value_take_boxed (result, g_steal_pointer (&claim));
  return TRUE;
}

/**
 * invy_store_claim:
 * @epoch: what invy_store_take_lease() resolved to
 * @n_messages: no more than are about to be sent
 * @interval_us: microseconds from the start of one of them to the start of the next from the same number
 *
 * Takes the next messages for sending, if the pace of their number allows any now: when the future resolves, that
 * they are posting is on the disk. A message whose guest was removed, opted out, changed the number or answered is
 * left out instead, and the next one is not taken for it.
 *
 * Returns: (transfer full): a future that resolves to an #InvyClaim, or rejects with %INVY_STORE_ERROR_LEASE_LOST
 * when somebody paused, cancelled or took over the campaign
 */
DexFuture *
invy_store_claim (InvyStore *self, const char *campaign_id, gint64 epoch, guint n_messages, gint64 interval_us)
{
  Claiming *claiming = g_new0 (Claiming, 1);

  claiming->campaign_id = g_strdup (campaign_id);
  claiming->epoch = epoch;
  claiming->n_messages = n_messages;
  claiming->interval_us = interval_us;

  return invy_store_run (self, INVY_LANE_CLAIM, claim_job, claiming, claiming_free);
}
