/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-account-reading.h"

#include "whatsapp/invy-api-error.h"
#include "whatsapp/invy-graph-account.h"
#include "whatsapp/invy-graph-number.h"

#include <glib/gi18n-lib.h>

/* Reads what a campaign needs to know from the account, and keeps it in the store. */

typedef struct
{
  InvyStore *store;
  InvyAccount *account;
  char *template_name; /* NULL for all */
} Reading;

static Reading *
reading_new (InvyStore *store, InvyAccount *account, const char *template_name)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->store = g_object_ref (store);
  reading->account = invy_account_ref (account);
  reading->template_name = g_strdup (template_name);

  return reading;
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->store);
  g_clear_pointer (&reading->account, invy_account_unref);
  g_free (reading->template_name);
  g_free (reading);
}

static DexFuture *
ask_for_templates (Reading *reading, InvyGraphAccount *graph)
{
  const char *waba_id = reading->account->business_account_id;

  return reading->template_name != NULL ? invy_graph_account_find_templates (graph, waba_id, reading->template_name)
                                        : invy_graph_account_list_templates (graph, waba_id);
}

/* Returns: (nullable): the templates that were read and kept */
static GPtrArray *
read_templates (Reading *reading, InvyGraphAccount *graph, GError **error)
{
  g_autoptr (GPtrArray) templates = dex_await_boxed (ask_for_templates (reading, graph), error);

  if (templates == NULL
      || !dex_await (invy_store_save_templates (reading->store, reading->account->business_account_id,
                                                reading->template_name, templates),
                     error))
    return NULL;

  return g_steal_pointer (&templates);
}

static gboolean
read_limit (Reading *reading, InvyGraphAccount *graph, GError **error)
{
  const char *number_id = reading->account->phone_number_id;
  g_autoptr (InvyGraphNumber) number = dex_await_boxed (invy_graph_account_read_number (graph, number_id), error);
  guint limit;

  if (number == NULL)
    return FALSE;

  /* An answer that leaves it out says nothing new: what was kept stays. */
  limit = invy_graph_number_get_limit (number);
  return limit == INVY_GRAPH_NUMBER_LIMIT_UNKNOWN
         || dex_await (invy_store_set_recipient_limit (reading->store, number_id,
                                                       limit == INVY_GRAPH_NUMBER_UNLIMITED ? 0 : limit),
                       error);
}

static GError *
new_incomplete (void)
{
  return g_error_new_literal (INVY_API_ERROR, INVY_API_ERROR_WRONG_ID,
                              _ ("The business account ID is missing, so its templates cannot be read. Enter it in "
                                 "Preferences."));
}

static DexFuture *
sync_fiber (gpointer data)
{
  Reading *reading = data;
  g_autoptr (InvyGraphAccount) graph = NULL;
  g_autoptr (GPtrArray) templates = NULL;
  GError *error = NULL;

  if (reading->account->business_account_id == NULL)
    return dex_future_new_for_error (new_incomplete ());
  if (!invy_account_check_values (reading->account, &error))
    return dex_future_new_for_error (error);

  graph = invy_graph_account_new (reading->account);
  templates = read_templates (reading, graph, &error);
  if (templates == NULL)
    return dex_future_new_for_error (error);
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&templates));
}

/**
 * invy_account_reading_sync_templates:
 * @account: with a token
 *
 * Reads all templates of the business account and keeps them; those that are gone go.
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyTemplate. It rejects, and what was kept
 *   stays, with #InvyApiError, #InvySettingsError and the store's errors
 */
DexFuture *
invy_account_reading_sync_templates (InvyStore *store, InvyAccount *account)
{
  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (account != NULL, NULL);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, sync_fiber, reading_new (store, account, NULL), reading_free);
}

static DexFuture *
refresh_fiber (gpointer data)
{
  Reading *reading = data;
  g_autoptr (InvyGraphAccount) graph = NULL;
  g_autoptr (GPtrArray) templates = NULL;
  GError *error = NULL;

  /* Without the account's id nothing can be looked up: everything is as it was. */
  if (reading->account->business_account_id == NULL)
    return dex_future_new_true ();
  if (!invy_account_check_values (reading->account, &error))
    return dex_future_new_for_error (error);

  graph = invy_graph_account_new (reading->account);
  templates = read_templates (reading, graph, &error);
  if (templates == NULL || !read_limit (reading, graph, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/**
 * invy_account_reading_refresh:
 * @account: with a token
 * @template_name: what is about to be sent
 *
 * Reads again, just before a campaign, what could have changed since the last reading: its template in all languages,
 * and how many people the number's business may write to.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, also when the account has no business account ID and
 *   nothing can be read. It rejects, and what was kept stays, with #InvyApiError, #InvySettingsError and the store's
 *   errors
 */
DexFuture *
invy_account_reading_refresh (InvyStore *store, InvyAccount *account, const char *template_name)
{
  g_return_val_if_fail (INVY_IS_STORE (store), NULL);
  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (template_name != NULL, NULL);

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, refresh_fiber, reading_new (store, account, template_name),
                              reading_free);
}
