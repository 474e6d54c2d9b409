/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "app/preferences/invy-id-choice.h"

#include "app/preferences/invy-number-words.h"
#include "text/invy-bidi.h"
#include "whatsapp/invy-business-account.h"
#include "whatsapp/invy-graph-account.h"

#include <glib/gi18n.h>

typedef struct
{
  InvySettings *settings;
  InvySetting setting;
} Args;

static void
args_free (gpointer data)
{
  Args *args = data;

  g_object_unref (args->settings);
  g_free (args);
}

/* Takes @subtitle. */
static InvyIdChoice *
new_choice (const char *id, const char *title, char *subtitle)
{
  InvyIdChoice *self = g_new (InvyIdChoice, 1);

  self->id = g_strdup (id);
  self->title = g_strdup (title != NULL ? title : _ ("No name"));
  self->subtitle = subtitle;

  return self;
}

static InvyIdChoice *
new_business_account (gconstpointer data)
{
  const InvyBusinessAccount *account = data;

  return new_choice (account->id, account->name, invy_bidi_isolate (account->id, INVY_BIDI_NUMBER));
}

static InvyIdChoice *
new_number (gconstpointer data)
{
  const InvyGraphNumber *number = data;

  return new_choice (number->id, number->verified_name, invy_number_words_dup_summary (number));
}

/* Awaits; takes @listed, a future of an array of what @new_one makes a choice of. (nullable) */
static GPtrArray *
list (DexFuture *listed, InvyIdChoice *(*new_one) (gconstpointer data), GError **error)
{
  g_autoptr (GPtrArray) all = dex_await_boxed (listed, error);
  GPtrArray *choices;

  if (all == NULL)
    return NULL;

  choices = g_ptr_array_new_with_free_func ((GDestroyNotify) invy_id_choice_free);
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (choices, new_one (g_ptr_array_index (all, i)));

  return choices;
}

static DexFuture *
list_fiber (gpointer data)
{
  Args *args = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InvyAccount) account = dex_await_boxed (invy_settings_load_account (args->settings), &error);
  g_autoptr (InvyGraphAccount) graph = NULL;
  GPtrArray *choices;

  if (account == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (account->token == NULL)
    return dex_future_new_reject (INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_NO_TOKEN, "%s",
                                  _ ("The list is read with the access token. Enter that first."));
  if (args->setting == INVY_SETTING_PHONE_NUMBER_ID && account->business_account_id == NULL)
    return dex_future_new_reject (INVY_SETTINGS_ERROR, INVY_SETTINGS_ERROR_BAD_VALUE, "%s",
                                  _ ("The numbers are those of a business account. Choose that first."));

  graph = invy_graph_account_new (account);
  if (args->setting == INVY_SETTING_PHONE_NUMBER_ID)
    choices = list (invy_graph_account_list_numbers (graph, account->business_account_id), new_number, &error);
  else
    choices = list (invy_graph_account_list_business_accounts (graph), new_business_account, &error);

  return choices != NULL ? dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, choices)
                         : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * invy_id_choice_free:
 *
 * Frees @self and what it holds.
 */
void
invy_id_choice_free (InvyIdChoice *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self);
}

/**
 * invy_id_choice_list:
 * @setting: %INVY_SETTING_BUSINESS_ACCOUNT_ID or %INVY_SETTING_PHONE_NUMBER_ID, of the business account in @settings
 *
 * Reads with the access token what @setting can be.
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray of #InvyIdChoice, perhaps an empty one; it rejects
 *   with a sentence of #INVY_SETTINGS_ERROR when something has to be set first, or of #INVY_API_ERROR
 */
DexFuture *
invy_id_choice_list (InvySettings *settings, InvySetting setting)
{
  Args *args;

  dex_return_error_if_fail (INVY_IS_SETTINGS (settings));
  dex_return_error_if_fail (setting == INVY_SETTING_BUSINESS_ACCOUNT_ID || setting == INVY_SETTING_PHONE_NUMBER_ID);

  args = g_new (Args, 1);
  args->settings = g_object_ref (settings);
  args->setting = setting;

  return dex_scheduler_spawn (NULL, INVY_FIBER_STACK, list_fiber, args, args_free);
}
