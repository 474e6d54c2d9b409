/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-reasons.h"
#include "ctl/invy-ctl-commands.h"
#include "ctl/invy-ctl-report.h"
#include "ctl/invy-ctl-table.h"
#include "model/invy-log-entry.h"
#include "text/invy-when.h"

#include <glib/gi18n.h>

static void
add_row (InvyCtl *ctl, InvyCtlTable *table, InvyMessage *message)
{
  g_autofree char *phone = invy_ctl_dup_number (ctl, invy_message_get (message, INVY_MESSAGE_PHONE_E164));
  g_autofree char *sentence = invy_reasons_dup_for_message (message);
  const char *cells[] = { invy_message_get_id (message), invy_message_get (message, INVY_MESSAGE_GUEST_NAME), phone,
                          invy_enum_to_nick (INVY_TYPE_MESSAGE_STATE, (int) invy_message_get_state (message)),
                          sentence };

  invy_ctl_table_add (table, cells);
}

static InvyCtlTable *
new_table (void)
{
  return invy_ctl_table_new ("id", "guest_name", "phone", "state", "reason", NULL);
}

static void
print_table (InvyCtl *ctl, InvyCtlTable *table)
{
  g_autofree char *text = invy_ctl_table_dup_text (table);

  invy_ctl_print (ctl, text);
}

/**
 * invy_ctl_message_list:
 *
 * Lists every row of the ledger, a guest's older ones too.
 */
int
invy_ctl_message_list (InvyCtl *ctl, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (InvyCtlTable) table = new_table ();
  g_autoptr (InvyCampaign) campaign = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(campaign = dex_await_object (invy_store_get_campaign (store, invy_ctl_get_word (ctl, 0)), error))
      || !(messages = dex_await_boxed (invy_store_list_messages (store, invy_campaign_get_id (campaign)), error)))
    return INVY_CTL_FAILED;

  json_builder_begin_array (builder);
  for (guint i = 0; i < messages->len; i++)
    {
      invy_ctl_build_message (builder, g_ptr_array_index (messages, i));
      add_row (ctl, table, g_ptr_array_index (messages, i));
    }
  json_builder_end_array (builder);

  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);
  else
    print_table (ctl, table);

  return INVY_CTL_EXIT_DONE;
}

static void
build_history (JsonBuilder *builder, GPtrArray *entries)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    {
      const InvyLogEntry *entry = entries->pdata[i];

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "at");
      json_builder_add_int_value (builder, entry->at_ms);
      json_builder_set_member_name (builder, "state");
      json_builder_add_string_value (builder, invy_enum_to_nick (INVY_TYPE_MESSAGE_STATE, (int) entry->state));
      json_builder_set_member_name (builder, "source");
      json_builder_add_string_value (builder, entry->source);
      json_builder_set_member_name (builder, "detail");
      json_builder_add_string_value (builder, entry->detail);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_history (InvyCtl *ctl, GPtrArray *entries)
{
  g_autoptr (InvyCtlTable) table = invy_ctl_table_new ("at", "state", "source", "detail", NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const InvyLogEntry *entry = entries->pdata[i];
      g_autofree char *moment = invy_when_dup_moment (entry->at_ms);
      const char *cells[] = { moment, invy_enum_to_nick (INVY_TYPE_MESSAGE_STATE, (int) entry->state), entry->source,
                              entry->detail };

      invy_ctl_table_add (table, cells);
    }
  print_table (ctl, table);
}

/**
 * invy_ctl_message_show:
 *
 * Shows a row of the ledger and everything that ever became of it.
 */
int
invy_ctl_message_show (InvyCtl *ctl, GError **error)
{
  g_autoptr (InvyMessage) message = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  InvyStore *store;

  if (!(store = invy_ctl_open_store (ctl, error))
      || !(message = dex_await_object (invy_store_get_message (store, invy_ctl_get_word (ctl, 0)), error))
      || !(entries = dex_await_boxed (invy_store_list_log (store, invy_message_get_id (message)), error)))
    return INVY_CTL_FAILED;

  if (invy_ctl_is_json (ctl))
    {
      g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

      json_builder_begin_object (builder);
      invy_ctl_build_message_members (builder, message);
      json_builder_set_member_name (builder, "history");
      build_history (builder, entries);
      json_builder_end_object (builder);
      invy_ctl_print_json (ctl, builder);
    }
  else
    {
      g_autoptr (InvyCtlTable) table = new_table ();

      add_row (ctl, table, message);
      print_table (ctl, table);
      print_history (ctl, entries);
    }

  return INVY_CTL_EXIT_DONE;
}

static const char *
get_settled_sentence (InvyCampaign *campaign, gboolean has_arrived)
{
  if (has_arrived)
    return _ ("It counts as sent.");
  if (invy_campaign_get_state (campaign) == INVY_CAMPAIGN_CANCELLED)
    return _ ("It counts as not sent, and the campaign was cancelled. The guest can be invited with a new one.");
  return _ ("It is planned again. Send it with invyctl campaign resume.");
}

int
invy_ctl_message_settle (InvyCtl *ctl, GError **error)
{
  const gboolean has_arrived = invy_ctl_has (ctl, "arrived");
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (InvyMessage) message = NULL;
  g_autoptr (InvyCampaign) campaign = NULL;
  InvyStore *store;

  if (has_arrived == invy_ctl_has (ctl, "send-again"))
    {
      invy_ctl_refuse (error, _ ("Say what became of it with one of --arrived and --send-again."));
      return INVY_CTL_FAILED;
    }
  if (!(store = invy_ctl_open_store (ctl, error))
      || !(message =
               dex_await_object (invy_store_settle_message (store, invy_ctl_get_word (ctl, 0), has_arrived), error))
      || !(campaign = dex_await_object (
               invy_store_get_campaign (store, invy_message_get (message, INVY_MESSAGE_CAMPAIGN_ID)), error)))
    return INVY_CTL_FAILED;

  invy_ctl_build_message (builder, message);
  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);
  else
    invy_ctl_say (ctl, get_settled_sentence (campaign, has_arrived));

  return INVY_CTL_EXIT_DONE;
}
