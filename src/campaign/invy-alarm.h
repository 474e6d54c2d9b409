/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define INVY_TYPE_ALARM (invy_alarm_get_type ())

/* Something to wait on that can be woken early. It waits by invy_clock_now_ms(). */
G_DECLARE_FINAL_TYPE (InvyAlarm, invy_alarm, INVY, ALARM, GObject)

InvyAlarm *invy_alarm_new (void);
void invy_alarm_ring (InvyAlarm *self);
void invy_alarm_wait (InvyAlarm *self, gint64 at_most_ms);

G_END_DECLS
