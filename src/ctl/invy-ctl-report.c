/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-reasons.h"
#include "ctl/invy-ctl-report.h"
#include "ctl/invy-ctl-sending.h"
#include "ctl/invy-ctl-table.h"
#include "ctl/invy-ctl-waves.h"
#include "transfer/invy-report-writer.h"

#include <glib/gi18n.h>

/* One guest's line, from the ledger or from a dry run. Texts are borrowed. */
typedef struct
{
  const char *id;
  const char *guest_id;
  const char *guest_name;
  const char *phone;
  const char *status;
  const char *message_id;
  const char *state;
  guint attempt;
  int error_code;
  const char *reason;
  const char *error;
  const char *error_detail;
  const char *warning;
} Entry;

/* The members that every entry of "results" has, in an object that the caller began. */
static void
build_entry (JsonBuilder *builder, const Entry *entry)
{
  invy_ctl_json_text (builder, "id", entry->id);
  invy_ctl_json_text (builder, "guest_id", entry->guest_id);
  invy_ctl_json_text (builder, "guest_name", entry->guest_name);
  invy_ctl_json_text (builder, "phone", entry->phone);
  invy_ctl_json_text (builder, "status", entry->status);
  invy_ctl_json_text (builder, "message_id", entry->message_id);
  invy_ctl_json_text (builder, "state", entry->state);
  invy_ctl_json_int (builder, "attempt", entry->attempt);
  json_builder_set_member_name (builder, "error_code");
  if (entry->error_code != INVY_MESSAGE_NO_CODE)
    json_builder_add_int_value (builder, entry->error_code);
  else
    json_builder_add_null_value (builder);
  invy_ctl_json_text (builder, "error", entry->error);
  invy_ctl_json_text (builder, "reason", entry->reason);
  invy_ctl_json_text (builder, "error_detail", entry->error_detail);
  invy_ctl_json_text (builder, "warning", entry->warning);
}

static void
add_row (InvyCtl *ctl, InvyCtlTable *table, const Entry *entry)
{
  g_autofree char *phone = invy_ctl_dup_number (ctl, entry->phone);
  const char *cells[] = { entry->guest_name, phone, entry->status,
                          entry->error != NULL ? entry->error : entry->warning };

  invy_ctl_table_add (table, cells);
}

static InvyCtlTable *
new_table (void)
{
  return invy_ctl_table_new ("guest_name", "phone", "status", "reason", NULL);
}

static void
print_table (InvyCtl *ctl, InvyCtlTable *table)
{
  g_autofree char *text = invy_ctl_table_dup_text (table);

  invy_ctl_print (ctl, text);
}

static Entry
entry_for_message (InvyMessage *message, const char *sentence, const char *warning)
{
  return (Entry) {
    .id = invy_message_get_id (message),
    .guest_id = invy_message_get (message, INVY_MESSAGE_GUEST_ID),
    .guest_name = invy_message_get (message, INVY_MESSAGE_GUEST_NAME),
    .phone = invy_message_get (message, INVY_MESSAGE_PHONE_E164),
    .status = invy_reasons_get_status (invy_message_get_state (message)),
    .message_id = invy_message_get (message, INVY_MESSAGE_WAMID),
    .state = invy_enum_to_nick (INVY_TYPE_MESSAGE_STATE, (int) invy_message_get_state (message)),
    .attempt = invy_message_get_attempt (message),
    .error_code = invy_message_get_error_code (message),
    .reason = invy_message_get (message, INVY_MESSAGE_SKIP_REASON),
    .error = sentence,
    .error_detail = invy_message_get (message, INVY_MESSAGE_ERROR_DETAIL),
    .warning = warning,
  };
}

/**
 * invy_ctl_build_message_members:
 *
 * Adds what is known of a message of the ledger to an object that is begun already.
 */
void
invy_ctl_build_message_members (JsonBuilder *builder, InvyMessage *message)
{
  g_autofree char *sentence = invy_reasons_dup_for_message (message);
  const Entry entry = entry_for_message (message, sentence, NULL);

  build_entry (builder, &entry);
}

/**
 * invy_ctl_build_message:
 *
 * Adds a message of the ledger as an object.
 */
void
invy_ctl_build_message (JsonBuilder *builder, InvyMessage *message)
{
  json_builder_begin_object (builder);
  invy_ctl_build_message_members (builder, message);
  json_builder_end_object (builder);
}

/**
 * invy_ctl_build_counts:
 *
 * Adds the numbers of a campaign as members.
 */
void
invy_ctl_build_counts (JsonBuilder *builder, const InvyCampaignCounts *counts)
{
  invy_ctl_json_int (builder, "total", counts->total);
  invy_ctl_json_int (builder, "succeeded", counts->succeeded);
  invy_ctl_json_int (builder, "failed", counts->failed);
  invy_ctl_json_int (builder, "skipped", counts->skipped);
  invy_ctl_json_int (builder, "unknown", counts->unknown);
  invy_ctl_json_int (builder, "held", counts->held);
  invy_ctl_json_int (builder, "waiting", counts->waiting);
  invy_ctl_json_int (builder, "cancelled", counts->cancelled);
}

static GPtrArray *
pick_newest (GPtrArray *messages)
{
  GPtrArray *newest = g_ptr_array_new ();
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < messages->len; i++)
    {
      InvyMessage *message = g_ptr_array_index (messages, i);
      const char *guest_id = invy_message_get (message, INVY_MESSAGE_GUEST_ID);
      gpointer place;

      if (g_hash_table_lookup_extended (places, guest_id, NULL, &place))
        newest->pdata[GPOINTER_TO_UINT (place)] = message;
      else
        {
          g_hash_table_insert (places, (gpointer) guest_id, GUINT_TO_POINTER (newest->len));
          g_ptr_array_add (newest, message);
        }
    }

  return newest;
}

/* How many messages go to each number. Nobody is warned of the one number that gets everything. */
static GHashTable *
count_numbers (InvyCampaign *campaign, GPtrArray *newest)
{
  GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);
  const InvyCampaignKind kind = invy_campaign_get_kind (campaign);

  for (guint i = 0; i < newest->len && (kind == INVY_CAMPAIGN_REAL || kind == INVY_CAMPAIGN_PRACTICE); i++)
    {
      InvyMessage *message = g_ptr_array_index (newest, i);
      const char *number = invy_message_get (message, INVY_MESSAGE_PHONE_E164);
      const guint n = number != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (counts, number)) : 0;

      if (number != NULL && invy_message_get_state (message) != INVY_MESSAGE_SKIPPED)
        g_hash_table_insert (counts, (gpointer) number, GUINT_TO_POINTER (n + 1));
    }

  return counts;
}

static char *
dup_warning (InvyMessage *message, GHashTable *counts)
{
  const char *number = invy_message_get (message, INVY_MESSAGE_PHONE_E164);
  const guint n = number != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (counts, number)) : 0;

  return n > 1 && invy_message_get_state (message) != INVY_MESSAGE_SKIPPED ? invy_reasons_dup_for_shared (n) : NULL;
}

static gboolean
needs_attention (InvyMessage *message)
{
  const InvyMessageState state = invy_message_get_state (message);

  return state == INVY_MESSAGE_FAILED || state == INVY_MESSAGE_UNKNOWN || state == INVY_MESSAGE_CANCELLED
         || (state == INVY_MESSAGE_SKIPPED
             && !invy_reasons_is_harmless (invy_message_get (message, INVY_MESSAGE_SKIP_REASON)));
}

static int
find_exit (InvyCtl *ctl, InvyCampaign *campaign, GPtrArray *newest)
{
  if (invy_campaign_get_state (campaign) != INVY_CAMPAIGN_FINISHED)
    return invy_ctl_is_interrupted (ctl) ? INVY_CTL_EXIT_INTERRUPTED : INVY_CTL_EXIT_STOPPED;

  for (guint i = 0; i < newest->len; i++)
    {
      if (needs_attention (g_ptr_array_index (newest, i)))
        return INVY_CTL_EXIT_PARTLY;
    }

  return INVY_CTL_EXIT_DONE;
}

/**
 * invy_ctl_build_waiting:
 *
 * Adds until when @campaign waits, and why.
 */
void
invy_ctl_build_waiting (JsonBuilder *builder, InvyCampaign *campaign)
{
  invy_ctl_json_time (builder, "waiting_until", invy_campaign_get_waiting_until (campaign));
  invy_ctl_json_text (builder, "waiting_reason", invy_campaign_get_waiting_reason (campaign));
}

static void
print_summary (InvyCtl *ctl, const InvyCampaignCounts *counts, const char *stop_sentence)
{
  /* Translators: how many of all guests got the message */
  g_autofree char *summary = g_strdup_printf (_ ("%u of %u sent"), counts->succeeded, counts->total);

  invy_ctl_say (ctl, summary);
  if (stop_sentence != NULL)
    invy_ctl_say (ctl, stop_sentence);
}

static void
build_results (JsonBuilder *builder, GPtrArray *newest, GHashTable *numbers)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < newest->len; i++)
    {
      InvyMessage *message = g_ptr_array_index (newest, i);
      g_autofree char *sentence = invy_reasons_dup_for_message (message);
      g_autofree char *warning = dup_warning (message, numbers);
      const Entry entry = entry_for_message (message, sentence, warning);

      json_builder_begin_object (builder);
      build_entry (builder, &entry);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_results (InvyCtl *ctl, GPtrArray *newest, GHashTable *numbers)
{
  g_autoptr (InvyCtlTable) table = new_table ();

  for (guint i = 0; i < newest->len; i++)
    {
      InvyMessage *message = g_ptr_array_index (newest, i);
      g_autofree char *sentence = invy_reasons_dup_for_message (message);
      g_autofree char *warning = dup_warning (message, numbers);
      const Entry entry = entry_for_message (message, sentence, warning);

      add_row (ctl, table, &entry);
    }
  print_table (ctl, table);
}

static void
print_campaign_json (InvyCtl *ctl,
                     InvyCampaign *campaign,
                     const InvyCampaignCounts *counts,
                     GPtrArray *newest,
                     GHashTable *numbers,
                     const char *stop_sentence,
                     const InvyWaves *waves,
                     gboolean is_failure)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  const char *stop_reason = invy_campaign_get (campaign, INVY_CAMPAIGN_STOP_REASON);

  json_builder_begin_object (builder);
  invy_ctl_json_text (builder, "campaign_id", invy_campaign_get_id (campaign));
  invy_ctl_json_text (builder, "event_id", invy_campaign_get (campaign, INVY_CAMPAIGN_EVENT_ID));
  invy_ctl_json_text (builder, "purpose",
                      invy_enum_to_nick (INVY_TYPE_PURPOSE, (int) invy_campaign_get_purpose (campaign)));
  invy_ctl_json_text (builder, "kind",
                      invy_enum_to_nick (INVY_TYPE_CAMPAIGN_KIND, (int) invy_campaign_get_kind (campaign)));
  invy_ctl_json_text (builder, "state",
                      invy_enum_to_nick (INVY_TYPE_CAMPAIGN_STATE, (int) invy_campaign_get_state (campaign)));
  invy_ctl_json_text (builder, "stop_reason", stop_reason);
  invy_ctl_build_waiting (builder, campaign);
  invy_ctl_build_counts (builder, counts);
  if (waves != NULL)
    invy_ctl_build_waves (builder, waves);
  json_builder_set_member_name (builder, "results");
  build_results (builder, newest, numbers);
  if (is_failure)
    invy_ctl_json_error (builder, stop_reason != NULL ? stop_reason : "taken-over", stop_sentence);
  json_builder_end_object (builder);
  invy_ctl_print_json (ctl, builder);
}

/* Keeps @reason in @reasons, since rows of a report borrow their texts. */
static InvyReportRow
make_report_row (InvyMessage *message, GPtrArray *reasons)
{
  char *reason = invy_reasons_dup_for_message (message);

  g_ptr_array_add (reasons, reason);
  return (InvyReportRow) {
    .name = invy_message_get (message, INVY_MESSAGE_GUEST_NAME),
    .phone = invy_message_get (message, INVY_MESSAGE_PHONE_E164),
    .state = invy_reasons_get_status (invy_message_get_state (message)),
    .reason = reason,
    .error_code = invy_message_get_error_code (message),
    .at_ms = invy_message_get_state_at (message),
    .message_id = invy_message_get (message, INVY_MESSAGE_WAMID),
  };
}

/**
 * invy_ctl_write_report:
 * @path: of the file; its end says what kind of file it becomes. One that is there is replaced as a whole, or not at
 *   all
 *
 * Awaits. Writes each guest's newest message of a campaign to a file.
 *
 * Returns: an #InvyCtlExit, or %INVY_CTL_FAILED
 */
int
invy_ctl_write_report (InvyCtl *ctl, InvyCampaign *campaign, const char *path, GError **error)
{
  InvyStore *store = invy_ctl_open_store (ctl, error);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (InvyReportRow));
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GPtrArray) newest = NULL;

  if (store == NULL
      || !(messages = dex_await_boxed (invy_store_list_messages (store, invy_campaign_get_id (campaign)), error)))
    return INVY_CTL_FAILED;

  newest = pick_newest (messages);
  for (guint i = 0; i < newest->len; i++)
    {
      const InvyReportRow row = make_report_row (g_ptr_array_index (newest, i), reasons);

      g_array_append_val (rows, row);
    }
  if (!dex_await (invy_report_writer_write_file ((const InvyReportRow *) (gpointer) rows->data, rows->len, file),
                  error))
    return INVY_CTL_FAILED;

  json_builder_begin_object (builder);
  invy_ctl_json_int (builder, "rows", newest->len);
  invy_ctl_json_text (builder, "file", path);
  json_builder_end_object (builder);
  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);

  return INVY_CTL_EXIT_DONE;
}

/**
 * invy_ctl_report_campaign:
 * @was_sent: whether this run was to send it, so that its exit status tells how it went
 * @waves: (nullable): how it was to go when this run began to send
 *
 * Awaits. Prints a campaign with each guest's newest message.
 *
 * Returns: an #InvyCtlExit, or %INVY_CTL_FAILED
 */
int
invy_ctl_report_campaign (InvyCtl *ctl,
                          InvyCampaign *campaign,
                          gboolean was_sent,
                          const InvyWaves *waves,
                          GError **error)
{
  InvyStore *store = invy_ctl_open_store (ctl, error);
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GPtrArray) newest = NULL;
  g_autoptr (GHashTable) numbers = NULL;
  g_autofree char *stop_sentence = invy_reasons_dup_for_stop (campaign);
  const gint64 waiting_until = invy_campaign_get_waiting_until (campaign);
  InvyCampaignCounts counts = { 0 };
  int exit_status;

  if (store == NULL
      || !(messages = dex_await_boxed (invy_store_list_messages (store, invy_campaign_get_id (campaign)), error)))
    return INVY_CTL_FAILED;

  newest = pick_newest (messages);
  numbers = count_numbers (campaign, newest);
  for (guint i = 0; i < newest->len; i++)
    invy_campaign_counts_add (&counts, invy_message_get_state (g_ptr_array_index (newest, i)), 1);
  exit_status = was_sent ? find_exit (ctl, campaign, newest) : INVY_CTL_EXIT_DONE;
  /* It goes on, and not here. */
  if (exit_status == INVY_CTL_EXIT_STOPPED && stop_sentence == NULL)
    stop_sentence = g_strdup (_ ("The campaign was paused, cancelled or taken over by another program."));

  if (invy_ctl_is_json (ctl))
    print_campaign_json (ctl, campaign, &counts, newest, numbers, stop_sentence, waves,
                         exit_status == INVY_CTL_EXIT_STOPPED || exit_status == INVY_CTL_EXIT_INTERRUPTED);
  else
    print_results (ctl, newest, numbers);
  print_summary (ctl, &counts, stop_sentence);
  if (waiting_until != 0)
    invy_ctl_say_waiting (ctl, waiting_until, invy_campaign_get_waiting_reason (campaign));

  return exit_status;
}

static Entry
entry_for_row (InvyDryRunRow *row, const char *guest_name)
{
  return (Entry) {
    .guest_id = invy_guest_get_id (invy_dry_run_row_get_guest (row)),
    .guest_name = guest_name,
    .phone = invy_dry_run_row_get_phone_e164 (row),
    .status = invy_dry_run_row_is_ready (row) ? "ready" : "skipped",
    .error_code = INVY_MESSAGE_NO_CODE,
    .reason = invy_dry_run_row_get_reason (row),
    .error = invy_dry_run_row_get_sentence (row),
    .warning = invy_dry_run_row_get_warning (row),
  };
}

static void
print_dry_run_counts (JsonBuilder *builder, InvyDryRun *dry_run)
{
  const InvyCampaignCounts counts = {
    .total = invy_dry_run_get_n_ready (dry_run) + invy_dry_run_get_n_left_out (dry_run),
    .skipped = invy_dry_run_get_n_left_out (dry_run),
  };

  invy_ctl_json_text (builder, "campaign_id", NULL);
  invy_ctl_json_text (builder, "state", NULL);
  invy_ctl_build_counts (builder, &counts);
  invy_ctl_json_int (builder, "ready", invy_dry_run_get_n_ready (dry_run));
}

/**
 * invy_ctl_report_dry_run:
 *
 * Prints what would be sent, when, and to whom not.
 *
 * Returns: an #InvyCtlExit: whether somebody is left out for a reason that asks for something
 */
int
invy_ctl_report_dry_run (InvyCtl *ctl, InvyDryRun *dry_run, const InvyWaves *waves)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (InvyCtlTable) table = new_table ();
  g_autofree char *summary = NULL;
  GListModel *rows = invy_dry_run_get_rows (dry_run);
  int exit_status = INVY_CTL_EXIT_DONE;

  json_builder_begin_object (builder);
  print_dry_run_counts (builder, dry_run);
  invy_ctl_build_waves (builder, waves);
  json_builder_set_member_name (builder, "results");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (InvyDryRunRow) row = g_list_model_get_item (rows, i);
      g_autofree char *name = invy_guest_dup_name (invy_dry_run_row_get_guest (row));
      const Entry entry = entry_for_row (row, name);

      json_builder_begin_object (builder);
      build_entry (builder, &entry);
      json_builder_end_object (builder);
      add_row (ctl, table, &entry);
      if (entry.reason != NULL && !invy_reasons_is_harmless (entry.reason))
        exit_status = INVY_CTL_EXIT_PARTLY;
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  if (invy_ctl_is_json (ctl))
    invy_ctl_print_json (ctl, builder);
  else
    print_table (ctl, table);
  /* Translators: how many of all guests a message is ready for */
  summary = g_strdup_printf (_ ("%u of %u ready, nothing was sent"), invy_dry_run_get_n_ready (dry_run),
                             g_list_model_get_n_items (rows));
  invy_ctl_say (ctl, summary);
  invy_ctl_say_waves (ctl, waves);

  return exit_status;
}
