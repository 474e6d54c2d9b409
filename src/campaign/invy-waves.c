/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-waves.h"
#include "text/invy-bidi.h"
#include "text/invy-when.h"

#include <glib/gi18n-lib.h>

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

/* Every wave but the first waits until all who were written to before it are a day old: a whole wave a day is what
 * people can plan with, although a few more might go some hours earlier. */
static void
divide (GArray *waves, const InvyRecipientLimit *limit, guint n_messages, gint64 now_ms)
{
  const guint n_left = limit->limit > limit->n_recipients ? limit->limit - limit->n_recipients : 0;
  InvyWave wave = { .count = MIN (n_left, n_messages) };
  gint64 next_ms = limit->newest_at_ms + DAY_MS;

  if (wave.count > 0)
    {
      g_array_append_val (waves, wave);
      next_ms = now_ms + DAY_MS;
    }

  for (n_messages -= wave.count; n_messages > 0; n_messages -= wave.count)
    {
      wave.count = MIN (limit->limit, n_messages);
      wave.from_ms = next_ms;
      g_array_append_val (waves, wave);
      next_ms += DAY_MS;
    }
}

/**
 * invy_waves_new:
 * @limit: see invy_store_get_recipient_limit()
 * @n_messages: how many are ready; each counts as another person, although some may share a number
 * @now_ms: milliseconds since 1970
 *
 * Divides what is to be sent over the days that Meta's limit asks for (fact sheet, section 3, "Messaging limit").
 *
 * Returns: (transfer full): the waves
 */
InvyWaves *
invy_waves_new (const InvyRecipientLimit *limit, guint n_messages, gint64 now_ms)
{
  InvyWaves *self = g_new0 (InvyWaves, 1);
  const InvyWave whole = { .count = n_messages };

  self->waves = g_array_new (FALSE, FALSE, sizeof (InvyWave));
  self->limit = limit->limit;
  if (limit->limit > 0)
    divide (self->waves, limit, n_messages, now_ms);
  else if (n_messages > 0)
    g_array_append_val (self->waves, whole);

  return self;
}

/**
 * invy_waves_is_divided:
 *
 * Returns: whether some of the messages cannot go now
 */
gboolean
invy_waves_is_divided (const InvyWaves *self)
{
  return self->waves->len > 1 || (self->waves->len == 1 && g_array_index (self->waves, InvyWave, 0).from_ms != 0);
}

/**
 * invy_waves_dup_sentence:
 *
 * Returns: (transfer full) (nullable): why the messages go in waves, and what to do, to stand above a list of them;
 * %NULL when all can go now
 */
char *
invy_waves_dup_sentence (const InvyWaves *self)
{
  if (!invy_waves_is_divided (self))
    return NULL;

  /* Translators: a list of waves follows: “250 now”, “100 from 25 Feb 2027, 14:32” */
  return g_strdup_printf (ngettext ("Meta lets your business write to %u person in 24 hours, so the messages go in "
                                    "waves. Resume for each of them when it may begin:",
                                    "Meta lets your business write to %u people in 24 hours, so the messages go in "
                                    "waves. Resume for each of them when it may begin:",
                                    self->limit),
                          self->limit);
}

/**
 * invy_wave_dup_text:
 *
 * Returns: (transfer full): how many messages, and from when: “250 now”
 */
char *
invy_wave_dup_text (const InvyWave *self)
{
  g_autofree char *moment = self->from_ms != 0 ? invy_when_dup_moment (self->from_ms) : NULL;
  g_autofree char *shown = moment != NULL ? invy_bidi_isolate (moment, INVY_BIDI_NUMBER) : NULL;

  if (shown == NULL)
    /* Translators: so many messages can be sent now */
    return g_strdup_printf (ngettext ("%u now", "%u now", self->count), self->count);
  /* Translators: so many messages can be sent from that day and time on: “100 from 25 Feb 2027, 14:32” */
  return g_strdup_printf (ngettext ("%u from %s", "%u from %s", self->count), self->count, shown);
}

void
invy_waves_free (InvyWaves *self)
{
  g_clear_pointer (&self->waves, g_array_unref);
  g_free (self);
}
