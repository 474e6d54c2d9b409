/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "invy-config.h"

#include "campaign/invy-alarm.h"

#include "whatsapp/invy-clock.h"

/* Timers stand still while the computer sleeps; looking at the clock this often is enough to notice. */
#define LONGEST_TIMER_MS 5000

struct _InvyAlarm
{
  GObject parent_instance;

  DexPromise *bell; /* NULL when nobody waits */
  gboolean rang;
};

G_DEFINE_FINAL_TYPE (InvyAlarm, invy_alarm, G_TYPE_OBJECT)

static void
invy_alarm_finalize (GObject *object)
{
  dex_clear (&INVY_ALARM (object)->bell);

  G_OBJECT_CLASS (invy_alarm_parent_class)->finalize (object);
}

static void
invy_alarm_class_init (InvyAlarmClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = invy_alarm_finalize;
}

static void
invy_alarm_init (InvyAlarm *self)
{
}

/**
 * invy_alarm_new:
 *
 * Returns: (transfer full): an alarm that did not ring
 */
InvyAlarm *
invy_alarm_new (void)
{
  return g_object_new (INVY_TYPE_ALARM, NULL);
}

/**
 * invy_alarm_ring:
 *
 * Ends the wait; if nobody waits, the next wait ends at once.
 */
void
invy_alarm_ring (InvyAlarm *self)
{
  g_return_if_fail (INVY_IS_ALARM (self));

  self->rang = TRUE;
  if (self->bell != NULL)
    {
      DexPromise *bell = g_steal_pointer (&self->bell);

      dex_promise_resolve_boolean (bell, TRUE);
      dex_unref (bell);
    }
}

/**
 * invy_alarm_wait:
 * @at_most_ms: milliseconds
 *
 * Awaits, until the alarm rings or the time is over; not at all when it rang since the last wait.
 */
void
invy_alarm_wait (InvyAlarm *self, gint64 at_most_ms)
{
  const gint64 deadline_ms = invy_clock_now_ms () + at_most_ms;
  gint64 left;

  g_return_if_fail (INVY_IS_ALARM (self));

  while (!self->rang && (left = deadline_ms - invy_clock_now_ms ()) > 0)
    {
      if (self->bell == NULL)
        self->bell = dex_promise_new ();
      dex_await (dex_future_first (dex_timeout_new_msec ((int) MIN (left, LONGEST_TIMER_MS)),
                                   DEX_FUTURE (dex_ref (self->bell)), NULL),
                 NULL);
    }
  self->rang = FALSE;
}
