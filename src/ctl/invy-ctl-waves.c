/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "ctl/invy-ctl-waves.h"

/**
 * invy_ctl_waves_load:
 * @phone_number_id: (nullable): the sending number; %NULL while none is set
 * @n_messages: how many wait to be sent
 *
 * Awaits. Divides messages by what was kept of the number's limit. A practice has none, and neither has what goes to
 * one number only.
 *
 * Returns: (transfer full) (nullable): the waves; %NULL with the store's errors
 */
InvyWaves *
invy_ctl_waves_load (InvyStore *store,
                     InvyCampaignKind kind,
                     const char *phone_number_id,
                     const char *waba_id,
                     guint n_messages,
                     GError **error)
{
  const InvyRecipientLimit none = { 0 };
  const gint64 now_ms = g_get_real_time () / 1000;
  g_autoptr (InvyRecipientLimit) limit = NULL;

  if (kind != INVY_CAMPAIGN_REAL || phone_number_id == NULL)
    return invy_waves_new (&none, n_messages, now_ms);

  limit = dex_await_boxed (invy_store_get_recipient_limit (store, phone_number_id, waba_id), error);
  return limit != NULL ? invy_waves_new (limit, n_messages, now_ms) : NULL;
}

/**
 * invy_ctl_say_waves:
 *
 * Tells people when the messages can go, unless all can go now.
 */
void
invy_ctl_say_waves (InvyCtl *ctl, const InvyWaves *waves)
{
  g_autofree char *sentence = invy_waves_dup_sentence (waves);

  if (sentence == NULL)
    return;

  invy_ctl_say (ctl, sentence);
  for (guint i = 0; i < waves->waves->len; i++)
    {
      g_autofree char *text = invy_wave_dup_text (&g_array_index (waves->waves, InvyWave, i));
      g_autofree char *line = g_strdup_printf ("  %s", text);

      invy_ctl_say (ctl, line);
    }
}

/**
 * invy_ctl_build_waves:
 *
 * Adds how many messages go in each wave, and from when; null is now.
 */
void
invy_ctl_build_waves (JsonBuilder *builder, const InvyWaves *waves)
{
  json_builder_set_member_name (builder, "waves");
  json_builder_begin_array (builder);
  for (guint i = 0; i < waves->waves->len; i++)
    json_builder_add_int_value (builder, g_array_index (waves->waves, InvyWave, i).count);
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "wave_times");
  json_builder_begin_array (builder);
  for (guint i = 0; i < waves->waves->len; i++)
    {
      const gint64 from_ms = g_array_index (waves->waves, InvyWave, i).from_ms;
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (from_ms / 1000);
      g_autofree char *text = from_ms != 0 ? g_date_time_format_iso8601 (time) : NULL;

      if (text != NULL)
        json_builder_add_string_value (builder, text);
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_array (builder);
}
